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

  /// - Parameter earlier: trees of the same project before a change; those of texts that did not change are taken over.
  /// - Complexity: O(size of the texts that changed + number of texts)
  package init(_ files: ProjectFiles, reusing earlier: ProjectTrees? = nil) {
    let known = [earlier?.header].compactMap { $0 } + (earlier?.models ?? []) + (earlier?.views ?? [])
    let trees = Dictionary(known.map { ($0.text.path, $0) }, uniquingKeysWith: { first, _ in first })
    func tree(_ text: SourceText) -> Tree {
      if let tree = trees[text.path], tree.text == text { tree } else { Tree(text) }
    }
    header = files.header.map(tree)
    models = files.models.map(tree)
    views = files.views.map(tree)
    tables = files.tables
    isComplete = files.isComplete
  }
}
