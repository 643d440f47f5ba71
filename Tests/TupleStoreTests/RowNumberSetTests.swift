// Sets and queues of row numbers, against sets and dictionaries.

import TestSupport
import Testing

@testable import TupleStore

@Suite("Row numbers are kept as a set keeps them")
struct RowNumberSetTests {
  @Test("random rows come and go", arguments: [3, 50, 3000] as [UInt32])
  func rows(limit: UInt32) {
    var random = generator(60 + UInt64(limit))
    var rows = RowNumberSet()
    var model: Set<UInt32> = []
    for step in 0..<3000 {
      let row = step % 100 == 0 ? UInt32.max - 1 : UInt32.random(in: 0..<limit, using: &random)
      switch UInt32.random(in: 0..<10, using: &random) {
      case 0...4: #expect(rows.insert(row) == model.insert(row).inserted, seedNote)
      case 5...7: #expect(rows.remove(row) == (model.remove(row) != nil), seedNote)
      case 8: #expect(rows.contains(row) == model.contains(row), seedNote)
      default:
        let copy = rows.copied()
        rows.free()
        rows = copy
        if step % 7 == 0 { rows.reserve(Int(row % 50)) }
      }
      #expect(rows.count == model.count)
      #if DEBUG
        if step % 20 == 0 { rows.checkInvariants() }
      #endif
    }
    var found: [UInt32] = []
    rows.forEach { found.append($0) }
    #expect(found.sorted() == model.sorted(), seedNote)
    rows.removeAll()
    #expect(rows.count == 0 && !rows.contains(1))
  }

  @Test("a queue gives each row once, those of the lowest rank first")
  func queue() throws {
    var random = generator(70)
    var relation = Relation(arity: 1)
    for round in 0..<20 {
      for row in 0..<UInt32(30) { relation.insert([UInt32(round) * 30 + row]) }
      if round == 0 { relation.beginRounds(isGrowing: true) } else { relation.advance() }
    }
    relation.settle()
    let live = LiveRelation(relation)
    var queue = RankQueue()
    var known: Set<[UInt32]> = []
    var waiting: [[UInt32]: [UInt32]] = [:]
    for step in 0..<400 {
      if step % 3 < 2 {
        let number = UInt32.random(in: 0..<3, using: &random)
        let rows = (0..<10).map { _ in UInt32.random(in: 0..<600, using: &random) }
        let limit = Bool.random(using: &random) ? UInt32.random(in: 0..<20, using: &random) : nil
        rows.withUnsafeBufferPointer { queue.add($0, of: Int(number), live, above: limit) }
        for row in rows {
          let rank = live.rank(of: row)
          #expect(rank == row / 30)
          if let limit, rank <= limit { continue }
          if known.insert([number, row]).inserted { waiting[[rank, number], default: []].append(row) }
        }
      } else {
        let least = waiting.keys.min { $0.lexicographicallyPrecedes($1) }
        let found = queue.popLowest()
        #expect(found.map { [$0.rank, UInt32($0.relation)] } == least, seedNote)
        if let least { #expect(found?.rows == waiting.removeValue(forKey: least), seedNote) }
      }
    }
  }
}
