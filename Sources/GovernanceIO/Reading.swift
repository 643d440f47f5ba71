// What every reader shares: the vocabulary's words, and the faults found so far.

import GovernanceModel
import SourceDiagnostics
import WorkControl

/// The state of reading one project: readers look words up in it and leave their diagnostics.
struct Reading {
  let vocabulary: Vocabulary
  /// The documents that may be cited; nil where a text stands alone and cites freely.
  var documents: Set<String>?
  var diagnostics: [Diagnostic] = []
  /// Once it is cancelled, nothing that is read means anything: whoever reads ends early, and whoever asked looks last.
  var cancellation: Cancellation?
  /// Ids that views name; whether they exist is known when everything was read.
  var mentions: [(id: String, place: SourcePlace)] = []

  init(vocabulary: Vocabulary, cancellation: Cancellation? = nil) {
    (self.vocabulary, self.cancellation) = (vocabulary, cancellation)
  }

  /// Whether nobody wants what is read any more.
  ///
  /// - Complexity: O(1): cheap enough for every entity, row and reference.
  var isCancelled: Bool { cancellation?.isCancelled ?? false }

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

  /// The entries of a node whose keys are words of the vocabulary.
  ///
  /// A key that is written twice is a fault, also once in Dutch and once in English, which YAML cannot see.
  mutating func fields(of node: TextNode, owner: String? = nil) -> [TextNode.Entry] {
    let entries = entries(of: node)
    var first: [String: SourcePlace] = [:]
    for entry in entries {
      let key = meaning(of: entry.key, for: owner)
      if let place = first[key] {
        report(.duplicateKey(entry.key, first: place), at: entry.keyPlace)
      } else {
        first[key] = entry.keyPlace
      }
    }
    return entries
  }

  private func meaning(of key: String, for owner: String?) -> String {
    switch owner.flatMap({ vocabulary.field(key, of: $0) }) {
    case .attribute(let attribute): attribute.key
    case .relation(let relation): relation.key
    case nil: vocabulary.term(key) ?? key
    }
  }

  /// The text of a node that must be a non-empty scalar.
  mutating func text(_ entry: TextNode.Entry) -> String? { text(entry.value, of: entry.key, at: entry.keyPlace) }

  mutating func text(_ node: TextNode, of key: String, at keyPlace: SourcePlace) -> String? {
    switch node.content {
    case .scalar(let text): return text
    case .empty:
      report(.emptyValue(key: key, advice: .text), at: keyPlace)
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
    report(.badChoice(text, key: entry.key, allowed: words(Value.allCases.map(\.rawValue))), at: entry.value.place)
    return nil
  }

  mutating func flag(_ entry: TextNode.Entry) -> Bool? {
    guard let text = text(entry) else { return nil }
    return flag(text, at: entry.value.place)
  }

  mutating func flag(_ text: String, at place: SourcePlace) -> Bool? {
    // A spreadsheet writes WAAR or TRUE for a tick.
    switch vocabulary.term(text.lowercased()) ?? text.lowercased() {
    case "yes", "true", "waar": return true
    case "no", "false", "onwaar": return false
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

  // MARK: Words to choose from

  /// Terms in both languages.
  func words(_ terms: [String]) -> [Wording] {
    terms.map { term in Wording { vocabulary.word(for: term, in: $0) } }
  }

  /// Keys that have no Dutch, as in a vocabulary.
  static func plain(_ keys: [String]) -> [Wording] { keys.map { Wording($0) } }

  /// What an entity of a class, or an edge of a relation, may say of itself, in both languages.
  func fieldWords(of owner: String) -> [Wording] {
    let relations = vocabulary.relations.filter { !$0.targets(from: owner).isEmpty }
    let named = vocabulary.relation(owner)?.attributes ?? []
    let attributes = vocabulary.attributes.filter { $0.owners.contains(owner) || named.contains($0.key) }
    return relations.map { Self.keys(of: $0.key, $0.words) } + attributes.map { Self.keys(of: $0.key, $0.words) }
  }

  /// A key and the Dutch one that is accepted in its place.
  static func keys(of key: String, _ words: Wording) -> Wording {
    Wording { $0 == .en ? key : Vocabulary.keys(from: Wording(words[$0])).first ?? key }
  }
}
