// Which rows a relation has already: how duplicates are found, chosen by size in this one place.

/// Columns of equal length, by pointer.
///
/// SAFETY: good during the call that gives them, and as long as no column grows.
typealias ColumnPointers = UnsafePointer<UnsafeMutablePointer<UInt32>>

/// A row set: which rows a relation has already.
///
/// - Rows of one or two columns whose ids lie close together are bits of a matrix: nothing is smaller or faster.
/// - All others are in a hash table of row numbers: four bytes a slot, whatever the number of columns.
///
/// SAFETY: it holds no memory of the relation, but is given its columns at each call: always those of the same relation,
/// with at least the rows that it covers. Slots are masked to the table's size, and bits are only asked for ids that the
/// matrix admits.
struct RowSet: Sendable {
  private var table = RowTable()
  private var bits: BitMatrix?
  private let mayUseBits: Bool
  /// How many rows of the relation it covers, counted from the first.
  private(set) var count = 0

  /// How many bits of a matrix a row may cost before a hash table is the better choice.
  private static let bitsPerRow = 64
  /// From how many rows on bits are considered: under that it does not matter, and small tables cost least.
  private static let fewestRowsForBits = 1024
  /// How many rows are taken in at a time.
  static let batch = 1024

  /// - Parameter needsRowNumbers: whether `find` will be asked, which bits cannot answer.
  init(needsRowNumbers: Bool) { mayUseBits = !needsRowNumbers }

  var hasRowNumbers: Bool { bits == nil }

  /// Takes in rows that the columns have already; those that were there before are taken out of the columns.
  ///
  /// - Returns: how many rows there are now; if it was stopped, those that it did not come to are among them.
  /// - Complexity: O(rows) on average.
  mutating func cover(_ columns: inout [Buffer<UInt32>], rows: Int, _ stop: StopCheck) -> Int {
    // The rows move down in place: where one is written, all up to it were read.
    for column in columns.indices { columns[column].reserve(0) }
    return withUnsafeTemporaryAllocation(
      of: UnsafeMutablePointer<UInt32>.self, capacity: columns.count + 1
    ) { candidates in
      guard let pointers = candidates.baseAddress else { return count }
      for column in columns.indices {
        candidates[column] = columns[column].base + count
        columns[column].removeAll(after: count)
      }
      choose(pointers, rows - count, columns, stop)
      for first in stride(from: count, to: rows, by: RowSet.batch) {
        if stop.isStopped {
          for column in columns.indices { columns[column].append(candidates[column], count: rows - first) }
          return count + rows - first
        }
        let size = min(RowSet.batch, rows - first)
        _ = append(pointers, count: size, to: &columns, stop)
        for column in columns.indices { candidates[column] += size }
      }
      return count
    }
  }

  /// Appends to the columns the candidates that are not there yet.
  ///
  /// - Returns: how many were appended.
  /// - Complexity: O(candidates) on average.
  mutating func append(
    _ candidates: ColumnPointers, count added: Int, to columns: inout [Buffer<UInt32>], _ stop: StopCheck
  ) -> Int {
    if table.isCrowded(by: count + added) || bits != nil { choose(candidates, added, columns, stop) }
    let new =
      bits?.append(candidates, added, to: &columns) ?? table.append(candidates, added, to: &columns, count: count)
    count += new
    return new
  }

  /// The rows that equal the keys; `UInt32.max` where there is none.
  func find(_ keys: ColumnPointers, count: Int, in columns: [Buffer<UInt32>], into rows: UnsafeMutablePointer<UInt32>) {
    precondition(bits == nil, "bits do not know rows")
    withColumnPointers(columns) { columns in
      guard let base = columns.baseAddress else { return }
      for position in 0..<count { rows[position] = table.find(keys, position, base, arity: columns.count) }
    }
  }

  /// Marks which keys are there.
  func contains(
    _ keys: ColumnPointers, count: Int, in columns: [Buffer<UInt32>], into marks: UnsafeMutablePointer<Bool>
  ) {
    if let bits {
      bits.contains(keys, count, into: marks)
      return
    }
    withColumnPointers(columns) { columns in
      guard let base = columns.baseAddress else { return }
      for position in 0..<count {
        marks[position] = table.find(keys, position, base, arity: columns.count) != UInt32.max
      }
    }
  }

  #if DEBUG
    /// Stops the program where a row that is covered is not found.
    func checkInvariants(_ columns: [Buffer<UInt32>]) {
      precondition(columns.allSatisfy { $0.count >= count }, "a set of more rows than there are")
      withColumnPointers(columns) { pointers in
        guard let base = pointers.baseAddress else { return }
        withUnsafeTemporaryAllocation(of: UnsafeMutablePointer<UInt32>.self, capacity: columns.count + 1) { keys in
          guard let key = keys.baseAddress else { return }
          for row in 0..<count {
            for column in columns.indices { keys[column] = base[column] + row }
            if bits == nil {
              precondition(
                table.find(key, 0, base, arity: columns.count) == UInt32(row), "a row that is not found, or twice there"
              )
            } else {
              var isThere = false
              contains(key, count: 1, in: columns, into: &isThere)
              precondition(isThere, "a row without its bit")
            }
          }
        }
      }
    }
  #endif

  /// Bits if the rows, the candidates among them, are dense enough; else a table with room for all.
  private mutating func choose(
    _ candidates: ColumnPointers, _ added: Int, _ columns: [Buffer<UInt32>], _ stop: StopCheck
  ) {
    let arity = columns.count
    if let bits, bits.admits(candidates, added) { return }
    if mayUseBits, arity == 1 || arity == 2, count + added >= RowSet.fewestRowsForBits {
      var ends = [1, 1]
      for column in 0..<arity {
        let known = largest(columns[column].base, count)
        // Some room, so that a few ids more do not mean another matrix.
        ends[2 - arity + column] = (Int(max(known, largest(candidates[column], added))) + 64) * 9 / 8
      }
      let (size, overflow) = ends[0].multipliedReportingOverflow(by: ends[1])
      if !overflow, size <= (count + added) * RowSet.bitsPerRow {
        var bits = BitMatrix(rows: ends[0], width: ends[1])
        bits.insert(columns, count, stop)
        self.bits = bits
        table = RowTable()
        return
      }
    }
    bits = nil
    table.rebuild(columns, count: count, room: count + added, stop)
  }
}

private func largest(_ column: UnsafePointer<UInt32>, _ count: Int) -> UInt32 {
  var largest: UInt32 = 0
  for position in 0..<count { largest = max(largest, column[position]) }
  return largest
}

/// Whether all ids are below a limit, by what every processor does to several numbers at once: the sign of a difference.
private func areBelow(_ limit: Int, _ column: UnsafePointer<UInt32>, _ count: Int) -> Bool {
  guard limit <= Int(Int32.max) else { return Int(largest(column, count)) < limit }
  let last = Int32(truncatingIfNeeded: limit - 1)
  var signs: Int32 = 0
  for position in 0..<count {
    let id = Int32(bitPattern: column[position])
    signs |= (last &- id) | id
  }
  return signs >= 0
}

func withColumnPointers<Result>(
  _ columns: [Buffer<UInt32>], _ body: (UnsafeMutableBufferPointer<UnsafeMutablePointer<UInt32>>) -> Result
) -> Result {
  withUnsafeTemporaryAllocation(of: UnsafeMutablePointer<UInt32>.self, capacity: max(columns.count, 1)) { pointers in
    for column in columns.indices { pointers[column] = columns[column].base }
    return body(UnsafeMutableBufferPointer(rebasing: pointers[..<columns.count]))
  }
}

/// One bit for each pair of ids, or for each id.
private struct BitMatrix: Sendable {
  private var words: Table<UInt64>
  private let rows: Int
  private let width: Int
  /// Whether nearly all of the last candidates were there already: then it pays to guess so.
  private var isMostlyKnown = false

  init(rows: Int, width: Int) {
    self.rows = rows
    self.width = width
    words = Table(count: (rows * width + 63) / 64)
  }

  func admits(_ candidates: ColumnPointers, _ count: Int) -> Bool {
    // A matrix of one row is for relations with one column.
    if rows == 1 { return areBelow(width, candidates[0], count) }
    return areBelow(rows, candidates[0], count) && areBelow(width, candidates[1], count)
  }

  mutating func insert(_ columns: [Buffer<UInt32>], _ count: Int, _ stop: StopCheck) {
    let words = words.writableBase()
    let last = columns[columns.count - 1].base
    let first = columns.count == 2 ? columns[0].base : nil
    for row in 0..<count {
      if stop.isStopped(at: row) { return }
      let bit = (first.map { Int($0[row]) * width } ?? 0) + Int(last[row])
      words[bit >> 6] |= 1 << UInt64(bit & 63)
    }
  }

  mutating func append(_ candidates: ColumnPointers, _ count: Int, to columns: inout [Buffer<UInt32>]) -> Int {
    let words = words.writableBase()
    var added = 0
    if columns.count == 1 {
      let (ids, end) = (candidates[0], columns[0].reserve(count))
      for position in 0..<count {
        let id = ids[position]
        let (word, mask) = (words[Int(id >> 6)], UInt64(1) << UInt64(id & 63))
        end[added] = id
        added += word & mask == 0 ? 1 : 0
        words[Int(id >> 6)] = word | mask
      }
    } else {
      let (firsts, seconds) = (candidates[0], candidates[1])
      let (firstEnd, secondEnd) = (columns[0].reserve(count), columns[1].reserve(count))
      let (width, isMostlyKnown) = (width, isMostlyKnown)
      for position in 0..<count {
        let (first, second) = (firsts[position], seconds[position])
        let bit = Int(first) &* width &+ Int(second)
        if isMostlyKnown, words[bit >> 6] & 1 << UInt64(bit & 63) != 0 { continue }
        let (word, mask) = (words[bit >> 6], UInt64(1) << UInt64(bit & 63))
        firstEnd[added] = first
        secondEnd[added] = second
        added += word & mask == 0 ? 1 : 0
        words[bit >> 6] = word | mask
      }
    }
    for column in columns.indices { columns[column].commit(added) }
    isMostlyKnown = added * 8 < count
    return added
  }

  func contains(_ keys: ColumnPointers, _ count: Int, into marks: UnsafeMutablePointer<Bool>) {
    for position in 0..<count {
      let (first, second) =
        rows == 1 ? (0, Int(keys[0][position])) : (Int(keys[0][position]), Int(keys[1][position]))
      guard first < rows, second < width else {
        marks[position] = false
        continue
      }
      let bit = first * width + second
      marks[position] = words.base[bit >> 6] & (1 << UInt64(bit & 63)) != 0
    }
  }
}

/// A hash table of row numbers; the rows themselves are in the columns.
struct RowTable: Sendable {
  /// A row number plus one; 0 is an empty slot.
  private var slots = Table<UInt32>(count: 8)
  private var shift: UInt64 = 64 - 3

  /// The same by pointers.
  var view: RowTableView { RowTableView(slots: slots.base, shift: shift, mask: slots.count - 1) }

  func isCrowded(by count: Int) -> Bool { count * 3 > slots.count * 2 }

  /// Makes an empty table with slots for so many rows.
  mutating func makeRoom(for rows: Int) {
    let size = slotCount(for: rows, atLeast: slots.count)
    slots = Table(count: size)
    shift = UInt64(64 - size.trailingZeroBitCount)
  }

  /// If it is stopped, it knows only the first of the rows.
  mutating func rebuild(_ columns: [Buffer<UInt32>], count: Int, room: Int, _ stop: StopCheck) {
    makeRoom(for: room)
    let (table, size) = (slots.writableBase(), slots.count)
    withColumnPointers(columns) { columns in
      guard let base = columns.baseAddress else { return }
      for row in 0..<count {
        if stop.isStopped(at: row) { return }
        var slot = Int(truncatingIfNeeded: rowHash(base, row, arity: columns.count) >> shift)
        while table[slot] != 0 { slot = (slot + 1) & (size - 1) }
        table[slot] = UInt32(row + 1)
      }
    }
  }

  mutating func append(
    _ candidates: ColumnPointers, _ added: Int, to columns: inout [Buffer<UInt32>], count: Int
  ) -> Int {
    let arity = columns.count
    for column in columns.indices { columns[column].reserve(added) }
    let table = slots.writableBase()
    let mask = slots.count - 1
    let shift = shift
    let new = withColumnPointers(columns) { pointers in
      guard let known = pointers.baseAddress else { return 0 }
      return withUnsafeTemporaryAllocation(of: UInt64.self, capacity: added) { hashes in
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: added) { first in
          // All slots, then all rows that they lead to, are looked at before anything is decided, so that the processor
          // waits for many of them at the same time.
          for position in 0..<added {
            hashes[position] = rowHash(candidates, position, arity: arity)
            first[position] = table[Int(truncatingIfNeeded: hashes[position] >> shift)]
          }
          for column in 0..<arity {
            let (ids, rows) = (candidates[column], known[column])
            for position in 0..<added {
              let found = first[position]
              // Without a branch, which could not be foreseen; an empty slot looks at any row.
              let value = rows[Int(truncatingIfNeeded: found &- (found == 0 ? 0 : 1))]
              first[position] = value == ids[position] ? found : 0
            }
          }
          var end = count
          next: for position in 0..<added where first[position] == 0 {
            var slot = Int(truncatingIfNeeded: hashes[position] >> shift)
            while table[slot] != 0 {
              if equal(candidates, position, known, Int(table[slot] - 1), arity) { continue next }
              slot = (slot + 1) & mask
            }
            for column in 0..<arity { known[column][end] = candidates[column][position] }
            end += 1
            table[slot] = UInt32(end)
          }
          return end - count
        }
      }
    }
    for column in columns.indices { columns[column].commit(new) }
    return new
  }

  @inline(__always)
  func find(_ keys: ColumnPointers, _ position: Int, _ columns: ColumnPointers, arity: Int) -> UInt32 {
    let table = slots.base
    var slot = Int(truncatingIfNeeded: rowHash(keys, position, arity: arity) >> shift)
    while table[slot] != 0 {
      if equal(keys, position, columns, Int(table[slot] - 1), arity) { return table[slot] - 1 }
      slot = (slot + 1) & (slots.count - 1)
    }
    return .max
  }
}

@inline(__always)
private func equal(
  _ keys: ColumnPointers, _ position: Int, _ columns: ColumnPointers, _ row: Int, _ arity: Int
) -> Bool {
  for column in 0..<arity where keys[column][position] != columns[column][row] { return false }
  return true
}
