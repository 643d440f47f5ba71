// Strata that are recomputed as a whole when something below them changes: those with an `eqrel`, whose relation of
// pairs has fewer than were asserted, and those with a size limit, whose tuples depend on the order of derivation.

import SourceDiagnostics
import TupleStore

extension Updater {
  /// Computes the stratum from what is there below it; false if there were faults, or it is to stop.
  mutating func recompute(_ number: Int) -> Bool {
    let stratum = base.strata[number]
    var relations: [Int: Relation] = [:]
    for relation in Set(stratum.rules.flatMap { program.rules[$0].relations }) {
      relations[relation] = store[relation].materialized(stop: stop)
    }
    for relation in stratum.relations { relations[relation] = facts(of: relation) }
    let (computed, dictionary, faults) = Evaluator.compute(
      stratum, of: program, relations, plans.context.dictionary, limits, interruption)
    plans.context.dictionary = dictionary
    guard interruption.reason == nil else { return false }
    diagnostics += faults
    guard faults.isEmpty else { return false }
    for relation in stratum.relations {
      if let rows = computed[relation] { replace(relation, by: rows) }
    }
    return true
  }

  /// The explicit facts of the relation after the update.
  private mutating func facts(of number: Int) -> Relation {
    if assertedPairs[number] != nil { return connections(of: number) }
    let (retracted, asserted) = takeFacts(of: number)
    let relation = store[number]
    var facts = Relation(arity: relation.arity)
    for (position, row) in relation.rows().enumerated() {
      if stop.isStopped(at: position) { break }
      guard relation.isGiven(row), !retracted.contains(row) else { continue }
      facts.insert(relation.values(of: row))
    }
    for ids in asserted { facts.insert(ids) }
    return facts
  }

  /// Puts another relation in the place of one, and notes how they differ.
  mutating func replace(_ number: Int, by relation: Relation) {
    let old = store[number]
    let new = LiveRelation(relation)
    var change = RelationChange()
    for (position, row) in new.rows().enumerated() {
      if stop.isStopped(at: position) { return }
      if old.row(of: new.values(of: row), stop: stop) == nil { change.added.append(row) }
    }
    for (position, row) in old.rows().enumerated() {
      if stop.isStopped(at: position) { return }
      let values = old.values(of: row)
      // Joins still have to see the deleted rows.
      if new.row(of: values, stop: stop) == nil { change.removed.append(new.insertDeleted(values)) }
    }
    store.replace(number, by: new)
    note(change, of: number)
  }
}
