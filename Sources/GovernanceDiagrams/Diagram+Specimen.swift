// A small diagram in every font, for warming up what draws.

extension Diagram {
  /// A small diagram with text in every font and size that a diagram can have, so that drawing it loads them all.
  package static let specimen: Diagram = {
    let lines: [Line] = [
      Line(text: "a", tone: .name), Line(text: "a", tone: .detail), Line(text: "a", tone: .badge(.note)),
    ]
    let node = Node(id: "a", classes: [], lines: lines, lists: [], style: Style(), tooltip: "")
    let edge = Edge(id: "a/a", classes: [], upper: "a", lower: "a", style: Style(), label: ["a"], tooltip: "")
    return Diagram(
      title: "a", description: "", rankdir: "TB", nodes: [],
      clusters: [Cluster(id: "cluster-a", title: "a", lines: [], nodes: [node], clusters: [])], edges: [edge],
      unlinedPairs: [], rowPairs: [], legend: [.node(style: Style(), words: "a"), .line(style: Style(), words: "a")])
  }()
}
