// The facts of an update: checked, numbered, and put where they belong.

import SourceDiagnostics
import TupleStore

extension Updater {
  /// Changes the facts; false if one does not fit its declaration.
  mutating func apply(_ delta: Delta) -> Bool {
    for name in delta.relations {
      guard let number = program.numbers[name] else {
        diagnostics.append(
          Wordings.unknownFactRelation(name, hint: suggestion(for: name, among: program.numbers.keys)))
        continue
      }
      let declaration = program.relations[number].declaration
      let tuples = (delta.deletions[name] ?? []) + (delta.insertions[name] ?? [])
      if let fault = tuples.lazy.compactMap({ Evaluator.fault(of: $0, for: declaration) }).first {
        diagnostics.append(fault)
      }
    }
    guard diagnostics.isEmpty else { return false }
    for name in delta.relations {
      guard let number = program.numbers[name], ground.isNeeded[number] else { continue }
      // What names a value that was never seen was never there.
      let deletions = (delta.deletions[name] ?? []).compactMap { tuple -> [UInt32]? in
        let ids = tuple.compactMap { plans.context.dictionary.find($0) }
        return ids.count == tuple.count ? ids : nil
      }
      let insertions = (delta.insertions[name] ?? []).map { $0.map(plans.context.id(of:)) }
      change(program.receivers[number], deletions, insertions)
    }
    return true
  }

  private mutating func change(_ relation: Int, _ deletions: [[UInt32]], _ insertions: [[UInt32]]) {
    let kept = Set(insertions)
    let stays = deletions.isEmpty ? [] : ground.stated(in: relation, plans.context)
    let deletions = deletions.filter { !kept.contains($0) && !stays.contains($0) }
    if let pairs = statements[relation] {
      changePairs(relation, pairs.copied(), deletions, insertions)
    } else if let stratum = ground.computers[relation] {
      for ids in deletions {
        guard let row = store[relation].row(of: ids), store[relation].isGiven(row) else { continue }
        store.changing(relation).setGiven(row, false)
        withdraw(row, from: relation)
        affect(stratum)
      }
      for ids in insertions {
        state(ids, in: relation)
        affect(stratum)
      }
    } else {
      var change = RelationChange()
      for ids in deletions {
        guard let row = store[relation].row(of: ids) else { continue }
        store.changing(relation).remove(row)
        change.removed.append(row)
      }
      for ids in insertions {
        if store[relation].row(of: ids) != nil { continue }
        if let addition = store.growing(relation).add(ids, rank: 0, isGiven: true) {
          change.added.append(addition.row)
        }
      }
      note(change, of: relation)
    }
  }

  /// The pairs of an `eqrel`, of which the relation itself keeps only those that connect something.
  private mutating func changePairs(
    _ relation: Int, _ pairs: LiveRelation, _ deletions: [[UInt32]], _ insertions: [[UInt32]]
  ) {
    for ids in deletions { if let row = pairs.row(of: ids) { pairs.remove(row) } }
    for ids in insertions { _ = pairs.add(ids, rank: 0, isGiven: true) }
    statements[relation] = pairs
    if let stratum = ground.computers[relation] {
      affect(stratum)
    } else {
      replace(relation, by: connections(of: relation))
    }
  }

  /// The relation of an `eqrel`'s pairs, with those that were stated.
  func connections(of relation: Int) -> Relation {
    var connections = Relation.connections()
    if let pairs = statements[relation] { for row in pairs.rows() { connections.insert(pairs.values(of: row)) } }
    connections.beginRounds(isGrowing: false)
    return connections
  }
}
