// The steps of a plan as plain memory.

/// One step of a `ChangeJoin`.
struct ChangeStep {
  enum Kind {
    case given, scan, lookUp, row, absent, absentRow, absentScan
    case equal, different, copy, call, expand, fold, folded, result
  }

  /// A column of a row, and the register that goes with it.
  struct Cell {
    let column: Int
    let register: Int
  }

  let kind: Kind
  /// -1 where it looks at none.
  var relation = -1
  /// The number of an index, or of a site.
  var index = 0
  var key = UnsafeMutableBufferPointer<Int>(start: nil, count: 0)
  var keyColumns = UnsafeMutableBufferPointer<Int>(start: nil, count: 0)
  var binds = UnsafeMutableBufferPointer<Cell>(start: nil, count: 0)
  var repeats = UnsafeMutableBufferPointer<Cell>(start: nil, count: 0)
  var firstOnly = false
  /// Whether it looks at rows that were taken away, too.
  var seesDeleted = false
  /// Whether the ranks of its rows count.
  var isRanked = false
  /// Registers; of a fold, where it goes on.
  var left = 0
  var right = 0
  var view: UnsafeMutablePointer<LiveView>?
  /// The row that it is at.
  var current: UInt32 = 0
  /// Room for the key's values.
  var keyCells = StepLists.emptySentinel
  /// Whether what was found from the last row is enough for all.
  var isEnough = false

  init(_ kind: Kind) { self.kind = kind }
}

/// The lists that steps point to.
///
/// SAFETY: its owner frees them together with the steps.
struct StepLists {
  private var numbers: [UnsafeMutableBufferPointer<Int>] = []
  private var rooms: [UnsafeMutableBufferPointer<UInt32>] = []
  private var cells: [UnsafeMutableBufferPointer<ChangeStep.Cell>] = []

  mutating func add(_ list: [Int]) -> UnsafeMutableBufferPointer<Int> {
    let memory = UnsafeMutableBufferPointer<Int>.allocate(capacity: list.count)
    _ = memory.initialize(from: list)
    numbers.append(memory)
    return memory
  }

  mutating func add(_ list: [(column: Int, register: Int)]) -> UnsafeMutableBufferPointer<ChangeStep.Cell> {
    let memory = UnsafeMutableBufferPointer<ChangeStep.Cell>.allocate(capacity: list.count)
    _ = memory.initialize(from: list.map { ChangeStep.Cell(column: $0.column, register: $0.register) })
    cells.append(memory)
    return memory
  }

  /// Room for so many values.
  mutating func room(for count: Int) -> UnsafeMutablePointer<UInt32> {
    let memory = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: max(count, 1))
    memory.initialize(repeating: 0)
    rooms.append(memory)
    return memory.baseAddress ?? StepLists.emptySentinel
  }

  // SAFETY: a byte that nobody writes to, for steps without a key.
  nonisolated(unsafe) static let emptySentinel = UnsafeMutablePointer<UInt32>.allocate(capacity: 1)

  func free() {
    for list in rooms { list.deallocate() }
    for list in numbers { list.deallocate() }
    for list in cells { list.deallocate() }
  }
}

/// Makes plain steps of a plan's.
struct StepCompiler {
  var steps: [ChangeStep] = []
  var lists = StepLists()
  private let ranked: Set<Int>

  init(ranked: Set<Int>) { self.ranked = ranked }

  /// - Parameter needed: the registers that something needs after the steps.
  mutating func add(_ plan: [JoinStep], needed: Set<Int>, isInFold: Bool = false) {
    var neededAfter = [needed]
    for step in plan.reversed() { neededAfter.append((neededAfter.last ?? []).union(step.reads)) }
    neededAfter.reverse()
    for (number, step) in plan.enumerated() { add(step, needed: neededAfter[number + 1], isInFold: isInFold) }
  }

  private mutating func add(_ step: JoinStep, needed: Set<Int>, isInFold: Bool) {
    switch step {
    case .match(let probe):
      let kind: ChangeStep.Kind =
        switch probe.access {
        case _ where probe.part == .recent: .given
        case .scan: .scan
        case .index: .lookUp
        case .row: .row
        }
      var compiled = compiled(probe, kind, needed: needed)
      compiled.isRanked = !isInFold && ranked.contains(probe.relation) && probe.part != .recent
      // Of rows that are as good as each other, only one need be of lower rank.
      if compiled.isRanked { compiled.firstOnly = false }
      if probe.part == .recent { compiled.relation = -1 }
      steps.append(compiled)
    case .absent(let probe):
      let kind: ChangeStep.Kind =
        switch probe.access {
        case .scan: .absentScan
        case .index: .absent
        case .row: .absentRow
        }
      steps.append(compiled(probe, kind, needed: needed))
    case .equal(let left, let right): add(.equal, left, right)
    case .different(let left, let right): add(.different, left, right)
    case .copy(let source, let target): add(.copy, source, target)
    case .call(let site, _, _): add(.call, 0, 0, index: site)
    case .expand(let site, _, let register): add(.expand, 0, register, index: site)
    case .fold(let site, let inner, let reads, _):
      let fold = steps.count
      add(.fold, 0, 0, index: site)
      add(inner, needed: Set(reads), isInFold: true)
      add(.folded, 0, 0, index: site)
      steps[fold].right = steps.count
    }
  }

  private mutating func add(_ kind: ChangeStep.Kind, _ left: Int, _ right: Int, index: Int = 0) {
    var step = ChangeStep(kind)
    step.left = left
    step.right = right
    step.index = index
    steps.append(step)
  }

  private mutating func compiled(_ probe: RowProbe, _ kind: ChangeStep.Kind, needed: Set<Int>) -> ChangeStep {
    var step = ChangeStep(kind)
    step.relation = probe.relation
    if case .index(let index?) = probe.access { step.index = index }
    step.key = lists.add(probe.key)
    step.keyCells = lists.room(for: probe.key.count)
    step.keyColumns = lists.add(probe.keyColumns)
    let wanted = needed.union(probe.repeats.map(\.register))
    step.binds = lists.add(probe.binds.filter { wanted.contains($0.register) })
    step.repeats = lists.add(probe.repeats)
    step.firstOnly = probe.firstOnly
    step.seesDeleted = probe.part == .everything
    return step
  }
}
