// Finds the number of a text by its bytes.

/// A hash table over a list of texts.
///
/// A text of up to eight bytes is its own key in the table, so that finding it looks at no other memory; a longer one
/// has its hash there, and is compared with the bytes it stands for.
struct TextTable: Sendable {
  /// Two words a slot: the key, and the number plus one beside the length; a second word of 0 is an empty slot.
  private var slots = Table<UInt64>(count: 32)
  private var shift: UInt64 = 64 - 4

  /// The table of no texts.
  init() {}

  /// The table of these texts.
  ///
  /// Of the first texts only, if it is stopped.
  ///
  /// - Complexity: O(bytes).
  init(_ texts: TextList, _ stop: StopCheck) {
    let size = slotCount(for: texts.count, atLeast: 16)
    slots = Table(count: 2 * size)
    let table = slots.writableBase()
    shift = texts.place(in: size, stop, isTaken: { table[2 * $0 + 1] != 0 }) { slot, number, key in
      table[2 * slot] = key.word
      table[2 * slot + 1] = UInt64(number + 1) | key.length << 32
    }
  }

  /// The number of a text; nil if it is not there.
  ///
  /// SAFETY: the caller has the bytes of the key from the start on.
  ///
  /// - Complexity: O(1) on average for a short text, O(bytes) for a long one.
  @inline(__always)
  func find(_ key: TextKey, _ start: UnsafePointer<UInt8>, in texts: TextList) -> UInt32? {
    let found = slots.base[2 * slot(of: key, start, in: texts) + 1]
    return found == 0 ? nil : UInt32(truncatingIfNeeded: found) - 1
  }

  /// The number of a text, which is appended to the list if it is not there.
  ///
  /// SAFETY: as for `find`.
  ///
  /// - Complexity: O(bytes) on average.
  @inline(__always)
  mutating func insert(
    _ key: TextKey, _ start: UnsafePointer<UInt8>, in texts: inout TextList, _ stop: StopCheck
  ) -> UInt32 {
    let slot = slot(of: key, start, in: texts)
    let table = slots.writableBase()
    if table[2 * slot + 1] != 0 { return UInt32(truncatingIfNeeded: table[2 * slot + 1]) - 1 }
    let number = UInt32(texts.count)
    texts.append(start, count: Int(key.length))
    table[2 * slot] = key.word
    table[2 * slot + 1] = UInt64(number + 1) | key.length << 32
    if texts.count * 3 > slots.count { grow(stop) }
    return number
  }

  /// Finds the numbers of many texts; `UInt32.max` for those that are not there. Of long texts only those that `find` says
  /// are there.
  ///
  /// First all keys are made and their slots looked at, so that the processor waits for many of them at the same time;
  /// only then is each text decided.
  ///
  /// SAFETY: the caller has as many starts, lengths and places for numbers as keys, and eight readable bytes from each
  /// start on, however short the text is.
  ///
  /// - Parameter find: decides where the first slot does not.
  @inline(__always)
  func find(
    _ starts: UnsafePointer<UnsafePointer<UInt8>>, _ lengths: UnsafePointer<Int>,
    _ keys: UnsafeMutableBufferPointer<TextKey>, into numbers: UnsafeMutablePointer<UInt32>, isAlone: Bool,
    orBy find: (TextKey, UnsafePointer<UInt8>) -> UInt32?
  ) {
    let (table, shift) = (slots.base, shift)
    withUnsafeTemporaryAllocation(of: Int.self, capacity: keys.count) { places in
      var prefetch = Prefetch()
      for position in keys.indices {
        let key = TextKey(starts[position], lengths[position], hasSlack: true)
        let place = 2 * Int(truncatingIfNeeded: key.hash >> shift)
        keys[position] = key
        places[position] = place
        prefetch.read(table[place])
      }
      prefetch.finish()
      for position in keys.indices {
        let (key, place) = (keys[position], places[position])
        let (word, rest) = (table[place], table[place + 1])
        if isAlone, key.isShort, word == key.word, rest != 0, rest >> 32 == key.length {
          numbers[position] = UInt32(truncatingIfNeeded: rest) - 1
        } else {
          numbers[position] = find(key, starts[position]) ?? .max
        }
      }
    }
  }

  /// Where the text is in the table, or would be.
  @inline(__always)
  private func slot(of key: TextKey, _ start: UnsafePointer<UInt8>, in texts: TextList) -> Int {
    let table = slots.base
    let mask = slots.count / 2 - 1
    var slot = Int(truncatingIfNeeded: key.hash >> shift)
    while table[2 * slot + 1] != 0 {
      if table[2 * slot] == key.word, table[2 * slot + 1] >> 32 == key.length {
        let number = Int(UInt32(truncatingIfNeeded: table[2 * slot + 1]) - 1)
        if key.isShort || texts.isText(number, start, Int(key.length)) { return slot }
      }
      slot = (slot + 1) & mask
    }
    return slot
  }

  /// If it is stopped, it forgets some texts.
  private mutating func grow(_ stop: StopCheck) {
    let old = slots
    slots = Table(count: old.count * 2)
    shift -= 1
    let mask = slots.count / 2 - 1
    let table = slots.writableBase()
    for position in 0..<(old.count / 2) where old.base[2 * position + 1] != 0 {
      if stop.isStopped(at: position) { return }
      let (word, rest) = (old.base[2 * position], old.base[2 * position + 1])
      var slot = Int(truncatingIfNeeded: TextKey.hash(word, length: rest >> 32) >> shift)
      while table[2 * slot + 1] != 0 { slot = (slot + 1) & mask }
      table[2 * slot] = word
      table[2 * slot + 1] = rest
    }
  }
}

extension TextList {
  /// Gives each text a slot that is free, in their order; the first ones only, if it is stopped.
  ///
  /// - Returns: how far a hash is to be shifted to tell where to begin.
  /// - Complexity: O(bytes) on average.
  @inline(__always)
  func place(
    in size: Int, _ stop: StopCheck, isTaken: (_ slot: Int) -> Bool,
    _ take: (_ slot: Int, _ number: Int, _ key: TextKey) -> Void
  ) -> UInt64 {
    let shift = UInt64(64 - size.trailingZeroBitCount)
    for number in 0..<count {
      if stop.isStopped(at: number) { return shift }
      let text = self[number]
      let key = TextKey(text.baseAddress ?? emptySentinel, text.count, hasSlack: false)
      var slot = Int(truncatingIfNeeded: key.hash >> shift)
      while isTaken(slot) { slot = (slot + 1) & (size - 1) }
      take(slot, number, key)
    }
    return shift
  }
}
