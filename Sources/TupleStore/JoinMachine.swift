// Runs join plans over the relations of a store.
//
// A nested-loop join with indexes: each step has a cursor; the machine goes one step deeper as long as the cursor finds
// something, and one step back when it does not. No recursion but for folds, so a long rule cannot exhaust the stack.

/// Relations by number.
package struct TupleStore: Sendable {
  package var relations: [Relation] = []
  /// How many rows may be added in all; the machine stops after the first one too many.
  package var rowLimit: Int
  package private(set) var addedRows = 0

  package init(rowLimit: Int) {
    self.rowLimit = rowLimit
  }

  private var isFull: Bool { addedRows > rowLimit }

  /// Runs the plan to its end and adds its results to the target, where they stay invisible until `advance()`.
  ///
  /// - Returns: false if there were more rows than allowed.
  package mutating func run(_ plan: JoinPlan, host: some JoinHost) -> Bool {
    var registers = plan.registers
    return run(plan.steps, &registers, host) { store, registers in
      if store.relations[plan.target].insert(registers: registers, at: plan.row) {
        store.addedRows += 1
        return !store.isFull
      }
      return true
    }
  }

  private struct Cursor {
    /// The row or the value that comes next; -1 at the end.
    var next = -1
    var lower = 0
    var upper = 0
    var values: [UInt32] = []
  }

  /// - Parameter meet: called for every result; whether to go on.
  private mutating func run<Host: JoinHost>(
    _ steps: [JoinStep], _ registers: inout [UInt32], _ host: Host,
    meet: (inout TupleStore, inout [UInt32]) -> Bool
  ) -> Bool {
    guard !steps.isEmpty else { return meet(&self, &registers) }
    var cursors = [Cursor](repeating: Cursor(), count: steps.count)
    var depth = 0
    start(steps[0], &cursors[0], registers, host)
    while true {
      if advance(steps[depth], &cursors[depth], &registers, host) {
        if depth == steps.count - 1 {
          guard meet(&self, &registers) else { return false }
        } else {
          depth += 1
          start(steps[depth], &cursors[depth], registers, host)
        }
      } else {
        guard depth > 0 else { return true }
        depth -= 1
      }
    }
  }

  /// Puts the cursor before the first thing that the step can find.
  @inline(__always)
  private func start(_ step: JoinStep, _ cursor: inout Cursor, _ registers: [UInt32], _ host: some JoinHost) {
    switch step {
    case .match(let probe): start(probe, &cursor, registers)
    case .expand(let site, _):
      cursor.values = host.expand(site: site, registers: registers)
      cursor.next = cursor.values.isEmpty ? -1 : 0
    default: cursor.next = 0
    }
  }

  // Relations are named by their number throughout: a copy of one would count references for every row.

  @inline(__always)
  private func start(_ probe: RowProbe, _ cursor: inout Cursor, _ registers: [UInt32]) {
    (cursor.lower, cursor.upper) = relations[probe.relation].bounds(of: probe.part)
    switch probe.access {
    case .scan: cursor.next = cursor.lower < cursor.upper ? cursor.lower : -1
    case .row: cursor.next = relations[probe.relation].find(registers: registers, at: probe.key) ?? -1
    case .index(let number):
      cursor.next = relations[probe.relation].newestRow(index: number, registers: registers, at: probe.key)
    }
  }

  /// Whether the step finds something more; what it finds is in the registers then.
  @inline(__always)
  private mutating func advance<Host: JoinHost>(
    _ step: JoinStep, _ cursor: inout Cursor, _ registers: inout [UInt32], _ host: Host
  ) -> Bool {
    guard cursor.next >= 0 else { return false }
    switch step {
    case .match(let probe): return nextRow(probe, &cursor, &registers)
    case .expand(_, let register):
      registers[register] = cursor.values[cursor.next]
      cursor.next = cursor.next + 1 < cursor.values.count ? cursor.next + 1 : -1
      return true
    default: cursor.next = -1
    }
    switch step {
    case .absent(let probe): return !holds(probe, registers)
    case .equal(let left, let right): return registers[left] == registers[right]
    case .different(let left, let right): return registers[left] != registers[right]
    case .copy(let source, let target):
      registers[target] = registers[source]
      return true
    case .call(let site): return host.call(site: site, registers: &registers)
    case .fold(let site, let steps):
      host.foldStarts(site: site)
      _ = run(steps, &registers, host) { _, registers in
        host.foldMeets(site: site, registers: &registers)
        return true
      }
      return host.foldEnds(site: site, registers: &registers)
    case .match, .expand: return false
    }
  }

  @inline(__always)
  private func nextRow(_ probe: RowProbe, _ cursor: inout Cursor, _ registers: inout [UInt32]) -> Bool {
    while cursor.next >= 0 {
      let row = cursor.next
      switch probe.access {
      case .scan: cursor.next = row + 1 < cursor.upper ? row + 1 : -1
      case .row: cursor.next = -1
      case .index(let number): cursor.next = relations[probe.relation].indexes[number].rowBefore(row)
      }
      // Chains run from new to old: what is below the part has only older rows behind it.
      guard row >= cursor.lower else {
        cursor.next = -1
        return false
      }
      guard row < cursor.upper else { continue }
      let first = row * relations[probe.relation].arity
      for (column, register) in probe.binds {
        registers[register] = relations[probe.relation].cells[first + column]
      }
      if agrees(probe, first, registers) {
        if probe.firstOnly { cursor.next = -1 }
        return true
      }
    }
    return false
  }

  @inline(__always)
  private func agrees(_ probe: RowProbe, _ first: Int, _ registers: [UInt32]) -> Bool {
    for (column, register) in probe.repeats
    where relations[probe.relation].cells[first + column] != registers[register] { return false }
    return true
  }

  private func holds(_ probe: RowProbe, _ registers: [UInt32]) -> Bool {
    var cursor = Cursor()
    var scratch = registers
    start(probe, &cursor, registers)
    return nextRow(probe, &cursor, &scratch)
  }
}
