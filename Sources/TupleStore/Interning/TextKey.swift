// What a text is found by in a hash table.

/// A text's key: the bytes of a short text, which are all of it, or the hash of a long one.
struct TextKey {
  /// The bytes of a short text, the hash of a long one.
  let word: UInt64
  /// In bytes, below 2^32.
  let length: UInt64

  /// Whether the word is the text.
  var isShort: Bool { length <= 8 }

  @inline(__always)
  var hash: UInt64 { TextKey.hash(word, length: length) }

  @inline(__always)
  static func hash(_ word: UInt64, length: UInt64) -> UInt64 {
    let mixed = (word ^ length &* lengthMultiplier) &* goldenMultiplier
    return (mixed ^ (mixed >> 32)) &* goldenMultiplier
  }

  /// Another odd number with well mixed bits, so that a length does not undo what a word does.
  private static let lengthMultiplier: UInt64 = 0xC2B2_AE3D_27D4_EB4F

  /// SAFETY: the caller has `length` readable bytes from the start on, and eight if there is slack; no other is read.
  ///
  /// - Parameter hasSlack: whether eight bytes may be read from the start on, however short the text is.
  /// - Complexity: O(length), eight bytes at a time.
  @inline(__always)
  init(_ start: UnsafePointer<UInt8>, _ length: Int, hasSlack: Bool) {
    precondition(length < 1 << 32, "a text of 4 GB or more")
    self.length = UInt64(length)
    if length <= 8 {
      word = TextKey.word(start, length, hasSlack: hasSlack)
      return
    }
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var offset = 0
    while offset + 8 <= length {
      hash = (hash ^ TextKey.word(start + offset, 8, hasSlack: true)) &* goldenMultiplier
      hash ^= hash >> 29
      offset += 8
    }
    // The last eight bytes, some of them for the second time.
    hash = (hash ^ TextKey.word(start + (length - 8), 8, hasSlack: true)) &* goldenMultiplier
    word = hash ^ (hash >> 32)
  }

  @inline(__always)
  private static func word(_ start: UnsafePointer<UInt8>, _ length: Int, hasSlack: Bool) -> UInt64 {
    if hasSlack {
      let word = UnsafeRawPointer(start).loadUnaligned(as: UInt64.self)
      return length == 8 ? word : word & ((1 << UInt64(8 * length)) &- 1)
    }
    var word: UInt64 = 0
    for offset in 0..<length { word |= UInt64(start[offset]) << UInt64(8 * offset) }
    return word
  }
}
