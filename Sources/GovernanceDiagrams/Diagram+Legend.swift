// The legend as an HTML-like table: below the graph it takes no part in the layout.

extension Diagram {
  var legendMarkup: String {
    let rows = legendRows.map { row in
      let cells = row.map(\.cells).joined(separator: "<td width=\"10\"></td>")
      return "<tr><td align=\"left\"><table border=\"0\" cellborder=\"0\" cellspacing=\"2\" cellpadding=\"2\"><tr>"
        + "\(cells)</tr></table></td></tr>"
    }
    return "<<table border=\"0\" cellborder=\"0\" cellspacing=\"0\" cellpadding=\"0\">\(rows.joined())</table>>"
  }

  /// Entries in rows of about the width of a page.
  private var legendRows: [[(cells: String, width: Int)]] {
    var rows: [[(cells: String, width: Int)]] = []
    var used = 0
    for entry in legend {
      let item = Self.item(of: entry)
      if rows.isEmpty || used + item.width > Self.lettersPerRow {
        rows.append([])
        used = 0
      }
      rows[rows.count - 1].append(item)
      used += item.width
    }
    return rows
  }

  private static let lettersPerRow = 120

  private static func item(of entry: LegendEntry) -> (cells: String, width: Int) {
    switch entry {
    case .node(let style, let words):
      let fill = style["fillcolor"].map { " bgcolor=\"\(markup($0))\"" } ?? ""
      let border = style["color"].map { " color=\"\(markup($0))\"" } ?? ""
      let rounded = style["style"]?.contains("rounded") == true ? " style=\"rounded\"" : ""
      return ("<td border=\"1\" cellpadding=\"4\"\(fill)\(border)\(rounded)>\(markup(words))</td>", words.count + 4)
    case .line(let style, let words):
      let colour = markup(style["color"] ?? "#555555")
      return (
        "<td><font color=\"\(colour)\">\(sample(of: style))</font></td><td>\(markup(words))</td>", words.count + 8
      )
    case .sign(let sign, let words):
      return ("<td border=\"1\" style=\"rounded\">\(markup(sign))</td><td>\(markup(words))</td>", words.count + 4)
    }
  }

  /// A line with its head, in letters: a table cannot draw an arrow.
  private static func sample(of style: Style) -> String {
    let words = style["style"] ?? ""
    let line = words.contains("dotted") ? "·····" : words.contains("dashed") ? "– – –" : "───"
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
