// The relations that an update looks at, and those that it changes.

import Synchronization

/// Relations by number. Those of an evaluation are shared by all that start from it, on several threads, so an update
/// looks at each through a face of its own, and copies the overlay of what it changes.
package final class UpdateStore {
  private let shared: LiveRelations
  /// What this update looks at instead, in the order in which it asked.
  private var faces: [LiveRelation] = []
  /// For each relation, the number of its face, or -1.
  private var faceNumbers: [Int32]
  /// The views of the faces, which nobody has to count references for.
  private var views: [UnsafeMutablePointer<LiveView>?]
  private var isChanged: [Bool]
  /// Another one whenever relations or rows are elsewhere, or rows were added, so that who was pointed at them must be
  /// pointed anew; no two stores have the same.
  private(set) var stamp = UpdateStore.nextStamp()
  /// Asked by whoever works on the relations of this store.
  package let stop: StopCheck
  private static let lastStamp = Atomic<UInt64>(0)

  private static func nextStamp() -> UInt64 { lastStamp.add(1, ordering: .relaxed).newValue }

  package init(_ relations: LiveRelations, stop: StopCheck = .never) {
    shared = relations
    self.stop = stop
    faceNumbers = .init(repeating: -1, count: relations.count)
    views = .init(repeating: nil, count: relations.count)
    isChanged = .init(repeating: false, count: relations.count)
  }

  /// The relation as it is now.
  package subscript(number: Int) -> LiveRelation {
    let known = Int(faceNumbers[number])
    if known >= 0 { return faces[known] }
    let face = shared[number].face()
    show(face, as: number)
    return face
  }

  private func show(_ face: LiveRelation, as number: Int) {
    if faceNumbers[number] >= 0 {
      faces[Int(faceNumbers[number])] = face
    } else {
      faceNumbers[number] = Int32(faces.count)
      faces.append(face)
    }
    views[number] = face.view
  }

  /// SAFETY: good until the relation is changed for the first time, or replaced.
  func view(of number: Int) -> UnsafeMutablePointer<LiveView> { views[number] ?? self[number].view }

  /// The relation, which from now on is this store's own.
  ///
  /// - Complexity: O(overlay) the first time.
  package func changing(_ number: Int) -> LiveRelation {
    if isChanged[number] { return self[number] }
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
    show(relation, as: number)
    isChanged[number] = true
    stamp = UpdateStore.nextStamp()
  }

  /// All relations: those that were changed, tidied, and the others as they were. From here on nobody changes them.
  ///
  /// - Complexity: O(relations that were changed).
  package var relations: LiveRelations {
    var changed: [Int: LiveRelation] = [:]
    for number in shared.indices where isChanged[number] { changed[number] = self[number].tidied() }
    return shared.replacing(changed)
  }
}
