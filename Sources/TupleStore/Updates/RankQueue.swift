// Rows that have to be looked at again, those of the lowest rank first.

/// A rank queue: rows of some relations by rank, in which every row is once.
///
/// SAFETY: `add` is given rows of the relation beside them, whose ranks it reads.
package struct RankQueue {
  /// By rank, and then by relation.
  private var waiting: [UInt64: [UInt32]] = [:]
  private var known: [Int: RowNumbers] = [:]

  /// An empty queue.
  package init() {}

  /// Adds rows, unless they were added before; not all if it is stopped.
  ///
  /// - Parameter limit: only rows of higher rank are added; nil for all.
  package mutating func add(
    _ rows: UnsafeBufferPointer<UInt32>, of number: Int, _ relation: LiveRelation, above limit: UInt32?,
    stop: StopCheck = .never
  ) {
    guard !rows.isEmpty else { return }
    let known = self.known[number] ?? RowNumbers()
    self.known[number] = known
    known.reserve(rows.count)
    let view = relation.view
    // Rows that are found one after the other often have the same rank.
    var (current, list): (UInt64?, [UInt32]) = (nil, [])
    for (position, row) in rows.enumerated() {
      if stop.isStopped(at: position) { break }
      let rank = view.pointee.rank(of: row)
      if let limit, rank <= limit { continue }
      guard known.insert(row) else { continue }
      let key = UInt64(rank) << 32 | UInt64(number)
      if key != current {
        if let current { waiting[current] = list }
        list = waiting.removeValue(forKey: key) ?? []
        current = key
      }
      list.append(row)
    }
    if let current { waiting[current] = list }
  }

  /// The rows of one relation and the lowest rank.
  package mutating func popLowest() -> (rank: UInt32, relation: Int, rows: [UInt32])? {
    guard let key = waiting.keys.min(), let rows = waiting.removeValue(forKey: key) else { return nil }
    return (UInt32(key >> 32), Int(key & 0xFFFF_FFFF), rows)
  }
}

/// Row numbers of one relation, shared by reference.
package final class RowNumbers {
  private var rows = RowNumberSet()

  /// No rows.
  package init() {}

  deinit { rows.free() }

  /// Inserts a row; whether it was not there before.
  ///
  /// - Complexity: O(1) on average.
  @discardableResult
  package func insert(_ row: UInt32) -> Bool { rows.insert(row) }

  /// Removes a row; whether it was there.
  ///
  /// - Complexity: O(1) on average.
  package func remove(_ row: UInt32) -> Bool { rows.remove(row) }

  /// Whether the row is there.
  ///
  /// - Complexity: O(1) on average.
  package func contains(_ row: UInt32) -> Bool { rows.contains(row) }

  /// Makes room for so many more rows.
  ///
  /// - Complexity: O(rows) if it has to grow.
  package func reserve(_ more: Int) { rows.reserve(more) }
}
