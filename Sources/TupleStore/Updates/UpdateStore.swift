// The relations that an update looks at, and those that it changes.

import Synchronization

/// The store of one update: relations by number. Those of an evaluation are shared by all that start from it, on several
/// threads, so an update reads each through a private view, and copies the overlay of what it changes.
package final class UpdateStore {
  private let shared: LiveRelations
  /// What this update looks at instead, in the order in which it asked.
  private var views: [LiveRelation] = []
  /// For each relation, the number of its view, or -1.
  private var viewNumbers: [Int32]
  /// Where the loops find the views, without a count of references.
  private var pointers: [UnsafeMutablePointer<LiveView>?]
  private var isChanged: [Bool]
  /// Another one whenever relations or rows are elsewhere, or rows were added, so that who was pointed at them must be
  /// pointed anew; no two stores have the same.
  private(set) var stamp = UpdateStore.nextStamp()
  /// Asked by whoever works on the relations of this store.
  package let stop: StopCheck
  private static let lastStamp = Atomic<UInt64>(0)

  private static func nextStamp() -> UInt64 { lastStamp.add(1, ordering: .relaxed).newValue }

  /// A store in which nothing has changed yet.
  package init(_ relations: LiveRelations, stop: StopCheck = .never) {
    shared = relations
    self.stop = stop
    viewNumbers = .init(repeating: -1, count: relations.count)
    pointers = .init(repeating: nil, count: relations.count)
    isChanged = .init(repeating: false, count: relations.count)
  }

  /// The relation as it is now.
  package subscript(number: Int) -> LiveRelation {
    let known = Int(viewNumbers[number])
    if known >= 0 { return views[known] }
    let view = shared[number].readOnlyView()
    show(view, as: number)
    return view
  }

  private func show(_ relation: LiveRelation, as number: Int) {
    if viewNumbers[number] >= 0 {
      views[Int(viewNumbers[number])] = relation
    } else {
      viewNumbers[number] = Int32(views.count)
      views.append(relation)
    }
    pointers[number] = relation.view
  }

  /// SAFETY: good until the relation is changed for the first time, or replaced.
  func view(of number: Int) -> UnsafeMutablePointer<LiveView> { pointers[number] ?? self[number].view }

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
    for number in shared.indices where isChanged[number] {
      let relation = self[number].tidied()
      #if DEBUG
        if relation.count <= Relation.mostCheckedRows { relation.checkInvariants() }
      #endif
      changed[number] = relation
    }
    return shared.replacing(changed)
  }
}
