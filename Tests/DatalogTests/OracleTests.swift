// The engine and the naive evaluator agree on random programs, however facts are ordered and programs are written.

import Datalog
import Glibc
import Testing

@Suite("Random programs")
struct OracleTests {
  private static let programs: UInt64 = 3000

  /// Taken from the environment, so that a failure can be repeated; else another one each time.
  static let seed: UInt64 =
    getenv("GREMIUM_SEED").flatMap { UInt64(String(cString: $0)) } ?? .random(in: 0..<1_000_000_000)

  /// Parts run side by side.
  private static let parts: UInt64 = 4

  @Test("the engine, the naive evaluator, shuffled facts and the printed program agree", arguments: 0..<parts)
  func agreement(part: UInt64) {
    if part == 0 { print("GREMIUM_SEED=\(Self.seed)") }
    var compared = 0
    var recursive = 0
    for number in stride(from: part, to: Self.programs, by: Int(Self.parts)) {
      let seed = Self.seed &+ number
      let program = RandomProgram.program(seed: seed)
      let oracle = NaiveOracle(program, budget: 20_000)
      guard oracle.budget >= 0 else { continue }
      compared += 1
      let expected = Self.text(oracle, program)
      var random = SeededGenerator(seed: seed)
      let (checked, faults) = Program.checked([ProgramSource(path: "p.dl", content: program.text)])
      guard let checked else {
        Issue.record("GREMIUM_SEED=\(seed)\n\(program.text)\n\(lines(faults))")
        return
      }
      if checked.planDescription.contains("delta") { recursive += 1 }
      let treatment: (name: String, result: String) =
        switch number / Self.parts % 3 {
        case 0: ("shuffled facts", Self.result(checked, program.facts.shuffled(using: &random)))
        case 1: ("printed program", Self.result(printed: checked, program.facts))
        default: ("facts in the text", outcome(of: program.text + "\n" + program.factText))
        }
      let results = [("engine", Self.result(checked, program.facts)), treatment]
      for (treatment, result) in results where Self.withoutWarnings(result) != expected {
        Issue.record(
          """
          \(treatment) differs; GREMIUM_SEED=\(seed)
          \(program.text)
          \(program.factText)
          expected:
          \(expected)
          found:
          \(result)
          """)
        return
      }
    }
    // What takes the naive evaluator too long is left out, but most must be compared for this to mean anything.
    print("compared \(compared) programs, \(recursive) of them recursive")
    #expect(compared > Self.programs / Self.parts * 8 / 10 && recursive > Self.programs / Self.parts / 10)
  }

  private static func text(_ oracle: NaiveOracle, _ program: TestProgram) -> String {
    program.relations.flatMap { relation in
      (oracle.tuples[relation.name] ?? []).sorted { $0.lexicographicallyPrecedes($1) }
        .map { "\(relation.name)(\($0.map(\.description).joined(separator: ", ")))" }
    }.joined(separator: "\n")
  }

  private static func result(_ program: Program, _ facts: [(relation: String, values: [Value])]) -> String {
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
