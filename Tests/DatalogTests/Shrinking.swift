// Makes a program that shows a fault smaller, as long as it still shows it.

extension TestProgram {
  /// A smallest program that still fails: taking anything more away mends it.
  ///
  /// - Complexity: O(size²) runs of `fails`.
  func shrunk(_ fails: (TestProgram) -> Bool) -> TestProgram {
    var smallest = self
    while let smaller = smallest.smaller.first(where: fails) { smallest = smaller }
    return smallest
  }

  /// The programs with one thing less, the largest things first.
  var smaller: [TestProgram] {
    var results: [TestProgram] = []
    func add(_ change: (inout TestProgram) -> Void) {
      var copy = self
      change(&copy)
      results.append(copy)
    }
    for (number, relation) in relations.enumerated()
    where !rules.contains(where: { $0.mentions(relation.name) })
      && !facts.contains(where: { $0.relation == relation.name })
    {
      add { $0.relations.remove(at: number) }
    }
    for number in rules.indices { add { $0.rules.remove(at: number) } }
    for number in facts.indices { add { $0.facts.remove(at: number) } }
    for (number, relation) in relations.enumerated() where relation.isEquivalence {
      add { $0.relations[number].isEquivalence = false }
    }
    for (number, rule) in rules.enumerated() {
      for body in TestLiteral.smaller(rule.body) { add { $0.rules[number].body = body } }
    }
    return results
  }
}

extension TestLiteral {
  /// The bodies with one literal less, or with something less in a literal.
  fileprivate static func smaller(_ body: [TestLiteral]) -> [[TestLiteral]] {
    body.indices.flatMap { position -> [[TestLiteral]] in
      var without = body
      let literal = without.remove(at: position)
      return [without]
        + literal.parts.map { parts in Array(without[..<position]) + parts + Array(without[position...]) }
    }
  }

  /// What may stand in its place.
  private var parts: [[TestLiteral]] {
    switch self {
    case .either(let one, let other):
      [one, other] + TestLiteral.smaller(one).map { [.either($0, other)] }
        + TestLiteral.smaller(other).map { [.either(one, $0)] }
    case .compare(let sign, let left, .aggregate(let operation, let target, let body)):
      TestLiteral.smaller(body).filter { !$0.isEmpty }.map { [.compare(sign, left, .aggregate(operation, target, $0))] }
    case .atom(let relation, let terms): TestTerm.simpler(terms).map { [.atom(relation, $0)] }
    case .not(let relation, let terms): TestTerm.simpler(terms).map { [.not(relation, $0)] }
    case .compare: []
    }
  }
}

extension TestTerm {
  /// The arguments with `_` in the place of one that is computed, or with less in an aggregate.
  fileprivate static func simpler(_ terms: [TestTerm]) -> [[TestTerm]] {
    terms.indices.flatMap { column -> [[TestTerm]] in
      guard terms[column].isComputed else { return [] }
      var choices: [TestTerm] = [.wildcard]
      if case .aggregate(let operation, let target, let body) = terms[column] {
        choices += TestLiteral.smaller(body).filter { !$0.isEmpty }.map { .aggregate(operation, target, $0) }
      }
      return choices.map { choice in
        var simpler = terms
        simpler[column] = choice
        return simpler
      }
    }
  }
}

extension TestRule {
  func mentions(_ relation: String) -> Bool {
    head == relation || (body.flatMap(\.uses) + arguments.flatMap(\.uses)).contains { $0.relation == relation }
  }
}
