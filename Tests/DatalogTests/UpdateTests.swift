// Updated evaluations are those that would have been made from the changed facts.

import Datalog
import Foundation
import TestSupport
import Testing

@Suite("An updated evaluation")
struct UpdateTests {
  /// How many programs are made: `GREMIUM_RANDOM_UPDATES`, for a long run.
  static let programs: UInt64 =
    ProcessInfo.processInfo.environment["GREMIUM_RANDOM_UPDATES"].flatMap(UInt64.init) ?? 1200

  private static let parts: UInt64 = 4

  @Test(
    "equals evaluation from scratch after every edit, and the edits undone give back the base", arguments: 0..<parts)
  func agreement(part: UInt64) {
    var compared: UInt64 = 0
    var recursive = 0
    for number in stride(from: part, to: Self.programs, by: Int(Self.parts)) {
      let seed = OracleTests.seed &+ number
      let edited = EditedProgram.random(seed: seed)
      guard let difference = Self.difference(in: edited, asksOracle: number / Self.parts % 4 == 0) else { continue }
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
  static func difference(in edited: EditedProgram, asksOracle: Bool = true) -> String? {
    let oracle = asksOracle ? NaiveOracle(edited.edited(edited.edits), budget: 3000) : nil
    if let oracle, oracle.budget < 0 { return nil }
    guard let program = Program.checked([ProgramSource(path: "p.dl", content: edited.program.text)]).program,
      let base = evaluation(of: program, edited.program.facts)
    else { return nil }
    let names = program.declarations.map(\.name)
    let before = tuples(of: program, base)
    var current = base
    var texts = [before]
    for (number, edit) in edited.edits.enumerated() {
      guard let scratch = evaluation(of: program, edited.edited(edited.edits.prefix(number + 1)).facts) else {
        return nil
      }
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
    if let oracle, texts.last != text(oracle, edited.program) {
      return "the naive evaluator differs:\n\(text(oracle, edited.program))"
    }
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

  // MARK: Proofs

  @Test("has a proof of every tuple that rests on facts that are there")
  func proofs() throws {
    var proofs = 0
    for number in 0..<(Self.programs / 10) {
      let seed = OracleTests.seed &+ 600_000 &+ number
      let edited = EditedProgram.random(seed: seed)
      if edited.program.text.contains("eqrel") { continue }
      let result = edited.edited(edited.edits)
      var oracle = NaiveOracle(result, budget: 3000)
      guard oracle.budget >= 0 else { continue }
      let heights = Heights(result, &oracle)
      guard let program = Program.checked([ProgramSource(path: "p.dl", content: edited.program.text)]).program
      else { continue }
      var current = try #require(Self.evaluation(of: program, edited.program.facts))
      for edit in edited.edits { current = try #require(current.updated(by: edit.delta).update).evaluation }
      var explainer = Explainer(current)
      for (relation, rows) in oracle.tuples.sorted(by: { $0.key < $1.key }) {
        for row in rows.sorted(by: { $0.lexicographicallyPrecedes($1) }).prefix(12) {
          let proof = explainer.proof(of: Tuple(relation, row))
          let fault = proof.map { heights.fault(in: $0, of: Tuple(relation, row), mustBeLow: false) } ?? "no proof"
          if let fault {
            Issue.record("GREMIUM_SEED=\(OracleTests.seed)\n\(fault)\n\(edited.text)\n\(relation)\(row)")
            return
          }
          proofs += 1
        }
      }
    }
    #expect(Self.programs < 1000 || proofs > 400)
  }

  // MARK: Cycles

  private static let cycles = """
    .decl node(x: number)
    .decl arc(x: number, y: number)
    node(x), node(y) :- arc(x, y).
    .decl path(x: number, y: number)
    path(x, y) :- arc(x, y).
    path(x, z) :- path(x, y), arc(y, z).
    .decl both(x: number, y: number)
    both(x, y) :- arc(x, y), x % 3 != 0.
    both(x, z) :- both(x, y), both(y, z).
    .decl even(x: number, y: number)
    .decl odd(x: number, y: number)
    odd(x, y) :- arc(x, y).
    odd(x, z) :- even(x, y), arc(y, z).
    even(x, z) :- odd(x, y), arc(y, z).
    .decl apart(x: number, y: number)
    apart(x, y) :- node(x), node(y), !path(x, y).
    .decl reached(x: number, n: number)
    reached(x, n) :- node(x), n = count : { path(x, _) }.
    .decl most(n: number)
    most(n) :- n = max m : { reached(_, m) }.
    .decl acyclic(x: number)
    acyclic(x) :- node(x), !path(x, x).
    .decl chain(x: number, y: number)
    chain(x, y) :- acyclic(x), arc(x, y).
    chain(x, z) :- chain(x, y), chain(y, z).
    """

  @Test("follows arcs that come and go in graphs with many cycles", arguments: 0..<2)
  func cycles(part: UInt64) throws {
    let program = try #require(Program.checked([ProgramSource(path: "p.dl", content: Self.cycles)]).program)
    for number in 0..<(Self.programs / 40) {
      let seed = OracleTests.seed &+ 700_000 &+ part &+ 2 * number
      var random = SeededGenerator(seed: seed)
      let nodes = Int.random(in: 3...9, using: &random)
      func arc() -> [Value] { (0..<2).map { _ in .number(Int64.random(in: 0..<Int64(nodes), using: &random)) } }
      var arcs = Set((0..<Int.random(in: 2...(2 * nodes), using: &random)).map { _ in arc() })
      var current = try #require(Self.evaluation(of: program, arcs.map { ("arc", $0) }))
      for _ in 0..<6 {
        var delta = Delta()
        for _ in 0..<Int.random(in: 0...2, using: &random) {
          guard let gone = arcs.sorted(by: { $0.lexicographicallyPrecedes($1) }).randomElement(using: &random) else {
            break
          }
          arcs.remove(gone)
          delta.delete("arc", gone)
        }
        for _ in 0..<Int.random(in: 0...2, using: &random) {
          let new = arc()
          arcs.insert(new)
          delta.insert("arc", new)
        }
        let scratch = try #require(Self.evaluation(of: program, arcs.map { ("arc", $0) }))
        current = try #require(current.updated(by: delta).update).evaluation
        let (expected, found) = (tuples(of: program, scratch), tuples(of: program, current))
        guard expected == found else {
          Issue.record("GREMIUM_SEED=\(OracleTests.seed)\nexpected:\n\(expected)\nfound:\n\(found)")
          return
        }
      }
    }
  }
}
