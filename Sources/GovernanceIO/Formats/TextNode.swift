// A text as a tree of scalars, lists and mappings, each with its place: what YAML and tables have in common.

import SourceDiagnostics

/// One value in a structured text. Everything is text as written; nothing is guessed to be a number or a truth value.
struct TextNode: Sendable {
  indirect enum Content: Sendable {
    case empty
    case scalar(String)
    case list([TextNode])
    case mapping([Entry])
  }

  struct Entry: Sendable {
    let key: String
    let keyPlace: SourcePlace
    let value: TextNode
  }

  let content: Content
  let place: SourcePlace

  /// Every text in it, keys among them.
  var words: [String] {
    switch content {
    case .empty: []
    case .scalar(let text): [text]
    case .list(let items): items.flatMap(\.words)
    case .mapping(let entries): entries.flatMap { [$0.key] + $0.value.words }
    }
  }

  var scalar: String? { if case .scalar(let text) = content { text } else { nil } }

  var entries: [Entry]? { if case .mapping(let entries) = content { entries } else { nil } }

  /// The items of a list, or the node itself where it is a single value; nothing where it is empty.
  var items: [TextNode] {
    switch content {
    case .empty: []
    case .list(let items): items
    case .scalar, .mapping: [self]
    }
  }
}
