// The engine, clingo and DuckDB agree on random programs.

import Datalog
import TestSupport
import Testing

@Suite("Engines of other makers")
struct OtherEnginesTests {
  @Test(
    "they derive the same from random programs with small numbers and no computed text",
    arguments: IndependentEngine.allCases)
  func agreement(engine: IndependentEngine) throws {
    let count = max(1, OracleTests.programs / 10)
    let programs = (0..<count).map { RandomProgram.program(seed: OracleTests.seed &+ $0, words: .common) }
      .filter { Program.checked([ProgramSource(path: "p.dl", content: $0.text)]).program != nil }
    #expect(programs.count > Int(count) * 9 / 10)
    let answers = try engine.ask(programs.map { ($0.text, $0.factText) })
    try #require(answers.count == programs.count)
    for (program, answer) in zip(programs, answers) {
      #expect(answer.leftOut.isEmpty, "GREMIUM_SEED=\(OracleTests.seed)\n\(program.text)")
      guard try Self.difference(program, answer) != nil else { continue }
      let small = program.shrunk { smaller in
        guard let answer = try? engine.ask([(smaller.text, smaller.factText)]).first else { return false }
        return (try? Self.difference(smaller, answer)) != nil
      }
      let difference = try engine.ask([(small.text, small.factText)]).first.flatMap { try Self.difference(small, $0) }
      Issue.record(
        """
        GREMIUM_SEED=\(OracleTests.seed) \(engine.rawValue)
        \(small.text)
        \(small.factText)
        \(difference ?? "")
        """)
      return
    }
  }

  /// Nil if the engine says the same.
  private static func difference(_ program: TestProgram, _ answer: IndependentAnswer) throws -> String? {
    let checked = try #require(Program.checked([ProgramSource(path: "p.dl", content: program.text)]).program)
    let found = OracleTests.result(checked, program.facts).split(separator: "\n").map(String.init).sorted()
    let expected = answer.relations.values.joined().sorted()
    return found == expected
      ? nil : "expected:\n\(expected.joined(separator: "\n"))\nfound:\n\(found.joined(separator: "\n"))"
  }
}
