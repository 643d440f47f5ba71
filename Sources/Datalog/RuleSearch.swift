// Looks for instances of a rule when some of its values are known.

import TupleStore

/// A rule made ready to be looked for. In its atoms every `_` is a variable, so that an instance names whole tuples.
struct RuleSearch {
  let rule: Rule
  /// The nodes that have a value in an instance.
  let bound: Set<Int>
  private let pipeline: JoinPipeline
  /// The nodes whose values are known.
  private let inputs: [Int]
  /// For the columns of the head, the registers that are to hold their values, or hold constants.
  private let head: [Int]
  private let constants: [UInt32]

  /// Looks for instances that give a certain tuple.
  ///
  /// - Parameter earlier: the relations of which only stable rows count.
  init(_ original: Rule, earlier: Set<Int>, _ context: EvaluationContext, _ store: inout TupleStore) {
    let rule = RuleSearch.spelledOut(original)
    let head = rule.head.arguments.map(rule.uncast)
    let known = Set(head.filter { rule.nodes[$0].isVariable })
    // What the head computes is compared with what it should be, in registers after those of the nodes.
    let computed = head.indices.filter { if case .apply = rule.nodes[head[$0]].form { true } else { false } }
    let wanted = Dictionary(uniqueKeysWithValues: computed.enumerated().map { ($1, rule.nodes.count + $0) })
    self.init(
      rule, known: known, earlier: earlier, head: head.indices.map { wanted[$0] ?? head[$0] },
      computed: computed.map { (head[$0], wanted[$0] ?? 0) }, context, &store)
  }

  /// Looks for instances with the values of some variables.
  init(_ original: Rule, known: Set<Int>, _ context: EvaluationContext, _ store: inout TupleStore) {
    self.init(
      RuleSearch.spelledOut(original), known: known, earlier: [], head: [], computed: [], context, &store)
  }

  private init(
    _ rule: Rule, known: Set<Int>, earlier: Set<Int>, head: [Int], computed: [(node: Int, wanted: Int)],
    _ context: EvaluationContext, _ store: inout TupleStore
  ) {
    self.rule = rule
    self.head = head
    let sizes = store.sizes
    var placed: [Int] = []
    var steps = Planner(rule: rule) { sizes[$0] }.search(known: known, earlier: earlier, placed: &placed)
    steps += computed.map { PlanStep.compute($0.node) }
    constants = rule.nodes.map { $0.constant.map(context.id(of:)) ?? 0 }
    var plan = RuleCompiler.plan(
      RulePlan(rule: 0, delta: nil, steps: steps), of: rule, registers: constants, buildsIndexes: false,
      context: context,
      store: &store)
    plan.registers += computed.map { _ in 0 }
    plan.steps += computed.map { .equal($0.node, $0.wanted) }
    let bound = known.union(plan.steps.flatMap(\.writes)).filter { $0 < rule.nodes.count }
    self.bound = bound
    plan.row = bound.sorted()
    inputs = (known.sorted() + computed.map(\.wanted))
    pipeline = JoinPipeline(plan, inputs: inputs)
  }

  /// The registers of up to so many instances that give the tuple.
  func instances(
    head ids: [UInt32], limit: Int, _ store: inout TupleStore, _ context: EvaluationContext
  ) -> [[UInt32]] {
    var values = constants + [UInt32](repeating: 0, count: head.count)
    var isSet = Set<Int>()
    for (register, id) in zip(head, ids) {
      let isConstant = register < rule.nodes.count && !rule.nodes[register].isVariable
      if isConstant || isSet.contains(register), values[register] != id { return [] }
      values[register] = id
      isSet.insert(register)
    }
    return instances(from: values, limit: limit, &store, context)
  }

  /// The registers of up to so many instances.
  ///
  /// - Parameter values: the known values, by node.
  func instances(
    from values: [UInt32], limit: Int, _ store: inout TupleStore, _ context: EvaluationContext
  ) -> [[UInt32]] {
    let rows = store.results(of: pipeline, from: inputs.map { values[$0] }, limit: limit, host: context)
    let nodes = bound.sorted()
    return rows.map { row in
      var registers = constants
      for (node, id) in zip(nodes, row) { registers[node] = id }
      return registers
    }
  }

  /// The literals of the rule's body in the order in which they are looked at.
  static func order(of rule: Rule, known: Set<Int>, _ store: TupleStore) -> [Int] {
    let sizes = store.sizes
    var placed: [Int] = []
    _ = Planner(rule: spelledOut(rule)) { sizes[$0] }.search(known: known, earlier: [], placed: &placed)
    return placed
  }

  private static func spelledOut(_ rule: Rule) -> Rule {
    var rule = rule
    func spellOut(_ literals: [Literal]) -> [Literal] {
      for literal in literals {
        guard case .atom(let atom) = literal else { continue }
        for argument in atom.arguments where rule.nodes[argument].isWildcard {
          rule.nodes[argument].form = .variable("")
        }
      }
      return literals
    }
    rule.body = spellOut(rule.body)
    return rule
  }
}
