// Texts one after the other, by number.

/// Texts by number, their bytes one after the other in one piece of memory.
struct TextList: Sendable {
  private(set) var bytes = Buffer<UInt8>()
  /// Where each text ends; it starts where the one before it ends.
  private(set) var ends = Buffer<UInt>()

  var count: Int { ends.count }

  /// The bytes of a text, without a copy.
  ///
  /// SAFETY: they are good as long as no text is added, and the caller's number is below `count`.
  @inline(__always)
  subscript(number: Int) -> UnsafeBufferPointer<UInt8> {
    let start = number == 0 ? 0 : Int(ends.base[number - 1])
    return UnsafeBufferPointer(start: bytes.base + start, count: Int(ends.base[number]) - start)
  }

  /// Where an empty text may be said to be.
  var emptySentinel: UnsafePointer<UInt8> { UnsafePointer(bytes.base) }

  /// Appends a text.
  ///
  /// SAFETY: the caller has `length` readable bytes from the start on, in other memory than this.
  mutating func append(_ start: UnsafePointer<UInt8>, count length: Int) {
    bytes.append(start, count: length)
    ends.append(UInt(bytes.count))
  }

  /// Makes sure that eight bytes may be read from the start of each text on.
  mutating func makeSlack() { bytes.reserve(8) }

  /// Whether the text has these bytes.
  func isText(_ number: Int, _ start: UnsafePointer<UInt8>, _ length: Int) -> Bool {
    let known = self[number]
    guard known.count == length, let knownStart = known.baseAddress else { return length == 0 && known.isEmpty }
    return areEqual(knownStart, start, count: length)
  }

  /// The number of a text, found by going through all; nil if it is not there.
  ///
  /// - Complexity: O(texts), and O(bytes) for those of the same length and last byte.
  func scan(for text: UnsafeBufferPointer<UInt8>) -> Int? {
    let (ends, bytes, start) = (ends.base, bytes.base, text.baseAddress ?? emptySentinel)
    let last = text.last
    var from = 0
    for number in 0..<count {
      let end = Int(ends[number])
      // Ids that are numbered differ in their last byte first.
      if end &- from == text.count, end == from || bytes[end &- 1] == last,
        areEqual(bytes + from, start, count: text.count)
      {
        return number
      }
      from = end
    }
    return nil
  }
}
