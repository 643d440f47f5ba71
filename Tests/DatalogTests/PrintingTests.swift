// Programs and plans as text.

import Datalog
import Testing

@Suite("A program can be printed, and its plan too")
struct PrintingTests {
  private func program(_ text: String) throws -> Program {
    try #require(Program.checked([ProgramSource(path: "p.dl", content: text)]).program)
  }

  private func check(_ clause: String, prints expected: String, sourceLocation: SourceLocation = #_sourceLocation)
    throws
  {
    let declarations = ".decl a, b(x: number)\n.decl s(x: symbol)\n"
    let printed = try program(declarations + clause).description
    #expect(printed == declarations + expected + "\n", sourceLocation: sourceLocation)
    #expect(try program(printed).description == printed, sourceLocation: sourceLocation)
  }

  @Test("declarations and directives keep their order")
  func declarations() throws {
    let text = """
      .type E <: symbol .type U=E|E
      .decl p() .decl q,r(x:E,y:unsigned) brie
      .output q(IO=file,filename="a\\tb",n=1) .input r p().
      """
    #expect(
      try program(text).description == """
        .type E <: symbol
        .type U = E | E
        .decl p()
        .decl q, r(x: E, y: unsigned) brie
        .output q(IO=file, filename="a\\tb", n=1)
        .input r
        p().

        """)
  }

  @Test("components, comments that document, annotations and hints are printed as they are written")
  func wholePrograms() throws {
    let text = """
      /// What is
      ///   kept.
      @[a = "b", c(1.5 (d))]
      .decl p(x: number, y: number) eqrel inline
      @![whole]
      .pragma "a" "b"
      .comp A<T, U> : B<T>, C {
      /// Inside.
      .decl r(x: T, y: a.U) overridable
      .override s
      .comp D {
      }
      .init d = D
      r(x, y) :- d.s(x), y = count : { a.b.c(x) }, as(x, a.T) = x.
      .plan 0:(2, 1), 1:()
      ///
      }
      .limitsize p(n=10)

      """
    #expect(try program(text + ".comp B<T> {}").description == text.replacing("\n\n", with: "\n") + ".comp B<T> {\n}\n")
  }

  @Test("parentheses are printed where they are needed")
  func parentheses() throws {
    try check("a((1+2)*3-(4-5)-6).", prints: "a((1 + 2) * 3 - (4 - 5) - 6).")
    try check("a((2^3)^2^1).", prints: "a((2 ^ 3) ^ 2 ^ 1).")
    try check("a(-(1)). a(- 1). a((-1)^2). a(-1^2).", prints: "a(-(1)).\na(-1).\na((-1) ^ 2).\na(-1 ^ 2).")
    try check("a(-x) :- a(x), x = - - 1.", prints: "a(-x) :- a(x), x = -(-1).")
    try check("a(bnot(lnot 1 band 2)).", prints: "a(bnot (lnot 1 band 2)).")
    try check("a(x) :- a(x), ((a(1), a(2)); a(3)).", prints: "a(x) :- a(x), (a(1), a(2); a(3)).")
    try check("a(x) :- (a(x)), !(b(1), !a(2)), !(x = 1).", prints: "a(x) :- a(x), !(b(1), !a(2)), !x = 1.")
    try check("a(x) :- a(x), (x + 1) * 2 > 3, true.", prints: "a(x) :- a(x), (x + 1) * 2 > 3, true.")
  }

  @Test("aggregates, functions and constants")
  func expressions() throws {
    try check(
      "a(n) :- n = sum x*2 : b(x).", prints: "a(n) :- n = sum x * 2 : { b(x) }.")
    try check("s(cat(\"a\\\"\", to_string(0x10))).", prints: "s(cat(\"a\\\"\", to_string(16))).")
    try check(
      "a(x) :- x = range(1,3), x < max(1,count:{b(_),s(_)}).",
      prints: "a(x) :- x = range(1, 3), x < max(1, count : { b(_), s(_) }).")
    try check(
      "s(x) :- s(x), !match(\"a\",x), contains(x,as(\"b\",symbol)).",
      prints: "s(x) :- s(x), !match(\"a\", x), contains(x, as(\"b\", symbol)).")
  }

  @Test("a plan shows strata, versions, indexes and where tests are made")
  func plan() throws {
    let text = """
      .decl edge(x: number, y: number)
      .decl blocked(x: number)
      .decl path(x: number, y: number)
      .decl degree(x: number, n: number)
      path(x, y) :- edge(x, y), !blocked(y), x != 0.
      path(x, z) :- path(x, y), edge(y, z), z - x < 10.
      degree(x, n) :- edge(x, _), n = count : { path(x, _) }.
      """
    #expect(
      try program(text).planDescription == """
        stratum 1, recursive: path
          rule p.dl:5:1
            all rows
              scan edge(x, y)
              test x != 0
              absent blocked(y)
              insert path(x, y)
          rule p.dl:6:1
            all rows
              scan path(x, y)
              look up edge(y, z) by x
              test (z - x) < 10
              insert path(x, z)
            delta 1
              scan recent path(x, y)
              look up edge(y, z) by x
              test (z - x) < 10
              insert path(x, z)
        stratum 2: degree
          rule p.dl:7:1
            all rows
              scan edge(x, _)
              let #3 = count of
                look up path(x, _) by x
              let n = #3
              insert degree(x, n)

        """)
  }
}
