// Constructs that are more than plain rules: equivalences, limits of size, qualifiers, what is kept and ignored.

import Datalog
import Testing

@Suite("Equivalences, limits, documentation and hints")
struct LanguageTests {
  private func check(_ program: String, gives expected: String, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(outcome(of: program) == expected, sourceLocation: sourceLocation)
  }

  @Test("an `eqrel` is reflexive, symmetric and transitive, whatever its pairs come from")
  func equivalence() {
    var facts = FactSet()
    facts.insert("same", [.number(8), .number(9)])
    let program = """
      .decl same(x: number, y: number) eqrel
      .decl next(x: number, y: number)
      .decl least(x: number, y: number)
      .output same, least
      same(1, 2). next(2, 3). next(5, 6). next(7, 7).
      same(x, y) :- next(x, y).
      same(6, x) :- same(1, x), same(x, 3).
      least(x, y) :- same(x, _), y = min z : { same(x, z) }.
      """
    let classes = [[1, 2, 3, 5, 6], [7], [8, 9]]
    let pairs = classes.flatMap { members in members.flatMap { x in members.map { "same(\(x), \($0))" } } }
    let least = classes.flatMap { members in members.map { "least(\($0), \(members[0]))" } }
    #expect(outcome(of: program, facts: facts) == (pairs + least).joined(separator: "\n"))
  }

  @Test("an `eqrel` without pairs is empty; one of a long chain is whole")
  func largeEquivalence() throws {
    check(".decl e(x: number, y: number) eqrel", gives: "")
    let text = ".decl e(x: number, y: number) eqrel\ne(x, x + 1) :- x = range(0, 300)."
    let program = try #require(Program.checked([ProgramSource(path: "p.dl", content: text)]).program)
    #expect(program.declarations.map(\.name) == ["e"])
    #expect(program.evaluate(FactSet()).evaluation?.count(of: "e") == 301 * 301)
    // All pairs are stated, and again all that follow from them.
    let dense = """
      .decl n(x: number)
      .decl e(x: number, y: number) eqrel
      n(x) :- x = range(0, 150).
      e(x, y) :- n(x), n(y), x / 50 = y / 50.
      e(y, x) :- e(x, z), e(z, y).
      """
    let other = try #require(Program.checked([ProgramSource(path: "p.dl", content: dense)]).program)
    #expect(other.evaluate(FactSet()).evaluation?.count(of: "e") == 3 * 50 * 50)
  }

  @Test("a negation through an `eqrel` is a cycle of what somebody wrote")
  func equivalenceInCycle() {
    check(
      """
      .decl a(x: number)
      .decl e(x: number, y: number) eqrel
      a(x) :- e(x, _).
      e(x, y) :- a(x), a(y), !e(x, y).
      """,
      gives: """
        4:25-32 datalog/unstratified: a negation depends on itself: e → !e
          = derive a relation without this cycle first, and use that here
          > 4:25 `e` depends on `e` here
        """)
  }

  @Test("an `eqrel` has two columns of one type")
  func badEquivalence() {
    check(
      ".decl e(x: number) eqrel\n.decl f(x: number, y: symbol) eqrel",
      gives: """
        1:20-25 datalog/eqrel: `e` cannot be an `eqrel`, which has two columns of one type
        2:31-36 datalog/eqrel: `f` cannot be an `eqrel`, which has two columns of one type
        """)
  }

  @Test("`.limitsize` stops the recursion when there is enough")
  func sizeLimit() {
    check(
      """
      .decl n(x: number)
      .decl m(x: number)
      .output m
      n(0).
      n(x + 1) :- n(x).
      .limitsize n(n=4)
      m(x) :- n(x).
      """,
      gives: """
        m(0)
        m(1)
        m(2)
        m(3)
        """)
    check(
      ".decl a(x: number)\n.limitsize a(m=1)\n.limitsize a\n.limitsize b(n=1)",
      gives: """
        2:12-18 datalog/syntax: `.limitsize` takes one limit
          = write `.limitsize name(n=100)`
        3:12-13 datalog/syntax: `.limitsize` takes one limit
          = write `.limitsize name(n=100)`
        4:12-13 datalog/unknown-relation: unknown relation `b`
          = did you mean `a`?
        """)
  }

  @Test("the old qualifiers `input` and `output` are directives")
  func qualifiers() throws {
    let text = ".decl a(x: number) input output\n.decl b(x: number) printsize brie"
    let program = try #require(Program.checked([ProgramSource(path: "p.dl", content: text)]).program)
    #expect(
      program.directives.map { "\($0.kind) \($0.relation) \($0.place)" } == [
        "input a p.dl:1:20", "output a p.dl:1:26", "printsize b p.dl:2:20",
      ])
  }

  @Test("hints, plans and pragmas change nothing")
  func hints() {
    check(
      """
      .pragma "verbose"
      .decl a(x: number, y: number) no_inline magic btree
      a(1, 2). a(2, 3).
      a(x, z) :- a(x, y), a(y, z).
      .plan 0:(2, 1), 1:(1, 2)
      """,
      gives: "a(1, 2)\na(1, 3)\na(2, 3)")
  }

  @Test("a comment with three slashes documents the relation below it")
  func documentation() throws {
    let text = """
      /// Who reports to whom.
      ///   Indented.
      @[owner = "bestuur"]
      .decl a(x: number)
      // Not this.
      .decl b(x: number)
      /** On one line. */ .decl c(x: number)
      /**
       * On
       * two.
       */
      .decl d, e(x: number)
      """
    let program = try #require(Program.checked([ProgramSource(path: "p.dl", content: text)]).program)
    #expect(
      program.declarations.map(\.documentation) == [
        "Who reports to whom.\n  Indented.", "", "On one line.", "On\ntwo.", "On\ntwo.",
      ])
  }

  @Test("a declaration that cannot be read is reported once, and not again by whoever uses it")
  func unreadable() {
    check(
      """
      .decl a(x number)
      .type T = [x: number]
      .decl b(x: T)
      .decl c(x: number)
      a(1). b(2).
      c(x) :- a(x), b(as(x, T)), d(x).
      """,
      gives: """
        1:11-17 datalog/syntax: expected `:`, found `number`
        2:11-12 datalog/unsupported: a record is not supported
          = give every part a column of its own
        6:28-29 datalog/unknown-relation: unknown relation `d`
          = did you mean `c`?
        """)
  }
}
