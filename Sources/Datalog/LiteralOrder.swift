// Which literal of a body is looked at next.

/// The literals of a body that are not yet placed, and what is bound by those that are.
///
/// A literal is looked at again only when one of its variables gets a value.
struct LiteralOrder {
  private enum Role { case atom, negation, filter, fallible }

  private let rule: Rule
  private let literals: [Literal]
  private let cost: (_ relation: Int, _ known: [Int]) -> Int
  /// The variables of each literal.
  let variables: [[Int]]
  private let roles: [Role]
  /// For each variable, the literals that have it.
  private var users: [[Int]]
  /// For each variable, how often literals that are not placed have it.
  private var openUses: [Int]
  /// For each literal, those to its right that may fail and that it does not guard.
  private var unguarded: [[Int]]
  /// For each literal that may fail, how many of those to its left that do not guard it are not placed.
  private var openUnguarding: [Int]
  private var isReady: [Bool]
  private var costs: [Int]
  /// Those that are not placed, as they are written.
  private var waiting: [Int]
  private(set) var bound: NodeSet

  /// - Parameters:
  ///   - bound: the variables that have a value already.
  ///   - unguarding: for each literal that may fail, those to its left for which it need not wait.
  ///   - cost: how costly it is to look at what a relation has for the values of some columns.
  init(
    _ literals: [Literal], _ rule: Rule, bound: NodeSet, unguarding: [Int: [Int]],
    cost: @escaping (_ relation: Int, _ known: [Int]) -> Int
  ) {
    self.rule = rule
    self.literals = literals
    self.bound = bound
    self.cost = cost
    variables = literals.map(rule.variables(in:))
    roles = literals.indices.map { position in
      switch literals[position] {
      case .atom: .atom
      case _ where unguarding[position] != nil: .fallible
      case .negation: .negation
      case .comparison, .test, .truth, .range, .aggregate: .filter
      }
    }
    users = .init(repeating: [], count: rule.nodes.count)
    openUses = .init(repeating: 0, count: rule.nodes.count)
    unguarded = .init(repeating: [], count: literals.count)
    openUnguarding = .init(repeating: 0, count: literals.count)
    for (position, before) in unguarding {
      openUnguarding[position] = before.count
      for other in before { unguarded[other].append(position) }
    }
    isReady = .init(repeating: false, count: literals.count)
    costs = .init(repeating: 0, count: literals.count)
    waiting = Array(literals.indices)
    for position in literals.indices {
      for variable in variables[position] {
        users[variable].append(position)
        openUses[variable] += 1
      }
      update(position)
    }
  }

  /// Whether a literal that is not placed has the variable.
  func isWaitedFor(_ variable: Int) -> Bool { openUses[variable] > 0 }

  /// The literal that goes next; nil when all are placed.
  ///
  /// - Complexity: O(literals), a few comparisons for each.
  var next: Int? {
    var (negation, fallible, atom, other): (Int?, Int?, Int?, Int?)
    for (number, position) in waiting.enumerated() where isReady[position] {
      switch roles[position] {
      case .filter: return position
      // A look-up costs more than a comparison.
      case .negation: negation = negation ?? position
      case .fallible:
        // Whatever else is to its left may be a guard.
        if openUnguarding[position] == number { fallible = fallible ?? position }
        other = other ?? position
      case .atom: if atom.map({ costs[position] < costs[$0] }) ?? true { atom = position }
      }
    }
    // INVARIANT: all variables of a checked rule can be bound, so something is ready.
    return negation ?? fallible ?? atom ?? other ?? waiting.first
  }

  /// - Complexity: O(literals), and what it takes to look at those that share a variable that now has a value.
  mutating func place(_ position: Int) {
    waiting.removeAll { $0 == position }
    for other in unguarded[position] { openUnguarding[other] -= 1 }
    var changed: [Int] = []
    for variable in variables[position] {
      openUses[variable] -= 1
      if bound.insert(variable) { changed += users[variable] }
    }
    for other in changed { update(other) }
  }

  private mutating func update(_ position: Int) {
    switch literals[position] {
    case .atom(let atom):
      isReady[position] = true
      costs[position] = cost(of: atom)
    case let literal: if !isReady[position] { isReady[position] = canGoNow(literal) }
    }
  }

  private func canGoNow(_ literal: Literal) -> Bool {
    func has(_ node: Int) -> Bool { rule.variables(of: node).allSatisfy(bound.contains) }
    switch literal {
    case .atom, .truth: return true
    case .negation(let atom): return atom.arguments.allSatisfy(has)
    case .comparison(_, let left, let right, _):
      return has(left) && has(right) || Bindings.bindings(of: literal, in: rule, bound: bound) != nil
    case .test(_, _, let left, let right, _): return has(left) && has(right)
    case .range(_, let bounds, _): return bounds.allSatisfy(has)
    case .aggregate(_, let aggregate): return aggregate.shared.allSatisfy(bound.contains)
    }
  }

  private func cost(of atom: RuleAtom) -> Int {
    if atom.arguments.isEmpty { return -1 }
    let known = atom.arguments.indices.filter { column in
      let node = atom.arguments[column]
      return !rule.nodes[node].isWildcard && (!rule.nodes[node].isVariable || bound.contains(node))
    }
    return known.count == atom.arguments.count ? 0 : cost(atom.relation, known)
  }
}
