// Model files in YAML: sections of entities.

import SourceDiagnostics
import WorkControl

/// YAML, in which people write models, views, scenarios and the project's settings.
struct YAMLFormat: ModelFormat {
  let endings = [".yaml", ".yml"]
  let writing: ModelFileWriting? = .values

  func content(of text: SourceText, cancellation: Cancellation?) -> ModelContent {
    let (node, diagnostics) = textNode(ofYAML: text, cancellation: cancellation)
    if case .empty? = node?.content {
      let fault = Fault.emptyFile.diagnostic(at: SourcePlace(path: text.path))
      return ModelContent(shape: nil, diagnostics: diagnostics + [fault])
    }
    return ModelContent(shape: node.map { .sections($0) }, diagnostics: diagnostics)
  }
}
