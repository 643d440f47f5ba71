// The relations that an update looks at, and those that it changes.

import Synchronization

/// Relations by number. Those of an evaluation are shared by all that start from it, on several threads, so an update
/// looks at each through a face of its own, and copies the overlay of what it changes.
package final class UpdateStore {
  private let shared: [LiveRelation]
  /// What this update looks at instead.
  private var faces: [LiveRelation?]
  /// Their views, which nobody has to count references for.
  private var views: [UnsafeMutablePointer<LiveView>?]
  private var isChanged: [Bool]
  /// Another one whenever relations or rows are elsewhere, or rows were added, so that who was pointed at them must be
  /// pointed anew; no two stores have the same.
  private(set) var stamp = UpdateStore.nextStamp()
  private static let lastStamp = Atomic<UInt64>(0)

  private static func nextStamp() -> UInt64 { lastStamp.add(1, ordering: .relaxed).newValue }

  package init(_ relations: [LiveRelation]) {
    shared = relations
    faces = .init(repeating: nil, count: relations.count)
    views = .init(repeating: nil, count: relations.count)
    isChanged = .init(repeating: false, count: relations.count)
  }

  /// The relation as it is now.
  package subscript(number: Int) -> LiveRelation {
    if let face = faces[number] { return face }
    let face = shared[number].face()
    faces[number] = face
    views[number] = face.view
    return face
  }

  /// SAFETY: good until the relation is changed for the first time, or replaced.
  func view(of number: Int) -> UnsafeMutablePointer<LiveView> { views[number] ?? self[number].view }

  /// The relation, which from now on is this store's own.
  ///
  /// - Complexity: O(overlay) the first time.
  package func changing(_ number: Int) -> LiveRelation {
    if isChanged[number], let own = faces[number] { return own }
    let copy = self[number].copied()
    replace(number, by: copy)
    return copy
  }

  /// The same, to add rows to.
  package func growing(_ number: Int) -> LiveRelation {
    stamp = UpdateStore.nextStamp()
    return changing(number)
  }

  /// Puts another relation in its place.
  package func replace(_ number: Int, by relation: LiveRelation) {
    faces[number] = relation
    views[number] = relation.view
    isChanged[number] = true
    stamp = UpdateStore.nextStamp()
  }

  /// All relations: those that were changed, and the others as they were. From here on nobody changes them.
  package var relations: [LiveRelation] {
    shared.indices.map { number in
      if isChanged[number], let own = faces[number] { own } else { shared[number] }
    }
  }
}
