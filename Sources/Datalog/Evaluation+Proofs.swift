// What proofs are read from an evaluation.

import TupleStore
import WorkControl

extension Evaluation {
  /// The relations with the rounds in which their rows appeared. After updates the ranks take the place of rounds: where
  /// anything in a stratum has changed, its relations are put in their order.
  func roundedRelations(_ stop: StopCheck) -> [Relation] {
    var rounded = relations.map { $0.settled.relation }
    for (number, relation) in relations.enumerated() where base.definingStratum[number] == nil {
      rounded[number] = relation.materialized(stop: stop)
    }
    for stratum in base.strata where stratum.relations.contains(where: { !relations[$0].isUnchanged }) {
      let ranks = stratum.relations.reduce(into: Set<UInt32>()) { $0.formUnion(relations[$1].ranks(stop: stop)) }
        .sorted()
      for relation in stratum.relations {
        rounded[relation] = relations[relation].materialized(byRank: ranks, stop: stop)
      }
    }
    return rounded
  }

  /// Why the tuple is there; nil if it is not, or it was cancelled. For more than one question an `Explainer` is faster.
  ///
  /// - Parameters:
  ///   - tuple: the tuple that is asked about.
  ///   - cancellation: asked once a batch of rows.
  /// - Complexity: O(rows) for the relations that it rests on, to find their tuples.
  public func proof(of tuple: Tuple, cancellation: Cancellation? = nil) -> Proof? {
    var explainer = Explainer(self, cancellation: cancellation)
    return explainer.proof(of: tuple)
  }
}
