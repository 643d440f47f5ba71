// The engine and the naive evaluator agree on random programs, however facts are ordered and programs are written.

import Datalog
import Foundation
import TestSupport
import Testing

@Suite("Random programs")
struct OracleTests {
  /// How many programs are made: `GREMIUM_RANDOM_PROGRAMS`, for a long run.
  static let programs: UInt64 =
    ProcessInfo.processInfo.environment["GREMIUM_RANDOM_PROGRAMS"].flatMap(UInt64.init) ?? 2000

  /// Taken from the environment, so that a failure can be repeated; else another one each time.
  static let seed: UInt64 = randomSeed % 1_000_000_000

  /// Parts run side by side.
  private static let parts: UInt64 = 4

  /// How many tuples the naive evaluator may try: what takes longer is left out.
  private static let budget = 3000

  @Test("the engine, the naive evaluator, shuffled facts and the printed program agree", arguments: 0..<parts)
  func agreement(part: UInt64) {
    var compared: UInt64 = 0
    var recursive = 0
    for number in stride(from: part, to: Self.programs, by: Int(Self.parts)) {
      let seed = Self.seed &+ number
      let program = RandomProgram.program(seed: seed)
      guard let difference = Self.difference(in: program, seed, refusal: .fault) else { continue }
      compared += 1
      if program.isRecursive { recursive += 1 }
      guard !difference.isEmpty else { continue }
      let small = program.shrunk { Self.difference(in: $0, seed)?.isEmpty == false }
      Issue.record(
        """
        GREMIUM_SEED=\(seed) GREMIUM_RANDOM_PROGRAMS=1
        \(small.text)
        \(small.factText)
        \(Self.difference(in: small, seed) ?? difference)
        """)
      return
    }
    if Self.programs > 10_000 { print("GREMIUM_SEED=\(Self.seed): compared \(compared), \(recursive) recursive") }
    // Most must be compared for this to mean anything.
    guard Self.programs >= 1000 else { return }
    #expect(compared > Self.programs / Self.parts * 8 / 10 && recursive > Self.programs / Self.parts / 10)
  }

  @Test("a program that fails is made as small as it can be")
  func shrinking() {
    // What fails here is a program with a negation and a fact.
    let program = (0...).lazy.map { RandomProgram.program(seed: $0) }.first { $0.hasNegation && $0.facts.count > 5 }
    let small = program?.shrunk { $0.hasNegation && !$0.facts.isEmpty }
    #expect(small?.facts.count == 1 && small?.rules.count == 1 && small?.rules.first?.body.count == 1)
  }

  /// What it means that a program is refused: what the generator makes has no fault, what shrinking makes may have.
  private enum Refusal { case fault, noAnswer }

  /// What the engine says otherwise than the naive evaluator; empty if nothing, nil if the one has no answer in time or
  /// the other refuses the program.
  private static func difference(
    in program: TestProgram, _ seed: UInt64, refusal: Refusal = .noAnswer
  ) -> String? {
    let oracle = NaiveOracle(program, budget: budget)
    guard oracle.budget >= 0 else { return nil }
    let (checked, faults) = Program.checked([ProgramSource(path: "p.dl", content: program.text)])
    guard let checked else {
      // Aggregates that need each other have a meaning, and are refused all the same.
      if faults.contains(where: { $0.code == "datalog/mutual-aggregates" }) { return nil }
      return refusal == .fault ? "refused:\n\(lines(faults))" : nil
    }
    let expected = text(oracle, program)
    var random = SeededGenerator(seed: seed)
    let treatment: (name: String, result: String) =
      switch seed / parts % 4 {
      case 0: ("shuffled facts", result(checked, program.facts.shuffled(using: &random)))
      case 1: ("printed program", result(printed: checked, program.facts))
      case 2: ("facts in the text", withoutWarnings(outcome(of: program.text + "\n" + program.factText)))
      default: ("engine", result(checked, program.facts))
      }
    if treatment.result == expected { return "" }
    return "\(treatment.name) differs\nexpected:\n\(expected)\nfound:\n\(treatment.result)"
  }

  private static func text(_ oracle: NaiveOracle, _ program: TestProgram) -> String {
    program.relations.flatMap { relation in
      (oracle.tuples[relation.name] ?? []).sorted { $0.lexicographicallyPrecedes($1) }
        .map { "\(relation.name)(\($0.map(\.description).joined(separator: ", ")))" }
    }.joined(separator: "\n")
  }

  static func result(_ program: Program, _ facts: [(relation: String, values: [Value])]) -> String {
    var set = FactSet()
    for fact in facts { set.insert(fact.relation, fact.values) }
    let (evaluation, faults) = program.evaluate(set)
    return evaluation.map { tuples(of: program, $0) } ?? lines(faults)
  }

  private static func result(printed program: Program, _ facts: [(relation: String, values: [Value])]) -> String {
    let text = program.description
    let (printed, faults) = Program.checked([ProgramSource(path: "p.dl", content: text)])
    guard let printed else { return "unreadable:\n\(text)\n\(lines(faults))" }
    return printed.description == text ? result(printed, facts) : "printed twice, it differs:\n\(text)"
  }

  private static func withoutWarnings(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.contains("warning datalog/") && !$0.hasPrefix("  = ") }.joined(separator: "\n")
  }
}

extension TestProgram {
  /// Whether a relation depends on itself.
  var isRecursive: Bool {
    var needs: [String: Set<String>] = [:]
    for rule in rules { needs[rule.head, default: []].formUnion(rule.body.flatMap(\.uses).map(\.relation)) }
    for _ in relations {
      for (head, uses) in needs { needs[head] = uses.union(uses.flatMap { needs[$0] ?? [] }) }
    }
    return needs.contains { $0.value.contains($0.key) }
  }

  fileprivate var hasNegation: Bool {
    rules.contains { $0.body.contains { if case .not = $0 { true } else { false } } }
  }
}
