// A project's texts as what they say, before the vocabulary says what it means.

import SourceDiagnostics
import WorkControl

/// The texts of a project read into trees and rows of cells.
///
/// Needs no vocabulary, so that it can be made while the vocabulary is read.
package struct ProjectTrees: Sendable {
  /// A text and what it says.
  struct Tree: Sendable {
    let text: SourceText
    let content: ModelContent

    /// - Complexity: O(size of the text)
    init(_ text: SourceText, as format: any ModelFormat = YAMLFormat(), cancellation: Cancellation? = nil) {
      self.text = text
      let isWanted = cancellation?.isCancelled != true
      content =
        isWanted
        ? format.content(of: text, cancellation: cancellation) : ModelContent(shape: nil, diagnostics: [])
    }
  }

  let header: Tree?
  let models: [Tree]
  let views: [Tree]
  /// Whether every file could be read as text.
  let isComplete: Bool

  /// Reads the texts of a project.
  ///
  /// - Parameter earlier: trees of the same project before a change; those of texts that did not change are taken over.
  /// - Complexity: O(size of the texts that changed + number of texts), and a comparison of each text that did not
  package init(_ files: ProjectFiles, reusing earlier: ProjectTrees? = nil) {
    self.init(files, reusing: earlier, hearing: nil)
  }

  /// Reads the texts of a project, unless that is no longer wanted.
  ///
  /// - Parameter earlier: as above.
  /// - Throws: `Cancelled`, within a few thousand values of a text.
  /// - Complexity: as above
  package init(
    _ files: ProjectFiles, reusing earlier: ProjectTrees? = nil, cancellation: Cancellation
  ) throws(Cancelled) {
    self.init(files, reusing: earlier, hearing: cancellation)
    guard cancellation.isCancelled else { return }
    discard(self)
    throw Cancelled()
  }

  /// The tree of a text that stands alone.
  init(_ text: SourceText) {
    (header, models, views, isComplete) = (Tree(text), [], [], true)
  }

  private init(_ files: ProjectFiles, reusing earlier: ProjectTrees?, hearing cancellation: Cancellation?) {
    let known = [earlier?.header].compactMap { $0 } + (earlier?.models ?? []) + (earlier?.views ?? [])
    let trees = Dictionary(known.map { ($0.text.path, $0) }, uniquingKeysWith: { first, _ in first })
    func tree(_ text: SourceText, as format: any ModelFormat = YAMLFormat()) -> Tree {
      if let tree = trees[text.path], tree.text == text { return tree }
      return Tree(text, as: format, cancellation: cancellation)
    }
    header = files.header.map { tree($0) }
    models = files.modelFiles.map { tree($0.text, as: $0.format) }
    views = files.views.map { tree($0) }
    isComplete = files.isComplete
  }
}
