// Plain memory with a safe face: a growing list of numbers, and a table of zeros.
//
// This module is a small relational machine over `UInt32` columns. It must not know rules, what names mean, or files.

import Glibc

/// A growing list of plain values; a copy shares its memory until one of the two is changed.
///
/// Unlike an array's, its memory is extended where it lies if that can be, so that a list of millions is never there
/// twice; and whoever loops over it may take a pointer once instead of being checked for every element.
package struct Buffer<Element: BitwiseCopyable & Sendable>: Sendable {
  // SAFETY: only a `Buffer` that holds the one reference writes.
  private final class Memory: @unchecked Sendable {
    var base: UnsafeMutablePointer<Element>
    var capacity: Int

    init(capacity: Int) {
      self.capacity = max(capacity, 4)
      base = .allocate(capacity: 0)
      base = Memory.resized(nil, to: self.capacity)
    }

    func resize(to capacity: Int) {
      base = Memory.resized(base, to: capacity)
      self.capacity = capacity
    }

    private static func resized(
      _ base: UnsafeMutablePointer<Element>?, to capacity: Int
    ) -> UnsafeMutablePointer<Element> {
      guard let memory = realloc(base, capacity * MemoryLayout<Element>.stride) else {
        preconditionFailure("out of memory")
      }
      return memory.assumingMemoryBound(to: Element.self)
    }

    deinit { free(base) }
  }

  private var memory: Memory
  package private(set) var count = 0

  package init(capacity: Int = 0) { memory = Memory(capacity: capacity) }

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

  /// - Complexity: O(1) amortised.
  package mutating func append(_ element: Element) {
    if count == memory.capacity || !isKnownUniquelyReferenced(&memory) { reserve(1) }
    memory.base[count] = element
    count += 1
  }

  mutating func append(_ elements: UnsafePointer<Element>, count added: Int) {
    reserve(added).update(from: elements, count: added)
    count += added
  }

  package mutating func append(contentsOf other: Buffer) { append(UnsafePointer(other.base), count: other.count) }

  mutating func append(repeating element: Element, count added: Int) {
    reserve(added).update(repeating: element, count: added)
    count += added
  }

  /// Makes room at the end, and gives the place; what is written there is counted by `commit`.
  @discardableResult
  mutating func reserve(_ added: Int) -> UnsafeMutablePointer<Element> {
    own(capacity: count + added)
    return memory.base + count
  }

  mutating func commit(_ added: Int) {
    precondition(count + added <= memory.capacity, "more than there is room for")
    count += added
  }

  package mutating func removeAll(after end: Int) {
    precondition(end <= count, "a position outside the buffer")
    count = end
  }

  /// Gives back what room there is left.
  mutating func trim() {
    guard memory.capacity > count, isKnownUniquelyReferenced(&memory) else { return }
    memory.resize(to: max(count, 4))
  }

  private mutating func own(capacity: Int) {
    if !isKnownUniquelyReferenced(&memory) {
      let copy = Memory(capacity: max(capacity, count))
      copy.base.update(from: memory.base, count: count)
      memory = copy
    }
    if memory.capacity < capacity { memory.resize(to: max(capacity, memory.capacity + memory.capacity / 2)) }
  }
}

extension Buffer<UInt32> {
  /// Replaces each id by what the translation has for it.
  package mutating func translate(_ translation: Buffer<UInt32>) {
    reserve(0)
    let (ids, targets) = (base, translation.base)
    for position in 0..<count { ids[position] = targets[Int(ids[position])] }
  }
}

/// A table of fixed size that starts as zeros; a copy shares its memory until one of the two is changed.
///
/// Large ones ask for large pages: they are read at random, and most of that time would go into finding pages.
struct Table<Element: BitwiseCopyable & Sendable & FixedWidthInteger>: Sendable {
  // SAFETY: only a `Table` that holds the one reference writes.
  private final class Memory: @unchecked Sendable {
    let base: UnsafeMutablePointer<Element>
    private let mappedBytes: Int?

    init(count: Int) {
      let bytes = count * MemoryLayout<Element>.stride
      let memory: UnsafeMutableRawPointer?
      if bytes < 1 << 18 {
        memory = calloc(max(count, 1), MemoryLayout<Element>.stride)
        mappedBytes = nil
      } else {
        // From the system itself, to which it goes back as soon as it is freed.
        let mapped = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        memory = mapped == UnsafeMutableRawPointer(bitPattern: -1) ? nil : mapped
        mappedBytes = bytes
        // Advice only: nothing is lost where it is not taken.
        _ = madvise(mapped, bytes, MADV_HUGEPAGE)
      }
      guard let memory else { preconditionFailure("out of memory") }
      base = memory.assumingMemoryBound(to: Element.self)
    }

    deinit { if let mappedBytes { munmap(base, mappedBytes) } else { free(base) } }
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
