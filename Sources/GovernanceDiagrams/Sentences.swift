// What a chart says of one entity or relation, in the words of the vocabulary.

import GovernanceModel
import SourceDiagnostics

struct Sentences {
  let model: Model
  let language: Language

  /// The name, or the id where there is nothing to read in it.
  func name(of entity: Entity) -> String { entity.label.allSatisfy(\.isWhitespace) ? entity.id : entity.label }

  /// The class's look, overridden by the kind's.
  func look(of entity: Entity) -> Style {
    let vocabulary = model.vocabulary
    let look = Style(vocabulary.entityClass(entity.classKey)?.style ?? [])
    return vocabulary.kind(of: entity).map { look.overridden(by: Style($0.style)) } ?? look
  }

  func plural(of classKey: String) -> String { model.vocabulary.entityClass(classKey)?.plural[language] ?? classKey }

  /// The kind's word, unless the name already says it.
  func kindUnlessNamed(_ entity: Entity) -> String? {
    guard let kind = model.vocabulary.kind(of: entity) else { return nil }
    let word = kind.words[language]
    return entity.label.lowercased().contains(word.lowercased()) ? nil : word
  }

  /// The relation's sentence about two names.
  func sentence(_ relation: Vocabulary.Relation, near: String, far: String) -> String {
    relation.sentence(from: near, to: far, in: language)
  }

  func planned(_ period: Period) -> String {
    guard period.from != .earliest else { return Messages.planned[language] }
    return "\(Messages.plannedFrom[language]) \(period.from.inWords(language))"
  }

  /// A word, or nothing of what is certain.
  func certainty(of provenance: Provenance) -> [String] {
    provenance.certainty.inWords.map { [$0[language]] } ?? []
  }

  /// How certain something is and where it was found: nothing, or a phrase each.
  func origin(of provenance: Provenance) -> [String] {
    certainty(of: provenance)
      + provenance.citations.map { citation in
        var text = "\(Messages.source[language]): "
        text += model.project.document(citation.document)?.title ?? citation.document
        if let line = citation.line { text += ", \(Messages.line[language]) \(line)" }
        if let quote = citation.quote { text += ": “\(quote)”" }
        return text
      }
  }

  /// The attributes of an edge, as `rol: marktleider`.
  func details(_ attributes: [Attribute]) -> [String] {
    attributes.map { attribute in
      let definition = model.vocabulary.attribute(attribute.key)
      return "\(definition?.words[language] ?? attribute.key): \(text(of: attribute.value, as: definition))"
    }
  }

  /// The attributes that a view asks for, as `€ 2,9 mln per jaar`.
  func told(_ attributes: [Attribute], of keys: [String]) -> [String] {
    keys.compactMap { key in attributes.first { $0.key == key } }.map { attribute in
      let definition = model.vocabulary.attribute(attribute.key)
      let value = text(of: attribute.value, as: definition)
      guard let says = definition?.says else { return "\(definition?.words[language] ?? attribute.key): \(value)" }
      return says[language].filled { $0 == "value" ? value : nil }
    }
  }

  /// `2 fouten, 1 waarschuwing`: the gravest first.
  func counts(of marks: [Overlay.Mark]) -> String {
    Overlay.Mark.Level.allCases.reversed().compactMap { level in
      let count = marks.count { $0.level == level }
      return count == 0 ? nil : level.noun.counted(count)[language]
    }.joined(separator: ", ")
  }

  func text(of value: AttributeValue, as definition: Vocabulary.AttributeDefinition?) -> String {
    switch value {
    case .text(let text): text
    case .number(let number): String(number)
    case .decimal(let number): String(number)
    case .euro(let cents): euroInWords(cents: cents, language)
    case .date(let day): day.inWords(language)
    case .boolean(let isTrue): isTrue.inWords(language)
    case .choice(let key): definition?.values.first { $0.key == key }?.words[language] ?? key
    }
  }
}
