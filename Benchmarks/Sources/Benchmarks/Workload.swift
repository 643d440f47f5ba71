// What can be measured: facts of a chosen size and the rules that run over them.

import ArgumentParser
import Foundation

/// Facts from a generator, with a program that is written out for each engine in `Programs/NAME`.
enum Workload: Hashable {
  case governance(entities: Int)
  case closure(nodes: Int, arcs: Int)
  case sameGeneration(nodes: Int, arcs: Int)
  case pointsTo(modules: Int)

  /// What is measured unless the user chooses.
  static let standard: [Workload] = [
    .governance(entities: 1_000), .governance(entities: 10_000), .governance(entities: 100_000),
    .governance(entities: 1_000_000), .closure(nodes: 1_000, arcs: 10_000), .closure(nodes: 5_000, arcs: 25_000),
    .sameGeneration(nodes: 1_000, arcs: 10_000), .pointsTo(modules: 150),
  ]

  /// The folder of the program.
  var program: String {
    switch self {
    case .governance: "governance"
    case .closure: "closure"
    case .sameGeneration: "same-generation"
    case .pointsTo: "points-to"
    }
  }

  private var sizes: [Int] {
    switch self {
    case .governance(let entities): [entities]
    case .closure(let nodes, let arcs), .sameGeneration(let nodes, let arcs): [nodes, arcs]
    case .pointsTo(let modules): [modules]
    }
  }

  private var relations: [String] {
    switch self {
    case .governance: GovernanceGraph.relations
    case .closure, .sameGeneration: RandomGraph.relations
    case .pointsTo: PointsToGraph.relations
    }
  }

  /// Makes the facts.
  func generate(into facts: inout some FactSink, seed: UInt64) throws {
    switch self {
    case .governance(let entities): try GovernanceGraph(entities: entities, seed: seed).write(to: &facts)
    case .closure(let nodes, let arcs), .sameGeneration(let nodes, let arcs):
      try RandomGraph(nodes: nodes, arcs: arcs, seed: seed).write(to: &facts)
    case .pointsTo(let modules): try PointsToGraph(modules: modules, seed: seed).write(to: &facts)
    }
  }

  /// The program for gremium.
  func programText() throws -> String {
    try String(
      contentsOf: Bundle.module.bundleURL.appending(path: "Programs/\(program)/program.dl"), encoding: .utf8)
  }

  /// Writes `facts/*.facts`, `facts.lp` and the program for each engine.
  func write(to folder: URL, seed: UInt64) throws {
    var facts = try FactFolder(at: folder, relations: relations)
    try generate(into: &facts, seed: seed)
    try facts.finish()
    for part in [program, "shared"] {
      let programs = Bundle.module.bundleURL.appending(path: "Programs/\(part)")
      for file in try FileManager.default.contentsOfDirectory(at: programs, includingPropertiesForKeys: nil) {
        try Data(contentsOf: file).write(to: folder.appending(path: file.lastPathComponent))
      }
    }
  }
}

/// Written as a name with its sizes: `governance-1000000`, `closure-1000-10000`.
extension Workload: ExpressibleByArgument {
  init?(argument: String) {
    let parts = argument.split(separator: "-", omittingEmptySubsequences: false)
    let sizes = parts.compactMap { Int($0) }
    let name = parts.filter { Int($0) == nil }.joined(separator: "-")
    switch (name, sizes.count) {
    case ("governance", 1) where sizes[0] >= 1000: self = .governance(entities: sizes[0])
    case ("closure", 2) where Self.fits(sizes): self = .closure(nodes: sizes[0], arcs: sizes[1])
    case ("same-generation", 2) where Self.fits(sizes): self = .sameGeneration(nodes: sizes[0], arcs: sizes[1])
    case ("points-to", 1) where sizes[0] > 0: self = .pointsTo(modules: sizes[0])
    default: return nil
    }
  }

  /// At most half of all pairs of nodes are arcs: the generator draws until it has enough.
  private static func fits(_ sizes: [Int]) -> Bool {
    (1...1_000_000).contains(sizes[0]) && sizes[1] > 0 && sizes[1] <= sizes[0] * sizes[0] / 2
  }

  var defaultValueDescription: String {
    ([program] + sizes.map(String.init)).joined(separator: "-")
  }
}
