// The example projects, as a test finds and opens them.

import Foundation
import GremiumKit
import SourceDiagnostics
import TestSupport
import Testing

/// The names of the folders in `examples` that are projects.
let examples: [String] = {
  let folder = repositoryRoot.appending(path: "examples")
  let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
  return names.sorted().filter {
    FileManager.default.fileExists(atPath: folder.appending(path: "\($0)/gremium.yaml").path)
  }
}()

/// Places in goldens are as a user in the repository's root sees them, which is where `swift test` runs.
///
/// - Parameter relations: of concepts, for who asks beyond the rules.
func open(example: String, relations: [String] = []) throws -> Workspace {
  try #require(FileManager.default.fileExists(atPath: "examples/\(example)"), "run `swift test` in the repository")
  let opening = try ProjectSession(.folder("examples/\(example)"), settings: Settings(relations: relations))
  let faults = DiagnosticRenderer(language: .en, texts: opening.texts).render(opening.diagnostics)
  return try #require(opening.workspace, "\(faults)")
}
