// 64-bit words as numbers: every word gets a dense `UInt32`.

/// An interner of words: gives every 64-bit word an id, in the order in which words are first seen.
///
/// Whole numbers and floats are kept by their bit pattern; who reads a column knows which of them it holds.
package struct WordInterner: Sendable {
  /// The words with the first ids, which are known to others too and do not change.
  private var shared: Shared?
  private var sharedCount: UInt32 = 0
  private var words = Buffer<UInt64>()
  /// Ids plus one, by the upper bits of the word's hash; 0 is an empty slot.
  private var slots = Table<UInt32>(count: 8)
  private var shift: UInt64 = 64 - 3

  /// An interner that knows no word.
  package init() {}

  /// An interner that knows all that another knows, without a copy of it.
  ///
  /// - Complexity: O(1), and O(words that it has added to those that it shares).
  package func forked() -> WordInterner {
    if shared != nil { return self }
    var fork = WordInterner()
    fork.shared = Shared(self)
    fork.sharedCount = UInt32(words.count)
    return fork
  }

  private final class Shared: Sendable {
    let interner: WordInterner

    init(_ interner: WordInterner) { self.interner = interner }
  }

  /// How many words have an id.
  package var count: Int { Int(sharedCount) + words.count }

  /// The word of an id that `id(of:)` gave out.
  package subscript(id: UInt32) -> UInt64 {
    if let shared, id < sharedCount { return shared.interner.words[Int(id)] }
    return words[Int(id - sharedCount)]
  }

  /// The id of the word, a new one if it was never seen.
  ///
  /// - Complexity: O(1) on average.
  package mutating func id(of word: UInt64, stop: StopCheck = .never) -> UInt32 {
    if let known = shared?.interner.find(word) { return known }
    let table = slots.writableBase()
    let known = words.base
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: wordHash(word) >> shift)
    while table[slot] != 0 {
      let id = table[slot] - 1
      if known[Int(id)] == word { return id + sharedCount }
      slot = (slot + 1) & mask
    }
    let id = UInt32(words.count)
    words.append(word)
    table[slot] = id + 1
    if words.count * 2 > slots.count { rebuild(stop) }
    return id + sharedCount
  }

  /// Adds all words of another interner, in their order.
  ///
  /// - Returns: what has become of its ids.
  package mutating func ids(ofAll other: WordInterner) -> Buffer<UInt32> {
    precondition(other.shared == nil, "an interner with words of its own only")
    var ids = Buffer<UInt32>(capacity: other.count)
    for id in 0..<other.count { ids.append(self.id(of: other.words.base[id])) }
    return ids
  }

  /// The id of the word, if it was seen.
  package func find(_ word: UInt64) -> UInt32? {
    if let known = shared?.interner.find(word) { return known }
    var slot = Int(truncatingIfNeeded: wordHash(word) >> shift)
    while slots.base[slot] != 0 {
      let id = slots.base[slot] - 1
      if words.base[Int(id)] == word { return id + sharedCount }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// If it is stopped, it knows only the first of the words.
  private mutating func rebuild(_ stop: StopCheck) {
    slots = Table(count: slots.count * 4)
    shift = UInt64(64 - slots.count.trailingZeroBitCount)
    let table = slots.writableBase()
    for id in 0..<words.count {
      if stop.isStopped(at: id) { return }
      var slot = Int(truncatingIfNeeded: wordHash(words.base[id]) >> shift)
      while table[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      table[slot] = UInt32(id + 1)
    }
  }
}
