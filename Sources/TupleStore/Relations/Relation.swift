// A relation: rows of `UInt32`, each once, with indexes on some of their columns.

/// Which of a relation's rows a step of a plan looks at.
package enum RowPart: Sendable, Hashable {
  /// The rows that were there before the last round.
  case stable
  /// The rows that the last round added.
  case recent
  /// Both.
  case all
  /// Those that an update took away, too.
  case everything
}

/// A relation: a set of rows of equal length, kept as columns.
///
/// Rows are only ever appended, so the three parts that semi-naive evaluation needs are three ranges of one list, and
/// the number of a row tells in which round it first appeared:
///
///     0 ..< stableEnd ..< recentEnd ..< count
///       stable        recent        new (not yet visible)
///
/// `advance()` moves both borders on. Indexes cover the visible rows.
///
/// SAFETY: `ColumnPointers` have `arity` columns with as many values as are counted, and are good during one call; rows
/// from outside are checked to be of that length. Row numbers in sets and indexes are below `count`, for rows are only ever
/// appended.
package struct Relation: Sendable {
  /// How many columns there are.
  package let arity: Int
  /// How many rows there are, new ones included.
  package private(set) var count = 0
  private(set) var stableEnd = 0
  private(set) var recentEnd = 0
  private(set) var columns: [Buffer<UInt32>]
  /// Whether rows are added while others look at it: its indexes are lists then, not groups.
  private(set) var isGrowing = false
  /// Whether plans ask for the number of a row with given values.
  private var needsRowNumbers = false
  /// How many keys may yet be looked for among all rows.
  private var scanBudget = ScanBudget(scans: Relation.mostScans)
  /// How many rows there were after each round: first those that were given, then what each round added.
  package private(set) var roundEnds: [Int] = []

  private(set) var grouped: [GroupedRows] = []
  private(set) var growing: [GrowingRows] = []
  /// Covers the first rows, or all; it is made when a row is added or looked for.
  private(set) var rowSet: RowSet?

  /// For a relation that keeps only the pairs that connect something, what is connected.
  private var forest: Forest?

  /// A relation without rows.
  package init(arity: Int) {
    self.arity = arity
    columns = (0..<arity).map { _ in Buffer() }
  }

  /// A relation of pairs that takes a pair only if it connects what no chain of pairs before it connects, in whatever
  /// direction these are: the equivalence that they generate is the same, and n values have fewer than n pairs of two.
  package static func connections() -> Relation {
    var relation = Relation(arity: 2)
    relation.forest = Forest()
    return relation
  }

  /// The values of one row.
  package subscript(row: Int) -> [UInt32] { columns.map { $0[row] } }

  /// One column of all rows.
  package func column(_ column: Int) -> Buffer<UInt32> { columns[column] }

  /// How many rows are visible: stable or recent.
  package var visibleCount: Int { recentEnd }

  /// Whether the last round added rows.
  package var hasRecent: Bool { recentEnd > stableEnd }

  /// Whether there are rows that are not yet visible.
  package var hasNew: Bool { count > recentEnd }

  // MARK: Rows

  /// Adds a row unless it is there; whether it was added.
  ///
  /// - Complexity: O(arity) on average.
  @discardableResult
  package mutating func insert(_ row: [UInt32]) -> Bool {
    precondition(row.count == arity, "a row of another length")
    var row = row
    return row.withUnsafeMutableBufferPointer { cells in
      withUnsafeTemporaryAllocation(of: UnsafeMutablePointer<UInt32>.self, capacity: arity + 1) { pointers in
        for column in 0..<arity { pointers[column] = cells.baseAddress.map { $0 + column } ?? pointers[column] }
        guard let candidates = pointers.baseAddress else { return false }
        return insert(candidates, count: 1, .never) == 1
      }
    }
  }

  /// Adds rows that come as columns; those that were there before, or come twice, are left out.
  ///
  /// - Complexity: O(rows) on average; rows that come in ascending order are not even hashed.
  package mutating func insert(
    columns added: consuming [Buffer<UInt32>], count addedCount: Int, stop: StopCheck = .never
  ) {
    precondition(added.count == arity, "rows of another length")
    guard addedCount > 0 else { return }
    forgetIndexes()
    if count == 0, rowSet == nil, forest == nil {
      columns = added
      count = addedCount
      if isAscending { return }
      count = 0
      var rowSet = RowSet(needsRowNumbers: needsRowNumbers)
      count = rowSet.cover(&columns, rows: addedCount, stop)
      return
    }
    makeSet(stop)
    withColumnPointers(added) { pointers in
      guard let candidates = pointers.baseAddress else { return }
      for first in stride(from: 0, to: addedCount, by: RowSet.batch) {
        if stop.isStopped { return }
        let size = min(RowSet.batch, addedCount - first)
        _ = insert(candidates, count: size, stop)
        for column in 0..<arity { pointers[column] += size }
      }
    }
  }

  /// Adds the candidates that are not there yet; how many that were.
  ///
  /// - Complexity: O(candidates) on average.
  mutating func insert(_ candidates: ColumnPointers, count added: Int, _ stop: StopCheck) -> Int {
    makeSet(stop)
    guard let connecting = forest?.connecting(candidates, count: added) else {
      let new = rowSet?.append(candidates, count: added, to: &columns, stop) ?? 0
      count += new
      return new
    }
    let new = withColumnPointers(connecting) { pointers -> Int in
      guard let candidates = pointers.baseAddress else { return 0 }
      return rowSet?.append(candidates, count: connecting[0].count, to: &columns, stop) ?? 0
    }
    count += new
    return new
  }

  /// Whether each row is greater than the one before it, so that none is there twice.
  private var isAscending: Bool {
    withColumnPointers(columns) { columns in
      next: for row in 1..<max(count, 1) {
        for column in columns where column[row - 1] != column[row] {
          if column[row - 1] > column[row] { return false }
          continue next
        }
        return false
      }
      return true
    }
  }

  private mutating func makeSet(_ stop: StopCheck) {
    guard rowSet == nil else { return }
    var rowSet = RowSet(needsRowNumbers: needsRowNumbers)
    _ = rowSet.cover(&columns, rows: count, stop)
    self.rowSet = rowSet
  }

  // MARK: Rounds

  /// Makes the rows stable that are there, before rules add to them.
  ///
  /// - Parameter isGrowing: whether rules look at it while they add to it.
  package mutating func beginRounds(isGrowing: Bool) {
    stableEnd = count
    recentEnd = count
    roundEnds = [count]
    self.isGrowing = isGrowing
  }

  /// Makes the new rows recent, and the recent ones stable.
  ///
  /// - Complexity: O(new rows) for each index.
  package mutating func advance(stop: StopCheck = .never) {
    stableEnd = recentEnd
    recentEnd = count
    roundEnds.append(count)
    for number in growing.indices { growing[number].extend(to: recentEnd, in: columns, stop) }
  }

  /// Makes all rows stable, and what follows find them in groups.
  package mutating func settle() {
    if hasNew { roundEnds.append(count) }
    stableEnd = count
    recentEnd = count
    isGrowing = false
    growing = []
    // Whole rows are seldom looked for later; where they are, the set is made again.
    if rowSet?.hasRowNumbers == true { rowSet = nil }
    #if DEBUG
      if count <= Relation.mostCheckedRows { checkInvariants() }
    #endif
  }

  // MARK: Looking back

  /// Makes it possible to look at the rows of its first rounds only, with `lookBack`.
  package mutating func reopen() {
    isGrowing = true
    forgetIndexes()
  }

  /// Makes the rows stable that were there after so many rounds.
  package mutating func lookBack(to round: Int) {
    stableEnd = roundEnds.isEmpty ? count : roundEnds[min(max(round, 0), roundEnds.count - 1)]
  }

  /// In which round the row was added; 0 if it was given.
  ///
  /// - Complexity: O(log rounds).
  package func round(of row: Int) -> Int {
    var (lower, upper) = (0, roundEnds.count)
    while lower < upper {
      let middle = (lower + upper) / 2
      if roundEnds[middle] <= row { lower = middle + 1 } else { upper = middle }
    }
    return lower
  }

  /// The number of the row with these values.
  ///
  /// - Complexity: O(arity) on average; O(rows) the first times.
  package mutating func row(of values: [UInt32], stop: StopCheck = .never) -> Int? {
    precondition(values.count == arity, "a row of another length")
    var (cells, found) = (values, UInt32.max)
    cells.withUnsafeMutableBufferPointer { cells in
      withUnsafeTemporaryAllocation(of: UnsafeMutablePointer<UInt32>.self, capacity: arity + 1) { pointers in
        for column in 0..<arity { pointers[column] = cells.baseAddress.map { $0 + column } ?? pointers[column] }
        if let key = pointers.baseAddress { look(for: key, count: 1, into: &found, stop) }
      }
    }
    return found == .max ? nil : Int(found)
  }

  /// The rows that equal the keys, `UInt32.max` where there is none; whether it was made findable or not.
  ///
  /// - Complexity: O(arity) on average for each; O(rows) the first times.
  mutating func look(
    for keys: ColumnPointers, count: Int, into rows: UnsafeMutablePointer<UInt32>, _ stop: StopCheck
  ) {
    if rowSet?.hasRowNumbers != true {
      if scanBudget.spend(count) {
        let all = Array(columns.indices)
        for position in 0..<count {
          rows[position] = stop.isStopped ? .max : firstRow(with: keys, position, on: all, in: 0..<self.count)
        }
        return
      }
      needsRowNumbers = true
      rowSet = nil
      makeSet(stop)
    }
    find(keys, count: count, into: rows)
  }

  /// Making a set or an index takes as long as a few dozen scans.
  private static let mostScans = 16

  /// The first of some rows that has the values of a key in some columns; `UInt32.max` if there is none.
  ///
  /// - Complexity: O(rows), sixteen at a time.
  func firstRow(with keys: ColumnPointers, _ position: Int, on columns: [Int], in range: Range<Int>) -> UInt32 {
    guard let first = columns.first else { return range.isEmpty ? .max : UInt32(range.lowerBound) }
    var row = range.lowerBound
    while true {
      row = place(of: keys[0][position], in: self.columns[first].base, row, range.upperBound)
      if row == range.upperBound { return .max }
      if (1..<columns.count).allSatisfy({ self.columns[columns[$0]].base[row] == keys[$0][position] }) {
        return UInt32(row)
      }
      row += 1
    }
  }

  func bounds(of part: RowPart) -> (lower: Int, upper: Int) {
    switch part {
    case .stable: (0, stableEnd)
    case .recent: (stableEnd, recentEnd)
    case .all, .everything: (0, recentEnd)
    }
  }

  // MARK: Indexes

  /// The number of the index on these columns, which is built if there is none.
  ///
  /// - Complexity: O(rows) to build it.
  package mutating func index(on columns: [Int], stop: StopCheck = .never) -> Int {
    if let known = knownIndex(on: columns) { return known }
    if isGrowing {
      var index = GrowingRows(columns: columns)
      index.extend(to: recentEnd, in: self.columns, stop)
      growing.append(index)
      return growing.count - 1
    }
    grouped.append(
      GroupedRows(of: self.columns, rows: recentEnd, on: columns, stop) ?? GroupedRows(emptyOn: columns))
    return grouped.count - 1
  }

  /// Whether whole rows are found without looking through all.
  var isFindable: Bool { isGrowing ? rowSet?.hasRowNumbers == true : rowSet != nil }

  /// Makes it possible to look for whole rows.
  ///
  /// - Complexity: O(rows) the first time.
  package mutating func makeFindable(stop: StopCheck = .never) {
    // Only a row's number tells whether it was there before this round.
    if isGrowing, !needsRowNumbers {
      needsRowNumbers = true
      rowSet = nil
    }
    makeSet(stop)
  }

  private func knownIndex(on columns: [Int]) -> Int? {
    isGrowing ? growing.firstIndex { $0.columns == columns } : grouped.firstIndex { $0.columns == columns }
  }

  /// The number of the index on these columns, to look so many keys up in; nil if there is none and it is not worth
  /// making for them: then they are looked for among all rows, as the last few times.
  mutating func index(on columns: [Int], for keys: Int, _ stop: StopCheck) -> Int? {
    if let known = knownIndex(on: columns) { return known }
    return scanBudget.spend(keys) ? nil : index(on: columns, stop: stop)
  }

  func find(_ keys: ColumnPointers, count: Int, into rows: UnsafeMutablePointer<UInt32>) {
    guard let rowSet else { preconditionFailure("the relation was not made findable") }
    rowSet.find(keys, count: count, in: columns, into: rows)
  }

  func contains(_ keys: ColumnPointers, count: Int, into marks: UnsafeMutablePointer<Bool>) {
    guard let rowSet else { preconditionFailure("the relation was not made findable") }
    rowSet.contains(keys, count: count, in: columns, into: marks)
  }

  /// Gives back the memory of the indexes.
  package mutating func forgetIndexes() {
    grouped = []
    growing = []
    if rowSet?.hasRowNumbers == true { rowSet = nil }
  }
}

/// Where an id is in a column, or the end.
private func place(of id: UInt32, in column: UnsafePointer<UInt32>, _ start: Int, _ end: Int) -> Int {
  var place = start
  let wanted = SIMD16(repeating: id)
  while place + 16 <= end {
    let ids = UnsafeRawPointer(column + place).loadUnaligned(as: SIMD16<UInt32>.self)
    if any(ids .== wanted) { break }
    place += 16
  }
  while place < end, column[place] != id { place += 1 }
  return place
}

#if DEBUG
  extension Relation {
    /// Up to so many rows are checked whenever a relation is settled, so that debug builds stay usable.
    static let mostCheckedRows = 4096

    /// Stops the program where something is not as it must be.
    ///
    /// - Complexity: O(rows) for each column, the set and each index.
    package func checkInvariants() {
      for column in columns { precondition(column.count == count, "a column of another length") }
      precondition(0 <= stableEnd && stableEnd <= recentEnd && recentEnd <= count, "parts that overlap")
      precondition(zip(roundEnds, roundEnds.dropFirst()).allSatisfy { $0 <= $1 }, "a round that ends before it began")
      precondition(roundEnds.last ?? 0 <= count, "a round with rows that are not there")
      precondition(
        Set((0..<count).map { self[$0] }).count == count || arity == 0 && count <= 1, "a row that is twice there")
      rowSet?.checkInvariants(columns)
      for index in grouped { index.checkInvariants(columns) }
      for index in growing { index.checkInvariants(columns) }
    }
  }
#endif
