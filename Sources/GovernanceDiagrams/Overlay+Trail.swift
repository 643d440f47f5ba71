// How a way through a chart stands out: by heavier lines, and by what lies beside it being pale.

extension Overlay.Trail {
  func paint(node look: inout Style, of id: String) {
    if passes(id) {
      look["penwidth"] = "2.6"
    } else {
      look["fillcolor"] = "#FFFFFF"
      look["color"] = Self.pale
      look["fontcolor"] = Self.paleText
    }
  }

  func paint(edge look: inout Style, between first: String, and second: String) {
    Self.paint(edge: &look, isOnIt: passes(between: first, and: second))
  }

  private static func paint(edge look: inout Style, isOnIt: Bool) {
    if isOnIt {
      look["penwidth"] = "3"
    } else {
      look["color"] = pale
      look["penwidth"] = "0.8"
      look["fontcolor"] = paleText
    }
  }

  /// What it passes, and what lies beside it, as the legend shows them.
  static func sample(isOnIt: Bool) -> Style {
    var style = Style([("arrowhead", "none"), ("color", "#1A1A1A")])
    paint(edge: &style, isOnIt: isOnIt)
    return style
  }

  /// Light, and yet three times as dark as paper.
  private static let pale = "#949494"
  private static let paleText = "#6B6B6B"
}
