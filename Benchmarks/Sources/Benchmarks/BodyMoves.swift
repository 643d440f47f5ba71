// Reorganisations of a governance graph: a body that comes to report to another.

import Foundation

/// Edits of `reports_to`, chosen by chance, for `gremium datalog --edits`.
struct BodyMoves {
  /// One random body each, moved to another parent.
  private(set) var small: [String] = []
  /// A council with about 650 bodies under it, moved from one council to another.
  private(set) var large: [String] = []

  /// How many councils are moved in turn, and how many bodies they should have under them.
  private static let councils = 20
  private static let bodiesUnderCouncil = 650

  /// Reads the graph in the folder, in which some large councils come to report to another: a council reports to nobody,
  /// and so could not be moved.
  ///
  /// - Complexity: O(bodies).
  init(in folder: URL, count: Int, seed: UInt64) throws {
    let file = folder.appending(path: "facts/reports_to.facts")
    var edges = try Self.rows(file)
    let councils = try Self.rows(folder.appending(path: "facts/elected.facts")).map { $0[0] }
    let bodies = try Self.rows(folder.appending(path: "facts/body.facts")).map { $0[0] }
    var random = SplitMix64(seed: seed &+ 1)
    let children = Dictionary(grouping: edges, by: { $0[1] }).mapValues { $0.map { $0[0] } }
    let sized = councils.map { (council: $0, size: Self.size(under: $0, children)) }
      .filter { abs($0.size - Self.bodiesUnderCouncil) <= Self.bodiesUnderCouncil / 10 }
      .prefix(Self.councils)
    for _ in 0..<count {
      let edge = edges[random.below(edges.count)]
      small.append(Self.move(edge[0], from: edge[1], to: bodies[random.below(bodies.count)]))
    }
    var lines = ""
    for (council, _) in sized {
      let parent = councils[random.below(councils.count)]
      edges.append([council, parent])
      lines += "\(council)\t\(parent)\n"
      for _ in 0..<max(1, count / 10 / Self.councils) {
        large.append(Self.move(council, from: parent, to: councils[random.below(councils.count)]))
      }
    }
    let handle = try FileHandle(forWritingTo: file)
    try handle.seekToEnd()
    try handle.write(contentsOf: Data(lines.utf8))
    try handle.close()
  }

  private static func move(_ body: String, from: String, to: String) -> String {
    "-\treports_to\t\(body)\t\(from)\n+\treports_to\t\(body)\t\(to)\n"
  }

  private static func rows(_ file: URL) throws -> [[String]] {
    try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
  }

  private static func size(under council: String, _ children: [String: [String]]) -> Int {
    var (seen, open): (Set<String>, [String]) = ([council], [council])
    while let body = open.popLast() {
      for child in children[body] ?? [] where seen.insert(child).inserted { open.append(child) }
    }
    return seen.count - 1
  }
}
