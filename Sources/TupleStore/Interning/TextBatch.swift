// Texts that are numbered together.

/// A few hundred texts that are numbered together.
///
/// SAFETY: all memory has room for `capacity` texts, and `add` checks that no more are added.
struct TextBatch: ~Copyable {
  private static let capacity = 256
  let starts = UnsafeMutablePointer<UnsafePointer<UInt8>>.allocate(capacity: capacity)
  let lengths = UnsafeMutablePointer<Int>.allocate(capacity: capacity)
  let ids = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity)
  private let keys = UnsafeMutablePointer<TextKey>.allocate(capacity: capacity)
  private let numbers = UnsafeMutablePointer<Int>.allocate(capacity: capacity)
  private(set) var count = 0

  deinit {
    starts.deallocate()
    lengths.deallocate()
    ids.deallocate()
    keys.deallocate()
    numbers.deallocate()
  }

  var isFull: Bool { count == TextBatch.capacity }

  /// Room for a key of each text.
  var usedKeys: UnsafeMutableBufferPointer<TextKey> { UnsafeMutableBufferPointer(start: keys, count: count) }

  /// Adds a text.
  ///
  /// - Parameter emptySentinel: where an empty text may be said to be.
  mutating func add(
    _ text: UnsafeBufferPointer<UInt8>, number: Int, orAt emptySentinel: UnsafePointer<UInt8>
  ) {
    precondition(!isFull, "more texts than there is room for")
    starts[count] = text.baseAddress ?? emptySentinel
    lengths[count] = text.count
    numbers[count] = number
    count += 1
  }

  /// Has all texts numbered, and writes each id at the place of its text.
  mutating func empty(into target: UnsafeMutablePointer<UInt32>, _ number: (borrowing TextBatch) -> Void) {
    if count > 0 { number(self) }
    for position in 0..<count { target[numbers[position]] = ids[position] }
    count = 0
  }
}

extension TextList {
  /// Takes a few hundred texts at a time, and writes the ids that they get.
  ///
  /// SAFETY: the caller has a place for the id of each text of the range, and slack behind the last text.
  ///
  /// - Parameter number: gives the texts of a batch their ids.
  func inBatches(
    _ range: Range<Int>, where isWanted: (Int) -> Bool = { _ in true }, into target: UnsafeMutablePointer<UInt32>,
    _ number: (borrowing TextBatch) -> Void
  ) {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "texts that are not there")
    var batch = TextBatch()
    for text in range where isWanted(text) {
      batch.add(self[text], number: text, orAt: emptySentinel)
      if batch.isFull { batch.empty(into: target, number) }
    }
    batch.empty(into: target, number)
  }
}
