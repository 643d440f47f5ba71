// The recursion over the steps of a `ChangeJoin`.

/// One run of a plan. What loops call is inlined or `mutating`: non-inlined calls copy the whole struct.
///
/// SAFETY: it points to memory of the plan that runs, which the plan frees at its end; registers and columns were numbered
/// by the plan, and rows come from the relations that the steps were pointed at by `prepare`. `host` and `stop` are kept by
/// the caller, and by the store, for as long as it runs.
struct ChangeRun {
  let steps: UnsafeMutablePointer<ChangeStep>
  let registers: UnsafeMutablePointer<UInt32>
  let batch: BindingBatch
  let owner: Int
  let row: UnsafeMutableBufferPointer<Int>
  let ranked: UnsafeMutableBufferPointer<Int>
  unowned(unsafe) var host: (any JoinHost)?
  /// The check of the store that the steps point into.
  var stop = Unmanaged.passUnretained(StopCheck.never)
  /// How many rows may be looked at until the check is asked; less than 1 once it has said so.
  private var rowsToNextCheck = StopCheck.rowsBetween
  var results = PlainList()
  /// The rank that rows must be below, where support is looked for.
  var limit: UInt32?
  var support = ChangeJoin.Support.none
  /// The column of a row that is given by which the next step finds its rows, and where it does.
  var prefetchSource: (column: Int, groups: GroupView)?

  /// How many rows are prefetched for at a time.
  static let prefetchedRows = 128

  init(
    steps: UnsafeMutablePointer<ChangeStep>, registers: UnsafeMutablePointer<UInt32>, batch: BindingBatch, owner: Int,
    row: UnsafeMutableBufferPointer<Int>, ranked: UnsafeMutableBufferPointer<Int>
  ) {
    self.steps = steps
    self.registers = registers
    self.batch = batch
    self.owner = owner
    self.row = row
    self.ranked = ranked
  }

  /// Prefetches what the step after the first will look at.
  @inline(__always)
  func prefetch(_ rows: Slice<UnsafeBufferPointer<UInt32>>, of view: UnsafeMutablePointer<LiveView>) {
    guard let source = prefetchSource else { return }
    var prefetch = Prefetch()
    for row in rows { prefetch.read(source.groups.prefetch(view.pointee.value(row, source.column))) }
    prefetch.finish()
  }

  /// Takes the values of a row that the first step is given; false if it does not want the row.
  @inline(__always)
  func take(_ row: UInt32, of view: UnsafeMutablePointer<LiveView>) -> Bool {
    for position in steps.pointee.keyColumns.indices
    where view.pointee.value(row, steps.pointee.keyColumns[position]) != registers[steps.pointee.key[position]] {
      return false
    }
    steps.pointee.current = row
    return bind(steps, view, row)
  }

  @inline(__always)
  private func bind(
    _ step: UnsafeMutablePointer<ChangeStep>, _ view: UnsafeMutablePointer<LiveView>, _ row: UInt32
  ) -> Bool {
    let binds = step.pointee.binds
    for position in 0..<binds.count {
      registers[binds[position].register] = view.pointee.value(row, binds[position].column)
    }
    let repeats = step.pointee.repeats
    for position in 0..<repeats.count
    where registers[repeats[position].register] != view.pointee.value(row, repeats[position].column) {
      return false
    }
    return true
  }

  /// Asks the check whether to stop.
  mutating func mustStop() -> Bool {
    let isStopped = stop.takeUnretainedValue().isStopped
    rowsToNextCheck = isStopped ? 0 : StopCheck.rowsBetween
    return isStopped
  }

  /// Counts a row that is looked at; whether to stop, which every caller then does as if it had found enough.
  @inline(__always)
  private mutating func mustStopAtRow() -> Bool {
    rowsToNextCheck &-= 1
    return rowsToNextCheck < 0 && mustStop()
  }

  /// Runs the steps from a number on; true if what was met is enough, or it is stopped.
  mutating func runStep(_ number: Int) -> Bool {
    let step = steps + number
    switch step.pointee.kind {
    case .result: return emit(steps[number - 1].current)
    case .given: return runStep(number + 1)
    case .scan:
      let view = step.pointee.view
      guard let view else { return false }
      for row in 0..<(view.pointee.settledCount + view.pointee.addedCount)
      where step.pointee.seesDeleted || view.pointee.isLive(row) {
        if visit(step, view, row, number) { return step.pointee.isEnough }
      }
      return false
    case .row:
      guard let view = step.pointee.view else { return false }
      let rows = wholeRows(step, view)
      if rows.settled != .max, visit(step, view, rows.settled, number) { return step.pointee.isEnough }
      if rows.added != .max, visit(step, view, rows.added, number) { return step.pointee.isEnough }
      return false
    case .lookUp: return lookUp(step, number)
    case .absent, .absentRow, .absentScan: return !isThere(step) && runStep(number + 1)
    case .equal: return registers[step.pointee.left] == registers[step.pointee.right] && runStep(number + 1)
    case .different: return registers[step.pointee.left] != registers[step.pointee.right] && runStep(number + 1)
    case .copy:
      registers[step.pointee.right] = registers[step.pointee.left]
      return runStep(number + 1)
    case .call:
      batch.kept[0] = true
      host?.call(site: step.pointee.index, batch)
      return batch.kept[0] && runStep(number + 1)
    case .expand:
      for value in host?.expand(site: step.pointee.index, batch, at: 0) ?? [] {
        registers[step.pointee.right] = value
        if mustStopAtRow() { return true }
        if runStep(number + 1) { return true }
      }
      return false
    case .fold:
      host?.foldStarts(site: step.pointee.index, count: 1)
      // What it goes through never has enough, but may have been stopped.
      let isStopped = runStep(number + 1)
      batch.kept[0] = true
      host?.foldEnds(site: step.pointee.index, batch)
      if isStopped { return true }
      return batch.kept[0] && runStep(step.pointee.right)
    case .folded:
      batch.kept[0] = true
      host?.foldReceives(site: step.pointee.index, batch, owner: owner)
      return false
    }
  }

  /// Goes on with a row; true if no other row is wanted, and the step then says whether that is enough for all.
  @inline(__always)
  private mutating func visit(
    _ step: UnsafeMutablePointer<ChangeStep>, _ view: UnsafeMutablePointer<LiveView>, _ row: UInt32, _ number: Int
  ) -> Bool {
    if mustStopAtRow() {
      step.pointee.isEnough = true
      return true
    }
    guard bind(step, view, row) else { return false }
    step.pointee.current = row
    step.pointee.isEnough = runStep(number + 1)
    return step.pointee.isEnough || step.pointee.firstOnly
  }

  /// A result; true if no other is wanted.
  private mutating func emit(_ found: UInt32) -> Bool {
    guard let limit else {
      if row.isEmpty { results.append(found) }
      for register in row { results.append(registers[register]) }
      return false
    }
    support = .late
    for number in ranked {
      guard let view = steps[number].view, view.pointee.rank(of: steps[number].current) < limit else { return false }
    }
    support = .early
    return true
  }

  // MARK: Looking up

  /// How many rows of the settled relation the second step finds for what is known now.
  @inline(__always)
  func breadth() -> Int {
    let step = steps + 1
    guard let view = step.pointee.view else { return 0 }
    let index = view.pointee.indexes + step.pointee.index
    let group = self.group(step, view, index)
    guard group != .max else { return 0 }
    let starts = index.pointee.groups.starts
    return Int(starts[Int(group) + 1] &- starts[Int(group)])
  }

  private mutating func lookUp(_ step: UnsafeMutablePointer<ChangeStep>, _ number: Int) -> Bool {
    guard let view = step.pointee.view else { return false }
    let seesDeleted = step.pointee.seesDeleted
    let index = view.pointee.indexes + step.pointee.index
    let group = self.group(step, view, index)
    if group != .max {
      let (starts, rows) = (index.pointee.groups.starts, index.pointee.groups.rows)
      let (start, end) = (starts[Int(group)], starts[Int(group) + 1])
      if let pairs = index.pointee.groups.pairs {
        for place in Int(start)..<Int(end) {
          let row = pairs[2 * place]
          if mustStopAtRow() { return true }
          if !seesDeleted, view.pointee.removed.contains(row) { continue }
          // INVARIANT: of two columns one is the key; there is nothing else to bind, and nothing to repeat.
          if !step.pointee.binds.isEmpty { registers[step.pointee.binds[0].register] = pairs[2 * place + 1] }
          step.pointee.current = row
          step.pointee.isEnough = runStep(number + 1)
          if step.pointee.isEnough || step.pointee.firstOnly { return step.pointee.isEnough }
        }
      } else {
        for place in start..<end {
          let row = rows.map { $0[Int(place)] } ?? place
          if !seesDeleted, view.pointee.removed.contains(row) { continue }
          if visit(step, view, row, number) { return step.pointee.isEnough }
        }
      }
    }
    return lookUpAdded(step, view, index, number)
  }

  private mutating func lookUpAdded(
    _ step: UnsafeMutablePointer<ChangeStep>, _ view: UnsafeMutablePointer<LiveView>,
    _ index: UnsafeMutablePointer<IndexView>, _ number: Int
  ) -> Bool {
    let seesDeleted = step.pointee.seesDeleted
    var walk = AddedWalk(registers, step, view, index)
    while let row = walk.next(registers, step, view, index) {
      if !seesDeleted, !view.pointee.isLive(row) { continue }
      if visit(step, view, row, number) { return step.pointee.isEnough }
    }
    return false
  }

  private mutating func isThere(_ step: UnsafeMutablePointer<ChangeStep>) -> Bool {
    guard let view = step.pointee.view else { return false }
    switch step.pointee.kind {
    case .absentRow:
      let rows = wholeRows(step, view)
      return rows.settled != .max || rows.added != .max
    case .absent:
      let index = view.pointee.indexes + step.pointee.index
      let group = self.group(step, view, index)
      if group != .max {
        let (starts, rows) = (index.pointee.groups.starts, index.pointee.groups.rows)
        let pairs = index.pointee.groups.pairs
        for place in starts[Int(group)]..<starts[Int(group) + 1] {
          let row = pairs.map { $0[2 * Int(place)] } ?? rows.map { $0[Int(place)] } ?? place
          if mustStopAtRow() { return true }
          if !view.pointee.removed.contains(row), agrees(step, view, row) { return true }
        }
      }
      var walk = AddedWalk(registers, step, view, index)
      while let row = walk.next(registers, step, view, index) {
        if view.pointee.isLive(row), agrees(step, view, row) { return true }
      }
      return false
    default:
      for row in 0..<(view.pointee.settledCount + view.pointee.addedCount) {
        if mustStopAtRow() { return true }
        if view.pointee.isLive(row), agrees(step, view, row) { return true }
      }
      return false
    }
  }

  /// Whether columns that repeat a variable do.
  @inline(__always)
  private func agrees(
    _ step: UnsafeMutablePointer<ChangeStep>, _ view: UnsafeMutablePointer<LiveView>, _ row: UInt32
  ) -> Bool { step.pointee.repeats.isEmpty || bind(step, view, row) }

  /// The row that equals the key among those of the settled relation, and among those that were added.
  @inline(__always)
  private mutating func wholeRows(
    _ step: UnsafeMutablePointer<ChangeStep>, _ view: UnsafeMutablePointer<LiveView>
  ) -> (settled: UInt32, added: UInt32) {
    let key = step.pointee.keyCells
    for position in 0..<step.pointee.key.count { key[position] = registers[step.pointee.key[position]] }
    let seesDeleted = step.pointee.seesDeleted
    var settled = view.pointee.settledRow(key, stop)
    if settled != .max, !seesDeleted, view.pointee.removed.contains(settled) { settled = .max }
    guard view.pointee.addedCount > 0 else { return (settled, .max) }
    var added = view.pointee.addedRow(key)
    if added != .max, !seesDeleted, !view.pointee.isLive(added) { added = .max }
    return (settled, added)
  }

  /// The group of the key in the settled relation, or `UInt32.max`.
  @inline(__always)
  private func group(
    _ step: UnsafeMutablePointer<ChangeStep>, _ view: UnsafeMutablePointer<LiveView>,
    _ index: UnsafeMutablePointer<IndexView>
  ) -> UInt32 {
    let (key, keyColumns) = (step.pointee.key, step.pointee.keyColumns)
    if let least = index.pointee.groups.least {
      let group = registers[key[0]] &- least
      return group < index.pointee.groups.count ? group : .max
    }
    let (slots, mask) = (index.pointee.groups.slots, index.pointee.groups.mask)
    var slot = Int(truncatingIfNeeded: hash(step, registers) >> index.pointee.groups.shift)
    next: while slots[slot] != 0 {
      let row = Int(index.pointee.groups.firstRows[Int(slots[slot] &- 1)])
      for position in 0..<key.count
      where view.pointee.columns[keyColumns[position]][row] != registers[key[position]] {
        slot = (slot &+ 1) & mask
        continue next
      }
      return slots[slot] &- 1
    }
    return .max
  }

  /// The added rows that have a key, one after the other.
  private struct AddedWalk {
    /// A row counted from the first that was added; `UInt32.max` at the end.
    private var row: UInt32
    private let isChain: Bool

    @inline(__always)
    init(
      _ registers: UnsafeMutablePointer<UInt32>, _ step: UnsafeMutablePointer<ChangeStep>,
      _ view: UnsafeMutablePointer<LiveView>, _ index: UnsafeMutablePointer<IndexView>
    ) {
      isChain = view.pointee.addedCount > LiveView.fewRows
      row = view.pointee.addedCount == 0 ? .max : isChain ? index.pointee.chains.first(hash(step, registers)) : 0
    }

    @inline(__always)
    mutating func next(
      _ registers: UnsafeMutablePointer<UInt32>, _ step: UnsafeMutablePointer<ChangeStep>,
      _ view: UnsafeMutablePointer<LiveView>, _ index: UnsafeMutablePointer<IndexView>
    ) -> UInt32? {
      let (key, keyColumns) = (step.pointee.key, step.pointee.keyColumns)
      next: while row != .max {
        let found = row
        if isChain {
          row = index.pointee.chains.next(row)
        } else {
          row = row &+ 1 < view.pointee.addedCount ? row &+ 1 : .max
        }
        let cells = view.pointee.cells + Int(found) &* (view.pointee.arity &+ 1)
        for position in 0..<key.count where cells[keyColumns[position]] != registers[key[position]] {
          continue next
        }
        return found &+ view.pointee.settledCount
      }
      return nil
    }
  }
}

/// The hash of a step's key.
@inline(__always)
private func hash(_ step: UnsafeMutablePointer<ChangeStep>, _ registers: UnsafeMutablePointer<UInt32>) -> UInt64 {
  var hash: UInt64 = 0
  let key = step.pointee.key
  for position in 0..<key.count { hash = combined(hash, registers[key[position]]) }
  return finished(hash)
}

/// A plain list: a growing list without a count of references.
///
/// SAFETY: its owner frees it, once; `append` grows before it writes beyond `capacity`.
struct PlainList {
  private var memory = UnsafeMutablePointer<UInt32>.allocate(capacity: 0)
  private var capacity = 0
  private(set) var count = 0

  var elements: UnsafeBufferPointer<UInt32> { UnsafeBufferPointer(start: memory, count: count) }

  @inline(__always)
  mutating func append(_ element: UInt32) {
    if count == capacity { grow() }
    memory[count] = element
    count += 1
  }

  mutating func removeAll() { count = 0 }

  func free() { memory.deallocate() }

  private mutating func grow() {
    capacity = max(64, capacity * 2)
    let larger = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity)
    larger.update(from: memory, count: count)
    memory.deallocate()
    memory = larger
  }
}
