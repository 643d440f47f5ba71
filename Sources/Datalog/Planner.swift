// Decides in which order the literals of a rule are looked at.
//
// Greedy: as soon as the variables of a test, a negation or an equation are bound, it is applied; otherwise the next
// atom is the one that is expected to leave the fewest rows, which is its size, less for every column that is bound.
// In a delta version of a rule the atom with the recent rows comes first.
//
// An expression that can fail (`10 / x`) waits for everything that is written to its left and does not need its result,
// so a guard on the left always protects it.

import SourceDiagnostics
import TupleStore

/// How one atom is looked up.
struct PlannedAtom: Sendable {
  var atom: RuleAtom
  var part: RowPart
  /// Columns whose value is known beforehand.
  var keyColumns: [Int]
  /// Columns that give a variable its value.
  var binds: [Int]
  /// Columns that repeat a variable that this very atom binds.
  var repeats: [Int]
  /// Whether one row is as good as all, for nothing that follows depends on which.
  var firstOnly: Bool
}

/// One step of a rule's plan. Nodes are computed into registers of the same number.
indirect enum PlanStep: Sendable {
  case match(PlannedAtom)
  case absent(PlannedAtom)
  /// Gives the variable the value of a node that is known or computed here.
  case assign(variable: Int, from: Int)
  /// Computes an expression.
  case compute(Int)
  case compare(Comparison, Int, Int, SourcePlace)
  case test(TextTest, isNegated: Bool, Int, Int, SourcePlace)
  case never
  case expand(variable: Int, bounds: [Int], SourcePlace)
  case fold(result: Int, RuleAggregate, [PlanStep])
}

/// A rule with an order.
struct RulePlan: Sendable {
  /// The rule's number.
  var rule: Int
  /// Which of its recursive atoms looks at the recent rows; nil for the version that looks at all rows.
  var delta: Int?
  var steps: [PlanStep]
}

struct Planner {
  private let rule: Rule
  /// How costly it is to look at what a relation is expected to have for the values of some columns.
  private let cost: (_ relation: Int, _ known: [Int]) -> Int

  /// - Parameter size: how many rows a relation is expected to have. A guess at how many of them an atom will give, in
  ///   steps of a bit: n columns of which b are bound leave the n-bth part of the size's magnitude.
  init(rule: Rule, size: @escaping (Int) -> Int) {
    let arities = Dictionary(
      rule.allAtoms.map { ($0.relation, $0.arguments.count) }, uniquingKeysWith: { first, _ in first })
    self.init(rule: rule) { relation, known in
      let rows = size(relation)
      let magnitude = Int.bitWidth - rows.leadingZeroBitCount
      let arity = arities[relation] ?? 1
      return magnitude * 16 * (arity - known.count) / arity
    }
  }

  init(rule: Rule, cost: @escaping (_ relation: Int, _ known: [Int]) -> Int) {
    self.rule = rule
    self.cost = cost
  }

  /// The plan of the rule.
  ///
  /// - Parameters:
  ///   - recursive: the relations of the rule's own stratum.
  ///   - delta: which of the atoms over those relations (counted from 0) looks at the recent rows: those before it look
  ///     at all rows, those after it at the stable ones, so that each combination is met once.
  /// - Complexity: O(literals²).
  func plan(number: Int, recursive: Set<Int>, delta: Int?) -> RulePlan {
    var parts: [Int: RowPart] = [:]
    if let delta {
      var seen = 0
      for (position, literal) in rule.body.enumerated() {
        guard case .atom(let atom) = literal, recursive.contains(atom.relation) else { continue }
        parts[position] = seen < delta ? .all : seen == delta ? .recent : .stable
        seen += 1
      }
    }
    var needed = NodeSet(rule.head.arguments.flatMap(rule.variables(of:)))
    needed.formUnion(rule.head.arguments)
    var steps = order(rule.body, bound: NodeSet(), needed: needed, parts: parts, countsAll: false)
    for node in rule.head.arguments { steps += computation(of: node) }
    return RulePlan(rule: number, delta: delta, steps: steps)
  }

  /// The steps that look for one instance of the rule with some variables known.
  ///
  /// - Parameters:
  ///   - earlier: the relations of which only stable rows count.
  ///   - placed: receives the literals in the order in which they are looked at.
  /// - Complexity: O(literals²).
  func search(known: Set<Int>, earlier: Set<Int>, placed: inout [Int]) -> [PlanStep] {
    var parts: [Int: RowPart] = [:]
    for (position, literal) in rule.body.enumerated() {
      if case .atom(let atom) = literal, earlier.contains(atom.relation) { parts[position] = .stable }
    }
    let all = NodeSet(rule.nodes.indices.filter { rule.nodes[$0].isVariable })
    return order(rule.body, bound: NodeSet(known), needed: all, parts: parts, countsAll: false, placed: &placed)
  }

  /// The steps from rows that are given: those of the one atom that looks at recent rows.
  ///
  /// - Parameters:
  ///   - parts: which rows the atoms look at, by position; all where nothing is said.
  ///   - row: the nodes that make a result.
  ///   - head: an atom whose rows are looked for at the end.
  /// - Complexity: O(literals²).
  func steps(parts: [Int: RowPart], row: [Int], head: RuleAtom?) -> [PlanStep] {
    var needed = NodeSet(row.flatMap(rule.variables(of:)))
    needed.formUnion(head.map { $0.arguments.flatMap(rule.variables(of:)) } ?? [])
    var steps = order(rule.body, bound: NodeSet(), needed: needed, parts: parts, countsAll: false)
    for node in row { steps += computation(of: node) }
    if let head {
      let bound = NodeSet(rule.body.flatMap(rule.variables(in:)))
      steps.append(.match(planned(head, bound, firstOnly: false, part: .all)))
    }
    return steps
  }

  // MARK: Order

  private func order(
    _ literals: [Literal], bound: NodeSet, needed: NodeSet, parts: [Int: RowPart], countsAll: Bool
  ) -> [PlanStep] {
    var placed: [Int] = []
    return order(literals, bound: bound, needed: needed, parts: parts, countsAll: countsAll, placed: &placed)
  }

  private func order(
    _ literals: [Literal], bound: NodeSet, needed: NodeSet, parts: [Int: RowPart], countsAll: Bool,
    placed: inout [Int]
  ) -> [PlanStep] {
    var order = LiteralOrder(
      literals, rule, bound: bound, unguarding: unguarding(in: literals, bound: bound), cost: cost)
    var steps: [PlanStep] = []
    func place(_ position: Int) {
      let bound = order.bound
      order.place(position)
      placed.append(position)
      // One row is as good as all if nothing that follows depends on which; not where all bindings count.
      let isOneEnough =
        !countsAll
        && order.variables[position].allSatisfy { variable in
          bound.contains(variable) || !needed.contains(variable) && !order.isWaitedFor(variable)
        }
      steps += self.steps(
        for: literals[position], bound: bound, firstOnly: isOneEnough, part: parts[position] ?? .all)
    }
    for position in literals.indices where parts[position] == .recent { place(position) }
    while let next = order.next { place(next) }
    return steps
  }

  private func mayFail(_ literal: Literal) -> Bool {
    switch literal {
    case .atom, .truth: false
    case .negation(let atom): atom.arguments.contains(where: rule.mayFail)
    case .comparison(_, let left, let right, _): rule.mayFail(left) || rule.mayFail(right)
    case .test(let test, _, let left, let right, _):
      // A pattern that is computed may turn out not to be one.
      test == .match && rule.nodes[left].constant == nil || rule.mayFail(left) || rule.mayFail(right)
    case .range: true
    case .aggregate: true
    }
  }

  /// For each literal that may fail, what is written to its left and is no guard: it cannot be applied without that literal.
  ///
  /// - Complexity: O(literals), and for each literal that may fail what depends on it.
  private func unguarding(in literals: [Literal], bound: NodeSet) -> [Int: [Int]] {
    let fallible = literals.indices.filter { mayFail(literals[$0]) }
    if fallible.isEmpty { return [:] }
    let sources = BindingSources(literals, rule, given: bound)
    return Dictionary(uniqueKeysWithValues: fallible.map { ($0, sources.positions(before: $0, needing: $0)) })
  }

  // MARK: Steps

  private func steps(for literal: Literal, bound: NodeSet, firstOnly: Bool, part: RowPart) -> [PlanStep] {
    switch literal {
    case .atom(let atom): return [.match(planned(atom, bound, firstOnly: firstOnly, part: part))]
    case .negation(let atom):
      let steps = atom.arguments.flatMap(computation(of:))
      return steps + [.absent(planned(atom, bound, firstOnly: true, part: .all))]
    case .comparison(let comparison, let left, let right, let place):
      return self.comparison(comparison, left, right, place, bound)
    case .test(let test, let isNegated, let left, let right, let place):
      return [.test(test, isNegated: isNegated, left, right, place)]
    case .truth(let truth, _): return truth ? [] : [.never]
    case .range(let result, let bounds, let place): return [.expand(variable: result, bounds: bounds, place)]
    case .aggregate(let result, let aggregate):
      let target = aggregate.target.map { NodeSet(rule.variables(of: $0)) } ?? NodeSet()
      // Every binding of the body counts, so no step may stop at the first row.
      let steps = order(aggregate.body, bound: bound, needed: target, parts: [:], countsAll: true)
      return [.fold(result: result, aggregate, steps)]
    }
  }

  private func comparison(
    _ comparison: Comparison, _ left: Int, _ right: Int, _ place: SourcePlace, _ bound: NodeSet
  ) -> [PlanStep] {
    guard comparison == .equal else { return [.compare(comparison, left, right, place)] }
    let (one, other) = (rule.uncast(left), rule.uncast(right))
    if rule.nodes[one].isAssignable, !bound.contains(one) { return [.assign(variable: one, from: other)] }
    if rule.nodes[other].isAssignable, !bound.contains(other) { return [.assign(variable: other, from: one)] }
    return [.compare(comparison, left, right, place)]
  }

  /// The step that computes the node, if it has to be computed.
  private func computation(of node: Int) -> [PlanStep] {
    if case .apply = rule.nodes[rule.uncast(node)].form { [.compute(rule.uncast(node))] } else { [] }
  }

  private func planned(_ atom: RuleAtom, _ bound: NodeSet, firstOnly: Bool, part: RowPart) -> PlannedAtom {
    var planned = PlannedAtom(atom: atom, part: part, keyColumns: [], binds: [], repeats: [], firstOnly: firstOnly)
    var fresh = NodeSet()
    for (column, argument) in atom.arguments.enumerated() {
      let node = rule.uncast(argument)
      planned.atom.arguments[column] = node
      if rule.nodes[node].isWildcard { continue }
      if !rule.nodes[node].isVariable || bound.contains(node) {
        planned.keyColumns.append(column)
      } else if fresh.insert(node) {
        planned.binds.append(column)
      } else {
        planned.repeats.append(column)
      }
    }
    return planned
  }
}
