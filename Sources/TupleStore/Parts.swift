// Values for work on several threads.

/// Values that are written by several threads, each at places of its own.
///
/// SAFETY: every part of `concurrently` writes only the place that has its number, which is checked to be one.
package final class Parts<Element: Sendable>: @unchecked Sendable {
  private let places: UnsafeMutableBufferPointer<Element>

  /// - Complexity: O(elements).
  package init(_ elements: [Element]) {
    places = .allocate(capacity: elements.count)
    _ = places.initialize(from: elements)
  }

  deinit { places.deinitialize().deallocate() }

  /// The value of a part.
  ///
  /// - Precondition: no other thread uses the place meanwhile.
  package subscript(part: Int) -> Element {
    get { places[checked(part)] }
    _modify { yield &places[checked(part)] }
  }

  private func checked(_ part: Int) -> Int {
    precondition(part >= 0 && part < places.count, "a part that does not exist")
    return part
  }
}
