// Runs a plan from a few rows: what follows, or followed, from a change.
//
// The join machine looks at hundreds of bindings at a time, which pays where there are many. An edit touches a few rows
// of many relations, so here a step takes one binding and goes on with each row that it finds, one step deeper. Steps are
// plain memory: nothing is counted, checked or allocated on the way.

/// A plan whose first step takes the rows that it is given, ready to run as often as wanted.
///
/// SAFETY: steps point into relations, and are pointed at them anew by `prepare`; whoever runs the plan keeps the store
/// until then.
package final class ChangeJoin {
  /// What a plan may find about a row that it is to find again.
  package enum Support: Sendable {
    /// Nothing gives it.
    case none
    /// Something gives it, but rests on rows that may rest on it.
    case late
    /// Something gives it that rests on rows of lower rank.
    case early
  }

  private let steps: UnsafeMutableBufferPointer<Step>
  private let registers: UnsafeMutableBufferPointer<UInt32>
  private let row: UnsafeMutableBufferPointer<Int>
  private let result: UnsafeMutablePointer<UInt32>
  private let columns: UnsafeMutableBufferPointer<UnsafeMutablePointer<UInt32>?>
  private let kept: UnsafeMutablePointer<Bool>
  /// The steps whose rows have to be of lower rank.
  private let ranked: [Int]
  private var lists = StepLists()

  /// - Parameters:
  ///   - plan: its first step takes recent rows.
  ///   - ranked: the relations whose rows `support` compares the ranks of.
  package init(_ plan: JoinPlan, ranked: Set<Int> = []) {
    var compiler = StepCompiler(registerCount: plan.registers.count, ranked: ranked)
    compiler.add(plan.steps, needed: Set(plan.row))
    compiler.steps.append(Step(.result))
    lists = compiler.lists
    self.ranked = compiler.steps.indices.filter { compiler.steps[$0].isRanked }
    steps = .allocate(capacity: compiler.steps.count)
    _ = steps.initialize(from: compiler.steps)
    // One register more, for the number of the binding that an aggregate belongs to: always the first.
    registers = .allocate(capacity: plan.registers.count + 1)
    _ = registers.initialize(from: plan.registers + [0])
    row = .allocate(capacity: plan.row.count)
    _ = row.initialize(from: plan.row)
    result = .allocate(capacity: plan.row.count + 1)
    columns = .allocate(capacity: registers.count)
    for register in registers.indices {
      columns.initializeElement(at: register, to: registers.baseAddress.map { $0 + register })
    }
    kept = .allocate(capacity: 1)
    kept.initialize(to: true)
  }

  deinit {
    steps.deallocate()
    registers.deallocate()
    row.deallocate()
    result.deallocate()
    columns.deallocate()
    kept.deallocate()
    lists.free()
  }

  // MARK: Running

  /// Points the steps at the relations as they are now.
  package func prepare(_ store: UpdateStore) {
    for position in steps.indices where steps[position].relation >= 0 {
      let relation = store.relations[steps[position].relation]
      steps[position].view = relation.view
      switch steps[position].kind {
      case .row, .absentRow: relation.prepareRows()
      case .lookUp, .absent:
        relation.prepareIndex(steps[position].index, on: UnsafeBufferPointer(steps[position].keyColumns))
      default: break
      }
    }
  }

  /// Calls with each result: the values of the plan's row, and the row that the last step found.
  ///
  /// - Parameter source: the relation that has the rows.
  package func run(
    _ rows: [UInt32], of source: LiveRelation, host: any JoinHost,
    _ body: (_ values: UnsafePointer<UInt32>, _ found: UInt32) -> Void
  ) {
    let last = steps.count - 2
    withoutActuallyEscaping(body) { body in
      let run = Run(self, host) { [result, row, registers, steps] in
        for position in row.indices { result[position] = registers[row[position]] }
        body(result, steps[last].current)
        return false
      }
      for row in rows where run.take(row, of: source.view) { _ = run.go(1) }
    }
  }

  /// Whether anything gives the row.
  ///
  /// - Complexity: O(bindings that the steps find until something does that rests on rows of lower rank).
  package func support(of row: UInt32, in source: LiveRelation, host: any JoinHost) -> Support {
    let limit = source.view.pointee.rank(of: row)
    var support = Support.none
    withUnsafeMutablePointer(to: &support) { support in
      let run = Run(self, host) { [ranked, steps] in
        support.pointee = .late
        for step in ranked {
          guard let view = steps[step].view, view.pointee.rank(of: steps[step].current) < limit else { return false }
        }
        support.pointee = .early
        return true
      }
      if run.take(row, of: source.view) { _ = run.go(1) }
    }
    return support
  }

  /// One run: the recursion over steps.
  private struct Run {
    let steps: UnsafeMutablePointer<Step>
    let registers: UnsafeMutablePointer<UInt32>
    let host: any JoinHost
    let batch: BindingBatch
    let owner: Int
    /// Whether that was enough.
    let meet: () -> Bool

    init(_ join: ChangeJoin, _ host: any JoinHost, meet: @escaping () -> Bool) {
      guard let steps = join.steps.baseAddress, let registers = join.registers.baseAddress else {
        preconditionFailure("a plan without steps")
      }
      self.steps = steps
      self.registers = registers
      self.host = host
      batch = BindingBatch(count: 1, columns: join.columns, kept: join.kept)
      owner = join.registers.count - 1
      self.meet = meet
    }

    /// Takes the values of a row that the first step is given; false if it does not want the row.
    func take(_ row: UInt32, of view: UnsafeMutablePointer<LiveView>) -> Bool {
      let step = steps
      for position in step.pointee.keyColumns.indices
      where view.pointee.value(row, step.pointee.keyColumns[position]) != registers[step.pointee.key[position]] {
        return false
      }
      step.pointee.current = row
      return bind(step, view, row)
    }

    @inline(__always)
    private func bind(_ step: UnsafeMutablePointer<Step>, _ view: UnsafeMutablePointer<LiveView>, _ row: UInt32) -> Bool
    {
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

    /// Runs the steps from a number on; true if what was met is enough.
    func go(_ number: Int) -> Bool {
      let step = steps + number
      switch step.pointee.kind {
      case .result: return meet()
      case .given: return go(number + 1)
      case .scan, .lookUp, .row:
        var isEnough = false
        forEachRow(step) { view, row in
          guard bind(step, view, row) else { return false }
          step.pointee.current = row
          isEnough = go(number + 1)
          return isEnough || step.pointee.firstOnly
        }
        return isEnough
      case .absent, .absentRow, .absentScan:
        var isThere = false
        forEachRow(step) { view, row in
          isThere = bind(step, view, row)
          return isThere
        }
        return !isThere && go(number + 1)
      case .equal:
        return registers[step.pointee.left] == registers[step.pointee.right] && go(number + 1)
      case .different:
        return registers[step.pointee.left] != registers[step.pointee.right] && go(number + 1)
      case .copy:
        registers[step.pointee.right] = registers[step.pointee.left]
        return go(number + 1)
      case .call:
        batch.kept[0] = true
        host.call(site: step.pointee.index, batch)
        return batch.kept[0] && go(number + 1)
      case .expand:
        for value in host.expand(site: step.pointee.index, batch, at: 0) {
          registers[step.pointee.right] = value
          if go(number + 1) { return true }
        }
        return false
      case .fold:
        host.foldStarts(site: step.pointee.index, count: 1)
        _ = go(number + 1)
        batch.kept[0] = true
        host.foldEnds(site: step.pointee.index, batch)
        return batch.kept[0] && go(step.pointee.right)
      case .folded:
        batch.kept[0] = true
        host.foldMeets(site: step.pointee.index, batch, owner: owner)
        return false
      }
    }

    /// Calls with the rows that agree with the step's key, until the body says that it is enough.
    @inline(__always)
    private func forEachRow(
      _ step: UnsafeMutablePointer<Step>, _ body: (UnsafeMutablePointer<LiveView>, UInt32) -> Bool
    ) {
      guard let view = step.pointee.view else { return }
      let seesDead = step.pointee.seesDead
      switch step.pointee.kind {
      case .row, .absentRow: forWholeRow(step, view, seesDead, body)
      case .lookUp, .absent: forEachFound(step, view, seesDead, body)
      default:
        for row in 0..<(view.pointee.settledCount + view.pointee.addedCount)
        where seesDead || view.pointee.isLive(row) {
          if body(view, row) { return }
        }
      }
    }

    @inline(__always)
    private func forWholeRow(
      _ step: UnsafeMutablePointer<Step>, _ view: UnsafeMutablePointer<LiveView>, _ seesDead: Bool,
      _ body: (UnsafeMutablePointer<LiveView>, UInt32) -> Bool
    ) {
      withUnsafeTemporaryAllocation(of: UnsafePointer<UInt32>.self, capacity: step.pointee.key.count + 1) { key in
        for position in step.pointee.key.indices {
          key[position] = UnsafePointer(registers + step.pointee.key[position])
        }
        guard let key = key.baseAddress else { return }
        let settled = view.pointee.settledRow(key)
        if settled != .max, seesDead || !view.pointee.removed.contains(settled) {
          if body(view, settled) { return }
        }
        guard view.pointee.addedCount > 0 else { return }
        let added = view.pointee.addedRow(key)
        if added != .max, seesDead || view.pointee.isLive(added) { _ = body(view, added) }
      }
    }

    @inline(__always)
    private func forEachFound(
      _ step: UnsafeMutablePointer<Step>, _ view: UnsafeMutablePointer<LiveView>, _ seesDead: Bool,
      _ body: (UnsafeMutablePointer<LiveView>, UInt32) -> Bool
    ) {
      let index = view.pointee.indexes + step.pointee.index
      let group = self.group(step, view, index)
      if group != .max {
        let (starts, rows) = (index.pointee.groups.starts, index.pointee.groups.rows)
        for place in starts[Int(group)]..<starts[Int(group) + 1] {
          let row = rows.map { $0[Int(place)] } ?? place
          if !seesDead, view.pointee.removed.contains(row) { continue }
          if body(view, row) { return }
        }
      }
      let (added, first) = (view.pointee.addedCount, view.pointee.settledCount)
      guard added > 0 else { return }
      let (key, keyColumns) = (step.pointee.key, step.pointee.keyColumns)
      if added <= LiveView.fewRows {
        next: for row in first..<(first + added) {
          for position in 0..<key.count
          where view.pointee.value(row, keyColumns[position]) != registers[key[position]] { continue next }
          if !seesDead, !view.pointee.isLive(row) { continue }
          if body(view, row) { return }
        }
        return
      }
      var hash: UInt64 = 0
      for position in 0..<key.count { hash = combined(hash, registers[key[position]]) }
      var next = index.pointee.chains.first(finished(hash))
      chain: while next != .max {
        let row = next &+ first
        next = index.pointee.chains.next(next)
        for position in 0..<key.count
        where view.pointee.value(row, keyColumns[position]) != registers[key[position]] { continue chain }
        if !seesDead, !view.pointee.isLive(row) { continue }
        if body(view, row) { return }
      }
    }

    /// The group of the key in the settled relation, or `UInt32.max`.
    @inline(__always)
    private func group(
      _ step: UnsafeMutablePointer<Step>, _ view: UnsafeMutablePointer<LiveView>,
      _ index: UnsafeMutablePointer<IndexView>
    ) -> UInt32 {
      let (key, keyColumns) = (step.pointee.key, step.pointee.keyColumns)
      if let least = index.pointee.groups.least {
        let group = registers[key[0]] &- least
        return group < index.pointee.groups.count ? group : .max
      }
      var hash: UInt64 = 0
      for position in 0..<key.count { hash = combined(hash, registers[key[position]]) }
      let (slots, mask) = (index.pointee.groups.slots, index.pointee.groups.mask)
      var slot = Int(truncatingIfNeeded: finished(hash) >> index.pointee.groups.shift)
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
  }
}
