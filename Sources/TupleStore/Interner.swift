// Values as numbers: every text and every 64-bit word gets a dense `UInt32`, so that relations hold nothing else.
//
// This module is a small relational machine over `UInt32` columns. It must not know rules, what names mean, or files.

/// Gives every 64-bit word an id, in the order in which words are first seen.
///
/// Whole numbers and floats are kept by their bit pattern; who reads a column knows which of them it holds.
package struct WordInterner: Sendable {
  private var words: [UInt64] = []
  private var slots = SlotTable()

  package init() {}

  package var count: Int { words.count }

  /// The word of an id that `id(of:)` gave out.
  package subscript(id: UInt32) -> UInt64 { words[Int(id)] }

  /// The id of the word, a new one if it was never seen.
  ///
  /// - Complexity: O(1) on average.
  package mutating func id(of word: UInt64) -> UInt32 {
    let hash = mixed(word)
    var slot = slots.start(of: hash)
    while let id = slots[slot] {
      if words[Int(id)] == word { return id }
      slot = slots.after(slot)
    }
    let id = UInt32(words.count)
    words.append(word)
    slots.fill(slot, with: id)
    if slots.isCrowded(by: words.count) {
      let words = words
      slots.rebuild(for: words.count) { mixed(words[Int($0)]) }
    }
    return id
  }
}

private func mixed(_ word: UInt64) -> UInt64 { (word ^ (word >> 29)) &* 0x9E37_79B9_7F4A_7C15 }

/// Gives every text an id, in the order in which texts are first seen; texts are equal if their bytes are.
package struct TextInterner: Sendable {
  private var bytes: [UInt8] = []
  /// Where the text of an id ends; it starts where the one before it ends.
  private var ends: [Int] = []
  private var hashes: [UInt32] = []
  private var slots = SlotTable()

  package init() {}

  package var count: Int { ends.count }

  /// The id of the text, a new one if it was never seen.
  ///
  /// - Complexity: O(bytes) on average.
  package mutating func id(of text: String) -> UInt32 {
    var text = text
    return text.withUTF8 { id(of: $0) }
  }

  /// The text of an id that `id(of:)` gave out.
  ///
  /// - Complexity: O(bytes).
  package func text(of id: UInt32) -> String { String(decoding: bytes(of: id), as: UTF8.self) }

  /// The bytes of the text of an id, without a copy.
  package func bytes(of id: UInt32) -> ArraySlice<UInt8> {
    bytes[(id == 0 ? 0 : ends[Int(id) - 1])..<ends[Int(id)]]
  }

  // SAFETY: the buffer is only read, and only during the call.
  private mutating func id(of text: UnsafeBufferPointer<UInt8>) -> UInt32 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    hash = (hash ^ (hash >> 32)) &* 0x9E37_79B9_7F4A_7C15
    let short = UInt32(truncatingIfNeeded: hash >> 32)
    var slot = slots.start(of: hash)
    while let id = slots[slot] {
      if hashes[Int(id)] == short, bytes(of: id).elementsEqual(text) { return id }
      slot = slots.after(slot)
    }
    let id = UInt32(ends.count)
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
    hashes.append(short)
    slots.fill(slot, with: id)
    // INVARIANT: a table holds fewer than 2^32 slots, so the upper half of the hash alone decides where a text goes.
    if slots.isCrowded(by: ends.count) {
      let hashes = hashes
      slots.rebuild(for: hashes.count) { UInt64(hashes[Int($0)]) << 32 }
    }
    return id
  }
}

/// An open-addressing table of ids; the caller holds the keys and compares them.
package struct SlotTable: Sendable {
  /// An id plus one; 0 is an empty slot.
  private var cells: [UInt32] = [0, 0, 0, 0, 0, 0, 0, 0]
  private var shift: UInt64 = 64 - 3

  package init() {}

  package subscript(slot: Int) -> UInt32? {
    let cell = cells[slot]
    return cell == 0 ? nil : cell - 1
  }

  /// Where the search for a key with this hash starts; the upper bits of the hash decide.
  package func start(of hash: UInt64) -> Int { Int(truncatingIfNeeded: hash >> shift) }

  package func after(_ slot: Int) -> Int { (slot + 1) & (cells.count - 1) }

  package mutating func fill(_ slot: Int, with id: UInt32) { cells[slot] = id + 1 }

  package func isCrowded(by count: Int) -> Bool { count * 2 > cells.count }

  /// Makes room for four times as many ids as there are, and puts ids 0..<count back.
  ///
  /// - Complexity: O(count).
  package mutating func rebuild(for count: Int, hash: (UInt32) -> UInt64) {
    var size = 8
    while size < count * 4 { size *= 2 }
    cells = [UInt32](repeating: 0, count: size)
    shift = UInt64(64 - size.trailingZeroBitCount)
    for id in 0..<UInt32(count) {
      var slot = start(of: hash(id))
      while cells[slot] != 0 { slot = after(slot) }
      cells[slot] = id + 1
    }
  }
}
