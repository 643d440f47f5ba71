// What can go wrong between a DOT text and a picture.

/// Why Graphviz gave no picture. `messages` are the library's own words, a line each, warnings included.
package enum GraphvizError: Error, Sendable, Hashable {
  /// The library could not be started, or its plugin for the format is not installed.
  case unavailable(messages: [String])
  /// The DOT text is not one graph in Graphviz's language.
  case syntax(messages: [String])
  /// The graph was read, but the library failed to place it completely.
  case layout(messages: [String])
  /// The graph was placed, but the library failed to draw it.
  case rendering(messages: [String])
}

extension GraphvizError: CustomStringConvertible {
  package var description: String {
    let (what, messages) =
      switch self {
      case .unavailable(let messages): ("Graphviz is not available", messages)
      case .syntax(let messages): ("Graphviz cannot read the graph", messages)
      case .layout(let messages): ("Graphviz cannot lay out the graph", messages)
      case .rendering(let messages): ("Graphviz cannot draw the graph", messages)
      }
    return messages.isEmpty ? what : "\(what): \(messages.joined(separator: "; "))"
  }
}
