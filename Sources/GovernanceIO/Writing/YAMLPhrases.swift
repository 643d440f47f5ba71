// Entities, edges and values as people write them in YAML, in the language of the file.

import GovernanceModel
import SourceDiagnostics

/// Writes what a model says as YAML that fits between braces.
struct YAMLPhrases: FileWords {
  let vocabulary: Vocabulary
  let language: Language

  // MARK: Phrases

  /// A relation's end: the id or `unknown`, or `{to: …, …}`.
  func phrase(for line: RelationLine) -> String {
    let target = line.to.map(scalar) ?? word("unknown")
    let details =
      fields(of: line.attributes, owner: line.relation) + fields(of: line.period) + fields(of: line.provenance)
    return details.isEmpty ? target : braces([(word("to"), target)] + details)
  }

  /// The value or values of one attribute; nil stands for what is unknown.
  func phrase(for attributes: [Attribute], unknown: Unknown?) -> String {
    let values =
      attributes.map { phrase(for: $0) }
      + (unknown.map { unknown in
        let details = fields(of: unknown.provenance)
        return [details.isEmpty ? word("unknown") : braces([(word("value"), word("unknown"))] + details)]
      } ?? [])
    return values.count == 1 ? values[0] : "[\(values.joined(separator: ", "))]"
  }

  private func phrase(for attribute: Attribute) -> String {
    let value = phrase(for: attribute.value)
    let details = fields(of: attribute.provenance)
    return details.isEmpty ? value : braces([(word("value"), value)] + details)
  }

  /// The fields of a new entity, apart from its relations.
  func fields(of entity: Entity) -> [(key: String, value: String)] {
    var fields: [(key: String, value: String)] = []
    if let kind = entity.kind { fields.append((word("kind"), kind)) }
    if let name = entity.name { fields.append((word("name"), scalar(name))) }
    if entity.stage != .active { fields.append((word("stage"), word(entity.stage.rawValue))) }
    fields += self.fields(of: entity.period) + self.fields(of: entity.provenance)
    let own = entity.ownAttributes
    for (index, attribute) in own.enumerated() where !own[..<index].contains(where: { $0.key == attribute.key }) {
      let values = own.filter { $0.key == attribute.key }
      fields.append((field(attribute.key, of: entity.classKey), phrase(for: values, unknown: nil)))
    }
    for unknown in entity.unknowns {
      let value =
        vocabulary.relation(unknown.key) == nil
        ? phrase(for: [], unknown: unknown) : phrase(for: RelationLine(unknown, of: entity.id))
      fields.append((field(unknown.key, of: entity.classKey), value))
    }
    return fields
  }

  func fields(of period: Period) -> [(key: String, value: String)] {
    var fields: [(key: String, value: String)] = []
    if period.from != .earliest { fields.append((word("from"), period.from.description)) }
    if period.until != .latest { fields.append((word("until"), lastDay(of: period))) }
    return fields
  }

  func fields(of provenance: Provenance) -> [(key: String, value: String)] {
    var fields: [(key: String, value: String)] = []
    if provenance.certainty != .explicit { fields.append((word("certainty"), word(provenance.certainty.rawValue))) }
    let citations = provenance.citations.map { phrase(for: $0) }
    if citations.count == 1 { fields.append((word("source"), citations[0])) }
    if citations.count > 1 { fields.append((word("source"), "[\(citations.joined(separator: ", "))]")) }
    return fields
  }

  private func phrase(for citation: Citation) -> String {
    var fields = [(key: word("document"), value: scalar(citation.document))]
    if let line = citation.line { fields.append((word("line"), String(line))) }
    if let quote = citation.quote { fields.append((word("quote"), quoted(quote))) }
    return fields.count == 1 ? fields[0].value : braces(fields)
  }

  private func fields(of attributes: [Attribute], owner: String) -> [(key: String, value: String)] {
    attributes.enumerated().filter { item in
      !attributes[..<item.offset].contains { $0.key == item.element.key }
    }.map { item in
      let values = attributes.filter { $0.key == item.element.key }
      return (field(item.element.key, of: owner), phrase(for: values, unknown: nil))
    }
  }

  func braces(_ fields: [(key: String, value: String)]) -> String {
    "{\(fields.map { "\($0.key): \($0.value)" }.joined(separator: ", "))}"
  }

  // MARK: Values

  private func phrase(for value: AttributeValue) -> String {
    switch value {
    case .text, .euro: scalar(text(of: value))
    case .boolean, .choice, .date, .decimal, .number: text(of: value)
    }
  }

  /// A text as a scalar that can stand anywhere: between quotes unless it is plain letters, digits and harmless signs.
  func scalar(_ text: String) -> String {
    let isHarmless = text.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || " -_./()&+;=€".unicodeScalars.contains(scalar)
    }
    let first = text.unicodeScalars.first
    let startsWell = first.map { $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "(" || $0 == "€" }
    return isHarmless && startsWell == true && !text.hasSuffix(" ") ? text : quoted(text)
  }

  private func quoted(_ text: String) -> String {
    var output = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": output += "\\\""
      case "\\": output += "\\\\"
      case "\n": output += "\\n"
      case "\r": output += "\\r"
      case "\t": output += "\\t"
      case "\u{85}": output += "\\N"
      case "\u{2028}": output += "\\L"
      case "\u{2029}": output += "\\P"
      default: output.unicodeScalars.append(scalar)
      }
    }
    return output + "\""
  }
}
