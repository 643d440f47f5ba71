// Parts of a chart that no line joins, put into rows: side by side they would make a strip that fits no page.

/// Which part of a chart stands below which, without a line.
struct Rows {
  /// Ends of parts: the deepest of the one, the first of the other.
  private(set) var pairs: [Diagram.Pair] = []

  /// What lines join, or a frame holds together.
  private struct Part {
    var nodes: [String]
    var first: String
    /// For each rank, the first being 0: along the row, and across; in points, roughly.
    var ranks: [Int: (breadth: Double, depth: Double)]

    var breadth: Double { ranks.values.map(\.breadth).max() ?? 0 }
    var depth: Double { ranks.values.reduce(0) { $0 + $1.depth + 40 } }
  }

  private var depths: [String: Int]
  private let goesSideways: Bool

  /// - Parameter goesSideways: whether the ranks run from left to right or back; rows are columns then.
  /// - Complexity: O(n log n) in nodes and edges, once for each level of frames within frames and for each rank, of
  ///   which a hundred are counted.
  init(
    nodes: [Diagram.Node], clusters: [Diagram.Cluster], edges: [Diagram.Edge], pairs: [Diagram.Pair],
    goesSideways: Bool
  ) {
    let ties =
      edges.filter { $0.style["constraint"] == nil }.map { Diagram.Pair(upper: $0.upper, lower: $0.lower) } + pairs
    let lines = edges.map { Diagram.Pair(upper: $0.upper, lower: $0.lower) } + pairs
    depths = Self.depths(ties)
    self.goesSideways = goesSideways
    arrange(nodes: nodes, clusters: clusters, lines: lines)
  }

  /// Longest ways down from the top, as ranks will be; a circle is cut after as many steps as there are nodes.
  private static func depths(_ ties: [Diagram.Pair]) -> [String: Int] {
    var depths: [String: Int] = [:]
    for _ in 0..<min(ties.count, 100) {
      var hasChanged = false
      for tie in ties where tie.upper != tie.lower {
        let depth = (depths[tie.upper] ?? 0) + 1
        if depth > depths[tie.lower] ?? 0 {
          depths[tie.lower] = depth
          hasChanged = true
        }
      }
      if !hasChanged { break }
    }
    return depths
  }

  private mutating func arrange(nodes: [Diagram.Node], clusters: [Diagram.Cluster], lines: [Diagram.Pair]) {
    let groups = clusters.map { Self.nodes(in: $0) } + nodes.map { [$0] }
    var place: [String: Int] = [:]
    for (index, group) in groups.enumerated() { for node in group { place[node.id] = index } }
    var linesWithin = clusters.map { _ in [Diagram.Pair]() }
    var isJoined = clusters.map { _ in false }
    for line in lines {
      let (upper, lower) = (place[line.upper], place[line.lower])
      if upper == lower {
        if let upper, upper < clusters.count { linesWithin[upper].append(line) }
      } else {
        for case let end? in [upper, lower] where end < clusters.count { isJoined[end] = true }
      }
    }
    // What is joined to the outside stands where its lines want it.
    for (index, cluster) in clusters.enumerated() where !isJoined[index] {
      arrange(nodes: cluster.nodes, clusters: cluster.clusters, lines: linesWithin[index])
    }
    let parts = parts(
      of: groups,
      joinedBy: lines.compactMap { line in
        guard let upper = place[line.upper], let lower = place[line.lower] else { return nil }
        return (upper, lower)
      })
    guard parts.count > 1 else { return }
    let area = parts.reduce(0) { $0 + $1.breadth * $1.depth }
    // Sheets are wider than they are high.
    let wish = goesSideways ? max((area * 0.7).squareRoot(), 1_200) : max((area * 1.6).squareRoot(), 760)
    let limit = max(wish, parts.map(\.breadth).max() ?? 0)
    var rows: [[Part]] = []
    // Parts with nodes in different ranks take no room from each other.
    var breadths: [Int: Double] = [:]
    for part in parts {
      let longer = part.ranks.map { (breadths[$0.key] ?? 0) + $0.value.breadth }.max() ?? 0
      if rows.isEmpty || longer > limit {
        rows.append([])
        breadths = [:]
      }
      rows[rows.count - 1].append(part)
      for (rank, size) in part.ranks { breadths[rank, default: 0] += size.breadth }
    }
    for (above, below) in zip(rows, rows.dropFirst()) {
      let deepest = above.flatMap(\.nodes).max { (depths[$0] ?? 0, $1) < (depths[$1] ?? 0, $0) }
      guard let deepest else { continue }
      for part in below {
        pairs.append(Diagram.Pair(upper: deepest, lower: part.first))
        let lowered = (depths[deepest] ?? 0) + 1 - (depths[part.first] ?? 0)
        for node in part.nodes { depths[node, default: 0] += lowered }
      }
    }
  }

  private static func nodes(in cluster: Diagram.Cluster) -> [Diagram.Node] {
    cluster.nodes + cluster.clusters.flatMap(nodes)
  }

  /// What lines join, in the order in which it is drawn.
  ///
  /// - Source: Tarjan, van Leeuwen, "Worst-case analysis of set union algorithms", JACM 1984 (path halving).
  private func parts(of groups: [[Diagram.Node]], joinedBy lines: [(Int, Int)]) -> [Part] {
    var leader = Array(groups.indices)
    func root(_ index: Int) -> Int {
      var index = index
      while leader[index] != index {
        leader[index] = leader[leader[index]]
        index = leader[index]
      }
      return index
    }
    for (upper, lower) in lines {
      let (first, second) = (root(upper), root(lower))
      leader[max(first, second)] = min(first, second)
    }
    let joined = Dictionary(grouping: groups.indices, by: root)
    return joined.keys.sorted().compactMap { key in part(of: (joined[key] ?? []).flatMap { groups[$0] }) }
  }

  private func part(of nodes: [Diagram.Node]) -> Part? {
    guard let first = nodes.min(by: { depths[$0.id] ?? 0 < depths[$1.id] ?? 0 })?.id else { return nil }
    var ranks: [Int: (breadth: Double, depth: Double)] = [:]
    for node in nodes {
      let rank = (depths[node.id] ?? 0) - (depths[first] ?? 0)
      let (width, height) = Self.size(of: node)
      let (breadth, depth) = goesSideways ? (height, width) : (width, height)
      let before = ranks[rank] ?? (0, 0)
      ranks[rank] = (before.breadth + breadth + 22, max(before.depth, depth))
    }
    return Part(nodes: nodes.map(\.id), first: first, ranks: ranks)
  }

  /// About as large as it will be drawn.
  private static func size(of node: Diagram.Node) -> (width: Double, height: Double) {
    let lists = node.lists.flatMap(\.members)
    let columns = node.lists.map { $0.members.count > 24 ? 3 : $0.members.count > 10 ? 2 : 1 }.max() ?? 1
    let letters = max(
      node.lines.map(\.text.count).max() ?? 0, columns * (lists.flatMap(\.lines).map(\.count).max() ?? 0))
    let lines =
      node.lines.count + node.lists.filter { $0.members.count > 1 }.count
      + lists.reduce(0) { $0 + $1.lines.count } / columns
    return (Double(letters) * 6 + 24, Double(lines) * 15 + 14)
  }
}
