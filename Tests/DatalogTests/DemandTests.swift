// Questions: what is computed for them, and that the answers are the same.

import Datalog
import TestSupport
import Testing

@Suite("A question computes only what it needs")
struct DemandTests {
  private static func plan(_ text: String, _ questions: [Question]) throws -> String {
    let (program, faults) = Program.checked([ProgramSource(path: "p.dl", content: text)])
    return try #require(program, "\(lines(faults))").answering(questions).planDescription
  }

  private static let reach = """
    .decl arc, reach(x: symbol, y: symbol)
    reach(x, y) :- arc(x, y).
    """

  @Test("what a recursion is asked for is handed on to it, or collected by it")
  func recursion() throws {
    let left = Self.reach + "\nreach(x, z) :- reach(x, y), arc(y, z)."
    #expect(
      try Self.plan(left, [Question("reach", [.symbol("a")])]) == """
        stratum 1: reach.demanded
          rule p.dl:1:12
            all rows
              insert reach.demanded("a")
        stratum 2, recursive: reach
          rule p.dl:2:1
            all rows
              scan reach.demanded(x)
              look up arc(x, y) by x
              insert reach(x, y)
          rule p.dl:3:1
            all rows
              scan reach(x, y)
              look up arc(y, z) by x
              insert reach(x, z)
            delta 1
              scan recent reach(x, y)
              look up arc(y, z) by x
              insert reach(x, z)

        """)
    let right =
      Self.reach + "\nreach(x, z) :- arc(x, y), reach(y, z).\n.decl answer(y: symbol)\nanswer(y) :- reach(\"a\", y)."
    #expect(
      try Self.plan(right, [Question("answer")]) == """
        stratum 1, recursive: reach.demanded, reach.supplementary
          rule p.dl:3:1
            all rows
              scan reach.demanded(x)
              look up arc(x, y) by x
              insert reach.supplementary(x, y)
            delta 1
              scan recent reach.demanded(x)
              look up arc(x, y) by x
              insert reach.supplementary(x, y)
          rule p.dl:3:1
            all rows
              scan reach.supplementary(x, y)
              insert reach.demanded(y)
            delta 1
              scan recent reach.supplementary(x, y)
              insert reach.demanded(y)
          rule p.dl:5:1
            all rows
              insert reach.demanded("a")
        stratum 2, recursive: reach
          rule p.dl:2:1
            all rows
              scan reach.demanded(x)
              look up arc(x, y) by x
              insert reach(x, y)
          rule p.dl:3:1
            all rows
              scan reach.supplementary(x, y)
              look up reach(y, z) by x
              insert reach(x, z)
            delta 1
              scan recent reach(y, z)
              look up reach.supplementary(x, y) by y
              insert reach(x, z)
        stratum 3: answer
          rule p.dl:5:1
            all rows
              look up reach("a", y) by x
              insert answer(y)

        """)
  }

  /// The relations that are computed for the questions, those that are narrowed marked.
  private static func computed(_ text: String, _ questions: Question...) throws -> String {
    let relations = try plan(text, questions).split(separator: "\n").filter { $0.hasPrefix("stratum") }
      .flatMap { line in line.split(separator: ":")[1].split(separator: ",").map { $0.drop { $0 == " " } } }
    return relations.filter { !$0.hasSuffix(".demanded") && !$0.hasSuffix(".supplementary") }.map { relation in
      relations.contains("\(relation).demanded") ? "\(relation)*" : "\(relation)"
    }.joined(separator: " ")
  }

  @Test("whole is what an answer needs whole, and what would be no gain or a fault to narrow")
  func whole() throws {
    let reach = Self.reach + "\nreach(x, z) :- reach(x, y), arc(y, z).\n"
    let a = Value.symbol("a")
    // A question about everything, or about no column that a rule takes from an atom.
    #expect(try Self.computed(reach, Question("reach")) == "reach")
    #expect(try Self.computed(reach, Question("reach", [nil, nil])) == "reach")
    #expect(try Self.computed(reach, Question("reach", [.number(1)])) == "reach")
    #expect(try Self.computed(reach, Question("road", [a])) == "")
    #expect(try Self.computed(reach, Question("reach", [nil, a]), Question("reach", [a])) == "reach")
    #expect(try Self.computed(reach, Question("reach", [a, nil]), Question("reach", [a])) == "reach*")
    // Another use that knows nothing.
    let two = reach + ".decl far(x: symbol)\nfar(x) :- reach(x, _).\n"
    #expect(try Self.computed(two, Question("reach", [a])) == "reach*")
    #expect(try Self.computed(two, Question("reach", [a]), Question("far")) == "reach far")
    #expect(try Self.computed(two, Question("reach", [a]), Question("far", [a])) == "reach* far*")
    // A value that is computed could be demanded without end; one that an aggregate gives is known when it is done.
    #expect(try Self.computed(".decl n(x: number)\nn(x + 1) :- n(x), x < 9.", Question("n", [.number(3)])) == "n")
    #expect(
      try Self.computed(".decl e, n(x: number)\nn(count : e(_)) :- e(_).", Question("n", [.number(3)])) == "n")
    // All tuples count.
    #expect(try Self.computed(reach + ".limitsize reach(n=3)", Question("reach", [a])) == "reach")
    let kept =
      ".decl arc(x: symbol, y: symbol)\n.decl reach(x: symbol, y: symbol) no_magic\n" + reach.drop { $0 != "\n" }
    #expect(try Self.computed(kept, Question("reach", [a])) == "reach")
  }

  @Test("an aggregate in an atom is compared with what is asked for")
  func aggregatesInAtoms() throws {
    let text = """
      .decl b(x: number)
      .decl e, d(x: number, n: number)
      .decl r(x: number)
      b(2). b(3). e(2, 1). e(3, 2).
      d(x, n) :- e(x, n).
      r(x) :- b(x), d(x, count : { b(_) }).
      """
    let program = try #require(Program.checked([ProgramSource(path: "p.dl", content: text)]).program)
    for value in [2, 3] as [Int64] {
      let question = Question("r", [.number(value)])
      let evaluation = try #require(program.answering([question]).evaluate(FactSet()).evaluation)
      #expect(evaluation.answers(to: question) == (value == 3 ? [[.number(3)]] : []))
    }
  }

  @Test("what is complete before a recursion starts does not wait for it")
  func strata() throws {
    // `open` could be demanded as reach finds it, and would then be part of the recursion.
    let text = """
      .decl arc, open, reach(x: symbol, y: symbol)
      .decl closed(x: symbol)
      open(x, y) :- arc(x, y), !closed(y).
      reach(x, y) :- open(x, y).
      reach(x, z) :- reach(x, y), open(y, z).
      """
    #expect(try Self.computed(text, Question("reach", [.symbol("a")])) == "open reach*")
    // To narrow `reach` for `pair`, `stuck` would have to come before it, which needs what is not reached.
    let negated = """
      .decl arc, reach, pair(x: symbol, y: symbol)
      .decl node, stuck(x: symbol)
      reach(x, y) :- arc(x, y).
      reach(x, z) :- reach(x, y), arc(y, z).
      stuck(x) :- node(x), !reach(x, "end").
      pair(x, y) :- arc("a", x), stuck(x), reach(x, y).
      """
    #expect(try Self.computed(negated, Question("pair")) == "reach stuck* pair")
    #expect(try Self.computed(negated, Question("stuck", [.symbol("a")])) == "reach* stuck*")
  }

  @Test("a guard of what can fail is as it would be without the question")
  func guards() throws {
    let text = """
      .decl n, even, zero(x: number)
      .decl part(x: number, y: number)
      .decl answer(y: number)
      n(0). n(2). even(2). even(0).
      zero(x) :- n(x), x = 0.
      part(x, y) :- even(z), n(x), !zero(x), y = 10 / x, z = x.
      answer(y) :- part(2, y).
      """
    let program = try #require(Program.checked([ProgramSource(path: "p.dl", content: text)]).program)
    let (evaluation, faults) = program.answering([Question("answer")]).evaluate(FactSet())
    #expect(faults.isEmpty && evaluation?.tuples(of: "answer") == [[.number(5)]])
  }

  @Test("proofs over a narrowed program show its rules as they are written")
  func proofs() throws {
    let text = """
      .decl arc, reach(x: number, y: number)
      arc(1, 2). arc(2, 3). arc(7, 8).
      reach(x, y) :- arc(x, y).
      reach(x, z) :- arc(x, y), reach(y, z).
      """
    let program = try #require(Program.checked([ProgramSource(path: "p.dl", content: text)]).program)
    let narrowed = program.answering([Question("reach", [.number(1)])])
    let evaluation = try #require(narrowed.evaluate(FactSet()).evaluation)
    #expect(evaluation.count(of: "reach") == 3)
    let proof = try #require(evaluation.proof(of: Tuple("reach", [.number(1), .number(3)])))
    #expect(proof.conclusions.map(\.tuple.relation) == ["arc", "arc", "reach", "reach"])
    #expect(proof.conclusions.map(\.height) == [0, 0, 1, 2])
  }
}

/// Random programs with random questions.
extension DemandTests {
  private struct Case {
    var program: TestProgram
    var questions: [Question]
  }

  private static func example(seed: UInt64) -> Case {
    let program = RandomProgram.program(seed: seed)
    var random = SeededGenerator(seed: seed ^ 0x5DEECE66D)
    let derived = Array(Set(program.rules.map(\.head))).sorted()
    let questions = (0..<random.pick([1, 1, 2])).map { _ -> Question in
      let relation = random.pick(program.relations.filter { derived.contains($0.name) })
      // Values that are there, mostly: most random ones would have no answers.
      let row = program.facts.filter { $0.relation == relation.name }.randomElement(using: &random)?.values
      let values = program.facts.flatMap(\.values)
      return Question(
        relation.name,
        relation.kinds.enumerated().map { column, kind in
          guard random.chance(50) else { return nil }
          if let row, random.chance(50) { return row[column] }
          return values.filter { $0.kind == kind }.randomElement(using: &random)
        })
    }
    return Case(program: program, questions: questions)
  }

  /// What is answered otherwise; nil if there is no answer to compare with.
  private static func difference(_ program: TestProgram, _ questions: [Question]) -> String? {
    let oracle = NaiveOracle(program, budget: 3000)
    guard oracle.budget >= 0 else { return nil }
    guard let checked = Program.checked([ProgramSource(path: "p.dl", content: program.text)]).program else {
      return nil
    }
    var facts = FactSet()
    for fact in program.facts { facts.insert(fact.relation, fact.values) }
    let narrowed = checked.answering(questions)
    let (evaluation, faults) = narrowed.evaluate(facts)
    guard let evaluation else { return lines(faults) }
    for question in questions {
      let expected = (oracle.tuples[question.relation] ?? []).sorted { $0.lexicographicallyPrecedes($1) }
        .filter { row in zip(row, question.pattern).allSatisfy { $1 == nil || $0 == $1 } }
      let found = evaluation.answers(to: question)
      if found != expected {
        return "\(question)\nexpected:\n\(expected)\nfound:\n\(found)\n\(narrowed.planDescription)"
      }
    }
    return ""
  }

  @Test("narrowed, random programs give the naive evaluator's answers", arguments: 0..<UInt64(4))
  func agreement(part: UInt64) throws {
    var (compared, narrowed, answered) = (0, 0, 0)
    for number in stride(from: part, to: OracleTests.programs, by: 4) {
      let seed = OracleTests.seed &+ 700_000 &+ number
      let example = Self.example(seed: seed)
      guard let difference = Self.difference(example.program, example.questions) else { continue }
      compared += 1
      if let program = Program.checked([ProgramSource(path: "p.dl", content: example.program.text)]).program {
        let plan = program.answering(example.questions).planDescription
        if plan.contains(".demanded") { narrowed += 1 }
        if plan.contains("scan r") || plan.contains("look up r") { answered += 1 }
      }
      guard !difference.isEmpty else { continue }
      let small = example.program.shrunk { Self.difference($0, example.questions)?.isEmpty == false }
      Issue.record(
        "seed \(seed)\n\(small.text)\n\(small.factText)\n\(Self.difference(small, example.questions) ?? difference)")
      return
    }
    print(
      "GREMIUM_SEED=\(OracleTests.seed): \(compared) questions, \(narrowed) with a demand, \(answered) over derived")
    guard OracleTests.programs >= 1000 else { return }
    #expect(narrowed > compared / 10)
  }

  @Test("proofs over narrowed random programs are proofs of the program as it is written", arguments: 0..<UInt64(2))
  func randomProofs(part: UInt64) throws {
    var proofs = 0
    for number in 0..<UInt64(300) {
      let seed = OracleTests.seed &+ 900_000 &+ part &* 1000 &+ number
      let example = Self.example(seed: seed)
      if example.program.text.contains("eqrel") { continue }
      var oracle = NaiveOracle(example.program, budget: 4000)
      guard oracle.budget >= 0,
        let checked = Program.checked([ProgramSource(path: "p.dl", content: example.program.text)]).program
      else { continue }
      let heights = Heights(example.program, &oracle)
      var facts = FactSet()
      for fact in example.program.facts { facts.insert(fact.relation, fact.values) }
      let evaluation = try #require(checked.answering(example.questions).evaluate(facts).evaluation)
      var explainer = Explainer(evaluation)
      for question in example.questions {
        for row in evaluation.answers(to: question).prefix(6) {
          let tuple = Tuple(question.relation, row)
          let proof = explainer.proof(of: tuple)
          if let fault = proof.map({ heights.fault(in: $0, of: tuple, mustBeLow: false) }) ?? "no proof" {
            Issue.record("\(fault)\nseed \(seed)\n\(example.program.text)\n\(example.program.factText)\n\(tuple)")
            return
          }
          proofs += 1
        }
      }
    }
    #expect(proofs > 50)
  }
}
