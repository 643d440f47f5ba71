// What loops see of a relation with an overlay: pointers, so that no step counts references.

/// A live view: the rows of a `LiveRelation`, and where keys find them.
///
/// What loops call is inlined: a call that is not copies the whole struct.
///
/// Rows that were added lie one after the other, each with its mark behind its values.
///
/// SAFETY: memory that the `LiveRelation` owns, or the settled relation that it holds on to. Row numbers are below
/// `settledCount + addedCount`, and columns below `arity`: the relation's own methods check them, and plans were checked
/// when they were made.
struct LiveView {
  /// The values of a whole row.
  typealias Key = UnsafePointer<UInt32>

  let columns: UnsafeMutablePointer<UnsafeMutablePointer<UInt32>>
  let settledCount: UInt32
  let arity: Int
  /// How many rows the settled relation had after each round.
  private let roundEnds: UnsafeMutableBufferPointer<UInt32>
  /// Rows of the settled relation that are gone.
  var removed = RowNumberSet()
  /// Rows of the settled relation that are given now and were not, or were and are not.
  var flipped = RowNumberSet()
  var cells = UnsafeMutablePointer<UInt32>.allocate(capacity: 0)
  var addedCount: UInt32 = 0
  var liveAddedCount: UInt32 = 0
  /// How whole rows of the settled relation are found; nil until somebody asks.
  private(set) var finder: RowFinder?
  private unowned(unsafe) let settled: SettledRelation
  var wholeRows = AddedChains()
  private(set) var indexes = UnsafeMutablePointer<IndexView>.allocate(capacity: 0)
  private(set) var indexCount = 0

  /// Up to so many added rows are gone through one by one: it is faster than looking for them.
  static let fewRows: UInt32 = 8

  init(_ settled: SettledRelation) {
    self.settled = settled
    columns = settled.columns
    settledCount = UInt32(settled.relation.count)
    arity = settled.relation.arity
    roundEnds = settled.roundEnds
  }

  /// The rows of another, which keeps the memory that they are in.
  init(sharing other: LiveView) {
    settled = other.settled
    columns = other.columns
    settledCount = other.settledCount
    arity = other.arity
    roundEnds = other.roundEnds
    removed = other.removed
    flipped = other.flipped
    cells.deallocate()
    cells = other.cells
    addedCount = other.addedCount
    liveAddedCount = other.liveAddedCount
    takeIndexes(from: other)
    takeChains(from: other)
  }

  func freeOverlay() {
    removed.free()
    flipped.free()
    cells.deallocate()
  }

  func freeIndexes() {
    wholeRows.free()
    for number in 0..<indexCount { indexes[number].chains.free() }
    indexes.deallocate()
  }

  @inline(__always)
  func value(_ row: UInt32, _ column: Int) -> UInt32 {
    row < settledCount
      ? columns[column][Int(row)] : cells[Int(row &- settledCount) &* (arity &+ 1) &+ column]
  }

  @inline(__always)
  func mark(of row: UInt32) -> UInt32 { cells[Int(row &- settledCount) &* (arity &+ 1) &+ arity] }

  func setMark(of row: UInt32, _ mark: UInt32) { cells[Int(row - settledCount) * (arity + 1) + arity] = mark }

  @inline(__always)
  func isLive(_ row: UInt32) -> Bool {
    row < settledCount ? !removed.contains(row) : mark(of: row) & LiveRelation.deletedMark == 0
  }

  /// Whether the row needs no rule.
  @inline(__always)
  func isGiven(_ row: UInt32) -> Bool {
    row < settledCount ? (rank(of: row) == 0) != flipped.contains(row) : mark(of: row) & LiveRelation.givenMark != 0
  }

  /// - Complexity: O(log rounds).
  @inline(__always)
  func rank(of row: UInt32) -> UInt32 {
    guard row < settledCount else { return mark(of: row) & (LiveRelation.givenMark - 1) }
    var (lower, upper) = (0, roundEnds.count)
    while lower < upper {
      let middle = (lower + upper) / 2
      if roundEnds[middle] <= row { lower = middle + 1 } else { upper = middle }
    }
    return UInt32(lower)
  }

  /// Makes it possible to look for whole rows of the settled relation.
  ///
  /// - Complexity: O(rows) the first time.
  mutating func makeFindable(_ stop: StopCheck) { if finder == nil { finder = settled.finder(stop) } }

  /// The row of the settled relation, be it gone or not; `UInt32.max` if there is none.
  ///
  /// - Parameter stop: without a count of references, which would cost more than the search.
  /// - Precondition: it was made findable.
  @inline(__always)
  mutating func settledRow(_ key: Key, _ stop: Unmanaged<StopCheck>) -> UInt32 {
    guard let finder else { preconditionFailure("the relation was not made findable") }
    if let column = finder.column {
      let group = key[column] &- (finder.groups.least ?? 0)
      guard group < finder.groups.count else { return .max }
      let (start, end) = (finder.groups.starts[Int(group)], finder.groups.starts[Int(group) + 1])
      if end &- start <= RowFinder.mostRows {
        if let pairs = finder.groups.pairs {
          let other = key[1 - column]
          for place in Int(start)..<Int(end) where pairs[2 * place + 1] == other { return pairs[2 * place] }
          return .max
        }
        next: for place in start..<end {
          let row = finder.groups.rows.map { $0[Int(place)] } ?? place
          for column in 0..<arity where columns[column][Int(row)] != key[column] { continue next }
          return row
        }
        return .max
      }
      if finder.table == nil { self.finder?.table = settled.table(stop.takeUnretainedValue()) }
    }
    return tableRow(key)
  }

  @inline(__always)
  private func tableRow(_ key: Key) -> UInt32 {
    guard let table = finder?.table else { return .max }
    var hash: UInt64 = 0
    for column in 0..<arity { hash = combined(hash, key[column]) }
    var slot = Int(truncatingIfNeeded: finished(hash) >> table.shift)
    next: while table.slots[slot] != 0 {
      let row = Int(table.slots[slot] &- 1)
      for column in 0..<arity where columns[column][row] != key[column] {
        slot = (slot &+ 1) & table.mask
        continue next
      }
      return UInt32(truncatingIfNeeded: row)
    }
    return .max
  }

  /// - Precondition: `wholeRows` covers all rows, unless they are few.
  @inline(__always)
  func addedRow(_ key: Key) -> UInt32 {
    if addedCount <= LiveView.fewRows {
      next: for row in 0..<addedCount {
        let cells = cells + Int(row) * (arity + 1)
        for column in 0..<arity where cells[column] != key[column] { continue next }
        return row + settledCount
      }
      return .max
    }
    var hash: UInt64 = 0
    for column in 0..<arity { hash = combined(hash, key[column]) }
    var row = wholeRows.first(finished(hash))
    next: while row != .max {
      let cells = cells + Int(row) * (arity + 1)
      for column in 0..<arity where cells[column] != key[column] {
        row = wholeRows.next(row)
        continue next
      }
      return row + settledCount
    }
    return .max
  }

  // MARK: Indexes

  /// Takes over what is known of the settled relation.
  mutating func takeIndexes(from other: LiveView) {
    finder = other.finder
    makeRoom(other.indexCount)
    for number in 0..<other.indexCount where other.indexes[number].isReady {
      indexes[number].groups = other.indexes[number].groups
      indexes[number].isReady = true
    }
  }

  /// Takes over where added rows are found, where these have the same numbers.
  mutating func takeChains(from other: LiveView) {
    wholeRows = other.wholeRows.copied()
    for number in 0..<other.indexCount where other.indexes[number].isReady {
      indexes[number].chains = other.indexes[number].chains.copied()
    }
  }

  /// Makes the index ready for what there is now.
  ///
  /// - Parameter columns: those of the index, which has this number in all copies of the relation.
  mutating func prepareIndex(_ number: Int, on columns: UnsafeBufferPointer<Int>, _ stop: StopCheck) {
    if number >= indexCount || !indexes[number].isReady { setIndex(number, settled.groups(number, on: columns, stop)) }
    let (cells, width) = (cells, arity + 1)
    indexes[number].chains.cover(addedCount) { row in
      var hash: UInt64 = 0
      for column in columns { hash = combined(hash, cells[Int(row) * width + column]) }
      return finished(hash)
    }
  }

  /// Makes it possible to look for whole rows.
  mutating func prepareRows(_ stop: StopCheck) {
    makeFindable(stop)
    coverWholeRows()
  }

  mutating func coverWholeRows() {
    let (cells, arity) = (cells, arity)
    wholeRows.cover(addedCount) { row in
      var hash: UInt64 = 0
      for column in 0..<arity { hash = combined(hash, cells[Int(row) * (arity + 1) + column]) }
      return finished(hash)
    }
  }

  private mutating func setIndex(_ number: Int, _ groups: GroupView) {
    makeRoom(number + 1)
    indexes[number].groups = groups
    indexes[number].isReady = true
  }

  private mutating func makeRoom(_ count: Int) {
    guard count > indexCount else { return }
    let memory = UnsafeMutablePointer<IndexView>.allocate(capacity: count)
    memory.moveInitialize(from: indexes, count: indexCount)
    (memory + indexCount).initialize(repeating: IndexView(), count: count - indexCount)
    indexes.deallocate()
    indexes = memory
    indexCount = count
  }
}

/// An index over both parts of a relation.
struct IndexView {
  var isReady = false
  var groups = GroupView.none
  var chains = AddedChains()
}

/// Chains of added rows with the same hash of a key: from the newest to older ones.
///
/// SAFETY: `cover` has room for all rows that it counts; readers give rows below that count. Its owner frees it.
struct AddedChains {
  private var heads: UnsafeMutablePointer<UInt32>?
  /// For each row, the next older one in its chain; `UInt32.max` ends it.
  private var older: UnsafeMutablePointer<UInt32>?
  private var mask = 0
  private var capacity = 0
  private var count: UInt32 = 0

  /// The newest row of a chain, in which there may be rows with other keys.
  @inline(__always)
  func first(_ hash: UInt64) -> UInt32 {
    guard let heads else { return .max }
    return heads[Int(truncatingIfNeeded: hash >> 40) & mask]
  }

  /// The next older row in the chain, `UInt32.max` after the last.
  @inline(__always)
  func next(_ row: UInt32) -> UInt32 { older.map { $0[Int(row)] } ?? .max }

  /// - Complexity: O(new rows) amortised.
  mutating func cover(_ rows: UInt32, _ hash: (UInt32) -> UInt64) {
    guard rows > LiveView.fewRows, rows > count else { return }
    if Int(rows) > capacity {
      free()
      capacity = max(64, Int(rows) * 2)
      mask = 63
      while mask < capacity { mask = mask * 2 + 1 }
      let memory = UnsafeMutablePointer<UInt32>.allocate(capacity: mask + 1)
      memory.initialize(repeating: .max, count: mask + 1)
      heads = memory
      older = .allocate(capacity: capacity)
      count = 0
    }
    guard let heads, let older else { return }
    for row in count..<rows {
      let slot = Int(truncatingIfNeeded: hash(row) >> 40) & mask
      older[Int(row)] = heads[slot]
      heads[slot] = row
    }
    count = rows
  }

  /// The same in memory of its own.
  func copied() -> AddedChains {
    guard let heads, let older else { return AddedChains() }
    var copy = self
    let newHeads = UnsafeMutablePointer<UInt32>.allocate(capacity: mask + 1)
    newHeads.initialize(from: heads, count: mask + 1)
    copy.heads = newHeads
    let newOlder = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity)
    newOlder.initialize(from: older, count: Int(count))
    copy.older = newOlder
    return copy
  }

  func free() {
    heads?.deallocate()
    older?.deallocate()
  }
}
