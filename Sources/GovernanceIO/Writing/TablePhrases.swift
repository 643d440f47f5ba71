// Entities, relations and values as people write them in the cells of a table, in the language of the table.

import GovernanceModel
import SourceDiagnostics

/// What a column is about, whatever its header calls it: `name`, `members`, `source.line`.
struct TableColumn: Hashable {
  enum Part: Hashable {
    /// An attribute or a relation.
    case field(String)
    /// A structural term, such as `until`.
    case term(String)
  }

  let parts: [Part]

  init(_ parts: [Part]) { self.parts = parts }

  /// - Parameters:
  ///   - header: as it stands in the table.
  ///   - owner: the class or the relation that the table is of.
  init(header: String, owner: String, vocabulary: Vocabulary) {
    var parts: [Part] = []
    var owner: String? = owner
    for name in header.split(separator: ".", omittingEmptySubsequences: false).map(String.init) {
      switch (vocabulary.term(name), owner.flatMap { vocabulary.field(name, of: $0) }) {
      case ("id"?, _): parts.append(.term("id"))
      case (_, .attribute(let attribute)?): parts.append(.field(attribute.key))
      case (_, .relation(let relation)?): parts.append(.field(relation.key))
      case (let term, nil): parts.append(.term(term ?? name))
      }
      owner = if case .field(let key)? = parts.last { key } else { nil }
    }
    self.parts = parts
  }

  /// The same with its value written out: `members.to` for `members`.
  var longForms: [TableColumn] { ["to", "value", "document"].map { TableColumn(parts + [.term($0)]) } }
}

/// What is to stand in one column.
struct TableEntry {
  let column: TableColumn
  let text: String

  init(_ parts: [TableColumn.Part], _ text: String) {
    column = TableColumn(parts)
    self.text = text
  }

  /// The same in a column under another.
  func under(_ parts: [TableColumn.Part]) -> TableEntry { TableEntry(parts + column.parts, text) }
}

/// Writes what a model says as cells. What cells cannot say is nil.
struct TablePhrases: FileWords {
  let vocabulary: Vocabulary
  let language: Language

  /// A relation's end, as one of the values of a cell.
  func target(of line: RelationLine) -> String { line.to ?? word("unknown") }

  /// A relation with all that surrounds it.
  func entries(for line: RelationLine) -> [TableEntry]? {
    guard let attributes = entries(for: line.attributes, []), let source = entries(for: line.provenance) else {
      return nil
    }
    return [TableEntry([.term("to")], target(of: line))] + attributes + entries(for: line.period) + source
  }

  /// What an entity says of itself, apart from its relations.
  func entries(for entity: Entity) -> [TableEntry]? {
    let unknowns = entity.unknowns.filter { vocabulary.relation($0.key) == nil }
    guard let attributes = entries(for: entity.ownAttributes, unknowns) else { return nil }
    var entries = [TableEntry([.term("id")], entity.id)]
    for term in ["kind", "name", "stage", "from", "until", "certainty", "source"] {
      guard let said = self.entries(for: term, of: entity) else { return nil }
      entries += said
    }
    return entries + attributes
  }

  /// One structural term of an entity; nothing where it goes without saying.
  func entries(for term: String, of entity: Entity) -> [TableEntry]? {
    switch term {
    case "kind": entity.kind.map { [TableEntry([.term(term)], $0)] } ?? []
    case "name": entity.name.map { name in sayable(name).map { [TableEntry([.term(term)], $0)] } } ?? []
    case "stage": entity.stage == .active ? [] : [TableEntry([.term(term)], word(entity.stage.rawValue))]
    case "certainty": entries(for: Provenance(certainty: entity.provenance.certainty, place: entity.provenance.place))
    case "source": entries(for: Provenance(citations: entity.provenance.citations, place: entity.provenance.place))
    default: entries(for: entity.period).filter { $0.column.parts == [.term(term)] }
    }
  }

  func entries(for period: Period) -> [TableEntry] {
    let from = period.from == .earliest ? [] : [TableEntry([.term("from")], period.from.description)]
    return from + (period.until == .latest ? [] : [TableEntry([.term("until")], lastDay(of: period))])
  }

  /// All values of one attribute.
  func entries(for values: [Attribute], of key: String, unknown: Unknown?) -> [TableEntry]? {
    if let unknown, !values.isEmpty || !isPlain(unknown.provenance) { return nil }
    if unknown != nil { return [TableEntry([.field(key)], word("unknown"))] }
    if values.allSatisfy({ isPlain($0.provenance) }) {
      let texts = values.compactMap { sayable(text(of: $0.value)) }
      guard texts.count == values.count else { return nil }
      return texts.isEmpty ? [] : [TableEntry([.field(key)], texts.joined(separator: "|"))]
    }
    guard values.count == 1, let value = sayable(text(of: values[0].value)),
      let source = entries(for: values[0].provenance)
    else { return nil }
    return [TableEntry([.field(key), .term("value")], value)] + source.map { $0.under([.field(key)]) }
  }

  private func entries(for attributes: [Attribute], _ unknowns: [Unknown]) -> [TableEntry]? {
    let keys = attributes.map(\.key) + unknowns.map(\.key)
    var entries: [TableEntry] = []
    for (index, key) in keys.enumerated() where !keys[..<index].contains(key) {
      let (values, unknown) = (attributes.filter { $0.key == key }, unknowns.first { $0.key == key })
      guard let said = self.entries(for: values, of: key, unknown: unknown) else { return nil }
      entries += said
    }
    return entries
  }

  private func entries(for provenance: Provenance) -> [TableEntry]? {
    let certainty =
      provenance.certainty == .explicit
      ? [] : [TableEntry([.term("certainty")], word(provenance.certainty.rawValue))]
    let citations = provenance.citations
    if citations.isEmpty { return certainty }
    let documents = citations.compactMap { sayable($0.document) }
    guard documents.count == citations.count else { return nil }
    if citations.allSatisfy({ $0.line == nil && $0.quote == nil }) {
      return certainty + [TableEntry([.term("source")], documents.joined(separator: "|"))]
    }
    guard citations.count == 1, let citation = citations.first else { return nil }
    var entries = certainty + [TableEntry([.term("source"), .term("document")], documents[0])]
    if let line = citation.line { entries.append(TableEntry([.term("source"), .term("line")], String(line))) }
    if let quote = citation.quote {
      guard let said = sayable(quote) else { return nil }
      entries.append(TableEntry([.term("source"), .term("quote")], said))
    }
    return entries
  }

  private func isPlain(_ provenance: Provenance) -> Bool {
    provenance.certainty == .explicit && provenance.citations.isEmpty
  }

  /// The text, if a cell that holds it says just that: `|` separates values, and blanks around a value are dropped.
  private func sayable(_ text: String) -> String? {
    let isWhole = !text.isEmpty && text == trimmed(text[...]) && !text.contains("|") && !containsControl(text)
    return isWhole ? text : nil
  }
}
