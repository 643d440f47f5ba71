// What can go wrong between a DOT text and a picture.

/// Why Graphviz gave no picture. `messages` are the library's own words, a line each, warnings included.
public enum GraphvizError: Error, Sendable, Hashable {
  /// Whoever asked for the picture no longer wants it.
  case cancelled
  /// The library could not be started, or its plugin for the format is not installed.
  case unavailable(messages: [String])
  /// The DOT text is not one graph in Graphviz's language.
  case syntax(messages: [String])
  /// The graph was read, but the library failed to place it completely.
  case layout(messages: [String])
  /// The graph was placed, but the library failed to draw it.
  case rendering(messages: [String])

  /// The library's own words, a line each; none where it was not asked.
  package var messages: [String] {
    switch self {
    case .cancelled: []
    case .layout(let messages), .rendering(let messages), .syntax(let messages), .unavailable(let messages): messages
    }
  }
}

extension GraphvizError: CustomStringConvertible {
  /// The message in English.
  public var description: String { message.en }
}
