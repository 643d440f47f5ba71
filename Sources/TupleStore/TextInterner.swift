// Texts as numbers: every text gets a dense `UInt32`.

import Glibc

/// Gives every text an id, in the order in which texts are first seen; texts are equal if their bytes are.
///
/// A text of up to eight bytes is its own key in the table, so that finding it looks at no other memory; a longer one
/// has its hash there, and is compared with the bytes it stands for.
package struct TextInterner: Sendable {
  /// The texts with the first ids, which are known to others too and do not change.
  private var shared: Shared?
  private var sharedCount: UInt32 = 0
  private var bytes = Buffer<UInt8>()
  /// Where the text of an id ends; it starts where the one before it ends.
  private var ends = Buffer<UInt>()
  /// Two words a slot: the key, and the id plus one beside the length; a second word of 0 is an empty slot. Without
  /// slots it was given back, and is made anew when a text is looked for.
  private var slots = Table<UInt64>(count: 32)
  private var shift: UInt64 = 64 - 4
  /// How often a text was looked for without the table, and what was found, by the bytes.
  private var looks = 0
  private var found: [[UInt8]: UInt32] = [:]

  package init() {}

  /// An interner that knows all that another knows, without a copy of it.
  ///
  /// - Complexity: O(1), and O(texts that it has added to those that it shares); O(texts) the first time.
  package func forked() -> TextInterner {
    if shared != nil { return self }
    var fork = TextInterner()
    fork.shared = Shared(self)
    fork.sharedCount = UInt32(ends.count)
    return fork
  }

  package var isForked: Bool { shared != nil }

  /// An interner that does not change any more. Its table holds nothing but ids, a quarter of what the other takes.
  private final class Shared: Sendable {
    let interner: TextInterner
    /// An id plus one; 0 is an empty slot.
    private let slots: Table<UInt32>
    private let shift: UInt64

    init(_ interner: TextInterner) {
      var interner = interner
      interner.slots = Table(count: 0)
      self.interner = interner
      let size = slotCount(for: interner.ends.count, atLeast: 16)
      var slots = Table<UInt32>(count: size)
      let table = slots.writableBase()
      shift = interner.place(in: size, isTaken: { table[$0] != 0 }) { slot, number, _ in
        table[slot] = UInt32(number + 1)
      }
      self.slots = slots
    }

    @inline(__always)
    func find(_ key: TextKey, _ start: UnsafePointer<UInt8>) -> UInt32? {
      let (table, mask) = (slots.base, slots.count - 1)
      var slot = Int(truncatingIfNeeded: key.hash >> shift)
      while table[slot] != 0 {
        if interner.isText(of: Int(table[slot] - 1), start, Int(key.length)) { return table[slot] - 1 }
        slot = (slot + 1) & mask
      }
      return nil
    }
  }

  package var count: Int { Int(sharedCount) + ends.count }

  /// How many bytes all texts have together.
  package var byteCount: Int { (shared?.interner.bytes.count ?? 0) + bytes.count }

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
  ///
  /// SAFETY: they are good as long as no text is added.
  func bytes(of id: UInt32) -> UnsafeBufferPointer<UInt8> {
    if let shared, id < sharedCount { return shared.interner.bytes(of: id) }
    precondition(id >= sharedCount && id - sharedCount < ends.count, "an id that was not given out")
    return ownBytes(of: Int(id - sharedCount))
  }

  /// The bytes of one of the texts that are this interner's own, counted from 0.
  @inline(__always)
  private func ownBytes(of number: Int) -> UnsafeBufferPointer<UInt8> {
    let start = number == 0 ? 0 : Int(ends.base[number - 1])
    return UnsafeBufferPointer(start: bytes.base + start, count: Int(ends.base[number]) - start)
  }

  /// Whether the text of one id comes before that of another, by their bytes.
  package func isBefore(_ left: UInt32, _ right: UInt32) -> Bool {
    let (left, right) = (bytes(of: left), bytes(of: right))
    return left.lexicographicallyPrecedes(right)
  }

  /// Calls with the bytes of the text of an id.
  package func withBytes<Result>(of id: UInt32, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    body(bytes(of: id))
  }

  /// Gives back the memory that only finding texts needs, if it is much; it is taken again when others are looked for
  /// than these, more than a few times.
  package mutating func releaseTable(remembering ids: some Sequence<UInt32>) {
    guard ends.count > 1 << 16 else { return }
    slots = Table(count: 0)
    looks = 0
    found = Dictionary(ids.map { (Array(bytes(of: $0)), $0) }) { first, _ in first }
  }

  private mutating func restoreTable() {
    guard slots.count == 0 else { return }
    let size = slotCount(for: ends.count, atLeast: 16)
    slots = Table(count: 2 * size)
    let table = slots.writableBase()
    shift = place(in: size, isTaken: { table[2 * $0 + 1] != 0 }) { slot, number, key in
      table[2 * slot] = key.word
      table[2 * slot + 1] = UInt64(number + 1) | key.length << 32
    }
  }

  /// Gives each of this interner's own texts a slot that is free, in their order.
  ///
  /// - Returns: how far a hash is to be shifted to tell where to begin.
  @inline(__always)
  private func place(
    in size: Int, isTaken: (_ slot: Int) -> Bool, _ take: (_ slot: Int, _ number: Int, _ key: TextKey) -> Void
  ) -> UInt64 {
    let shift = UInt64(64 - size.trailingZeroBitCount)
    for number in 0..<ends.count {
      let text = ownBytes(of: number)
      let key = TextKey(text.baseAddress ?? nowhere, text.count, hasSlack: false)
      var slot = Int(truncatingIfNeeded: key.hash >> shift)
      while isTaken(slot) { slot = (slot + 1) & (size - 1) }
      take(slot, number, key)
    }
    return shift
  }

  /// Where an empty text may be said to be.
  private var nowhere: UnsafePointer<UInt8> { UnsafePointer(bytes.base) }

  // MARK: Many at once

  /// The ids of texts that lie somewhere, each with at least eight readable bytes from its start on.
  mutating func ids(
    starts: UnsafePointer<UnsafePointer<UInt8>>, lengths: UnsafePointer<Int>, count: Int,
    into ids: UnsafeMutablePointer<UInt32>
  ) {
    restoreTable()
    withUnsafeTemporaryAllocation(of: TextKey.self, capacity: count) { keys in
      find(starts, lengths, keys, into: ids)
      for position in 0..<count where ids[position] == .max { ids[position] = id(of: keys[position], starts[position]) }
    }
  }

  /// Finds the ids of texts as many as there is room for keys; `UInt32.max` for those that were never seen.
  ///
  /// First all keys are made and their slots looked at, so that the processor waits for many of them at the same time;
  /// only then is each text decided.
  private func find(
    _ starts: UnsafePointer<UnsafePointer<UInt8>>, _ lengths: UnsafePointer<Int>,
    _ keys: UnsafeMutableBufferPointer<TextKey>, into ids: UnsafeMutablePointer<UInt32>
  ) {
    let (table, shift, isAlone) = (slots.base, shift, shared == nil)
    withUnsafeTemporaryAllocation(of: Int.self, capacity: keys.count) { places in
      var touched: UInt64 = 0
      for position in keys.indices {
        let key = TextKey(starts[position], lengths[position], hasSlack: true)
        let place = 2 * Int(truncatingIfNeeded: key.hash >> shift)
        keys[position] = key
        places[position] = place
        touched &+= table[place]
      }
      // What was looked at must be used for something, or it would not be looked at.
      if touched == 0x5EED { places[0] = 2 * Int(truncatingIfNeeded: keys[0].hash >> shift) }
      for position in keys.indices {
        let (key, place) = (keys[position], places[position])
        let (word, rest) = (table[place], table[place + 1])
        if isAlone, key.isShort, word == key.word, rest != 0, rest >> 32 == key.length {
          ids[position] = UInt32(truncatingIfNeeded: rest) - 1
        } else {
          ids[position] = find(key, starts[position]) ?? .max
        }
      }
    }
  }

  /// Adds all texts of another interner, in their order.
  ///
  /// - Parameter threads: how many cores may look which texts are known; the result is the same for any number.
  /// - Returns: what has become of its ids.
  /// - Complexity: O(bytes) on average.
  package mutating func ids(ofAll other: inout TextInterner, threads: Int = 1) -> Buffer<UInt32> {
    precondition(other.shared == nil, "an interner with texts of its own only")
    other.bytes.reserve(8)
    restoreTable()
    var ids = Buffer<UInt32>(capacity: other.count)
    let target = SharedPlace(base: ids.reserve(other.count))
    do {
      let (known, texts) = (self, other)
      let parts = other.count < TextInterner.fewestTextsForThreads ? 1 : max(threads, 1)
      concurrently(parts: parts) { part in
        let range = (texts.count * part / parts)..<(texts.count * (part + 1) / parts)
        texts.inBatches(range, into: target.base) { known.find($0.starts, $0.lengths, $0.usedKeys, into: $0.ids) }
      }
    }
    let all = 0..<other.count
    other.inBatches(all, where: { target.base[$0] == .max }, into: target.base) { batch in
      self.ids(starts: batch.starts, lengths: batch.lengths, count: batch.count, into: batch.ids)
    }
    ids.commit(other.count)
    return ids
  }

  /// From so many texts on, another thread saves more than it costs.
  private static let fewestTextsForThreads = 1 << 16

  /// Takes a few hundred of its texts at a time, and writes the ids that they get.
  ///
  /// - Parameter number: gives the texts of a batch their ids.
  private func inBatches(
    _ range: Range<Int>, where isWanted: (Int) -> Bool = { _ in true }, into target: UnsafeMutablePointer<UInt32>,
    _ number: (borrowing TextBatch) -> Void
  ) {
    var batch = TextBatch()
    for text in range where isWanted(text) {
      batch.add(ownBytes(of: text), number: text, orAt: nowhere)
      if batch.isFull { batch.empty(into: target, number) }
    }
    batch.empty(into: target, number)
  }

  // MARK: One

  private mutating func id(of text: UnsafeBufferPointer<UInt8>) -> UInt32 {
    if hasLooksLeft {
      if let known = look(for: text) { return known }
      found[Array(text)] = UInt32(ends.count)
      bytes.append(text.baseAddress ?? nowhere, count: text.count)
      ends.append(UInt(bytes.count))
      return UInt32(ends.count - 1)
    }
    restoreTable()
    let start = text.baseAddress ?? nowhere
    return id(of: TextKey(start, text.count, hasSlack: false), start)
  }

  /// The id of the text, if it was seen.
  ///
  /// - Complexity: O(bytes) on average; O(texts) if the table was given back.
  package mutating func find(_ text: String) -> UInt32? {
    var text = text
    return text.withUTF8 { text in
      if hasLooksLeft { return look(for: text) }
      restoreTable()
      let start = text.baseAddress ?? nowhere
      return find(TextKey(start, text.count, hasSlack: false), start)
    }
  }

  /// Whether texts are looked for without the table: that was given back, and making it takes as long as looking through
  /// all texts a hundred times.
  private var hasLooksLeft: Bool { slots.count == 0 && shared == nil && looks < TextInterner.mostLooks }

  private static let mostLooks = 64

  private mutating func look(for text: UnsafeBufferPointer<UInt8>) -> UInt32? {
    let key = Array(text)
    if let known = found[key] { return known }
    looks += 1
    let number = number(of: text)
    if let number { found[key] = number }
    return number
  }

  /// The number of the text among all, whatever the table knows.
  private func number(of text: UnsafeBufferPointer<UInt8>) -> UInt32? {
    let (ends, bytes, start) = (ends.base, bytes.base, text.baseAddress ?? nowhere)
    let last = text.last
    var from = 0
    for number in 0..<self.ends.count {
      let end = Int(ends[number])
      // Ids that are numbered differ in their last byte first.
      if end &- from == text.count, end == from || bytes[end &- 1] == last, memcmp(bytes + from, start, text.count) == 0
      {
        return UInt32(number)
      }
      from = end
    }
    return nil
  }

  /// - Precondition: the table is there.
  @inline(__always)
  private func find(_ key: TextKey, _ start: UnsafePointer<UInt8>) -> UInt32? {
    if let known = shared?.find(key, start) { return known }
    let slot = slot(of: key, start)
    let found = slots.base[2 * slot + 1]
    return found == 0 ? nil : UInt32(truncatingIfNeeded: found) - 1 + sharedCount
  }

  /// Where the text is in the table, or would be.
  @inline(__always)
  private func slot(of key: TextKey, _ start: UnsafePointer<UInt8>) -> Int {
    let table = slots.base
    let mask = slots.count / 2 - 1
    var slot = Int(truncatingIfNeeded: key.hash >> shift)
    while table[2 * slot + 1] != 0 {
      if table[2 * slot] == key.word, table[2 * slot + 1] >> 32 == key.length {
        let number = Int(UInt32(truncatingIfNeeded: table[2 * slot + 1]) - 1)
        if key.isShort || isText(of: number, start, Int(key.length)) { return slot }
      }
      slot = (slot + 1) & mask
    }
    return slot
  }

  @inline(__always)
  private mutating func id(of key: TextKey, _ start: UnsafePointer<UInt8>) -> UInt32 {
    if let known = shared?.find(key, start) { return known }
    let slot = slot(of: key, start)
    let table = slots.writableBase()
    if table[2 * slot + 1] != 0 { return UInt32(truncatingIfNeeded: table[2 * slot + 1]) - 1 + sharedCount }
    let number = UInt32(ends.count)
    bytes.append(start, count: Int(key.length))
    ends.append(UInt(bytes.count))
    table[2 * slot] = key.word
    table[2 * slot + 1] = UInt64(number + 1) | key.length << 32
    if ends.count * 3 > slots.count { rebuild() }
    return number + sharedCount
  }

  private func isText(of number: Int, _ start: UnsafePointer<UInt8>, _ length: Int) -> Bool {
    let known = ownBytes(of: number)
    guard known.count == length, let knownStart = known.baseAddress else { return length == 0 && known.isEmpty }
    return memcmp(knownStart, start, length) == 0
  }

  private mutating func rebuild() {
    let old = slots
    slots = Table(count: old.count * 2)
    shift -= 1
    let mask = slots.count / 2 - 1
    let table = slots.writableBase()
    for position in 0..<(old.count / 2) where old.base[2 * position + 1] != 0 {
      let (word, rest) = (old.base[2 * position], old.base[2 * position + 1])
      var slot = Int(truncatingIfNeeded: TextKey.hash(word, length: rest >> 32) >> shift)
      while table[2 * slot + 1] != 0 { slot = (slot + 1) & mask }
      table[2 * slot] = word
      table[2 * slot + 1] = rest
    }
  }
}

// SAFETY: every part of `concurrently` writes a range of its own.
private struct SharedPlace: @unchecked Sendable {
  let base: UnsafeMutablePointer<UInt32>
}

/// Texts that are numbered together.
private struct TextBatch: ~Copyable {
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

  /// - Parameter nowhere: where an empty text may be said to be.
  mutating func add(_ text: UnsafeBufferPointer<UInt8>, number: Int, orAt nowhere: UnsafePointer<UInt8>) {
    starts[count] = text.baseAddress ?? nowhere
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

/// What a text is found by.
private struct TextKey {
  /// The bytes of a short text, the hash of a long one.
  let word: UInt64
  /// In bytes, below 2^32.
  let length: UInt64

  var isShort: Bool { length <= 8 }

  @inline(__always)
  var hash: UInt64 { TextKey.hash(word, length: length) }

  @inline(__always)
  static func hash(_ word: UInt64, length: UInt64) -> UInt64 {
    let mixed = (word ^ length &* 0xC2B2_AE3D_27D4_EB4F) &* multiplier
    return (mixed ^ (mixed >> 32)) &* multiplier
  }

  private static let multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// - Parameter hasSlack: whether eight bytes may be read from the start on, however short the text is.
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
      hash = (hash ^ TextKey.word(start + offset, 8, hasSlack: true)) &* TextKey.multiplier
      hash ^= hash >> 29
      offset += 8
    }
    // The last eight bytes, some of them for the second time.
    hash = (hash ^ TextKey.word(start + (length - 8), 8, hasSlack: true)) &* TextKey.multiplier
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
