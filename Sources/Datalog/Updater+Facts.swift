// The facts of an update: checked, numbered, and put where they belong.

import SourceDiagnostics
import TupleStore

extension Updater {
  /// Changes the facts; false if one does not fit its declaration, or it is to stop.
  mutating func apply(_ delta: Delta) -> Bool {
    for name in delta.relations {
      guard let number = program.numbers[name] else {
        diagnostics.append(
          Messages.unknownFactRelation(name, hint: suggestion(for: name, among: program.numbers.keys)))
        continue
      }
      let declaration = program.relations[number].declaration
      search: for tuples in [delta.deletions[name] ?? [], delta.insertions[name] ?? []] {
        for (position, tuple) in tuples.enumerated() {
          if stop.isStopped(at: position) { return false }
          guard let fault = Evaluator.fault(of: tuple, for: declaration) else { continue }
          diagnostics.append(fault)
          break search
        }
      }
    }
    guard diagnostics.isEmpty else { return false }
    for name in delta.relations {
      guard let number = program.numbers[name], base.isNeeded[number] else { continue }
      // A tuple with a value that was never seen was never there.
      var deletions: [[UInt32]] = []
      for (position, tuple) in (delta.deletions[name] ?? []).enumerated() {
        if stop.isStopped(at: position) { return false }
        let ids = tuple.compactMap { plans.context.dictionary.find($0, stop: stop) }
        if ids.count == tuple.count { deletions.append(ids) }
      }
      var insertions: [[UInt32]] = []
      for (position, tuple) in (delta.insertions[name] ?? []).enumerated() {
        if stop.isStopped(at: position) { return false }
        insertions.append(tuple.map(plans.context.id(of:)))
      }
      change(program.storageRelation[number], deletions, insertions)
    }
    return true
  }

  private mutating func change(_ relation: Int, _ deletions: [[UInt32]], _ insertions: [[UInt32]]) {
    guard let deletions = withoutKept(deletions, insertions, in: relation) else { return }
    if let pairs = assertedPairs[relation] {
      changePairs(relation, pairs.copied(), deletions, insertions)
    } else if let stratum = base.definingStratum[relation] {
      for (position, ids) in deletions.enumerated() {
        if stop.isStopped(at: position) { return }
        guard let row = store[relation].row(of: ids, stop: stop), store[relation].isGiven(row) else { continue }
        store.changing(relation).setGiven(row, false)
        retract(row, from: relation)
        affect(stratum)
      }
      for (position, ids) in insertions.enumerated() {
        if stop.isStopped(at: position) { return }
        assertFact(ids, in: relation)
        affect(stratum)
      }
    } else {
      var change = RelationChange()
      for (position, ids) in deletions.enumerated() {
        if stop.isStopped(at: position) { return }
        guard let row = store[relation].row(of: ids, stop: stop) else { continue }
        store.changing(relation).remove(row)
        change.removed.append(row)
      }
      for (position, ids) in insertions.enumerated() {
        if stop.isStopped(at: position) { return }
        if store[relation].row(of: ids, stop: stop) != nil { continue }
        if let addition = store.growing(relation).add(ids, rank: 0, isGiven: true, stop: stop) {
          change.added.append(addition.row)
        }
      }
      note(change, of: relation)
    }
  }

  /// The tuples to delete that are neither inserted as well nor asserted by the program's text; nil if it was stopped.
  private func withoutKept(
    _ deletions: [[UInt32]], _ insertions: [[UInt32]], in relation: Int
  ) -> [[UInt32]]? {
    if deletions.isEmpty { return [] }
    var kept = base.assertedFacts(in: relation, plans.context)
    // A set that grows copies what it has.
    kept.reserveCapacity(kept.count + insertions.count)
    for (position, ids) in insertions.enumerated() {
      if stop.isStopped(at: position) { return nil }
      kept.insert(ids)
    }
    var left: [[UInt32]] = []
    for (position, ids) in deletions.enumerated() {
      if stop.isStopped(at: position) { return nil }
      if !kept.contains(ids) { left.append(ids) }
    }
    return left
  }

  /// The pairs of an `eqrel`, of which the relation itself keeps only those that connect something.
  private mutating func changePairs(
    _ relation: Int, _ pairs: LiveRelation, _ deletions: [[UInt32]], _ insertions: [[UInt32]]
  ) {
    for (position, ids) in deletions.enumerated() {
      if stop.isStopped(at: position) { return }
      if let row = pairs.row(of: ids, stop: stop) { pairs.remove(row) }
    }
    for (position, ids) in insertions.enumerated() {
      if stop.isStopped(at: position) { return }
      _ = pairs.add(ids, rank: 0, isGiven: true, stop: stop)
    }
    assertedPairs[relation] = pairs
    if let stratum = base.definingStratum[relation] {
      affect(stratum)
    } else {
      replace(relation, by: connections(of: relation))
    }
  }

  /// The relation of an `eqrel`'s pairs, with the asserted ones.
  func connections(of relation: Int) -> Relation {
    var connections = Relation.connections()
    if let pairs = assertedPairs[relation] {
      for (position, row) in pairs.rows().enumerated() {
        if stop.isStopped(at: position) { break }
        connections.insert(pairs.values(of: row))
      }
    }
    connections.beginRounds(isGrowing: false)
    return connections
  }
}
