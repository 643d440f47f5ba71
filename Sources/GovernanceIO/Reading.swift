// What every reader shares: the vocabulary's words, and the faults found so far.

import GovernanceModel
import SourceDiagnostics

/// The state of reading one project: readers look words up in it and leave their diagnostics.
struct Reading {
  let vocabulary: Vocabulary
  /// The documents that may be cited; nil where a text stands alone and cites freely.
  var documents: Set<String>?
  var diagnostics: [Diagnostic] = []

  init(vocabulary: Vocabulary) { self.vocabulary = vocabulary }

  mutating func report(_ fault: Fault, at place: SourcePlace?) { diagnostics.append(fault.diagnostic(at: place)) }

  /// The structural term that a scalar stands for, in either language.
  func term(_ node: TextNode) -> String? { node.scalar.flatMap { vocabulary.term($0) } }

  /// The entries of a node that must be a mapping; an empty node has none.
  mutating func entries(of node: TextNode) -> [TextNode.Entry] {
    switch node.content {
    case .empty: return []
    case .mapping(let entries): return entries
    case .list, .scalar:
      report(.wrongShape(.mapping), at: node.place)
      return []
    }
  }

  /// The text of a node that must be a non-empty scalar.
  mutating func text(_ entry: TextNode.Entry) -> String? { text(entry.value, of: entry.key, at: entry.keyPlace) }

  mutating func text(_ node: TextNode, of key: String, at keyPlace: SourcePlace) -> String? {
    switch node.content {
    case .scalar(let text): return text
    case .empty:
      report(.emptyValue(key: key), at: keyPlace)
      return nil
    case .list, .mapping:
      report(.wrongShape(.text), at: node.place)
      return nil
    }
  }

  /// One of an enumeration's cases, by its English or Dutch word.
  mutating func choice<Value: RawRepresentable & CaseIterable>(_ entry: TextNode.Entry, of type: Value.Type) -> Value?
  where Value.RawValue == String {
    guard let text = text(entry) else { return nil }
    if let value = Value(rawValue: vocabulary.term(text) ?? text) { return value }
    report(.badChoice(text, key: entry.key, allowed: Value.allCases.map(\.rawValue)), at: entry.value.place)
    return nil
  }

  mutating func flag(_ entry: TextNode.Entry) -> Bool? {
    guard let text = text(entry) else { return nil }
    return flag(text, at: entry.value.place)
  }

  mutating func flag(_ text: String, at place: SourcePlace) -> Bool? {
    switch vocabulary.term(text) {
    case "yes": return true
    case "no": return false
    default:
      report(.badFlag(text), at: place)
      return nil
    }
  }

  mutating func date(_ entry: TextNode.Entry) -> PartialDate? {
    guard let text = text(entry) else { return nil }
    if let date = PartialDate(text) { return date }
    report(.badDate(text), at: entry.value.place)
    return nil
  }
}
