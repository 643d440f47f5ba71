// From a diagram to a picture: the one step where charts meet libgraphviz.

import GovernanceDiagrams
import Graphviz
import SourceDiagnostics

/// Draws a diagram.
///
/// - Complexity: that of Graphviz's layout; loading its plugins costs about 10 ms the first time.
/// - Throws: `GraphvizError`
package func picture(of diagram: Diagram, as format: Graphviz.Format) throws(GraphvizError) -> [UInt8] {
  try Graphviz.render(
    dot: diagram.dot, format: format, title: diagram.title, description: diagram.description)
}

/// Draws a chart of time.
///
/// - Throws: `GraphvizError`
package func picture(of chart: TimelineChart, as format: Graphviz.Format) throws(GraphvizError) -> [UInt8] {
  try Graphviz.render(dot: chart.dot, format: format, title: chart.title, description: chart.description)
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
