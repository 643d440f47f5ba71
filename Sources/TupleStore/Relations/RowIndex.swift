// Finds the rows of a relation by the values of some of their columns.
//
// A relation that is complete is grouped once: all rows with the same key lie side by side, and where a group starts is
// looked up by the id itself if the key is one column of ids that lie close together ("adjacency array"), else in a
// hash table. A relation that still grows keeps a list for each key instead (`GrowingRows`).

/// Grouped rows: an index of a complete relation, in which rows with the same key lie side by side.
///
/// SAFETY: it is given the columns of the relation that it was made of at each call; groups that `find` gives are below
/// the number of groups, so that `starts` has them and the one after.
struct GroupedRows: Sendable {
  /// What lies side by side.
  enum Content: Sendable {
    /// The rows themselves do: the relation is in the order of the key.
    case inPlace
    /// Row numbers.
    case rows(Buffer<UInt32>)
    /// Of a relation with two columns, the values of the one that is not the key.
    case values(Buffer<UInt32>)
  }

  let columns: [Int]
  private let keys: GroupKeys
  /// Where each group starts, then the end of the last; and one more, which only counting needs.
  let starts: Buffer<UInt32>
  let content: Content

  /// Nil if it was stopped.
  ///
  /// - Parameter asRows: whether row numbers are wanted where values would do.
  /// - Complexity: O(rows).
  init?(of relation: [Buffer<UInt32>], rows: Int, on columns: [Int], asRows: Bool = false, _ stop: StopCheck) {
    var groups = Buffer<UInt32>()
    guard let keys = GroupKeys(of: relation, rows: rows, on: columns, groups: &groups, stop) else { return nil }
    // Counting sort by group. A group's size is counted two places further on, and where its next row goes stands one
    // place further on; when all rows are placed, that is where the next group starts.
    var starts = Buffer<UInt32>(capacity: keys.count + 2)
    starts.append(repeating: 0, count: keys.count + 2)
    let (next, sizes) = (starts.base + 1, starts.base + 2)
    guard let isInPlace = keys.forEachGroup(relation, rows: rows, groups, stop, { group, _ in sizes[Int(group)] &+= 1 })
    else { return nil }
    for group in 1..<max(keys.count, 1) { sizes[group] &+= sizes[group - 1] }
    self.columns = columns
    self.keys = keys
    self.starts = starts
    if isInPlace {
      if keys.count > 0 { next.update(from: sizes, count: keys.count) }
      content = .inPlace
      return
    }
    var sorted = Buffer<UInt32>(capacity: rows)
    let target = sorted.reserve(rows)
    let takesValues = relation.count == 2 && columns.count == 1 && !asRows
    let values = relation[columns[0] == 0 ? relation.count - 1 : 0].base
    let isPlaced = keys.forEachGroup(relation, rows: rows, groups, stop) { group, row in
      target[Int(next[Int(group)])] = takesValues ? values[row] : UInt32(row)
      next[Int(group)] &+= 1
    }
    guard isPlaced != nil else { return nil }
    sorted.commit(rows)
    content = takesValues ? .values(sorted) : .rows(sorted)
  }

  /// The groups of a relation without rows.
  init(emptyOn columns: [Int]) {
    self.columns = columns
    keys = GroupKeys(emptyOn: columns)
    var starts = Buffer<UInt32>(capacity: 2)
    starts.append(repeating: 0, count: 2)
    self.starts = starts
    content = .inPlace
  }

  /// The same by pointers; of an index that holds rows.
  var view: GroupView {
    var view = keys.view
    view.starts = UnsafePointer(starts.base)
    switch content {
    case .inPlace: view.rows = nil
    case .rows(let rows), .values(let rows): view.rows = UnsafePointer(rows.base)
    }
    return view
  }

  /// Of an index on one of two columns, its rows with the value of the other column beside each, in the order of the
  /// groups; nil if the relation is in that order itself, or it was stopped.
  ///
  /// - Complexity: O(rows).
  func pairs(with other: Buffer<UInt32>, _ stop: StopCheck) -> Buffer<UInt32>? {
    guard case .rows(let rows) = content else { return nil }
    var pairs = Buffer<UInt32>(capacity: rows.count * 2)
    let (target, rowNumbers, values) = (pairs.reserve(rows.count * 2), rows.base, other.base)
    for place in 0..<rows.count {
      if stop.isStopped(at: place) { return nil }
      target[2 * place] = rowNumbers[place]
      target[2 * place + 1] = values[Int(rowNumbers[place])]
    }
    pairs.commit(rows.count * 2)
    return pairs
  }

  /// The same without its rows, which are elsewhere.
  func withoutRows() -> GroupedRows { GroupedRows(columns: columns, keys: keys, starts: starts, content: .inPlace) }

  private init(columns: [Int], keys: GroupKeys, starts: Buffer<UInt32>, content: Content) {
    self.columns = columns
    self.keys = keys
    self.starts = starts
    self.content = content
  }

  /// The group of each key, `UInt32.max` where there is none.
  func find(
    _ keys: ColumnPointers, count: Int, in relation: [Buffer<UInt32>], into groups: UnsafeMutablePointer<UInt32>
  ) {
    self.keys.find(keys, count: count, in: relation, into: groups)
    let starts = starts.base
    for position in 0..<count where groups[position] != .max {
      let group = Int(groups[position])
      if starts[group] == starts[group + 1] { groups[position] = .max }
    }
  }
}

/// Which group a key has.
private struct GroupKeys: Sendable {
  private enum Form: Sendable {
    /// The group is the id less the least one.
    case dense(least: UInt32)
    case hash(GroupTable)
  }

  private let form: Form
  private let columns: [Int]
  /// How many groups there are, empty ones included.
  let count: Int

  /// How many empty groups a row may cost, in ids.
  private static let idsPerRow = 8

  /// By pointers; where the groups start is for the index to say.
  var view: GroupView {
    var view = GroupView.none
    view.count = UInt32(count)
    switch form {
    case .dense(let least): view.least = least
    case .hash(let table):
      view.least = nil
      table.fill(&view)
    }
    return view
  }

  /// Nil if it was stopped.
  ///
  /// - Parameter groups: receives the group of each row where it is not simply the id less the least one.
  init?(of relation: [Buffer<UInt32>], rows: Int, on columns: [Int], groups: inout Buffer<UInt32>, _ stop: StopCheck) {
    self.columns = columns
    if columns.count == 1, rows > 0 {
      let ids = relation[columns[0]].base
      var (least, greatest) = (ids[0], ids[0])
      for row in 0..<rows {
        least = min(least, ids[row])
        greatest = max(greatest, ids[row])
      }
      let span = Int(greatest - least) + 1
      if span <= rows * GroupKeys.idsPerRow + 64 {
        form = .dense(least: least)
        count = span
        return
      }
    }
    var table = GroupTable(columns: columns)
    groups.reserve(rows)
    for row in 0..<rows {
      if stop.isStopped(at: row) { return nil }
      groups.append(table.group(ofRow: row, in: relation))
    }
    count = table.count
    form = .hash(table)
  }

  init(emptyOn columns: [Int]) {
    self.columns = columns
    form = .dense(least: 0)
    count = 0
  }

  /// Calls with the group of each row; whether the groups never went down. Nil if it was stopped.
  @inline(__always)
  func forEachGroup(
    _ relation: [Buffer<UInt32>], rows: Int, _ groups: Buffer<UInt32>, _ stop: StopCheck,
    _ body: (_ group: UInt32, _ row: Int) -> Void
  ) -> Bool? {
    var (last, isAscending): (UInt32, Bool) = (0, true)
    let (ids, least): (UnsafeMutablePointer<UInt32>, UInt32)
    switch form {
    case .dense(let first): (ids, least) = (relation[columns[0]].base, first)
    case .hash: (ids, least) = (groups.base, 0)
    }
    for first in stride(from: 0, to: rows, by: StopCheck.rowsBetween) {
      if stop.isStopped { return nil }
      for row in first..<min(first + StopCheck.rowsBetween, rows) {
        let group = ids[row] &- least
        isAscending = isAscending && group >= last
        last = group
        body(group, row)
      }
    }
    return isAscending
  }

  func find(
    _ keys: ColumnPointers, count: Int, in relation: [Buffer<UInt32>], into groups: UnsafeMutablePointer<UInt32>
  ) {
    switch form {
    case .dense(let least):
      let ids = keys[0]
      let size = UInt32(self.count)
      for position in 0..<count {
        let group = ids[position] &- least
        groups[position] = group < size ? group : .max
      }
    case .hash(let table):
      for position in 0..<count { groups[position] = table.find(keys, position, in: relation) ?? .max }
    }
  }
}

/// A group table: a hash table of keys, in which a key is known by the first row that has it.
///
/// SAFETY: as for `GroupedRows`; `firstRows` holds rows that were there when they were put in.
struct GroupTable: Sendable {
  private let columns: [Int]
  /// A group plus one; 0 is an empty slot.
  private var slots = Table<UInt32>(count: 8)
  private var shift: UInt64 = 64 - 3
  private var firstRows = Buffer<UInt32>()

  init(columns: [Int]) { self.columns = columns }

  var count: Int { firstRows.count }

  /// The group of a row's key, a new one if no row before it had it.
  mutating func group(ofRow row: Int, in relation: [Buffer<UInt32>]) -> UInt32 {
    let table = slots.writableBase()
    var slot = Int(truncatingIfNeeded: hash(relation, row) >> shift)
    next: while table[slot] != 0 {
      let other = Int(firstRows.base[Int(table[slot] - 1)])
      for column in columns where relation[column].base[other] != relation[column].base[row] {
        slot = (slot + 1) & (slots.count - 1)
        continue next
      }
      return table[slot] - 1
    }
    let group = UInt32(firstRows.count)
    firstRows.append(UInt32(row))
    table[slot] = group + 1
    if firstRows.count * 2 > slots.count { grow(relation) }
    return group
  }

  @inline(__always)
  func find(_ keys: ColumnPointers, _ position: Int, in relation: [Buffer<UInt32>]) -> UInt32? {
    let table = slots.base
    var slot = Int(truncatingIfNeeded: rowHash(keys, position, arity: columns.count) >> shift)
    next: while table[slot] != 0 {
      let row = Int(firstRows.base[Int(table[slot] - 1)])
      for part in 0..<columns.count where relation[columns[part]].base[row] != keys[part][position] {
        slot = (slot + 1) & (slots.count - 1)
        continue next
      }
      return table[slot] - 1
    }
    return nil
  }

  func fill(_ view: inout GroupView) {
    view.slots = slots.base
    view.shift = shift
    view.mask = slots.count - 1
    view.firstRows = UnsafePointer(firstRows.base)
  }

  private mutating func grow(_ relation: [Buffer<UInt32>]) {
    slots = Table(count: slots.count * 4)
    shift = UInt64(64 - slots.count.trailingZeroBitCount)
    let table = slots.writableBase()
    for group in 0..<firstRows.count {
      var slot = Int(truncatingIfNeeded: hash(relation, Int(firstRows.base[group])) >> shift)
      while table[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      table[slot] = UInt32(group + 1)
    }
  }

  private func hash(_ relation: [Buffer<UInt32>], _ row: Int) -> UInt64 {
    var hash: UInt64 = 0
    for column in columns { hash = combined(hash, relation[column].base[row]) }
    return finished(hash)
  }
}

#if DEBUG
  extension GroupedRows {
    /// Stops the program where the groups are not a partition of the relation's rows by their keys.
    func checkInvariants(_ relation: [Buffer<UInt32>]) {
      let rows = Int(starts[starts.count - 2])
      precondition((1..<(starts.count - 1)).allSatisfy { starts[$0 - 1] <= starts[$0] }, "a group that ends too early")
      guard case .rows(let sorted) = content else { return }
      precondition(sorted.count == rows && Set((0..<rows).map { sorted[$0] }).count == rows, "a row in two groups")
      for group in 0..<(starts.count - 2) where starts[group] < starts[group + 1] {
        let members = (starts[group]..<starts[group + 1]).map { Int(sorted[Int($0)]) }
        for column in columns {
          precondition(Set(members.map { relation[column][$0] }).count == 1, "two keys in one group")
        }
      }
    }
  }
#endif
