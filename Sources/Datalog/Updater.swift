// Brings an evaluation up to date with changed facts, without computing it again.
//
// Strata are updated in order, and only those with a rule over a relation that changed. In each of them:
//
// 1. Overdelete. Every tuple that may have lost a rule instance is checked, those of the lowest rank first. If an
//    instance is left that rests on tuples of lower rank, the tuple stays. Else it is deleted, for now, and the tuples
//    that rest on it are checked too. Because of the ranks, two tuples that rest on each other cannot keep each other
//    alive, as they would if instances were counted.
// 2. Rederive and insert. Inserted is what follows from tuples that are new below, from tuples deleted below a negation,
//    and from groups of an aggregate that were touched; rederived is what was overdeleted and still has an instance. Then
//    what follows from that, round by round. New tuples get ranks above all others.
//
// - Source: Gupta, Mumick, Subrahmanian, "Maintaining views incrementally", SIGMOD 1993, for deleting and deriving again;
//   Motik, Nenov, Piro, Horrocks, "Incremental update of Datalog materialisation: the backward/forward algorithm",
//   AAAI 2015, and Hu, Motik, Horrocks, "Optimised maintenance of Datalog materialisations", AAAI 2018, for looking first
//   whether another instance is left; ranks in the place of their searches and counts are Gremium's.

import SourceDiagnostics
import TupleStore

struct Updater {
  let base: UpdateBase
  let program: Program
  let plans: UpdatePlans
  let limits: EvaluationLimits
  let interruption: Interruption
  let stop: StopCheck
  /// The rule that is looked at; nil while facts are changed.
  private var currentRule: Int?
  let store: UpdateStore
  /// The explicit pairs of each `eqrel`, of which its relation keeps only what it needs.
  var assertedPairs: [Int: LiveRelation]
  /// For each stratum, the highest rank that there is.
  var ranks: [UInt32]
  /// Faults with the limits; those of the arithmetic are the context's.
  var diagnostics: [Diagnostic] = []
  /// The relations that have changed, in the order in which they did, and how.
  private var changes: [(relation: Int, change: RelationChange)] = []
  /// For each relation, the number of its change, or -1.
  private var changeNumbers: [Int32]
  private var isAffected: [Bool]
  private var addedRows = 0

  // What happens to the stratum that is being updated.
  /// The rows that are deleted at this point, by relation.
  private var deleted: [Int: RowNumbers] = [:]
  /// All rows that were deleted, those that were rederived since among them, in the order of their deletion.
  private var overdeleted: [Int: [UInt32]] = [:]
  /// The rows that are new in this update.
  private var inserted: [Int: [UInt32]] = [:]
  /// The explicit facts that the delta retracts from derived relations, and those that it asserts.
  private var retracted: [Int: [UInt32]] = [:]
  private var asserted: [Int: [[UInt32]]] = [:]

  init(_ evaluation: Evaluation, _ plans: UpdatePlans, _ limits: EvaluationLimits, _ interruption: Interruption) {
    base = evaluation.base
    program = evaluation.program
    self.plans = plans
    self.limits = limits
    self.interruption = interruption
    stop = interruption.check
    store = UpdateStore(evaluation.relations, stop: stop)
    assertedPairs = evaluation.assertedPairs
    ranks = evaluation.ranks
    isAffected = [Bool](repeating: false, count: base.strata.count)
    changeNumbers = [Int32](repeating: -1, count: program.relations.count)
  }

  /// What went wrong, in reading order; nothing if it was cancelled.
  var allDiagnostics: [Diagnostic] {
    var all = diagnostics + plans.context.diagnostics
    switch interruption.reason {
    case .cancelled: return []
    case .outOfTime:
      all.append(Messages.tooMuchTime(limits.maximumSeconds, at: currentRule.map { program.rules[$0].place }))
    case nil: break
    }
    return all.inReadingOrder
  }

  /// False if there were faults, or it was interrupted.
  mutating func run(_ delta: Delta) -> Bool {
    guard apply(delta), !stop.isStopped else { return false }
    for number in base.strata.indices where isAffected[number] {
      currentRule = base.strata[number].rules.first
      if base.isRecomputed[number] {
        guard recompute(number) else { return false }
      } else {
        guard update(number) else { return false }
      }
      if plans.context.faultCount > 0 || stop.isStopped { return false }
    }
    return true
  }

  /// The relation has changed so.
  mutating func note(_ change: RelationChange, of relation: Int) {
    guard !change.isEmpty else { return }
    if changeNumbers[relation] < 0 {
      changeNumbers[relation] = Int32(changes.count)
      changes.append((relation, change))
    } else {
      changes[Int(changeNumbers[relation])].change = change
    }
    for reader in base.dependents[relation] { isAffected[reader] = true }
  }

  /// The change of all relations together.
  var change: EvaluationChange {
    EvaluationChange(
      program: program,
      rows: Dictionary(uniqueKeysWithValues: changes.map { ($0.relation, $0.change) }),
      relationsAfter: Dictionary(uniqueKeysWithValues: changes.map { ($0.relation, store[$0.relation]) }),
      dictionary: plans.context.dictionary)
  }

  private func change(of relation: Int) -> RelationChange? {
    let number = Int(changeNumbers[relation])
    return number < 0 ? nil : changes[number].change
  }

  mutating func affect(_ stratum: Int) { isAffected[stratum] = true }

  /// Notes that a row of a derived relation is no explicit fact any more.
  mutating func retract(_ row: UInt32, from relation: Int) { retracted[relation, default: []].append(row) }

  mutating func assertFact(_ ids: [UInt32], in relation: Int) { asserted[relation, default: []].append(ids) }

  /// Takes out the facts that the delta retracts from the relation and asserts in it.
  mutating func takeFacts(of relation: Int) -> (retracted: Set<UInt32>, asserted: [[UInt32]]) {
    (Set(retracted.removeValue(forKey: relation) ?? []), asserted.removeValue(forKey: relation) ?? [])
  }

  // MARK: A stratum

  private mutating func update(_ number: Int) -> Bool {
    let stratum = base.strata[number]
    deleted = [:]
    overdeleted = [:]
    inserted = [:]
    let groups = touchedGroups(in: number)
    plans.context.isSilent = true
    let rederivable = overdelete(number, groups)
    if stop.isStopped { return false }
    var recent = insertAsserted(stratum)
    let pending = rederive(rederivable)
    plans.context.isSilent = false
    if stop.isStopped { return false }
    guard insert(number, groups, pending, &recent) else { return false }
    for relation in stratum.relations where !overdeleted.isEmpty || !inserted.isEmpty {
      let deleted = deleted[relation]
      let removed = (overdeleted[relation] ?? []).filter { deleted?.contains($0) == true }
      note(RelationChange(added: inserted[relation] ?? [], removed: removed), of: relation)
    }
    return true
  }

  /// The groups of a rule's aggregates that are touched, by the number of the source.
  private typealias Groups = [Int: [Int: LiveRelation]]

  private mutating func touchedGroups(in stratum: Int) -> Groups {
    var groups: Groups = [:]
    for place in plans.places(in: stratum) where place.sign == .aggregated {
      guard let change = change(of: place.relation) else { continue }
      currentRule = place.rule
      let (join, group) = plans.touched(place.rule, place.source, store)
      var rows = Relation(arity: group.count)
      plans.context.isSilent = true
      join.prepare(store)
      let found = join.results(
        from: change.removed + change.added, of: store[place.relation], host: plans.context)
      if group.isEmpty {
        if !found.isEmpty { rows.insert([]) }
      } else {
        for start in stride(from: 0, to: found.count, by: group.count) {
          if stop.isStopped(at: start / group.count) { break }
          rows.insert(Array(found[start..<(start + group.count)]))
        }
      }
      plans.context.isSilent = false
      groups[place.rule, default: [:]][place.source] = LiveRelation(rows)
    }
    return groups
  }

  // MARK: Overdeletion

  /// Deletes the rows without an instance that rests on lower ranks.
  ///
  /// - Returns: by relation, the deleted rows that may have another instance.
  private mutating func overdelete(_ number: Int, _ groups: Groups) -> [Int: [UInt32]] {
    let stratum = base.strata[number]
    var queue = RankQueue()
    for relation in stratum.relations where !retracted.isEmpty {
      guard let rows = retracted.removeValue(forKey: relation) else { continue }
      // SAFETY: the queue copies the rows before the array takes its memory back.
      rows.withUnsafeBufferPointer { queue.add($0, of: relation, store[relation], above: nil) }
    }
    for place in plans.places(in: number) where !place.isOwn {
      guard let change = change(of: place.relation) else { continue }
      switch place.sign {
      case .positive: look(from: place, change.removed, store[place.relation], above: nil, &queue)
      case .negated: look(from: place, change.added, store[place.relation], above: nil, &queue)
      case .aggregated:
        guard let touched = groups[place.rule]?[place.source] else { continue }
        look(from: place, touched.rows(), touched, above: nil, &queue)
      }
    }
    var rederivable: [Int: [UInt32]] = [:]
    while !stop.isStopped, let (rank, relation, rows) = queue.popLowest() {
      let (lost, lostRederivable) = remove(rows, from: relation)
      if !lostRederivable.isEmpty { rederivable[relation, default: []] += lostRederivable }
      guard stratum.isRecursive, !lost.isEmpty else { continue }
      for place in plans.places(in: number) where place.relation == relation && place.sign == .positive {
        look(from: place, lost, store[relation], above: rank, &queue)
      }
    }
    return rederivable
  }

  /// Queues the heads of the rule that may have lost an instance; of the rule's own stratum, those of higher rank.
  private mutating func look(
    from place: ChangePlace, _ rows: [UInt32], _ relation: LiveRelation, above rank: UInt32?,
    _ queue: inout RankQueue
  ) {
    guard !rows.isEmpty, !stop.isStopped else { return }
    currentRule = place.rule
    let join = plans.lost(place.rule, place.source, store)
    join.prepare(store)
    queue.add(
      join.results(from: rows, of: relation, host: plans.context), of: place.head, store[place.head], above: rank,
      stop: stop)
  }

  /// Deletes those of the rows that have no instance which rests on lower ranks.
  ///
  /// - Returns: the deleted rows, and those of them that may have another instance.
  private mutating func remove(
    _ rows: [UInt32], from number: Int
  ) -> (lost: [UInt32], rederivable: [UInt32]) {
    let (lost, rederivable) = supports(of: number).unsupported(among: rows, of: store[number])
    // Only now is it sure that the relation changes.
    guard !lost.isEmpty else { return ([], []) }
    let relation = store.changing(number)
    let deleted = self.deleted[number] ?? RowNumbers()
    self.deleted[number] = deleted
    deleted.reserve(lost.count)
    for row in lost {
      relation.remove(row)
      deleted.insert(row)
    }
    overdeleted[number, default: []] += lost
    return (lost, rederivable)
  }

  /// The search for a rule instance that still derives a row of the relation.
  private func supports(of relation: Int) -> SupportSearch {
    let joins = base.definingRules[relation].map { rule in
      let join = plans.support(of: rule, store)
      join.prepare(store)
      return join
    }
    return SupportSearch(joins, host: plans.context, stop: stop)
  }

  // MARK: Rederivation and insertion

  /// Tuples that wait for the end of a round, as `LiveRelation.collectMissing` makes them.
  private typealias Pending = [Int: [UInt32]]

  /// Inserts the facts that the delta asserts.
  ///
  /// - Returns: by relation, the rows that are new.
  private mutating func insertAsserted(_ stratum: Stratum) -> [Int: [UInt32]] {
    var recent: [Int: [UInt32]] = [:]
    for relation in stratum.relations where !asserted.isEmpty {
      for ids in asserted.removeValue(forKey: relation) ?? [] {
        if stop.isStopped { return recent }
        if let row = store[relation].row(of: ids, stop: stop) {
          store.changing(relation).setGiven(row, true)
        } else if let row = add(ids, to: relation, rank: 0, isGiven: true) {
          recent[relation, default: []].append(row)
        }
      }
    }
    return recent
  }

  /// The tuples of overdeleted rows that still have an instance.
  private func rederive(_ rederivable: [Int: [UInt32]]) -> Pending {
    var pending: Pending = [:]
    for (number, rows) in rederivable {
      let supports = self.supports(of: number)
      let relation = store[number]
      for (position, row) in rows.enumerated() {
        if stop.isStopped(at: position) { return [:] }
        guard supports.hasSupport(row, of: relation) else { continue }
        relation.collectDeleted(row, into: &pending[number, default: []], stop: stop)
      }
    }
    return pending
  }

  /// Inserts what follows from the changes below, from the rederived tuples and from the facts, round by round.
  ///
  /// - Returns: false if a limit was reached, or it is to stop.
  private mutating func insert(
    _ number: Int, _ groups: Groups, _ first: Pending, _ recent: inout [Int: [UInt32]]
  ) -> Bool {
    let stratum = base.strata[number]
    let places = plans.places(in: number)
    var pending = first
    for place in places where !place.isOwn {
      guard let change = change(of: place.relation) else { continue }
      switch place.sign {
      case .positive: derive(place, change.added, store[place.relation], &pending)
      case .negated: derive(place, change.removed, store[place.relation], &pending)
      case .aggregated:
        guard let touched = groups[place.rule]?[place.source] else { continue }
        derive(place, touched.rows(), touched, &pending)
      }
    }
    var rounds = 0
    while true {
      if stratum.isRecursive {
        for place in places where place.isOwn && place.sign == .positive {
          guard let rows = recent[place.relation] else { continue }
          derive(place, rows, store[place.relation], &pending)
        }
      }
      if stop.isStopped { return false }
      if pending.isEmpty { return true }
      rounds += 1
      if stratum.isRecursive { ranks[number] += 1 }
      guard rounds <= limits.maximumIterations else {
        diagnostics.append(
          Messages.tooManyIterations(limits.maximumIterations, at: program.rules[stratum.rules[0]].place))
        return false
      }
      recent = [:]
      for relation in stratum.relations {
        guard let cells = pending[relation] else { continue }
        let rows = addAll(cells, to: relation, rank: ranks[number])
        if !rows.isEmpty { recent[relation] = rows }
      }
      guard addedRows <= limits.maximumTuples else {
        diagnostics.append(Messages.tooManyTuples(limits.maximumTuples, at: program.rules[stratum.rules[0]].place))
        return false
      }
      pending = [:]
      if stop.isStopped { return false }
      if recent.isEmpty { return true }
    }
  }

  private mutating func derive(
    _ place: ChangePlace, _ rows: [UInt32], _ relation: LiveRelation, _ pending: inout Pending
  ) {
    guard !rows.isEmpty, !stop.isStopped else { return }
    currentRule = place.rule
    let join = plans.gained(place.rule, place.source, store)
    join.prepare(store)
    let found = join.results(from: rows, of: relation, host: plans.context)
    guard !found.isEmpty else { return }
    var missing = pending.removeValue(forKey: place.head) ?? []
    store[place.head].collectMissing(found, into: &missing, stop: stop)
    if !missing.isEmpty { pending[place.head] = missing }
  }

  /// Inserts the tuples that are not there yet.
  ///
  /// - Returns: their rows.
  private mutating func addAll(_ cells: [UInt32], to number: Int, rank: UInt32) -> [UInt32] {
    let deleted = deleted[number]
    var rows: [UInt32] = []
    var new: [UInt32] = inserted.removeValue(forKey: number) ?? []
    store.growing(number).add(missing: cells, rank: rank, stop: stop) { addition in
      rows.append(addition.row)
      // A tuple that was deleted in this update and comes back is no change.
      if let former = addition.former, deleted?.remove(former) == true { return }
      new.append(addition.row)
    }
    inserted[number] = new
    addedRows += rows.count
    return rows
  }

  private mutating func add(_ ids: [UInt32], to relation: Int, rank: UInt32, isGiven: Bool) -> UInt32? {
    guard let addition = store.growing(relation).add(ids, rank: rank, isGiven: isGiven, stop: stop) else { return nil }
    addedRows += 1
    if let former = addition.former, deleted[relation]?.remove(former) == true { return addition.row }
    inserted[relation, default: []].append(addition.row)
    return addition.row
  }
}
