// Why there are two executors of joins: what each costs at its own work and at that of the other.

import Foundation
import TestSupport
import Testing

@testable import TupleStore

@Suite("Measured by hand", .enabled(if: ProcessInfo.processInfo.environment["GREMIUM_MEASURE"] != nil))
struct ExecutorMeasurement {
  /// How many values there are, how many rows a relation has, and how many of them are taken one by one.
  private static let (values, rows, singleRows) = (UInt32(200_000), 400_000, 50_000)
  private static let pairs = 15

  private func probe(
    _ relation: Int, _ part: RowPart, _ access: RowProbe.Access, on columns: [Int], key: [Int],
    binds: [(column: Int, register: Int)], firstOnly: Bool = false
  ) -> RowProbe {
    RowProbe(
      relation: relation, part: part, access: access, key: key, keyColumns: columns, binds: binds, repeats: [],
      firstOnly: firstOnly)
  }

  /// r(x, z) :- a(x, y), b(y, z), !c(x, z).
  private func plan(first: JoinStep?) -> JoinPlan {
    let others: [JoinStep] = [
      .match(probe(1, .all, .index(0), on: [0], key: [1], binds: [(1, 2)])),
      .absent(probe(2, .all, .row, on: [0, 1], key: [0, 2], binds: [], firstOnly: true)),
    ]
    return JoinPlan(steps: (first.map { [$0] } ?? []) + others, registers: [0, 0, 0], target: 3, row: [0, 2])
  }

  private func randomRelation(_ random: inout SeededGenerator) -> Relation {
    var columns = [Buffer<UInt32>(), Buffer<UInt32>()]
    for _ in 0..<Self.rows {
      for column in 0..<2 { columns[column].append(UInt32.random(in: 0..<Self.values, using: &random)) }
    }
    var relation = Relation(arity: 2)
    relation.insert(columns: columns, count: Self.rows)
    relation.beginRounds(isGrowing: false)
    return relation
  }

  @Test("the executor of batches and that of changes, at all rows and at one row after the other")
  func executors() {
    var random = SeededGenerator(seed: 7)
    let relations = (0..<3).map { _ in randomRelation(&random) }
    var store = TupleStore(rowLimit: .max)
    store.relations = relations + [Relation(arity: 2)]
    _ = store.relations[1].index(on: [0])
    store.relations[2].makeFindable()
    let live = UpdateStore(LiveRelations(relations))
    let host = QuietHost()

    let wholeBatch = JoinPipeline(plan(first: .match(probe(0, .all, .scan, on: [], key: [], binds: [(0, 0), (1, 1)]))))
    let rowBatch = JoinPipeline(plan(first: nil), inputs: [0, 1])
    let change = ChangeJoin(plan(first: .match(probe(0, .recent, .scan, on: [], key: [], binds: [(0, 0), (1, 1)]))))
    change.prepare(live)
    let allRows = live[0].rows()
    let singleRows = (0..<Self.singleRows).map { _ in UInt32.random(in: 0..<UInt32(allRows.count), using: &random) }

    func countInBatches(_ pipeline: JoinPipeline, from values: [UInt32]) -> Int {
      var found = 0
      pipeline.run(from: values, &store, host) { _, level in
        found += level.count
        return true
      }
      return found
    }
    let works: [() -> Int] = [
      { countInBatches(wholeBatch, from: []) },
      { change.results(from: allRows, of: live[0], host: host).count / 2 },
      { singleRows.reduce(0) { $0 + countInBatches(rowBatch, from: live[0].values(of: $1)) } },
      { singleRows.reduce(0) { $0 + change.results(from: [$1], of: live[0], host: host).count / 2 } },
    ]
    let clock = ContinuousClock()
    var (atAll, atSingle): ([Double], [Double]) = ([], [])
    for pair in 0..<Self.pairs {
      var (times, counts) = ([Double](repeating: 0, count: 4), [0, 0, 0, 0])
      for work in pair % 2 == 0 ? [0, 1, 2, 3] : [3, 2, 1, 0] {
        times[work] = clock.measure { counts[work] = works[work]() } / .milliseconds(1)
      }
      #expect(counts[0] == counts[1] && counts[2] == counts[3])
      atAll.append(times[1] / times[0])
      atSingle.append(times[2] / times[3])
    }
    print("all rows: changes / batches \(atAll.sorted()[Self.pairs / 2]), least \(atAll.min() ?? 0)")
    print("row by row: batches / changes \(atSingle.sorted()[Self.pairs / 2]), least \(atSingle.min() ?? 0)")
  }
}
