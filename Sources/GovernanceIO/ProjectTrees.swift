// A project's texts as trees: what they say, before the vocabulary says what it means.

import SourceDiagnostics

/// The YAML texts of a project as trees, and its tables as they are.
///
/// Needs no vocabulary, so that it can be made while the vocabulary is read.
package struct ProjectTrees: Sendable {
  struct Tree: Sendable {
    let text: SourceText
    /// Nil where the text has a fault or nothing in it.
    let node: TextNode?
    let diagnostics: [Diagnostic]

    /// - Complexity: O(size of the text)
    init(_ text: SourceText) {
      self.text = text
      var (node, diagnostics) = textNode(ofYAML: text)
      if case .empty? = node?.content {
        diagnostics.append(Fault.emptyFile.diagnostic(at: SourcePlace(path: text.path)))
        node = nil
      }
      (self.node, self.diagnostics) = (node, diagnostics)
    }
  }

  let header: Tree?
  let models: [Tree]
  let views: [Tree]
  let tables: [SourceText]
  /// Whether every file could be read as text.
  let isComplete: Bool

  /// - Complexity: O(size of the texts)
  package init(_ files: ProjectFiles) {
    header = files.header.map(Tree.init)
    models = files.models.map(Tree.init)
    views = files.views.map(Tree.init)
    tables = files.tables
    isComplete = files.isComplete
  }
}
