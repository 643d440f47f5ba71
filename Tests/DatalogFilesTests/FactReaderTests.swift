// Programs with files: facts in, relations out, and what is wrong with them.

import Datalog
import DatalogFiles
import Foundation
import SourceDiagnostics
import TestSupport
import Testing

/// Runs a program beside its files; its results, or its faults, in English.
private func outcome(
  _ program: String, _ files: [String: String] = [:], threads: Int = 1, to place: OutputPlace = .standardOutput
) throws -> String {
  try withTemporaryFolder { folder in
    let all = files.merging(["p.dl": program]) { $1 }
    for (name, content) in all { try Data(content.utf8).write(to: folder.appending(path: name)) }
    func lines(_ diagnostics: [Diagnostic]) -> String {
      diagnostics.map { "\($0.place?.description ?? "") \($0.code): \($0.message.en)\n" }.joined()
        .replacing(folder.path + "/", with: "")
    }
    let reading = readProgram(at: folder.appending(path: "p.dl").path)
    guard let program = reading.program else { return lines(reading.diagnostics) }
    let faults = outputs(of: program, to: place).diagnostics
    let (facts, unreadable) = readFacts(of: program, from: folder.path, threads: threads, bytesPerThread: 1 << 20)
    guard let facts, faults.isEmpty else { return lines((faults + unreadable).inReadingOrder) }
    let (evaluation, problems) = program.evaluate(facts)
    guard let evaluation else { return lines(problems) }
    return written(evaluation, of: program, to: place).map { output in
      (output.path.map { "\($0):\n" } ?? "") + String(decoding: output.bytes, as: UTF8.self)
    }.joined()
  }
}

@Suite("Facts come from files and results go to files as Soufflé has them")
struct FactFileTests {
  @Test("tabs separate values, numbers may be hexadecimal or binary, Windows line ends and a missing last one are read")
  func plain() throws {
    let program = """
      .decl a(x: number, y: symbol, z: float, u: unsigned)
      .input a
      .output a
      """
    let facts = "-1\ta b\t1.50\t7\r\n0x1F\t\t-0\t0b101\n+2\t\"q\" é\t1e3\t18446744073709551615"
    #expect(
      try outcome(program, ["a.facts": facts]) == """
        ---------------
        a
        x\ty\tz\tu
        ===============
        -1\ta b\t1.5\t7
        2\t"q" é\t1000.0\t18446744073709551615
        31\t\t0.0\t5
        ===============

        """)
  }

  @Test("names, delimiters and headers are as the directive says; a file name is relative to the folder")
  func parameters() throws {
    let program = """
      .decl a(x: symbol, y: symbol)
      .input a(IO=file, filename="in.txt", delimiter="::", headers=true)
      .output a(filename="out.txt", delimiter=";", headers=true)
      .output a(name="other")
      .printsize a
      """
    let files = ["in.txt": "x::y\np:q::r\ns::t:\n"]
    #expect(
      try outcome(program, files, to: .folder("o")) == """
        o/out.txt:
        x;y
        p:q;r
        s;t:
        o/other.csv:
        p:q\tr
        s\tt:
        a\t2

        """)
  }

  @Test("RFC 4180: quoted values hold delimiters, line ends and quotes")
  func quotes() throws {
    let program = ".decl a(x: symbol, y: number)\n.input a(rfc4180=true)\n.output a(rfc4180=true)"
    let files = ["a.facts": "\"one, \"\"two\"\"\nthree\",1\r\nplain,2\n\"\",3"]
    #expect(
      try outcome(program, files, to: .folder("o")) == "o/a.csv:\n\"\",3\n\"one, \"\"two\"\"\nthree\",1\n\"plain\",2\n")
  }

  @Test("a relation of one column, of none, and an empty file")
  func shapes() throws {
    let program = """
      .decl a(x: symbol)
      .decl n()
      .decl e(x: symbol, y: number)
      .input a, n, e
      .output a, n, e
      """
    #expect(
      try outcome(program, ["a.facts": "b\n\na\nb\n", "n.facts": "()\n", "e.facts": ""], to: .folder("")) == """
        a.csv:

        a
        b
        n.csv:
        ()
        e.csv:

        """)
  }

  @Test("what is included lies beside what includes it")
  func includes() throws {
    #expect(try outcome(".include \"q.dl\"\n.printsize a", ["q.dl": ".decl a(x: number)\na(1). a(2)."]) == "a\t2\n")
    #expect(
      try outcome(".include \"q.dl\"", ["q.dl": ".decl a(x: nmber)"]).hasPrefix("q.dl:1:12 datalog/unknown-type"))
  }

  @Test("every fault of every file is told, with its line")
  func faults() throws {
    let program = """
      .decl a(x: number, y: symbol)
      .decl b(x: symbol)
      .decl q(x: symbol)
      .input a, b
      .input q(rfc4180=true)
      .input q(IO=sqlite, dbname="x")
      """
    #expect(
      try outcome(program, ["a.facts": "1\tx\n2\nz\ty\n\n3\tx\ty\n9223372036854775808\tx", "q.facts": "\"a\"b\n\"c"])
        == """
        a.facts:2:1 files/cells: there are 1 values here, `a` has 2
        a.facts:3:1 files/number: `z` does not fit column `x`, which holds a number of 64 bits
        a.facts:4:1 files/cells: there are 1 values here, `a` has 2
        a.facts:5:1 files/cells: there are 3 values here, `a` has 2
        a.facts:6:1 files/number: `9223372036854775808` does not fit column `x`, which holds a number of 64 bits
        b.facts files/unreadable: the facts of `b` cannot be read: it does not exist
        p.dl:6:8 files/unsupported: `IO=sqlite` is not supported
        p.dl:6:8 files/unsupported: `dbname=x` is not supported
        q.facts:1:1 files/quotes: text follows the closing quote
        q.facts:2:1 files/quotes: a quote is not closed

        """)
    let many = String(repeating: "x\ty\n", count: 100)
    let told = try outcome(program, ["a.facts": "1\tx\n" + many, "b.facts": "", "q.facts": ""])
    #expect(told.contains("a.facts:11:1 files/number") && !told.contains("a.facts:12:1 files/number"))
    #expect(told.contains("a.facts:12:1 files/more-faults: this file may have more faults"))
  }

  @Test("a program that is not there is told")
  func missing() {
    let reading = readProgram(at: "/nowhere/p.dl")
    #expect(reading.program == nil)
    #expect(reading.diagnostics.map(\.message.en) == ["cannot be read: it does not exist"])
  }

  @Test("large files give the same in one part and in two, whatever lies on the border of a block")
  func parts() throws {
    let program = """
      .decl a(x: symbol, y: number)
      .decl b(x: symbol, y: number, o: number)
      .input a
      .printsize a
      b(x, y, ord(x)) :- a(x, y).
      .output b
      """
    // Lines of many lengths, one longer than a block; some texts occur early and late.
    var lines = (0..<120_000).map { "name \($0 * 7919 % 50_021)\t\($0 % 900)" }
    lines[70_000] = String(repeating: "long", count: 200_000) + "\t5"
    let files = ["a.facts": lines.joined(separator: "\n")]
    let one = try outcome(program, files)
    let two = try outcome(program, files, threads: 2)
    #expect(one == two)
    #expect(one.hasPrefix("a\t\(Set(lines).count)\n"))
    let fault = try outcome(program, ["a.facts": (lines + ["x"]).joined(separator: "\n")], threads: 2)
    #expect(fault == "a.facts:120001:1 files/cells: there are 1 values here, `a` has 2\n")
  }

  @Test("large files of quoted cells are read bit by bit, whatever lies on a border")
  func quotedParts() throws {
    let program = """
      .decl a(x: symbol, y: number)
      .input a(rfc4180=true, headers=true)
      .output a(rfc4180=true)
      """
    // Every row has a line end, a delimiter and a quote in its first cell; one row is longer than what is read at once.
    var rows = (10_000..<40_000).map { "\"row \($0),\nsaid \"\"\(String(repeating: "so", count: $0 % 13))\"\"\",\($0)" }
    rows.append("\"rowing \(String(repeating: "\"\"\n", count: 300_000))\",40000")
    let header = String(repeating: "wide ", count: 100_000) + "\n"
    let body = rows.joined(separator: "\n")
    for files in [["a.facts": header + body], ["a.facts": header + body + "\r\n"]] {
      let (one, two) = (
        try outcome(program, files, to: .folder("o")), try outcome(program, files, threads: 2, to: .folder("o"))
      )
      #expect(one == "o/a.csv:\n" + body + "\n")
      #expect(two == one)
    }
    let fault = try outcome(program, ["a.facts": header + body + "\n\"x\",y\n\"z\n,"])
    let line = 1 + 2 * 30_000 + 300_001
    #expect(
      fault == """
        a.facts:\(line + 1):1 files/number: `y` does not fit column `y`, which holds a number of 64 bits
        a.facts:\(line + 2):1 files/quotes: a quote is not closed

        """)
    #expect(try outcome(program, ["a.facts": header.dropLast() + ""], to: .folder("o")) == "o/a.csv:\n")
  }

  @Test("only facts that an output rests on are read")
  func unneeded() throws {
    let program = """
      .decl a, b, c, d(x: symbol)
      .input a, b, c, d
      .printsize b
      c(x) :- b(x), a(x).
      d(x) :- c(x).
      """
    #expect(try outcome(program, ["b.facts": "p\n"]) == "b\t1\n")
    let told = try outcome(program + "\n.printsize c", ["b.facts": "p\n", "c.facts": "q\n"])
    #expect(told == "a.facts files/unreadable: the facts of `a` cannot be read: it does not exist\n")
  }
}
