// The rules and facts of the examples as files, read back as any engine reads them.

import Datalog
import DatalogFiles
import Foundation
import GovernanceAnalysis
import GovernanceModel
import GremiumKit
import SourceDiagnostics
import TestSupport
import Testing

@Suite("What is written for Soufflé says the same as the project")
struct SouffleProgramTests {
  @Test("every relation has the tuples that the project has", arguments: examples)
  func sameTuples(example: String) throws {
    let workspace = try open(example: example)
    let expected = try #require(
      workspace.book.program.evaluate(facts(of: workspace.model, on: workspace.day)).evaluation)
    try withTemporaryFolder { folder in
      let (program, facts) = try readBack(workspace, in: folder, askingForAll: true)
      let found = try #require(program.evaluate(facts).evaluation)
      #expect(program.declarations.map(\.name).sorted() == workspace.book.program.declarations.map(\.name).sorted())
      for declaration in program.declarations {
        #expect(found.tuples(of: declaration.name) == expected.tuples(of: declaration.name), "\(declaration.name)")
      }
      #expect(found.count(of: "entity") > 20)
    }
  }

  @Test("every finding, and every list in one, is among what the program writes", arguments: examples)
  func findingsAreWritten(example: String) throws {
    let workspace = try open(example: example)
    try withTemporaryFolder { folder in
      let (program, _) = try readBack(workspace, in: folder)
      let written = program.directives.filter { $0.kind == .output }.map(\.relation)
      #expect(written == Set(workspace.book.goals).filter { program.declaration(of: $0) != nil }.sorted())
      #expect(workspace.book.rules.allSatisfy { written.contains($0.page.relation) })
    }
  }

  @Test("another day has other facts")
  func anotherDay() throws {
    let workspace = try open(example: "rijk")
    let written = [workspace.day, Day(number: workspace.day.number + 40)].map { day in
      workspace.souffleProgram(on: day, language: .nl).first { $0.path == "facts/members.facts" }?.bytes
    }
    #expect(written[0] != nil && written[0] != written[1])
  }

  /// - Parameter asksForAll: whether every relation is an output. Facts that no output rests on are not read.
  private func readBack(
    _ workspace: Workspace, in folder: URL, askingForAll asksForAll: Bool = false
  ) throws -> (program: Program, facts: FactSet) {
    let others = workspace.book.program.declarations.map(\.name).filter { !workspace.book.goals.contains($0) }
    let questions = asksForAll ? others.map { ".output \($0)\n" }.joined() : ""
    for var file in workspace.souffleProgram(on: workspace.day, language: .en) {
      if file.path == "program.dl" { file.bytes += Array(questions.utf8) }
      let place = folder.appending(path: file.path)
      try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(file.bytes).write(to: place)
    }
    let reading = readProgram(at: folder.appending(path: "program.dl").path)
    let faults = DiagnosticRenderer(language: .en, texts: reading.texts).render(reading.diagnostics)
    let program = try #require(reading.program, "\(faults)")
    let (facts, unreadable) = readFacts(of: program, from: folder.appending(path: "facts").path, threads: 1)
    return (program, try #require(facts, "\(unreadable.map(\.message.en))"))
  }
}
