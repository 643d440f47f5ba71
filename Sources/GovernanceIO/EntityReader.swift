// One entity's lines to an entity and its references; the other ends are looked up later.

import GovernanceModel
import SourceDiagnostics

/// A relation as written, before anybody knows whether its far end exists.
struct Reference {
  let relation: Vocabulary.Relation
  let from: String
  let fromPlace: SourcePlace
  let to: String
  let toPlace: SourcePlace
  let period: Period
  let attributes: [Attribute]
  let provenance: Provenance
}

/// What may stand beside any value: when it holds, how certain it is, where it comes from.
private struct Surroundings {
  var from: PartialDate?
  var until: (date: PartialDate, place: SourcePlace)?
  var certainty: Certainty = .explicit
  var citations: [Citation] = []
}

extension Reading {
  /// Reads the lines under an entity's id.
  ///
  /// - Returns: the entity with what it says of itself, and its relations as references.
  mutating func entity(
    id: String, at idPlace: SourcePlace, class entityClass: Vocabulary.EntityClass, node: TextNode
  ) -> (entity: Entity, references: [Reference]) {
    var surroundings = Surroundings()
    var name: String?
    var kind: Vocabulary.Kind?
    var stage = Stage.active
    var attributes: [Attribute] = []
    var unknowns: [Unknown] = []
    var references: [Reference] = []
    if !isKebabCase(id) { report(.badId(id), at: idPlace) }

    for entry in fields(of: node, owner: entityClass.key) {
      // A vocabulary's own field comes first: `date` is an attribute of a decision and a term elsewhere.
      if let field = vocabulary.field(entry.key, of: entityClass.key) {
        switch field {
        case .attribute(let definition):
          read(entry, as: definition, attributes: &attributes, unknowns: &unknowns)
        case .relation(let relation):
          read(
            entry, as: relation, from: id, at: idPlace, references: &references, unknowns: &unknowns)
        }
        continue
      }
      switch vocabulary.term(entry.key) {
      case "kind": kind = self.kind(entry, of: entityClass)
      case "name": name = text(entry)
      case "stage": stage = choice(entry, of: Stage.self) ?? .active
      default:
        if !read(entry, into: &surroundings) {
          report(
            .unknownKey(entry.key, known: words(Self.entityTerms) + fieldWords(of: entityClass.key)),
            at: entry.keyPlace)
        }
      }
    }
    let provenance = Provenance(
      certainty: surroundings.certainty, citations: surroundings.citations, place: idPlace)
    let said = Set(attributes.map(\.key)).union(unknowns.map(\.key))
    for item in kind?.defaults ?? [] where !said.contains(item.key) {
      attributes.append(Attribute(key: item.key, value: item.value, provenance: provenance))
    }
    let entity = Entity(
      id: id, classKey: entityClass.key, kind: kind?.key, name: name, stage: stage, period: period(surroundings),
      attributes: attributes, unknowns: unknowns, provenance: provenance)
    return (entity, references)
  }

  /// Reads the values of a relation: ids, long forms, or `unknown`.
  mutating func read(
    _ entry: TextNode.Entry, as relation: Vocabulary.Relation, from id: String, at idPlace: SourcePlace,
    references: inout [Reference], unknowns: inout [Unknown]
  ) {
    let items = entry.value.items
    if items.isEmpty { report(.emptyValue(key: entry.key, advice: .textOrUnknown), at: entry.keyPlace) }
    for item in items {
      var surroundings = Surroundings()
      var attributes: [Attribute] = []
      var ignored: [Unknown] = []
      var target: (id: String, place: SourcePlace)?
      if case .scalar(let text) = item.content {
        target = (text, item.place)
      } else if case .empty = item.content {
        report(.emptyValue(key: entry.key, advice: .textOrUnknown), at: item.place)
      } else {
        for part in fields(of: item, owner: relation.key) {
          if case .attribute(let definition) = vocabulary.field(part.key, of: relation.key) {
            read(part, as: definition, attributes: &attributes, unknowns: &ignored)
          } else if vocabulary.term(part.key) == "to" {
            target = text(part).map { ($0, part.value.place) }
          } else if !read(part, into: &surroundings) {
            report(
              .unknownKey(part.key, known: words(Self.relationTerms) + fieldWords(of: relation.key)),
              at: part.keyPlace)
          }
        }
        if target == nil, item.entries?.contains(where: { vocabulary.term($0.key) == "to" }) == false {
          report(
            .missingKey(Messages.to, example: Messages.toExample),
            at: item.place)
        }
      }
      guard let target else { continue }
      let provenance = Provenance(
        certainty: surroundings.certainty, citations: surroundings.citations, place: target.place)
      if vocabulary.term(target.id) == "unknown" {
        unknowns.append(
          Unknown(key: relation.key, period: period(surroundings), attributes: attributes, provenance: provenance))
      } else {
        references.append(
          Reference(
            relation: relation, from: id, fromPlace: idPlace, to: target.id, toPlace: target.place,
            period: period(surroundings), attributes: attributes, provenance: provenance))
      }
    }
  }

  /// Reads the values of an attribute, short or long (`{value: …, source: …}`), or `unknown`.
  private mutating func read(
    _ entry: TextNode.Entry, as definition: Vocabulary.AttributeDefinition, attributes: inout [Attribute],
    unknowns: inout [Unknown]
  ) {
    let items = entry.value.items
    if items.isEmpty { report(.emptyValue(key: entry.key, advice: .textOrUnknown), at: entry.keyPlace) }
    if items.count > 1, !definition.allowsMany { report(.tooManyValues(key: entry.key), at: items[1].place) }
    for item in items {
      var surroundings = Surroundings()
      var written: (text: String, place: SourcePlace)?
      if case .scalar(let text) = item.content {
        written = (text, item.place)
      } else if case .empty = item.content {
        report(.emptyValue(key: entry.key, advice: .textOrUnknown), at: item.place)
      } else {
        for part in fields(of: item) {
          if vocabulary.term(part.key) == "value" {
            written = text(part).map { ($0, part.value.place) }
          } else if !Self.valueTerms.contains(vocabulary.term(part.key) ?? "") || !read(part, into: &surroundings) {
            // An attribute has no period of its own: reading one would be losing it.
            report(.unknownKey(part.key, known: words(Self.valueTerms)), at: part.keyPlace)
          }
        }
        if item.entries?.contains(where: { vocabulary.term($0.key) == "value" }) == false {
          report(
            .missingKey(Messages.value, example: Messages.valueExample),
            at: item.place)
        }
      }
      guard let written else { continue }
      let provenance = Provenance(
        certainty: surroundings.certainty, citations: surroundings.citations, place: written.place)
      if vocabulary.term(written.text) == "unknown" {
        unknowns.append(Unknown(key: definition.key, provenance: provenance))
      } else if let value = value(of: written.text, as: definition, at: written.place) {
        attributes.append(Attribute(key: definition.key, value: value, provenance: provenance))
      }
    }
  }

  // MARK: What surrounds a value

  /// - Returns: whether the entry is one of the surrounding terms.
  private mutating func read(_ entry: TextNode.Entry, into surroundings: inout Surroundings) -> Bool {
    switch vocabulary.term(entry.key) {
    case "from": surroundings.from = date(entry)
    case "until": surroundings.until = date(entry).map { ($0, entry.value.place) }
    case "certainty": surroundings.certainty = choice(entry, of: Certainty.self) ?? .explicit
    case "source": surroundings.citations = entry.value.items.compactMap { citation($0) }
    default: return false
    }
    return true
  }

  private mutating func period(_ surroundings: Surroundings) -> Period {
    let from = surroundings.from?.first ?? .earliest
    guard let until = surroundings.until else { return Period(from: from) }
    let end = until.date.last.advanced(by: 1)
    if from < end { return Period(from: from, until: end) }
    report(.periodEndsBeforeItStarts, at: until.place)
    return .always
  }

  private mutating func citation(_ node: TextNode) -> Citation? {
    if let document = node.scalar {
      check(document: document, at: node.place)
      return Citation(document: document)
    }
    var document: String?
    var line: Int?
    var quote: String?
    let entries = fields(of: node)
    for entry in entries {
      switch vocabulary.term(entry.key) {
      case "document":
        document = text(entry)
        if let document { check(document: document, at: entry.value.place) }
      case "line":
        guard let text = text(entry) else { continue }
        line = wholeNumber(text)
        if line == nil { report(.badNumber(text, .whole), at: entry.value.place) }
      case "quote": quote = text(entry)
      default: report(.unknownKey(entry.key, known: words(["document", "line", "quote"])), at: entry.keyPlace)
      }
    }
    if !entries.contains(where: { vocabulary.term($0.key) == "document" }), node.entries != nil {
      report(
        .missingKey(Messages.document, example: Messages.documentExample),
        at: node.place)
    }
    return document.map { Citation(document: $0, line: line, quote: quote) }
  }

  private mutating func check(document: String, at place: SourcePlace) {
    guard let documents, !documents.contains(document) else { return }
    report(.unknownDocument(document, known: documents.sorted()), at: place)
  }

  private mutating func kind(_ entry: TextNode.Entry, of entityClass: Vocabulary.EntityClass) -> Vocabulary.Kind? {
    guard let text = text(entry) else { return nil }
    if let kind = vocabulary.kind(text, of: entityClass) { return kind }
    report(
      .unknownKind(text, section: entityClass.section, known: kindWords(of: entityClass)), at: entry.value.place)
    return nil
  }

  private func kindWords(of entityClass: Vocabulary.EntityClass) -> [Wording] {
    entityClass.kinds.map { kind in
      Wording { $0 == .nl ? kind.key : Self.keys(of: kind.key, Wording(kind.words[$0])).nl }
    }
  }

  private static let valueTerms = ["certainty", "source", "value"]
  private static let relationTerms = ["certainty", "from", "source", "to", "until"]
  private static let entityTerms = ["certainty", "from", "kind", "name", "source", "stage", "until"]
}

func isKebabCase(_ id: String) -> Bool {
  let allowed = id.utf8.allSatisfy { byte in
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || byte == UInt8(ascii: "-")
  }
  return allowed && !id.isEmpty && !id.hasPrefix("-") && !id.hasSuffix("-")
}
