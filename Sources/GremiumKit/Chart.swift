// A chart of a project: what it shows as DOT, and the picture that Graphviz makes of it.

import GovernanceDiagrams
import GovernanceModel
import Graphviz
import SourceDiagnostics
import WorkControl

/// A chart that can be drawn.
public struct Chart: Sendable {
  /// The kinds of file that a chart can be.
  public enum Format: String, Sendable, CaseIterable {
    case svg, pdf, png, dot

    /// The format that a file's name ends in; nil where it tells none.
    public init?(path: String) {
      guard let dot = path.lastIndex(of: "."), let format = Format(rawValue: path[dot...].dropFirst().lowercased())
      else { return nil }
      self = format
    }
  }

  /// The chart in the language of Graphviz.
  public let dot: String
  /// What the picture is called, for those who hear it read out.
  public let title: String
  /// What the picture shows, for those who cannot see it.
  public let description: String

  init(_ diagram: Diagram) {
    dot = diagram.dot
    title = diagram.title
    description = diagram.description
  }

  init(_ timeline: TimelineChart) {
    dot = timeline.dot
    title = timeline.title
    description = timeline.description
  }

  /// The bytes of a file in the format.
  ///
  /// - Parameters:
  ///   - format: of the file.
  ///   - cancellation: heard while other pictures are drawn and before the layout, which itself cannot be stopped.
  /// - Complexity: that of Graphviz's layout, more than linear in boxes and arrows; loading its plugins costs about 10 ms
  ///   the first time.
  /// - Throws: why the layout failed, or that it was cancelled.
  public func picture(as format: Format, cancellation: Cancellation? = nil) throws(GraphvizError) -> [UInt8] {
    try Graphviz.render(
      dot: dot, format: Graphviz.Format(format), title: title, description: description, cancellation: cancellation)
  }
}

extension Graphviz.Format {
  init(_ format: Chart.Format) {
    self =
      switch format {
      case .svg: .svg
      case .pdf: .pdf
      case .png: .png
      case .dot: .dot
      }
  }
}

/// Starts to load what drawing needs; worth it before anything that takes some milliseconds and ends in a picture.
package func preparedDrawing() -> Preparation {
  Preparation(dot: Diagram.specimen.dot)
}

extension Overlay.Mark.Level {
  /// Charts know nothing of findings but how grave they are.
  init(_ severity: Diagnostic.Severity) {
    self =
      switch severity {
      case .error: .error
      case .warning: .warning
      case .note: .note
      }
  }
}
