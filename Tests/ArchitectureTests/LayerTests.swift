// The map in Sources/ARCHITECTURE.md against the imports in the code.

import Foundation
import Testing

@Suite("The architecture is what its map says")
struct LayerTests {
  @Test("every module with code is on the map, and nothing else is")
  func mapIsComplete() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: Repository.root.appending(path: "Sources").path)
      .filter { !$0.hasPrefix(".") && !$0.hasSuffix(".md") && $0 != "Tools" }
    #expect(Set(folders + ["RuleCatalog"]) == Set(try Repository.layers().keys))
  }

  @Test("a module imports modules of lower layers only")
  func importsGoDown() throws {
    let layers = try Repository.layers()
    for file in try Repository.files() {
      for imported in file.imports {
        guard let own = layers[file.module], let other = layers[imported] else { continue }
        #expect(other < own, "\(file.path) imports \(imported)")
      }
    }
  }

  @Test("third parties have one home each")
  func thirdParties() throws {
    let homes = ["ArgumentParser": "GremiumCLI", "CGraphviz": "Graphviz", "CYAML": "GovernanceIO"]
    for file in try Repository.files() {
      for imported in file.imports {
        if let home = homes[imported] { #expect(file.module == home, "\(file.path) imports \(imported)") }
        #expect(imported != "Foundation", "\(file.path): FoundationEssentials starts faster")
      }
    }
  }

  @Test("of the package the command line knows the facade, the reports and the diagnostics")
  func commandLine() throws {
    let modules = Set(try Repository.layers().keys)
    let imported = try Repository.files().filter { $0.module == "GremiumCLI" }.flatMap(\.imports)
    #expect(modules.intersection(imported) == ["GovernanceReports", "GremiumKit", "SourceDiagnostics"])
  }

  @Test("a name starts with Governance or Gremium if and only if the module belongs there")
  func names() throws {
    for (module, layer) in try Repository.layers() {
      #expect(module.hasPrefix("Gremium") == (layer == 4 || layer == 5 || layer == 6), "\(module)")
      if module.hasPrefix("Governance") { #expect((1...3).contains(layer), "\(module)") }
    }
  }
}
