// What changes in one table: cells, rows that go, rows that come. Rows that nothing touches stay to the byte.

import GovernanceModel
import SourceDiagnostics

/// A table with what is to change in it.
struct TableWriter {
  let file: SourcePath
  private let text: SourceText
  /// Whether there is no such file yet.
  private var isNew = false
  private let subject: Subject
  private let phrases: TablePhrases
  private var rows: TableRows

  private enum Subject {
    case entities(classKey: String)
    case relations(String, classKey: String)
  }

  /// - Parameters:
  ///   - text: without fault.
  ///   - language: of a table that does not show its own.
  /// - Returns: nil for a text whose name or header says nothing.
  /// - Complexity: O(size of the text)
  init?(_ text: SourceText, vocabulary: Vocabulary, otherwise language: Language) {
    let (owner, named): (String, Vocabulary.EntityClass)
    switch TableSubject(TableFormat.name(of: text.path).name, vocabulary: vocabulary) {
    case .entities(let entityClass):
      (subject, owner, named) = (.entities(classKey: entityClass.key), entityClass.key, entityClass)
    case .relations(let relation, let entityClass):
      (subject, owner, named) = (.relations(relation.key, classKey: entityClass.key), relation.key, entityClass)
    case .unknownRelation, .unknown: return nil
    }
    let language = Self.language(of: text.path, naming: named) ?? language
    guard let rows = TableRows(text, owner: owner, vocabulary: vocabulary, otherwise: language) else { return nil }
    (self.text, self.rows, phrases, file) = (text, rows, rows.phrases, SourcePath(text.path))
  }

  /// The language of the section that a table's name begins with; nil where it is called the same in both.
  private static func language(of path: String, naming entityClass: Vocabulary.EntityClass) -> Language? {
    let dutch = Reading.keys(of: entityClass.section, entityClass.plural).nl
    guard dutch != entityClass.section else { return nil }
    return fileName(of: path).prefix { $0 != "." } == dutch ? .nl : .en
  }

  /// Nil where nothing changes.
  var change: FileChange? {
    guard rows.areChanged else { return nil }
    return FileChange(before: isNew ? nil : text, after: SourceText(path: text.path, content: rows.result))
  }

  // MARK: What it holds

  /// Whether it is the table of a class.
  func isTable(of classKey: String) -> Bool {
    if case .entities(let own) = subject { own == classKey } else { false }
  }

  /// Whether it is the table of a relation of a class.
  func isTable(of relation: String, from classKey: String) -> Bool {
    if case .relations(let own, let owner) = subject { own == relation && owner == classKey } else { false }
  }

  /// Whether an entity is described here.
  func describes(_ id: String) -> Bool {
    if case .entities = subject { rows.numbers(of: id).isEmpty == false } else { false }
  }

  /// Whether it is the table of a relation and has rows of an entity.
  func holdsLines(of relation: String, from id: String) -> Bool {
    if case .relations(relation, _) = subject { rows.numbers(of: id).isEmpty == false } else { false }
  }

  /// What a relation is called here.
  func word(for relation: String, of classKey: String) -> String { phrases.field(relation, of: classKey) }

  /// A table that is not there yet, beside this one and written like it: of a relation of what is described here.
  func newTable(of relation: String, from classKey: String) -> TableWriter? {
    let name = fileName(of: text.path)
    let file = "\(name.prefix { $0 != "." }).\(word(for: relation, of: classKey)).csv"
    let header = rows.line(of: ["id", phrases.word("to")])
    var table = TableWriter(
      SourceText(path: text.path.dropLast(name.count) + file, content: header), vocabulary: phrases.vocabulary,
      otherwise: phrases.language)
    table?.isNew = true
    return table
  }

  // MARK: Relations

  /// Gives a line that stands here another period.
  ///
  /// - Returns: false where it stands in a cell that has no room for one.
  mutating func end(_ line: RelationLine, _ period: Period) -> Bool {
    guard let (row, column) = rows.cell(at: line.place) else { return false }
    var prefix: [TableColumn.Part] = []
    if case .entities = subject {
      if column.parts.count == 1 { return false }
      prefix = Array(column.parts.dropLast())
    }
    // A day that stays is not said anew: who wrote a year or a month meant that.
    let terms = (line.period.from == period.from ? [] : ["from"]) + (line.period.until == period.until ? [] : ["until"])
    for term in terms {
      let parts = prefix + [.term(term)]
      let entries = phrases.entries(for: period).map { $0.under(prefix) }.filter { $0.column.parts == parts }
      rows.say(entries, under: TableColumn(parts), in: row)
    }
    return true
  }

  /// Takes out a line that stands here: its row, or its id in a cell.
  mutating func delete(_ line: RelationLine) {
    guard let (row, column) = rows.cell(at: line.place) else { return }
    guard case .entities = subject else { return rows.deleteRow(row) }
    let field = TableColumn(Array(column.parts.prefix(1)))
    var items = column == field ? rows.items(of: field, in: row) : []
    if let index = items.firstIndex(where: { isTarget($0, of: line) }) { items.remove(at: index) }
    let entries = items.isEmpty ? [] : [TableEntry(field.parts, items.joined(separator: "|"))]
    rows.say(entries, under: field, in: row)
  }

  private func isTarget(_ item: String, of line: RelationLine) -> Bool {
    if let to = line.to { item == to } else { phrases.vocabulary.term(item) == "unknown" }
  }

  /// Adds a line to the cell of the entity that is described here.
  ///
  /// - Returns: false where its cells say more of another one.
  mutating func add(_ line: RelationLine) -> Bool {
    guard let row = rows.numbers(of: line.from).first else { return false }
    let field = TableColumn([.field(line.relation)])
    guard !rows.hasLongForm(of: field, in: row) else { return false }
    let items = rows.items(of: field, in: row) + [phrases.target(of: line)]
    rows.say([TableEntry(field.parts, items.joined(separator: "|"))], under: field, in: row)
    return true
  }

  /// Adds a row to the table of a relation: after the others of the same entity, or else at the end.
  ///
  /// - Returns: false where cells cannot say it.
  mutating func insert(_ line: RelationLine) -> Bool {
    guard let entries = phrases.entries(for: line) else { return false }
    rows.insert(line.from, entries)
    return true
  }

  // MARK: Entities

  /// Says anew what has changed.
  ///
  /// - Returns: the keys of what cells cannot say.
  mutating func say(_ changes: EntityChanges, of later: Entity) -> [String] {
    guard let row = rows.numbers(of: later.id).first else { return [] }
    var unsaid: [String] = []
    for term in changes.terms {
      if let entries = phrases.entries(for: term, of: later) {
        rows.say(entries, under: TableColumn([.term(term)]), in: row)
      } else {
        unsaid.append(phrases.word(term))
      }
    }
    for values in changes.values {
      if let entries = phrases.entries(for: values.after, of: values.key, unknown: values.unknown) {
        rows.say(entries, under: TableColumn([.field(values.key)]), in: row)
      } else {
        unsaid.append(phrases.field(values.key, of: later.classKey))
      }
    }
    return unsaid
  }

  /// Adds a row for a new entity, without its relations.
  ///
  /// - Returns: false where cells cannot say it.
  mutating func insert(_ entity: Entity) -> Bool {
    guard let entries = phrases.entries(for: entity) else { return false }
    rows.insert(entity.id, entries)
    return true
  }

  /// Strikes every row of entities.
  mutating func delete(_ ids: [String]) {
    for id in ids { for row in rows.numbers(of: id) { rows.deleteRow(row) } }
  }
}
