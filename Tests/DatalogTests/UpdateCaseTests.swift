// Updates one by one: what they change, what they refuse, and what they leave alone.

import Datalog
import Foundation
import Testing

@Suite("Updates")
struct UpdateCaseTests {
  private func evaluation(of text: String, goals: [String]? = nil) throws -> Evaluation {
    let (program, faults) = Program.checked([ProgramSource(path: "p.dl", content: text)])
    let checked = try #require(program, "\(lines(faults))")
    return try #require(checked.evaluate(FactSet(), goals: goals).evaluation)
  }

  /// `+ arc(1, 2)` and `- name("a")`, one a line.
  private func delta(_ text: String) throws -> Delta {
    var delta = Delta()
    for line in text.split(separator: "\n") {
      let parts = line.dropFirst(2).split(separator: "(", maxSplits: 1)
      let values = parts[1].dropLast().split(separator: ",").map { cell -> Value in
        let cell = cell.trimmingCharacters(in: .whitespaces)
        return Int64(cell).map(Value.number) ?? .symbol(cell.trimmingCharacters(in: ["\""]))
      }
      if line.hasPrefix("+") { delta.insert(String(parts[0]), values) } else { delta.delete(String(parts[0]), values) }
    }
    return delta
  }

  private func text(_ change: EvaluationChange) -> String {
    change.relations.flatMap { relation in
      func lines(_ sign: String, _ tuples: [[Value]]) -> [String] {
        tuples.map { "\(sign) \(relation)(\($0.map(\.description).joined(separator: ", ")))" }
      }
      return lines("-", change.removed(from: relation)) + lines("+", change.added(to: relation))
    }.joined(separator: "\n")
  }

  private func change(_ evaluation: Evaluation, _ edit: String) throws -> String {
    let (update, faults) = evaluation.updated(by: try delta(edit))
    guard let update else { return lines(faults) }
    return text(update.change)
  }

  private let chain = """
    .decl elected(b: symbol)
    .decl reports_to(b: symbol, c: symbol)
    .decl reaches(b: symbol)
    .decl broken(b: symbol)
    .decl under(b: symbol, n: number)
    elected("raad").
    reaches(b) :- elected(b).
    reaches(b) :- reports_to(b, c), reaches(c).
    broken(b) :- reports_to(b, _), !reaches(b).
    under(c, n) :- reports_to(_, c), n = count : { reports_to(_, c) }.
    """

  @Test("what follows is added and removed, through recursion, negation and aggregates")
  func change() throws {
    let base = try evaluation(of: chain).updated(
      by: delta("+ reports_to(team, stuurgroep)\n+ reports_to(stuurgroep, college)\n+ reports_to(college, raad)"))
    let evaluation = try #require(base.update).evaluation
    #expect(
      try change(evaluation, "- reports_to(stuurgroep, college)\n+ reports_to(stuurgroep, team)") == """
        - reports_to("stuurgroep", "college")
        + reports_to("stuurgroep", "team")
        - reaches("stuurgroep")
        - reaches("team")
        + broken("stuurgroep")
        + broken("team")
        - under("college", 1)
        + under("team", 1)
        """)
    #expect(
      try change(evaluation, "+ reports_to(werkgroep, college)") == """
        + reports_to("werkgroep", "college")
        + reaches("werkgroep")
        - under("college", 1)
        + under("college", 2)
        """)
    #expect(evaluation.count(of: "reports_to") == 3)
    #expect(evaluation.contains(Tuple("reaches", [.symbol("team")])))
    #expect(!evaluation.contains(Tuple("reaches", [.symbol("nobody")])))
  }

  @Test("an aggregate in an atom, in a negation and in a head changes with what it is over and with the column")
  func aggregatesInAtoms() throws {
    let base = try evaluation(
      of: """
        .decl b(x: number)
        .decl e(x: number, n: number)
        .decl r(x: number)
        .decl no(x: number)
        .decl h(x: number, n: number)
        b(2). b(3).
        r(x) :- b(x), e(x, count : { b(_) }).
        no(x) :- b(x), !e(x, count : { b(_) }).
        h(x, count : { b(_) }) :- e(x, _).
        """)
    let first = try #require(base.updated(by: delta("+ e(2, 1)\n+ e(3, 2)")).update)
    #expect(text(first.change) == "+ e(2, 1)\n+ e(3, 2)\n+ r(3)\n- no(3)\n+ h(2, 2)\n+ h(3, 2)")
    #expect(
      try change(first.evaluation, "+ b(4)")
        == "+ b(4)\n- r(3)\n+ no(3)\n+ no(4)\n- h(2, 2)\n- h(3, 2)\n+ h(2, 3)\n+ h(3, 3)")
    #expect(try change(first.evaluation, "- e(3, 2)") == "- e(3, 2)\n- r(3)\n+ no(3)\n- h(3, 2)")
  }

  @Test("two tuples that rest on each other do not keep each other alive")
  func circle() throws {
    let evaluation = try evaluation(of: chain + "\nreports_to(\"a\", \"b\"). reports_to(\"b\", \"a\").")
    let joined = try #require(evaluation.updated(by: delta("+ reports_to(a, raad)")).update)
    #expect(joined.change.added(to: "reaches") == [[.symbol("a")], [.symbol("b")]])
    let parted = try #require(joined.evaluation.updated(by: delta("- reports_to(a, raad)")).update)
    #expect(parted.change.removed(from: "reaches") == [[.symbol("a")], [.symbol("b")]])
    #expect(parted.evaluation.tuples(of: "broken") == evaluation.tuples(of: "broken"))
  }

  @Test("a fact that follows anyway stays when it is taken back, and one that the program states stays too")
  func given() throws {
    let evaluation = try evaluation(of: chain + "\nreports_to(\"college\", \"raad\").")
    let stated = try #require(evaluation.updated(by: delta("+ reaches(college)\n+ reaches(b)")).update)
    #expect(text(stated.change) == "+ reaches(\"b\")")
    #expect(try change(stated.evaluation, "- reaches(college)\n- reaches(b)") == "- reaches(\"b\")")
    #expect(try change(stated.evaluation, "- reaches(college)\n- reports_to(college, raad)") == "")
    #expect(try change(stated.evaluation, "- elected(raad)") == "")
    #expect(try change(evaluation, "- reaches(college)\n- nothing_like(it)").hasPrefix("datalog/unknown-relation"))
    #expect(
      try change(evaluation, "- reports_to(x, y)\n+ reports_to(x, y)") == """
        + reports_to("x", "y")
        + broken("x")
        + under("y", 1)
        """)
  }

  @Test("forks do not see each other, on several threads neither")
  func forks() async throws {
    let evaluation = try evaluation(of: chain)
    let before = evaluation.tuples(of: "reaches")
    let found = await withTaskGroup(of: (Int, [[Value]]).self) { group in
      for number in 0..<40 {
        group.addTask {
          var delta = Delta()
          for step in 0..<number { delta.insert("reports_to", [.symbol("b\(step + 1)"), .symbol("b\(step)")]) }
          delta.insert("reports_to", [.symbol("b0"), .symbol("raad")])
          return (number, evaluation.updated(by: delta).update?.evaluation.tuples(of: "reaches") ?? [])
        }
      }
      var found: [Int: [[Value]]] = [:]
      for await (number, tuples) in group { found[number] = tuples }
      return found
    }
    for number in 0..<40 {
      let expected = (["raad"] + (0...number).map { "b\($0)" }).map { [Value.symbol($0)] }
      #expect(found[number] == expected.sorted { $0.lexicographicallyPrecedes($1) })
    }
    #expect(evaluation.tuples(of: "reaches") == before)
  }

  @Test("only the goals that were evaluated are updated")
  func goals() throws {
    let evaluation = try evaluation(of: chain, goals: ["reaches"])
    #expect(try change(evaluation, "+ reports_to(a, raad)") == "+ reports_to(\"a\", \"raad\")\n+ reaches(\"a\")")
  }

  @Test("a fault that the change brings is told with its place, and one that is left out on the way is not")
  func faults() throws {
    let evaluation = try evaluation(
      of: """
        .decl n(x: number)
        .decl zero(x: number)
        .decl quotient(x: number, y: number)
        .decl total(s: number)
        zero(0). n(5).
        quotient(x, 100 / x) :- n(x), !zero(x).
        total(s) :- s = sum x : { n(x) }.
        """)
    #expect(try change(evaluation, "+ n(0)") == "+ n(0)")
    let withZero = try #require(evaluation.updated(by: delta("+ n(0)")).update).evaluation
    #expect(try change(withZero, "- n(0)\n+ n(2)") == "- n(0)\n+ n(2)\n+ quotient(2, 50)\n- total(5)\n+ total(7)")
    let other = try self.evaluation(
      of: """
        .decl n(x: number)
        .decl quotient(x: number, y: number)
        quotient(x, 100 / x) :- n(x).
        """)
    #expect(try change(other, "+ n(0)").contains("datalog/division-by-zero"))
    #expect(try change(evaluation, "+ n(9223372036854775807)").contains("datalog/overflow"))
    #expect(try change(evaluation, "+ n(a)").hasPrefix("datalog/fact-type"))
    #expect(try change(evaluation, "+ n(1, 2)").hasPrefix("datalog/fact-arity"))
  }

  @Test("limits hold for updates too")
  func limits() throws {
    let evaluation = try evaluation(of: ".decl n(x: number)\nn(x + 1) :- n(x), x != 100.")
    var delta = Delta()
    delta.insert("n", [.number(101)])
    let limited = evaluation.updated(by: delta, limits: EvaluationLimits(maximumIterations: 50))
    #expect(limited.update == nil && lines(limited.diagnostics).contains("datalog/"))
    let small = evaluation.updated(by: delta, limits: EvaluationLimits(maximumTuples: 50))
    #expect(small.update == nil && lines(small.diagnostics).contains("datalog/"))
    #expect(evaluation.count(of: "n") == 0)
  }

  @Test("an equivalence falls apart again")
  func equivalence() throws {
    let evaluation = try evaluation(
      of: ".decl e(x: number, y: number) eqrel\ne(1, 2).\n.decl one(x: number)\none(x) :- e(1, x).")
    let joined = try #require(evaluation.updated(by: delta("+ e(2, 3)\n+ e(3, 4)\n+ e(2, 4)")).update)
    #expect(joined.change.added(to: "one") == [[.number(3)], [.number(4)]])
    #expect(try change(joined.evaluation, "- e(2, 3)\n- e(1, 2)") == "")
    let parted = try #require(joined.evaluation.updated(by: delta("- e(2, 3)\n- e(2, 4)")).update)
    #expect(parted.change.removed(from: "one") == [[.number(3)], [.number(4)]])
  }
}
