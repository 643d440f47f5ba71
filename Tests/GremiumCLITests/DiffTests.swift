// gremium diff: two folders in the terms of a scenario.

import Foundation
import TestSupport
import Testing

@Suite("gremium diff compares two states of a project")
struct DiffTests {
  /// Two copies of an example, `before` and `after`, in a folder of their own.
  private func withCopies(of example: String, _ body: (URL) throws -> Void) throws {
    try withTemporaryFolder { folder in
      for name in ["before", "after"] {
        try FileManager.default.copyItem(
          at: repositoryRoot.appending(path: "examples/\(example)"), to: folder.appending(path: name))
      }
      try body(folder)
    }
  }

  @Test("a scenario that was applied differs from the base as the scenario does, but for places")
  func applied() throws {
    try withCopies(of: "handreiking") { folder in
      let scenario = try run(["what-if", "after", "mandaat-vervalt", "--apply", "--on", "2026-07-01"], in: folder)
      #expect(scenario.status == 0)
      let diff = try run(["diff", "before", "after", "--on", "2026-07-01", "--fail-on", "note"], in: folder)
      #expect(diff.status == 1)
      #expect(diff.errors.isEmpty)
      #expect(diff.output.contains("- Mandaat van Veenwaarde aan Dijkstad (mandaat), laatste dag 30 juni 2026\n"))
      #expect(diff.output.contains("Nieuwe bevindingen (1)\n"))
      #expect(diff.output.contains("mandate/mandate-ended-without-decision"))
      #expect(diff.output.contains("Verantwoordingslijnen die veranderen\n  Preventie-infrastructuur\n"))
      let same = try run(["diff", "before", "before"], in: folder)
      #expect(same.status == 0)
      #expect(same.output.contains("\n\nnieuw: 0; opgelost: 0; ongewijzigd: "))
      #expect(!same.output.contains("Wat er verandert"))
    }
  }

  @Test("what comes loose is what comes loose by the scenario")
  func orphans() throws {
    try withCopies(of: "rijk") { folder in
      let scenario = try run(["what-if", "after", "vng-vertrekt", "--apply"], in: folder)
      let diff = try run(["diff", "before", "after", "--on", "2024-11-29"], in: folder)
      let section = try #require(
        scenario.output.split(separator: "\n\n").first { $0.hasPrefix("Wat los komt te staan\n") })
      #expect(section.contains("VNG: niet langer"))
      #expect(diff.output.split(separator: "\n\n").contains(section))
    }
  }

  @Test("a folder that is no project is told, whichever of the two it is", arguments: [["weg", "."], [".", "weg"]])
  func missing(folders: [String]) throws {
    try withProject(["gremium.yaml": "name: Proef\n"]) { folder in
      let result = try run(["diff"] + folders, in: URL(filePath: folder))
      #expect(result.status == 2)
      #expect(result.output.isEmpty)
      #expect(result.errors.contains("weg"))
    }
  }
}
