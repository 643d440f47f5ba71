// What every construct of the language means, by example.

import Testing

@Suite("Programs give the tuples that follow")
struct EvaluationTests {
  private func check(_ program: String, gives expected: String, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(outcome(of: program) == expected, sourceLocation: sourceLocation)
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
}
