// The parser and the checker take whatever they are given: they say what is wrong, and come to an end.

import Datalog
import Foundation
import TestSupport
import Testing

@Suite("Anything may be given as a program")
struct RobustnessTests {
  private static let seeds: [String] = [
    """
    .type E <: symbol
    .type U = E | E
    .decl a, b(x: number, y: symbol) brie
    .decl i(x: number) inline
    i(x) :- a(x, _).
    .input a(IO=file, filename="x")
    a(1, "x\\n"). a(-0x1F, "é").
    b(x + 1, cat(y, "z")), a(x, y) :- a(x, y), (x < 3 ; !b(x, _)), y != "q", match("a.*", y).
    b(n, as("s", symbol)) :- n = sum m * 2 : { a(m, s), contains("x", s) }, n = range(1, 5, 2).
    b(min(1, 2) ^ 2, to_string(count : a(_, _))) :- true, !(a(1, "x"), false). // end
    """,
    "/* c */ .decl p() p() :- !p(). .comp C { } p() <= p() :- p(). .functor f(x: number): number",
  ]

  /// What the fuzzer starts from, each construct somewhere in it, and what it found.
  private static let corpus = Result { () throws -> [String] in
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Corpus")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    return try files.sorted { $0.path < $1.path }.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
  }

  @Test("what a fuzzer found worth keeping")
  func corpus() throws {
    let texts = try Self.corpus.get()
    #expect(texts.count > 9)
    for text in texts { survive(text) }
  }

  private static let pieces = [
    "(", ")", "{", "}", ",", ";", ".", ":-", ":", "!", "=", "<=", "\"", "\\", "_", "$", "@", "[", "]", "|", "-", "^",
    ".decl ", ".type ", ".comp ", "count", "min", "as", "range", "a", "b(", "x", "1", "1.5", "0x",
    "9999999999999999999",
    "é", "\u{0}", "\u{1F469}\u{200D}", "/*", "*/", "//", "\n", " ", "band", "lnot ", "number", "true", "<:",
    "sum x : {",
  ]

  /// Reads the text; a program without fault is printed, planned and evaluated too.
  private func survive(_ text: String) {
    let (program, diagnostics) = Program.checked([ProgramSource(path: "p.dl", content: text)])
    #expect(program != nil || !diagnostics.isEmpty)
    guard let program else { return }
    #expect(Program.checked([ProgramSource(path: "p.dl", content: program.description)]).program != nil)
    _ = program.planDescription
    _ = program.evaluate(FactSet(), limits: EvaluationLimits(maximumTuples: 1000, maximumIterations: 20))
  }

  @Test("a program with pieces taken out, doubled, swapped or put in", arguments: 0..<4)
  func mutations(part: UInt64) throws {
    let seeds = try Self.seeds + Self.corpus.get()
    var random = SeededGenerator(seed: OracleTests.seed &+ part)
    for _ in 0..<100 {
      var text = Array(random.pick(seeds).unicodeScalars)
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        let start = Int.random(in: 0..<text.count, using: &random)
        let end = min(text.count, start + Int.random(in: 0...12, using: &random))
        switch Int.random(in: 0..<4, using: &random) {
        case 0: text.removeSubrange(start..<end)
        case 1: text.insert(contentsOf: text[start..<end], at: Int.random(in: 0..<text.count, using: &random))
        case 2: text.insert(contentsOf: random.pick(Self.pieces).unicodeScalars, at: start)
        default: text.swapAt(start, Int.random(in: 0..<text.count, using: &random))
        }
        if text.isEmpty { text = ["."] }
      }
      survive(String(String.UnicodeScalarView(text)))
    }
  }

  @Test("any row of words and signs", arguments: 0..<2)
  func wordSalad(part: UInt64) {
    var random = SeededGenerator(seed: OracleTests.seed &+ 100 &+ part)
    for _ in 0..<200 {
      let count = Int.random(in: 1...60, using: &random)
      survive((0..<count).map { _ in random.pick(Self.pieces) }.joined(separator: random.chance(50) ? " " : ""))
    }
  }

  @Test("any bytes")
  func bytes() {
    var random = SeededGenerator(seed: OracleTests.seed &+ 200)
    for _ in 0..<300 {
      let count = Int.random(in: 0...200, using: &random)
      survive(String(decoding: (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }, as: UTF8.self))
    }
  }
}
