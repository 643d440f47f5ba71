// Texts that many interners know and none changes.

/// The texts that forks of an interner share. Their table holds nothing but numbers, a quarter of what an interner's own
/// takes.
final class SharedTexts: Sendable {
  let texts: TextList
  /// A number plus one; 0 is an empty slot.
  private let slots: Table<UInt32>
  private let shift: UInt64

  /// Finds the first texts only, if it is stopped.
  ///
  /// - Complexity: O(bytes).
  init(_ texts: TextList, _ stop: StopCheck) {
    self.texts = texts
    let size = slotCount(for: texts.count, atLeast: 16)
    var slots = Table<UInt32>(count: size)
    let table = slots.writableBase()
    shift = texts.place(in: size, stop, isTaken: { table[$0] != 0 }) { slot, number, _ in
      table[slot] = UInt32(number + 1)
    }
    self.slots = slots
  }

  /// The number of a text; nil if it is not there.
  ///
  /// SAFETY: the caller has the bytes of the key from the start on.
  ///
  /// - Complexity: O(bytes) on average.
  @inline(__always)
  func find(_ key: TextKey, _ start: UnsafePointer<UInt8>) -> UInt32? {
    let (table, mask) = (slots.base, slots.count - 1)
    var slot = Int(truncatingIfNeeded: key.hash >> shift)
    while table[slot] != 0 {
      if texts.isText(Int(table[slot] - 1), start, Int(key.length)) { return table[slot] - 1 }
      slot = (slot + 1) & mask
    }
    return nil
  }
}
