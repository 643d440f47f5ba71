// The JSON Schema of model files and scenarios, derived from the vocabulary, for editors that complete and check while
// one types.

import FoundationEssentials
import GovernanceModel
import SourceDiagnostics

/// What a schema describes.
package enum SchemaSubject: String, Sendable, CaseIterable {
  /// `gremium.yaml` and the model files.
  case model
  /// The files in `scenarios`.
  case scenario
}

/// The schema of a project's files, in JSON Schema draft 7, which editors for YAML read.
///
/// It accepts what the reader accepts in one file; what goes over several files (ids, references) only the reader sees.
///
/// - Returns: JSON with sorted keys, ending in a line break.
/// - Complexity: O(size of the vocabulary)
/// - Throws: nothing in practice; encoding is declared to throw.
package func jsonSchema(of vocabulary: Vocabulary, for subject: SchemaSubject = .model) throws -> String {
  let writer = SchemaWriter(vocabulary: vocabulary)
  let schema = subject == .model ? writer.schema() : writer.scenarioSchema()
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  return String(decoding: try encoder.encode(schema), as: UTF8.self) + "\n"
}

indirect enum JSON: Encodable, ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByDictionaryLiteral
{
  case text(String)
  case flag(Bool)
  case number(Int)
  case array([JSON])
  case object([String: JSON])

  init(stringLiteral value: String) { self = .text(value) }
  init(booleanLiteral value: Bool) { self = .flag(value) }
  init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(Dictionary(elements, uniquingKeysWith: { first, _ in first }))
  }

  static func texts(_ texts: [String]) -> JSON { .array(texts.map(JSON.text)) }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let text): try container.encode(text)
    case .flag(let flag): try container.encode(flag)
    case .number(let number): try container.encode(number)
    case .array(let items): try container.encode(items)
    case .object(let members): try container.encode(members)
    }
  }
}

struct SchemaWriter {
  let vocabulary: Vocabulary

  func schema() -> JSON {
    var properties = sections
    for (term, value) in settings() {
      for name in names(of: term) where properties[name] == nil { properties[name] = value }
    }
    return .object([
      "$schema": "http://json-schema.org/draft-07/schema#", "title": "Gremium", "type": "object",
      "properties": .object(properties), "additionalProperties": false, "definitions": .object(definitions),
    ])
  }

  /// Values and entities, by their names.
  var definitions: [String: JSON] {
    var definitions: [String: JSON] = [
      "text": scalar, "number": ["type": "integer"], "decimal": ["type": "number"],
      "date": ["anyOf": .array([["type": "string", "pattern": "^\\d{4}(-\\d{2}(-\\d{2})?)?$"], ["type": "integer"]])],
      "euro": ["type": .texts(["string", "number"])],
      "boolean": ["enum": .array([true, false] + (names(of: "yes") + names(of: "no")).map(JSON.text))],
      "unknown": ["enum": .texts(names(of: "unknown"))], "source": source,
    ].mapValues(JSON.object)
    for entityClass in vocabulary.classes { definitions[entityClass.key] = entity(of: entityClass) }
    return definitions
  }

  /// Each class's section, under its names in both languages.
  var sections: [String: JSON] {
    var properties: [String: JSON] = [:]
    for entityClass in vocabulary.classes {
      let section: JSON = .object([
        "type": .texts(["object", "null"]), "description": .text(description(of: entityClass.plural)),
        "propertyNames": .object(["pattern": "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$"]),
        "additionalProperties": .object(["$ref": .text("#/definitions/\(entityClass.key)")]),
      ])
      for name in [entityClass.section] + Vocabulary.keys(from: entityClass.plural) { properties[name] = section }
    }
    return properties
  }

  /// The project's own settings in `gremium.yaml`.
  private func settings() -> [String: JSON] {
    let texts = oneOrMore([.object(scalar)], description: Messages.rulePacks)
    return [
      "name": .object(scalar), "language": .object(["enum": .texts(Language.allCases.map(\.rawValue))]),
      "on": reference("date"), "rules": texts,
      "severity": .object([
        "type": "object",
        "additionalProperties": .object(["enum": .array(choices(RuleSetting.allCases.map(\.rawValue)) + [false])]),
      ]),
      "sources": .object([
        "type": "object",
        "additionalProperties": .object([
          "anyOf": .array([
            .object(scalar),
            closed(
              named([
                "title": .object(scalar), "date": reference("date"), "reference": .object(scalar),
              ])),
          ])
        ]),
      ]),
      "vocabulary": .object(["type": "object"]),
    ]
  }

  private func entity(of entityClass: Vocabulary.EntityClass) -> JSON {
    .object([
      "type": .texts(["object", "null"]), "description": .text(description(of: entityClass.singular)),
      "properties": .object(fields(of: entityClass)), "additionalProperties": false,
    ])
  }

  /// What may stand under an id, by its names in both languages.
  func fields(of entityClass: Vocabulary.EntityClass) -> [String: JSON] {
    var terms: [String: JSON] = surroundings
    terms["name"] = .object(scalar)
    terms["stage"] = .object(["enum": .array(choices(Stage.allCases.map(\.rawValue)))])
    terms["kind"] = .object([
      "enum": .texts(unique(entityClass.kinds.flatMap { [$0.key] + Vocabulary.keys(from: $0.words) }))
    ])
    if entityClass.kinds.isEmpty { terms["kind"] = nil }
    var properties = named(terms)
    for name in vocabulary.fieldNames(of: entityClass.key) {
      switch vocabulary.field(name, of: entityClass.key) {
      case .relation(let relation): properties[name] = values(of: relation)
      case .attribute(let attribute): properties[name] = values(of: attribute)
      case nil: break
      }
    }
    return properties
  }

  /// An id, a long form, or a list of either.
  private func values(of relation: Vocabulary.Relation) -> JSON {
    var long = named(surroundings)
    for name in names(of: "to") { long[name] = .object(scalar) }
    for name in vocabulary.fieldNames(of: relation.key) {
      if case .attribute(let attribute) = vocabulary.field(name, of: relation.key) {
        long[name] = values(of: attribute)
      }
    }
    return oneOrMore([.object(scalar), closed(long)], description: relation.words)
  }

  /// A value, its long form, or where several are allowed a list of either.
  private func values(of attribute: Vocabulary.AttributeDefinition) -> JSON {
    let value: JSON =
      attribute.type == .choice
      ? .object([
        "enum": .texts(
          unique(attribute.values.flatMap { [$0.key] + Vocabulary.keys(from: $0.words) } + names(of: "unknown")))
      ])
      : .object(["anyOf": .array([reference(attribute.type.rawValue), reference("unknown")])])
    // An attribute has no period of its own.
    var long = named(surroundings.filter { $0.key != "from" && $0.key != "until" })
    for name in names(of: "value") { long[name] = value }
    let forms = [value, closed(long)]
    return attribute.allowsMany
      ? oneOrMore(forms, description: attribute.words)
      : .object(["anyOf": .array(forms), "description": .text(description(of: attribute.words))])
  }

  var scalar: [String: JSON] { ["type": .texts(["string", "number", "boolean"])] }

  private var source: [String: JSON] {
    let long = closed(
      named(["document": .object(scalar), "line": .object(["type": "integer"]), "quote": .object(scalar)]))
    let forms: JSON = .array([.object(scalar), long])
    return ["anyOf": .array([.object(scalar), long, .object(["type": "array", "items": .object(["anyOf": forms])])])]
  }

  private var surroundings: [String: JSON] {
    [
      "from": reference("date"), "until": reference("date"), "source": reference("source"),
      "certainty": .object(["enum": .array(choices(Certainty.allCases.map(\.rawValue)))]),
    ]
  }

  // MARK: Building blocks

  func oneOrMore(_ forms: [JSON], description: Wording) -> JSON {
    .object([
      "anyOf": .array(forms + [.object(["type": "array", "items": .object(["anyOf": .array(forms)])])]),
      "description": .text(self.description(of: description)),
    ])
  }

  func closed(_ properties: [String: JSON]) -> JSON {
    .object(["type": "object", "properties": .object(properties), "additionalProperties": false])
  }

  func reference(_ definition: String) -> JSON {
    .object(["$ref": .text("#/definitions/\(definition)")])
  }

  /// Terms under their names in both languages.
  func named(_ terms: [String: JSON]) -> [String: JSON] {
    var properties: [String: JSON] = [:]
    for (term, value) in terms { for name in names(of: term) { properties[name] = value } }
    return properties
  }

  func names(of term: String) -> [String] {
    unique([term, vocabulary.word(for: term, in: .nl)])
  }

  private func choices(_ terms: [String]) -> [JSON] { unique(terms.flatMap(names(of:))).map(JSON.text) }

  func description(of words: Wording) -> String {
    words.nl == words.en ? words.nl : "\(words.nl) / \(words.en)"
  }

  func unique(_ texts: [String]) -> [String] {
    texts.enumerated().filter { item in !texts[..<item.offset].contains(item.element) }.map(\.element)
  }
}
