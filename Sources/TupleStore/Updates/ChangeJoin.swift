// Runs a plan from a few rows: what follows, or followed, from a change.
//
// The join machine looks at hundreds of bindings at a time, which pays where there are many. An edit touches a few rows
// of many relations, so here a step takes one binding and goes on with each row that it finds, one step deeper. Steps are
// plain memory: nothing is counted, checked or allocated on the way. What either executor costs at the work of the other
// stands in `JoinMachine.swift`.

/// A plan whose first step takes the rows that it is given, ready to run as often as wanted.
///
/// SAFETY: steps point into relations, and are pointed at them anew by `prepare`; whoever runs the plan keeps the store
/// until then.
package final class ChangeJoin {
  /// What a plan may find about a row that it is to find again.
  enum Support: Sendable {
    /// Nothing gives it.
    case none
    /// Something gives it, but rests on rows that may rest on it.
    case late
    /// Something gives it that rests on rows of lower rank.
    case early
  }

  private let steps: UnsafeMutableBufferPointer<ChangeStep>
  private let registers: UnsafeMutableBufferPointer<UInt32>
  private let columns: UnsafeMutableBufferPointer<UnsafeMutablePointer<UInt32>?>
  private let kept: UnsafeMutablePointer<Bool>
  private let lists: StepLists
  private let run: UnsafeMutablePointer<ChangeRun>
  /// Another plan that finds the same support, and begins by looking something up elsewhere, as this one does.
  private let alternative: ChangeJoin?
  /// The runs of this plan and of all alternatives, which nobody has to count references for.
  private let choices: UnsafeMutableBufferPointer<UnsafeMutablePointer<ChangeRun>>
  /// That of the store when the steps were pointed at its relations.
  private var stamp: UInt64 = 0

  /// - Parameters:
  ///   - plan: its first step takes recent rows.
  ///   - ranked: the relations whose rows `support` compares the ranks of.
  ///   - alternative: another plan that finds the same support.
  package init(_ plan: JoinPlan, ranked: Set<Int> = [], alternative: ChangeJoin? = nil) {
    self.alternative = alternative
    var compiler = StepCompiler(ranked: ranked)
    compiler.add(plan.steps, needed: Set(plan.row))
    compiler.steps.append(ChangeStep(.result))
    let row = compiler.lists.add(plan.row)
    let rankedSteps = compiler.lists.add(compiler.steps.indices.filter { compiler.steps[$0].isRanked })
    lists = compiler.lists
    steps = .allocate(capacity: compiler.steps.count)
    _ = steps.initialize(from: compiler.steps)
    // One register more, for the number of the binding that an aggregate belongs to: always the first.
    registers = .allocate(capacity: plan.registers.count + 1)
    _ = registers.initialize(from: plan.registers + [0])
    columns = .allocate(capacity: registers.count)
    for register in registers.indices {
      columns.initializeElement(at: register, to: registers.baseAddress.map { $0 + register })
    }
    kept = .allocate(capacity: 1)
    kept.initialize(to: true)
    guard let first = steps.baseAddress, let values = registers.baseAddress else {
      preconditionFailure("a plan without steps")
    }
    run = .allocate(capacity: 1)
    run.initialize(
      to: ChangeRun(
        steps: first, registers: values, batch: BindingBatch(count: 1, columns: columns, kept: kept),
        owner: registers.count - 1, row: row, ranked: rankedSteps))
    let runs = [run] + (alternative.map { Array($0.choices) } ?? [])
    choices = .allocate(capacity: runs.count)
    _ = choices.initialize(from: runs)
  }

  deinit {
    steps.deallocate()
    registers.deallocate()
    columns.deallocate()
    kept.deallocate()
    choices.deallocate()
    lists.free()
    run.pointee.results.free()
    run.deallocate()
  }

  /// Points the steps at the relations as they are now.
  ///
  /// - Complexity: O(steps, and rows that were added since); O(1) if nothing is elsewhere since it was last done.
  package func prepare(_ store: UpdateStore) {
    guard stamp != store.stamp else { return }
    stamp = store.stamp
    run.pointee.stop = .passUnretained(store.stop)
    for position in steps.indices where steps[position].relation >= 0 {
      let view = store.view(of: steps[position].relation)
      steps[position].view = view
      switch steps[position].kind {
      case .row, .absentRow: view.pointee.prepareRows(store.stop)
      case .lookUp, .absent:
        view.pointee.prepareIndex(
          steps[position].index, on: UnsafeBufferPointer(steps[position].keyColumns), store.stop)
      default: break
      }
    }
    run.pointee.prefetchSource = prefetchSource
    alternative?.prepare(store)
  }

  /// How the second step finds its rows, if it is by a value that the first gives it.
  private var prefetchSource: (column: Int, groups: GroupView)? {
    guard let view = steps[1].view else { return nil }
    let (groups, register): (GroupView, Int)
    switch steps[1].kind {
    case .lookUp where steps[1].key.count == 1:
      (groups, register) = (view.pointee.indexes[steps[1].index].groups, steps[1].key[0])
    case .row:
      guard let finder = view.pointee.finder, let column = finder.column else { return nil }
      (groups, register) = (finder.groups, steps[1].key[column])
    default: return nil
    }
    return steps[0].binds.first { $0.register == register }.map { ($0.column, groups) }
  }

  /// What follows from the rows: the values of the plan's row, result by result; if it has none, the rows that the last
  /// step finds. Not all if the store's stop check says so.
  ///
  /// SAFETY: good until the plan runs again.
  ///
  /// - Parameter source: the relation that has the rows.
  package func results(
    from rows: [UInt32], of source: LiveRelation, host: any JoinHost
  ) -> UnsafeBufferPointer<UInt32> {
    run.pointee.host = host
    run.pointee.results.removeAll()
    run.pointee.limit = nil
    rows.withUnsafeBufferPointer { rows in
      for first in stride(from: 0, to: rows.count, by: ChangeRun.prefetchedRows) {
        if first > 0, run.pointee.mustStop() { return }
        let part = rows[first..<min(first + ChangeRun.prefetchedRows, rows.count)]
        if part.count > 1 { run.pointee.prefetch(part, of: source.view) }
        for row in part where run.pointee.take(row, of: source.view) { _ = run.pointee.runStep(1) }
      }
    }
    return run.pointee.results.elements
  }

  /// The relation in which it first looks something up, if it does.
  package var beginning: Int? { steps[1].kind == .lookUp ? steps[1].relation : nil }

  /// Prepares to look for what gives the rows.
  fileprivate func prefetch(_ rows: Slice<UnsafeBufferPointer<UInt32>>, in view: UnsafeMutablePointer<LiveView>) {
    for run in choices { run.pointee.prefetch(rows, of: view) }
  }

  /// Whether anything gives the row.
  ///
  /// - Complexity: O(bindings that the steps find until something does that rests on rows of lower rank), by the plan that
  ///   has the fewest to begin with.
  @inline(__always)
  fileprivate func support(
    of row: UInt32, in view: UnsafeMutablePointer<LiveView>, host: any JoinHost
  ) -> Support {
    var (best, least) = (run, Int.max)
    for run in choices {
      guard run.pointee.take(row, of: view) else { return .none }
      guard choices.count > 1 else { break }
      let breadth = run.pointee.breadth()
      if breadth < least { (best, least) = (run, breadth) }
    }
    best.pointee.host = host
    best.pointee.limit = view.pointee.rank(of: row)
    best.pointee.support = .none
    _ = best.pointee.runStep(1)
    return best.pointee.support
  }
}

/// The plans that find what gives the rows of a relation: those of all rules for it.
package struct SupportSearch {
  private let joins: [ChangeJoin]
  private let host: any JoinHost
  private let stop: StopCheck

  /// - Parameter joins: made ready for the store that the relation is in.
  package init(_ joins: [ChangeJoin], host: any JoinHost, stop: StopCheck = .never) {
    self.joins = joins
    self.host = host
    self.stop = stop
  }

  /// Of rows of one rank, those that nothing gives which rests on rows of lower rank; and those of them that something
  /// else may give. Not all if it is stopped.
  ///
  /// - Complexity: for each row, that of looking for one instance of each rule.
  package func unsupported(
    among rows: [UInt32], of relation: LiveRelation
  ) -> (lost: [UInt32], late: [UInt32]) {
    var (lost, late): ([UInt32], [UInt32]) = ([], [])
    let view = relation.view
    rows.withUnsafeBufferPointer { rows in
      for first in stride(from: 0, to: rows.count, by: ChangeRun.prefetchedRows) {
        if first > 0, stop.isStopped { return }
        let part = rows[first..<min(first + ChangeRun.prefetchedRows, rows.count)]
        if part.count > 1 { for join in joins { join.prefetch(part, in: view) } }
        for row in part where !view.pointee.isGiven(row) {
          switch support(of: row, in: view) {
          case .early: break
          case .none: lost.append(row)
          case .late:
            lost.append(row)
            late.append(row)
          }
        }
      }
    }
    return (lost, late)
  }

  /// Whether anything gives the row, whatever it rests on.
  package func hasSupport(_ row: UInt32, of relation: LiveRelation) -> Bool {
    support(of: row, in: relation.view) != .none
  }

  private func support(of row: UInt32, in view: UnsafeMutablePointer<LiveView>) -> ChangeJoin.Support {
    var result = ChangeJoin.Support.none
    for join in joins {
      switch join.support(of: row, in: view, host: host) {
      case .early: return .early
      case .late: result = .late
      case .none: break
      }
    }
    return result
  }
}
