// Facts that are written are the facts that are read.

import Datalog
import DatalogFiles
import Foundation
import TestSupport
import Testing

@Suite("Facts written as a table are read back as they were")
struct FactTableTests {
  @Test("whatever the texts hold: tabs, quotes, line ends, any letter")
  func anyText() throws {
    var generator = SeededGenerator(seed: randomSeed)
    let letters = ["a", "é", "\t", "\"", "\n", "\r\n", ",", "", " ", "😀", "\\"]
    func text() -> String {
      (0..<Int.random(in: 0...6, using: &generator)).map { _ in letters.randomElement(using: &generator) ?? "" }
        .joined()
    }
    let tuples: [[Value]] = (0..<200).map { number in [.symbol(text()), .number(Int64(number) - 100), .symbol(text())] }
    let program = """
      .decl a(x: symbol, n: number, y: symbol)
      .input a(\(quotedTable))
      """
    try withTemporaryFolder { folder in
      try Data(program.utf8).write(to: folder.appending(path: "p.dl"))
      try Data(factTable(tuples + tuples)).write(to: folder.appending(path: "a.facts"))
      let read = try #require(readProgram(at: folder.appending(path: "p.dl").path).program)
      let (facts, faults) = readFacts(of: read, from: folder.path, threads: 1)
      #expect(faults.isEmpty)
      let known = try #require(facts)
      let evaluation = try #require(read.evaluate(known).evaluation)
      #expect(Set(evaluation.tuples(of: "a")) == Set(tuples), "GREMIUM_SEED=\(randomSeed)")
    }
  }

  @Test("the same fact twice is written once, and the order of facts makes no difference")
  func sortedAndUnique() {
    let facts: [[Value]] = [[.symbol("b"), .number(2)], [.symbol("a"), .number(10)], [.symbol("b"), .number(2)]]
    #expect(String(decoding: factTable(facts), as: UTF8.self) == "\"a\"\t10\n\"b\"\t2\n")
    #expect(factTable(facts.reversed()) == factTable(facts))
  }
}
