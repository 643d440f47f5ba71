// Relations with an overlay, and the settled ones under them, against dictionaries.

import TestSupport
import Testing

@testable import TupleStore

@Suite("A live relation is what came less what went")
struct LiveRelationTests {
  /// What is known of a row.
  private struct Mark: Equatable {
    var rank: UInt32
    var isGiven: Bool
  }

  private func settled(_ arity: Int, below limit: UInt32, _ random: inout SeededGenerator) -> (
    Relation, [[UInt32]: Mark]
  ) {
    var relation = Relation(arity: arity)
    var model: [[UInt32]: Mark] = [:]
    for round in 0..<4 {
      for _ in 0..<40 {
        let row = random.row(arity, below: limit)
        if relation.insert(row) { model[row] = Mark(rank: UInt32(round), isGiven: round == 0) }
      }
      if round == 0 { relation.beginRounds(isGrowing: true) } else { relation.advance() }
    }
    relation.settle()
    return (relation, model)
  }

  @Test("random rows come and go, in copies of copies", arguments: [0, 1, 2, 3])
  func changes(arity: Int) {
    var random = generator(80 + UInt64(arity))
    for limit: UInt32 in [4, 30, 400] {
      let (relation, first) = settled(arity, below: limit, &random)
      var (live, model) = (LiveRelation(relation), first)
      #expect(live.isUnchanged)
      for step in 0..<200 {
        let values = step % 2 == 0 ? random.row(arity, below: limit) : model.keys.sorted(by: precedes).first ?? []
        guard values.count == arity else { continue }
        let row = live.row(of: values)
        #expect((row != nil) == (model[values] != nil), seedNote)
        switch UInt32.random(in: 0..<10, using: &random) {
        case 0...3:
          let mark = Mark(rank: UInt32.random(in: 0..<9, using: &random), isGiven: Bool.random(using: &random))
          let added = live.add(values, rank: mark.isGiven ? 0 : mark.rank + 1, isGiven: mark.isGiven)
          #expect((added != nil) == (model[values] == nil), seedNote)
          if added != nil { model[values] = Mark(rank: mark.isGiven ? 0 : mark.rank + 1, isGiven: mark.isGiven) }
        case 4...7:
          if let row {
            live.remove(row)
            model[values] = nil
          }
        case 8:
          if let row {
            let isGiven = Bool.random(using: &random)
            live.setGiven(row, isGiven)
            model[values]?.isGiven = isGiven
          }
        default: live = Bool.random(using: &random) ? live.copied() : live.tidied().copied()
        }
        if step % 10 == 0 { checkInvariants(live) }
        #expect(live.count == model.count, seedNote)
      }
      let view = live.readOnlyView()
      for row in view.rows() {
        let mark = model[view.values(of: row)]
        #expect(mark?.isGiven == view.isGiven(row), seedNote)
        #expect(mark?.rank == view.rank(of: row), seedNote)
      }
      let whole = live.materialized()
      checkInvariants(whole)
      #expect(Set((0..<whole.count).map { whole[$0] }) == Set(model.keys), seedNote)
      let ranked = live.materialized(byRank: live.ranks().sorted())
      checkInvariants(ranked)
      #expect(Set((0..<ranked.count).map { ranked[$0] }) == Set(model.keys), seedNote)
      // What it was made of is as it was.
      #expect(Set(LiveRelation(relation).rows().map { relation[Int($0)] }) == Set(first.keys))
    }
  }

  private func precedes(_ one: [UInt32], _ other: [UInt32]) -> Bool { one.lexicographicallyPrecedes(other) }

  @Test("what is missing is found and added once, with the settled row that was gone")
  func missing() {
    var random = generator(90)
    let (relation, _) = settled(2, below: 10, &random)
    let live = LiveRelation(relation).copied()
    for row in live.rows() where row % 3 == 0 { live.remove(row) }
    let candidates = (0..<300).map { _ in random.row(2, below: 12) }
    let cells = candidates.flatMap { $0 }
    var missing: [UInt32] = []
    cells.withUnsafeBufferPointer { live.collectMissing($0, into: &missing) }
    let expected = candidates.flatMap { row -> [UInt32] in
      live.row(of: row) == nil
        ? row + [(0..<relation.count).first { relation[$0] == row }.map { UInt32($0) } ?? .max] : []
    }
    #expect(missing == expected, seedNote)
    let before = Set(live.rows().map { live.values(of: $0) })
    live.add(missing: missing, rank: 9) { _ in }
    checkInvariants(live)
    #expect(Set(live.rows().map { live.values(of: $0) }) == before.union(candidates), seedNote)
  }

  @Test("a deleted row that joins still have to see is not there")
  func insertDeleted() {
    let live = LiveRelation(Relation(arity: 2))
    let row = live.insertDeleted([3, 4])
    #expect(live.count == 0 && live.rows().isEmpty)
    #expect(live.values(of: row) == [3, 4] && live.row(of: [3, 4]) == nil)
  }

  @Test("groups of a settled relation have the rows of each key, its finder each row", arguments: [1, 2, 3])
  func settledRelation(arity: Int) {
    var random = generator(100 + UInt64(arity))
    for (count, limit) in [(0, 4), (60, 4), (400, 25), (400, 500_000)] as [(Int, UInt32)] {
      var relation = Relation(arity: arity)
      for _ in 0..<count { relation.insert(random.row(arity, below: limit)) }
      relation.beginRounds(isGrowing: false)
      let settled = SettledRelation(relation)
      let live = LiveRelation(relation)
      for row in 0..<relation.count { #expect(live.row(of: relation[row]) == UInt32(row), seedNote) }
      for _ in 0..<50 {
        let row = random.row(arity, below: limit)
        let expected = (0..<relation.count).first { relation[$0] == row }
        #expect(live.row(of: row) == expected.map { UInt32($0) }, seedNote)
      }
      for column in 0..<arity {
        let expected = settled.expectedRows(sharing: column)
        let groups = Dictionary(grouping: 0..<relation.count) { relation[$0][column] }
        let exact = groups.values.reduce(0.0) { $0 + Double($1.count * $1.count) } / Double(max(relation.count, 1))
        // All rows are looked at here, so the estimate is exact.
        #expect(relation.count < 2 || abs(expected - max(1, exact)) < 1e-6, seedNote)
      }
    }
  }
}
