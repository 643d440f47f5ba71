// Plain memory with a bounds-checked interface: a growing list of numbers, and a table of zeros.
//
// This module is a small relational machine over `UInt32` columns. It must not know rules, what names mean, or files.

/// A buffer: a growing list of plain values; a copy shares its memory until one of the two is changed.
///
/// Unlike an array's, its memory is extended where it lies if that can be, so that a list of millions is never there
/// twice; and whoever loops over it may take a pointer once instead of being checked for every element.
package struct Buffer<Element: BitwiseCopyable & Sendable>: Sendable {
  // SAFETY: only a `Buffer` that holds the one reference writes, and `capacity` is never more than what was allocated.
  // Callers of `base` and `reserve` stay below `count`, or what they reserved; `commit` checks it.
  private final class Memory: @unchecked Sendable {
    private(set) var base: UnsafeMutablePointer<Element>
    private(set) var capacity: Int
    /// How many bytes of addresses it has, if it is in large pages; most of them may never be touched.
    private var reservedBytes: Int?

    init(capacity: Int) {
      self.capacity = max(capacity, 4)
      let bytes = self.capacity * MemoryLayout<Element>.stride
      reservedBytes = bytes < LargePages.fewestBytes ? nil : bytes
      let memory =
        bytes < LargePages.fewestBytes ? SmallMemory.allocate(bytes: bytes) : LargePages.allocate(bytes: bytes)
      base = Memory.bound(memory)
    }

    /// - Parameter count: how many elements there are.
    func grow(to capacity: Int, count: Int) {
      self.capacity = capacity
      let bytes = capacity * MemoryLayout<Element>.stride
      if bytes < LargePages.fewestBytes {
        base = Memory.bound(SmallMemory.extend(base, toBytes: bytes))
      } else if bytes > reservedBytes ?? 0 {
        // What may grow on gets more addresses than it needs, so that it will seldom have to move again.
        let generous = 16 * bytes
        let (memory, reserved) =
          LargePages.allocate(bytes: generous).map { ($0, generous) } ?? (LargePages.allocate(bytes: bytes), bytes)
        let new = Memory.bound(memory)
        new.update(from: base, count: count)
        release()
        (base, reservedBytes) = (new, reserved)
      }
    }

    private static func bound(_ memory: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<Element> {
      guard let memory else { preconditionFailure("out of memory") }
      return memory.assumingMemoryBound(to: Element.self)
    }

    private func release() {
      if let reservedBytes { LargePages.free(base, bytes: reservedBytes) } else { SmallMemory.free(base) }
    }

    deinit { release() }
  }

  private var memory: Memory
  /// How many elements there are.
  package private(set) var count = 0

  /// An empty buffer with room for so many elements.
  package init(capacity: Int = 0) { memory = Memory(capacity: capacity) }

  /// The element at a position, which is checked.
  package subscript(position: Int) -> Element {
    get {
      precondition(position >= 0 && position < count, "a position outside the buffer")
      return memory.base[position]
    }
    set {
      precondition(position >= 0 && position < count, "a position outside the buffer")
      own(capacity: count)
      memory.base[position] = newValue
    }
  }

  /// Where the elements are, until the next change.
  var base: UnsafeMutablePointer<Element> { memory.base }

  /// Appends an element.
  ///
  /// - Complexity: O(1) amortised.
  package mutating func append(_ element: Element) {
    if count == memory.capacity || !isKnownUniquelyReferenced(&memory) { reserve(1) }
    memory.base[count] = element
    count += 1
  }

  /// SAFETY: the caller has so many elements there.
  mutating func append(_ elements: UnsafePointer<Element>, count added: Int) {
    reserve(added).update(from: elements, count: added)
    count += added
  }

  /// Appends all elements of another buffer.
  ///
  /// - Complexity: O(elements of the other).
  package mutating func append(contentsOf other: Buffer) { append(UnsafePointer(other.base), count: other.count) }

  mutating func append(repeating element: Element, count added: Int) {
    reserve(added).update(repeating: element, count: added)
    count += added
  }

  /// Makes room at the end, and gives the place; what is written there is counted by `commit`.
  @discardableResult
  mutating func reserve(_ added: Int) -> UnsafeMutablePointer<Element> {
    precondition(added >= 0, "room for fewer than none")
    own(capacity: count + added)
    return memory.base + count
  }

  mutating func commit(_ added: Int) {
    precondition(added >= 0 && count + added <= memory.capacity, "more than there is room for")
    count += added
  }

  /// Removes the elements from a position on; their memory stays.
  ///
  /// - Complexity: O(1).
  package mutating func removeAll(after end: Int) {
    precondition(end >= 0 && end <= count, "a position outside the buffer")
    count = end
  }

  private mutating func own(capacity: Int) {
    if !isKnownUniquelyReferenced(&memory) {
      let copy = Memory(capacity: max(capacity, count))
      copy.base.update(from: memory.base, count: count)
      memory = copy
    }
    if memory.capacity < capacity {
      memory.grow(to: max(capacity, memory.capacity + memory.capacity / 2), count: count)
    }
  }
}

extension Buffer<UInt32> {
  /// Replaces each id by what the translation has for it.
  ///
  /// - Precondition: the translation has all ids.
  /// - Complexity: O(ids).
  package mutating func translate(_ translation: Buffer<UInt32>) {
    reserve(0)
    let (ids, targets) = (base, translation.base)
    let known = translation.count
    for position in 0..<count {
      precondition(Int(ids[position]) < known, "an id without a translation")
      ids[position] = targets[Int(ids[position])]
    }
  }
}

/// A table of fixed size that starts as zeros; a copy shares its memory until one of the two is changed.
///
/// Large ones ask for large pages: they are read at random, and most of that time would go into finding pages.
struct Table<Element: BitwiseCopyable & Sendable & FixedWidthInteger>: Sendable {
  // SAFETY: only a `Table` that holds the one reference writes. Callers of `base` stay below `count`, which they mask by.
  private final class Memory: @unchecked Sendable {
    let base: UnsafeMutablePointer<Element>
    private let mappedBytes: Int?

    init(count: Int) {
      let bytes = count * MemoryLayout<Element>.stride
      let isLarge = bytes >= LargePages.pageSize / 2
      let memory = isLarge ? LargePages.allocate(bytes: bytes) : SmallMemory.allocateZeroed(bytes: bytes)
      guard let memory else { preconditionFailure("out of memory") }
      mappedBytes = isLarge ? bytes : nil
      base = memory.assumingMemoryBound(to: Element.self)
    }

    deinit { if let mappedBytes { LargePages.free(base, bytes: mappedBytes) } else { SmallMemory.free(base) } }
  }

  private var memory: Memory
  let count: Int

  init(count: Int) {
    self.count = count
    memory = Memory(count: count)
  }

  /// Where the elements are, for reading.
  var base: UnsafePointer<Element> { UnsafePointer(memory.base) }

  /// Where the elements are, for writing, until the table is copied.
  mutating func writableBase() -> UnsafeMutablePointer<Element> {
    if !isKnownUniquelyReferenced(&memory) {
      let copy = Memory(count: count)
      copy.base.update(from: memory.base, count: count)
      memory = copy
    }
    return memory.base
  }
}
