// The legend as an HTML-like table: below the graph it takes no part in the layout.

extension Diagram {
  /// Entries in rows: the sample and its words. Each row is a table of its own, so that no entry is as wide as another.
  var legendMarkup: String {
    var rows = ""
    // As even as they can be.
    let rowCount = (legend.count + Self.entriesPerRow - 1) / Self.entriesPerRow
    let length = (legend.count + rowCount - 1) / max(rowCount, 1)
    for start in stride(from: 0, to: legend.count, by: max(length, 1)) {
      let row = legend[start..<min(start + length, legend.count)]
      let cells = "<tr>\(row.map(Self.cells).joined())</tr>"
      let table = "<table border=\"0\" cellborder=\"0\" cellspacing=\"3\" cellpadding=\"3\">\(cells)</table>"
      rows += "<tr><td align=\"left\">\(table)</td></tr>"
    }
    return "<<table border=\"0\" cellborder=\"0\" cellspacing=\"0\" cellpadding=\"0\">\(rows)</table>>"
  }

  private static let entriesPerRow = 6

  private static func cells(of entry: LegendEntry) -> String {
    switch entry {
    case .node(let style, let words):
      let fill = style["fillcolor"].map { " bgcolor=\"\(markup($0))\"" } ?? ""
      let border = style["color"].map { " color=\"\(markup($0))\"" } ?? ""
      let rounded = style["style"]?.contains("rounded") == true ? " style=\"rounded\"" : ""
      return "<td colspan=\"2\" border=\"1\"\(fill)\(border)\(rounded)>\(lines(words))</td>"
    case .line(let style, let words):
      let colour = markup(style["color"] ?? "#555555")
      return "<td align=\"right\"><font color=\"\(colour)\">\(sample(of: style))</font></td>"
        + "<td align=\"left\" balign=\"left\">\(lines(words))</td>"
    case .sign(let sign, let words):
      return "<td align=\"right\">\(markup(sign))</td><td align=\"left\" balign=\"left\">\(lines(words))</td>"
    }
  }

  private static func lines(_ words: String) -> String { wrapped(words).map(markup).joined(separator: "<br/>") }

  /// A line with its head, in letters: a table cannot draw an arrow.
  private static func sample(of style: Style) -> String {
    let words = style["style"] ?? ""
    let isHeavy = style["penwidth"].flatMap(Double.init).map { $0 >= 3 } ?? false
    let line = words.contains("dotted") ? "·····" : words.contains("dashed") ? "– – –" : isHeavy ? "━━━" : "───"
    let hasTail = style["dir"] == "both" || style["dir"] == "back"
    let hasHead = style["dir"] != "none" && style["dir"] != "back"
    let tail = hasTail ? glyph(of: style["arrowtail"] ?? "normal", pointsRight: false) : ""
    let head = hasHead ? glyph(of: style["arrowhead"] ?? "normal", pointsRight: true) : ""
    return markup(tail + line + head)
  }

  private static func glyph(of arrow: String, pointsRight: Bool) -> String {
    switch arrow {
    case "none": ""
    case "dot": "●"
    case "odot": "○"
    case "box": "■"
    case "obox": "□"
    case "diamond": "◆"
    case "odiamond": "◇"
    case "vee", "open": pointsRight ? ">" : "<"
    case "empty", "onormal": pointsRight ? "▷" : "◁"
    case "inv": pointsRight ? "◀" : "▶"
    case "tee": "|"
    case "crow": pointsRight ? "<" : ">"
    case "normalnormal": pointsRight ? "▶▶" : "◀◀"
    default: pointsRight ? "▶" : "◀"
    }
  }
}
