// Proofs: of chosen tuples, and of every tuple of random programs.

import Datalog
import Testing

@Suite("Every tuple has a proof, and every missing one a reason")
struct ProofTests {
  private func evaluation(of text: String) throws -> Evaluation {
    let (program, faults) = Program.checked([ProgramSource(path: "p.dl", content: text)])
    let checked = try #require(program, "\(lines(faults))")
    return try #require(checked.evaluate(FactSet()).evaluation)
  }

  private func text(_ tuple: Tuple) -> String {
    "\(tuple.relation)(\(tuple.values.map(\.description).joined(separator: ", ")))"
  }

  private func text(_ absence: Absence) -> String {
    let pattern = absence.pattern.map { $0?.description ?? "_" }.joined(separator: ", ")
    let attempts = absence.attempts.map { attempt in
      let satisfied = attempt.satisfied.map { text($0) + ", " }.joined()
      return "\n    line \(attempt.place.line): \(satisfied)but not \(attempt.missing)"
    }
    return "no \(absence.relation)(\(pattern))\(attempts.joined())"
  }

  private func text(_ proof: Proof) -> String {
    proof.conclusions.enumerated().map { number, conclusion in
      let head = "\(number) [\(conclusion.height)] \(text(conclusion.tuple))"
      guard case .rule(let place, let premises) = conclusion.reason else { return head }
      let told = premises.map { premise in
        switch premise {
        case .conclusion(let number): "\(number)"
        case .absent(let absence): text(absence)
        case .test(let test): test.text
        case .member(let value): "\(value)"
        case .aggregate(let aggregate):
          "\(aggregate.result) = \(aggregate.operation) of "
            + aggregate.witnesses.map { witness in
              witness.tuples.map(text).joined(separator: " ") + (witness.value.map { ": \($0)" } ?? "")
            }.sorted().joined(separator: "; ")
        }
      }
      return "\(head) by line \(place.line): \(told.joined(separator: ", "))"
    }.joined(separator: "\n")
  }

  @Test("a proof is as low as any: the short way is shown, and what it rests on comes first")
  func shortest() throws {
    let evaluation = try evaluation(
      of: """
        .decl arc, path(x: number, y: number)
        arc(1, 2). arc(2, 3). arc(3, 4). arc(1, 3). arc(4, 1).
        path(x, y) :- arc(x, y).
        path(x, z) :- path(x, y), arc(y, z).
        """)
    let proof = try #require(evaluation.proof(of: Tuple("path", [.number(1), .number(4)])))
    #expect(
      text(proof) == """
        0 [0] arc(3, 4)
        1 [0] arc(1, 3)
        2 [1] path(1, 3) by line 3: 1
        3 [2] path(1, 4) by line 4: 2, 0
        """)
    #expect(evaluation.proof(of: Tuple("path", [.number(1), .number(5)])) == nil)
    #expect(evaluation.proof(of: Tuple("path", [.number(1)])) == nil)
    #expect(evaluation.proof(of: Tuple("road", [])) == nil)
  }

  @Test("negations say how far the derivation of what is absent gets, aggregates list what they were made of")
  func reasons() throws {
    let evaluation = try evaluation(
      of: """
        .decl body(b: symbol)
        .decl reports(b: symbol, c: symbol)
        .decl elected(b: symbol)
        .decl seats(b: symbol, n: number)
        .decl reaches(b: symbol)
        .decl broken(b: symbol, n: number)
        body("a"). body("b"). body("raad"). elected("raad"). reports("a", "b").
        seats("b", 3). seats("b", 4). seats("a", 1).
        reaches(b) :- elected(b).
        reaches(b) :- reports(b, c), reaches(c).
        broken(b, n * 2) :- body(b), !reaches(b), n = sum s : { seats(b, s) }, n > 1.
        """)
    let proof = try #require(evaluation.proof(of: Tuple("broken", [.symbol("b"), .number(14)])))
    #expect(
      text(proof) == """
        0 [0] body("b")
        1 [1] broken("b", 14) by line 11: 0, no reaches("b")
            line 9: but not elected("b")
            line 10: but not reports("b", _), 7 = sum of seats("b", 3): 3; seats("b", 4): 4, 7 > 1
        """)
    var explainer = Explainer(evaluation)
    let missing = explainer.absence(of: "reaches", [.symbol("a")])
    let absence = try #require(missing)
    #expect(
      text(absence) == """
        no reaches("a")
            line 9: but not elected("a")
            line 10: reports("a", "b"), but not reaches("b")
        """)
    let notBroken = explainer.absence(of: "broken", [.symbol("a"), nil])
    let other = try #require(notBroken)
    #expect(text(other) == "no broken(\"a\", _)\n    line 11: body(\"a\"), but not 1 > 1")
    let (there, absent, alsoThere) = (
      explainer.absence(of: "reaches", [.symbol("raad")]), explainer.absence(of: "reports", [nil, .symbol("raad")]),
      explainer.absence(of: "reports", [nil, .symbol("b")])
    )
    #expect(there.map(text) == nil && alsoThere.map(text) == nil)
    #expect(absent.map(text) == "no reports(_, \"raad\")")
  }

  @Test("an aggregate in an atom, in a negation and in a head is compared with the column")
  func aggregatesInAtoms() throws {
    let evaluation = try evaluation(
      of: """
        .decl b(x: number)
        .decl e(x: number, n: number)
        .decl r(x: number)
        .decl no(x: number)
        .decl h(x: number, n: number)
        b(2). b(3). e(2, 1). e(3, 2).
        r(x) :- b(x), e(x, count : { b(_) }).
        no(x) :- b(x), !e(x, count : { b(_) }).
        h(x, count : { b(_) }) :- e(x, _).
        """)
    #expect(evaluation.tuples(of: "r") == [[.number(3)]] && evaluation.tuples(of: "no") == [[.number(2)]])
    let proof = try #require(evaluation.proof(of: Tuple("r", [.number(3)])))
    #expect(
      text(proof) == """
        0 [0] b(3)
        1 [0] e(3, 2)
        2 [1] r(3) by line 7: 0, 2 = count of b(2); b(3), 1
        """)
    let negative = try #require(evaluation.proof(of: Tuple("no", [.number(2)])))
    #expect(
      text(negative) == """
        0 [0] b(2)
        1 [1] no(2) by line 8: 0, 2 = count of b(2); b(3), no e(2, 2)
        """)
    let head = try #require(evaluation.proof(of: Tuple("h", [.number(2), .number(2)])))
    #expect(
      text(head) == """
        0 [0] e(2, 1)
        1 [1] h(2, 2) by line 9: 0, 2 = count of b(2); b(3)
        """)
    #expect(evaluation.proof(of: Tuple("h", [.number(2), .number(3)])) == nil)
    var explainer = Explainer(evaluation)
    let missing = explainer.absence(of: "r", [.number(2)])
    #expect(missing.map(text) == "no r(2)\n    line 7: b(2), but not e(2, 2)")
  }

  @Test("what an equivalence adds rests on the pairs that were stated")
  func equivalence() throws {
    let evaluation = try evaluation(of: ".decl e(x: number, y: number) eqrel\ne(1, 2). e(3, 2). e(5, 6).")
    let proof = try #require(evaluation.proof(of: Tuple("e", [.number(1), .number(3)])))
    let facts = proof.conclusions.filter { if case .fact = $0.reason { true } else { false } }.map(\.tuple.values)
    #expect(facts == [[.number(1), .number(2)], [.number(3), .number(2)]])
    #expect(evaluation.proof(of: Tuple("e", [.number(1), .number(5)])) == nil)
  }

  @Test("a proof of a long chain is no deeper than it is long")
  func long() throws {
    let evaluation = try evaluation(
      of: """
        .decl n(x: number)
        n(0).
        n(x + 1) :- n(x), x < 400.
        """)
    let proof = try #require(evaluation.proof(of: Tuple("n", [.number(400)])))
    #expect(proof.conclusions.map(\.height) == Array(0...400))
  }

  @Test("in random programs each proof's instances hold, heights fall, and no proof is lower", arguments: 0..<2)
  func random(part: UInt64) throws {
    var proofs = 0
    for number in 0..<200 {
      let seed = OracleTests.seed &+ 500_000 &+ part &* 1000 &+ UInt64(number)
      let program = RandomProgram.program(seed: seed)
      // What an equivalence adds follows by rules that the naive evaluator does not have; they have a test of their own.
      if program.text.contains("eqrel") { continue }
      var oracle = NaiveOracle(program, budget: 4000)
      guard oracle.budget >= 0 else { continue }
      let heights = Heights(program, &oracle)
      let text = program.text
      guard let checked = Program.checked([ProgramSource(path: "p.dl", content: text)]).program else { continue }
      var facts = FactSet()
      for fact in program.facts { facts.insert(fact.relation, fact.values) }
      var explainer = Explainer(try #require(checked.evaluate(facts).evaluation))
      for (relation, rows) in oracle.tuples.sorted(by: { $0.key < $1.key }) {
        for row in rows.sorted(by: { $0.lexicographicallyPrecedes($1) }).prefix(12) {
          let proof = explainer.proof(of: Tuple(relation, row))
          let fault = proof.map { heights.fault(in: $0, of: Tuple(relation, row)) } ?? "no proof"
          if let fault {
            Issue.record("\(fault)\nGREMIUM_SEED=\(OracleTests.seed)\n\(text)\n\(program.factText)\n\(relation)\(row)")
            return
          }
          proofs += 1
        }
      }
    }
    print("checked \(proofs) proofs")
    #expect(proofs > 800)
  }
}

/// The least height of each tuple, from the definition: facts have none, and a rule adds one to the highest of what it
/// takes from its own component.
struct Heights {
  private struct Instance {
    var rule: Int
    /// For each positive atom of the body, the tuples that it may stand for.
    var choices: [(relation: String, rows: [[Value]])]
  }

  private var instances: [Tuple: [Instance]] = [:]
  private var heights: [Tuple: Int] = [:]
  private let facts: Set<Tuple>
  /// The relations that a relation depends on, itself included if it is recursive.
  private var needs: [String: Set<String>] = [:]
  private let firstRuleLine: Int

  init(_ program: TestProgram, _ oracle: inout NaiveOracle) {
    firstRuleLine = program.relations.count + 1
    // A rule without a body is a fact.
    facts = Set(
      program.facts.map { Tuple($0.relation, $0.values) }
        + program.rules.filter(\.body.isEmpty).flatMap { rule in
          oracle.instances(of: rule).map { Tuple(rule.head, $0.row) }
        })
    for rule in program.rules {
      needs[rule.head, default: []].formUnion(
        (rule.body.flatMap(\.uses) + rule.arguments.flatMap(\.uses)).map(\.relation))
    }
    for _ in program.relations {
      let direct = needs
      for (relation, needed) in direct { for other in needed { needs[relation]?.formUnion(direct[other] ?? []) } }
    }
    for (number, rule) in program.rules.enumerated() where !rule.body.isEmpty {
      for (row, choices) in oracle.instances(of: rule) {
        instances[Tuple(rule.head, row), default: []].append(Instance(rule: number, choices: choices))
      }
    }
    for fact in facts { heights[fact] = 0 }
    var isStable = false
    while !isStable {
      isStable = true
      for (tuple, instances) in instances {
        for instance in instances {
          guard let height = height(of: instance, head: tuple.relation) else { continue }
          if height < heights[tuple] ?? .max {
            heights[tuple] = height
            isStable = false
          }
        }
      }
    }
  }

  private func isTogether(_ relation: String, _ other: String) -> Bool {
    needs[relation]?.contains(other) == true && needs[other]?.contains(relation) == true
  }

  private func height(of instance: Instance, head: String) -> Int? {
    var height = 1
    for (relation, rows) in instance.choices where isTogether(head, relation) {
      guard let least = rows.compactMap({ heights[Tuple(relation, $0)] }).min() else { return nil }
      height = max(height, least + 1)
    }
    return height
  }

  /// What is wrong with the proof.
  ///
  /// - Parameter mustBeLow: whether no conclusion may be higher than it need be.
  func fault(in proof: Proof, of tuple: Tuple, mustBeLow: Bool = true) -> String? {
    guard proof.conclusions.last?.tuple == tuple else { return "the proof ends elsewhere" }
    for (number, conclusion) in proof.conclusions.enumerated() {
      guard let least = heights[conclusion.tuple],
        mustBeLow ? conclusion.height == least : conclusion.height >= least
      else {
        return "\(conclusion.tuple) has height \(conclusion.height), not \(heights[conclusion.tuple] ?? -1)"
      }
      guard case .rule(let place, let premises) = conclusion.reason else {
        if facts.contains(conclusion.tuple) { continue }
        return "\(conclusion.tuple) is no fact"
      }
      var used: [Tuple] = []
      for case .conclusion(let premise) in premises {
        guard premise < number else { return "\(conclusion.tuple) rests on what comes later" }
        let other = proof.conclusions[premise]
        used.append(other.tuple)
        if isTogether(conclusion.tuple.relation, other.tuple.relation), other.height >= conclusion.height {
          return "\(conclusion.tuple) is not higher than \(other.tuple)"
        }
      }
      let holds = (instances[conclusion.tuple] ?? []).contains { instance in
        instance.rule == place.line - firstRuleLine && instance.choices.count == used.count
          && zip(instance.choices, used).allSatisfy { $0.relation == $1.relation && $0.rows.contains($1.values) }
      }
      guard holds else { return "\(conclusion.tuple) does not follow by line \(place.line) from \(used)" }
    }
    return nil
  }
}
