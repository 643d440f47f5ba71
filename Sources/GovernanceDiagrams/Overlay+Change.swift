// How a chart of two states tells apart what comes, goes and moves: by a word, a sign and a line, and by colour last.

import SourceDiagnostics

extension Overlay.Change {
  /// The sign and the word, as they stand in a box or at a line.
  func label(in language: Language) -> String {
    switch self {
    case .added: "+ \(Messages.added[language])"
    case .removed: "× \(Messages.removed[language])"
    case .moved: "→ \(Messages.moved[language])"
    }
  }

  /// Bluish green, vermilion and reddish purple of Okabe and Ito's palette.
  private var colour: String {
    switch self {
    case .added: "#009E73"
    case .removed: "#D55E00"
    case .moved: "#AA4499"
    }
  }

  func paint(node look: inout Style) {
    look["color"] = colour
    look["penwidth"] = "3"
    guard self == .removed else { return }
    look.add("dashed")
    look["penwidth"] = "1.5"
    look["fillcolor"] = "#F2F2F2"
    look["fontcolor"] = "#666666"
  }

  func paint(edge look: inout Style) {
    look["color"] = colour
    look["fontcolor"] = self == .removed ? "#933800" : "#1A1A1A"
    look["penwidth"] = self == .removed ? "1.2" : "2.6"
    if self == .removed { look.add("dashed") }
  }

  /// A line as the legend shows it.
  var sample: Style {
    var style = Style([("arrowhead", "none")])
    paint(edge: &style)
    return style
  }
}
