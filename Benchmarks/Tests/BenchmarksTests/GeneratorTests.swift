// The generated facts have the shape that the benchmark promises.

import Testing

@testable import Benchmarks

@Suite("Generators write what the benchmark says of them")
struct GeneratorTests {
  private func governance(_ entities: Int, seed: UInt64 = 1) throws -> FactsInMemory {
    var facts = FactsInMemory()
    try GovernanceGraph(entities: entities, seed: seed).write(to: &facts)
    return facts
  }

  @Test("the same seed gives the same facts, another seed others")
  func determinism() throws {
    #expect(try governance(1000) == governance(1000))
    #expect(try governance(1000) != governance(1000, seed: 2))
  }

  @Test("the numbers drawn are those of SplitMix64's authors")
  func splitMix64() {
    var random = SplitMix64(seed: 1_234_567)
    #expect(random.next() == 6_457_827_717_110_365_317)
    #expect(random.next() == 3_203_168_211_198_807_973)
  }

  @Test("each entity is there once, and there are about 2.6 facts for each", arguments: [1000, 10_000, 50_000])
  func sizes(entities: Int) throws {
    let facts = try governance(entities)
    let sections = ["body", "person", "opgave", "mandate", "held_by", "fund", "application"]
    #expect(sections.reduce(0) { $0 + facts[$1].count } == entities)
    #expect(abs(Double(facts.count) / Double(entities) - 2.6) < 0.15)
    #expect(facts.relations.keys.sorted() == GovernanceGraph.relations)
    for (name, tuples) in facts.relations { #expect(Set(tuples).count == tuples.count, "\(name) has a fact twice") }
  }

  @Test("under each council are six to eight levels")
  func depth() {
    var random = SplitMix64(seed: 1)
    let hierarchy = Hierarchy(bodies: 20_000, random: &random)
    var deepest: [Int] = []
    for level in hierarchy.level {
      if level == 0 { deepest.append(0) }
      deepest[deepest.count - 1] = max(deepest[deepest.count - 1], level)
    }
    #expect(deepest.count > 30)
    #expect(deepest.allSatisfy { (6...8).contains($0) })
  }

  @Test("one in a hundred bodies below a council reports to nobody, one in a thousand to itself in the end")
  func faults() {
    var random = SplitMix64(seed: 1)
    let hierarchy = Hierarchy(bodies: 100_000, random: &random)
    let broken = hierarchy.parent.indices.filter { hierarchy.parent[$0] == nil && hierarchy.level[$0] > 0 }
    #expect((900...1100).contains(broken.count))

    let onCycle = hierarchy.parent.indices.filter { body in
      var above = hierarchy.parent[body]
      for _ in 0..<20 where above != body { above = above.flatMap { hierarchy.parent[$0] } }
      return above == body
    }
    #expect((70...130).contains(onCycle.count))
  }

  @Test("a random graph has as many arcs as asked for, each once")
  func randomGraph() throws {
    var facts = FactsInMemory()
    try RandomGraph(nodes: 100, arcs: 1000, seed: 1).write(to: &facts)
    #expect(Set(facts["arc"]).count == 1000)
  }

  @Test("a program's assignments come in the promised numbers")
  func pointsTo() throws {
    var facts = FactsInMemory()
    try PointsToGraph(modules: 10, seed: 1).write(to: &facts)
    #expect(PointsToGraph.relations.map { facts[$0].count } == [200, 2002, 40, 40])
  }

  @Test(
    "a workload is named with its sizes", arguments: Workload.standard + [.governance(entities: 2000)])
  func names(workload: Workload) {
    #expect(Workload(argument: workload.defaultValueDescription) == workload)
  }

  @Test(
    "a name that is no workload, or a size that makes none, is refused",
    arguments: ["governance", "governance-10", "closure-10", "closure-10-90", "closure--5-7", "other-1000", ""])
  func wrongNames(name: String) {
    #expect(Workload(argument: name) == nil)
  }
}
