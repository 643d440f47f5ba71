// A complete relation that many updates start from: it never changes, and what is built to search it is built once.

import Synchronization

/// A settled relation: one that is complete, with the indexes that updates of it have asked for.
///
/// Updates that are made side by side share it; whoever asks first for an index builds it, and the others wait.
package final class SettledRelation: Sendable {
  /// The rows, in columns.
  package let relation: Relation
  // SAFETY: set once, given back at the end; the columns belong to the relation.
  nonisolated(unsafe) let columns: UnsafeMutablePointer<UnsafeMutablePointer<UInt32>>
  /// How many rows there were after each round.
  nonisolated(unsafe) let roundEnds: UnsafeMutableBufferPointer<UInt32>
  private let indexes: Mutex<Indexes>

  /// What was built so far.
  private struct Indexes: Sendable {
    /// By the columns of the key.
    var groups: [[Int]: GroupedRows] = [:]
    /// The same by the numbers that plans know them by.
    var numbered: [GroupView?] = []
    /// Of relations with two columns, what stands in the place of an index's rows.
    var pairs: [[Int]: Buffer<UInt32>] = [:]
    var table: RowTable?
    /// By column, how many rows are expected to have the value of a row.
    var expected: [Int: Double] = [:]
    var finder: RowFinder?
  }

  /// How many rows are looked at to tell how many have the same value.
  private static let sampleSize = 4096
  /// A whole row is looked for among those that share a value with it, if these are so few.
  private static let fewSharing = 8.0

  /// The relation as it is, without the indexes that it had.
  package init(_ relation: Relation) {
    var relation = relation
    relation.forgetIndexes()
    self.relation = relation
    indexes = Mutex(Indexes())
    columns = .allocate(capacity: max(relation.arity, 1))
    for column in 0..<relation.arity { columns[column] = relation.columns[column].base }
    roundEnds = .allocate(capacity: relation.roundEnds.count)
    for (round, end) in relation.roundEnds.enumerated() { roundEnds[round] = UInt32(end) }
  }

  deinit {
    columns.deallocate()
    roundEnds.deallocate()
  }

  /// The index on these columns.
  ///
  /// - Parameter number: the same for the same columns, and small.
  /// - Returns: no groups if it was stopped.
  /// - Complexity: O(rows) the first time.
  func groups(_ number: Int, on columns: UnsafeBufferPointer<Int>, _ stop: StopCheck) -> GroupView {
    indexes.withLock { indexes in
      if number < indexes.numbered.count, let known = indexes.numbered[number] { return known }
      guard let view = groups(on: Array(columns), &indexes, stop) else { return .none }
      while indexes.numbered.count <= number { indexes.numbered.append(nil) }
      indexes.numbered[number] = view
      return view
    }
  }

  /// Nil if it was stopped: what is incomplete is not kept, for others would use it.
  private func groups(on columns: [Int], _ indexes: inout Indexes, _ stop: StopCheck) -> GroupView? {
    if indexes.groups[columns] == nil {
      guard var groups = GroupedRows(of: relation.columns, rows: relation.count, on: columns, asRows: true, stop) else {
        return nil
      }
      if relation.arity == 2, columns.count == 1,
        let pairs = groups.pairs(with: relation.columns[1 - columns[0]], stop)
      {
        indexes.pairs[columns] = pairs
        groups = groups.withoutRows()
      }
      indexes.groups[columns] = groups
    }
    var view = indexes.groups[columns]?.view ?? .none
    view.pairs = indexes.pairs[columns].map { UnsafePointer($0.base) }
    return view
  }

  /// How whole rows are best found: the rows that share a value lie close to those that share the next one, which a hash
  /// table would scatter.
  ///
  /// - Returns: what finds nothing if it was stopped.
  /// - Complexity: O(rows) the first time.
  func finder(_ stop: StopCheck) -> RowFinder {
    indexes.withLock { indexes in
      if let known = indexes.finder { return known }
      var finder = RowFinder()
      let columns = (0..<relation.arity).map { (column: $0, rows: expectedRows(sharing: $0, &indexes)) }
      if relation.count > 0, let best = columns.min(by: { $0.rows < $1.rows }), best.rows <= SettledRelation.fewSharing
      {
        guard let groups = groups(on: [best.column], &indexes, stop) else { return RowFinder(table: .empty) }
        finder.groups = groups
        if finder.groups.least != nil { finder.column = best.column }
      }
      if finder.column == nil {
        guard let table = table(&indexes, stop) else { return RowFinder(table: .empty) }
        finder.table = table
      }
      indexes.finder = finder
      return finder
    }
  }

  /// Where whole rows are found, whatever they share.
  ///
  /// - Returns: an empty table if it was stopped.
  /// - Complexity: O(rows) the first time.
  func table(_ stop: StopCheck) -> RowTableView { indexes.withLock { table(&$0, stop) ?? .empty } }

  private func table(_ indexes: inout Indexes, _ stop: StopCheck) -> RowTableView? {
    if let known = indexes.table { return known.view }
    var table = RowTable()
    table.rebuild(relation.columns, count: relation.count, room: relation.count, stop)
    if stop.isStopped { return nil }
    indexes.table = table
    return table.view
  }

  /// How many rows are expected to have the same value in a column as a row chosen at random; an estimate, for planning.
  ///
  /// Of s rows chosen at random, about s² / 2 · Σ(g/n)² pairs agree, for groups of g of all n rows; and Σg²/n is the answer.
  ///
  /// - Complexity: O(1): it looks at a few thousand rows.
  package func expectedRows(sharing column: Int) -> Double { indexes.withLock { expectedRows(sharing: column, &$0) } }

  private func expectedRows(sharing column: Int, _ indexes: inout Indexes) -> Double {
    if let known = indexes.expected[column] { return known }
    let expected = SettledRelation.expectedRows(relation.column(column))
    indexes.expected[column] = expected
    return expected
  }

  private static func expectedRows(_ cells: Buffer<UInt32>) -> Double {
    guard cells.count > 1 else { return 1 }
    let isSample = cells.count > sampleSize * 2
    // Chosen by a fixed sequence, so that the same facts give the same plan.
    var state: UInt64 = 0
    var values = (0..<(isSample ? sampleSize : cells.count)).map { position -> UInt32 in
      state &+= goldenMultiplier
      let choice = isSample ? Int(truncatingIfNeeded: finished(state ^ state >> 29) >> 33) % cells.count : position
      return cells[choice]
    }
    values.sort()
    var (pairs, run) = (0, 0)
    for position in values.indices.dropFirst() {
      run = values[position] == values[position - 1] ? run + 1 : 0
      pairs += run
    }
    let size = Double(values.count)
    return max(1, 2 * Double(pairs) * Double(cells.count) / (size * size) + (isSample ? 0 : 1))
  }
}

/// Where an index has the rows of a key.
///
/// SAFETY: good as long as the index is, which is as long as the relation that has it.
struct GroupView: @unchecked Sendable {
  /// The least id, if the group is the id less that; else what is below is used.
  var least: UInt32?
  /// How many groups there are.
  var count: UInt32
  /// Groups plus one, by the upper bits of the key's hash.
  var slots: UnsafePointer<UInt32>
  var shift: UInt64
  var mask: Int
  /// A row of each group, which has its key.
  var firstRows: UnsafePointer<UInt32>
  var starts: UnsafePointer<UInt32>
  /// The rows, group by group; nil if they are in that order anyway, or in pairs.
  var rows: UnsafePointer<UInt32>?
  /// The rows, group by group, each with the value beside it of the column that is not in the key: whoever finds the row
  /// wants it, and would have to look for it elsewhere.
  var pairs: UnsafePointer<UInt32>?

  /// Reads what will be read when the group of an id is looked up.
  ///
  /// - Returns: some value of that memory, for `Prefetch`.
  @inline(__always)
  func prefetch(_ id: UInt32) -> UInt32 {
    guard let least else { return 0 }
    let group = id &- least
    guard group < count else { return 0 }
    let start = Int(starts[Int(group)])
    if start == Int(starts[Int(group) + 1]) { return 0 }
    return pairs.map { $0[2 * start] } ?? rows.map { $0[start] } ?? 0
  }

  /// No groups.
  static var none: GroupView {
    GroupView(
      least: 0, count: 0, slots: emptySentinel, shift: 0, mask: 0, firstRows: emptySentinel, starts: emptySentinel)
  }

  // SAFETY: a few bytes that are never changed and never given back.
  nonisolated(unsafe) fileprivate static let emptySentinel: UnsafePointer<UInt32> = {
    let memory = UnsafeMutablePointer<UInt32>.allocate(capacity: 2)
    memory.initialize(repeating: 0, count: 2)
    return UnsafePointer(memory)
  }()
}

/// Where whole rows are found.
///
/// SAFETY: as for `GroupView`.
struct RowTableView: @unchecked Sendable {
  var slots: UnsafePointer<UInt32>
  var shift: UInt64
  var mask: Int

  /// A table in which nothing is found: of its two slots neither is taken.
  static var empty: RowTableView { RowTableView(slots: GroupView.emptySentinel, shift: 63, mask: 1) }
}

/// How whole rows are found.
///
/// SAFETY: as for `GroupView`.
struct RowFinder: Sendable {
  /// The column by whose value rows are found; nil if all go by the table.
  var column: Int?
  var groups = GroupView.none
  /// For the rest; where there is a column, it is made when it is first needed.
  var table: RowTableView?

  /// Among more rows than this the table is asked.
  static let mostRows: UInt32 = 32
}
