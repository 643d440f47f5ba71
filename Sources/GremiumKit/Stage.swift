// Every stage of the flow as text, for whoever wants to see what happens.

import Datalog
import GovernanceAnalysis
import GovernanceModel

/// A stage that `gremium dump` can show.
package enum DumpStage: String, Sendable, CaseIterable {
  case model, facts, program, plan
}

extension Workspace {
  /// A stage as text; facts are written as the rule language writes them.
  ///
  /// - Complexity: O(size of the stage)
  package func dump(_ stage: DumpStage, on day: Day) -> String {
    switch stage {
    case .model: return model.description
    case .program: return book.program.description
    case .plan: return book.program.planDescription
    case .facts:
      let facts = facts(of: model, on: day)
      return facts.relations.flatMap { relation in
        facts.tuples(of: relation).sorted { $0.lexicographicallyPrecedes($1) }.map { tuple in
          "\(relation)(\(tuple.map(\.description).joined(separator: ", "))).\n"
        }
      }.joined()
    }
  }
}
