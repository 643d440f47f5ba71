// One level of a join: what it finds for the bindings of the level before it, and what it tests.

/// A join level: bindings by column, and the loops that find and test them.
///
/// SAFETY: every column has room for `capacity` values, and no loop writes more: a `fill` stops there, and tests only
/// move values down. Pointers into a relation that grows are taken anew in every `fill`, since what is found may be added
/// to it; those into a complete one, to which nobody adds while a plan runs, in every `begin`.
final class JoinLevel {
  /// How many bindings are worked on at a time: enough to forget the cost of a step, few enough for the nearest cache.
  static let capacity = 512

  /// Where bindings come from.
  enum Expansion {
    case given
    case scan(RowProbe, binds: [(column: Int, register: Int)])
    case lookup(RowProbe, index: Int?, binds: [(column: Int, register: Int)])
    case values(site: Int, into: Int)

    /// How a relation is looked at.
    var probe: RowProbe? {
      switch self {
      case .scan(let probe, _), .lookup(let probe, _, _): probe
      case .given, .values: nil
      }
    }

    var registers: [Int] {
      switch self {
      case .given: []
      case .scan(_, let binds), .lookup(_, _, let binds): binds.map(\.register)
      case .values(_, let register): [register]
      }
    }
  }

  enum Test {
    case present(RowProbe)
    case absent(RowProbe)
    case equal(Int, Int)
    case different(Int, Int)
    case copy(from: Int, to: Int)
    case call(site: Int)
    case fold(site: Int, JoinPipeline, bound: [Int], owner: Int)
  }

  struct Filter {
    let test: Test
    /// The registers that something needs later.
    let live: [Int]
  }

  /// The relation that an expansion looks at. Without references, which would have to be counted for every batch.
  private struct Origin {
    let relation: Int
    let part: RowPart
    /// Whether all rows are looked at.
    let isScan: Bool
    let hasRepeats: Bool

    init(_ probe: RowProbe, isScan: Bool) {
      relation = probe.relation
      part = probe.part
      self.isScan = isScan
      hasRepeats = !probe.repeats.isEmpty
    }
  }

  /// The groups of a complete relation, by pointers.
  private struct Groups {
    let starts: UnsafePointer<UInt32>
    /// What lies side by side; nil if the relation itself is in that order.
    let sorted: UnsafePointer<UInt32>?
    /// Whether that are the values that are wanted, rather than rows.
    let holdsValues: Bool
  }

  var count = 0
  var filters: [Filter] = []
  private let expansion: Expansion
  private let origin: Origin?
  private let binds: [(column: Int, register: Int)]
  /// From `begin` on, if the relation is complete: nothing adds to it while the plan runs.
  private var groups: Groups?
  /// The index that rows are looked up in.
  private var index: Int?
  /// The groups of what was looked for without one.
  private var looked = LookedRows()
  private let constants: ConstantColumns
  private let columns: UnsafeMutableBufferPointer<UnsafeMutablePointer<UInt32>?>
  /// The columns that are this level's own, and must be freed.
  private var owned: Set<Int> = []
  /// The registers that are taken over from the level before.
  private var carried: [Int] = []
  private let kept: UnsafeMutablePointer<Bool>
  /// For each binding, the one of the level before it that it goes on from.
  private let sources: UnsafeMutablePointer<UInt32>
  /// For each binding, its row; or, while tests look something up, what they find.
  private let rows: UnsafeMutablePointer<UInt32>
  /// For each binding of the level before, its group, or its list of rows.
  private let found: UnsafeMutablePointer<UInt32>

  // Where `fill` goes on: the binding of the level before, and what is left of its rows.
  private var source = 0
  private var next = 0
  private var end = 0
  private var values: [UInt32] = []

  init(_ expansion: Expansion, _ constants: ConstantColumns, _ registerCount: Int) {
    self.expansion = expansion
    self.constants = constants
    switch expansion {
    case .given, .values: (origin, binds) = (nil, [])
    case .scan(let probe, let binds): (origin, self.binds) = (Origin(probe, isScan: true), binds)
    case .lookup(let probe, _, let binds): (origin, self.binds) = (Origin(probe, isScan: false), binds)
    }
    columns = .allocate(capacity: registerCount)
    columns.initialize(repeating: nil)
    for (register, column) in constants.columns { columns[register] = column }
    kept = .allocate(capacity: JoinLevel.capacity)
    sources = .allocate(capacity: JoinLevel.capacity)
    rows = .allocate(capacity: JoinLevel.capacity)
    found = .allocate(capacity: JoinLevel.capacity)
  }

  deinit {
    for register in owned { columns[register]?.deallocate() }
    columns.deallocate()
    kept.deallocate()
    sources.deallocate()
    rows.deallocate()
    found.deallocate()
  }

  /// Gives the registers columns of this level.
  func own(_ registers: Set<Int>) {
    for register in registers where owned.insert(register).inserted {
      columns[register] = .allocate(capacity: JoinLevel.capacity)
    }
  }

  func carry(_ registers: Set<Int>) {
    carried = registers.sorted()
    own(registers)
  }

  func column(_ register: Int) -> UnsafeMutablePointer<UInt32> {
    guard let column = columns[register] else { preconditionFailure("register \(register) has no value here") }
    return column
  }

  private var bindings: BindingBatch { BindingBatch(count: count, columns: columns, kept: kept) }

  // MARK: Finding

  /// Starts on new bindings of the level before.
  func begin(after before: JoinLevel, _ store: inout TupleStore) {
    source = -1
    next = 0
    end = 0
    guard case .lookup(let probe, let number, _) = expansion else { return }
    groups = nil
    index = number ?? store.relations[probe.relation].index(on: probe.keyColumns, for: before.count, store.stop)
    let relation = store.relations[probe.relation]
    guard let index else {
      before.withKey(probe) { key in
        looked.find(key, count: before.count, on: probe.keyColumns, in: relation, probe.part, store.stop)
      }
      for position in 0..<before.count { found[position] = UInt32(position) }
      groups = Groups(
        starts: UnsafePointer(looked.starts.base), sorted: UnsafePointer(looked.rows.base), holdsValues: false)
      return
    }
    before.lookUp(probe, index: index, relation, into: found)
    guard !relation.isGrowing else { return }
    let starts = UnsafePointer(relation.grouped[index].starts.base)
    switch relation.grouped[index].content {
    case .inPlace: groups = Groups(starts: starts, sorted: nil, holdsValues: false)
    case .rows(let rows): groups = Groups(starts: starts, sorted: UnsafePointer(rows.base), holdsValues: false)
    case .values(let values): groups = Groups(starts: starts, sorted: UnsafePointer(values.base), holdsValues: true)
    }
  }

  /// Finds the next bindings; false if there are no more.
  func fill(after before: JoinLevel, _ store: inout TupleStore, _ host: any JoinHost) -> Bool {
    if let origin {
      if origin.isScan {
        scan(origin, before, &store)
      } else if let groups {
        lookUp(groups, before)
        if !groups.holdsValues { fetch(origin, &store) }
      } else {
        lookUpLists(origin, before, &store)
        fetch(origin, &store)
      }
    } else if case .values(let site, let register) = expansion {
      expand(site, register, before, host)
    } else {
      count = 0
    }
    guard count > 0 else { return false }
    for register in carried {
      let (target, origin) = (column(register), before.column(register))
      for position in 0..<count { target[position] = origin[Int(sources[position])] }
    }
    if let origin, origin.hasRepeats { checkRepeats(store.relations[origin.relation]) }
    return true
  }

  private func scan(_ origin: Origin, _ before: JoinLevel, _ store: inout TupleStore) {
    let (lower, upper) = store.relations[origin.relation].bounds(of: origin.part)
    count = 0
    while count < JoinLevel.capacity {
      if next == end {
        source += 1
        guard source < before.count, lower < upper else { break }
        (next, end) = (lower, upper)
      }
      let taken = min(end - next, JoinLevel.capacity - count)
      (sources + count).update(repeating: UInt32(source), count: taken)
      for (number, register) in binds {
        (column(register) + count).update(
          from: store.relations[origin.relation].columns[number].base + next, count: taken)
      }
      if origin.hasRepeats { for offset in 0..<taken { rows[count + offset] = UInt32(next + offset) } }
      count += taken
      next += taken
    }
  }

  private func lookUp(_ groups: Groups, _ before: JoinLevel) {
    let starts = groups.starts
    func range(_ group: UInt32) -> (start: Int, end: Int) {
      group == .max ? (0, 0) : (Int(starts[Int(group)]), Int(starts[Int(group) + 1]))
    }
    if let sorted = groups.sorted {
      gather(before, range) { sorted[Int($0)] }
    } else {
      gather(before, range) { $0 }
    }
    if groups.holdsValues { for (_, register) in binds { column(register).update(from: rows, count: count) } }
  }

  private func lookUpLists(_ origin: Origin, _ before: JoinLevel, _ store: inout TupleStore) {
    let relation = store.relations[origin.relation]
    let (lists, bounds) = (relation.growing[index ?? 0], relation.bounds(of: origin.part))
    let numbers = lists.rows.base
    gather(before, { lists.range(of: $0, bounds) }, { numbers[Int($0)] })
  }

  /// Takes what is bound from the rows that were found.
  private func fetch(_ origin: Origin, _ store: inout TupleStore) {
    for (number, register) in binds {
      let (target, values) = (column(register), store.relations[origin.relation].columns[number].base)
      for position in 0..<count { target[position] = values[Int(rows[position])] }
    }
  }

  /// Goes through the groups, or lists, of the bindings before.
  @inline(__always)
  private func gather(
    _ before: JoinLevel, _ range: (UInt32) -> (start: Int, end: Int), _ content: (UInt32) -> UInt32
  ) {
    let (sources, rows, found, sourceCount) = (sources, rows, found, before.count)
    var (source, next, end, count) = (source, next, end, 0)
    while count < JoinLevel.capacity {
      if next == end {
        source += 1
        guard source < sourceCount else { break }
        (next, end) = range(found[source])
        continue
      }
      let taken = min(end - next, JoinLevel.capacity - count)
      for offset in 0..<taken {
        sources[count + offset] = UInt32(truncatingIfNeeded: source)
        rows[count + offset] = content(UInt32(truncatingIfNeeded: next + offset))
      }
      count += taken
      next += taken
    }
    (self.source, self.next, self.end, self.count) = (source, next, end, count)
  }

  private func expand(_ site: Int, _ register: Int, _ before: JoinLevel, _ host: any JoinHost) {
    count = 0
    while count < JoinLevel.capacity {
      if next == end {
        source += 1
        guard source < before.count else { break }
        values = host.expand(site: site, before.bindings, at: source)
        (next, end) = (0, values.count)
        continue
      }
      let taken = min(end - next, JoinLevel.capacity - count)
      (sources + count).update(repeating: UInt32(source), count: taken)
      let target = column(register) + count
      for offset in 0..<taken { target[offset] = values[next + offset] }
      count += taken
      next += taken
    }
  }

  /// Columns that repeat a variable of the same row; and, where one row is as good as all, the first that agrees.
  private func checkRepeats(_ relation: Relation) {
    guard let probe = expansion.probe else { return }
    for position in 0..<count { kept[position] = true }
    for (number, register) in probe.repeats {
      let (values, origin) = (column(register), relation.columns[number].base)
      for position in 0..<count where origin[Int(rows[position])] != values[position] { kept[position] = false }
    }
    if probe.firstOnly {
      var last: UInt32?
      for position in 0..<count where kept[position] {
        kept[position] = sources[position] != last
        last = sources[position]
      }
    }
    keep(registers: carried + expansion.registers)
  }

  // MARK: Testing

  func applyFilters(_ store: inout TupleStore, _ host: any JoinHost) {
    for filter in filters where count > 0 { apply(filter, &store, host) }
  }

  private func apply(_ filter: Filter, _ store: inout TupleStore, _ host: any JoinHost) {
    switch filter.test {
    case .present(let probe): mark(probe, &store.relations[probe.relation], isWanted: true, store.stop)
    case .absent(let probe): mark(probe, &store.relations[probe.relation], isWanted: false, store.stop)
    case .equal(let left, let right):
      let (left, right) = (column(left), column(right))
      for position in 0..<count { kept[position] = left[position] == right[position] }
    case .different(let left, let right):
      let (left, right) = (column(left), column(right))
      for position in 0..<count { kept[position] = left[position] != right[position] }
    case .copy(let source, let target):
      column(target).update(from: column(source), count: count)
      return
    case .call(let site):
      kept.update(repeating: true, count: count)
      host.call(site: site, bindings)
    case .fold(let site, let pipeline, let bound, let owner):
      kept.update(repeating: true, count: count)
      host.foldStarts(site: site, count: count)
      pipeline.run(from: self, registers: bound, owner: owner, &store, host) { _, level in
        host.foldReceives(site: site, level.bindings, owner: owner)
        return true
      }
      host.foldEnds(site: site, bindings)
    }
    keep(registers: filter.live)
  }

  /// Moves the bindings that go on together.
  private func keep(registers: [Int]) {
    var left = 0
    for position in 0..<count {
      sources[left] = UInt32(position)
      left += kept[position] ? 1 : 0
    }
    guard left < count else { return }
    for register in registers where owned.contains(register) {
      let column = column(register)
      for position in 0..<left { column[position] = column[Int(sources[position])] }
    }
    count = left
  }

  private func mark(_ probe: RowProbe, _ relation: inout Relation, isWanted: Bool, _ stop: StopCheck) {
    let (lower, upper) = relation.bounds(of: probe.part)
    switch probe.access {
    case .scan: kept.update(repeating: (lower < upper) == isWanted, count: count)
    case .index(let number):
      guard let index = number ?? relation.index(on: probe.keyColumns, for: count, stop) else {
        withKey(probe) { key in
          for position in 0..<count where !stop.isStopped {
            let row = relation.firstRow(with: key, position, on: probe.keyColumns, in: lower..<upper)
            kept[position] = (row != .max) == isWanted
          }
        }
        return
      }
      lookUp(probe, index: index, relation, into: rows)
      if relation.isGrowing {
        let lists = relation.growing[index]
        for position in 0..<count {
          let (start, end) = lists.range(of: rows[position], (lower, upper))
          kept[position] = (start < end) == isWanted
        }
      } else {
        for position in 0..<count { kept[position] = (rows[position] != .max) == isWanted }
      }
    case .row:
      withKey(probe) { key in
        if relation.isGrowing || !relation.isFindable {
          relation.look(for: key, count: count, into: rows, stop)
          for position in 0..<count {
            // INVARIANT: no relation has so many rows that the mark of an absent one would be within the bounds.
            kept[position] = (rows[position] >= lower && rows[position] < upper) == isWanted
          }
        } else {
          relation.contains(key, count: count, into: kept)
          if !isWanted { for position in 0..<count { kept[position].toggle() } }
        }
      }
    }
  }

  /// What an index has for the key in these bindings.
  private func lookUp(
    _ probe: RowProbe, index: Int, _ relation: Relation, into found: UnsafeMutablePointer<UInt32>
  ) {
    withKey(probe) { key in
      if relation.isGrowing {
        relation.growing[index].find(key, count: count, in: relation.columns, into: found)
      } else {
        relation.grouped[index].find(key, count: count, in: relation.columns, into: found)
      }
    }
  }

  private func withKey(_ probe: RowProbe, _ body: (ColumnPointers) -> Void) {
    withUnsafeTemporaryAllocation(of: UnsafeMutablePointer<UInt32>.self, capacity: probe.key.count + 1) { pointers in
      for (position, register) in probe.key.enumerated() { pointers[position] = column(register) }
      if let base = pointers.baseAddress { body(base) }
    }
  }
}
