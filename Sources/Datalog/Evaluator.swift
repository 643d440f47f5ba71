// Computes all relations of a program, bottom up.
//
// Strata are computed one after another. A stratum without recursion takes one pass over its rules. In one with
// recursion the first pass looks at everything there is; from then on a rule can only give something new if one of its
// tuples is new, so only what the last round added is joined with the rest ("semi-naive"). A rule with n atoms in the
// stratum has n versions for that: in the i-th, the i-th of them looks at the recent rows, those before it at all rows,
// and those after it at the stable ones, so that no combination is met twice. The stratum is done when a round adds
// nothing.
//
// Strata that do not rest on each other may be computed at the same time, each by a copy of the evaluator: relations are
// values, so the copies share what is complete, and the rows that a copy adds are taken over when it is done.
//
// - Source: Bancilhon, "Naive evaluation of recursively defined relations", 1986; Abiteboul, Hull, Vianu, "Foundations
//   of Databases", 1995, chapter 13.

import SourceDiagnostics
import TupleStore

struct Evaluator {
  private let program: Program
  private let limits: EvaluationLimits
  private let interruption: Interruption
  private let stop: StopCheck
  /// The rule that is computed; nil while facts are taken in.
  private var currentRule: Int?
  private var context: EvaluationContext
  private var store: TupleStore
  private var diagnostics: [Diagnostic] = []
  private var profile: EvaluationProfile
  private let clock = ContinuousClock()
  /// For each rule, the ids of its constants, by node.
  private var registers: [[UInt32]] = []
  /// The pairs that are given for each `eqrel`, of which its relation keeps only those that connect something.
  private var assertedPairs: [Int: Relation] = [:]

  /// - Parameter needed: for each relation, whether its facts are taken in.
  static func evaluate(
    _ program: Program, _ facts: consuming FactSet, strata: [Stratum], needed: [Bool], _ limits: EvaluationLimits,
    threads: Int
  ) -> (evaluation: Evaluation?, diagnostics: [Diagnostic]) {
    var evaluator = Evaluator(program, facts.takeDictionary(), limits, Interruption(limits))
    evaluator.load(facts, needed)
    if evaluator.diagnostics.isEmpty { evaluator.run(strata, threads: threads) }
    let diagnostics = evaluator.allDiagnostics
    guard diagnostics.isEmpty, evaluator.interruption.reason == nil else { return (nil, diagnostics) }
    let evaluation = Evaluation(
      UpdateBase(program, strata: strata, needed: needed), relations: evaluator.store.relations,
      assertedPairs: evaluator.assertedPairs, dictionary: evaluator.context.dictionary, profile: evaluator.profile)
    return (evaluation, [])
  }

  /// Computes one stratum.
  ///
  /// - Parameter relations: what its rules look at, complete, and its own relations with their facts.
  /// - Returns: its own relations; they are not complete if it was interrupted.
  static func compute(
    _ stratum: Stratum, of program: Program, _ relations: [Int: Relation], _ dictionary: ValueDictionary,
    _ limits: EvaluationLimits, _ interruption: Interruption
  ) -> (relations: [Int: Relation], dictionary: ValueDictionary, diagnostics: [Diagnostic]) {
    var evaluator = Evaluator(program, dictionary, limits, interruption)
    for (number, relation) in relations { evaluator.store.relations[number] = relation }
    evaluator.numberConstants()
    evaluator.context.limitTexts(toBytes: limits.maximumTextBytes)
    _ = evaluator.run(stratum)
    let computed = Dictionary(uniqueKeysWithValues: stratum.relations.map { ($0, evaluator.store.relations[$0]) })
    return (computed, evaluator.context.dictionary, evaluator.allDiagnostics)
  }

  private init(
    _ program: Program, _ dictionary: ValueDictionary, _ limits: EvaluationLimits, _ interruption: Interruption
  ) {
    self.program = program
    self.limits = limits
    self.interruption = interruption
    stop = interruption.check
    context = EvaluationContext(dictionary, stop)
    profile = EvaluationProfile(program)
    store = TupleStore(rowLimit: limits.maximumTuples, stop: stop)
    store.relations = program.relations.map { $0.pairsOf == nil ? Relation(arity: $0.arity) : .connections() }
    for number in program.relations.indices where program.relations[number].pairsOf != nil {
      assertedPairs[number] = Relation(arity: 2)
    }
  }

  /// What went wrong, in reading order; nothing if it was cancelled.
  private var allDiagnostics: [Diagnostic] {
    var all = diagnostics + context.diagnostics
    switch interruption.reason {
    case .cancelled: return []
    case .outOfTime:
      all.append(Messages.tooMuchTime(limits.maximumSeconds, at: currentRule.map { program.rules[$0].place }))
    case nil: break
    }
    return all.inReadingOrder
  }

  // MARK: Facts

  private mutating func load(_ facts: consuming FactSet, _ needed: [Bool]) {
    let stop = stop
    for name in facts.relations {
      guard let number = program.numbers[name] else {
        diagnostics.append(
          Messages.unknownFactRelation(name, hint: suggestion(for: name, among: program.numbers.keys)))
        continue
      }
      guard needed[number] else { continue }
      let declaration = program.relations[number].declaration
      if var table = facts.takeTable(of: name) {
        if let fault = Evaluator.fault(of: table, for: declaration) {
          diagnostics.append(fault)
        } else {
          let receiver = program.storageRelation[number]
          assertedPairs[receiver]?.insert(columns: table.columns, count: table.count, stop: stop)
          // The relation gets the only reference, and need not copy.
          var columns: [Buffer<UInt32>] = []
          swap(&columns, &table.columns)
          store.relations[receiver].insert(columns: consume columns, count: table.count, stop: stop)
        }
      }
      for (position, tuple) in facts.insertedTuples(of: name).enumerated() {
        if stop.isStopped(at: position) { return }
        if let fault = Evaluator.fault(of: tuple, for: declaration) {
          // One fault of a relation is enough to go by; thousands would hide the others.
          diagnostics.append(fault)
          break
        }
        insert(tuple.map(context.id(of:)), into: program.storageRelation[number])
      }
    }
    for fact in program.facts where needed[fact.relation] {
      insert(fact.values.map(context.id(of:)), into: fact.relation)
    }
    for number in store.relations.indices { store.relations[number].beginRounds(isGrowing: false) }
    numberConstants()
    context.limitTexts(toBytes: limits.maximumTextBytes)
    // A large table is not kept for the few texts that rules may yet make.
    context.releaseTables(remembering: constantTexts)
  }

  private mutating func insert(_ row: [UInt32], into relation: Int) {
    store.relations[relation].insert(row)
    assertedPairs[relation]?.insert(row)
  }

  private mutating func numberConstants() {
    registers = program.rules.map { rule in rule.nodes.map { $0.constant.map(context.id(of:)) ?? 0 } }
  }

  /// The ids of the texts that the rules name.
  private var constantTexts: [UInt32] {
    zip(program.rules, registers).flatMap { rule, ids in
      zip(rule.nodes, ids).compactMap { node, id in if case .symbol = node.constant { id } else { nil } }
    }
  }

  private static func fault(of table: FactTable, for declaration: RelationDeclaration) -> Diagnostic? {
    guard table.kinds.count == declaration.columns.count else {
      return Messages.badFact(declaration.name, wanted: declaration.columns.count, found: table.kinds.count)
    }
    for (kind, column) in zip(table.kinds, declaration.columns) where kind != column.kind {
      return Messages.badFact(declaration.name, column: column.name, wanted: column.kind, found: kind)
    }
    return nil
  }

  static func fault(of tuple: [Value], for declaration: RelationDeclaration) -> Diagnostic? {
    guard tuple.count == declaration.columns.count else {
      return Messages.badFact(declaration.name, wanted: declaration.columns.count, found: tuple.count)
    }
    for (value, column) in zip(tuple, declaration.columns) {
      let isFinite = if case .float(let number) = value { number.isFinite } else { true }
      if value.kind != column.kind || !isFinite {
        return Messages.badFact(declaration.name, column: column.name, wanted: column.kind, found: value)
      }
    }
    return nil
  }

  // MARK: Strata

  /// A stratum that met a fault is incomplete, and what needs it is left out; the others may have faults of their own.
  private mutating func run(_ strata: [Stratum], threads: Int) {
    var incomplete: Set<Int> = []
    // How many strata have yet to look at each relation.
    var uses: [Int: Int] = [:]
    for stratum in strata { for relation in inputs(of: stratum) { uses[relation, default: 0] += 1 } }
    var waiting = strata[...]
    while !stop.isStopped, let first = waiting.first {
      let batch = threads > 1 && hasWorkForThreads ? nextBatch(of: waiting) : [first]
      if batch.count > 1 {
        waiting.removeAll { stratum in batch.contains { $0.relations == stratum.relations } }
        guard runTogether(batch, threads: threads) else { return }
      } else {
        waiting.removeFirst()
        let faults = context.faultCount
        if inputs(of: first).isDisjoint(with: incomplete) {
          guard run(first) else { return }
        } else {
          incomplete.formUnion(first.relations)
        }
        if context.faultCount > faults { incomplete.formUnion(first.relations) }
      }
      for relation in batch.flatMap(inputs(of:)) {
        uses[relation, default: 0] -= 1
        if uses[relation] == 0 { store.relations[relation].forgetIndexes() }
      }
    }
  }

  /// The relations that its rules look at.
  private func inputs(of stratum: Stratum) -> Set<Int> { Set(stratum.rules.flatMap { program.rules[$0].relations }) }

  /// False if a limit was reached, or it is to stop.
  private mutating func run(_ stratum: Stratum) -> Bool {
    for relation in stratum.relations { store.relations[relation].beginRounds(isGrowing: stratum.isRecursive) }
    for number in stratum.rules {
      profile.recordRound(of: number)
      // Most rules of a large book speak of what a small project does not have.
      if hasEmptyAtom(number, besides: []) { continue }
      currentRule = number
      for pipeline in pipelines(of: number, stratum, isDelta: false) {
        guard run(pipeline, of: number) else { return false }
      }
    }
    if stratum.isRecursive { guard runRounds(stratum) else { return false } }
    for relation in stratum.relations { store.relations[relation].settle() }
    return true
  }

  private mutating func runRounds(_ stratum: Stratum) -> Bool {
    for relation in stratum.relations { store.relations[relation].advance(stop: stop) }
    let growing = Set(stratum.relations)
    let deltas = stratum.rules.filter { !hasEmptyAtom($0, besides: growing) }
      .map { ($0, pipelines(of: $0, stratum, isDelta: true)) }
    var round = 1
    while stratum.relations.contains(where: { store.relations[$0].hasRecent }) {
      round += 1
      var productive: Int?
      for (number, pipelines) in deltas {
        let before = store.addedRows
        if !pipelines.isEmpty { profile.recordRound(of: number) }
        currentRule = number
        for pipeline in pipelines { guard run(pipeline, of: number) else { return false } }
        if store.addedRows > before { productive = productive ?? number }
      }
      if round > limits.maximumIterations, let productive {
        diagnostics.append(
          Messages.tooManyIterations(limits.maximumIterations, at: program.rules[productive].place))
        return false
      }
      for relation in stratum.relations { store.relations[relation].advance(stop: stop) }
      if stop.isStopped { return false }
      if stratum.relations.contains(where: { isLargeEnough($0) }) { break }
    }
    return true
  }

  /// Whether an atom that the rule must match has no tuples, and will get none.
  private func hasEmptyAtom(_ number: Int, besides growing: Set<Int>) -> Bool {
    program.rules[number].body.contains { literal in
      guard case .atom(let atom) = literal, !growing.contains(atom.relation) else { return false }
      return store.relations[atom.relation].visibleCount == 0
    }
  }

  /// Whether it has as many tuples as `.limitsize` asks for.
  private func isLargeEnough(_ relation: Int) -> Bool {
    program.sizeLimits[relation].map { store.relations[relation].visibleCount >= $0 } ?? false
  }

  /// False if there are too many tuples, or it is to stop.
  private mutating func run(_ pipeline: JoinPipeline, of rule: Int) -> Bool {
    let (start, before) = (clock.now, store.addedRows)
    let outcome = store.run(pipeline, host: context)
    profile.record(rule, tuples: store.addedRows - before, duration: clock.now - start)
    switch outcome {
    case .complete: return true
    case .stopped: return false
    case .tooManyRows:
      diagnostics.append(Messages.tooManyTuples(limits.maximumTuples, at: program.rules[rule].place))
      return false
    }
  }

  private mutating func pipelines(of number: Int, _ stratum: Stratum, isDelta: Bool) -> [JoinPipeline] {
    var sizes: [Int: Int] = [:]
    for relation in program.rules[number].relations { sizes[relation] = store.relations[relation].visibleCount }
    // What is being computed is likely to grow.
    for relation in stratum.relations { sizes[relation] = max(sizes[relation] ?? 0, Program.unknownSize) }
    return program.plans(of: number, stratum, isDelta: isDelta) { sizes[$0] ?? 0 }.map { plan in
      profile.record(plan)
      return JoinPipeline(
        RuleCompiler.plan(
          plan, of: program.rules[number], registers: registers[number], context: context, store: &store))
    }
  }
}

// MARK: Several strata at once

// SAFETY: a copy of the evaluator that goes to another thread gets a context of its own, and only it uses it.
extension Evaluator: @unchecked Sendable {}

extension Evaluator {
  /// From so many rows in the relations that a stratum looks at, it is worth a thread.
  private static let fewestRowsForThread = 100_000

  /// Whether there are enough rows for any two threads.
  private var hasWorkForThreads: Bool {
    store.relations.reduce(0) { $0 + $1.visibleCount } >= 2 * Self.fewestRowsForThread
  }

  /// The strata that come next: several that are worth a thread each, or one.
  ///
  /// - Parameter waiting: strata in an order in which they can be computed; not empty.
  private func nextBatch(of waiting: ArraySlice<Stratum>) -> [Stratum] {
    let open = Set(waiting.flatMap(\.relations))
    let large = waiting.filter { stratum in
      inputs(of: stratum).intersection(open).isSubset(of: stratum.relations) && mayRunBesideOthers(stratum)
        && size(of: stratum) >= Self.fewestRowsForThread
    }
    return large.count > 1 ? Array(large) : Array(waiting.prefix(1))
  }

  /// How many rows its rules look at, those that they will add left out.
  private func size(of stratum: Stratum) -> Int {
    inputs(of: stratum).reduce(0) { $0 + store.relations[$1].visibleCount }
  }

  /// Whether its rules make no values: those would be numbered in the order in which threads come along.
  private func mayRunBesideOthers(_ stratum: Stratum) -> Bool {
    stratum.rules.allSatisfy { number in
      let rule = program.rules[number]
      let computes = rule.nodes.contains { node in
        switch node.form {
        case .apply, .result: true
        default: false
        }
      }
      return !computes && !rule.body.contains { if case .test = $0 { true } else { false } }
    }
  }

  /// Computes strata on several threads; false if a limit was reached.
  private mutating func runTogether(_ strata: [Stratum], threads: Int) -> Bool {
    let count = min(threads, strata.count)
    // The largest first, each to the thread that has least so far.
    var shares = [(size: Int, strata: [Stratum])](repeating: (0, []), count: count)
    let sized = strata.map { (stratum: $0, size: size(of: $0)) }
    for (_, part) in sized.enumerated().sorted(by: { ($1.element.size, $0.offset) < ($0.element.size, $1.offset) }) {
      let least = shares.indices.min { shares[$0].size < shares[$1].size } ?? 0
      shares[least].size += part.size
      shares[least].strata.append(part.stratum)
    }
    let parts = shares.map(\.strata)
    var copy = self
    copy.profile = EvaluationProfile(program)
    let workers = Parts(
      parts.map { _ in
        copy.context = EvaluationContext(context.dictionary, stop)
        return copy
      })
    concurrently(parts: count) { number in
      for stratum in parts[number] where !workers[number].run(stratum) { return }
    }
    var isComplete = true
    for number in 0..<count {
      let worker = workers[number]
      workers[number] = copy
      for relation in parts[number].flatMap(\.relations) {
        store.relations[relation] = worker.store.relations[relation]
      }
      store.count(added: worker.store.addedRows - copy.store.addedRows)
      profile.add(worker.profile)
      diagnostics += worker.diagnostics
      isComplete = isComplete && worker.diagnostics.isEmpty
      currentRule = worker.currentRule ?? currentRule
    }
    return isComplete && !stop.isStopped
  }
}
