// A relation as it stands after updates: a complete relation that stays as it is, and over it what was taken away and
// what was added.

/// A live relation: a settled relation with an overlay, rows of it that are gone, and rows that were added.
///
/// A row is known by one number: the rows of the settled relation come first, then those that were added. Every row has
/// a rank, the round in which it appeared; it rests on rows of lower rank only.
///
/// An evaluation's relations are shared and do not change any more; an update works on a copy, which costs as much as
/// the overlay. What dies is marked, and leaves with the next copy, so that an update can still look at what it took
/// away.
///
/// Lookups build indexes lazily, so a shared relation must be read through a private view: `readOnlyView()`.
///
/// SAFETY: whoever makes a copy is the only one to change it, and stops when it hands it out; a read-only view keeps the
/// relation whose memory it reads. Row and column numbers from outside are checked in `value`, and `append` has room for
/// what it writes from `reserve`.
package final class LiveRelation: @unchecked Sendable {
  /// The relation under the overlay, which does not change.
  package let settled: SettledRelation
  /// The relation whose overlay this one reads; nil if it has one of its own.
  private let origin: LiveRelation?
  let view: UnsafeMutablePointer<LiveView>
  private var capacity = 0

  /// The mark of a deleted row, beside its rank.
  static let deletedMark: UInt32 = 1 << 31
  /// The mark of a row that is given, beside its rank.
  static let givenMark: UInt32 = 1 << 30
  /// The highest rank that there may be.
  package static let highestRank = UInt32(givenMark - 1)

  /// The relation as it is.
  package convenience init(_ relation: Relation) { self.init(SettledRelation(relation)) }

  private init(_ settled: SettledRelation) {
    self.settled = settled
    origin = nil
    view = .allocate(capacity: 1)
    view.initialize(to: LiveView(settled))
  }

  private init(viewing origin: LiveRelation) {
    settled = origin.settled
    self.origin = origin
    view = .allocate(capacity: 1)
    view.initialize(to: LiveView(sharing: origin.view.pointee))
  }

  deinit {
    if origin == nil { view.pointee.freeOverlay() }
    view.pointee.freeIndexes()
    view.deallocate()
  }

  /// A read-only view: the same rows, for one reader that shares it with nobody.
  ///
  /// - Complexity: O(indexes).
  package func readOnlyView() -> LiveRelation { LiveRelation(viewing: self) }

  /// The same rows by the same numbers, to be changed.
  ///
  /// - Complexity: O(overlay).
  package func copied() -> LiveRelation {
    let copy = LiveRelation(settled)
    copy.takeOverlay(of: self)
    return copy
  }

  /// The same rows without memory of those that were added and taken away again, which changes numbers; itself if there
  /// are few of these.
  package func tidied() -> LiveRelation {
    let (added, live) = (view.pointee.addedCount, view.pointee.liveAddedCount)
    guard added - live > 16 + live else { return self }
    let copy = LiveRelation(settled)
    copy.takeOverlay(of: self, without: LiveRelation.deletedMark)
    return copy
  }

  private func takeOverlay(of other: LiveRelation, without mark: UInt32 = 0) {
    let old = other.view.pointee
    view.pointee.removed = old.removed.copied()
    view.pointee.flipped = old.flipped.copied()
    view.pointee.takeIndexes(from: old)
    view.pointee.liveAddedCount = old.liveAddedCount
    guard old.addedCount > 0 else { return }
    reserve(Int(old.addedCount))
    let stride = arity + 1
    if mark == 0 {
      view.pointee.cells.update(from: old.cells, count: Int(old.addedCount) * stride)
      view.pointee.addedCount = old.addedCount
      view.pointee.takeChains(from: old)
      return
    }
    for row in 0..<Int(old.addedCount) where old.cells[row * stride + arity] & mark == 0 {
      (view.pointee.cells + Int(view.pointee.addedCount) * stride).update(from: old.cells + row * stride, count: stride)
      view.pointee.addedCount += 1
    }
  }

  // MARK: Reading

  /// How many columns there are.
  package var arity: Int { view.pointee.arity }

  /// How many rows there are.
  package var count: Int {
    Int(view.pointee.settledCount) - view.pointee.removed.count + Int(view.pointee.liveAddedCount)
  }

  /// Whether it is as it was settled.
  package var isUnchanged: Bool {
    view.pointee.removed.count == 0 && view.pointee.liveAddedCount == 0 && view.pointee.flipped.count == 0
  }

  /// The numbers of all rows, in the order in which they came.
  ///
  /// - Complexity: O(rows).
  package func rows() -> [UInt32] {
    let view = view.pointee
    var rows: [UInt32] = []
    rows.reserveCapacity(count)
    for row in 0..<view.settledCount where !view.removed.contains(row) { rows.append(row) }
    for row in 0..<view.addedCount where view.isLive(row + view.settledCount) { rows.append(row + view.settledCount) }
    return rows
  }

  /// One value of a row, be it deleted or not.
  ///
  /// - Precondition: the row and the column are there.
  package func value(_ row: UInt32, _ column: Int) -> UInt32 {
    precondition(row < view.pointee.settledCount + view.pointee.addedCount && column < arity, "no such row or column")
    return view.pointee.value(row, column)
  }

  /// The values of a row, be it deleted or not.
  ///
  /// - Complexity: O(arity).
  package func values(of row: UInt32) -> [UInt32] { (0..<arity).map { value(row, $0) } }

  /// The number of the row with these values, if there is one.
  ///
  /// - Complexity: O(arity) on average, and O(rows) the first time.
  package func row(of values: [UInt32], stop: StopCheck = .never) -> UInt32? {
    precondition(values.count == arity, "a row of another length")
    let row = withKey(values) { find($0, stop) }
    return row == .max ? nil : row
  }

  /// Whether there is a row with these values.
  ///
  /// - Complexity: as for `row(of:)`.
  package func contains(_ values: UnsafePointer<UInt32>) -> Bool { find(values, .never) != .max }

  /// Appends the rows that are not there, each with the number of the settled row that is gone and had its values.
  ///
  /// - Parameter rows: one after the other; a row without columns counts as one value.
  /// - Complexity: O(rows) on average.
  package func collectMissing(
    _ rows: UnsafeBufferPointer<UInt32>, into missing: inout [UInt32], stop: StopCheck = .never
  ) {
    guard let base = rows.baseAddress else { return }
    let width = max(arity, 1)
    for start in stride(from: 0, to: rows.count, by: width) {
      if start % (width * ChangeRun.prefetchedRows) == 0 {
        if start > 0, stop.isStopped { return }
        prefetch(rows[start..<min(start + width * ChangeRun.prefetchedRows, rows.count)], stop)
      }
      let key = base + start
      let settled = settledRow(key, stop)
      if settled != .max, !view.pointee.removed.contains(settled) { continue }
      let added = addedRow(key)
      if added != .max, view.pointee.isLive(added) { continue }
      for column in 0..<arity { missing.append(key[column]) }
      missing.append(settled)
    }
  }

  /// Prefetches what will be looked at for these rows.
  private func prefetch(_ rows: Slice<UnsafeBufferPointer<UInt32>>, _ stop: StopCheck) {
    view.pointee.makeFindable(stop)
    guard rows.count > arity, let finder = view.pointee.finder, let column = finder.column else { return }
    var prefetch = Prefetch()
    for start in stride(from: rows.startIndex + column, to: rows.endIndex, by: arity) {
      prefetch.read(finder.groups.prefetch(rows[start]))
    }
    prefetch.finish()
  }

  /// Appends a row that is gone, as `collectMissing` does.
  package func collectDeleted(_ row: UInt32, into missing: inout [UInt32], stop: StopCheck = .never) {
    let values = values(of: row)
    missing += values
    missing.append(row < view.pointee.settledCount ? row : withKey(values) { settledRow($0, stop) })
  }

  /// In which round the row appeared; 0 if it was given, unless it is that no more.
  ///
  /// - Complexity: O(log rounds).
  package func rank(of row: UInt32) -> UInt32 { view.pointee.rank(of: row) }

  /// Whether the row needs no rule.
  package func isGiven(_ row: UInt32) -> Bool {
    view.pointee.isGiven(row)
  }

  /// All rows as a relation of its own; in which rounds they came is not told. Not all if it is stopped.
  ///
  /// - Complexity: O(rows).
  package func materialized(stop: StopCheck = .never) -> Relation {
    if isUnchanged { return settled.relation }
    var relation = Relation(arity: arity)
    for (position, row) in rows().enumerated() {
      if stop.isStopped(at: position) { break }
      relation.insert(values(of: row))
    }
    relation.beginRounds(isGrowing: false)
    relation.settle()
    return relation
  }

  /// The ranks of all rows that are not given; not all if it is stopped.
  ///
  /// - Complexity: O(rows · log rounds).
  package func ranks(stop: StopCheck = .never) -> Set<UInt32> {
    var ranks: Set<UInt32> = []
    for (position, row) in rows().enumerated() {
      if stop.isStopped(at: position) { break }
      if !isGiven(row) { ranks.insert(rank(of: row)) }
    }
    return ranks
  }

  /// All rows as a relation of its own, round by round: those that are given first, then those of each rank.
  /// Not all if it is stopped.
  ///
  /// - Parameter ranks: all that rows have that are not given, in ascending order.
  /// - Complexity: O(rows · log rounds).
  package func materialized(byRank ranks: [UInt32], stop: StopCheck = .never) -> Relation {
    let rounds = Dictionary(uniqueKeysWithValues: zip(ranks, 1...))
    var rowsByRound = [[UInt32]](repeating: [], count: ranks.count + 1)
    for (position, row) in rows().enumerated() {
      if stop.isStopped(at: position) { break }
      rowsByRound[isGiven(row) ? 0 : rounds[rank(of: row)] ?? 0].append(row)
    }
    var relation = Relation(arity: arity)
    for (round, rows) in rowsByRound.enumerated() {
      for (position, row) in rows.enumerated() {
        if stop.isStopped(at: position) { break }
        relation.insert(values(of: row))
      }
      if round == 0 { relation.beginRounds(isGrowing: false) } else { relation.advance() }
    }
    relation.settle()
    return relation
  }

  // MARK: Changing

  /// Takes a row away.
  package func remove(_ row: UInt32) {
    precondition(origin == nil, "a read-only view is not changed")
    if row < view.pointee.settledCount {
      view.pointee.removed.insert(row)
    } else {
      view.pointee.setMark(of: row, view.pointee.mark(of: row) | LiveRelation.deletedMark)
      view.pointee.liveAddedCount -= 1
    }
  }

  /// Says whether the row needs no rule.
  package func setGiven(_ row: UInt32, _ isGiven: Bool) {
    precondition(origin == nil, "a read-only view is not changed")
    guard self.isGiven(row) != isGiven else { return }
    if row < view.pointee.settledCount {
      if !view.pointee.flipped.insert(row) { view.pointee.flipped.remove(row) }
    } else {
      view.pointee.setMark(of: row, view.pointee.mark(of: row) ^ LiveRelation.givenMark)
    }
  }

  /// What became of a row that was added.
  package struct Addition {
    /// The number that the row has now.
    package let row: UInt32
    /// The row with the same values that was taken away, if there was one: this row, or one that stays gone.
    package let former: UInt32?
  }

  /// Adds a row unless it is there.
  ///
  /// - Complexity: O(arity) on average.
  package func add(
    _ key: UnsafePointer<UInt32>, rank: UInt32, isGiven: Bool, stop: StopCheck = .never
  ) -> Addition? {
    add(key, settled: settledRow(key, stop), rank: rank, isGiven: isGiven)
  }

  /// Adds rows that `collectMissing` has found, unless they are there by now. Not all if it is stopped.
  ///
  /// - Complexity: O(rows) on average.
  package func add(missing rows: [UInt32], rank: UInt32, stop: StopCheck = .never, _ body: (Addition) -> Void) {
    rows.withUnsafeBufferPointer { cells in
      guard let base = cells.baseAddress else { return }
      let stride = arity + 1
      for row in 0..<(cells.count / stride) {
        if stop.isStopped(at: row) { return }
        let key = base + row * stride
        if let addition = add(key, settled: key[arity], rank: rank, isGiven: false) { body(addition) }
      }
    }
  }

  /// - Parameter base: the row of the settled relation with these values.
  private func add(_ key: UnsafePointer<UInt32>, settled base: UInt32, rank: UInt32, isGiven: Bool) -> Addition? {
    precondition(rank <= LiveRelation.highestRank, "more rounds than can be counted")
    let mark = rank | (isGiven ? LiveRelation.givenMark : 0)
    if base != .max, !view.pointee.removed.contains(base) { return nil }
    let known = addedRow(key)
    if known != .max {
      guard !view.pointee.isLive(known) else { return nil }
      view.pointee.setMark(of: known, mark)
      view.pointee.liveAddedCount += 1
      return Addition(row: known, former: known)
    }
    // A settled row keeps its rank: where that is still right, the row itself comes back.
    if base != .max, rank == 0, isGiven, view.pointee.rank(of: base) == 0 {
      view.pointee.removed.remove(base)
      setGiven(base, true)
      return Addition(row: base, former: base)
    }
    return Addition(row: append(key, mark), former: base == .max ? nil : base)
  }

  /// Adds a row that is not there any more, for who still has to look at it.
  package func insertDeleted(_ values: UnsafePointer<UInt32>) -> UInt32 {
    view.pointee.liveAddedCount &-= 1
    return append(values, LiveRelation.deletedMark)
  }

  private func append(_ key: LiveView.Key, _ mark: UInt32) -> UInt32 {
    precondition(origin == nil, "a read-only view is not changed")
    reserve(1)
    let stride = arity + 1
    let target = view.pointee.cells + Int(view.pointee.addedCount) * stride
    for column in 0..<arity { target[column] = key[column] }
    target[arity] = mark
    view.pointee.addedCount += 1
    view.pointee.liveAddedCount &+= 1
    return view.pointee.settledCount + view.pointee.addedCount - 1
  }

  private func reserve(_ added: Int) {
    let wanted = Int(view.pointee.addedCount) + added
    guard wanted > capacity else { return }
    capacity = max(wanted, capacity * 2, 8)
    let stride = arity + 1
    let cells = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity * stride)
    cells.update(from: view.pointee.cells, count: Int(view.pointee.addedCount) * stride)
    view.pointee.cells.deallocate()
    view.pointee.cells = cells
  }

  // MARK: Searching

  /// The live row with these values, or `UInt32.max`.
  @inline(__always)
  func find(_ key: LiveView.Key, _ stop: StopCheck) -> UInt32 {
    let base = settledRow(key, stop)
    if base != .max, !view.pointee.removed.contains(base) { return base }
    let added = addedRow(key)
    return added != .max && view.pointee.isLive(added) ? added : .max
  }

  private func withKey(_ values: [UInt32], _ body: (LiveView.Key) -> UInt32) -> UInt32 {
    // A row without columns has no values, and they need not be anywhere.
    values.withUnsafeBufferPointer { body($0.baseAddress ?? UnsafePointer(StepLists.emptySentinel)) }
  }

  @inline(__always)
  private func settledRow(_ key: LiveView.Key, _ stop: StopCheck) -> UInt32 {
    view.pointee.makeFindable(stop)
    return view.pointee.settledRow(key, .passUnretained(stop))
  }

  private func addedRow(_ key: LiveView.Key) -> UInt32 {
    guard view.pointee.addedCount > 0 else { return .max }
    view.pointee.coverWholeRows()
    return view.pointee.addedRow(key)
  }
}

#if DEBUG
  extension LiveRelation {
    /// Stops the program where counts are wrong, a row is there twice, or one is not found.
    ///
    /// - Complexity: O(rows).
    package func checkInvariants() {
      let view = view.pointee
      view.removed.checkInvariants()
      view.flipped.checkInvariants()
      view.removed.forEach { precondition($0 < view.settledCount, "a row taken away that was added") }
      view.flipped.forEach { precondition($0 < view.settledCount, "a row turned round that was added") }
      let live = (0..<view.addedCount).count { view.isLive(view.settledCount + $0) }
      precondition(live == Int(view.liveAddedCount), "another number of added rows")
      let rows = rows()
      precondition(rows.count == count, "another number of rows")
      precondition(Set(rows.map { values(of: $0) }).count == rows.count, "a row that is twice there")
      let reader = readOnlyView()
      for row in rows { precondition(reader.row(of: values(of: row)) == row, "a row that is not found") }
    }
  }
#endif
