// A reorganisation as somebody wrote it: steps with a verb and what it is about.

import SourceDiagnostics

/// An id with the place where it is named.
package struct Mention: Sendable, Hashable {
  /// The id that is named.
  package let id: String
  /// Where it is named.
  package let place: SourcePlace

  /// An id with the place that names it.
  package init(id: String, place: SourcePlace) {
    self.id = id
    self.place = place
  }
}

/// An entity as a step describes it, or what a step says of one that is there.
package struct Draft: Sendable {
  /// One relation that the draft names.
  package struct Line: Sendable {
    /// The key of the relation.
    package let relation: String
    /// The far end.
    package let to: Mention
    /// When it holds.
    package let period: Period
    /// What it says of itself.
    package let attributes: [Attribute]
    /// How firmly it is said.
    package let certainty: Certainty

    /// A line of a relation, as a step writes it.
    package init(relation: String, to: Mention, period: Period, attributes: [Attribute], certainty: Certainty) {
      self.relation = relation
      self.to = to
      self.period = period
      self.attributes = attributes
      self.certainty = certainty
    }
  }

  /// The entity, without its relations.
  package let entity: Entity
  /// Its relations, in the order in which they are written.
  package let lines: [Line]
  /// What it takes over in a split.
  package let takes: [Mention]
  /// The structural terms that it says something of, such as `name` and `until`.
  package let terms: Set<String>

  /// An entity that a step brings in or describes.
  package init(entity: Entity, lines: [Line], takes: [Mention] = [], terms: Set<String> = []) {
    self.entity = entity
    self.lines = lines
    self.takes = takes
    self.terms = terms
  }

  /// The entity, as something that a step names.
  package var mention: Mention { Mention(id: entity.id, place: entity.provenance.place) }
}

/// One step of a scenario.
package struct Step: Sendable {
  /// What stands after a key.
  package enum Argument: Sendable {
    case mentions([Mention])
    case drafts([Draft])
  }

  /// What kind of step it is.
  package let verb: Verb
  /// Where the verb stands.
  package let place: SourcePlace
  /// What stands after the verb itself.
  package let subject: Argument
  /// By the term of the key.
  package let arguments: [String: Argument]

  /// A step of a scenario, checked against its verb.
  package init(verb: Verb, place: SourcePlace, subject: Argument, arguments: [String: Argument]) {
    self.verb = verb
    self.place = place
    self.subject = subject
    self.arguments = arguments
  }

  /// Everything that it names or brings in.
  package var ids: Set<String> {
    var ids: Set<String> = []
    for argument in [subject] + arguments.values {
      switch argument {
      case .mentions(let mentions): ids.formUnion(mentions.map(\.id))
      case .drafts(let drafts):
        for draft in drafts { ids.formUnion([draft.entity.id] + draft.lines.map(\.to.id) + draft.takes.map(\.id)) }
      }
    }
    return ids
  }

  var subjects: [Mention] { if case .mentions(let mentions) = subject { mentions } else { [] } }
  var drafts: [Draft] { if case .drafts(let drafts) = subject { drafts } else { [] } }

  func mentions(_ key: String) -> [Mention] {
    if case .mentions(let mentions)? = arguments[key] { mentions } else { [] }
  }

  /// Whether the step is about relations of that kind: those that it names, or all.
  func concerns(_ relation: String) -> Bool {
    let named = mentions("as")
    return named.isEmpty || named.contains { $0.id == relation }
  }

  func drafts(_ key: String) -> [Draft] {
    if case .drafts(let drafts)? = arguments[key] { drafts } else { [] }
  }
}

/// A reorganisation: steps that take effect on one day.
package struct Scenario: Sendable {
  /// The name of its file, without the ending.
  package let key: String
  /// What the scenario is called.
  package let title: String
  /// The first day on which the new situation holds.
  package let day: Day
  /// The steps, in the order in which they are done.
  package let steps: [Step]

  /// A scenario of steps that happen on one day.
  package init(key: String, title: String, day: Day, steps: [Step]) {
    self.key = key
    self.title = title
    self.day = day
    self.steps = steps
  }
}

/// What a step can do. Its word and its parameters are terms of the vocabulary, so that they can be written in Dutch.
package struct Verb: Sendable {
  /// What may stand after a key.
  package enum Shape: Sendable {
    /// The id of something that is there.
    case one
    /// One id or several.
    case many
    /// A new entity, `{id: …, …}`, of the class of what can be granted.
    case newGranted
    /// A new entity of the class of the verb's subject, or the id of one that is there.
    case newOrOne
    /// Several new entities, each with what it takes over.
    case parts
    /// Sections with new entities as in a model file, or the id of one that is there.
    case sectionsOrOne
    /// Relations, by their words.
    case relations
    /// Fields as under an id in a model file, of the class of the verb's subject.
    case fields
  }

  /// Something that a step says beside its subject.
  package struct Parameter: Sendable {
    /// The English key.
    package let key: String
    /// What may be written.
    package let shape: Shape
    /// Whether the step is at fault without it.
    package let isRequired: Bool
  }

  /// The English key.
  package let key: String
  /// What its subject may be.
  package let shape: Shape
  /// What it may say beside its subject.
  package let parameters: [Parameter]
  /// Makes the edits of a step, or reports why it cannot be done.
  let apply: @Sendable (Step, inout Reorganisation) -> Void

  init(
    _ key: String, _ shape: Shape, _ required: KeyValuePairs<String, Shape> = [:],
    optional: KeyValuePairs<String, Shape> = [:], apply: @escaping @Sendable (Step, inout Reorganisation) -> Void
  ) {
    self.key = key
    self.shape = shape
    parameters =
      required.map { Parameter(key: $0.key, shape: $0.value, isRequired: true) }
      + optional.map { Parameter(key: $0.key, shape: $0.value, isRequired: false) }
    self.apply = apply
  }

  /// Every verb, in alphabetical order. One more is a line here, a file with its edits, and a term of the vocabulary.
  package static let all: [Verb] = [
    .abolish, .add, .grant, .merge, .move, .remove, .replace, .revoke, .set, .split, .transfer, .withdraw,
  ]
}
