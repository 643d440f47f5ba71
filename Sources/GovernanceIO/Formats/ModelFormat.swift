// What a format of model files has to say of itself: the seam for importers.

import SourceDiagnostics
import WorkControl

/// A format of model files: which files are written in it, what a text in it says, and whether changes go back into it.
///
/// An importer is a type of its own in this folder and a line in `modelFormats`. It needs no vocabulary: what a text says
/// is read before, and apart from, what the vocabulary makes of its words.
protocol ModelFormat: Sendable {
  /// How the names of its files end: in lower case, with the dot. No two formats share one.
  var endings: [String] { get }

  /// How changes are written back into such a file; nil where files are only read.
  var writing: ModelFileWriting? { get }

  /// What a text says, each value with its place in the text.
  ///
  /// - Parameter cancellation: looked at every few thousand values; once it is cancelled, what is returned means nothing.
  /// - Complexity: O(size of the text)
  func content(of text: SourceText, cancellation: Cancellation?) -> ModelContent
}

/// The two ways in which changes go back into a file.
enum ModelFileWriting {
  /// Values are replaced where they stand in a YAML tree.
  case values
  /// Cells and rows of a delimited table are replaced.
  case cells
}

/// What a text says before the vocabulary says what its words mean.
struct ModelContent: Sendable {
  enum Shape: Sendable {
    /// A mapping of sections, each a mapping of ids to entities, as in a YAML file.
    case sections(TextNode)
    /// Rows of cells; a file may hold several tables.
    case tables([ModelTable])
  }

  /// Nil where the text has a fault that hides what it says, or nothing in it.
  let shape: Shape?
  let diagnostics: [Diagnostic]

  /// The tree of a text that has sections.
  var node: TextNode? { if case .sections(let node)? = shape { node } else { nil } }
}

/// A table: named columns, and rows of cells under them.
struct ModelTable: Sendable {
  /// `section` or `section.relation`, which says what the rows are.
  let name: String
  /// What follows the name where people see it, such as the ending of the file's name.
  let ending: String
  /// The table as a whole.
  let place: SourcePlace
  /// Empty where the table has nothing in it.
  let columns: [TableCell]
  /// A row may be shorter or longer than the columns; empty cells say nothing.
  let rows: [[TableCell]]
  /// What is wrong with how it is written.
  let diagnostics: [Diagnostic]
}

extension ModelFormat {
  /// The one of its endings that a file's name has; nil for a file of another format.
  ///
  /// - Complexity: O(length of the name)
  func ending(of name: String) -> String? {
    let name = name.lowercased()
    return endings.first { name.hasSuffix($0) }
  }
}
