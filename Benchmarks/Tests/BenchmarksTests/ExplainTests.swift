// Explanations are measured stage by stage.

import Testing

@testable import Benchmarks

@Suite("Explanations are measured as people ask for them")
struct ExplainTests {
  @Test(
    "the stages of a tiny country's explanations are told apart",
    .enabled(if: Gremium.isInstalled, "gremium is not installed"))
  func measured() throws {
    let command = try #require(
      try ExplainCommand.parseAsRoot(["1000", "--findings", "3", "--gremium", Gremium.path]) as? ExplainCommand)
    var lines: [String] = []
    try command.measure { lines.append($0) }
    #expect(lines.count == 3)
    let cells = lines[2].split(separator: "|").map { $0.split(separator: " ") }
    #expect(cells[0] == ["country-1000"] && cells[1] == ["3"])
    let stages = try cells[2..<8].map { try #require(Double($0[0])) }
    let (reading, rules, proof, most, answer, mostAnswer) = (
      stages[0], stages[1], stages[2], stages[3], stages[4], stages[5]
    )
    #expect(reading > 0 && rules > 0 && proof > 0)
    #expect(proof <= most && answer <= mostAnswer && proof <= answer && most <= mostAnswer)
  }
}
