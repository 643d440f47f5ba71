// Buffers and tables against arrays.

import TestSupport
import Testing

@testable import TupleStore

@Suite("A buffer is a list, and its copies are apart")
struct BufferTests {
  @Test("random changes of two copies do to each what they do to two arrays")
  func copies() {
    var random = generator(1)
    var (one, other) = (Buffer<UInt32>(), Buffer<UInt32>())
    var (first, second): ([UInt32], [UInt32]) = ([], [])
    for _ in 0..<2000 {
      let value = random.id(below: 100)
      switch UInt32.random(in: 0..<8, using: &random) {
      case 0...2:
        one.append(value)
        first.append(value)
      case 3 where !first.isEmpty:
        let position = Int.random(in: first.indices, using: &random)
        one[position] = value
        first[position] = value
      case 4:
        let end = Int.random(in: 0...first.count, using: &random)
        if end > 20 || first.count > 500 {
          one.removeAll(after: end)
          first.removeLast(first.count - end)
        }
      case 5:
        one.append(contentsOf: other)
        first += second
      case 6 where first.count < 2000: (other, second) = (one, first)
      default:
        (one, other) = (other, one)
        (first, second) = (second, first)
      }
      if first.count > 4000 {
        one.removeAll(after: 10)
        first.removeLast(first.count - 10)
      }
      #expect(one.count == first.count && other.count == second.count, seedNote)
    }
    #expect((0..<one.count).map { one[$0] } == first, seedNote)
    #expect((0..<other.count).map { other[$0] } == second, seedNote)
  }

  @Test("ids are translated each by itself, and a copy keeps its own")
  func translation() {
    var ids = Buffer<UInt32>()
    for id: UInt32 in [2, 0, 1, 2] { ids.append(id) }
    let copy = ids
    var translation = Buffer<UInt32>()
    for id: UInt32 in [7, 8, 9] { translation.append(id) }
    ids.translate(translation)
    #expect((0..<4).map { ids[$0] } == [9, 7, 8, 9])
    #expect((0..<4).map { copy[$0] } == [2, 0, 1, 2])
  }

  @Test("a table starts as zeros, large or small, and its copies are apart")
  func tables() {
    for count in [1, 8, 1 << 19] {
      var table = Table<UInt32>(count: count)
      #expect((0..<count).allSatisfy { table.base[$0] == 0 })
      let copy = table
      table.writableBase()[count - 1] = 5
      #expect(table.base[count - 1] == 5 && copy.base[count - 1] == 0)
    }
  }

  @Test("a budget is spent once, and never beyond its end")
  func budget() {
    var budget = ScanBudget(scans: 16)
    let taken = [10, 7, 6, 1, 0].map { budget.spend($0) }
    #expect(taken == [true, false, true, false, true])
    #expect(budget.isSpent)
  }

  @Test("parts are done once each, by whatever thread", arguments: [0, 1, 2, 5])
  func parts(count: Int) {
    let parts = Parts([Int](repeating: 0, count: count))
    concurrently(parts: count) { parts[$0] += $0 + 1 }
    #expect((0..<count).map { parts[$0] } == Array(0..<count).map { $0 + 1 })
  }
}
