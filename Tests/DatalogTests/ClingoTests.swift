// The engine and clingo agree on random programs.

import Datalog
import TestSupport
import Testing

@Suite("An engine of other makers")
struct ClingoTests {
  @Test("clingo derives the same from random programs with small numbers and no computed text")
  func agreement() throws {
    let count = max(1, OracleTests.programs / 10)
    let programs = (0..<count).map { RandomProgram.program(seed: OracleTests.seed &+ $0, words: .common) }
    let answers = try askClingo(programs.map { ($0.text, $0.factText) })
    try #require(answers.count == programs.count)
    for ((number, program), answer) in zip(programs.enumerated(), answers) {
      #expect(answer.leftOut.isEmpty, "GREMIUM_SEED=\(OracleTests.seed &+ UInt64(number))")
      guard try Self.difference(program, answer) != nil else { continue }
      let small = program.shrunk { smaller in
        guard let answer = try? askClingo([(smaller.text, smaller.factText)]).first else { return false }
        return (try? Self.difference(smaller, answer)) != nil
      }
      let difference = try askClingo([(small.text, small.factText)]).first.flatMap { try Self.difference(small, $0) }
      Issue.record(
        "GREMIUM_SEED=\(OracleTests.seed &+ UInt64(number))\n\(small.text)\n\(small.factText)\n\(difference ?? "")")
      return
    }
  }

  /// Nil if the engine says the same.
  private static func difference(_ program: TestProgram, _ answer: IndependentAnswer) throws -> String? {
    let checked = try #require(Program.checked([ProgramSource(path: "p.dl", content: program.text)]).program)
    let found = OracleTests.result(checked, program.facts).split(separator: "\n").map(String.init).sorted()
    let expected = answer.relations.values.joined().sorted()
    return found == expected
      ? nil : "clingo:\n\(expected.joined(separator: "\n"))\nfound:\n\(found.joined(separator: "\n"))"
  }
}
