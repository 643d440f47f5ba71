// A random graph, of which the transitive closure or the same generation is asked.

/// A directed graph whose arcs are drawn at random; an arc may be drawn twice, and is then written once.
struct RandomGraph {
  static let relations = ["arc"]

  let nodes: Int
  let arcs: Int
  let seed: UInt64

  /// Linear in `arcs`, which must leave room for another arc.
  func write(to facts: inout some FactSink) throws {
    precondition(nodes > 0 && arcs <= nodes * nodes, "there are no more arcs than pairs of nodes")
    var random = SplitMix64(seed: seed)
    var drawn: Set<Int> = []
    while drawn.count < arcs {
      let from = random.below(nodes)
      let to = random.below(nodes)
      if drawn.insert(from * nodes + to).inserted { try facts.add("arc", .number(from), .number(to)) }
    }
  }
}
