// The page on scenarios against the program: its steps are all there are, and its examples give what it says.

import Foundation
import GovernanceModel
import TestSupport
import Testing

@Suite("The page on what a scenario can do is true")
struct ScenarioPageTests {
  private let path = "Sources/SCENARIOS.md"

  private func text(of path: String) throws -> String {
    try String(contentsOf: repositoryRoot.appending(path: path), encoding: .utf8)
  }

  @Test("every step has its place, with its Dutch word")
  func steps() throws {
    let headings = try text(of: path).matches(of: /\n### `([a-z-]+)` · `([a-z-]+)`\n/)
    #expect(headings.map { String($0.1) }.sorted() == Verb.all.map(\.key))
    let vocabulary = try text(of: "rules/vocabulary.yaml")
    for heading in headings { #expect(vocabulary.contains("\n  \(heading.1): \(heading.2)\n")) }
  }

  @Test("what it says of its examples is what the program says")
  func examples() throws {
    var page = ""
    var project = ""
    var steps = ""
    for block in try text(of: path).components(separatedBy: "\n```") {
      if block.hasPrefix("yaml\n# scenarios/") {
        steps = String(block.dropFirst("yaml\n".count))
      } else if block.hasPrefix("yaml\n# regio.yaml\n") {
        project = String(block.dropFirst("yaml\n".count))
        #expect(try answer(to: steps, of: project).contains("What changes\n"), "the first example")
      } else if block.hasPrefix("yaml\n- ") {
        steps = "on: 2026-01-01\nsteps:\n\(block.dropFirst("yaml\n".count))"
      }
      if !page.isEmpty { page += "\n```" }
      page += block.hasPrefix("text\n") ? "text\n" + changes(in: try answer(to: steps, of: project)) : block
    }
    try expect(page, equalsGolden: path)
  }

  private func answer(to scenario: String, of project: String) throws -> String {
    let header = "name: Zorgregio Voorbeeld\nlanguage: nl\non: 2025-01-01\nrules: [ownership, accountability]\n"
    return try withProject(["gremium.yaml": header, "regio.yaml": project, "scenarios/s.yaml": scenario]) { folder in
      let run = try run(["what-if", ".", "s", "--lang", "en"], in: URL(filePath: folder))
      #expect(run.status != 2, "\(scenario)\n\(run.errors)")
      return run.output
    }
  }

  /// The paragraphs that tell what changes and what comes loose.
  private func changes(in answer: String) -> String {
    answer.components(separatedBy: "\n\n").filter { paragraph in
      ["What changes\n", "What comes loose\n"].contains { paragraph.hasPrefix($0) }
    }.joined(separator: "\n\n")
  }
}
