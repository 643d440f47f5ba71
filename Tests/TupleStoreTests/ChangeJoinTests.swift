// The joins of updates, against loops, and against the joins of evaluations.

import TestSupport
import Testing

@testable import TupleStore

@Suite("A join row by row finds what loops find, and what a join in batches finds")
struct ChangeJoinTests {
  private func probe(
    _ relation: Int, _ part: RowPart, _ access: RowProbe.Access, _ key: [(column: Int, register: Int)],
    binds: [(column: Int, register: Int)], firstOnly: Bool = false
  ) -> RowProbe {
    RowProbe(
      relation: relation, part: part, access: access, key: key.map(\.register), keyColumns: key.map(\.column),
      binds: binds, repeats: [], firstOnly: firstOnly)
  }

  /// Relations of pairs, with an overlay.
  private func store(_ random: inout SeededGenerator, below limit: UInt32) -> UpdateStore {
    let relations = (0..<3).map { _ in
      var relation = Relation(arity: 2)
      for _ in 0..<80 { relation.insert(random.row(2, below: limit)) }
      relation.beginRounds(isGrowing: false)
      return relation
    }
    let store = UpdateStore(LiveRelations(relations))
    for number in 0..<3 {
      let live = store.changing(number)
      for row in live.rows() where UInt32.random(in: 0..<4, using: &random) == 0 { live.remove(row) }
      for _ in 0..<Int.random(in: 0..<25, using: &random) {
        _ = store.growing(number).add(random.row(2, below: limit), rank: 1, isGiven: false)
      }
    }
    return store
  }

  @Test("r(x, z) :- a(x, y), b(y, z), !c(x, z), with rows that came and went", arguments: [4, 12, 60] as [UInt32])
  func join(limit: UInt32) {
    var random = generator(110 + UInt64(limit))
    for _ in 0..<10 {
      let store = store(&random, below: limit)
      let rows = (0..<3).map { number in store[number].rows().map { store[number].values(of: $0) } }
      let negated = Set(rows[2])
      let expected = rows[0].flatMap { a in
        rows[1].filter { $0[0] == a[1] && !negated.contains([a[0], $0[1]]) }.map { [a[0], $0[1]] }
      }
      for access in [RowProbe.Access.index(0), .scan] {
        let isScan = if case .scan = access { true } else { false }
        let second = JoinStep.match(
          isScan
            ? probe(1, .all, .scan, [], binds: [(0, 3), (1, 2)])
            : probe(1, .all, access, [(0, 1)], binds: [(1, 2)]))
        let steps =
          [.match(probe(0, .recent, .scan, [], binds: [(0, 0), (1, 1)])), second] + (isScan ? [.equal(1, 3)] : []) + [
            JoinStep.absent(probe(2, .all, .row, [(0, 0), (1, 2)], binds: [], firstOnly: true))
          ]
        let join = ChangeJoin(JoinPlan(steps: steps, registers: [0, 0, 0, 0], target: 0, row: [0, 2]))
        join.prepare(store)
        let found = join.results(from: store[0].rows(), of: store[0], host: QuietHost())
        let pairs = stride(from: 0, to: found.count, by: 2).map { [found[$0], found[$0 + 1]] }
        #expect(pairs.sorted(by: precedes) == expected.sorted(by: precedes), seedNote)
      }
      #expect(batched(store).sorted(by: precedes) == Set(expected).sorted(by: precedes), seedNote)
    }
  }

  private func precedes(_ one: [UInt32], _ other: [UInt32]) -> Bool { one.lexicographicallyPrecedes(other) }

  /// The same by the machine of evaluations.
  private func batched(_ live: UpdateStore) -> [[UInt32]] {
    var store = TupleStore(rowLimit: .max)
    store.relations = (0..<3).map { live[$0].materialized() } + [Relation(arity: 2)]
    let index = store.relations[1].index(on: [0])
    store.relations[2].makeFindable()
    let steps: [JoinStep] = [
      .match(probe(0, .all, .scan, [], binds: [(0, 0), (1, 1)])),
      .match(probe(1, .all, .index(index), [(0, 1)], binds: [(1, 2)])),
      .absent(probe(2, .all, .row, [(0, 0), (1, 2)], binds: [], firstOnly: true)),
    ]
    let plan = JoinPlan(steps: steps, registers: [0, 0, 0], target: 3, row: [0, 2])
    #expect(store.run(JoinPipeline(plan), host: QuietHost()) == .complete)
    return (0..<store.relations[3].count).map { store.relations[3][$0] }
  }

  @Test("support is early where something of lower rank gives the row, late where only others do")
  func support() {
    // r(x, y) :- r(y, x), in which every row has the rank of its round.
    var relation = Relation(arity: 2)
    relation.insert([1, 2])
    relation.beginRounds(isGrowing: true)
    relation.insert([2, 1])
    relation.advance()
    relation.insert([3, 4])
    relation.advance()
    relation.insert([4, 3])
    relation.insert([5, 5])
    relation.advance()
    relation.settle()
    let store = UpdateStore(LiveRelations([relation]))
    let steps: [JoinStep] = [
      .match(probe(0, .recent, .scan, [], binds: [(0, 0), (1, 1)])),
      .match(probe(0, .all, .row, [(0, 1), (1, 0)], binds: [])),
    ]
    let join = ChangeJoin(JoinPlan(steps: steps, registers: [0, 0], target: 0, row: []), ranked: [0])
    join.prepare(store)
    let search = SupportSearch([join], host: QuietHost())
    func row(_ values: [UInt32]) -> UInt32 { store[0].row(of: values) ?? .max }
    let (lost, late) = search.unsupported(
      among: [row([2, 1]), row([3, 4]), row([4, 3]), row([5, 5])], of: store[0])
    #expect(lost == [row([3, 4]), row([5, 5])])
    #expect(late == lost)
    #expect(search.hasSupport(row([3, 4]), of: store[0]))
  }
}
