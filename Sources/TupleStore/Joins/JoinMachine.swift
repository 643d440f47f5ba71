// Runs join plans over the relations of a store.
//
// A plan is a chain of levels. A level takes the bindings that the one before it found, finds for each of them the rows
// that go with it, and tests the results; a few hundred bindings at a time, so that every step is a short loop over
// columns, and the cost of deciding what to do next is paid once for all of them. The machine goes one level deeper as
// long as a level finds something, and one back when it does not.
//
// Updates have an executor of their own, `ChangeJoin`, that takes one row at a time. Each is there because the other is
// slower at its work: for r(x, z) :- a(x, y), b(y, z), !c(x, z) over 400,000 rows each, going through all rows took the
// change executor 4.5 times as long, and going through them one by one took this one 1.4 times as long, although it saw
// neither the rows that an update deletes nor ranks. Medians of 15 pairs on 2 processors with much else to do:
//
//     GREMIUM_MEASURE=1 swift test -c release -Xswiftc -enable-testing --filter ExecutorMeasurement
//
// - Source: Boncz, Zukowski, Nes, "MonetDB/X100: hyper-pipelining query execution", CIDR 2005.

/// A tuple store: relations by number.
package struct TupleStore: Sendable {
  /// The relations that plans name by their position.
  package var relations: [Relation] = []
  /// How many rows may be added in all; the machine stops soon after the first one too many.
  package var rowLimit: Int
  /// How many rows were added in all.
  package private(set) var addedRows = 0
  /// Asked once a batch of rows, and while indexes are built.
  package let stop: StopCheck

  /// A store without relations.
  package init(rowLimit: Int, stop: StopCheck = .never) {
    self.rowLimit = rowLimit
    self.stop = stop
  }

  /// How many rows of each relation are visible.
  package var sizes: [Int] { relations.indices.map { relations[$0].visibleCount } }

  /// Counts rows that were added elsewhere.
  package mutating func count(added: Int) { addedRows += added }

  /// Runs the plan to its end and adds its results to the target, where they stay invisible until `advance()`.
  ///
  /// - Returns: how it ended; if not complete, the store is good for nothing any more.
  /// - Complexity: O(bindings that the steps find).
  package mutating func run(_ pipeline: JoinPipeline, host: any JoinHost) -> RunOutcome {
    let stop = stop
    let isComplete = pipeline.run(&self, host) { store, level in
      store.addedRows += pipeline.withRow(of: level) {
        store.relations[pipeline.target].insert($0, count: level.count, stop)
      }
      return store.addedRows <= store.rowLimit
    }
    // A fold that was stopped ends like any other.
    return addedRows > rowLimit ? .tooManyRows : isComplete && !stop.isStopped ? .complete : .stopped
  }
}

/// A run's outcome: how a plan came to its end.
package enum RunOutcome: Sendable {
  /// All was found.
  case complete
  /// There were more rows than allowed.
  case tooManyRows
  /// The store's stop check said so.
  case stopped
}

extension TupleStore {
  /// Runs the plan from given values for its inputs, and gives the values of its row for up to so many results; fewer
  /// if it is stopped.
  ///
  /// - Complexity: O(bindings that the steps find until then).
  package mutating func results(
    of pipeline: JoinPipeline, from values: [UInt32], limit: Int, host: any JoinHost
  ) -> [[UInt32]] {
    var results: [[UInt32]] = []
    pipeline.run(from: values, &self, host) { _, level in
      for position in 0..<min(level.count, limit - results.count) {
        results.append(pipeline.withRow(of: level) { row in pipeline.row.indices.map { row[$0][position] } })
      }
      return results.count < limit
    }
    return results
  }
}

/// A join pipeline: a plan that is ready to run, as often as wanted.
///
/// SAFETY: the pointers to columns are those of its levels, which live as long as it, and each holds `JoinLevel.capacity`
/// values; registers are numbered by the plan, and `column(_:)` checks that a level has them.
package final class JoinPipeline {
  let target: Int
  fileprivate let row: [Int]
  /// The registers that get their values when it is run.
  private let inputs: [Int]
  private var levels: [JoinLevel] = []
  /// Columns that have the same value everywhere, by register.
  private let constants: ConstantColumns
  private let registerCount: Int

  /// - Parameter inputs: the registers that get their values when it is run.
  package convenience init(_ plan: JoinPlan, inputs: [Int] = []) {
    self.init(
      plan.steps, registers: plan.registers, bound: inputs, results: plan.row, target: plan.target, row: plan.row)
  }

  /// - Parameters:
  ///   - bound: the registers that the bindings have with which it starts.
  ///   - results: the registers that are needed at the end.
  private init(_ steps: [JoinStep], registers: [UInt32], bound: [Int], results: [Int], target: Int, row: [Int]) {
    self.target = target
    self.row = row
    inputs = bound
    registerCount = registers.count
    let written = Set(bound + steps.flatMap(\.writes))
    constants = ConstantColumns(registers, used: Set(steps.flatMap(\.reads) + results).subtracting(written))

    // What is still needed after each step.
    var needed = Set(results)
    var neededAfter = [needed]
    for step in steps.reversed() {
      needed.formUnion(step.reads)
      neededAfter.append(needed)
    }
    neededAfter.reverse()

    var known = Set(bound)
    let first = JoinLevel(.given, constants, registerCount)
    first.own(known)
    levels = [first]
    for (number, step) in steps.enumerated() {
      let later = neededAfter[number + 1]
      if let expansion = step.expansion(needed: later) {
        let level = JoinLevel(expansion, constants, registerCount)
        known.subtract(expansion.registers)
        level.carry(known.intersection(later.union(step.reads)))
        level.own(Set(expansion.registers))
        levels.append(level)
      } else {
        levels[levels.count - 1].own(Set(step.writes))
      }
      known.formUnion(step.writes)
      let live = known.intersection(later).sorted()
      if let filter = filter(for: step, registers: registers, known: known, live: live) {
        levels[levels.count - 1].filters.append(filter)
      }
    }
  }

  private func filter(for step: JoinStep, registers: [UInt32], known: Set<Int>, live: [Int]) -> JoinLevel.Filter? {
    let test: JoinLevel.Test
    switch step {
    case .match(let probe):
      guard step.expansion(needed: []) == nil else { return nil }
      test = .present(probe)
    case .absent(let probe): test = .absent(probe)
    case .equal(let left, let right): test = .equal(left, right)
    case .different(let left, let right): test = .different(left, right)
    case .copy(let source, let target): test = .copy(from: source, to: target)
    case .call(let site, _, _): test = .call(site: site)
    case .expand: return nil
    case .fold(let site, let steps, let reads, let register):
      let owner = registers.count
      let inner = Set(steps.flatMap(\.writes))
      let bound = known.intersection(step.reads).subtracting(inner).subtracting([register]).sorted()
      let pipeline = JoinPipeline(
        steps, registers: registers + [0], bound: bound + [owner], results: reads + [owner], target: -1, row: [])
      test = .fold(site: site, pipeline, bound: bound, owner: owner)
    }
    return JoinLevel.Filter(test: test, live: live)
  }

  func withRow<Result>(of level: JoinLevel, _ body: (ColumnPointers) -> Result) -> Result {
    withUnsafeTemporaryAllocation(of: UnsafeMutablePointer<UInt32>.self, capacity: row.count + 1) { pointers in
      for (position, register) in row.enumerated() { pointers[position] = level.column(register) }
      guard let base = pointers.baseAddress else { preconditionFailure("an allocation without memory") }
      return body(base)
    }
  }

  /// - Parameter emit: called for every level full of results; whether to go on.
  func run(
    _ store: inout TupleStore, _ host: any JoinHost, emit: (inout TupleStore, JoinLevel) -> Bool
  ) -> Bool {
    levels[0].count = 1
    return resume(&store, host, emit)
  }

  /// Runs for one binding, with these values for the inputs.
  func run(
    from values: [UInt32], _ store: inout TupleStore, _ host: any JoinHost,
    emit: (inout TupleStore, JoinLevel) -> Bool
  ) {
    precondition(values.count == inputs.count, "one value for each input")
    levels[0].count = 1
    for (register, value) in zip(inputs, values) { levels[0].column(register)[0] = value }
    _ = resume(&store, host, emit)
  }

  /// Runs for bindings of another pipeline, which are numbered in the owner's register.
  func run(
    from outer: JoinLevel, registers: [Int], owner: Int, _ store: inout TupleStore, _ host: any JoinHost,
    emit: (inout TupleStore, JoinLevel) -> Bool
  ) {
    let first = levels[0]
    first.count = outer.count
    for register in registers { first.column(register).update(from: outer.column(register), count: outer.count) }
    let numbers = first.column(owner)
    for position in 0..<outer.count { numbers[position] = UInt32(position) }
    _ = resume(&store, host, emit)
  }

  private func resume(
    _ store: inout TupleStore, _ host: any JoinHost, _ emit: (inout TupleStore, JoinLevel) -> Bool
  ) -> Bool {
    let last = levels.count - 1
    var depth = 0
    levels[0].applyFilters(&store, host)
    if levels[0].count == 0 { return true }
    if last == 0 { return emit(&store, levels[0]) }
    depth = 1
    levels[1].begin(after: levels[0], &store)
    let stop = store.stop
    while depth > 0 {
      if stop.isStopped { return false }
      let level = levels[depth]
      guard level.fill(after: levels[depth - 1], &store, host) else {
        depth -= 1
        continue
      }
      level.applyFilters(&store, host)
      if level.count == 0 { continue }
      if depth == last {
        guard emit(&store, level) else { return false }
      } else {
        depth += 1
        levels[depth].begin(after: level, &store)
      }
    }
    return true
  }
}

extension JoinStep {
  /// What the step finds for each binding; nil if it only tests, for which one row is as good as all.
  fileprivate func expansion(needed: Set<Int>) -> JoinLevel.Expansion? {
    switch self {
    case .match(let probe):
      if case .row = probe.access { return nil }
      if probe.firstOnly, probe.repeats.isEmpty { return nil }
      let wanted = needed.union(probe.repeats.map(\.register))
      let binds = probe.binds.filter { wanted.contains($0.register) }
      if case .index(let index) = probe.access { return .lookup(probe, index: index, binds: binds) }
      return .scan(probe, binds: binds)
    case .expand(let site, _, let register): return .values(site: site, into: register)
    default: return nil
    }
  }
}

/// Columns for registers that hold one value all the time.
///
/// SAFETY: each has `JoinLevel.capacity` values, nobody writes to them, and they are freed with this object.
final class ConstantColumns {
  private(set) var columns: [Int: UnsafeMutablePointer<UInt32>] = [:]

  init(_ registers: [UInt32], used: Set<Int>) {
    for register in used.sorted() {
      let column = UnsafeMutablePointer<UInt32>.allocate(capacity: JoinLevel.capacity)
      column.initialize(repeating: registers[register], count: JoinLevel.capacity)
      columns[register] = column
    }
  }

  deinit { for column in columns.values { column.deallocate() } }
}
