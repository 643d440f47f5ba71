// From a tuple to a sentence: what the vocabulary, a rule page or this module says of its relation.

import Datalog
import GovernanceModel
import SourceDiagnostics

/// Writes tuples in words, and finds where they were written.
struct SentenceWriter {
  let values: ValueWriter
  private let book: RuleBook
  private let day: Day
  private let model: Model

  /// What a relation's name stands for.
  private enum Meaning {
    case relation(Vocabulary.Relation)
    case edge(Vocabulary.Relation)
    case period(Vocabulary.Relation)
    case relationAttribute(Vocabulary.Relation, Vocabulary.AttributeDefinition)
    case attribute(Vocabulary.AttributeDefinition)
    case entityClass(Vocabulary.EntityClass)
    case saying(Wording, page: RulePage)
    case finding(Rule)
  }

  private let meanings: [String: Meaning]

  /// - Complexity: O(size of the vocabulary and the rules)
  init(model: Model, book: RuleBook, day: Day) {
    self.model = model
    values = ValueWriter(model: model)
    self.book = book
    self.day = day
    var meanings: [String: Meaning] = [:]
    let vocabulary = model.vocabulary
    for entityClass in vocabulary.classes {
      meanings[Vocabulary.predicate(of: entityClass.key)] = .entityClass(entityClass)
    }
    for attribute in vocabulary.attributes { meanings[attribute.predicate] = .attribute(attribute) }
    for relation in vocabulary.relations {
      meanings[relation.predicate] = .relation(relation)
      meanings["\(relation.predicate)_edge"] = .edge(relation)
      meanings["\(relation.predicate)_period"] = .period(relation)
      for key in attributeKeys(of: relation, in: vocabulary) {
        guard let attribute = vocabulary.attribute(key) else { continue }
        meanings["\(relation.predicate)_\(attribute.predicate)"] = .relationAttribute(relation, attribute)
      }
    }
    for page in book.concepts {
      guard let sentence = page.wording("says") else { continue }
      // The sentence is that of the first relation that has the columns it names.
      let names = Set(sentence.nl.placeholders)
      let said = page.declaredNames.first { name in
        names.isSubset(of: book.program.declaration(of: name)?.columns.map(\.name) ?? [])
          && book.program.declaration(of: name)?.columns.isEmpty == false
      }
      if let said { meanings[said] = .saying(sentence, page: page) }
    }
    for page in book.concepts + book.rules.map(\.page) {
      for relation in page.declaredNames {
        if let sentence = page.sentence(of: relation) { meanings[relation] = .saying(sentence, page: page) }
      }
    }
    for rule in book.rules {
      meanings[rule.page.relation] = .finding(rule)
      meanings["\(rule.page.relation)_unknown"] = .finding(rule)
    }
    self.meanings = meanings
  }

  /// Whether there is a sentence for the relation; a helper of a rule has none.
  func hasSentence(_ relation: String) -> Bool { meanings[relation] != nil || Messages.general[relation] != nil }

  /// Whether it holds what a rule finds.
  func isFinding(_ relation: String) -> Bool { if case .finding = meanings[relation] { true } else { false } }

  /// The page whose rules give the relation; nil for facts and helpers.
  func page(of relation: String) -> RulePage? {
    switch meanings[relation] {
    case .saying(_, let page): page
    case .finding(let rule): rule.page
    default: nil
    }
  }

  // MARK: Sentences

  /// A sentence for a tuple; nil values are shown as `…`.
  func sentence(_ relation: String, _ cells: [Value?]) -> Wording {
    Wording { sentence(relation, cells, $0) }
  }

  private func sentence(_ relation: String, _ cells: [Value?], _ language: Language) -> String {
    let columns = book.program.declaration(of: relation)?.columns ?? []
    func words(_ index: Int) -> String {
      guard cells.indices.contains(index), let value = cells[index] else { return "…" }
      return values.words(
        for: value, type: columns.indices.contains(index) ? columns[index].type : nil, language: language)
    }
    func said(_ relation: Vocabulary.Relation, from first: Int) -> String {
      relation.sentence(from: words(first), to: words(first + 1), in: language)
    }
    switch meanings[relation] {
    case .relation(let relation): return said(relation, from: 0)
    case .edge(let relation): return said(relation, from: 1)
    case .period(let relation): return "\(said(relation, from: 0)), \(period(cells, from: 2, language))"
    case .relationAttribute(let relation, let attribute):
      return
        "\(said(relation, from: 0)) (\(attribute.words[language]): \(choice(cells, 2, attribute, language) ?? words(2)))"
    case .attribute(let attribute):
      return "\(words(0)): \(attribute.words[language]) \(choice(cells, 1, attribute, language) ?? words(1))"
    case .entityClass(let entityClass): return Messages.isA(words(0), entityClass.singular[language])[language]
    case .saying(let wording, _):
      return filled(
        wording[language],
        Dictionary(columns.indices.map { (columns[$0].name, words($0)) }, uniquingKeysWith: { first, _ in first }))
    case .finding(let rule):
      return filled(
        (relation.hasSuffix("_unknown") ? rule.unknownMessage ?? rule.message : rule.message)[language],
        Dictionary(columns.indices.map { (columns[$0].name, words($0)) }, uniquingKeysWith: { first, _ in first }))
    case nil: break
    }
    if let wording = Messages.general[relation] {
      var parts = ["x": words(0), "y": words(1)]
      if relation == "kind", let kind = symbol(cells, 1).flatMap({ self.kind($0, of: symbol(cells, 0)) }) {
        parts["y"] = kind.words[language]
      }
      if relation == "period" { parts["y"] = period(cells, from: 1, language) }
      return filled(wording[language], parts)
    }
    let list = columns.indices.map(words).joined(separator: ", ")
    return "\(relation.replacing("_", with: " ")): \(list)"
  }

  private func symbol(_ cells: [Value?], _ index: Int) -> String? {
    guard cells.indices.contains(index), case .symbol(let text)?? = cells[index] as Value?? else { return nil }
    return text
  }

  /// The kind that a key names, of the class of what has the id, or else of any.
  private func kind(_ key: String, of id: String?) -> Vocabulary.Kind? {
    let entityClass = id.flatMap(model.entity).flatMap { model.vocabulary.entityClass($0.classKey) }
    let classes = entityClass.map { [$0] } ?? model.vocabulary.classes
    return classes.lazy.flatMap(\.kinds).first { $0.key == key }
  }

  private func choice(
    _ cells: [Value?], _ index: Int, _ attribute: Vocabulary.AttributeDefinition, _ language: Language
  ) -> String? {
    guard let key = symbol(cells, index) else { return nil }
    if attribute.type == .boolean { return (key == "yes").inWords(language) }
    return attribute.values.first { $0.key == key }?.words[language]
  }

  private func period(_ cells: [Value?], from first: Int, _ language: Language) -> String {
    func day(_ index: Int) -> Day? {
      guard cells.indices.contains(index), case .number(let number)?? = cells[index] as Value?? else { return nil }
      return Day(number: Int(number))
    }
    return Messages.period(from: day(first), until: day(first + 1))[language]
  }

  private func filled(_ text: String, _ parts: [String: String]) -> String {
    text.filled { parts[$0] ?? "…" }
  }

  /// Whether it only says of something what it is; nobody doubts that.
  func isPlain(_ relation: String) -> Bool {
    if case .entityClass = meanings[relation] { return true }
    return relation == "entity" || relation == "kind" || isOpenEnd(relation)
  }

  /// Whether it holds the day that stands for a beginning or an end that is left open.
  func isOpenEnd(_ relation: String) -> Bool { relation == "max_date" || relation == "min_date" }

  /// That a relation or attribute of something is there, but not known.
  func unknown(_ relation: String, _ cells: [Value?]) -> Unknown? {
    guard let subject = symbol(cells, 0).flatMap(model.entity) else { return nil }
    let key: String
    switch meanings[relation] {
    case .relation(let relation): key = relation.key
    case .attribute(let attribute): key = attribute.key
    default: return nil
    }
    return subject.unknowns.first { $0.key == key }
  }

  // MARK: Places

  /// Where a fact was written; nil where no line says it, as of the day that is looked at.
  func provenance(_ relation: String, _ cells: [Value]) -> Provenance? {
    let ids = cells.map(text(of:))
    func edge(_ relation: Vocabulary.Relation) -> Edge? {
      guard ids.count >= 2 else { return nil }
      let edges = model.edges(from: ids[0], relation: relation.key, to: ids[1])
      return edges.first { model.holds($0, on: day) } ?? edges.first
    }
    switch meanings[relation] {
    case .relation(let relation), .period(let relation): return edge(relation)?.provenance
    case .edge: return ids.first.flatMap(values.edge)?.provenance
    case .relationAttribute(let relation, let attribute):
      let found = edge(relation)
      return found?.attributes.first { $0.key == attribute.key }?.provenance ?? found?.provenance
    case .attribute(let attribute):
      guard let subject = ids.first else { return nil }
      let attributes = values.edge(subject)?.attributes ?? model.entity(subject)?.attributes ?? []
      return attributes.first { $0.key == attribute.key }?.provenance
    case .entityClass: return ids.first.flatMap(model.entity)?.provenance
    case .saying, .finding: return nil
    case nil: break
    }
    guard Messages.general[relation] != nil, let subject = ids.first else { return nil }
    if relation == "unknown", let key = ids.last {
      return model.entity(subject)?.unknowns.first { $0.key == key }?.provenance
    }
    return values.edge(subject)?.provenance ?? model.entity(subject)?.provenance
  }
}
