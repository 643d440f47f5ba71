// Edits of every kind, for tests that compare what follows from them with what a model from scratch gives.

import GovernanceModel
import TestSupport

/// An edit and those that it needs: what is inserted has a relation, so that there are new groups too.
///
/// - Parameters:
///   - day: periods begin and end within some years of it.
///   - name: the id of what is inserted.
func randomEdits(of model: Model, day: Day, name: String, using random: inout SeededGenerator) -> [Edit] {
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
