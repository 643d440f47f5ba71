// Components: instances, parameters, bases, overriding, and what is wrong with them.

import Testing

@Suite("Components become relations of each instance's own")
struct ComponentTests {
  private func check(_ program: String, gives expected: String, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(outcome(of: program) == expected, sourceLocation: sourceLocation)
  }

  @Test("each instance has its own relations and types, known outside by its name")
  func instances() {
    check(
      """
      .comp Graph {
        .type Node <: symbol
        .decl edge, path(x: Node, y: Node)
        path(x, y) :- edge(x, y).
        path(x, z) :- path(x, y), edge(y, z).
        .output path
      }
      .init a = Graph
      .init b = Graph
      .decl first(x: a.Node)
      .output first
      a.edge("p", "q"). a.edge("q", "r").
      b.edge("x", "y").
      first(x) :- a.path(x, _), !b.path(as(x, b.Node), _).
      """,
      gives: """
        a.path("p", "q")
        a.path("p", "r")
        a.path("q", "r")
        b.path("x", "y")
        first("p")
        first("q")
        """)
  }

  @Test("names that a component does not declare are those around the instance")
  func surroundings() {
    check(
      """
      .decl given(x: number)
      .decl found(name: symbol, x: number)
      .output found
      given(1). given(2).
      .comp Collect {
        .decl own(x: number)
        own(x + 10) :- given(x).
        found("collect", x) :- own(x).
      }
      .init one = Collect
      .comp Outer {
        .decl given(x: number)
        given(7).
        .init inner = Collect
      }
      .init two = Outer
      found("outer", x) :- two.inner.own(x).
      """,
      gives: """
        found("collect", 11)
        found("collect", 12)
        found("collect", 17)
        found("outer", 17)
        """)
  }

  @Test("parameters stand for types and for components")
  func parameters() {
    check(
      """
      .type Person <: symbol
      .type T <: number
      .comp Set<T> { .decl has(x: T) }
      .comp Pair<A, B, Store> {
        .type T <: B
        .init left = Store<A>
        .init right = Store<T>
        .decl both(x: A, y: B)
        both(x, y) :- left.has(x), right.has(y).
      }
      .init p = Pair<Person, T, Set>
      .output p.both
      p.left.has("ada"). p.right.has(3).
      .decl kept(x: Person, y: p.T)
      .output kept
      kept(x, as(y, p.T)) :- p.both(x, y).
      """,
      gives: """
        p.both("ada", 3)
        kept("ada", 3)
        """)
  }

  @Test("a component has what its bases have, and may derive anew what is overridable")
  func inheritance() {
    check(
      """
      .comp Base<T> {
        .decl in(x: T)
        .decl out(x: T) overridable
        out(x) :- in(x).
        .comp Helper { .decl seen(x: T)  seen(x) :- out(x). }
      }
      .comp Doubled : Base<number> {
        .override out
        out(x * 2) :- in(x).
      }
      .comp Last : Doubled {
        .override out
        out(x), in(0 - x) :- in(x), x > 0.
        .init helper = Helper
      }
      .init b = Base<number>  .init d = Doubled  .init l = Last
      b.in(1). d.in(2). l.in(3).
      .output b.out, d.out, l.out, l.helper.seen
      """,
      gives: """
        b.out(1)
        d.out(4)
        l.out(3)
        l.helper.seen(3)
        """)
  }

  @Test("what is wrong with a component is said where it is written, once")
  func faults() {
    check(
      """
      .comp A<T> { .decl r(x: T)  r(x) :- s(x). }
      .comp A {}
      .init a = A<number>
      .init a = B
      .init c = A
      .comp E : F { .override r .override s .override t }
      .comp F { .decl s(x: number)  .decl t(x: number) overridable  s(1). }
      .init e = E
      .override x
      .comp I { .decl i(x number) i(1). }
      .init i = I
      .decl j(x: number)
      j(x) :- i.i(x), i.k(x), a.r(x), e.u(x).
      .comp J { .decl
      """,
      gives: """
        2:7-8 datalog/duplicate-declaration: `A` is declared already
          = give one of the two another name, or leave one out
          > 1:7 `A` is declared here
        3:11-12 datalog/arity: component `A` takes 0 types, there are 1 here
          > 2:7 `A` is declared here
        4:7-8 datalog/duplicate-declaration: `a` is declared already
          = give one of the two another name, or leave one out
          > 3:7 `a` is declared here
        4:11-12 datalog/unknown-component: unknown component `B`
          = did you mean `A` or `E` or `F`?
        6:25-26 datalog/override: no base of this component declares `r`
          = write `.override` in a component that extends another
        6:37-38 datalog/override: `s` is not `overridable`
          = write `overridable` behind its declaration
          > 7:17 `s` is declared here
        9:11-12 datalog/override: no base of this component declares `x`
          = write `.override` in a component that extends another
        10:21-27 datalog/syntax: expected `:`, found `number`
        13:17-20 datalog/unknown-relation: unknown relation `i.k`
        13:33-36 datalog/unknown-relation: unknown relation `e.u`
          = did you mean `e.s` or `e.t`?
        14:16-17 datalog/syntax: expected `}`, found the end of the text
        14:16-17 datalog/syntax: expected the name of a relation, found the end of the text
        """)
  }

  @Test(
    "a component that contains itself is refused, and nothing is said of what would be in it",
    arguments: [
      ".comp G { .init g = G  .init h = G }\n.init g = G\n.decl x(x: number)\nx(x) :- g.g.x(x).",
      ".comp G : H {}  .comp H : G {}\n.init g = G\n.init h = H",
      ".comp G<X> { .init g = X<X> }\n.init g = G<G>",
    ])
  func endless(program: String) {
    #expect(outcome(of: program).ranges(of: "datalog/").count == 1, "\(outcome(of: program))")
    #expect(outcome(of: program).contains("contains itself, or too many others"))
  }
}
