// A diagram in Graphviz's language.

extension Diagram {
  /// Fonts that nearly every machine has or replaces by one of the same widths.
  private static let font = "Helvetica,Arial,Liberation Sans,DejaVu Sans,sans-serif"

  /// One directed graph, in UTF-8: the same diagram always gives the same text.
  ///
  /// - Complexity: O(size of the diagram)
  package var dot: String {
    // Where the ranks grow upwards or to the left, so do the library's ideas of top and left within a frame.
    var writer = DOTWriter(
      titlePlace: "labelloc=\(rankdir == "BT" ? "b" : "t") labeljust=\(rankdir == "RL" ? "r" : "l")")
    writer.line("digraph \(quoted(title)) {")
    writer.indented { writer in
      writer.line("graph [\(Self.graphAttributes), rankdir=\(rankdir)]")
      writer.line("node [\(Self.nodeAttributes)]")
      writer.line("edge [\(Self.edgeAttributes)]")
      writer.line("subgraph cluster_chart {")
      writer.indented { writer in
        // A frame that nobody sees carries the title, because the graph's own label is the legend.
        writer.line("label=\(Self.heading(title)) \(writer.titlePlace) peripheries=0 margin=8")
        for cluster in clusters { writer.write(cluster) }
        for node in nodes { writer.write(node) }
        for edge in edges { writer.write(edge) }
        for pair in unlinedPairs { writer.line("\(quoted(pair.upper)) -> \(quoted(pair.lower)) [style=invis]") }
        for pair in rowPairs { writer.line("\(quoted(pair.upper)) -> \(quoted(pair.lower)) [style=invis, weight=0]") }
      }
      writer.line("}")
      if !legend.isEmpty { writer.line("label=\(legendMarkup) labelloc=b labeljust=l") }
    }
    writer.line("}")
    return writer.text
  }

  private static let graphAttributes =
    "id=chart, class=chart, fontname=\"\(font)\", fontsize=10, bgcolor=white, nodesep=0.3, ranksep=0.55, pad=0.2"
  private static let nodeAttributes =
    "fontname=\"\(font)\", fontsize=12, fontcolor=\"#1A1A1A\", shape=box, margin=\"0.14,0.07\", height=0.4"
  private static let edgeAttributes =
    "fontname=\"\(font)\", fontsize=9, fontcolor=\"#333333\", color=\"#555555\", arrowsize=0.75"

  private static func heading(_ title: String) -> String {
    "<<font point-size=\"16\"><b>\(wrapped(title, width: 90).map(markup).joined(separator: "<br/>"))</b></font>>"
  }
}

/// Lines of DOT, indented.
struct DOTWriter {
  private(set) var text = ""
  /// Attributes that put a title at the upper left.
  let titlePlace: String
  private var depth = 0

  init(titlePlace: String) { self.titlePlace = titlePlace }

  mutating func line(_ line: String) { text += "\(String(repeating: "  ", count: depth))\(line)\n" }

  mutating func indented(_ body: (inout DOTWriter) -> Void) {
    depth += 1
    body(&self)
    depth -= 1
  }

  mutating func write(_ cluster: Diagram.Cluster) {
    line("subgraph \(quoted(cluster.id)) {")
    indented { writer in
      let title = (["<b>\(markup(cluster.title))</b>"] + cluster.lines.map(Self.styled)).joined(separator: " &#160; ")
      writer.line(
        "id=\(quoted(cluster.id)) class=frame label=<\(title)> tooltip=\(quotedTooltip(cluster.title)) "
          + "\(writer.titlePlace) peripheries=1 style=\"rounded,filled\" fillcolor=\"#FAFAFA\" color=\"#BBBBBB\" "
          + "fontcolor=\"#444444\" fontsize=11 margin=12")
      for inner in cluster.clusters { writer.write(inner) }
      for node in cluster.nodes { writer.write(node) }
    }
    line("}")
  }

  mutating func write(_ node: Diagram.Node) {
    // Where the box tells of others, each cell links to its own.
    let isOne = !node.classes.contains("group") && !node.classes.contains("unknown")
    let url = isOne && node.lists.isEmpty ? [("URL", quoted(link(to: node.id)))] : []
    let attributes =
      [("id", quoted(node.id)), ("class", quoted(node.classes.joined(separator: " "))), ("label", label(of: node))]
      + node.style.sorted.map { ($0.key, quoted($0.value)) } + [("tooltip", quotedTooltip(node.tooltip))] + url
    line("\(quoted(node.id)) [\(list(attributes))]")
  }

  mutating func write(_ edge: Diagram.Edge) {
    let label = edge.label.isEmpty ? [] : [("label", "<\(edge.label.map(markup).joined(separator: "<br/>"))>")]
    let attributes =
      [("id", quoted(edge.id)), ("class", quoted(edge.classes.joined(separator: " ")))] + label
      + edge.style.sorted.map { ($0.key, quoted($0.value)) }
      + ["tooltip", "labeltooltip"].map { ($0, quotedTooltip(edge.tooltip)) }.prefix(edge.label.isEmpty ? 1 : 2)
    line("\(quoted(edge.upper)) -> \(quoted(edge.lower)) [\(list(attributes))]")
  }

  private func list(_ attributes: [(String, String)]) -> String {
    attributes.map { "\($0.0)=\($0.1)" }.joined(separator: ", ")
  }

  private func label(of node: Diagram.Node) -> String {
    let lines = node.lines.map(Self.styled).joined(separator: "<br/>")
    guard !node.lists.isEmpty else { return "<\(lines)>" }
    let isGroup = node.classes.contains("group")
    let columns = node.lists.map(Self.columns).max() ?? 1
    let place = isGroup ? "align=\"left\"" : "href=\"\(markup(link(to: node.id)))\" title=\"\(markup(node.tooltip))\""
    var rows = "<tr><td colspan=\"\(columns)\" \(place)>\(lines)</td></tr>"
    for list in node.lists { rows += Self.rows(of: list, columns: columns, isSmall: !isGroup) }
    let spacing = isGroup ? 3 : 1
    return "<<table border=\"0\" cellborder=\"0\" cellspacing=\"\(spacing)\" cellpadding=\"1\">\(rows)</table>>"
  }

  /// A long list stands in several columns.
  private static func columns(for list: Diagram.List) -> Int {
    list.members.count > 24 ? 3 : list.members.count > 10 ? 2 : 1
  }

  private static func rows(of list: Diagram.List, columns: Int, isSmall: Bool) -> String {
    var rows = ""
    if !list.heading.isEmpty, let only = list.members.first, list.members.count == 1 {
      return "<tr>\(cell(of: only, after: list.heading, width: columns, isSmall: isSmall))</tr>"
    }
    if !list.heading.isEmpty {
      let heading = styled(Diagram.Line(text: list.heading, tone: .detail))
      rows += "<tr><td colspan=\"\(columns)\" align=\"left\"><i>\(heading)</i></td></tr>"
    }
    let height = (list.members.count + columns - 1) / columns
    for row in 0..<height {
      let members = stride(from: row, to: list.members.count, by: height).map { list.members[$0] }
      // The last cell of a short row takes what is left of the width.
      let cells = members.enumerated().map { index, member in
        cell(of: member, width: index == members.count - 1 ? columns - index : 1, isSmall: isSmall)
      }
      rows += "<tr>\(cells.joined())</tr>"
    }
    return rows
  }

  /// - Parameter heading: stands before what it is the heading of, where that is alone.
  private static func cell(
    of member: Diagram.Member, after heading: String = "", width: Int, isSmall: Bool
  ) -> String {
    var text = member.lines.map { markup($0) }.joined(separator: "<br/>")
    if let mark = member.mark { text += " <font color=\"\(mark.textColour)\">\(mark.sign)</font>" }
    if isSmall { text = "<font point-size=\"10.5\">\(text)</font>" }
    if !heading.isEmpty { text = "<i>\(styled(Diagram.Line(text: heading, tone: .detail)))</i> \(text)" }
    let span = width > 1 ? "colspan=\"\(width)\" " : ""
    guard !member.id.isEmpty else { return "<td \(span)align=\"left\" balign=\"left\">\(text)</td>" }
    // Named in upper case: the library knows a cell's own tooltip as TITLE.
    let attributes =
      // One thing may be told of in several boxes, and an id is there once.
      "\(span)align=\"left\" balign=\"left\" " + (isSmall ? "" : "id=\"\(markup(member.id))\" ")
      + "href=\"\(markup(link(to: member.id)))\" title=\"\(markup(member.tooltip))\""
    return "<td \(attributes)>\(text)</td>"
  }

  private static func styled(_ line: Diagram.Line) -> String {
    let text = markup(line.text)
    return switch line.tone {
    case .name: text
    case .struck: "<s>\(text)</s>"
    case .detail: "<font point-size=\"9.5\" color=\"#444444\">\(text)</font>"
    case .badge(let level): "<font point-size=\"10\" color=\"\(level.textColour)\"><b>\(text)</b></font>"
    }
  }
}
