// Finds the rows of a relation that rules add to while they look at it.

/// Growing rows: an index of a growing relation, its rows by their key: for each key a list that is in one piece, so that who follows it never
/// waits for memory to tell where the next row is. A list that is full moves to a piece of twice its size, and leaves
/// its own to another.
///
/// SAFETY: a list lies within the piece that `move` gave it, and pieces never overlap; lists that `find` gives are below
/// the number of lists.
struct GrowingRows: Sendable {
  private struct List {
    /// Where it starts.
    var start: UInt32
    /// Its piece has room for the next power of two.
    var count: UInt32
  }

  let columns: [Int]
  private var table: GroupTable
  private var lists = Buffer<List>()
  /// The rows of all lists, those of each in ascending order.
  private(set) var rows = Buffer<UInt32>()
  /// How many rows of the relation are in the lists, counted from the first.
  private var covered = 0
  /// The pieces that no list has any more, by the power of two that is their size.
  private var free: [[UInt32]] = []

  init(columns: [Int]) {
    self.columns = columns
    table = GroupTable(columns: columns)
  }

  /// Takes in the rows before the end; not all if it is stopped.
  ///
  /// - Complexity: O(new rows) on average.
  mutating func extend(to end: Int, in relation: [Buffer<UInt32>], _ stop: StopCheck) {
    for row in covered..<max(end, covered) {
      if stop.isStopped(at: row) {
        covered = row
        return
      }
      let group = Int(table.group(ofRow: row, in: relation))
      if group == lists.count { lists.append(List(start: 0, count: 0)) }
      var list = lists.base[group]
      if list.count & (list.count &- 1) == 0 || list.count == 0 { move(&list) }
      rows.base[Int(list.start + list.count)] = UInt32(row)
      list.count += 1
      lists.base[group] = list
    }
    covered = max(end, covered)
  }

  /// Gives a full list a larger piece.
  private mutating func move(_ list: inout List) {
    let count = Int(list.count)
    let power = count == 0 ? 0 : count.trailingZeroBitCount + 1
    while free.count <= power { free.append([]) }
    let start: UInt32
    if let left = free[power].popLast() {
      start = left
    } else {
      precondition(rows.count + 1 << power <= Int(UInt32.max), "more rows than numbers for them")
      start = UInt32(rows.count)
      rows.reserve(1 << power)
      rows.commit(1 << power)
    }
    if count > 0 {
      (rows.base + Int(start)).update(from: rows.base + Int(list.start), count: count)
      free[power - 1].append(list.start)
    }
    list.start = start
  }

  /// The list of each key, `UInt32.max` where there is none.
  func find(
    _ keys: ColumnPointers, count: Int, in relation: [Buffer<UInt32>], into lists: UnsafeMutablePointer<UInt32>
  ) {
    for position in 0..<count { lists[position] = table.find(keys, position, in: relation) ?? .max }
  }

  /// Where the rows of a list are that lie within the bounds.
  ///
  /// - Complexity: O(log rows), and O(1) if all do.
  @inline(__always)
  func range(of list: UInt32, _ bounds: (lower: Int, upper: Int)) -> (start: Int, end: Int) {
    guard list != .max else { return (0, 0) }
    let list = lists.base[Int(list)]
    let (start, end) = (Int(list.start), Int(list.start + list.count))
    let first = bounds.lower == 0 ? start : place(of: bounds.lower, start, end)
    return (first, bounds.upper >= covered ? end : max(first, place(of: bounds.upper, start, end)))
  }

  /// The first place with a row that is not before this one.
  private func place(of row: Int, _ start: Int, _ end: Int) -> Int {
    var (lower, upper) = (start, end)
    while lower < upper {
      let middle = (lower + upper) / 2
      if Int(rows.base[middle]) < row { lower = middle + 1 } else { upper = middle }
    }
    return lower
  }
}

#if DEBUG
  extension GrowingRows {
    /// Stops the program where the lists are not a partition of the rows by their keys, each in ascending order.
    func checkInvariants(_ relation: [Buffer<UInt32>]) {
      var known: Set<UInt32> = []
      for number in 0..<lists.count {
        let list = lists[number]
        let members = (list.start..<(list.start + list.count)).map { rows[Int($0)] }
        precondition(zip(members, members.dropFirst()).allSatisfy { $0 < $1 }, "a list out of order")
        for member in members { precondition(known.insert(member).inserted, "a row in two lists") }
        for column in columns {
          precondition(Set(members.map { relation[column][Int($0)] }).count == 1, "two keys in one list")
        }
      }
      precondition(known.count == covered && known.allSatisfy { $0 < covered }, "a row that is in no list")
    }
  }
#endif
