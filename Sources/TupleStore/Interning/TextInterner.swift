// Texts as numbers: every text gets a dense `UInt32`.

/// An interner of texts: gives every text an id, in the order in which texts are first seen; texts are equal if their
/// bytes are.
///
/// What finds texts is in one of three states: a table of the interner's own texts, beside that of the texts that it
/// shares with the interner of which it is a fork; or, when the table was given back, a scan through all texts, until too
/// many were asked for and the table is made anew.
package struct TextInterner: Sendable {
  /// The texts with the first ids, which are known to others too and do not change.
  private var shared: SharedTexts?
  private var sharedCount: UInt32 = 0
  /// This interner's own texts, whose ids follow those of the shared ones.
  private var texts = TextList()
  /// Finds its own texts; nothing while there is a scan.
  private var table = TextTable()
  /// Finds texts while the table is given back.
  private var scan: TextScan?

  /// An interner that knows no text.
  package init() {}

  /// An interner that knows all that another knows, without a copy of it; not all if it is stopped.
  ///
  /// - Complexity: O(1), and O(texts that it has added to those that it shares); O(texts) the first time.
  package func forked(stop: StopCheck = .never) -> TextInterner {
    if shared != nil { return self }
    var fork = TextInterner()
    fork.shared = SharedTexts(texts, stop)
    fork.sharedCount = UInt32(texts.count)
    return fork
  }

  /// Whether it shares texts with others.
  package var isForked: Bool { shared != nil }

  /// How many texts have an id.
  package var count: Int { Int(sharedCount) + texts.count }

  /// How many bytes all texts have together.
  package var byteCount: Int { (shared?.texts.bytes.count ?? 0) + texts.bytes.count }

  // MARK: The text of an id

  /// The text of an id that `id(of:)` gave out.
  ///
  /// - Complexity: O(bytes).
  package func text(of id: UInt32) -> String { String(decoding: bytes(of: id), as: UTF8.self) }

  /// The bytes of the text of an id, without a copy.
  ///
  /// SAFETY: they are good as long as no text is added.
  func bytes(of id: UInt32) -> UnsafeBufferPointer<UInt8> {
    if let shared, id < sharedCount { return shared.texts[Int(id)] }
    precondition(id >= sharedCount && id - sharedCount < texts.count, "an id that was not given out")
    return texts[Int(id - sharedCount)]
  }

  /// Whether the text of one id comes before that of another, by their bytes.
  ///
  /// - Complexity: O(bytes).
  package func isBefore(_ left: UInt32, _ right: UInt32) -> Bool {
    let (left, right) = (bytes(of: left), bytes(of: right))
    return left.lexicographicallyPrecedes(right)
  }

  /// Calls with the bytes of the text of an id, which are good during the call.
  package func withBytes<Result>(of id: UInt32, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    body(bytes(of: id))
  }

  // MARK: The id of a text

  /// The id of the text, a new one if it was never seen.
  ///
  /// - Complexity: O(bytes) on average.
  package mutating func id(of text: String, stop: StopCheck = .never) -> UInt32 {
    var text = text
    return text.withUTF8 { id(of: $0, stop) }
  }

  private mutating func id(of text: UnsafeBufferPointer<UInt8>, _ stop: StopCheck) -> UInt32 {
    if scan?.isSpent == false, let number = scan?.insert(text, in: &texts) { return number }
    restoreTable(stop)
    let start = text.baseAddress ?? texts.emptySentinel
    return id(of: TextKey(start, text.count, hasSlack: false), start, stop)
  }

  /// The id of the text, if it was seen.
  ///
  /// - Complexity: O(bytes) on average; O(texts) if the table was given back.
  package mutating func find(_ text: String, stop: StopCheck = .never) -> UInt32? {
    var text = text
    return text.withUTF8 { text in
      if scan?.isSpent == false { return scan?.find(text, in: texts) }
      restoreTable(stop)
      let start = text.baseAddress ?? texts.emptySentinel
      return find(TextKey(start, text.count, hasSlack: false), start)
    }
  }

  /// - Precondition: the table is there.
  @inline(__always)
  private func find(_ key: TextKey, _ start: UnsafePointer<UInt8>) -> UInt32? {
    if let known = shared?.find(key, start) { return known }
    return table.find(key, start, in: texts).map { $0 + sharedCount }
  }

  /// - Precondition: the table is there.
  @inline(__always)
  private mutating func id(of key: TextKey, _ start: UnsafePointer<UInt8>, _ stop: StopCheck) -> UInt32 {
    if let known = shared?.find(key, start) { return known }
    return table.insert(key, start, in: &texts, stop) + sharedCount
  }

  // MARK: Giving the table back

  /// From so many texts on the table is worth giving back.
  private static let fewestTextsToRelease = 1 << 16

  /// Gives back the memory that only finding texts needs, if it is much; it is taken again when others are looked for
  /// than these, more than a few times.
  ///
  /// - Complexity: O(bytes of the texts to remember).
  package mutating func releaseTable(remembering ids: some Sequence<UInt32>) {
    guard shared == nil, texts.count > TextInterner.fewestTextsToRelease else { return }
    table = TextTable()
    scan = TextScan(remembering: Dictionary(ids.map { (Array(bytes(of: $0)), $0) }) { first, _ in first })
  }

  private mutating func restoreTable(_ stop: StopCheck) {
    guard scan != nil else { return }
    table = TextTable(texts, stop)
    scan = nil
  }

  // MARK: Many at once

  /// The ids of texts that lie somewhere, each with at least eight readable bytes from its start on.
  ///
  /// SAFETY: the caller has `count` starts, lengths and places for ids.
  mutating func ids(
    starts: UnsafePointer<UnsafePointer<UInt8>>, lengths: UnsafePointer<Int>, count: Int,
    into ids: UnsafeMutablePointer<UInt32>
  ) {
    precondition(count >= 0, "fewer texts than none")
    restoreTable(.never)
    withUnsafeTemporaryAllocation(of: TextKey.self, capacity: count) { keys in
      find(starts, lengths, keys, into: ids)
      for position in 0..<count where ids[position] == .max {
        ids[position] = id(of: keys[position], starts[position], .never)
      }
    }
  }

  /// - Precondition: the table is there.
  private func find(
    _ starts: UnsafePointer<UnsafePointer<UInt8>>, _ lengths: UnsafePointer<Int>,
    _ keys: UnsafeMutableBufferPointer<TextKey>, into ids: UnsafeMutablePointer<UInt32>
  ) {
    table.find(starts, lengths, keys, into: ids, isAlone: shared == nil) { find($0, $1) }
  }

  /// Adds all texts of another interner, in their order.
  ///
  /// - Parameter threads: how many cores may look which texts are known; the result is the same for any number.
  /// - Returns: what has become of its ids.
  /// - Complexity: O(bytes) on average.
  package mutating func ids(ofAll other: inout TextInterner, threads: Int = 1) -> Buffer<UInt32> {
    precondition(other.shared == nil, "an interner with texts of its own only")
    other.texts.makeSlack()
    restoreTable(.never)
    var ids = Buffer<UInt32>(capacity: other.count)
    let target = SharedPlace(base: ids.reserve(other.count))
    do {
      let (known, texts) = (self, other.texts)
      let parts = texts.count < TextInterner.fewestTextsForThreads ? 1 : max(threads, 1)
      concurrently(parts: parts) { part in
        let range = (texts.count * part / parts)..<(texts.count * (part + 1) / parts)
        texts.inBatches(range, into: target.base) { known.find($0.starts, $0.lengths, $0.usedKeys, into: $0.ids) }
      }
    }
    let all = 0..<other.count
    other.texts.inBatches(all, where: { target.base[$0] == .max }, into: target.base) { batch in
      self.ids(starts: batch.starts, lengths: batch.lengths, count: batch.count, into: batch.ids)
    }
    ids.commit(other.count)
    return ids
  }

  /// From so many texts on, another thread saves more than it costs.
  private static let fewestTextsForThreads = 1 << 16
}

// SAFETY: every part of `concurrently` writes a range of its own.
private struct SharedPlace: @unchecked Sendable {
  let base: UnsafeMutablePointer<UInt32>
}
