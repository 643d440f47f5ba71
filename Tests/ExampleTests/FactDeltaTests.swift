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
  func randomEdits(example: String) throws {
    let workspace = try open(example: example)
    let base = EditBase(workspace.model)
    var random = SeededGenerator(seed: randomSeed)
    for round in 0..<60 {
      var edited = EditedModel(base)
      for number in 0..<Int.random(in: 1...6, using: &random) {
        apply(edit(of: edited.model, day: workspace.day, name: "nieuw-\(number)", using: &random), to: &edited)
      }
      let day = workspace.day.advanced(by: Int.random(in: -900...900, using: &random))
      try check(edited, of: workspace, on: day, "GREMIUM_SEED=\(randomSeed), round \(round)")
    }
  }

  /// The edits, and those that they need: what is inserted has a relation, so that there are new groups too.
  private func apply(_ edits: [Edit], to edited: inout EditedModel) { for edit in edits { edited.apply(edit) } }

  private func edit(of model: Model, day: Day, name: String, using random: inout SeededGenerator) -> [Edit] {
    guard let entity = model.entities.randomElement(using: &random),
      let other = model.entities.randomElement(using: &random), let edge = model.edges.randomElement(using: &random)
    else { return [] }
    let moment = day.advanced(by: Int.random(in: -900...900, using: &random))
    switch Int.random(in: 0..<9, using: &random) {
    case 0: return [.end(entity: entity.id, on: moment)]
    case 1: return [.delete(entity: entity.id)]
    case 2: return [.disconnect(edge: edge.id, on: moment)]
    case 3: return [.deleteEdge(edge.id)]
    case 4: return [.change(entity.with(name: name, stage: Stage.allCases.randomElement(using: &random)))]
    case 5: return [.change(entity.with(period: Period(from: moment)))]
    case 6:
      return [
        .insert(entity.copy(named: name)),
        .connect(edge.copy(id: "\(name)/\(edge.relation)/\(edge.to)", from: name, to: edge.to)),
      ]
    case 7:
      // One more of the same: the next number of its group.
      let count = model.edges.count { $0.group == edge.group }
      let id = Edge.id(in: edge.group, number: count + 1)
      return [.connect(edge.copy(id: id, from: edge.from, to: edge.to, period: Period(from: moment)))]
    default:
      let group = Edge.group(from: entity.id, relation: edge.relation, to: other.id)
      if model.edges.contains(where: { $0.group == group }) { return [] }
      return [.connect(edge.copy(id: group, from: entity.id, to: other.id))]
    }
  }

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

extension Entity {
  fileprivate func copy(named id: String) -> Entity {
    Entity(id: id, classKey: classKey, kind: kind, attributes: attributes, provenance: provenance)
  }
}

extension Edge {
  fileprivate func copy(id: String, from: String, to: String, period: Period = .always) -> Edge {
    Edge(
      id: id, relation: relation, from: from, to: to, period: period, attributes: attributes, provenance: provenance)
  }
}
