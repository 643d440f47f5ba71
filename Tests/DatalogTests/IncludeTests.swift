// Programs of several files.

import Datalog
import Testing

@Suite("A program may include files, which somebody else reads")
struct IncludeTests {
  private func check(
    _ files: [String: String], gives expected: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let main = ProgramSource(path: "main.dl", content: files["main.dl"] ?? "")
    let (program, faults) = Program.checked([main]) { path, _ in
      files[path].map { ProgramSource(path: path, content: $0) }
    }
    var result = faults.map { "\($0.place?.description ?? "") \($0.message.en)" }.joined(separator: "\n")
    if let program {
      let (evaluation, _) = program.evaluate(FactSet())
      result += evaluation.map { tuples(of: program, $0) } ?? ""
    }
    #expect(result == expected, sourceLocation: sourceLocation)
  }

  @Test("what is included stands in the place of the directive, in components too")
  func inclusion() {
    check(
      [
        "main.dl": ".include \"a.dl\"\n.comp C {\n.include \"b.dl\"\n}\n.init c = C\na(x) :- c.b(x).",
        "a.dl": ".decl a(x: number)\na(1).", "b.dl": ".decl b(x: number)\nb(2).",
      ],
      gives: "a(1)\na(2)\nc.b(2)")
  }

  @Test("a file that says `.once` counts once")
  func once() {
    check(
      [
        "main.dl": ".include \"a.dl\"\n.include \"b.dl\"\n.include \"a.dl\"",
        "a.dl": ".once\n.decl a(x: number)\na(1).", "b.dl": ".include \"a.dl\"\na(2).",
      ],
      gives: "a(1)\na(2)")
  }

  @Test("what is wrong in an included file is said there, and circles and missing files where they are included")
  func faults() {
    check(
      [
        "main.dl": ".include \"a.dl\"\n.include \"none.dl\"\na(x) :- b(x).",
        "a.dl": ".decl a(x: numbr)\n.include \"b.dl\"",
        "b.dl": "\n  .include \"main.dl\"",
      ],
      gives: """
        a.dl:1:12 unknown type `numbr`
        b.dl:2:3 a file includes itself: main.dl → a.dl → b.dl → main.dl
        main.dl:2:1 `none.dl` does not exist or cannot be read
        main.dl:3:9 unknown relation `b`
        """)
  }

  @Test("inclusions that do not come to an end are stopped")
  func endless() {
    let start = ProgramSource(path: "0", content: ".include \"+\"")
    let (_, deep) = Program.checked([start]) { _, from in
      ProgramSource(path: from.path + "+", content: ".include \"+\"\n.include \"+\"")
    }
    let limit = "there are more than 10000 inclusions, or 100 inside each other"
    #expect(deep.map { "\($0.code): \($0.message.en)" } == ["datalog/include: \(limit)"])
  }

  @Test("without somebody who reads files, `.include` is refused")
  func refusal() {
    #expect(
      outcome(of: ".include \"a.dl\"") == """
        1:1-16 datalog/unsupported: `.include` is not supported
          = give the files together as one program
        """)
  }
}
