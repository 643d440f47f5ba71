// What in a body rests on one of its literals alone.

/// For each variable of a body, the literals that have it and those that can give it a value.
struct BindingSources {
  private let rule: Rule
  private let literals: [Literal]
  /// The variables that all literals together bind.
  private let bound: NodeSet
  /// The variables that nothing in the body needs to bind: given ones, and those of atoms.
  private let certain: NodeSet
  /// For each variable, the literals that have it.
  private var users: [Int: [Int]] = [:]
  /// The literals with a variable that nothing binds.
  private var unbindable: [Int] = []

  /// - Complexity: O(occurrences of variables)
  init(_ literals: [Literal], _ rule: Rule, given: NodeSet) {
    self.rule = rule
    self.literals = literals
    bound = Bindings.bound(by: literals, in: rule, given: given)
    var certain = given
    for (position, literal) in literals.enumerated() {
      if case .atom = literal { certain.formUnion(rule.variables(in: literal)) }
      var isBindable = true
      for variable in rule.variables(in: literal) {
        if !bound.contains(variable) { isBindable = false }
        if users[variable]?.last != position { users[variable, default: []].append(position) }
      }
      if !isBindable { unbindable.append(position) }
    }
    self.certain = certain
  }

  /// The literals before a position that could not be applied without another literal.
  ///
  /// - Complexity: O(literals that rest on that one)
  func positions(before end: Int, needing needed: Int) -> [Int] {
    var positions = Set(unbindable)
    for variable in variables(needing: needed) { positions.formUnion(users[variable] ?? []) }
    return positions.filter { $0 < end }
  }

  /// The variables that have a value only with the literal.
  private func variables(needing position: Int) -> [Int] {
    // Those that may rest on it, and the literals from which they may have it.
    var doubtful = Set(targets(of: position))
    var open = Array(doubtful)
    var sources = Set<Int>()
    while let variable = open.popLast() {
      for user in users[variable] ?? [] where user != position && sources.insert(user).inserted {
        for target in targets(of: user) where doubtful.insert(target).inserted { open.append(target) }
      }
    }
    if sources.isEmpty { return Array(doubtful) }
    var without = bound.subtracting(doubtful)
    var waiting = Array(sources)
    while let source = waiting.popLast() {
      for variable in Bindings.bindings(of: literals[source], in: rule, bound: without) ?? []
      where without.insert(variable) {
        waiting += (users[variable] ?? []).filter(sources.contains)
      }
    }
    return doubtful.filter { !without.contains($0) }
  }

  /// The variables that the literal, other than an atom, may give a value and that have it from nothing certain.
  private func targets(of position: Int) -> [Int] {
    let targets: [Int]
    switch literals[position] {
    case .comparison(.equal, let left, let right, _):
      targets = [rule.uncast(left), rule.uncast(right)].filter { rule.nodes[$0].isAssignable }
    case .range(let result, _, _), .aggregate(let result, _): targets = [result]
    case .atom, .negation, .comparison, .test, .truth: targets = []
    }
    return targets.filter { !certain.contains($0) }
  }
}
