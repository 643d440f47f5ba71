// What the join machine runs: a list of steps over registers, and where the results go.

/// One step of a plan. Values are in registers; constants are registers that nobody writes to.
package indirect enum JoinStep: Sendable {
  /// Goes through the rows that agree with the key, writing some of their columns into registers.
  case match(RowProbe)
  /// Goes on only if no row agrees with the key.
  case absent(RowProbe)
  /// Goes on only if both registers hold the same id.
  case equal(Int, Int)
  /// Goes on only if the registers hold different ids.
  case different(Int, Int)
  /// Copies a register into another.
  case copy(from: Int, to: Int)
  /// Asks the host to compute or test something; goes on if it says so.
  case call(site: Int, reads: [Int], writes: Int?)
  /// Asks the host for values, and goes on with each of them in the register.
  case expand(site: Int, reads: [Int], into: Int)
  /// Runs the steps to their end and gives every result to the host, which reads some registers of it; goes on if the
  /// host says so at the end.
  case fold(site: Int, steps: [JoinStep], reads: [Int], into: Int)
}

/// A probe: which rows of a relation a step wants, and what it takes from them.
package struct RowProbe: Sendable {
  /// An access path: how the rows are found.
  package enum Access: Sendable {
    /// All rows of the part, one by one.
    case scan
    /// The rows that an index of the relation finds; its columns are the key's. Without a number it is made when it is
    /// worth that, and the first rows are looked for among all.
    case index(Int?)
    /// The one row that equals the key, which has all columns. If the relation was not made findable, the first rows are
    /// looked for among all.
    case row
  }

  /// The number of the relation in its store.
  package let relation: Int
  /// Which of its rows are looked at.
  package let part: RowPart
  /// How they are found.
  package let access: Access
  /// The registers with the key, in the order of the index's columns.
  package let key: [Int]
  /// The columns that the key is for.
  package let keyColumns: [Int]
  /// Columns to write, with their registers.
  package let binds: [(column: Int, register: Int)]
  /// Columns that must equal a register that this very row may have written.
  package let repeats: [(column: Int, register: Int)]
  /// Whether one row is as good as all of them.
  package let firstOnly: Bool

  /// A probe of a relation.
  package init(
    relation: Int, part: RowPart, access: Access, key: [Int], keyColumns: [Int],
    binds: [(column: Int, register: Int)], repeats: [(column: Int, register: Int)], firstOnly: Bool
  ) {
    self.relation = relation
    self.part = part
    self.access = access
    self.key = key
    self.keyColumns = keyColumns
    self.binds = binds
    self.repeats = repeats
    self.firstOnly = firstOnly
  }
}

/// A join plan: a chain of steps, and the relation that receives its results.
package struct JoinPlan: Sendable {
  /// What is done for each binding, in this order.
  package var steps: [JoinStep]
  /// The registers as they are at the start.
  package var registers: [UInt32]
  /// The number of the relation that receives the results.
  package var target: Int
  /// The registers that make a row of the target.
  package var row: [Int]

  /// A plan; its registers are numbered from 0.
  package init(steps: [JoinStep], registers: [UInt32], target: Int, row: [Int]) {
    self.steps = steps
    self.registers = registers
    self.target = target
    self.row = row
  }
}

/// A join host: computes what the machine cannot, for it knows what the ids mean. It is asked for many bindings at once.
package protocol JoinHost: AnyObject {
  /// Computes or tests: may write registers, and drops the bindings that do not go on.
  func call(site: Int, _ bindings: BindingBatch)
  /// The values with which one binding goes on.
  func expand(site: Int, _ bindings: BindingBatch, at position: Int) -> [UInt32]
  /// A fold starts for so many bindings, which are numbered from 0.
  func foldStarts(site: Int, count: Int)
  /// What was found, and for which of the bindings: the register holds its number.
  func foldReceives(site: Int, _ bindings: BindingBatch, owner: Int)
  /// Writes the results, and drops the bindings that have none.
  func foldEnds(site: Int, _ bindings: BindingBatch)
}

extension JoinStep {
  /// The registers that it needs.
  var reads: [Int] {
    switch self {
    case .match(let probe), .absent(let probe): probe.key + probe.repeats.map(\.register)
    case .equal(let left, let right), .different(let left, let right): [left, right]
    case .copy(let source, _): [source]
    case .call(_, let reads, _), .expand(_, let reads, _): reads
    case .fold(_, let steps, let reads, _): steps.flatMap(\.reads) + reads
    }
  }

  /// The registers that it gives a value.
  package var writes: [Int] {
    switch self {
    case .match(let probe): probe.binds.map(\.register)
    case .absent, .equal, .different: []
    case .copy(_, let target): [target]
    case .call(_, _, let target): target.map { [$0] } ?? []
    case .expand(_, _, let target), .fold(_, _, _, let target): [target]
    }
  }
}
