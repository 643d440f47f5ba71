// A session whose texts change says what opening the changed texts anew says.

import Foundation
import GovernanceReports
import GremiumKit
import SourceDiagnostics
import TestSupport
import Testing
import WorkControl

@Suite("A session whose texts change says what opening anew says", .serialized)
struct SessionTests {
  @Test("after random edits of random files, faulty ones and back too", arguments: examples)
  func randomEdits(example: String) throws {
    var random = SeededGenerator(seed: randomSeed)
    let original = try texts(of: example)
    var current = original
    let session = try ProjectSession(.memory(original))
    var anew = try ProjectSession(.memory(original))
    var expected = try #require(anew.workspace)
    var faulty = 0
    let rounds = ProcessInfo.processInfo.environment["GREMIUM_RANDOM_EDITS"].flatMap(Int.init) ?? 8
    for round in 0..<rounds {
      let editable = current.indices.filter { !current[$0].path.hasPrefix("scenarios/") }
      let different = editable.filter { current[$0] != original[$0] }
      var index = try #require(editable.randomElement(using: &random))
      // What is wrong must be mended before anything else can be looked at.
      if !anew.isSound, let changed = different.randomElement(using: &random) { index = changed }
      let isBack = !anew.isSound || round % 4 == 3
      let text =
        isBack
        ? original[index] : SourceText(path: current[index].path, content: edited(current[index].content, &random))
      let note = Comment(rawValue: "\(example), round \(round), \(text.path), GREMIUM_SEED=\(randomSeed)")
      current[index] = text
      let diagnostics = try session.replace(text.content, of: text.path)
      anew = try ProjectSession(.memory(current))
      #expect(rendered(diagnostics, session.texts) == rendered(anew.diagnostics, anew.texts), note)
      #expect(session.isSound == anew.isSound, note)
      if anew.isSound { expected = try #require(anew.workspace) } else { faulty += 1 }
      let questions = [.check] + Question.allCases.shuffled(using: &random).prefix(3)
      let found = try answers(of: try #require(session.workspace), to: questions)
      let other = try answers(of: expected, to: questions)
      for question in questions where found[question] != other[question] {
        Issue.record("\(note): \(question)\n\(difference(other[question] ?? "", found[question] ?? ""))")
      }
    }
    #expect(faulty < rounds, "every edit was a fault")
  }

  @Test("a fork never changes what its base answers", arguments: ["rotterdam", "waardenland"])
  func fork(example: String) throws {
    let session = try ProjectSession(.memory(try texts(of: example)))
    let workspace = try #require(session.workspace)
    let before = try answers(of: workspace)
    let fork = session.fork()
    let header = try #require(session.texts.first { $0.path == "gremium.yaml" })
    for text in try texts(of: example) where text.path.hasSuffix(".yaml") && !text.path.contains("/") {
      try fork.replace(text.content + (text == header ? "" : "\n# changed\n"), of: text.path)
      _ = fork.workspace?.check()
    }
    try fork.replace("bodies: [", of: "more.yaml")
    #expect(!fork.isSound && session.isSound)
    #expect(session.diagnostics.isEmpty == !session.diagnostics.containErrors)
    let after = try answers(of: try #require(session.workspace))
    #expect(after == before)
    #expect(try answers(of: workspace) == before)
    // Nor does its base change what the fork answers.
    try fork.remove("more.yaml")
    let forked = try answers(of: try #require(fork.workspace))
    try session.replace("name: Something else\nlanguage: nl\non: 2024-01-01\n", of: "gremium.yaml")
    #expect(try answers(of: try #require(fork.workspace)) == forked)
  }

  @Test("several callers at once get what one gets")
  func callers() throws {
    let session = try ProjectSession(.memory(try texts(of: "kennemerland")))
    let workspace = try #require(session.workspace)
    let expected = try answers(
      of: try #require(try ProjectSession(.memory(try texts(of: "kennemerland"))).workspace))
    let found = LockedList<[Question: String]>()
    DispatchQueue.concurrentPerform(iterations: 6) { caller in
      if caller == 5 {
        // One changes the session meanwhile; the workspace stays what it was.
        _ = try? session.replace("bodies: {nieuw: {kind: werkgroep}}", of: "nieuw.yaml")
      } else if let answer = try? answers(of: workspace) {
        found.append(answer)
      }
    }
    #expect(found.elements.count == 5)
    #expect(found.elements.allSatisfy { $0 == expected })
    #expect(session.texts.contains { $0.path == "nieuw.yaml" })
  }

  @Test(
    "what a scenario changes is written and taken back to the byte, on a disk and in memory",
    arguments: ScenarioCase.all.filter { $0.scenarios.count == 1 })
  func undo(scenario: ScenarioCase) throws {
    let original = try texts(of: scenario.example)
    try withProject(Dictionary(uniqueKeysWithValues: original.map { ($0.path, $0.content) })) { folder in
      for source in [ProjectSource.memory(original), .folder(folder)] {
        let session = try ProjectSession(source)
        let workspace = try #require(session.workspace)
        let (texts, missing) = session.scenarioTexts(named: scenario.scenarios)
        #expect(missing.isEmpty)
        let result = try #require(workspace.whatIf(texts, order: .stacked).result)
        let after = try #require(result.workspaces.first)
        let (changes, faults) = workspace.changes(to: after)
        #expect(faults.isEmpty && !changes.isEmpty)
        let before = session.texts
        #expect(try session.apply(changes).isEmpty)
        #expect(session.isSound)
        let applied = try #require(session.workspace?.check(on: result.report.day).report)
        let planned = try #require(after.check(on: result.report.day).report)
        #expect(applied.findings.map(\.identity).sorted() == planned.findings.map(\.identity).sorted())
        let (undone, problems) = try session.undo()
        #expect(problems.isEmpty && undone?.count == changes.count)
        #expect(session.texts == before)
        #expect(try session.undo().changes == nil, "nothing is left to undo")
      }
      let left = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.contains(".") }
      #expect(Set(left) == Set(original.map(\.path)))
      for text in original {
        #expect(try String(contentsOf: URL(filePath: "\(folder)/\(text.path)"), encoding: .utf8) == text.content)
      }
    }
  }

  @Test("what somebody else wrote meanwhile is not overwritten")
  func changedMeanwhile() throws {
    let session = try ProjectSession(.memory(try texts(of: "rotterdam")))
    let workspace = try #require(session.workspace)
    let (scenarios, _) = session.scenarioTexts(named: [
      try #require(ScenarioCase.all.first { $0.example == "rotterdam" }).scenarios[0]
    ])
    let after = try #require(workspace.whatIf(scenarios).result?.workspaces.first)
    let changes = workspace.changes(to: after).changes
    let path = try #require(changes.first?.path)
    let text = try #require(session.texts.first { $0.path == path })
    try session.replace(text.content + "\n# mine\n", of: path)
    #expect(try session.apply(changes).map(\.code) == ["input/changed-meanwhile"])
    #expect(session.texts.contains { $0.path == path && $0.content.hasSuffix("# mine\n") })
  }

  @Test("a question that is cancelled has no answer and leaves nothing behind")
  func cancelled() throws {
    let session = try ProjectSession(.memory(try texts(of: "kennemerland")))
    let workspace = try #require(session.workspace)
    let cancelled = Cancellation()
    cancelled.cancel()
    let limits = EvaluationLimits(cancellation: cancelled)
    let (report, diagnostics) = workspace.check(limits: limits)
    #expect(report == nil && diagnostics.isEmpty)
    #expect(workspace.explanation(of: "1", limits: limits).report == nil)
    #expect(workspace.chains(limits: limits).report == nil)
    #expect(workspace.stress(limits: limits).report == nil)
    #expect(workspace.timeline(limits: limits).report == nil)
    #expect(workspace.answer(to: "body(b)", limits: limits).report == nil)
    let text = try #require(session.texts.first { $0.path == "bodies.yaml" })
    #expect(throws: Cancelled.self) {
      try session.replace("bodies: {}", of: "bodies.yaml", cancellation: cancelled)
    }
    #expect(throws: Cancelled.self) { try ProjectSession(.memory([]), cancellation: cancelled) }
    #expect(session.texts.contains(text))
    let expected = try #require(try ProjectSession(.memory(try texts(of: "kennemerland"))).workspace)
    #expect(try answers(of: workspace) == answers(of: expected))
  }

  @Test("a project with faults is open too, and can be mended")
  func faulty() throws {
    let session = try ProjectSession(.memory([SourceText(path: "gremium.yaml", content: "name: [")]))
    #expect(session.workspace == nil && !session.isSound && session.diagnostics.containErrors)
    try session.replace(
      "name: Klein\nlanguage: nl\non: 2024-01-01\nbodies: {raad: {kind: gemeenteraad}}\n", of: "gremium.yaml")
    #expect(session.isSound && session.workspace?.name == "Klein")
    #expect(session.workspace?.check().report != nil)
    try session.remove("gremium.yaml")
    #expect(!session.isSound && session.workspace?.name == "Klein", "the last state without fault can still be asked")
  }

  // MARK: Asking everything

  private enum Question: CaseIterable {
    case check, chart, chain, explain, whyNot, query, stress, timeline, whatIf
  }

  /// What a workspace says to questions, as text and as data.
  private func answers(
    of workspace: Workspace, to questions: [Question] = Question.allCases
  ) throws -> [Question: String] {
    func text(_ answer: (report: (some Report)?, diagnostics: [Diagnostic])) throws -> String {
      let formats = [OutputFormat.text, .json]
      let texts = try formats.compactMap { try answer.report?.text(as: $0, language: .nl) }
      return rendered(answer.diagnostics, workspace.texts) + texts.joined()
    }
    return try Dictionary(
      uniqueKeysWithValues: Set(questions).map { question in
        let answer =
          switch question {
          case .check: try text(workspace.check())
          case .chart: workspace.chart(marking: workspace.check().report, language: .nl).chart?.dot ?? ""
          case .chain: try text(workspace.chains())
          case .explain: try text(workspace.explanation(of: "1", givesAll: true))
          case .whyNot: try text(workspace.absence(of: "answers_to(_, _)"))
          case .query: try text(workspace.answer(to: "members(b, p), n = count : { members(b, _) }"))
          case .stress: try text(workspace.stress(top: 2))
          case .timeline: try text(workspace.timeline())
          case .whatIf: try text(whatIf(of: workspace))
          }
        return (question, answer)
      })
  }

  /// What abolishing the first body would bring.
  private func whatIf(of workspace: Workspace) -> (report: WhatIfReport?, diagnostics: [Diagnostic]) {
    let body = workspace.model.entities.first { $0.classKey == "body" && $0.holds(on: workspace.day) }
    let scenario = SourceText(path: "s.yaml", content: "scenario: Weg\nsteps: [{abolish: \(body?.id ?? "-")}]\n")
    let (result, diagnostics) = workspace.whatIf([("s", scenario)])
    return (result?.report, diagnostics)
  }

  private func rendered(_ diagnostics: [Diagnostic], _ texts: [SourceText]) -> String {
    DiagnosticRenderer(language: .nl, texts: texts).render(diagnostics)
  }

  private func difference(_ expected: String, _ actual: String) -> String {
    let (left, right) = (expected.split(separator: "\n"), actual.split(separator: "\n"))
    let line =
      zip(left, right).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(left.count, right.count)
    return
      "anew:    \(left.dropFirst(line).first ?? "(the end)")\nsession: \(right.dropFirst(line).first ?? "(the end)")"
  }

  // MARK: Texts

  /// The texts of an example, with their paths relative to it.
  private func texts(of example: String) throws -> [SourceText] {
    let folder = repositoryRoot.appending(path: "examples/\(example)")
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
    let wanted = names.filter { name in
      let parts = name.split(separator: "/")
      let isModel = parts.count == 1 && (name.hasSuffix(".yaml") || name.hasSuffix(".csv"))
      return isModel || parts.count == 2 && ["views", "scenarios"].contains(parts[0]) && name.hasSuffix(".yaml")
        || parts.count == 3 && parts[0] == "rules" && name.hasSuffix(".md")
    }
    return try wanted.map {
      SourceText(path: $0, content: try String(contentsOf: folder.appending(path: $0), encoding: .utf8))
    }
  }

  /// A text with one thing changed, as a hand at a keyboard would: lines lost, twice there or moved, a word replaced by
  /// another, a year by another, a character lost.
  private func edited(_ text: String, _ random: inout SeededGenerator) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let line = Int.random(in: lines.indices, using: &random)
    switch Int.random(in: 0..<7, using: &random) {
    case 0: lines.remove(at: line)
    case 1: lines.insert(lines[line], at: line)
    case 2: lines.swapAt(line, Int.random(in: lines.indices, using: &random))
    case 3:
      let words = text.split { !$0.isLetter && $0 != "-" }
      let own = lines[line].split { !$0.isLetter && $0 != "-" }
      guard let old = own.randomElement(using: &random), let new = words.randomElement(using: &random) else { break }
      lines[line] = lines[line].replacing(old, with: new)
    case 4: lines[line] = lines[line].replacing("202", with: "201")
    case 5: if !lines[line].isEmpty { lines[line].removeLast() }
    default: lines[line] = lines[line].replacing("certainty: inferred", with: "certainty: assumed") + " # gewijzigd"
    }
    return lines.joined(separator: "\n")
  }
}

/// A list to which several threads append.
private final class LockedList<Element: Sendable>: @unchecked Sendable {
  private let lock = NSLock()
  private var list: [Element] = []

  func append(_ element: Element) { lock.withLock { list.append(element) } }

  var elements: [Element] { lock.withLock { list } }
}
