// The store by itself: ids, rows, parts and indexes.

import Testing
import TupleStore

@Suite("Interners give each value one id")
struct InternerTests {
  @Test("the same text has the same id, also when there are many")
  func texts() {
    var interner = TextInterner()
    let ids = (0..<5000).map { interner.id(of: "text \($0 % 2500)") }
    #expect(interner.count == 2500)
    #expect(ids[..<2500] == ids[2500...])
    #expect(interner.text(of: ids[2499]) == "text 2499")
  }

  @Test("texts are compared by their bytes")
  func bytes() {
    var interner = TextInterner()
    let texts = ["é", "e\u{301}", "", "a\u{0}b"]
    let ids = texts.map { interner.id(of: $0) }
    #expect(ids == [0, 1, 2, 3])
    #expect(ids.map { Array(interner.text(of: $0).utf8) } == texts.map { Array($0.utf8) })
  }

  @Test("the same word has the same id, also when there are many")
  func words() {
    var interner = WordInterner()
    let ids = (0..<5000).map { interner.id(of: UInt64($0 % 2500) << 40) }
    #expect(interner.count == 2500)
    #expect(ids[..<2500] == ids[2500...])
    #expect(interner[ids[7]] == 7 << 40)
  }

  @Test("a text has the same id when the table was given back, looked through or made anew")
  func released() {
    var interner = TextInterner()
    let texts = (0..<70_000).map { "text-\($0)" } + ["", "é", "e\u{301}"]
    let ids = texts.map { interner.id(of: $0) }
    interner.releaseTable(remembering: [])
    // Enough for texts to be looked for in both ways.
    for number in stride(from: 0, to: texts.count, by: 700) {
      #expect(interner.find(texts[number]) == ids[number])
      #expect(interner.find("absent-\(number)") == nil)
      #expect(interner.id(of: texts[number]) == ids[number])
    }
    interner.releaseTable(remembering: [])
    for (text, id) in zip(texts, ids).suffix(3) { #expect(interner.find(text) == id) }
    let new = interner.id(of: "new")
    #expect(new == UInt32(texts.count))
    #expect(interner.find("new") == new)
    #expect(interner.text(of: new) == "new")
    for number in 0..<200 { #expect(interner.id(of: "more-\(number)") == new + 1 + UInt32(number)) }
    #expect(interner.find("new") == new)
    #expect(interner.find("more-7") == new + 8)
  }
}

@Suite("A relation holds each row once, in three parts")
struct RelationTests {
  @Test("a relation of connections takes only pairs that connect something")
  func connections() {
    var relation = Relation.connections()
    let pairs: [[UInt32]] = [[7, 7], [1, 2], [2, 1], [3, 4], [4, 1], [3, 2], [2, 2], [7, 7], [9, 3]]
    let taken: [[UInt32]] = [[7, 7], [1, 2], [3, 4], [4, 1], [9, 3]]
    let added = pairs.filter { relation.insert($0) }
    #expect(added == taken)
    #expect((0..<relation.count).map { relation[$0] } == taken)
  }

  @Test("a row that is there is not added again")
  func duplicates() {
    var relation = Relation(arity: 2)
    for number in 0..<3000 { relation.insert([UInt32(number % 1000), 7]) }
    #expect(relation.count == 1000)
    #expect(relation[999] == [999, 7])
  }

  @Test("a relation without columns holds one row or none")
  func nullary() {
    var relation = Relation(arity: 0)
    #expect(relation.count == 0)
    let (first, second) = (relation.insert([]), relation.insert([]))
    #expect(first && !second)
    #expect(relation.count == 1)
  }

  @Test("new rows become recent, then stable")
  func parts() {
    var relation = Relation(arity: 1)
    relation.insert([1])
    #expect(relation.hasNew && !relation.hasRecent && relation.visibleCount == 0)
    relation.advance()
    #expect(!relation.hasNew && relation.hasRecent && relation.visibleCount == 1)
    relation.advance()
    #expect(!relation.hasNew && !relation.hasRecent && relation.visibleCount == 1)
  }
}

@Suite("Plans are run by a machine that knows no rules")
struct JoinMachineTests {
  /// A host that is never asked.
  private final class Idle: JoinHost {
    func call(site: Int, _ bindings: BindingBatch) {}
    func expand(site: Int, _ bindings: BindingBatch, at position: Int) -> [UInt32] {
      (0..<700).map { UInt32(site) + $0 }
    }
    func foldStarts(site: Int, count: Int) {}
    func foldReceives(site: Int, _ bindings: BindingBatch, owner: Int) {}
    func foldEnds(site: Int, _ bindings: BindingBatch) {}
  }

  private func store(_ rows: [[UInt32]], limit: Int = 1000) -> TupleStore {
    var store = TupleStore(rowLimit: limit)
    store.relations = [Relation(arity: 2), Relation(arity: 2)]
    for row in rows { store.relations[0].insert(row) }
    store.relations[0].beginRounds(isGrowing: false)
    return store
  }

  private func probe(
    _ access: RowProbe.Access, part: RowPart = .all, key: [Int], binds: [(column: Int, register: Int)],
    repeats: [(column: Int, register: Int)] = []
  ) -> JoinStep {
    .match(
      RowProbe(
        relation: 0, part: part, access: access, key: key, keyColumns: Array(key.indices), binds: binds,
        repeats: repeats, firstOnly: false))
  }

  private func result(_ store: inout TupleStore, _ steps: [JoinStep], row: [Int]) -> [[UInt32]] {
    let plan = JoinPlan(steps: steps, registers: [0, 0, 0, 9], target: 1, row: row)
    _ = store.run(JoinPipeline(plan), host: Idle())
    store.relations[1].advance()
    return (0..<store.relations[1].count).map { store.relations[1][$0] }
  }

  @Test("a scan and an index make a join")
  func join() {
    var store = store([[1, 2], [2, 3], [2, 4], [5, 5]])
    let index = store.relations[0].index(on: [0])
    let steps = [
      probe(.scan, key: [], binds: [(0, 0), (1, 1)]), probe(.index(index), key: [1], binds: [(1, 2)]),
    ]
    #expect(
      result(&store, steps, row: [0, 2]).sorted { $0.lexicographicallyPrecedes($1) } == [[1, 3], [1, 4], [5, 5]])
  }

  @Test("a repeated variable must have one value")
  func repeats() {
    var store = store([[1, 2], [5, 5]])
    #expect(result(&store, [probe(.scan, key: [], binds: [(0, 0)], repeats: [(1, 0)])], row: [0, 3]) == [[5, 9]])
  }

  @Test("an index finds the rows of a part only, also those added after it was built")
  func partsOfAnIndex() {
    var store = store([[1, 2]])
    store.relations[0].beginRounds(isGrowing: true)
    let index = store.relations[0].index(on: [0])
    store.relations[0].insert([1, 3])
    store.relations[0].advance()
    store.relations[0].insert([1, 4])
    let first: JoinStep = .copy(from: 3, to: 1)
    for (part, found) in [(RowPart.stable, [[1, 2]]), (.recent, [[1, 3]]), (.all, [[1, 2], [1, 3]])] {
      var copy = store
      copy.relations[0].insert([7, 1])
      let key = [0]
      let plan = JoinPlan(
        steps: [first, probe(.index(index), part: part, key: key, binds: [(1, 2)])], registers: [1, 0, 0, 9],
        target: 1, row: [0, 2])
      _ = copy.run(JoinPipeline(plan), host: Idle())
      #expect((0..<copy.relations[1].count).map { copy.relations[1][$0] } == found.map { $0.map(UInt32.init) })
    }
  }

  @Test("an absent row lets the join go on, a present one does not")
  func absent() {
    var store = store([[1, 2], [2, 1], [3, 4]])
    store.relations[0].makeFindable()
    let absent = JoinStep.absent(
      RowProbe(
        relation: 0, part: .all, access: .row, key: [1, 0], keyColumns: [0, 1], binds: [], repeats: [], firstOnly: true)
    )
    #expect(result(&store, [probe(.scan, key: [], binds: [(0, 0), (1, 1)]), absent], row: [0, 1]) == [[3, 4]])
  }

  @Test("the first keys are looked for among all rows, later ones in an index, and both find the same")
  func looks() {
    // Few values, so that a key has several rows, on either side of sixteen that are compared at once.
    let rows: [[UInt32]] = (0..<75).map { [$0 * 7 % 5, $0 * 11 % 9] }
    for parts in [RowPart.stable, .recent, .all] {
      for columns in [[0], [1], [1, 0], [0, 1]] {
        var store = store(Array(rows[..<40]))
        store.relations[0].beginRounds(isGrowing: true)
        for row in rows[40...] { store.relations[0].insert(row) }
        store.relations[0].advance()
        var whole = store
        let index = whole.relations[0].index(on: columns)
        whole.relations[0].makeFindable()
        for number in 0..<60 {
          let key: [UInt32] = [UInt32(number % 6), UInt32(number % 11)]
          func found(_ store: inout TupleStore, _ access: RowProbe.Access, isAbsent: Bool) -> [[UInt32]] {
            let wanted = RowProbe(
              relation: 0, part: parts, access: access, key: columns, keyColumns: columns,
              binds: isAbsent ? [] : [(0, 2), (1, 3)], repeats: [], firstOnly: isAbsent)
            let plan = JoinPlan(
              steps: [isAbsent ? .absent(wanted) : .match(wanted)], registers: [0, 0, 0, 0], target: 1,
              row: isAbsent ? [0, 1] : [2, 3])
            return store.results(of: JoinPipeline(plan, inputs: [0, 1]), from: key, limit: .max, host: Idle())
          }
          for isAbsent in [false, true] {
            let expected = found(&whole, .index(index), isAbsent: isAbsent)
            #expect(found(&store, .index(nil), isAbsent: isAbsent) == expected)
            if columns == [0, 1] {
              #expect(found(&store, .row, isAbsent: true) == found(&whole, .row, isAbsent: true))
            }
          }
        }
      }
    }
  }

  @Test("the host's values are gone through one by one")
  func expand() {
    var store = store([])
    let rows = result(&store, [.expand(site: 4, reads: [], into: 0)], row: [0, 3])
    #expect(rows == (4..<704).map { [$0, 9] })
  }

  @Test("a full store stops the machine")
  func limit() {
    var store = store((0..<100).map { [$0, $0] }, limit: 10)
    let plan = JoinPlan(
      steps: [probe(.scan, key: [], binds: [(0, 0)])], registers: [0, 0, 0, 0], target: 1, row: [0, 0])
    #expect(store.run(JoinPipeline(plan), host: Idle()) == .tooManyRows)
    #expect(store.relations[1].count > 10)
  }
}
