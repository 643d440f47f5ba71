// Loops that are told to stop: they ask often, and stop soon after they have heard it.

import Synchronization
import Testing
import TupleStore

@Suite("Long loops ask whether to stop, and do")
struct StopTests {
  /// A check that says "stop" from a certain question on, and counts them.
  private final class Alarm: Sendable {
    private let asked = Atomic(0)
    private let last: Int

    init(after last: Int) { self.last = last }

    var check: StopCheck { StopCheck { self.asked.add(1, ordering: .relaxed).newValue > self.last } }
    var questions: Int { asked.load(ordering: .relaxed) }
    /// How often it was asked after it had said "stop".
    var late: Int { max(0, questions - last - 1) }
  }

  private final class Idle: JoinHost {
    func call(site: Int, _ bindings: BindingBatch) {
      for position in 0..<bindings.count { bindings.drop(position) }
    }
    func expand(site: Int, _ bindings: BindingBatch, at position: Int) -> [UInt32] { [] }
    func foldStarts(site: Int, count: Int) {}
    func foldReceives(site: Int, _ bindings: BindingBatch, owner: Int) {}
    func foldEnds(site: Int, _ bindings: BindingBatch) {}
  }

  private func relation(_ count: Int) -> Relation {
    var relation = Relation(arity: 2)
    for number in 0..<UInt32(count) { relation.insert([number &* 7919 % UInt32(count), number]) }
    relation.beginRounds(isGrowing: false)
    return relation
  }

  private func scan(_ register: Int, part: RowPart = .all) -> JoinStep {
    .match(
      RowProbe(
        relation: 0, part: part, access: .scan, key: [], keyColumns: [], binds: [(0, register)], repeats: [],
        firstOnly: false))
  }

  @Test("a product that nothing comes of, in batches", arguments: [false, true])
  func machine(isFold: Bool) {
    let alarm = Alarm(after: 100)
    var store = TupleStore(rowLimit: .max, stop: alarm.check)
    store.relations = [relation(2000), Relation(arity: 1)]
    let product = (0..<5).map { scan($0) }
    let nothing = JoinStep.call(site: 0, reads: [4], writes: nil)
    let steps = isFold ? [.fold(site: 0, steps: product + [nothing], reads: [4], into: 5)] : product + [nothing]
    let plan = JoinPlan(steps: steps, registers: [0, 0, 0, 0, 0, 0], target: 1, row: [isFold ? 5 : 0])
    #expect(store.run(JoinPipeline(plan), host: Idle()) == .stopped)
    #expect(alarm.late <= 2)
  }

  @Test("a product that nothing comes of, row by row", arguments: [false, true])
  func change(isFold: Bool) {
    let alarm = Alarm(after: 100)
    let relations = LiveRelations([relation(2000), Relation(arity: 1)])
    let store = UpdateStore(relations, stop: alarm.check)
    let product = (0..<5).map { scan($0) }
    let nothing = JoinStep.call(site: 0, reads: [4], writes: nil)
    let steps = isFold ? [.fold(site: 0, steps: product + [nothing], reads: [4], into: 5)] : product + [nothing]
    let plan = JoinPlan(
      steps: [scan(6, part: .recent)] + steps, registers: [0, 0, 0, 0, 0, 0, 0], target: 1, row: [0])
    let join = ChangeJoin(plan)
    join.prepare(store)
    let found = join.results(from: [0, 1, 2], of: store[0], host: Idle())
    #expect(found.isEmpty)
    #expect(alarm.late <= 4)
  }

  @Test("whatever is built for searches asks at every thousand rows, and leaves early")
  func building() {
    let rows = 100_000
    let whole = relation(rows)
    let pairs = (0..<2).map { whole.column($0) }
    let builders: [(String, (StopCheck) -> Void)] = [
      (
        "groups",
        { stop in
          var relation = whole
          _ = relation.index(on: [0], stop: stop)
        }
      ),
      (
        "groups by a hash",
        { stop in
          var relation = whole
          _ = relation.index(on: [0, 1], stop: stop)
        }
      ),
      (
        "lists",
        { stop in
          var relation = whole
          relation.reopen()
          _ = relation.index(on: [0], stop: stop)
        }
      ),
      (
        "a table",
        { stop in
          var relation = whole
          relation.reopen()
          relation.makeFindable(stop: stop)
        }
      ),
      (
        "a set of columns",
        { stop in
          var relation = Relation(arity: 2)
          relation.insert(columns: pairs, count: rows, stop: stop)
        }
      ),
      (
        "columns added to others",
        { stop in
          var relation = Relation(arity: 2)
          relation.insert([7, 7])
          relation.insert(columns: pairs, count: rows, stop: stop)
        }
      ),
      (
        "an update's view",
        { stop in
          let relation = LiveRelation(whole)
          _ = relation.readOnlyView().row(of: [1, 2], stop: stop)
        }
      ),
    ]
    for (name, build) in builders {
      let never = Alarm(after: .max)
      build(never.check)
      #expect(never.questions >= rows / (2 * StopCheck.rowsBetween), "\(name)")
      let alarm = Alarm(after: 20)
      build(alarm.check)
      #expect(alarm.questions > 20 && alarm.late <= 4, "\(name): \(alarm.late) questions after it was told")
    }
  }

  @Test("what an update was building when it was stopped is not kept for others")
  func shared() {
    let whole = relation(10_000)
    let relation = LiveRelation(whole)
    for last in 0..<12 {
      let stopped = relation.readOnlyView()
      _ = stopped.row(of: whole[17], stop: Alarm(after: last).check)
      #expect(relation.readOnlyView().row(of: whole[17]) == 17, "stopped at question \(last)")
    }
  }
}
