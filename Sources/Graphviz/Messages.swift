// What this module says, in both languages: the causes in alphabetical order. What the library says stays as it says it.

import SourceDiagnostics

extension GraphvizError {
  /// Why there is no picture, followed by the library's own words.
  package var message: Wording {
    let cause =
      switch self {
      case .cancelled: Wording(nl: "de tekening is niet meer nodig", en: "the picture is no longer wanted")
      case .layout: Wording(nl: "Graphviz kan de graaf niet indelen", en: "Graphviz cannot lay out the graph")
      case .rendering: Wording(nl: "Graphviz kan de graaf niet tekenen", en: "Graphviz cannot draw the graph")
      case .syntax: Wording(nl: "Graphviz kan de graaf niet lezen", en: "Graphviz cannot read the graph")
      case .unavailable: Wording(nl: "Graphviz is er niet", en: "Graphviz is not available")
      }
    guard !messages.isEmpty else { return cause }
    let details = messages.joined(separator: "; ")
    return Wording(nl: "\(cause.nl): \(details)", en: "\(cause.en): \(details)")
  }
}
