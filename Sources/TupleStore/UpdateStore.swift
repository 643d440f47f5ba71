// The relations that an update looks at, and those that it changes.

/// Relations by number. Those of an evaluation are shared by all that start from it, on several threads, so an update
/// looks at each through a face of its own, and copies the overlay of what it changes.
package final class UpdateStore {
  private let shared: [LiveRelation]
  /// What this update looks at instead.
  private var faces: [LiveRelation?]
  private var isChanged: [Bool]

  package init(_ relations: [LiveRelation]) {
    shared = relations
    faces = .init(repeating: nil, count: relations.count)
    isChanged = .init(repeating: false, count: relations.count)
  }

  /// The relation as it is now.
  package subscript(number: Int) -> LiveRelation {
    if let face = faces[number] { return face }
    let face = shared[number].face()
    faces[number] = face
    return face
  }

  /// The relation, which from now on is this store's own.
  ///
  /// - Complexity: O(overlay) the first time.
  package func changing(_ number: Int) -> LiveRelation {
    if isChanged[number], let own = faces[number] { return own }
    let copy = self[number].copied()
    faces[number] = copy
    isChanged[number] = true
    return copy
  }

  /// Puts another relation in its place.
  package func replace(_ number: Int, by relation: LiveRelation) {
    faces[number] = relation
    isChanged[number] = true
  }

  /// All relations: those that were changed, and the others as they were. From here on nobody changes them.
  package var relations: [LiveRelation] {
    shared.indices.map { number in
      if isChanged[number], let own = faces[number] { own } else { shared[number] }
    }
  }
}
