// Updated evaluations are those that would have been made from the changed facts.

import Datalog
import Foundation
import TestSupport
import Testing

@Suite("An updated evaluation")
struct UpdateTests {
  /// How many programs are made: `GREMIUM_RANDOM_UPDATES`, for a long run.
  static let programs: UInt64 =
    ProcessInfo.processInfo.environment["GREMIUM_RANDOM_UPDATES"].flatMap(UInt64.init) ?? 3000

  private static let parts: UInt64 = 4

  @Test("equals evaluation from scratch after every edit, and the edits undone give back the base", arguments: 0..<parts)
  func agreement(part: UInt64) {
    var compared: UInt64 = 0
    var recursive = 0
    for number in stride(from: part, to: Self.programs, by: Int(Self.parts)) {
      let seed = OracleTests.seed &+ number
      let edited = EditedProgram.random(seed: seed)
      guard let difference = Self.difference(in: edited) else { continue }
      compared += 1
      if edited.program.isRecursive { recursive += 1 }
      guard !difference.isEmpty else { continue }
      let small = edited.shrunk { Self.difference(in: $0)?.isEmpty == false }
      Issue.record(
        """
        GREMIUM_SEED=\(seed) GREMIUM_RANDOM_UPDATES=1
        \(small.text)
        \(Self.difference(in: small) ?? difference)
        """)
      return
    }
    if Self.programs > 10_000 { print("GREMIUM_SEED=\(OracleTests.seed): updated \(compared), \(recursive) recursive") }
    // Most must be compared for this to mean anything.
    guard Self.programs >= 1000 else { return }
    #expect(compared > Self.programs / Self.parts * 8 / 10 && recursive > Self.programs / Self.parts / 10)
  }

  /// What is otherwise than it should be; empty if nothing, nil if it cannot be told.
  static func difference(in edited: EditedProgram) -> String? {
    let oracle = NaiveOracle(edited.edited(edited.edits), budget: 3000)
    guard oracle.budget >= 0 else { return nil }
    guard let program = Program.checked([ProgramSource(path: "p.dl", content: edited.program.text)]).program,
      let base = evaluation(of: program, edited.program.facts)
    else { return nil }
    let names = program.declarations.map(\.name)
    let before = tuples(of: program, base)
    var current = base
    var texts = [before]
    for (number, edit) in edited.edits.enumerated() {
      guard let scratch = evaluation(of: program, edited.edited(edited.edits.prefix(number + 1)).facts) else { return nil }
      let (update, faults) = current.updated(by: edit.delta)
      guard let update else { return "edit \(number) is refused: \(lines(faults))" }
      let (expected, found) = (tuples(of: program, scratch), tuples(of: program, update.evaluation))
      if expected != found { return "edit \(number)\nexpected:\n\(expected)\nfound:\n\(found)" }
      for name in names {
        let (old, new) = (Set(current.tuples(of: name)), Set(scratch.tuples(of: name)))
        if Set(update.change.added(to: name)) != new.subtracting(old)
          || Set(update.change.removed(from: name)) != old.subtracting(new)
          || update.change.added(to: name).count + update.change.removed(from: name).count
            != new.symmetricDifference(old).count
        {
          return "edit \(number) says that \(name) gained \(update.change.added(to: name)),"
            + " lost \(update.change.removed(from: name)), and it went from \(old) to \(new)"
        }
        if update.evaluation.count(of: name) != new.count { return "edit \(number) counts \(name) wrongly" }
      }
      current = update.evaluation
      texts.append(found)
    }
    if texts.last != text(oracle, edited.program) { return "the naive evaluator differs:\n\(text(oracle, edited.program))" }
    // Each edit undone, the last first.
    for number in edited.edits.indices.reversed() {
      let (old, new) = (
        edited.edited(edited.edits.prefix(number)).facts, edited.edited(edited.edits.prefix(number + 1)).facts
      )
      var undo = Delta()
      for fact in new where !old.contains(where: { $0 == fact }) { undo.delete(fact.relation, fact.values) }
      for fact in old where !new.contains(where: { $0 == fact }) { undo.insert(fact.relation, fact.values) }
      guard let update = current.updated(by: undo).update else { return "undoing edit \(number) is refused" }
      current = update.evaluation
      let found = tuples(of: program, current)
      if found != texts[number] { return "edit \(number) undone\nexpected:\n\(texts[number])\nfound:\n\(found)" }
    }
    return tuples(of: program, base) == before ? "" : "the base was disturbed"
  }

  private static func evaluation(
    of program: Program, _ facts: [(relation: String, values: [Value])]
  ) -> Evaluation? {
    var set = FactSet()
    for fact in facts { set.insert(fact.relation, fact.values) }
    return program.evaluate(set).evaluation
  }

  private static func text(_ oracle: NaiveOracle, _ program: TestProgram) -> String {
    program.relations.flatMap { relation in
      (oracle.tuples[relation.name] ?? []).sorted { $0.lexicographicallyPrecedes($1) }
        .map { "\(relation.name)(\($0.map(\.description).joined(separator: ", ")))" }
    }.joined(separator: "\n")
  }
}
