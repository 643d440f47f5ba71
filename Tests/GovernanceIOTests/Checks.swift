// What the suites share: files in, a model's description or the faults out as text.

import GovernanceIO
import GovernanceModel
import GremiumKit
import SourceDiagnostics
import Testing

/// The vocabulary that is shipped; that it has no fault is a test of its own.
let vocabulary = shippedVocabulary().vocabulary ?? Vocabulary(classes: [], relations: [], attributes: [])

/// Reads texts as the files of one project; without a `gremium.yaml` one with a name is added.
func read(_ texts: [(path: String, content: String)]) -> ProjectReading {
  project(from: ProjectTrees(projectFiles(texts)), vocabulary: vocabulary)
}

/// Texts as the files of one project, with a `gremium.yaml` if there is none.
func projectFiles(_ texts: [(path: String, content: String)]) -> ProjectFiles {
  let header = SourceText(path: "gremium.yaml", content: "name: Proef\n")
  let texts = texts.map { SourceText(path: $0.path, content: $0.content) }
  return ProjectFiles(reading: .memory([header] + texts), maximumFileSize: Settings().maximumFileSize)
}

/// The model without its places, or the faults, one a line: `path:line:column code`.
func outcome(_ reading: ProjectReading) -> String {
  guard let model = reading.model else {
    return reading.diagnostics.map { "\($0.place?.description ?? "-") \($0.code)" }.joined(separator: "\n")
  }
  return model.description.split(separator: "\n").map { line in
    line.firstRange(of: "  @").map { String(line[..<$0.lowerBound]) } ?? String(line)
  }.joined(separator: "\n")
}

/// Expects what a single file of a model gives.
func check(_ yaml: String, gives expected: String, sourceLocation: SourceLocation = #_sourceLocation) {
  #expect(outcome(read([("m.yaml", yaml)])) == expected, sourceLocation: sourceLocation)
}

/// Expects what several files give.
func check(
  _ texts: [(String, String)], gives expected: String, sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(outcome(read(texts.map { ($0.0, $0.1) })) == expected, sourceLocation: sourceLocation)
}
