// Rows that have to be looked at again, those of the lowest rank first.

/// A queue of rows by rank, in which every row is once.
struct RankQueue {
  private var rowsByRank: [UInt32: [(relation: Int, row: UInt32)]] = [:]
  private var known: Set<UInt64> = []

  /// Adds the row unless it was added before.
  mutating func add(_ row: UInt32, of relation: Int, rank: UInt32) {
    guard known.insert(UInt64(relation) << 32 | UInt64(row)).inserted else { return }
    rowsByRank[rank, default: []].append((relation, row))
  }

  /// All rows of the lowest rank.
  mutating func popLowest() -> (rank: UInt32, rows: [(relation: Int, row: UInt32)])? {
    guard let rank = rowsByRank.keys.min() else { return nil }
    return (rank, rowsByRank.removeValue(forKey: rank) ?? [])
  }
}

/// Rows of one relation, in the order in which they were added.
struct RowNumbers {
  private var rows: Set<UInt32> = []

  mutating func insert(_ row: UInt32) { rows.insert(row) }

  /// Whether the row was there.
  mutating func remove(_ row: UInt32) -> Bool { rows.remove(row) != nil }

  var sorted: [UInt32] { rows.sorted() }
}
