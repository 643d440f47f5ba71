// What edits do to facts, followed group by group, is what comparing all facts before and after shows.

import Datalog
import Foundation
import GovernanceAnalysis
import GovernanceIO
import GovernanceModel
import GremiumKit
import SourceDiagnostics
import TestSupport
import Testing

@Suite("The facts that edits change are those that differ", .serialized)
struct FactDeltaTests {
  @Test("after every scenario of the examples", arguments: ScenarioCase.all)
  func scenarios(scenario: ScenarioCase) throws {
    let workspace = try open(example: scenario.example)
    for outcome in try scenario.whatIf(in: workspace).report.outcomes {
      try check(outcome.after, of: workspace, on: workspace.day, "\(scenario)")
      try check(outcome.after, of: workspace, on: outcome.day ?? workspace.day, "\(scenario)")
    }
  }

  @Test("after random edits, on any day", arguments: ["rotterdam", "kennemerland", "waardenland"])
  func afterRandomEdits(example: String) throws {
    let workspace = try open(example: example)
    let base = EditBase(workspace.model)
    var random = SeededGenerator(seed: randomSeed)
    for round in 0..<60 {
      var edited = EditedModel(base)
      for number in 0..<Int.random(in: 1...6, using: &random) {
        apply(randomEdits(of: edited.model, day: workspace.day, name: "nieuw-\(number)", using: &random), to: &edited)
      }
      let day = workspace.day.advanced(by: Int.random(in: -900...900, using: &random))
      try check(edited, of: workspace, on: day, "GREMIUM_SEED=\(randomSeed), round \(round)")
    }
  }

  /// The edits, and those that they need: what is inserted has a relation, so that there are new groups too.
  private func apply(_ edits: [Edit], to edited: inout EditedModel) { for edit in edits { edited.apply(edit) } }

  private func check(_ edited: EditedModel, of workspace: Workspace, on day: Day, _ comment: String) throws {
    let before = facts(of: workspace.model, on: day)
    let after = facts(of: edited.model, on: day)
    let (made, _) = Baseline.baseline(of: edited.base, on: day, by: workspace.book, goals: [])
    let baseline = try #require(made)
    let delta = baseline.delta(to: edited)
    var (taken, brought) = (Set<[String]>(), Set<[String]>())
    for relation in Set(before.relations + after.relations) {
      let old = Set(before.tuples(of: relation).map { [relation] + $0.map(\.description) })
      let new = Set(after.tuples(of: relation).map { [relation] + $0.map(\.description) })
      taken.formUnion(old.subtracting(new))
      brought.formUnion(new.subtracting(old))
    }
    #expect(described(delta.deletions) == taken, "\(comment)")
    #expect(described(delta.insertions) == brought, "\(comment)")
    let difference = ModelDifference(from: workspace.model, to: edited.model)
    #expect(described(edited.difference) == described(difference), "\(comment)")
  }

  private func described(_ tuples: [String: [[Value]]]) -> Set<[String]> {
    Set(tuples.flatMap { relation, tuples in tuples.map { [relation] + $0.map(\.description) } })
  }

  private func described(_ difference: ModelDifference) -> [[String]] {
    [
      difference.addedEntities.map(\.id), difference.removedEntities.map(\.id),
      difference.changedEntities.map(\.after.id), difference.addedEdges.map(\.id), difference.removedEdges.map(\.id),
      difference.changedEdges.map { "\($0.after.id) \($0.before.period) \($0.after.period)" },
    ]
  }
}
