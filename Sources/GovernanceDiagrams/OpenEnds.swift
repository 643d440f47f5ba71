// Ends that nobody knows: which of them are drawn, and of which a box tells in words.

import GovernanceModel

/// The unknown ends of a chart that would stand above an entity. Of all others its tooltip tells.
struct OpenEnds {
  /// Those that are drawn, above an entity with nothing else above it, in the order of the model.
  ///
  /// Elsewhere such an end would push the entity away from where it belongs: there a line of the label tells it.
  private(set) var drawn: [Selection.OpenEnd] = []
  private var inLabels: [String: [Selection.OpenEnd]] = [:]

  /// - Complexity: O(entities + relations + unknowns) of the selection.
  init(_ selection: Selection, view: View, overlay: Overlay) {
    let heldFromAbove = Set(selection.relations.compactMap(\.lowerEnd))
    var seen: Set<String> = []
    for end in selection.unknowns {
      let id = end.entity.id
      guard end.relation.rank == .up, !view.listed.contains(end.relation.key), selection.shows(id),
        overlay.trail?.passes(id) ?? true, seen.insert(end.id).inserted
      else { continue }
      if heldFromAbove.contains(id) { inLabels[id, default: []].append(end) } else { drawn.append(end) }
    }
  }

  /// Those of which the entity's box tells.
  ///
  /// - Complexity: O(1)
  func inLabel(of entity: Entity) -> [Selection.OpenEnd] { inLabels[entity.id] ?? [] }
}
