// An array that counts how often it is looked at, for tests that show how work grows.

#if DEBUG
  /// An array of which each access to an element is a step of `StepCount`: in whatever loop, filter or search it happens,
  /// so that no `contains` hides in a loop. In release builds it is an array.
  package struct CountedArray<Element>: RandomAccessCollection {
    private let elements: [Element]

    /// - Complexity: O(n); of an array, O(1)
    package init(_ elements: some Sequence<Element>) { self.elements = Array(elements) }

    /// The first place.
    package var startIndex: Int { 0 }
    /// The place after the last.
    package var endIndex: Int { elements.count }

    /// An element, which counts as one step.
    package subscript(position: Int) -> Element {
      StepCount.add(1)
      return elements[position]
    }
  }

  extension CountedArray: Sendable where Element: Sendable {}
#else
  /// Where nobody counts it is an array.
  package typealias CountedArray = Array
#endif
