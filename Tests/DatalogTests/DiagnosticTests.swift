// Every code of a diagnostic, with its place, wording and hint, by example.

import Datalog
import SourceDiagnostics
import Testing

@Suite("What is wrong is said at its place, with a hint, all at once")
struct DiagnosticTests {
  private func check(_ program: String, says expected: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let limits = EvaluationLimits(maximumTuples: 1000, maximumIterations: 500, maximumTextBytes: 5000)
    #expect(outcome(of: program, limits: limits) == expected, sourceLocation: sourceLocation)
  }

  @Test("an atom must have as many arguments as its relation has columns")
  func arity() {
    check(
      #"""
      .decl a(x: number)
      a(x) :- a(x, 1).
      a(1, 2).
      """#,
      says: #"""
        2:9-16 datalog/arity: `a` has 1 column, there are 2 here
          > 1:7 `a` is declared here
        3:1-8 datalog/arity: `a` has 1 column, there are 2 here
          > 1:7 `a` is declared here
        """#)
  }

  @Test("an unknown relation comes with the nearest known one")
  func unknownRelations() {
    check(
      #"""
      .decl stuurgroep(x: symbol)
      .decl b(x: symbol)
      b(x) :- stuurgrop(x).
      .output c
      """#,
      says: #"""
        3:9-18 datalog/unknown-relation: unknown relation `stuurgrop`
          = did you mean `stuurgroep`?
        4:9-10 datalog/unknown-relation: unknown relation `c`
          = did you mean `b`?
        """#)
  }

  @Test("many unknown relations are reported quickly, the first of them with a suggestion")
  func manyUnknownRelations() {
    let names = (0..<150).map { "relation_\($0)" }
    let declarations = names.map { ".decl \($0)(x: number)\n" }.joined()
    let said = outcome(of: declarations + names.map { "\($0)x(1).\n" }.joined())
    #expect(said.ranges(of: "unknown relation").count == 150)
    #expect(said.ranges(of: "did you mean").count == 100)
  }

  @Test("an unknown type, and a type that is defined by itself")
  func unknownTypes() {
    check(
      #"""
      .decl a(x: Bodie)
      .type Body <: symbol
      .type C <: D
      .type X <: Y
      .type Y <: X
      """#,
      says: #"""
        1:12-17 datalog/unknown-type: unknown type `Bodie`
        3:12-13 datalog/unknown-type: unknown type `D`
          = did you mean `C` or `X` or `Y`?
        4:7-8 datalog/type-cycle: type `X` is defined by itself
        5:7-8 datalog/type-cycle: type `Y` is defined by itself
        """#)
  }

  @Test("what is declared twice is reported with the first place")
  func duplicates() {
    check(
      #"""
      .decl a(x: number)
      .decl a(y: symbol)
      .type T <: number
      .type T <: symbol
      .decl b(x: number, x: number)
      """#,
      says: #"""
        2:7-8 datalog/duplicate-declaration: `a` is declared already
          = give one of the two another name, or leave one out
          > 1:7 `a` is declared here
        4:7-8 datalog/duplicate-declaration: `T` is declared already
          = give one of the two another name, or leave one out
          > 3:7 `T` is declared here
        5:20-21 datalog/duplicate-declaration: `x` is declared already
          = give one of the two another name, or leave one out
          > 5:9 `x` is declared here
        """#)
  }

  @Test("types, relations, components and instances have different names")
  func clashes() {
    check(
      #"""
      .type typerel <: symbol
      .decl typerel(x: number)
      .comp typecomp { }
      .type typecomp <: number
      .type typeinst <: number
      .init typeinst = other
      .comp other { .decl x(x: number)  .type x <: number }
      .decl relcomp(x: number)
      .comp relcomp { }
      .init both = other
      .comp both { }
      """#,
      says: #"""
        2:7-14 datalog/duplicate-declaration: `typerel` is declared already
          = give one of the two another name, or leave one out
          > 1:7 `typerel` is declared here
        3:7-15 datalog/duplicate-declaration: `typecomp` is declared already
          = give one of the two another name, or leave one out
          > 4:7 `typecomp` is declared here
        6:7-15 datalog/duplicate-declaration: `typeinst` is declared already
          = give one of the two another name, or leave one out
          > 5:7 `typeinst` is declared here
        7:41-42 datalog/duplicate-declaration: `both.x` is declared already
          = give one of the two another name, or leave one out
          > 7:21 `both.x` is declared here
        7:41-42 datalog/duplicate-declaration: `typeinst.x` is declared already
          = give one of the two another name, or leave one out
          > 7:21 `typeinst.x` is declared here
        9:7-14 datalog/duplicate-declaration: `relcomp` is declared already
          = give one of the two another name, or leave one out
          > 8:7 `relcomp` is declared here
        10:7-11 datalog/duplicate-declaration: `both` is declared already
          = give one of the two another name, or leave one out
          > 11:7 `both` is declared here
        """#)
  }

  @Test("a relation's size is printed once, and limited once")
  func secondDirectives() {
    check(
      #"""
      .decl a, b(x: number)
      .printsize a
      .output a
      .printsize b, a
      .limitsize a(n=3)
      .limitsize a(n=4)
      .decl c(x: number) printsize
      .printsize c
      """#,
      says: #"""
        4:15-16 datalog/duplicate-directive: `a` has a `.printsize` already
          = leave it out
          > 2:12 the first is here
        6:12-13 datalog/duplicate-directive: `a` has a `.limitsize` already
          = leave it out
          > 5:12 the first is here
        8:12-13 datalog/duplicate-directive: `c` has a `.printsize` already
          = leave it out
          > 7:20 the first is here
        """#)
  }

  @Test("a plan of a recursive rule is an order of its atoms, for one of its recursive atoms")
  func plans() {
    check(
      #"""
      .decl a, b, c, d, e(x: number, y: number)
      a(x, z) :- b(x, y), x < y, c(y, z), !d(x, z). .plan 0:(1, 3)
      b(x, z) :- c(x, y), a(y, z). .plan 0:(2, 1), 1:(1, 2), 2:(1, 2)
      c(x, z) :- a(x, y), e(y, z). .plan 0:(1, 1), 0:(2, 1), 4294967296000000000000:(1, 2)
      e(x, z) :- e(x, _), e(_, z), c(x, _). .plan 3:(1)
      .decl f(x: number)
      f(x) :- e(x, _). .plan 7:(9)
      """#,
      says: #"""
        2:53-61 datalog/plan: this is not an order of the rule's 2 atoms
          = name each number from 1 to 2 once
        3:56-64 datalog/plan: the rule has 2 recursive atoms
          = count the versions from 0: the highest is 1
        4:36-44 datalog/plan: this is not an order of the rule's 2 atoms
          = name each number from 1 to 2 once
        4:56-85 datalog/plan: the rule has 2 recursive atoms
          = count the versions from 0: the highest is 1
        5:45-50 datalog/plan: this is not an order of the rule's 3 atoms
          = name each number from 1 to 3 once
        """#)
  }

  @Test("an `inline` relation can stand in the place of its uses")
  func inline() {
    check(
      #"""
      .decl a, b, c, d, e, f(x: number) inline
      .decl n(x: number)
      .decl g(x: number, y: number) eqrel inline
      .input a
      n(1).
      b(x) :- n(x), c(x).
      c(x) :- n(x), b(x).
      d(x) :- n(x), n(y), x < y.
      e(x) :- n(x), x > 1.
      f(x) :- f(x).
      m(x) :- n(x), !d(x), !e(x).
      m(1) :- !e(_).
      .decl m(x: number)
      m(x) :- x = count : { e(_), !d(1) }.
      """#,
      says: #"""
        1:10-11 datalog/inline: `b` is `inline` and cannot depend on itself: b → c → b
          = leave out `inline`
        1:22-23 datalog/inline: `f` is `inline` and cannot depend on itself: f → f
          = leave out `inline`
        4:8-9 datalog/inline: `a` is `inline` and cannot be read, written or counted
          = leave out `inline`
        11:16-20 datalog/inline: `d` is `inline` and cannot be negated, for its rules have variables of their own
          = leave out `inline`
        12:10-14 datalog/inline: `e` is `inline` and cannot be negated with a `_`
          = leave out `inline`
        14:23-27 datalog/inline: `e` is `inline` and cannot be in an aggregate
          = leave out `inline`
        14:30-34 datalog/inline: `d` is `inline` and cannot be in an aggregate
          = leave out `inline`
        """#)
  }

  @Test("two aggregates that wait for each other are refused")
  func mutualAggregates() {
    check(
      #"""
      .decl r(x: number, y: number)
      .decl q(x: number)
      q(i) :- r(i, j), 0 = count : { r(x, j), x < i }, 0 = count : { r(i, y), y < j }.
      q(n) :- r(_, _), n = count : { q(x), x < m }, m = count : { q(y), y < n }.
      q(i) :- r(i, j), 0 = count : { r(x, j), x < i }, 0 = count : { r(y, _), y < j }.
      """#,
      says: #"""
        3:54-80 datalog/mutual-aggregates: this aggregate needs `j` of another, and that one `i` of this
          = give one of the two a relation of its own
          > 3:22 the other is here
        4:18-45 datalog/unbound: `n` in a comparison gets no value anywhere
          = use `n` in a relation without `!` too
        4:22-45 datalog/unbound: `m` in an aggregate gets no value anywhere
          = use `m` in a relation without `!` too
        """#)
  }

  @Test("symbols, numbers and floats do not mix")
  func kinds() {
    check(
      #"""
      .decl a(x: number)
      .decl s(x: symbol)
      a("x").
      s(x) :- a(x).
      a(x) :- a(x), x < "a".
      s(x) :- s(x), x + 1 = 2.
      a(x) :- a(x), x > 1.5.
      a(-1u).
      a(as(x, number)) :- s(x).
      a(as(1.5, number)).
      """#,
      says: #"""
        3:3-6 datalog/type: this is a symbol, a number belongs here
          = convert with `to_number`
        4:3-4 datalog/type: `x` is a number, a symbol belongs here
          = convert with `to_string`
        5:15-22 datalog/type: `x` is a number, a symbol belongs here
          = convert with `to_string`
        6:19-20 datalog/type: this is a symbol, a number or an unsigned number or a float belongs here
        7:15-22 datalog/type: this is a number, a float belongs here
        8:4-6 datalog/number: `-1u` is not a number that fits in 64 bits
          = write `12`, `0x1F`, `0b101`, `12u` or `1.5`
        9:6-7 datalog/type: `x` is a symbol, a number belongs here
          = convert with `to_number`
        10:6-9 datalog/type: this is a number, a float belongs here
        """#)
  }

  @Test("what cannot be of any kind is said where the last demand is made")
  func noKind() {
    check(
      """
      .decl f(x: float)
      .decl n(x: number)
      n(1) :- x = -1, x = 12u, n(_).
      n(1) :- x = -1, x = 18446744073709551615, f(x).
      f(1) :- x = "a", x = y band 1, n(y).
      n(mean x : n(x)).
      """,
      says: """
        3:17-24 datalog/type: no value at all fits here
        5:22-30 datalog/type: this is a symbol, a number belongs here
          = convert with `to_number`
        6:3-16 datalog/type: this is a float, a number belongs here
          = convert with `to_number`
        6:8-9 datalog/type: `x` is a number, a float belongs here
          = convert with `to_float`
        """)
  }

  @Test("a type must be included in its column's, and what is compared must have something in common")
  func subtypes() {
    check(
      #"""
      .type E <: symbol
      .type B <: E
      .type P <: E
      .decl b(x: B)
      .decl p(x: P)
      .decl e(x: E)
      b(x) :- e(x).
      e(x) :- b(x), p(x).
      e(x) :- b(x), p(y), x != y.
      p(x) :- p(x), !b(x).
      """#,
      says: #"""
        7:3-4 datalog/type: `x` is of type `E`, column `x` of `b` is `B`
          = add a relation whose column is `B`, or write `as(x, B)`
        8:17-18 datalog/type: `x` cannot be of type `B` and of `P` at once
          = compare them as `E`: `as(x, E)`
        9:21-27 datalog/type: `x` cannot be of type `B` and of `P` at once
          = compare them as `E`: `as(x, E)`
        10:18-19 datalog/type: `x` is of type `P`, column `x` of `b` is `B`
          = add a relation whose column is `B`, or write `as(x, B)`
        """#)
  }

  @Test("a union is of one kind")
  func mixedUnions() {
    check(
      #"""
      .type U = number | symbol
      """#,
      says: #"""
        1:20-26 datalog/type: `symbol` is a symbol and `number` is a number: together they cannot be one type
        """#)
  }

  @Test("every variable must get a value somewhere")
  func bindings() {
    check(
      #"""
      .decl a(x: number)
      .decl b(x: number, y: number)
      a(x) :- a(_).
      a(y) :- a(y), !b(y, z), z < w.
      a(x) :- x = y + 1, y = x - 1.
      a(n) :- n = count : { b(x, y) }, x > 1, y < 2.
      a(x) :- a(x), 1 = sum z : { a(x) }.
      a(_).
      a(x) :- a(x), _ < 1, x = _ + 1.
      """#,
      says: #"""
        3:3-4 datalog/unbound: `x` in the head gets no value anywhere
          = use `x` in a relation without `!` too
        4:21-22 datalog/unbound: `z` in a negation gets no value anywhere
          = use `z` in a relation without `!` too
        4:29-30 datalog/unbound: `w` in a comparison gets no value anywhere
          = use `w` in a relation without `!` too
        5:9-18 datalog/unbound: `x` in a comparison gets no value anywhere
          = use `x` in a relation without `!` too
        5:13-14 datalog/unbound: `y` in a comparison gets no value anywhere
          = use `y` in a relation without `!` too
        6:13-32 datalog/unbound: `x` in an aggregate gets no value anywhere
          = use `x` in a relation without `!` too
        6:13-32 datalog/unbound: `y` in an aggregate gets no value anywhere
          = use `y` in a relation without `!` too
        7:23-24 datalog/unbound: `z` in an aggregate gets no value anywhere
          = use `z` in a relation without `!` too
        8:3-4 datalog/wildcard: `_` in the head does not say which value
          = use a variable of the body, or a constant
        9:15-16 datalog/wildcard: `_` has no value to compute with
          = give it a name
        9:26-27 datalog/wildcard: `_` has no value to compute with
          = give it a name
        """#)
  }

  @Test("a cycle through negation or an aggregate is spelled out")
  func stratification() {
    check(
      #"""
      .decl a, b, c(x: number)
      a(x) :- c(x), !b(x).
      b(x) :- c(x), a(x).
      c(x) :- c(x).
      b(x) :- x = count : { b(_) }.
      """#,
      says: #"""
        2:16-20 datalog/unstratified: a negation depends on itself: a → !b → a
          = derive a relation without this cycle first, and use that here
          > 2:16 `a` depends on `b` here
          > 3:15 `b` depends on `a` here
        5:23-27 datalog/unstratified: an aggregate depends on itself: b → {b}
          = derive a relation without this cycle first, and use that here
          > 5:23 `b` depends on `b` here
        """#)
  }

  @Test("an unknown functor, and one with the wrong number of arguments")
  func functors() {
    check(
      #"""
      .decl a(x: number)
      a(x) :- foo(x) = x.
      a(x) :- x = srtlen("a").
      a(x) :- x = strlen().
      a(x) :- a(x), match("a").
      a(x) :- a(x) > 1.
      """#,
      says: #"""
        2:9-12 datalog/unknown-functor: `foo` is not a function, and a relation is not a value before `=`
          = only the built-in functions are there, such as `cat` and `substr`
        3:13-19 datalog/unknown-functor: `srtlen` is not a function, and a relation is not a value
          = did you mean `strlen`?
        4:13-21 datalog/arity: `strlen` takes 1 argument, there are 0 here
        5:15-25 datalog/arity: `match` takes 2 arguments, there are 1 here
        6:9-10 datalog/unknown-functor: `a` is not a function, and a relation is not a value before `>`
          = did you mean `as`?
        """#)
  }

  @Test("a syntax error does not hide those after it")
  func syntax() {
    check(
      #"""
      .decl a(x: number)
      a(x) :- a(y).
      a(y) :- a(x), b.
      a(1)
      a(2).
      a(3.
      .decl b(x number)
      .decl c(x: number)
      c(1) :- , a(1).
      c(;).
      c(1), c(2).
      c(1) :- a(1), !.
      """#,
      says: #"""
        2:3-4 datalog/unbound: `x` in the head gets no value anywhere
          = use `x` in a relation without `!` too
        2:11-12 warning datalog/single-variable: `y` occurs only once
          = write `_` if it does not matter
        3:16-17 datalog/syntax: expected a comparison or `(`, found `.`
        5:1-2 datalog/syntax: expected `:-` or `.`, found `a`
        6:4-5 datalog/syntax: expected `,` or `)`, found `.`
        7:11-17 datalog/syntax: expected `:`, found `number`
        9:9-10 datalog/syntax: expected a value, found `,`
        10:3-4 datalog/syntax: expected a value, found `;`
        11:11-12 datalog/syntax: expected `:-`, found `.`
        12:16-17 datalog/syntax: expected a value, found `.`
        """#)
  }

  @Test("every fault of a body is found, and one fault is not taken for two")
  func severalFaultsInOneBody() {
    check(
      """
      .decl a(x: number)
      a(1) :- foo(1) = 2, (a(2) ; bar(3), a(2 3), (a(4), a[5], !)), b., c = , d.
      a(2) :- a((1, 2), a(nil), x = count : { a(1.2.3.4), e }, { f.
      a(3) :- a(1)), a(&), a(2).
      """,
      says: """
        2:9-12 datalog/unknown-functor: `foo` is not a function, and a relation is not a value before `=`
          = only the built-in functions are there, such as `cat` and `substr`
        2:41-42 datalog/syntax: expected `,` or `)`, found `3`
        2:53-54 datalog/syntax: expected a comparison or `(`, found `[`
        2:59-60 datalog/syntax: expected a value, found `)`
        2:64-65 datalog/syntax: expected a comparison or `(`, found `.`
        2:65-66 datalog/syntax: expected the name of a relation, found `,`
        3:13-14 datalog/syntax: expected `)`, found `,`
        4:13-14 datalog/syntax: expected `,`, `;` or `.`, found `)`
        4:18-19 datalog/character: `&` is not part of the language
          = put text between quotation marks: `"…"`
        """)
  }

  @Test("words of the language cannot be names")
  func keywords() {
    check(
      #"""
      .decl a(x: number)
      a(x) :- a(x), x = count.
      .decl count(x: number)
      .decl b(max: number)
      input(x) :- a(x).
      a(x) :- x = min.
      """#,
      says: #"""
        2:24-25 datalog/syntax: expected `:`, for `count` has no expression, found `.`
        3:7-12 datalog/keyword: `count` is a word of the language and cannot be the name of a relation
          = choose another name, such as `count_`
        4:9-12 datalog/keyword: `max` is a word of the language and cannot be the name of a column
          = choose another name, such as `max_`
        5:1-6 datalog/keyword: `input` is a word of the language and cannot be the name of a relation
          = choose another name, such as `input_`
        6:16-17 datalog/syntax: expected a value, found `.`
        """#)
  }

  @Test("what is not supported is refused by its name")
  func unsupported() {
    check(
      #"""
      .decl a(x: number)
      a(1).
      .functor f(x: number): number
      .lattice L <> { Bottom -> 1 }
      .number_type N
      .include "x.dl"
      .symbol_type S
      .type R = [a: number]
      .type A = B {}
      .decl e(x: number, y: number) btree_delete
      .decl f(x: number) choice-domain x
      .decl l(x: number<>)
      .decl g(x: number)
      g(x) <= g(y) :- x < y.
      g(x) :- x = @f(1).
      g(x) :- x = [1].
      g(x) :- x = $A(1).
      @[inside(clause)] g(x) :- @[a] g(x).
      g(x) :- x = 1.2.3.4.
      g(x) :- x = autoinc().
      g(n) :- n = count : { g(1) ; g(2) }.
      g(x) :- g(x), x = __LINE__.
      .delc x(x: number)
      g(nil).
      .decl h(x: number)
      .plan 1
      """#,
      says: #"""
        3:1-9 datalog/unsupported: `.functor` is not supported
          = only the built-in functions are there, such as `cat` and `substr`
        4:1-9 datalog/unsupported: `.lattice` is not supported
          = take the extreme value with `min` or `max`
        5:1-13 datalog/unsupported: `.number_type` is not supported
          = write `.type Name <: number` or `.type Name <: symbol`
        6:1-16 datalog/unsupported: `.include` is not supported
          = give the files together as one program
        7:1-13 datalog/unsupported: `.symbol_type` is not supported
          = write `.type Name <: number` or `.type Name <: symbol`
        8:11-12 datalog/unsupported: a record is not supported
          = give every part a column of its own
        9:13-14 datalog/unsupported: a type with branches is not supported
          = give every part a column of its own
        10:31-43 datalog/unsupported: `btree_delete` is not supported
          = derive everything first, then choose with `!` or `min`
        11:20-33 datalog/unsupported: `choice-domain` is not supported
          = choose with a rule, such as the smallest number with `min`
        12:18-19 datalog/unsupported: a lattice is not supported
          = take the extreme value with `min` or `max`
        14:6-8 datalog/unsupported: a rule with `<=` (subsumption) is not supported
          = derive everything first, then choose with `!` or `min`
        15:13-14 datalog/unsupported: a user-defined functor is not supported
          = only the built-in functions are there, such as `cat` and `substr`
        16:13-14 datalog/unsupported: a record is not supported
          = give every part a column of its own
        17:13-14 datalog/unsupported: `$` is not supported
          = give every part a column of its own
        18:27-28 datalog/unsupported: an annotation within a clause is not supported
          = put it above the declaration or the rule
        19:13-20 datalog/unsupported: an IP address as a number is not supported
          = write it as one whole number
        20:13-20 datalog/unsupported: `autoinc` is not supported
          = give each tuple a number that follows from its values
        21:13-36 datalog/unsupported: `;` in an aggregate is not supported
          = give the alternatives a relation of their own and aggregate that
        22:19-27 datalog/unsupported: `__LINE__` is not supported
          = leave it out
        23:1-2 datalog/unknown-directive: unknown directive `.delc`
          = did you mean `.decl`?
        24:3-6 datalog/unsupported: a record is not supported
          = give every part a column of its own
        26:1-6 datalog/syntax: `.plan` belongs right behind a rule
          = leave it out
        """#)
  }

  @Test("what C's preprocessor would do is refused, and the rest is read")
  func preprocessor() {
    check(
      """
      #define N 5
      .decl a(x: number)
        #ifdef X
      a(N).
      #endif
      a(1) # a(2).
      """,
      says: """
        1:1-8 datalog/unsupported: a command of the C preprocessor is not supported
          = write `.include` for another file, and the rest out
        3:3-9 datalog/unsupported: a command of the C preprocessor is not supported
          = write `.include` for another file, and the rest out
        4:3-4 datalog/unbound: `N` in the head gets no value anywhere
          = use `N` in a relation without `!` too
        5:1-7 datalog/unsupported: a command of the C preprocessor is not supported
          = write `.include` for another file, and the rest out
        6:6-7 datalog/character: `#` is not part of the language
          = put text between quotation marks: `"…"`
        6:8-9 datalog/syntax: expected `:-` or `.`, found `a`
        """)
  }

  @Test("numbers and texts that are none")
  func constants() {
    check(
      #"""
      .decl a(x: number)
      a(99999999999999999999).
      a(9223372036854775808).
      a(0x).
      a(1e5).
      a(1.5e3).
      .decl s(x: symbol)
      s("\q").
      s("aé" ~ 1).
      s("open).
      """#,
      says: #"""
        2:3-23 datalog/number: `99999999999999999999` is not a number that fits in 64 bits
          = write `12`, `0x1F`, `0b101`, `12u` or `1.5`
        3:3-22 datalog/type: `9223372036854775808` does not fit in a number
        4:3-5 datalog/number: `0x` is not a number that fits in 64 bits
          = write `12`, `0x1F`, `0b101`, `12u` or `1.5`
        5:3-6 datalog/number: `1e5` is not a number that fits in 64 bits
          = write `12`, `0x1F`, `0b101`, `12u` or `1.5`
        6:3-8 datalog/number: `1.5e3` is not a number that fits in 64 bits
          = write `12`, `0x1F`, `0b101`, `12u` or `1.5`
        8:3-7 datalog/escape: unknown escape `\q` in a text
          = write a backslash as `\\`
        9:8-9 datalog/character: `~` is not part of the language
          = put text between quotation marks: `"…"`
        9:10-11 datalog/syntax: expected `,` or `)`, found `1`
        10:3-4 datalog/unclosed: the text does not end
          = close it with `"`
        10:10-11 datalog/syntax: expected a value, found the end of the text
        """#)
  }

  @Test("a comment that does not end")
  func comments() {
    check(
      #"""
      .decl a(x: number)
      a(1). /* open
      """#,
      says: #"""
        2:7-9 datalog/unclosed: the comment does not end
          = close it with `*/`
        """#)
  }

  @Test("a range stands beside `=`")
  func ranges() {
    check(
      #"""
      .decl a(x: number)
      a(range(1, 2)).
      a(x) :- range(1,2) < x, a(x).
      """#,
      says: #"""
        2:3-14 datalog/range: `range` gives several values and can only stand beside `=`
          = write `x = range(…)` and use `x`
        3:9-19 datalog/range: `range` gives several values and can only stand beside `=`
          = write `x = range(…)` and use `x`
        """#)
  }

  @Test("what cannot be computed is reported where it is written, all of it")
  func faultsOfEvaluation() {
    check(
      #"""
      .decl a(x: number)
      .decl f(x: float)
      .decl u(x: unsigned)
      .decl s(x: symbol)
      a(9223372036854775807 + 1).
      a(5 % (1 - 1)).
      a(to_number("abc")).
      f(1 / 0).
      u(1 - 2).
      a(-(-9223372036854775808)).
      a(10 ^ 19).
      a(2 ^ 62 * 2).
      a(0 ^ -1).
      a(x) :- x = sum y : { y = range(9223372036854775805, 9223372036854775807)}.
      s(x) :- x = "a(", match(x, "a").
      f(10.0 ^ 400).
      """#,
      says: #"""
        5:3-26 datalog/overflow: `9223372036854775807 + 1` does not fit in 64 bits
          = exclude such values earlier in the rule
        6:3-14 datalog/division-by-zero: division by zero: `5 % 0`
          = exclude zero earlier in the rule, with `!= 0`
        7:3-19 datalog/conversion: `to_number` cannot convert `"abc"`
          = exclude such values earlier in the rule, for instance with `match`
        8:3-8 datalog/division-by-zero: division by zero: `1.0 / 0.0`
          = exclude zero earlier in the rule, with `!= 0`
        9:3-8 datalog/overflow: `1u - 2u` does not fit in 64 bits
          = exclude such values earlier in the rule
        10:3-26 datalog/overflow: `-(-9223372036854775808)` does not fit in 64 bits
          = exclude such values earlier in the rule
        11:3-10 datalog/overflow: `10 ^ 19` does not fit in 64 bits
          = exclude such values earlier in the rule
        12:3-13 datalog/overflow: `4611686018427387904 * 2` does not fit in 64 bits
          = exclude such values earlier in the rule
        13:3-9 datalog/division-by-zero: division by zero: `0 ^ -1`
          = exclude zero earlier in the rule, with `!= 0`
        14:13-75 datalog/overflow: `sum` does not fit in 64 bits
          = exclude such values earlier in the rule
        15:19-32 datalog/pattern: `a(` is not a regular expression
        16:3-13 datalog/overflow: `10.0 ^ 400.0` does not fit in 64 bits
          = exclude such values earlier in the rule
        """#)
  }

  @Test("recursion without end stops with the rule that goes on")
  func limits() {
    check(
      #"""
      .decl a(x: number)
      a(0).
      a(x + 1) :- a(x).
      """#,
      says: #"""
        3:1-17 datalog/limit: this rule still derives new tuples after 500 rounds
          = bound what is computed in the recursion, or raise the limit
        """#)
  }

  @Test("texts that grow without end stop where they are made")
  func textLimit() {
    for growing in ["cat(x, \"a\")", "cat(x, x)"] {
      check(
        ".decl a(x: symbol)\na(\"é\").\na(\(growing)) :- a(x).",
        says: """
          3:3-\(growing.count + 3) datalog/limit: with this the texts that are made have more than 5000 bytes together
            = bound what is computed in the recursion, or raise the limit
          """)
    }
    // The texts of facts do not count.
    let long = String(repeating: "a", count: 6000)
    check(
      ".decl a, b(x: symbol)\n.output b\na(\"\(long)\").\nb(cat(\"b\", \"c\")) :- a(_).", says: "b(\"bc\")")
  }

  @Test("a pattern that is not a regular expression")
  func patterns() {
    check(
      #"""
      .decl s(x: symbol)
      s(x) :- s(x), match("a(", x).
      """#,
      says: #"""
        2:21-25 datalog/pattern: `a(` is not a regular expression
        """#)
    check(
      #"""
      .decl s(x: symbol)
      s(x) :- s(x), match("(a)\\1", x), !match("(?=a).", x), match("(a{999}){999}", x).
      """#,
      says: #"""
        2:21-29 datalog/pattern: `(a)\1` is not a regular expression
          = a reference back, such as `\1`, is not supported
        2:42-50 datalog/pattern: `(?=a).` is not a regular expression
          = looking ahead, such as `(?=a)`, is not supported: use `match` twice
        2:62-77 datalog/pattern: `(a{999}){999}` is not a regular expression
          = its repetitions are too large
        """#)
  }

  @Test(
    "nesting is bounded, however it is made",
    arguments: [
      ("(", "1", ")"), ("-", "x", ""), ("1 + ", "1", ""), ("min(1, ", "1", ")"), ("count : { a(x), x = ", "1", "}"),
    ])
  func depth(open: String, middle: String, close: String) {
    let nested = String(repeating: open, count: 5000) + middle + String(repeating: close, count: 5000)
    #expect(
      outcome(of: ".decl a(x: number)\na(x) :- a(x), x = \(nested).").contains("datalog/too-deep: this is nested"))
    let negated = String(repeating: "!(", count: 5000) + "a(1)" + String(repeating: ")", count: 5000)
    #expect(outcome(of: ".decl a(x: number)\na(2) :- \(negated).").contains("datalog/too-deep"))
  }

  @Test("a disjunction that stands for too many combinations is refused")
  func tooManyBranches() {
    let choices = String(repeating: "(a(1) ; a(2)), ", count: 12)
    #expect(outcome(of: ".decl a(x: number)\na(1) :- \(choices)a(3).").hasPrefix("2:1-193 datalog/too-many-branches: "))
  }

  @Test("a rule with more literals than anybody writes is refused")
  func tooManyLiterals() {
    func said(_ clause: String) -> String { outcome(of: ".decl a, b(x: number)\n\(clause)") }
    func row(_ literal: String, _ count: Int, _ separator: String = ", ") -> String {
      Array(repeating: literal, count: count).joined(separator: separator)
    }
    let refusal = """
      datalog/too-many-literals: this rule has more than 1000 heads and literals
        = give a part a relation of its own
      """
    #expect(said("b(1) :- \(row("a(1)", 999)).") == "")
    #expect(said("b(1) :- \(row("a(1)", 1000)).") == "2:1-6007 \(refusal)")
    #expect(said("b(1) :- !(\(row("a(1)", 1000, "; "))).").hasSuffix(refusal))
    #expect(said("\(row("b(1)", 1000)) :- a(1).").hasSuffix(refusal))
    #expect(said("b(x) :- x = count : { \(row("a(1)", 1000)) }.").hasSuffix(refusal))
    #expect(said("b(1) :- \(row("a(1)", 100_000)).").hasSuffix(refusal))
    #expect(
      said("b(1) :- \(row("(a(1) ; a(2))", 9)), \(row("a(1)", 500)).").hasSuffix(
        """
        datalog/too-many-literals: the heads and the `;` of this rule together stand for more than 100000 literals
          = give one of the choices a relation of its own
        """))
    #expect(said("a(1) :- \(row("a(1)", 100)).") == "")
    #expect(
      said("a(1) :- \(row("a(1)", 101)).").hasSuffix(
        """
        datalog/too-many-literals: this rule has more than 100 atoms that depend on its head
          = give a part a relation of its own
        """))
  }

  @Test(
    "a file that is no program has at most so many faults of a kind, and says that there are more",
    arguments: ["#", "é", "a.\n", "\\\"\n", ".x\n", "\"\\q\".\n", "a(1 1).\n"])
  func tooManyFaults(text: String) {
    let said = outcome(of: "x" + String(repeating: text, count: 20_000))
    #expect(said.ranges(of: "\n  =").count <= 210 && said.utf8.count < 100_000)
    #expect(said.contains("datalog/too-many-faults: this file has 100 faults of this kind already"))
  }

  @Test("more tuples than allowed stop the evaluation, and name the rule")
  func tupleLimit() {
    check(
      ".decl a, b(x: number)\na(1). a(2). a(3). a(4). a(5). a(6).\n.decl c(x: number, y: number, z: number, u: number)\nc(x, y, z, u) :- a(x), a(y), a(z), a(u).",
      says: """
        4:1-40 datalog/limit: with this rule more than 1000 tuples are derived
          = bound what is computed in the recursion, or raise the limit
        """)
    check(
      ".decl a(x: number)\na(x) :- x = range(0, 9223372036854775807).",
      says: """
        2:13-42 datalog/limit: this `range` gives more than 10000000 values
          = narrow its bounds
        """)
  }

  @Test("places count scalars and start at the line of the block")
  func places() {
    let source = ProgramSource(path: "page.md", content: "// é\n.decl a(x: symbol)\na(\"é👩‍⚕️\", b).", firstLine: 40)
    let places = Program.checked([source]).diagnostics.compactMap(\.place)
    #expect(places.map(\.description) == ["page.md:42:1", "page.md:42:12"])
  }

  @Test("every sentence is in Dutch too, in lower case and without a full stop")
  func wording() {
    let program = ".decl a(x: numbr)\na(x) :- b(y), !a(z).\na(1, 2).\n.comp\na(_).\na(\"x).\na(1 ~)."
    let diagnostics = Program.checked([ProgramSource(path: "p.dl", content: program)]).diagnostics
    #expect(diagnostics.count > 5)
    for diagnostic in diagnostics {
      for language in Language.allCases {
        let message = diagnostic.message[language]
        #expect(!message.isEmpty && !message.hasSuffix(".") && !(message.first?.isUppercase ?? true))
      }
      #expect(diagnostic.message.nl != diagnostic.message.en)
      #expect(diagnostic.code.hasPrefix("datalog/"))
    }
  }

  @Test("errors of several sources come together, in reading order")
  func severalSources() {
    let sources = [
      ProgramSource(path: "b.dl", content: "b(x) :- c(x)."), ProgramSource(path: "a.dl", content: ".decl b(x: nmber)"),
    ]
    let (program, diagnostics) = Program.checked(sources)
    #expect(program == nil)
    #expect(diagnostics.compactMap(\.place).map(\.description) == ["a.dl:1:12", "b.dl:1:9"])
  }
}
