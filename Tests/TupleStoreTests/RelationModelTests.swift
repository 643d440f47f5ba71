// Relations, their sets and indexes, against arrays and dictionaries.

import TestSupport
import Testing

@testable import TupleStore

@Suite("A relation is what its rows are, however they are found")
struct RelationModelTests {
  /// Rows in the order in which they were first seen.
  private struct Model {
    private(set) var rows: [[UInt32]] = []
    private var numbers: [[UInt32]: Int] = [:]

    mutating func insert(_ row: [UInt32]) -> Bool {
      guard numbers[row] == nil else { return false }
      numbers[row] = rows.count
      rows.append(row)
      return true
    }

    func number(of row: [UInt32]) -> Int? { numbers[row] }
  }

  @Test("random rows, one by one and as columns, in rounds", arguments: [0, 1, 2, 3, 4])
  func rows(arity: Int) {
    var random = generator(10 + UInt64(arity))
    for limit: UInt32 in [3, 40, 5000] {
      var relation = Relation(arity: arity)
      var model = Model()
      var ends: [Int] = []
      for step in 0..<60 {
        if UInt32.random(in: 0..<3, using: &random) > 0 {
          let row = random.row(arity, below: limit)
          #expect(relation.insert(row) == model.insert(row), seedNote)
        } else {
          let rows = (0..<Int.random(in: 0..<80, using: &random)).map { _ in random.row(arity, below: limit) }
          var columns = [Buffer<UInt32>](repeating: Buffer(), count: arity)
          for row in rows { for column in 0..<arity { columns[column].append(row[column]) } }
          relation.insert(columns: columns, count: rows.count)
          for row in rows { _ = model.insert(row) }
        }
        if step % 10 == 3 {
          if ends.isEmpty { relation.beginRounds(isGrowing: true) } else { relation.advance() }
          ends.append(model.rows.count)
        }
        checkInvariants(relation)
        #expect(relation.count == model.rows.count, seedNote)
      }
      #expect((0..<relation.count).map { relation[$0] } == model.rows, seedNote)
      for _ in 0..<50 {
        let row = random.row(arity, below: limit)
        #expect(relation.row(of: row) == model.number(of: row), seedNote)
      }
      for row in model.rows.indices {
        #expect(relation.row(of: model.rows[row]) == row, seedNote)
        #expect(relation.round(of: row) == ends.count { $0 <= row }, seedNote)
      }
      relation.settle()
      checkInvariants(relation)
      #expect(relation.visibleCount == model.rows.count)
    }
  }

  @Test("many rows that lie close together, whose set is one of bits, and then far apart")
  func bits() {
    var random = generator(20)
    var relation = Relation(arity: 2)
    var model = Model()
    for limit: UInt32 in [60, 60, 100_000] {
      for _ in 0..<1500 {
        let row = (0..<2).map { _ in UInt32.random(in: 0..<limit, using: &random) }
        #expect(relation.insert(row) == model.insert(row), seedNote)
      }
      checkInvariants(relation)
    }
    #expect((0..<relation.count).map { relation[$0] } == model.rows, seedNote)
  }

  @Test(
    "an index of a complete relation has the rows of each key",
    arguments: [[0], [1], [2], [0, 1], [2, 0], [2, 1, 0]])
  func grouped(columns: [Int]) throws {
    var random = generator(30 + UInt64(columns.count))
    for (count, limit) in [(0, 5), (1, 5), (200, 6), (500, 100_000)] as [(Int, UInt32)] {
      var relation = Relation(arity: 3)
      for _ in 0..<count { relation.insert(random.row(3, below: limit)) }
      relation.beginRounds(isGrowing: false)
      let number = relation.index(on: columns)
      let index = relation.grouped[number]
      checkInvariants(relation)
      let expected = Dictionary(grouping: 0..<relation.count) { row in columns.map { relation[row][$0] } }
      for key in Array(expected.keys) + (0..<20).map({ _ in random.row(columns.count, below: limit) }) {
        var group = UInt32.max
        withKey(key) { index.find($0, count: 1, in: relation.columns, into: &group) }
        let range = group == .max ? 0..<0 : Int(index.starts[Int(group)])..<Int(index.starts[Int(group) + 1])
        let rows: [Int] =
          switch index.content {
          case .inPlace: Array(range)
          case .rows(let sorted), .values(let sorted): range.map { Int(sorted[$0]) }
          }
        #expect(rows == expected[key] ?? [], seedNote)
      }
    }
  }

  @Test("an index of a growing relation has the rows of each key in each part", arguments: [[0], [1], [1, 0]])
  func growing(columns: [Int]) {
    var random = generator(40 + UInt64(columns[0]))
    var relation = Relation(arity: 2)
    relation.beginRounds(isGrowing: true)
    let number = relation.index(on: columns)
    for _ in 0..<30 {
      for _ in 0..<Int.random(in: 0..<40, using: &random) { relation.insert(random.row(2, below: 12)) }
      relation.advance()
      checkInvariants(relation)
      let index = relation.growing[number]
      for _ in 0..<10 {
        let key = random.row(columns.count, below: 12)
        var list = UInt32.max
        withKey(key) { index.find($0, count: 1, in: relation.columns, into: &list) }
        for part in [RowPart.stable, .recent, .all] {
          let bounds = relation.bounds(of: part)
          let (start, end) = index.range(of: list, bounds)
          let expected = (bounds.lower..<bounds.upper).filter { row in
            zip(columns, key).allSatisfy { relation[row][$0] == $1 }
          }
          #expect((start..<end).map { Int(index.rows[$0]) } == expected, seedNote)
        }
      }
    }
  }

  @Test("of pairs only those are kept that connect something, and all together connect the same")
  func forest() {
    var random = generator(50)
    for limit: UInt32 in [5, 30, 300] {
      var forest = Forest()
      var components: [UInt32: Set<UInt32>] = [:]
      for _ in 0..<200 {
        let (one, other) = (random.id(below: limit) % 1000, random.id(below: limit) % 1000)
        var columns = [Buffer<UInt32>(), Buffer<UInt32>()]
        columns[0].append(one)
        columns[1].append(other)
        let isNew = withColumnPointers(columns) { pointers in
          pointers.baseAddress.map { forest.connecting($0, count: 1)[0].count == 1 }
        }
        let (left, right) = (components[one], components[other])
        let isConnected = left?.contains(other) == true
        #expect(isNew == !isConnected, seedNote)
        let union = (left ?? [one]).union(right ?? [other])
        for id in union { components[id] = union }
        #if DEBUG
          forest.checkInvariants()
        #endif
      }
    }
  }
}
