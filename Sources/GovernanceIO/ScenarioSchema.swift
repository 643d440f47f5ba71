// The JSON Schema of scenarios: every step with what belongs to it.

import GovernanceModel
import SourceDiagnostics

extension SchemaWriter {
  /// A scenario's title, day and steps.
  func scenarioSchema() -> JSON {
    var definitions = definitions
    for entityClass in vocabulary.classes { definitions["new-\(entityClass.key)"] = newEntity(of: entityClass) }
    for verb in Verb.all { definitions["step-\(verb.key)"] = step(verb) }
    let steps: JSON = .object([
      "type": "array",
      "items": .object(["anyOf": .array(Verb.all.map { reference("step-\($0.key)") })]),
    ])
    let day: JSON = .object(["type": "string", "pattern": "^\\d{4}-\\d{2}-\\d{2}$"])
    return .object([
      "$schema": "http://json-schema.org/draft-07/schema#", "title": "Gremium: scenario", "type": "object",
      "properties": .object(named(["scenario": .object(scalar), "on": day, "steps": steps])),
      "additionalProperties": false, "anyOf": .array(required("steps")), "definitions": .object(definitions),
    ])
  }

  /// A verb with what it is about, and its parameters.
  private func step(_ verb: Verb) -> JSON {
    var properties = named([verb.key: value(of: verb.shape, named: verb.key)])
    for parameter in verb.parameters {
      properties.merge(named([parameter.key: value(of: parameter.shape, named: parameter.key)])) { first, _ in first }
    }
    let needed = [verb.key] + verb.parameters.filter(\.isRequired).map(\.key)
    return .object([
      "type": "object", "properties": .object(properties), "additionalProperties": false,
      "allOf": .array(needed.map { .object(["anyOf": .array(required($0))]) }),
    ])
  }

  private func value(of shape: Verb.Shape, named term: String) -> JSON {
    let words = Wording { vocabulary.word(for: term, in: $0) }
    switch shape {
    case .one: return .object(scalar)
    case .many: return oneOrMore([.object(scalar)], description: words)
    case .newGranted:
      let granted = vocabulary.classes(with: .granted).prefix(1).map { reference("new-\($0.key)") }
      return granted.first ?? .object(["anyOf": .array([])])
    case .newOrOne: return .object(["anyOf": .array([.object(scalar)] + newEntities)])
    case .parts: return oneOrMore(newEntities, description: words)
    case .sectionsOrOne: return .object(["anyOf": .array([.object(scalar), closed(sections)])])
    case .relations:
      let names = vocabulary.relations.flatMap { [$0.key] + Vocabulary.keys(from: $0.words) }
      return oneOrMore([.object(["enum": .texts(unique(names))])], description: words)
    case .fields: return .object(["anyOf": .array(vocabulary.classes.map { reference($0.key) })])
    }
  }

  /// Something new of any class: of which one is for the step's subject to say.
  private var newEntities: [JSON] { vocabulary.classes.map { reference("new-\($0.key)") } }

  /// `{id: …, …}`, with what it takes over in a split.
  private func newEntity(of entityClass: Vocabulary.EntityClass) -> JSON {
    let takes = oneOrMore(
      [.object(scalar)], description: Wording { vocabulary.word(for: "takes", in: $0) })
    let properties = fields(of: entityClass).merging(named(["id": .object(scalar), "takes": takes])) { _, own in own }
    return .object([
      "type": "object", "description": .text(description(of: entityClass.singular)),
      "properties": .object(properties), "additionalProperties": false, "anyOf": .array(required("id")),
    ])
  }

  /// A term under one of its names.
  private func required(_ term: String) -> [JSON] { names(of: term).map { .object(["required": .texts([$0])]) } }
}
