// A small set of row numbers.

/// Row numbers in a hash table of their own: what an update removes is few beside what there is.
///
/// SAFETY: plain memory that its owner frees, so that loops may read it without counting references. Slots are masked to
/// the table's size, of which at least one is always empty, so that each search ends.
struct RowNumberSet {
  /// A row number plus one; 0 is an empty slot.
  private var slots: UnsafeMutablePointer<UInt32>?
  private var mask = 0
  private(set) var count = 0

  init() {}

  @inline(__always)
  func contains(_ row: UInt32) -> Bool {
    guard count > 0, let slots else { return false }
    var slot = RowNumberSet.slot(of: row) & mask
    while slots[slot] != 0 {
      if slots[slot] == row &+ 1 { return true }
      slot = (slot + 1) & mask
    }
    return false
  }

  /// Whether the row was not there before.
  ///
  /// - Complexity: O(1) on average.
  @discardableResult
  mutating func insert(_ row: UInt32) -> Bool {
    if count * 2 >= mask { grow(to: max(2 * (mask + 1), 16)) }
    guard let slots else { return false }
    var slot = RowNumberSet.slot(of: row) & mask
    while slots[slot] != 0 {
      if slots[slot] == row &+ 1 { return false }
      slot = (slot + 1) & mask
    }
    slots[slot] = row &+ 1
    count += 1
    return true
  }

  /// Whether the row was there before.
  @discardableResult
  mutating func remove(_ row: UInt32) -> Bool {
    guard count > 0, let slots else { return false }
    var slot = RowNumberSet.slot(of: row) & mask
    while slots[slot] != row &+ 1 {
      if slots[slot] == 0 { return false }
      slot = (slot + 1) & mask
    }
    // What was pushed on by this row moves back, so that no search ends too early.
    var next = slot
    while true {
      slots[slot] = 0
      repeat {
        next = (next + 1) & mask
        if slots[next] == 0 {
          count -= 1
          return true
        }
      } while (next &- RowNumberSet.slot(of: slots[next] &- 1)) & mask < (next &- slot) & mask
      slots[slot] = slots[next]
      slot = next
    }
  }

  /// The rows, in no particular order.
  func forEach(_ body: (UInt32) -> Void) {
    guard count > 0, let slots else { return }
    for slot in 0...mask where slots[slot] != 0 { body(slots[slot] &- 1) }
  }

  /// A set with the same rows and memory of its own.
  func copied() -> RowNumberSet {
    var copy = RowNumberSet()
    guard let slots, count > 0 else { return copy }
    let memory = UnsafeMutablePointer<UInt32>.allocate(capacity: mask + 1)
    memory.initialize(from: slots, count: mask + 1)
    copy.slots = memory
    copy.mask = mask
    copy.count = count
    return copy
  }

  mutating func removeAll() {
    free()
    self = RowNumberSet()
  }

  func free() { slots?.deallocate() }

  /// Makes room for so many more rows.
  mutating func reserve(_ more: Int) {
    var size = max(mask + 1, 16)
    while (count + more) * 2 >= size - 1 { size *= 2 }
    if size > mask + 1 { grow(to: size) }
  }

  private mutating func grow(to size: Int) {
    let old = (slots: slots, size: slots == nil ? 0 : mask + 1)
    let memory = UnsafeMutablePointer<UInt32>.allocate(capacity: size)
    memory.initialize(repeating: 0, count: size)
    slots = memory
    mask = size - 1
    guard let known = old.slots else { return }
    for position in 0..<old.size where known[position] != 0 {
      var slot = RowNumberSet.slot(of: known[position] &- 1) & mask
      while memory[slot] != 0 { slot = (slot + 1) & mask }
      memory[slot] = known[position]
    }
    known.deallocate()
  }

  @inline(__always)
  private static func slot(of row: UInt32) -> Int {
    Int(truncatingIfNeeded: (UInt64(row) &* goldenMultiplier) >> 32)
  }
}

#if DEBUG
  extension RowNumberSet {
    /// Stops the program where a row is not found, or no slot is left empty.
    func checkInvariants() {
      guard let slots else {
        precondition(count == 0, "rows without memory")
        return
      }
      let taken = (0...mask).filter { slots[$0] != 0 }
      precondition(taken.count == count && count <= mask, "another number of rows, or no empty slot")
      for slot in taken { precondition(contains(slots[slot] &- 1), "a row that is not found") }
    }
  }
#endif
