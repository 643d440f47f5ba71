// The map in Sources/ARCHITECTURE.md against the imports in the code.

import Foundation
import Testing

@Suite("The architecture is what its map says")
struct LayerTests {
  private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  @Test("every module with code is on the map, and nothing else is")
  func mapIsComplete() throws {
    let sources = root.appending(path: "Sources")
    let folders = try FileManager.default.contentsOfDirectory(atPath: sources.path)
      .filter { !$0.hasPrefix(".") && !$0.hasSuffix(".md") && $0 != "Tools" }
    #expect(Set(folders + ["RuleCatalog"]) == Set(try layers().keys))
  }

  @Test("a module imports modules of lower layers only")
  func importsGoDown() throws {
    let layers = try layers()
    for (module, layer) in layers {
      for (file, imported) in try imports(of: module) {
        guard let other = layers[imported] else { continue }
        #expect(other < layer, "\(file) imports \(imported)")
      }
    }
  }

  @Test("third parties have one home each")
  func thirdParties() throws {
    let homes = ["ArgumentParser": "GremiumCLI", "CGraphviz": "Graphviz", "CYAML": "GovernanceIO"]
    for module in try layers().keys {
      for (file, imported) in try imports(of: module) {
        if let home = homes[imported] { #expect(module == home, "\(file) imports \(imported)") }
        #expect(imported != "Foundation", "\(file): FoundationEssentials starts faster")
      }
    }
  }

  @Test("a name starts with Governance or Gremium if and only if the module belongs there")
  func names() throws {
    for (module, layer) in try layers() {
      #expect(module.hasPrefix("Gremium") == (layer == 4 || layer == 5 || layer == 6), "\(module)")
      if module.hasPrefix("Governance") { #expect((1...3).contains(layer), "\(module)") }
    }
  }

  @Test("every file says in its first line what it is for")
  func firstLines() throws {
    for module in try layers().keys {
      for file in try files(of: module) where file.pathExtension == "swift" {
        let first = try String(contentsOf: file, encoding: .utf8).prefix(3)
        #expect(first == "// ", "\(file.lastPathComponent)")
      }
    }
  }

  // MARK: Reading the map and the code

  /// Module to layer, from the table's rows.
  private func layers() throws -> [String: Int] {
    let map = try String(contentsOf: root.appending(path: "Sources/ARCHITECTURE.md"), encoding: .utf8)
    var layers: [String: Int] = [:]
    for line in map.split(separator: "\n") where line.hasPrefix("| ") {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      if cells.count == 4, let layer = Int(cells[0]) { layers[cells[1]] = layer }
    }
    #expect(layers.count > 10)
    return layers
  }

  private func files(of module: String) throws -> [URL] {
    let folder = root.appending(path: module == "RuleCatalog" ? "rules" : "Sources/\(module)")
    return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
  }

  private func imports(of module: String) throws -> [(file: String, imported: String)] {
    try files(of: module).filter { $0.pathExtension == "swift" }.flatMap { file in
      try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
        let words = line.split(separator: " ").filter { $0 != "@testable" && $0 != "internal" && $0 != "package" }
        guard words.first == "import", let name = words.dropFirst().first else { return nil }
        return (file.lastPathComponent, String(name))
      }
    }
  }
}
