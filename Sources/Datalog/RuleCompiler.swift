// Turns a planned rule into what the join machine runs: nodes become registers, key columns become indexes, and what
// has to be computed becomes a site of the context.

import SourceDiagnostics
import TupleStore

struct RuleCompiler {
  /// How an atom is looked up: what is needed for it is made ready.
  typealias AccessMaker = (PlannedAtom) -> RowProbe.Access

  private let rule: Rule
  private let context: EvaluationContext

  /// - Parameters:
  ///   - registers: the ids of the rule's constants, by node.
  ///   - buildsIndexes: whether the indexes for the plan's look-ups are built now, because there will be many.
  /// - Complexity: O(size of the plan), and O(rows) for each index that is made.
  static func plan(
    _ plan: RulePlan, of rule: Rule, registers: [UInt32], buildsIndexes: Bool = true, context: EvaluationContext,
    store: inout TupleStore
  ) -> JoinPlan {
    RuleCompiler.plan(plan.steps, of: rule, registers: registers, context: context) { atom in
      let relation = atom.atom.relation
      if atom.keyColumns.count == atom.atom.arguments.count {
        if buildsIndexes { store.relations[relation].makeFindable(stop: store.stop) }
        return .row
      }
      if atom.keyColumns.isEmpty { return .scan }
      return .index(buildsIndexes ? store.relations[relation].index(on: atom.keyColumns, stop: store.stop) : nil)
    }
  }

  /// - Complexity: O(size of the plan).
  static func plan(
    _ steps: [PlanStep], of rule: Rule, registers: [UInt32], context: EvaluationContext, access: AccessMaker
  ) -> JoinPlan {
    let compiler = RuleCompiler(rule: rule, context: context)
    let steps = steps.flatMap { compiler.steps(for: $0, access) }
    return JoinPlan(
      steps: steps, registers: registers, target: rule.head.relation,
      row: rule.head.arguments.map(rule.uncast))
  }

  private func steps(for step: PlanStep, _ access: AccessMaker) -> [JoinStep] {
    switch step {
    case .match(let atom): return [.match(probe(atom, access))]
    case .absent(let atom): return [.absent(probe(atom, access))]
    case .never: return [.call(site: context.add(.never), reads: [], writes: nil)]
    case .compute(let node): return [compute(node, into: node)]
    case .assign(let variable, let source):
      if case .apply = rule.nodes[source].form {
        return [compute(source, into: variable)]
      }
      return [.copy(from: source, to: variable)]
    case .compare(let comparison, let left, let right, _):
      let (one, other) = (rule.uncast(left), rule.uncast(right))
      if isInRegister(one), isInRegister(other) {
        if comparison == .equal { return [.equal(one, other)] }
        if comparison == .notEqual { return [.different(one, other)] }
      }
      let site = context.add(.compare(comparison, computation(left), computation(right)))
      return [.call(site: site, reads: registers(of: [left, right]), writes: nil)]
    case .test(let test, let isNegated, let left, let right, let place):
      let site = Site.test(
        test, isNegated: isNegated, computation(rule.uncast(left)), computation(rule.uncast(right)), place)
      return [.call(site: context.add(site), reads: registers(of: [left, right]), writes: nil)]
    case .expand(let variable, let bounds, let place):
      let site = context.add(.expand(bounds.map { computation(rule.uncast($0)) }, place))
      return [.expand(site: site, reads: registers(of: bounds), into: variable)]
    case .fold(let result, let aggregate, let steps):
      let site = context.add(
        .fold(
          aggregate.operation, target: aggregate.target.map { computation(rule.uncast($0)) },
          kind: rule.nodes[result].kind ?? .number, into: result, aggregate.place))
      return [
        .fold(
          site: site, steps: steps.flatMap { self.steps(for: $0, access) },
          reads: registers(of: aggregate.target.map { [$0] } ?? []), into: result)
      ]
    }
  }

  private func compute(_ node: Int, into register: Int) -> JoinStep {
    let site = context.add(.compute(computation(node), into: register))
    return .call(site: site, reads: registers(of: [node]), writes: register)
  }

  /// The registers that computing the nodes needs.
  private func registers(of nodes: [Int]) -> [Int] { nodes.flatMap(rule.variables(of:)) }

  /// Whether the node's value is an id that needs no computing.
  private func isInRegister(_ node: Int) -> Bool {
    if case .apply = rule.nodes[node].form { false } else { true }
  }

  private func computation(_ node: Int) -> Computation {
    switch rule.nodes[node].form {
    case .variable, .result, .wildcard: return .register(node, rule.nodes[node].kind ?? .number)
    case .text, .numeral: return .constant(rule.nodes[node].constant ?? .number(0))
    case .cast(let inner, _): return computation(inner).reinterpreted(as: rule.nodes[node].kind ?? .number)
    case .apply(let functor, let arguments):
      return .apply(functor, arguments.map(computation), rule.nodes[node].place)
    }
  }

  private func probe(_ planned: PlannedAtom, _ access: AccessMaker) -> RowProbe {
    func pairs(_ columns: [Int]) -> [(column: Int, register: Int)] {
      columns.map { ($0, planned.atom.arguments[$0]) }
    }
    return RowProbe(
      relation: planned.atom.relation, part: planned.part, access: access(planned),
      key: planned.keyColumns.map { planned.atom.arguments[$0] }, keyColumns: planned.keyColumns,
      binds: pairs(planned.binds), repeats: pairs(planned.repeats), firstOnly: planned.firstOnly)
  }
}
