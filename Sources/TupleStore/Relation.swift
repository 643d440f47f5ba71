// A relation: rows of `UInt32`, each once, with indexes on some of their columns.

/// Which of a relation's rows a step of a plan looks at.
package enum RowPart: Sendable, Hashable {
  /// The rows that were there before the last round.
  case stable
  /// The rows that the last round added.
  case recent
  /// Both.
  case all
}

/// A set of rows of equal length.
///
/// Rows are only ever appended, so the three parts that semi-naive evaluation needs are three ranges of one list:
///
///     0 ..< stableEnd ..< recentEnd ..< count
///       stable        recent        new (not yet visible)
///
/// `advance()` moves both borders on. Indexes cover the visible rows.
package struct Relation: Sendable {
  package let arity: Int
  package private(set) var count = 0
  private(set) var stableEnd = 0
  private(set) var recentEnd = 0
  /// Row by row.
  private(set) var cells: [UInt32] = []
  private var slots = SlotTable()
  private(set) var indexes: [RowIndex] = []

  package init(arity: Int) {
    self.arity = arity
  }

  /// The values of one row.
  package subscript(row: Int) -> ArraySlice<UInt32> { cells[(row * arity)..<((row + 1) * arity)] }

  /// How many rows are visible: stable or recent.
  package var visibleCount: Int { recentEnd }

  package var hasRecent: Bool { recentEnd > stableEnd }

  package var hasNew: Bool { count > recentEnd }

  /// Adds a row unless it is there; whether it was added.
  ///
  /// - Complexity: O(arity) on average.
  @discardableResult
  package mutating func insert(_ row: [UInt32]) -> Bool {
    insert(registers: row, at: Array(0..<arity))
  }

  /// Makes the new rows recent, and the recent ones stable.
  ///
  /// - Complexity: O(new rows) for each index.
  package mutating func advance() {
    stableEnd = recentEnd
    recentEnd = count
    for number in indexes.indices { indexes[number].extend(to: recentEnd, cells: cells, arity: arity) }
  }

  /// The number of the index on these columns, which is built if there is none.
  ///
  /// - Complexity: O(rows) to build it.
  package mutating func index(on columns: [Int]) -> Int {
    if let number = indexes.firstIndex(where: { $0.columns == columns }) { return number }
    var index = RowIndex(columns: columns)
    index.extend(to: recentEnd, cells: cells, arity: arity)
    indexes.append(index)
    return indexes.count - 1
  }

  func bounds(of part: RowPart) -> (lower: Int, upper: Int) {
    switch part {
    case .stable: (0, stableEnd)
    case .recent: (stableEnd, recentEnd)
    case .all: (0, recentEnd)
    }
  }

  /// Adds the row whose values are in these registers, unless it is there.
  mutating func insert(registers: [UInt32], at sources: [Int]) -> Bool {
    let hash = rowHash(registers, sources)
    var slot = slots.start(of: hash)
    while let row = slots[slot] {
      if holds(registers, sources, row: Int(row)) { return false }
      slot = slots.after(slot)
    }
    slots.fill(slot, with: UInt32(count))
    for source in sources { cells.append(registers[source]) }
    count += 1
    if slots.isCrowded(by: count) {
      let (cells, arity) = (cells, arity)
      slots.rebuild(for: count) { row in rowHash(cells, first: Int(row) * arity, count: arity) }
    }
    return true
  }

  /// The row whose values are in these registers.
  func find(registers: [UInt32], at sources: [Int]) -> Int? {
    var slot = slots.start(of: rowHash(registers, sources))
    while let row = slots[slot] {
      if holds(registers, sources, row: Int(row)) { return Int(row) }
      slot = slots.after(slot)
    }
    return nil
  }

  /// The newest visible row that an index finds for the key in these registers, or -1.
  func newestRow(index number: Int, registers: [UInt32], at sources: [Int]) -> Int {
    indexes[number].newestRow(registers: registers, at: sources, cells: cells, arity: arity)
  }

  @inline(__always)
  private func holds(_ registers: [UInt32], _ sources: [Int], row: Int) -> Bool {
    let first = row * arity
    for column in 0..<sources.count where cells[first + column] != registers[sources[column]] { return false }
    return true
  }
}

/// Finds rows by the values of some of their columns: a hash table of the newest row for each key, and from each row
/// the next older one with the same key.
struct RowIndex: Sendable {
  let columns: [Int]
  /// How many rows it covers.
  private var covered = 0
  private var slots = SlotTable()
  /// The newest row of each key, by the key's number.
  private var newest: [UInt32] = []
  /// For each row, the next older row with the same key plus one; 0 ends the chain.
  private var older: [UInt32] = []

  init(columns: [Int]) {
    self.columns = columns
  }

  mutating func extend(to end: Int, cells: [UInt32], arity: Int) {
    while covered < end {
      let first = covered * arity
      let hash = rowHash(cells, columns, offset: first)
      var slot = slots.start(of: hash)
      var known: UInt32?
      while let key = slots[slot] {
        let other = Int(newest[Int(key)]) * arity
        if columns.allSatisfy({ cells[other + $0] == cells[first + $0] }) {
          known = key
          break
        }
        slot = slots.after(slot)
      }
      if let known {
        older.append(newest[Int(known)] + 1)
        newest[Int(known)] = UInt32(covered)
      } else {
        slots.fill(slot, with: UInt32(newest.count))
        newest.append(UInt32(covered))
        older.append(0)
        if slots.isCrowded(by: newest.count) {
          let (newest, columns) = (newest, columns)
          slots.rebuild(for: newest.count) { key in
            rowHash(cells, columns, offset: Int(newest[Int(key)]) * arity)
          }
        }
      }
      covered += 1
    }
  }

  /// The newest row whose key is in these registers, or -1.
  func newestRow(registers: [UInt32], at sources: [Int], cells: [UInt32], arity: Int) -> Int {
    var slot = slots.start(of: rowHash(registers, sources))
    next: while let key = slots[slot] {
      let row = Int(newest[Int(key)])
      for position in 0..<columns.count
      where cells[row * arity + columns[position]] != registers[sources[position]] {
        slot = slots.after(slot)
        continue next
      }
      return row
    }
    return -1
  }

  /// The next older row with the same key, or -1.
  func rowBefore(_ row: Int) -> Int { Int(older[row]) - 1 }
}

private let seed: UInt64 = 0x9E37_79B9_7F4A_7C15

@inline(__always)
private func combined(_ hash: UInt64, _ cell: UInt32) -> UInt64 {
  let mixed = (hash ^ UInt64(cell)) &* seed
  return mixed ^ (mixed >> 32)
}

/// The hash of the cells at these positions, counted from an offset: a row's key, or registers.
@inline(__always)
private func rowHash(_ cells: [UInt32], _ positions: [Int], offset: Int = 0) -> UInt64 {
  var hash: UInt64 = 0
  for position in positions { hash = combined(hash, cells[offset + position]) }
  return hash &* seed
}

@inline(__always)
private func rowHash(_ cells: [UInt32], first: Int, count: Int) -> UInt64 {
  var hash: UInt64 = 0
  for position in first..<(first + count) { hash = combined(hash, cells[position]) }
  return hash &* seed
}
