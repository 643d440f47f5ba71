// Rows found by looking at all of a relation, where an index is not worth making.

/// The rows with some keys, found without an index: the list of each key after that of the one before it.
struct LookedRows {
  private(set) var starts = Buffer<UInt32>()
  private(set) var rows = Buffer<UInt32>()

  /// - Complexity: O(rows of the relation) for each key.
  mutating func find(
    _ keys: ColumnPointers, count: Int, on columns: [Int], in relation: Relation, _ part: RowPart, _ stop: StopCheck
  ) {
    starts.removeAll(after: 0)
    rows.removeAll(after: 0)
    let (lower, upper) = relation.bounds(of: part)
    for position in 0..<count {
      starts.append(UInt32(rows.count))
      if stop.isStopped { continue }
      var row = relation.firstRow(with: keys, position, on: columns, in: lower..<upper)
      while row != .max {
        rows.append(row)
        row = relation.firstRow(with: keys, position, on: columns, in: (Int(row) + 1)..<upper)
      }
    }
    starts.append(UInt32(rows.count))
  }
}
