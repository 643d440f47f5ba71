// A chart with one bar for each stretch of days, under an axis of years.

import GovernanceModel
import SourceDiagnostics

/// What a chart of time shows.
package struct TimelineChart: Sendable {
  /// A stretch of days with its label.
  package struct Bar: Sendable {
    /// What the bar stands for, beside it.
    package let label: String
    /// How grave that is: colours the bar.
    package let level: Overlay.Mark.Level
    /// Days, half-open; nil where the bar goes on beyond the chart.
    package let from: Day?
    /// The day after the last; nil where the bar goes on beyond the chart.
    package let until: Day?

    /// A bar from a day up to, and without, another.
    package init(label: String, level: Overlay.Mark.Level, from: Day?, until: Day?) {
      self.label = label
      self.level = level
      self.from = from
      self.until = until
    }
  }

  /// What the chart is called.
  package let title: String
  /// What the chart shows, in a sentence, for readers who cannot see it.
  package let description: String
  private let first: Day
  private let last: Day
  private let bars: [Bar]

  /// A chart of bars, in the order given, under an axis from the first day through the last.
  package init(title: String, description: String, first: Day, last: Day, bars: [Bar]) {
    self.title = title
    self.description = description
    self.first = first
    self.last = last
    self.bars = bars
  }

  /// Points across the whole of time.
  private static let width = 460

  private func position(of day: Day) -> Int {
    let span = max(1, last.number + 1 - first.number)
    return min(Self.width, max(0, (day.number - first.number) * Self.width / span))
  }

  /// The chart in Graphviz's language: one table, a row for each bar.
  ///
  /// - Complexity: O(bars)
  package var dot: String {
    let rows = bars.map(row).joined()
    return """
      digraph timeline {
        graph [fontname="Helvetica,Arial,sans-serif", bgcolor=white, margin="0.2", tooltip=\(quotedTooltip(title))]
        node [fontname="Helvetica,Arial,sans-serif", fontsize=11, shape=plaintext, margin=0]
        timeline [tooltip=\(quotedTooltip(description)), label=<<table border="0" cellborder="0" cellspacing="0" cellpadding="2">
          <tr><td colspan="2" align="left"><b><font point-size="14">\(markup(title))</font></b></td></tr>
          <tr><td></td><td align="left">\(axis)</td></tr>
      \(rows)  </table>>]
      }

      """
  }

  /// The years, each as wide as its days; a year too narrow for its number has none.
  private var axis: String {
    var cells = ""
    var start = first
    while start <= last {
      let year = start.civil.year
      let next = Day(year: year + 1, month: 1, day: 1) ?? .latest
      let end = min(next, last.advanced(by: 1))
      let width = position(of: end) - position(of: start)
      let text = width >= 28 ? String(year) : "&#160;"
      if width > 0 {
        cells +=
          "<td width=\"\(width)\" height=\"16\" fixedsize=\"true\" sides=\"L\" border=\"1\" color=\"#999999\" align=\"left\">"
          + "<font point-size=\"9\">\(text)</font></td>"
      }
      start = end
    }
    return "<table border=\"0\" cellborder=\"0\" cellspacing=\"0\" cellpadding=\"0\"><tr>\(cells)</tr></table>"
  }

  private func row(_ bar: Bar) -> String {
    let start = position(of: bar.from ?? first)
    let end = max(start + 2, position(of: bar.until ?? last.advanced(by: 1)))
    func cell(_ width: Int, _ style: String) -> String {
      width > 0 ? "<td width=\"\(width)\" height=\"11\" fixedsize=\"true\"\(style)></td>" : ""
    }
    // The sign before the label tells the level too: colour never does so alone.
    let colour = bar.level.colour
    let cells =
      cell(start, "") + cell(end - start, " bgcolor=\"\(colour)\"") + cell(Self.width - end, "")
    let label = wrapped(bar.label, width: 62).map(markup).joined(separator: "<br align=\"left\"/>")
    return "    <tr><td align=\"left\">\(bar.level.sign) \(label)<br align=\"left\"/></td>"
      + "<td align=\"left\"><table border=\"0\" cellborder=\"0\" cellspacing=\"0\" cellpadding=\"0\"><tr>\(cells)</tr></table></td></tr>\n"
  }
}
