// Entities that say nothing of their own share a box: twelve members of one body are a list, not a row of twelve boxes.

import GovernanceModel

/// Who shares a box with whom.
struct Grouping {
  /// The entities of each box, in the model's order.
  private(set) var groups: [[Selection.Shown]] = []
  private var boxes: [String: String] = [:]

  /// Fewer than this are drawn one by one.
  static let fewest = 4

  /// Groups what is only ever the far end of relations, or stands within the same frame, and by the same relations: same
  /// relation, other end, attributes and certainty. What is marked, planned, uncertain, incomplete, in focus, or has
  /// a list of its own stands alone.
  ///
  /// - Complexity: O(entities + relations), up to sorting each entity's relations.
  init(_ selection: Selection, clustering: Clustering, overlay: Overlay, focus: [String]) {
    var alone = Set(selection.unknowns.map(\.entity.id) + focus + selection.listed.map(\.box))
    var ties: [String: [String]] = [:]
    for item in selection.relations {
      // What a frame tells is said of whoever stands within, whichever way it was written.
      let (near, far) = clustering.shows(item.edge) ? item.upperAndLower : (item.edge.from, item.edge.to)
      alone.insert(near)
      if item.isPlanned || overlay.change(of: item.edge.id) != nil { alone.insert(far) }
      let attributes = item.edge.attributes.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
      let tie = [item.relation.key, near, item.edge.provenance.certainty.rawValue, attributes]
      ties[far, default: []].append(tie.joined(separator: "\u{1F}"))
    }
    var order: [String] = []
    var members: [String: [Selection.Shown]] = [:]
    for shown in selection.entities where !shown.isPlanned && !alone.contains(shown.entity.id) {
      let entity = shown.entity
      guard overlay.marks(on: entity.id).isEmpty, overlay.change(of: entity.id) == nil,
        entity.provenance.certainty == .explicit
      else { continue }
      let own = (ties[entity.id] ?? []).sorted().joined(separator: "\u{1E}")
      let key = [entity.classKey, clustering.key(of: entity) ?? "", own].joined(separator: "\u{1D}")
      if members[key] == nil { order.append(key) }
      members[key, default: []].append(shown)
    }
    for key in order {
      guard let group = members[key], group.count >= Self.fewest else { continue }
      groups.append(group)
      for shown in group { boxes[shown.entity.id] = "group-\(groups.count)" }
    }
  }

  /// The node in which an entity is drawn.
  func node(of id: String) -> String { boxes[id] ?? id }
}
