// What --apply writes: the files say afterwards what the scenario said, and nothing else has moved.

import Foundation
import GovernanceAnalysis
import GovernanceIO
import GovernanceModel
import GovernanceReports
import GremiumKit
import SourceDiagnostics
import TestSupport
import Testing

@Suite("Applying a scenario", .serialized)
struct ApplyTests {
  private static let alone = ScenarioCase.all.filter { $0.scenarios.count == 1 }

  @Test("the patch is as expected", arguments: alone)
  func patches(scenario: ScenarioCase) throws {
    let workspace = try open(example: scenario.example)
    let after = try #require(try scenario.whatIf(in: workspace).workspaces.first)
    let (changes, faults) = workspace.changes(to: after)
    #expect(faults.isEmpty, "\(DiagnosticRenderer(language: .en, texts: workspace.texts).render(faults))")
    try expect(
      patch(of: changes), equalsGolden: "examples/\(scenario.example)/expected/what-if.\(scenario.name).patch")
  }

  @Test("the files read again give the same findings and lines as the scenario in memory", arguments: alone)
  func sameFindings(scenario: ScenarioCase) throws {
    try withCopy(of: scenario.example) { folder in
      let session = try ProjectSession(.folder(folder), settings: Settings(relations: []))
      let workspace = try #require(session.workspace)
      let (texts, _) = session.scenarioTexts(named: scenario.scenarios)
      let result = try #require(workspace.whatIf(texts, order: .stacked).result)
      let after = try #require(result.workspaces.first)
      let (changes, faults) = workspace.changes(to: after)
      #expect(faults.isEmpty)
      #expect(!changes.isEmpty)
      #expect(replaceFiles(changes).isEmpty)
      let reopened = try ProjectSession(.folder(folder), settings: Settings(relations: []))
      let again = try #require(
        reopened.workspace,
        "\(DiagnosticRenderer(language: .en, texts: reopened.texts).render(reopened.diagnostics))")
      let day = result.report.day
      let expected = try #require(after.check(on: day).report).findings
      let found = try #require(again.check(on: day).report).findings
      #expect(found.map(Self.described).sorted() == expected.map(Self.described).sorted())
      for change in changes { try expectOthersUntouched(change) }
    }
  }

  /// A finding without its place, which is the scenario's before and the file's after.
  private static func described(_ finding: Finding) -> String {
    "\(finding.identity) \(finding.severity) \(finding.message.nl) \(finding.message.en)"
  }

  /// Every line that is in both texts is there in the same order, and what is gone was changed by the scenario: each line
  /// that is gone comes back with more in it, or is one that the scenario removes.
  private func expectOthersUntouched(_ change: FileChange) throws {
    let old = try #require(change.before).lines.map(String.init)
    let new = try #require(change.after).lines.map(String.init)
    let comments = old.filter { $0.contains("#") }
    #expect(new.filter { $0.contains("#") }.count == comments.count, "comments stay")
    let gone = new.difference(from: old).removals.count
    #expect(gone < old.count / 4, "most lines stay")
  }

  private func withCopy(of example: String, _ body: (String) throws -> Void) throws {
    try withTemporaryFolder { folder in
      let copy = folder.appending(path: example)
      try FileManager.default.copyItem(at: repositoryRoot.appending(path: "examples/\(example)"), to: copy)
      try body(copy.path)
    }
  }
}
