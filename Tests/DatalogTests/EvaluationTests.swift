// What every construct of the language means, by example.

import Datalog
import Testing

@Suite("Programs give the tuples that follow")
struct EvaluationTests {
  private func check(_ program: String, gives expected: String, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(outcome(of: program) == expected, sourceLocation: sourceLocation)
  }

  /// The value of one expression of a kind.
  private func check(
    _ expression: String, _ kind: String, is expected: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let program = ".decl r(x: \(kind))\nr(x) :- x = \(expression)."
    #expect(outcome(of: program) == (expected.isEmpty ? "" : "r(\(expected))"), sourceLocation: sourceLocation)
  }

  @Test("recursion reaches everything, cycles included")
  func closure() {
    check(
      """
      .decl edge(x: number, y: number)
      .decl path(x: number, y: number)
      .output path
      edge(1, 2). edge(2, 3). edge(3, 2).
      path(x, y) :- edge(x, y).
      path(x, z) :- path(x, y), path(y, z).
      """,
      gives: """
        path(1, 2)
        path(1, 3)
        path(2, 2)
        path(2, 3)
        path(3, 2)
        path(3, 3)
        """)
  }

  @Test("two relations may need each other")
  func mutualRecursion() {
    check(
      """
      .decl even, odd(x: number)
      even(0).
      odd(x + 1) :- even(x), x < 5.
      even(x + 1) :- odd(x), x < 5.
      """,
      gives: """
        even(0)
        even(2)
        even(4)
        odd(1)
        odd(3)
        odd(5)
        """)
  }

  @Test("negation, `_`, several heads, disjunction and nullary relations")
  func shapes() {
    check(
      """
      .decl a(x: symbol, y: symbol)
      .decl root, leaf, end(x: symbol)
      .decl any()
      .decl none()
      .output root, leaf, end, any, none
      a("p", "q"). a("q", "r").
      root(x) :- a(x, _), !a(_, x).
      leaf(y) :- a(_, y), !a(y, _).
      end(x), end(y) :- root(x), leaf(y).
      end(x) :- a(_, x), (x = "q" ; x = "z", !root(x)), !(leaf(x) ; root(x)).
      any() :- a(_, _).
      none() :- any(), !any().
      none() :- false.
      """,
      gives: """
        root("p")
        leaf("r")
        end("p")
        end("q")
        end("r")
        any()
        """)
  }

  @Test("aggregates count all bindings; without any, only `count` and `sum` have a result")
  func aggregates() {
    check(
      """
      .decl v(g: symbol, n: number)
      .decl group(g: symbol)
      .decl c, s, lo, hi(g: symbol, n: number)
      .decl m(g: symbol, x: float)
      .output c, s, lo, hi, m
      group("a"). group("b").
      v("a", 5). v("a", 7). v("c", 7).
      c(g, n) :- group(g), n = count : v(g, _).
      s(g, sum n : v(g, n)) :- group(g).
      lo(g, n) :- group(g), n = min x : { v(g, x) }.
      hi(g, n) :- group(g), n = max x : { v(g, x) }.
      m(g, n) :- group(g), n = mean to_float(x) : { v(g, x) }.
      """,
      gives: """
        c("a", 2)
        c("b", 0)
        s("a", 12)
        s("b", 0)
        lo("a", 5)
        hi("a", 7)
        m("a", 6.0)
        """)
    check(
      """
      .decl v(g: symbol, n: number)
      .decl r(x: number)
      v("a", 1). v("b", 1). v("c", 2).
      r(x) :- x = sum n : { v(_, n) }.
      r(x) :- x = 100 + count : { v(g, n), v(h, n), g != h }.
      r(x) :- x = 1000 + sum n : { v(_, n), n = min m : { v(_, m) } }.
      r(x) :- v("c", n), x = 10000 + sum n : { v(_, n) }, n > 0.
      """,
      gives: """
        v("a", 1)
        v("b", 1)
        v("c", 2)
        r(4)
        r(102)
        r(1002)
        r(10004)
        """)
  }

  @Test("`range` counts up to its end, or down, by its step")
  func ranges() {
    check("range(1, 4)", "number", is: "1)\nr(2)\nr(3")
    check("range(3, 0)", "number", is: "1)\nr(2)\nr(3")
    check("range(0, 10, 4)", "number", is: "0)\nr(4)\nr(8")
    check("range(5, 5)", "number", is: "")
    check("range(0, 5, -1)", "number", is: "")
    check("range(1, 2, 0)", "number", is: "1")
    check("range(3u, 1u)", "unsigned", is: "2u)\nr(3u")
    check("range(0.0, 1.0, 0.5)", "float", is: "0.0)\nr(0.5")
    check("range(9223372036854775806, 9223372036854775807)", "number", is: "9223372036854775806")
  }

  @Test("arithmetic is exact in 64 bits, with the usual precedence")
  func arithmetic() {
    check("1 + 2 * 3 - 4 / 3", "number", is: "6")
    check("(1 + 2) * 3", "number", is: "9")
    check("-7 / 2", "number", is: "-3")
    check("-7 % 3", "number", is: "-1")
    check("2 ^ 3 ^ 2", "number", is: "512")
    check("-2 ^ 2", "number", is: "-4")
    check("2 ^ -1", "number", is: "0")
    check("-9223372036854775808 % -1", "number", is: "0")
    check("-9223372036854775808", "number", is: "-9223372036854775808")
    check("18446744073709551615", "unsigned", is: "18446744073709551615u")
    check("0xFF + 0b11", "number", is: "258")
    check("1.5 * 2", "float", is: "3.0")
    check("-0.0", "float", is: "0.0")
    check("0.1 + 0.2", "float", is: "0.30000000000000004")
    check("2.0 ^ 70", "float", is: "1180591620717411300000.0")
    check("1.0 / 1000000.0", "float", is: "0.000001")
    check("6 band 3 bor 8 bxor 1", "number", is: "11")
    check("bnot 0", "number", is: "-1")
    check("1 bshl 4 bshr 2", "number", is: "4")
    check("-1 bshru 63", "number", is: "1")
    check("-8 bshr 1", "number", is: "-4")
    check("2 land 0 lor 5", "number", is: "1")
    check("lnot 3 lxor 1", "number", is: "1")
    check("min(3, 1, 2) + max(3, 1)", "number", is: "4")
  }

  @Test("texts are counted in scalars and compared by their bytes")
  func texts() {
    check(#"cat("a", "b", "c")"#, "symbol", is: #""abc""#)
    check(#"strlen("héé")"#, "number", is: "3")
    check(#"substr("héllo", 1, 3)"#, "symbol", is: #""éll""#)
    check(#"substr("abc", 1, -1)"#, "symbol", is: #""bc""#)
    check(#"substr("abc", 2, 99)"#, "symbol", is: #""c""#)
    check(#"substr("abc", 4, 1)"#, "symbol", is: #""""#)
    check(#"substr("abc", -1, 1)"#, "symbol", is: #""""#)
    check(#""p" + "q" + "r""#, "symbol", is: #""pqr""#)
    check(#"to_number("-12") + 1"#, "number", is: "-11")
    check(#"to_number("0xff") + to_number("-0x10")"#, "number", is: "239")
    check(#"to_number("0b11")"#, "number", is: "3")
    check(#"to_unsigned("0xFFFFFFFFFFFFFFFF")"#, "unsigned", is: "18446744073709551615u")
    check("to_number(2.9)", "number", is: "2")
    check("to_unsigned(7)", "unsigned", is: "7u")
    check("to_float(7)", "float", is: "7.0")
    check("to_string(-5)", "symbol", is: #""-5""#)
    check("to_string(5u)", "symbol", is: #""5""#)
    check("to_string(1.50)", "symbol", is: #""1.5""#)
    check(#"max("b", "a", "é")"#, "symbol", is: #""é""#)
    check(#""tab\t quote\" back\\ line\n""#, "symbol", is: #""tab\t quote\" back\\ line\n""#)
    check(
      #"""
      .decl w(x: symbol)
      .decl r(k: number, x: symbol)
      .output r
      w("ab"). w("b"). w("aab"). w("").
      r(1, x) :- w(x), match("a+b", x).
      r(2, x) :- w(x), !match("a.*", x).
      r(3, x) :- w(x), contains("a", x).
      r(4, x) :- w(x), !contains("b", x).
      r(5, x) :- w(x), x < "ab".
      r(6, x) :- w(x), x >= "b".
      """#,
      gives: #"""
        r(1, "aab")
        r(1, "ab")
        r(2, "")
        r(2, "b")
        r(3, "aab")
        r(3, "ab")
        r(4, "")
        r(5, "")
        r(5, "aab")
        r(6, "b")
        """#)
  }

  @Test("subtypes, unions and casts")
  func types() {
    check(
      """
      .type Entity <: symbol
      .type Body <: Entity
      .type Party <: Entity
      .type Owner = Body | Party
      .type Organisation = Party
      .type Euro <: number
      .decl body(x: Body)
      .decl party(x: Organisation)
      .decl owner(x: Entity, y: Owner)
      .decl amount(x: Entity, euro: Euro)
      .decl owned(x: Body)
      .decl same(x: Entity)
      .decl double(x: Entity, euro: Euro)
      .output owned, same, double
      body("b"). body("p"). party("p"). owner("o", "b"). owner("o", "p"). amount("o", 10).
      owned(y) :- owner(_, y), body(y), !party(as(y, Party)).
      same(x) :- body(x), party(y), as(x, Entity) = y.
      double(x, e * 2) :- amount(x, e).
      double(x, sum e : amount(x, e)) :- amount(x, _).
      """,
      gives: """
        owned("b")
        same("p")
        double("o", 10)
        double("o", 20)
        """)
  }

  @Test("a guard on the left protects what could fail")
  func guards() {
    check(
      """
      .decl n(x: number)
      .decl t(x: symbol)
      .decl r(x: number)
      .output r
      n(0). n(5). t("x"). t("7").
      r(10 / x) :- n(x), x != 0.
      r(y) :- n(x), x != 0, y = 100 / x.
      r(y) :- t(x), match("[0-9]+", x), y = to_number(x).
      """,
      gives: """
        r(2)
        r(7)
        r(20)
        """)
  }

  @Test("expressions may be arguments of atoms, in rules and in negations")
  func argumentsThatAreExpressions() {
    check(
      """
      .decl n(x: number)
      .decl next, last(x: number)
      .output next, last
      n(1). n(2). n(4).
      next(x) :- n(x), n(x + 1).
      last(x) :- n(x), !n(x + 1).
      """,
      gives: """
        next(1)
        last(2)
        last(4)
        """)
    // Whichever of the two is looked at first.
    for facts in ["b(2). b(3). e(2, 1).", "b(2). e(2, 5). e(3, 1). e(4, 4)."] {
      check(
        """
        .decl b(x: number)
        .decl e(x: number, n: number)
        .decl r(x: number)
        .output r
        \(facts)
        r(x) :- b(x), e(x, count : { b(_) }).
        r(x) :- e(x, 1 + count : { b(_) }), e(x, as(count : { b(_) }, number)).
        r(n) :- n = 100 + sum x : { e(x, count : { b(_) }) }, n < 100.
        """,
        gives: "")
    }
  }

  @Test("over several atoms, each combination of tuples counts, also where `_` stands")
  func combinations() {
    check(
      """
      .decl a(x: number, y: number)
      .decl b(x: number)
      .decl r(x: number)
      .output r
      a(1, 10). a(1, 20). b(5). b(6).
      r(sum x : { a(x, _), b(_) }).
      """,
      gives: "r(4)")
  }

  @Test("a whole number can be taken for one without a sign, bit for bit, and the other way round")
  func casts() {
    check(
      """
      .decl n(x: number)
      .decl u(x: unsigned)
      .decl r(k: number, x: unsigned)
      .decl back(k: number, x: number)
      .output r, back
      n(5). n(-1). u(5). u(18446744073709551615).
      r(1, y) :- n(x), y = as(x, unsigned).
      r(2, as(x, unsigned)) :- n(x).
      r(3, y) :- n(x), u(y), y < as(x, unsigned).
      r(4, y) :- n(x), u(y), y = as(x, unsigned) / 5.
      r(5, as(-1, unsigned)).
      r(6, as(x + 1, unsigned) + 1) :- n(x).
      r(7, y) :- n(x), u(y), as(x, unsigned) != y.
      r(8, y) :- u(y), !n(as(y, number)).
      back(1, as(x, number)) :- u(x).
      back(2, y) :- u(x), y = as(x, number) - 1.
      back(3, x) :- n(x), u(as(x, unsigned)).
      back(4, as(x, number)) :- u(x), as(x, number) < 0.
      """,
      gives: """
        r(1, 5u)
        r(1, 18446744073709551615u)
        r(2, 5u)
        r(2, 18446744073709551615u)
        r(3, 5u)
        r(5, 18446744073709551615u)
        r(6, 1u)
        r(6, 7u)
        r(7, 5u)
        r(7, 18446744073709551615u)
        back(1, -1)
        back(1, 5)
        back(2, -2)
        back(2, 4)
        back(3, -1)
        back(3, 5)
        back(4, -1)
        """)
  }

  @Test("what is negated may be of a wider type than the column")
  func supertypesUnderNegation() {
    check(
      """
      .type E <: symbol
      .type B <: E
      .type C <: E
      .type BC = B | C
      .decl b(x: B)
      .decl e(x: E)
      .decl c(x: BC)
      .decl r(x: E)
      .output r
      b("b"). e("b"). e("e"). c("c").
      r(x) :- e(x), !b(x).
      r(x) :- c(x), !b(x).
      """,
      gives: #"""
        r("c")
        r("e")
        """#)
  }

  @Test("comments, qualifiers and directives do not change what follows")
  func trimmings() {
    check(
      """
      /* a block
         comment */
      .decl a(x: number) brie no_inline // at the end
      .decl b(?x: number) no_magic overridable
      .input a(IO=file, filename="a.facts", rfc4180=true)
      .printsize b
      .output b
      a(1). b(?x) :- a(?x), true.
      """,
      gives: "b(1)")
  }

  @Test("facts given from outside join those of the program, and must fit")
  func facts() {
    var facts = FactSet()
    facts.insert("a", [.number(2)])
    facts.insert("a", [.number(1)])
    facts.insert("a", [.number(2)])
    #expect(facts.count(of: "a") == 3)
    let program = ".decl a(x: number)\n.decl b(x: number)\na(3). b(x) :- a(x), x > 1.\n.output b"
    #expect(outcome(of: program, facts: facts) == "b(2)\nb(3)")
    facts.insert("aa", [])
    facts.insert("a", [.symbol("x")])
    facts.insert("b", [.number(1), .number(2)])
    #expect(
      outcome(of: program, facts: facts) == """
        datalog/fact-arity: a fact for `b` has 2 values, the relation has 1 column
        datalog/fact-type: `"x"` does not fit column `x` of `a`, which is a number
        datalog/unknown-relation: there are facts for `aa`, a relation that the program does not declare
          = did you mean `a`?
        """)
  }

  @Test("with goals, only what they rest on is computed, and only faults there count")
  func goals() throws {
    let text = """
      .decl a, b, c, d(x: number)
      a(1).
      b(x + 1) :- a(x).
      c(x) :- b(x), !d(x).
      d(x / 0) :- a(x).
      """
    let program = try #require(Program.checked([ProgramSource(path: "p.dl", content: text)]).program)
    let evaluation = try #require(program.evaluate(FactSet(), goals: ["b"]).evaluation)
    #expect(evaluation.tuples(of: "b") == [[.number(2)]])
    #expect(evaluation.count(of: "c") == 0 && evaluation.count(of: "a") == 1)
    #expect(program.evaluate(FactSet(), goals: ["c"]).diagnostics.map(\.code) == ["datalog/division-by-zero"])
  }

  @Test("any number of threads gives the same tuples, in whatever is computed side by side")
  func threads() throws {
    let text = """
      .decl arc, path, back(x: number, y: number)
      .decl root, meets(x: number)
      .decl size(n: number)
      path(x, y) :- arc(x, y).
      path(x, z) :- path(x, y), arc(y, z).
      back(y, x) :- arc(x, y), x != y.
      root(x) :- arc(x, x).
      meets(x) :- path(x, y), back(y, x), root(y).
      size(count : { meets(_) }).
      """
    let program = try #require(Program.checked([ProgramSource(path: "p.dl", content: text)]).program)
    var facts = FactSet()
    for number in 0..<51_000 { facts.insert("arc", [.number(Int64(number)), .number(Int64(number % 1000 / 40))]) }
    let one = try #require(program.evaluate(facts).evaluation)
    #expect(one.count(of: "path") > 51_000 && one.count(of: "root") == 1)
    for threads in 2...3 {
      let several = try #require(program.evaluate(facts, threads: threads).evaluation)
      for relation in ["path", "back", "root", "meets", "size"] {
        #expect(one.tuples(of: relation) == several.tuples(of: relation), "\(relation)")
      }
    }
    let limits = EvaluationLimits(maximumTuples: 1000)
    #expect(program.evaluate(facts, limits: limits, threads: 2).diagnostics.map(\.code).contains("datalog/limit"))
  }

  @Test("declarations and directives can be asked for")
  func declarations() throws {
    let text = ".type T <: number\n.decl a(x: T, y: symbol)\n.output a(IO=stdout)"
    let program = try #require(
      Program.checked([ProgramSource(path: "page.md", content: text, firstLine: 10)]).program)
    let declaration = try #require(program.declaration(of: "a"))
    #expect(declaration.columns.map(\.name) == ["x", "y"])
    #expect(declaration.columns.map(\.type) == ["T", "symbol"])
    #expect(declaration.columns.map(\.kind) == [.number, .symbol])
    #expect(declaration.place.description == "page.md:11:7")
    #expect(program.directives.map(\.relation) == ["a"])
    #expect(program.directives.first?.parameters == [.init(name: "IO", value: "stdout")])
    #expect(program.declaration(of: "b") == nil)
  }
}
