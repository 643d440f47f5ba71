// The result of an evaluation.

import TupleStore
import WorkControl

/// The evaluation of a program on some facts: all its relations, with the tuples that follow.
public struct Evaluation: Sendable {
  /// The base that it shares with the evaluations that updates make from it.
  let base: UpdateBase
  let relations: LiveRelations
  /// The explicit pairs of each `eqrel`.
  let assertedPairs: [Int: LiveRelation]
  /// For each stratum, the highest rank of a tuple.
  let ranks: [UInt32]
  let dictionary: ValueDictionary
  /// The cost of each rule in the first evaluation; updates add nothing to it.
  public let profile: EvaluationProfile

  var program: Program { base.program }

  init(
    _ base: UpdateBase, relations: [Relation], assertedPairs: [Int: Relation], dictionary: ValueDictionary,
    profile: EvaluationProfile
  ) {
    self.base = base
    self.relations = LiveRelations(relations)
    self.assertedPairs = assertedPairs.mapValues { LiveRelation($0) }
    ranks = base.strata.map { stratum in
      UInt32(stratum.relations.map { relations[$0].roundEnds.count }.max() ?? 0)
    }
    self.dictionary = dictionary
    self.profile = profile
  }

  init(_ updater: Updater, of evaluation: Evaluation, dictionary: ValueDictionary) {
    base = evaluation.base
    relations = updater.store.relations
    assertedPairs = updater.assertedPairs
    ranks = updater.ranks
    self.dictionary = dictionary
    profile = evaluation.profile
  }

  /// How many tuples the relation has; 0 if the program does not declare it.
  ///
  /// - Complexity: O(1).
  public func count(of relation: String) -> Int { program.numbers[relation].map { relations[$0].count } ?? 0 }

  /// Whether the tuple is in its relation.
  ///
  /// - Complexity: O(1) on average; O(n) for the first question about a relation of n tuples.
  public func contains(_ tuple: Tuple) -> Bool {
    guard let number = program.numbers[tuple.relation] else { return false }
    let columns = program.relations[number].declaration.columns
    guard tuple.values.count == columns.count, zip(tuple.values, columns).allSatisfy({ $0.kind == $1.kind }) else {
      return false
    }
    var dictionary = base.dictionary(of: self)
    let ids = tuple.values.compactMap { dictionary.find($0) }
    return ids.count == columns.count && relations[number].readOnlyView().row(of: ids) != nil
  }

  /// The tuples of the relation, sorted by their columns from left to right; none if the program does not declare it, or
  /// it was cancelled.
  ///
  /// - Parameters:
  ///   - relation: the relation's name.
  ///   - cancellation: asked once a batch of rows.
  /// - Complexity: O(n + m log m + r) for n tuples of m distinct values, whose ids lie r apart: at most as many as the
  ///   evaluation has values.
  public func tuples(of relation: String, cancellation: Cancellation? = nil) -> [[Value]] {
    let stop = Interruption(cancellation).check
    guard let number = program.numbers[relation] else { return [] }
    let kinds = program.relations[number].declaration.columns.map(\.kind)
    let relation = relations[number].materialized(stop: stop)
    let columns = (0..<kinds.count).map(relation.column)
    guard let rows = sortedRows(of: relation, number, stop) else { return [] }
    var tuples: [[Value]] = []
    tuples.reserveCapacity(rows.count)
    if stop.isStopped { return [] }
    for row in rows {
      if stop.isStopped(at: tuples.count) { return [] }
      tuples.append(kinds.indices.map { dictionary.value(columns[$0][Int(row)], kinds[$0]) })
    }
    return tuples
  }

  /// Calls with every cell of the relation's tuples as text, tuple by tuple, in the order of `tuples(of:)`: symbols as
  /// they are, numbers in decimals. Not with all if it was cancelled.
  ///
  /// - Parameters:
  ///   - relation: the relation's name.
  ///   - cancellation: asked once a batch of rows.
  /// - Complexity: that of `tuples(of:)`, and O(bytes).
  package func forEachCell(
    of relation: String, cancellation: Cancellation? = nil,
    // SAFETY: the memory of a cell is lent for the call.
    _ body: (_ column: Int, _ cell: UnsafeBufferPointer<UInt8>) -> Void
  ) {
    let stop = Interruption(cancellation).check
    guard let number = program.numbers[relation] else { return }
    let kinds = program.relations[number].declaration.columns.map(\.kind)
    let relation = relations[number].materialized(stop: stop)
    let columns = (0..<kinds.count).map(relation.column)
    for (position, row) in (sortedRows(of: relation, number, stop) ?? []).enumerated() {
      if stop.isStopped(at: position) { return }
      for (column, kind) in kinds.enumerated() {
        let id = columns[column][Int(row)]
        if kind == .symbol {
          dictionary.texts.withBytes(of: id) { body(column, $0) }
        } else {
          var text = dictionary.value(id, kind).text
          text.withUTF8 { body(column, $0) }
        }
      }
    }
  }

  /// The numbers of the relation's rows in the order of their values: by counting, from the last column to the first,
  /// where each value stands in its column. Nil if it was stopped.
  private func sortedRows(of relation: Relation, _ number: Int, _ stop: StopCheck) -> [UInt32]? {
    var rows = (0..<UInt32(relation.count)).map { $0 }
    for (position, column) in program.relations[number].declaration.columns.enumerated().reversed() {
      let cells = relation.column(position)
      guard let ranks = ranks(of: cells, column.kind, stop) else { return nil }
      var starts = [Int](repeating: 0, count: ranks.count + 1)
      for row in 0..<cells.count { starts[Int(ranks.rank(of: cells[row])) + 1] += 1 }
      for rank in 0..<ranks.count { starts[rank + 1] += starts[rank] }
      var sorted = [UInt32](repeating: 0, count: rows.count)
      for (position, row) in rows.enumerated() {
        if stop.isStopped(at: position) { return nil }
        let rank = Int(ranks.rank(of: cells[Int(row)]))
        sorted[starts[rank]] = row
        starts[rank] += 1
      }
      rows = sorted
    }
    return rows
  }

  /// Where the values of a column stand among each other.
  private struct Ranks {
    /// By id, less the least one, where ids lie close together; else empty.
    var dense: [UInt32] = []
    /// By id, where few ids are spread over many numbers.
    var sparse: [UInt32: UInt32] = [:]
    var least: UInt32 = 0
    var count = 0

    func rank(of id: UInt32) -> UInt32 { dense.isEmpty ? sparse[id] ?? 0 : dense[Int(id - least)] }
  }

  /// - Returns: nil if it was stopped.
  /// - Complexity: O(n + m log m) for n cells of m distinct values, whatever their ids
  private func ranks(of cells: Buffer<UInt32>, _ kind: ValueKind, _ stop: StopCheck) -> Ranks? {
    guard cells.count > 0 else { return Ranks() }
    var (least, greatest) = (cells[0], cells[0])
    for row in 0..<cells.count {
      least = min(least, cells[row])
      greatest = max(greatest, cells[row])
    }
    var ranks = Ranks(least: least)
    var ids: [UInt32]
    if Int(greatest - least) < 16 * cells.count {
      ranks.dense = [UInt32](repeating: 0, count: Int(greatest - least) + 1)
      for row in 0..<cells.count { ranks.dense[Int(cells[row] - least)] = 1 }
      ids = ranks.dense.indices.filter { ranks.dense[$0] == 1 }.map { UInt32($0) + least }
    } else {
      ids = Set((0..<cells.count).map { cells[$0] }).sorted()
    }
    let words = dictionary.words
    let isSorted =
      switch kind {
      case .symbol: ids.sort(stop) { dictionary.texts.isBefore($0, $1) }
      case .number: ids.sort(stop) { Int64(bitPattern: words[$0]) < Int64(bitPattern: words[$1]) }
      case .unsigned: ids.sort(stop) { words[$0] < words[$1] }
      case .float: ids.sort(stop) { Double(bitPattern: words[$0]) < Double(bitPattern: words[$1]) }
      }
    guard isSorted else { return nil }
    ranks.count = ids.count
    for (rank, id) in ids.enumerated() {
      if ranks.dense.isEmpty { ranks.sparse[id] = UInt32(rank) } else { ranks.dense[Int(id - least)] = UInt32(rank) }
    }
    return ranks
  }
}
