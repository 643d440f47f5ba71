// Reorganisations of a governance graph: a body that comes to report to another.

import Foundation

/// Edits of `reports_to`, chosen by chance, for `gremium datalog --edits`.
struct BodyMoves {
  /// What the record of one reporting line consists of.
  enum Line {
    /// A fact of `reports_to`.
    case plain
    /// All facts that Gremium makes of a relation of a project: its edge and its period too.
    case ofProject
  }

  /// One random body each, moved to another parent.
  private(set) var small: [String] = []
  /// A council with about 650 bodies under it, moved from one council to another.
  private(set) var large: [String] = []

  /// How many councils are moved in turn, and how many bodies they should have under them.
  private static let councils = 20
  private static let bodiesUnderCouncil = 650

  private struct Edge {
    let body: String
    let parent: String
  }

  /// Reads the graph in the folder, in which some large councils come to report to another: a council reports to nobody,
  /// and so could not be moved.
  ///
  /// - Complexity: O(bodies).
  init(in folder: URL, line: Line, count: Int, seed: UInt64) throws {
    let facts = folder.appending(path: "facts")
    let record = try Record(of: line, in: facts)
    let edges = try Self.rows("reports_to", in: facts).map { Edge(body: $0[0], parent: $0[1]) }
    let councils = try Self.rows("elected", in: facts).map { $0[0] }
    let bodies = try Self.rows("body", in: facts).map { $0[0] }
    var random = SplitMix64(seed: seed &+ 1)
    func move(_ edge: Edge, to parent: String) -> String {
      record.edit("-", edge) + record.edit("+", Edge(body: edge.body, parent: parent))
    }
    for _ in 0..<count {
      small.append(move(edges[random.below(edges.count)], to: bodies[random.below(bodies.count)]))
    }
    let children = Dictionary(grouping: edges, by: \.parent).mapValues { $0.map(\.body) }
    let sized = councils.map { (council: $0, size: Self.size(under: $0, children)) }
      .filter { abs($0.size - Self.bodiesUnderCouncil) <= Self.bodiesUnderCouncil / 10 }
      .prefix(Self.councils)
    var added: [Edge] = []
    for (council, _) in sized {
      let edge = Edge(body: council, parent: councils[random.below(councils.count)])
      added.append(edge)
      for _ in 0..<max(1, count / 10 / Self.councils) {
        large.append(move(edge, to: councils[random.below(councils.count)]))
      }
    }
    try record.append(added, in: facts)
  }

  private static func rows(_ relation: String, in facts: URL) throws -> [[String]] {
    try String(contentsOf: facts.appending(path: "\(relation).facts"), encoding: .utf8).split(separator: "\n")
      .map { row in
        row.split(separator: "\t", omittingEmptySubsequences: false).map {
          String($0.trimmingPrefix("\"").prefix { $0 != "\"" })
        }
      }
  }

  private static func size(under council: String, _ children: [String: [String]]) -> Int {
    var (seen, open): (Set<String>, [String]) = ([council], [council])
    while let body = open.popLast() {
      for child in children[body] ?? [] where seen.insert(child).inserted { open.append(child) }
    }
    return seen.count - 1
  }

  /// Writes reporting lines as facts.
  private struct Record {
    private let line: Line
    /// The days between which a line holds that has no period of its own.
    private var bounds: [String] = []

    init(of line: Line, in facts: URL) throws {
      self.line = line
      if line == .ofProject {
        bounds = try ["min_date", "max_date"].flatMap { try BodyMoves.rows($0, in: facts).flatMap { $0 } }
      }
    }

    private func facts(of edge: Edge) -> [(relation: String, cells: [String])] {
      let ends = [edge.body, edge.parent]
      guard line == .ofProject else { return [("reports_to", ends)] }
      let id = "\(edge.body)/reports-to/\(edge.parent)"
      return [
        ("reports_to", ends), ("reports_to_edge", [id] + ends), ("reports_to_period", ends + bounds),
        ("period", [id] + bounds), ("certainty", [id, "explicit"]),
      ]
    }

    func edit(_ sign: String, _ edge: Edge) -> String {
      facts(of: edge).map { ([sign, $0.relation] + $0.cells).joined(separator: "\t") + "\n" }.joined()
    }

    /// Adds edges to the files of facts.
    func append(_ edges: [Edge], in folder: URL) throws {
      let rows = Dictionary(grouping: edges.flatMap { facts(of: $0) }, by: \.relation)
      for (relation, facts) in rows {
        let handle = try FileHandle(forWritingTo: folder.appending(path: "\(relation).facts"))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(facts.map { $0.cells.joined(separator: "\t") + "\n" }.joined().utf8))
        try handle.close()
      }
    }
  }
}
