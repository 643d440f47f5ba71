// The plans of updates, made when something first changes that they start from.

import Synchronization
import TupleStore

/// The base of updates: what an evaluation and all that are made from it by updates share.
final class UpdateBase: Sendable {
  let program: Program
  /// The strata that were computed; the others are empty.
  let strata: [Stratum]
  /// For each relation, whether its facts are stored: no goal rests on the others.
  let isNeeded: [Bool]
  /// For each relation, the strata with a rule that has it in its body.
  let dependents: [[Int]]
  /// For each relation, the stratum whose rules derive it; nil if it only has facts.
  let definingStratum: [Int?]
  /// For each relation, the rules with it in the head, of the strata that were computed.
  let definingRules: [[Int]]
  /// For each stratum, whether it is recomputed as a whole when something changes below it.
  let isRecomputed: [Bool]
  /// For each relation and each column list that a plan asked for, the number of the index.
  private let indexes: Mutex<[[Int]: Int]>
  /// The values of the first evaluation's ids, to which updates add.
  private let dictionary: Mutex<ValueDictionary?>
  /// Plans that nobody uses at the moment: each is used by one update at a time.
  private let idle: Mutex<[UpdatePlans]>

  init(_ program: Program, strata: [Stratum], needed: [Bool]) {
    self.program = program
    self.strata = strata
    isNeeded = needed
    var dependents = [[Int]](repeating: [], count: program.relations.count)
    var definingStratum = [Int?](repeating: nil, count: program.relations.count)
    for (number, stratum) in strata.enumerated() {
      for relation in Set(stratum.rules.flatMap { program.rules[$0].relations }).sorted() {
        dependents[relation].append(number)
      }
      for relation in stratum.relations { definingStratum[relation] = number }
    }
    self.dependents = dependents
    self.definingStratum = definingStratum
    var definingRules = [[Int]](repeating: [], count: program.relations.count)
    for rule in strata.flatMap(\.rules) { definingRules[program.rules[rule].head.relation].append(rule) }
    self.definingRules = definingRules
    let equivalences = Set(program.relations.compactMap(\.pairsOf))
    isRecomputed = strata.map { stratum in
      stratum.relations.contains { relation in
        program.sizeLimits[relation] != nil || equivalences.contains(relation)
          || program.relations[relation].pairsOf != nil
      }
    }
    indexes = Mutex([:])
    dictionary = Mutex(nil)
    idle = Mutex([])
  }

  /// The number of the relation's index on the columns.
  func index(of relation: Int, on columns: [Int]) -> Int {
    indexes.withLock { indexes in
      if let known = indexes[[relation] + columns] { return known }
      let number = indexes[[relation], default: 0]
      indexes[[relation]] = number + 1
      indexes[[relation] + columns] = number
      return number
    }
  }

  /// The evaluation's dictionary, to be added to without a copy of it.
  ///
  /// - Complexity: O(texts) the first time.
  func dictionary(of evaluation: Evaluation, stop: StopCheck = .never) -> ValueDictionary {
    if evaluation.dictionary.isForked { return evaluation.dictionary }
    return dictionary.withLock { dictionary in
      let fork = dictionary ?? evaluation.dictionary.forked(stop: stop)
      // One that is incomplete is not kept, for others would use it.
      if !stop.isStopped { dictionary = fork }
      return fork
    }
  }

  /// The facts that the program's own text asserts for the relation, as ids.
  func assertedFacts(in relation: Int, _ context: EvaluationContext) -> Set<[UInt32]> {
    Set(program.facts.filter { $0.relation == relation }.map { $0.values.map(context.id(of:)) })
  }

  func takePlans() -> UpdatePlans { idle.withLock { $0.popLast() } ?? UpdatePlans(self) }

  func putBack(_ plans: UpdatePlans) { idle.withLock { $0.append(plans) } }
}

/// The plans of updates, and the context in which they run.
///
/// SAFETY: one update uses it at a time.
final class UpdatePlans: @unchecked Sendable {
  private unowned let base: UpdateBase
  private let program: Program
  let context = EvaluationContext(ValueDictionary(), .never)
  /// By stratum.
  private var placesByStratum: [[ChangePlace]?]
  /// By rule.
  private var sourcesByRule: [[ChangeSource]?]
  private var supports: [ChangeJoin?]
  /// By rule and source.
  private var lost: [[ChangeJoin?]]
  private var gained: [[ChangeJoin?]]
  private var touched: [[(join: ChangeJoin, group: [Int])?]]

  init(_ base: UpdateBase) {
    self.base = base
    program = base.program
    placesByStratum = .init(repeating: nil, count: base.strata.count)
    sourcesByRule = .init(repeating: nil, count: program.rules.count)
    supports = .init(repeating: nil, count: program.rules.count)
    lost = .init(repeating: [], count: program.rules.count)
    gained = lost
    touched = .init(repeating: [], count: program.rules.count)
  }

  /// Where the rules of a stratum look at something that may change, in the order of the rules.
  func places(in stratum: Int) -> [ChangePlace] {
    if let known = placesByStratum[stratum] { return known }
    let own = Set(base.strata[stratum].relations)
    let places = base.strata[stratum].rules.flatMap { rule in
      sources(of: rule).enumerated().map { number, source in
        ChangePlace(
          rule: rule, head: program.rules[rule].head.relation, source: number, relation: source.relation,
          sign: source.sign, isOwn: own.contains(source.relation))
      }
    }
    placesByStratum[stratum] = places
    return places
  }

  /// The places in the body of a rule where a change can start.
  private func sources(of rule: Int) -> [ChangeSource] {
    if let known = sourcesByRule[rule] { return known }
    let sources = ChangeSource.all(in: program.rules[rule])
    sourcesByRule[rule] = sources
    lost[rule] = .init(repeating: nil, count: sources.count)
    gained[rule] = lost[rule]
    touched[rule] = .init(repeating: nil, count: sources.count)
    return sources
  }

  /// The plan that looks for an instance of the rule when its head is known.
  ///
  /// No order is the best for all heads (somebody with few superiors may have many subordinates), so there is an
  /// alternative for every atom that a plan may begin with, and each head chooses.
  func support(of rule: Int, _ store: UpdateStore) -> ChangeJoin {
    if let known = supports[rule] { return known }
    let stratum = base.definingStratum[program.rules[rule].head.relation].map { base.strata[$0] }
    let ranked = stratum.map { $0.isRecursive ? Set($0.relations) : [] } ?? []
    let changed = ChangedRule.support(program.rules[rule])
    var best = join(changed, store, ranked: ranked)
    if best.beginning != nil {
      for case .atom(let atom) in program.rules[rule].body where atom.relation != best.beginning {
        let other = join(changed, store, ranked: ranked, beginningWith: atom.relation, alternative: best)
        if other.beginning == atom.relation { best = other }
      }
    }
    supports[rule] = best
    return best
  }

  /// The plan for the heads that a change may have deprived of an instance.
  func lost(_ rule: Int, _ source: Int, _ store: UpdateStore) -> ChangeJoin {
    if let known = lost[rule][source] { return known }
    let changed = ChangedRule.lost(
      program.rules[rule], from: sources(of: rule)[source], group: group(of: rule, source, store))
    let join = join(changed, store)
    lost[rule][source] = join
    return join
  }

  /// The plan for the tuples that a change adds.
  func gained(_ rule: Int, _ source: Int, _ store: UpdateStore) -> ChangeJoin {
    if let known = gained[rule][source] { return known }
    let changed = ChangedRule.gained(
      program.rules[rule], from: sources(of: rule)[source], group: group(of: rule, source, store))
    let join = join(changed, store)
    gained[rule][source] = join
    return join
  }

  /// The plan for the groups of an aggregate that a change touches.
  func touched(_ rule: Int, _ source: Int, _ store: UpdateStore) -> (join: ChangeJoin, group: [Int]) {
    if let known = touched[rule][source] { return known }
    let changed = ChangedRule.touched(program.rules[rule], by: sources(of: rule)[source])
    let made = (join: join(changed, store), group: changed.row)
    touched[rule][source] = made
    return made
  }

  private func group(of rule: Int, _ source: Int, _ store: UpdateStore) -> [Int] {
    sources(of: rule)[source].sign == .aggregated ? touched(rule, source, store).group : []
  }

  /// The rows that are expected to have the values of the columns, in sixteenths; as if columns had nothing to do with
  /// each other.
  private static func cost(_ columns: [Int], of relation: LiveRelation) -> Int {
    let count = Double(max(relation.count, 1))
    let expected = columns.reduce(count) { $0 * relation.settled.expectedRows(sharing: $1) / count }
    return Int(min(expected * 16, 1e15))
  }

  /// - Parameter first: the relation that it should look at first, if something is known of what it looks for there.
  private func join(
    _ changed: ChangedRule, _ store: UpdateStore, ranked: Set<Int> = [], beginningWith first: Int? = nil,
    alternative: ChangeJoin? = nil
  ) -> ChangeJoin {
    let rule = changed.rule
    let planner = Planner(rule: rule) { relation, known in
      relation == first && !known.isEmpty ? 0 : UpdatePlans.cost(known, of: store[relation])
    }
    let steps = planner.steps(parts: changed.parts, row: changed.row, head: changed.head)
    let registers = rule.nodes.map { $0.constant.map(context.id(of:)) ?? 0 }
    var plan = RuleCompiler.plan(steps, of: rule, registers: registers, context: context) { [base] atom in
      if atom.part == .recent || atom.keyColumns.isEmpty && !atom.atom.arguments.isEmpty { return .scan }
      if atom.keyColumns.count == atom.atom.arguments.count { return .row }
      return .index(base.index(of: atom.atom.relation, on: atom.keyColumns))
    }
    plan.row = changed.row.map(rule.uncast)
    return ChangeJoin(plan, ranked: ranked, alternative: alternative)
  }
}
