// The vocabulary's text to a vocabulary, and a project's own words on top of it.

import GovernanceModel
import SourceDiagnostics

/// Reads a vocabulary.
///
/// - Returns: nil, with diagnostics, where the text has a fault.
/// - Complexity: O(size of the text)
package func vocabulary(from text: SourceText) -> (vocabulary: Vocabulary?, diagnostics: [Diagnostic]) {
  let (node, diagnostics) = textNode(ofYAML: text)
  guard let node else { return (nil, diagnostics) }
  var reader = VocabularyReader(extending: Vocabulary(classes: [], relations: [], attributes: []))
  let vocabulary = reader.read(node)
  let all = diagnostics + reader.reading.diagnostics
  return (all.containErrors ? nil : vocabulary, all)
}

/// Reads definitions into a vocabulary: new ones are added, and a class may get more kinds.
struct VocabularyReader {
  var reading: Reading
  private var classes: [Vocabulary.EntityClass]
  private var relations: [Vocabulary.Relation]
  private var attributes: [Vocabulary.AttributeDefinition]
  private var views: [View]
  private var terms: [(key: String, words: Wording)]
  /// What is extended.
  private let base: Vocabulary

  init(extending vocabulary: Vocabulary) {
    reading = Reading(vocabulary: vocabulary)
    base = vocabulary
    classes = vocabulary.classes
    relations = vocabulary.relations
    attributes = vocabulary.attributes
    views = vocabulary.views
    terms = vocabulary.terms
  }

  /// - Returns: the vocabulary with what the node adds; faults are left in `reading`.
  mutating func read(_ node: TextNode) -> Vocabulary {
    let sections = reading.entries(of: node)
    func entries(_ name: String) -> [TextNode.Entry] {
      sections.first { $0.key == name }.flatMap(\.value.entries) ?? []
    }
    for section in sections {
      if !Self.sections.contains(section.key) {
        reading.report(.unknownKey(section.key, known: Reading.plain(Self.sections)), at: section.keyPlace)
      } else if section.key != "version" {
        _ = reading.entries(of: section.value)
      }
    }
    // Words for yes and no are needed before attributes of kinds can be read.
    for entry in entries("terms") {
      if let text = reading.text(entry) { terms.append((entry.key, Wording { $0 == .nl ? text : entry.key })) }
    }
    reading = rebased()
    for entry in entries("attributes") { attributes.append(attribute(entry)) }
    reading = rebased()
    for entry in entries("classes") { read(class: entry) }
    for entry in entries("relations") { relations.append(relation(entry)) }
    check(sections)
    reading = rebased()
    for entry in entries("views") {
      views.append(reading.view(key: entry.key, at: entry.keyPlace, node: entry.value))
    }
    return rebased().vocabulary
  }

  private static let sections = ["attributes", "classes", "relations", "terms", "version", "views"]

  /// The reading with all that is known by now, keeping its faults.
  private func rebased() -> Reading {
    var rebased = Reading(
      vocabulary: Vocabulary(
        classes: classes, relations: relations, attributes: attributes, views: views, terms: terms))
    rebased.diagnostics = reading.diagnostics
    return rebased
  }

  // MARK: Definitions

  private mutating func read(class entry: TextNode.Entry) {
    let traits = Vocabulary.ClassTrait.allCases
    let parts = Parts(
      entry, known: ["plural", "nl", "en", "style", "kinds"] + traits.map(\.rawValue), reading: &reading)
    let known = classes.firstIndex { $0.key == entry.key || $0.section == entry.key }
    let style = style(parts["style"])
    var kinds = known.map { classes[$0].kinds } ?? []
    for kind in parts["kinds"].map({ reading.entries(of: $0.value) }) ?? [] {
      let new = self.kind(kind, of: known.map { classes[$0].key } ?? entry.key)
      kinds.removeAll { $0.key == new.key }
      kinds.append(new)
    }
    let base = known.map { classes[$0] }
    let section = parts["plural"].flatMap { reading.text($0) } ?? base?.section ?? entry.key + "s"
    let numbers = Dictionary(
      uniqueKeysWithValues: Language.allCases.map { ($0, self.numbers(parts[$0.rawValue])) })
    let new = Vocabulary.EntityClass(
      key: base?.key ?? entry.key, section: section,
      singular: Wording { numbers[$0]??.singular ?? base?.singular[$0] ?? entry.key },
      plural: Wording { numbers[$0]??.plural ?? base?.plural[$0] ?? section },
      style: style.isEmpty ? base?.style ?? [] : style, kinds: kinds,
      traits: Set(
        traits.filter { trait in
          parts[trait.rawValue].flatMap { reading.flag($0) } ?? base?.traits.contains(trait) ?? false
        }))
    if let known { classes[known] = new } else { classes.append(new) }
  }

  private mutating func numbers(_ entry: TextNode.Entry?) -> (singular: String?, plural: String?)? {
    guard let entry else { return nil }
    let parts = Parts(entry, known: ["singular", "plural"], reading: &reading)
    return (parts["singular"].flatMap { reading.text($0) }, parts["plural"].flatMap { reading.text($0) })
  }

  private mutating func kind(_ entry: TextNode.Entry, of owner: String) -> Vocabulary.Kind {
    var words = Wording(entry.key)
    var defaults: [(key: String, value: AttributeValue)] = []
    var style: Vocabulary.Style = []
    for part in reading.entries(of: entry.value) {
      if let language = Language(rawValue: part.key) {
        words[language] = reading.text(part) ?? words[language]
        continue
      }
      switch part.key {
      case "style": style = self.style(part)
      default:
        guard let definition = attributes.first(where: { $0.key == part.key && $0.owners.contains(owner) }) else {
          let known = attributes.filter { $0.owners.contains(owner) }.map(\.key) + ["nl", "en", "style"]
          reading.report(.unknownKey(part.key, known: Reading.plain(known)), at: part.keyPlace)
          continue
        }
        if let text = reading.text(part), let value = reading.value(of: text, as: definition, at: part.value.place) {
          defaults.append((part.key, value))
        }
      }
    }
    return Vocabulary.Kind(key: entry.key, words: words, defaults: defaults, style: style)
  }

  private mutating func relation(_ entry: TextNode.Entry) -> Vocabulary.Relation {
    let parts = Parts(
      entry,
      known: [
        "words", "reverse", "says", "from", "attributes", "rank", "accountability", "moved-by", "whole", "style",
      ], reading: &reading)
    let plain = Wording(entry.key)
    let says = parts["says"].flatMap { reading.words($0.value, of: $0.key, at: $0.keyPlace) }
    let ends: [(from: String, to: [String])] = (parts["from"].map { reading.entries(of: $0.value) } ?? []).map {
      ($0.key, $0.value.items.compactMap(\.scalar))
    }
    if ends.isEmpty { reportMissing("from", "from: {body: [body, party]}", at: entry.keyPlace) }
    let words = parts["words"].flatMap { reading.words($0.value, of: $0.key, at: $0.keyPlace) } ?? plain
    return Vocabulary.Relation(
      key: entry.key, words: words,
      reverse: parts["reverse"].flatMap { reading.words($0.value, of: $0.key, at: $0.keyPlace) },
      says: says ?? Wording { "{x} \(words[$0]) {y}" }, ends: ends,
      attributes: parts["attributes"]?.value.items.compactMap(\.scalar) ?? [],
      rank: parts["rank"].flatMap { reading.choice($0, of: Vocabulary.Rank.self) } ?? .free,
      accountability: parts["accountability"].flatMap { reading.choice($0, of: Vocabulary.Accountability.self) },
      movedBy: Set(parts["moved-by"].map { redirections($0) } ?? []),
      leadsToWhole: parts["whole"].flatMap { reading.flag($0) } ?? false,
      style: style(parts["style"]))
  }

  private mutating func redirections(_ entry: TextNode.Entry) -> [Vocabulary.Redirection] {
    entry.value.items.compactMap { item in
      let one = TextNode.Entry(key: entry.key, keyPlace: entry.keyPlace, value: item)
      return reading.choice(one, of: Vocabulary.Redirection.self)
    }
  }

  private mutating func attribute(_ entry: TextNode.Entry) -> Vocabulary.AttributeDefinition {
    let parts = Parts(
      entry, known: ["words", "says", "type", "of", "many", "values", "due", "ends-accountability"], reading: &reading)
    let words = parts["words"].flatMap { reading.words($0.value, of: $0.key, at: $0.keyPlace) }
    let values: [(key: String, words: Wording)] =
      (parts["values"].map { reading.entries(of: $0.value) } ?? []).map { value in
        let dutch = value.key.replacing("-", with: " ")
        let plain = Wording { $0 == .nl ? dutch : value.value.scalar ?? dutch }
        let isLong = value.value.entries != nil
        return (value.key, isLong ? reading.words(value.value, of: value.key, at: value.keyPlace) ?? plain : plain)
      }
    let owners = parts["of"]?.value.items.compactMap(\.scalar) ?? []
    if owners.isEmpty { reportMissing("of", "of: [body, party]", at: entry.keyPlace) }
    let type = parts["type"].flatMap { reading.choice($0, of: Vocabulary.ValueType.self) } ?? .text
    if type == .choice, values.isEmpty {
      reportMissing("values", "values: {hoog: high, laag: low}", at: entry.keyPlace)
    }
    return Vocabulary.AttributeDefinition(
      key: entry.key, words: words ?? Wording(entry.key),
      says: parts["says"].flatMap { reading.words($0.value, of: $0.key, at: $0.keyPlace) },
      type: type,
      allowsMany: parts["many"].flatMap { reading.flag($0) } ?? false, owners: owners, values: values,
      isDue: flag(parts["due"], ofType: .date, is: type),
      endsAccountability: flag(parts["ends-accountability"], ofType: .boolean, is: type))
  }

  /// Whether a line says yes, which only an attribute of one type can.
  private mutating func flag(
    _ entry: TextNode.Entry?, ofType expected: Vocabulary.ValueType, is type: Vocabulary.ValueType
  ) -> Bool {
    guard let entry, reading.flag(entry) == true else { return false }
    if type == expected { return true }
    reading.report(
      .badChoice(type.rawValue, key: "type", allowed: Reading.plain([expected.rawValue])), at: entry.keyPlace)
    return false
  }

  private mutating func style(_ entry: TextNode.Entry?) -> Vocabulary.Style {
    guard let entry else { return [] }
    return reading.entries(of: entry.value).compactMap { part in
      reading.text(part).map { (part.key, $0) }
    }
  }

  // MARK: Checks over the whole

  /// Every class, relation and attribute that a definition names exists, and every predicate is one of its own.
  private mutating func check(_ sections: [TextNode.Entry]) {
    let classKeys = classes.map(\.key)
    checkNames(sections)
    for section in sections {
      for entry in section.value.entries ?? [] {
        for part in entry.value.entries ?? [] {
          let known: [String]
          switch (section.key, part.key) {
          case ("relations", "from"): known = classKeys
          case ("relations", "attributes"): known = attributes.map(\.key)
          case ("attributes", "of"): known = classKeys + relations.map(\.key)
          default: continue
          }
          // `from` is a mapping of lists, the others are lists.
          let ends = part.value.entries ?? []
          let items = ends.flatMap { $0.value.items } + (ends.isEmpty ? part.value.items : [])
          let names =
            ends.map { ($0.key, $0.keyPlace) } + items.compactMap { node in node.scalar.map { ($0, node.place) } }
          for (name, place) in names where !known.contains(name) {
            reading.report(.badChoice(name, key: part.key, allowed: Reading.plain(known)), at: place)
          }
        }
      }
    }
  }
}

extension VocabularyReader {
  /// A key becomes a predicate, and a relation several: each must be a name that rules can write, used once.
  private mutating func checkNames(_ sections: [TextNode.Entry]) {
    var taken = givenPredicates
    taken.formUnion(base.classes.map(\.key))
    taken.formUnion(base.attributes.map(\.key))
    for relation in base.relations {
      let named = base.attributes.filter { $0.owners.contains(relation.key) }.map(\.key)
      taken.formUnion(predicates(of: relation.key, relation.attributes + named))
    }
    for section in sections where ["classes", "relations", "attributes"].contains(section.key) {
      for entry in section.value.entries ?? [] {
        let isExtension = section.key == "classes" && base.entityClass(entry.key) != nil
        if reservedWords.contains(Vocabulary.predicate(of: entry.key)) {
          reading.report(.reservedName(entry.key), at: entry.keyPlace)
        } else if !isKebabCase(entry.key) || entry.key.first?.isNumber == true {
          reading.report(.badId(entry.key), at: entry.keyPlace)
        } else if !isExtension, taken.contains(entry.key) {
          reading.report(.takenName(entry.key), at: entry.keyPlace)
        }
        taken.insert(entry.key)
        if section.key == "relations" { taken.formUnion(predicates(of: entry.key, [])) }
      }
    }
  }

  private func predicates(of relation: String, _ attributes: [String]) -> [String] {
    [relation, "\(relation)-edge", "\(relation)-period"] + attributes.map { "\(relation)-\($0)" }
  }

  fileprivate mutating func reportMissing(_ key: String, _ example: String, at place: SourcePlace) {
    reading.report(.missingKey(Wording(key), example: Wording(example)), at: place)
  }
}

/// The predicates and types that every model has, whatever its vocabulary, as keys.
private let givenPredicates: Set<String> = [
  "as-of", "calendar", "certainty", "class", "edge", "entity", "euro", "field", "kind", "max-date", "min-date", "name",
  "period", "planned", "source", "stage", "subject", "unknown", "until",
]

/// The lines of one definition, by key.
private struct Parts {
  private let entries: [TextNode.Entry]

  init(_ entry: TextNode.Entry, known: [String], reading: inout Reading) {
    entries = reading.entries(of: entry.value)
    for part in entries where !known.contains(part.key) {
      reading.report(.unknownKey(part.key, known: Reading.plain(known)), at: part.keyPlace)
    }
  }

  subscript(key: String) -> TextNode.Entry? { entries.first { $0.key == key } }
}

/// Words that Soufflé's grammar keeps for itself, so that no predicate can have them as its name.
///
/// - Source: Soufflé 2.5, `src/parser/scanner.ll`.
private let reservedWords: Set<String> = [
  "as", "autoinc", "band", "bnot", "bor", "brie", "bshl", "bshr", "bshru", "btree", "btree_delete", "bxor", "cat",
  "contains", "count", "eqrel", "false", "fold", "ftoi", "ftou", "inline", "input", "itof", "itou", "land", "lnot",
  "lor", "lxor", "magic", "match", "max", "mean", "min", "nil", "no_inline", "no_magic", "ord", "output",
  "overridable", "printsize", "range", "recursive_iteration_cnt", "stateful", "strlen", "substr", "sum", "to_float",
  "to_number", "to_string", "to_unsigned", "true", "utof", "utoi",
]
