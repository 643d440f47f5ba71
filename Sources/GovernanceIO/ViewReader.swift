// Views: from the vocabulary's `views:` and from a project's views/*.yaml.

import GovernanceModel
import SourceDiagnostics

extension Reading {
  /// Reads one view; what it leaves out it takes from `base`.
  mutating func view(key: String, at place: SourcePlace, node: TextNode, base: View? = nil) -> View {
    var view = base ?? View(key: key, title: Wording(key), classes: vocabulary.classes.map(\.key))
    view.key = key
    let vocabulary = vocabulary
    for entry in fields(of: node) {
      switch vocabulary.term(entry.key) ?? entry.key {
      case "words", "title", "name": view.title = words(entry.value, of: entry.key, at: entry.keyPlace) ?? view.title
      case "classes":
        let known = vocabulary.classes
        view.classes = names(entry, known: known.map { Self.keys(of: $0.section, $0.plural) }) {
          vocabulary.entityClass($0)?.key
        }
      case "kinds":
        let kinds = vocabulary.classes.flatMap { owner in owner.kinds.map { ($0.key, owner) } }
        view.kinds = names(entry, known: kinds.map { Wording($0.0) }) { name in
          vocabulary.classes.lazy.compactMap { vocabulary.kind(name, of: $0)?.key }.first
        }
      case "relations":
        view.relations = relations(entry)
      case "listed": view.listed = relations(entry)
      case "shared": view.shared = relations(entry)
      case "attributes":
        let known = vocabulary.attributes
        view.attributes = names(entry, known: known.map { Self.keys(of: $0.key, $0.words) }) {
          Self.attribute(named: $0, in: vocabulary)?.key
        }
      case "subject":
        let known = vocabulary.classes
        view.subject =
          names(entry, known: known.map { Self.keys(of: $0.section, $0.plural) }) {
            vocabulary.entityClass($0)?.key
          }.first
      case "direction": view.direction = choice(entry, of: View.Direction.self) ?? view.direction
      case "cluster": view.cluster = cluster(entry) ?? view.cluster
      case "isolated": view.showsIsolated = isShown(entry) ?? view.showsIsolated
      case "focus":
        view.focus = entry.value.items.compactMap { item in
          let id = text(item, of: entry.key, at: entry.keyPlace)
          if let id { mentions.append((id, item.place)) }
          return id
        }
      case "depth": view.depth = depth(entry) ?? view.depth
      default:
        report(
          .unknownKey(
            entry.key,
            known: words([
              "attributes", "classes", "cluster", "depth", "direction", "focus", "isolated", "kinds", "listed",
              "relations", "shared", "subject", "title",
            ])),
          at: entry.keyPlace)
      }
    }
    return view
  }

  private mutating func isShown(_ entry: TextNode.Entry) -> Bool? {
    switch text(entry).map({ vocabulary.term($0) ?? $0 }) {
    case "shown": return true
    case "hidden": return false
    case let other?:
      report(.badChoice(other, key: entry.key, allowed: words(["shown", "hidden"])), at: entry.value.place)
      return nil
    case nil: return nil
    }
  }

  private mutating func depth(_ entry: TextNode.Entry) -> Int? {
    guard let text = text(entry) else { return nil }
    if let depth = wholeNumber(text), depth >= 0 { return depth }
    report(.badNumber(text, .whole), at: entry.value.place)
    return nil
  }

  /// A label: one text for both languages, or one for each.
  mutating func words(_ node: TextNode, of key: String, at place: SourcePlace) -> Wording? {
    guard case .mapping(let entries) = node.content else {
      return text(node, of: key, at: place).map { Wording($0) }
    }
    var texts: [Language: String] = [:]
    for entry in entries {
      if let language = Language(rawValue: entry.key) {
        texts[language] = text(entry)
      } else {
        report(.unknownKey(entry.key, known: words(Language.allCases.map(\.rawValue))), at: entry.keyPlace)
      }
    }
    guard let any = Language.allCases.lazy.compactMap({ texts[$0] }).first else { return nil }
    return Wording { texts[$0] ?? any }
  }

  private mutating func names(
    _ entry: TextNode.Entry, known: [Wording], lookUp: (String) -> String?
  ) -> [String] {
    var keys: [String] = []
    if entry.value.items.isEmpty { report(.emptyValue(key: entry.key, advice: .text), at: entry.keyPlace) }
    for item in entry.value.items {
      guard let name = text(item, of: entry.key, at: entry.keyPlace) else { continue }
      if let key = lookUp(name) {
        keys.append(key)
      } else {
        report(.badChoice(name, key: entry.key, allowed: known), at: item.place)
      }
    }
    return keys
  }

  mutating func relations(_ entry: TextNode.Entry) -> [String] {
    let vocabulary = vocabulary
    return names(entry, known: vocabulary.relations.map { Self.keys(of: $0.key, $0.words) }) {
      Self.relation(named: $0, in: vocabulary)
    }
  }

  /// The key of a relation, by its key or its words.
  private static func relation(named name: String, in vocabulary: Vocabulary) -> String? {
    vocabulary.relation(name)?.key
      ?? vocabulary.relations.first { Vocabulary.keys(from: $0.words).contains(name) }?.key
  }

  /// An attribute, by its key or its words.
  private static func attribute(named name: String, in vocabulary: Vocabulary) -> Vocabulary.AttributeDefinition? {
    vocabulary.attribute(name)
      ?? vocabulary.attributes.first { Vocabulary.keys(from: $0.words).contains(name) }
  }

  private mutating func cluster(_ entry: TextNode.Entry) -> View.Cluster? {
    if case .list = entry.value.content { return .relations(relations(entry)) }
    guard let text = text(entry) else { return nil }
    switch vocabulary.term(text) ?? text {
    case "none": return View.Cluster.none
    case "class": return .entityClass
    case "parent": return .parent
    default:
      if let attribute = Self.attribute(named: text, in: vocabulary) { return .attribute(attribute.key) }
      if let relation = Self.relation(named: text, in: vocabulary) { return .relations([relation]) }
      report(
        .badChoice(
          text, key: entry.key,
          allowed: words(["none", "class", "parent"]) + vocabulary.attributes.map { Self.keys(of: $0.key, $0.words) }
            + vocabulary.relations.map { Self.keys(of: $0.key, $0.words) }),
        at: entry.value.place)
      return nil
    }
  }
}
