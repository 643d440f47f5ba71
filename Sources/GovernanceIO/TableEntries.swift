// Tables to the same nodes as YAML, and what their names say.

import GovernanceModel
import SourceDiagnostics

/// One row of a table: its first line, and a mapping from the header's names to the cells that are not empty.
struct TableRow {
  let place: SourcePlace
  let entries: [TextNode.Entry]
}

extension ModelTable {
  /// Its rows as mappings. Several values in a cell are separated by `|`; a header `source.line` makes a mapping under
  /// `source`. What is wrong with a column is reported once, in the header.
  ///
  /// - Parameter required: terms that there must be a column for.
  /// - Complexity: O(size of the table)
  func entries(requiring required: [String], reading: inout Reading) -> [TableRow] {
    reading.diagnostics += diagnostics
    guard !columns.isEmpty else { return [] }
    let missing = required.filter { term in !columns.contains { reading.vocabulary.term($0.text) == term } }
    for term in missing { reading.report(.missingColumn(reading.words([term])[0]), at: columns[0].place) }
    guard missing.isEmpty else { return [] }
    return rows.compactMap { row in
      if reading.isCancelled { return nil }
      guard row.contains(where: { !$0.text.isEmpty }) else { return nil }
      if let surplus = row.dropFirst(columns.count).first(where: { !$0.text.isEmpty }) {
        reading.report(.tableTooManyCells(expected: columns.count), at: surplus.place)
      }
      var entries: [TextNode.Entry] = []
      for (name, cell) in zip(columns, row) where !cell.text.isEmpty {
        if name.text.isEmpty {
          reading.report(.tableColumnWithoutName, at: cell.place)
          continue
        }
        let path = name.text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        insert(cell.node, at: path[...], keyPlace: name.place, into: &entries)
      }
      return TableRow(place: row[0].place, entries: entries)
    }
  }
}

/// What a table holds, which its name says.
enum TableSubject {
  /// `section`
  case entities(Vocabulary.EntityClass)
  /// `section.relation`: relations of entities that may be described elsewhere.
  case relations(Vocabulary.Relation, of: Vocabulary.EntityClass)
  case unknownRelation(of: Vocabulary.EntityClass)
  case unknown

  init(_ name: String, vocabulary: Vocabulary) {
    let parts = name.split(separator: ".").map(String.init)
    guard (1...2).contains(parts.count), let entityClass = vocabulary.entityClass(parts[0]) else {
      self = .unknown
      return
    }
    if parts.count == 1 {
      self = .entities(entityClass)
    } else if case .relation(let relation)? = vocabulary.field(parts[1], of: entityClass.key) {
      self = .relations(relation, of: entityClass)
    } else {
      self = .unknownRelation(of: entityClass)
    }
  }
}

/// The last part of a path.
func fileName(of path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

/// Puts a cell under its dotted name.
private func insert(
  _ node: TextNode, at path: ArraySlice<String>, keyPlace: SourcePlace, into entries: inout [TextNode.Entry]
) {
  guard let key = path.first else { return }
  if path.count == 1 {
    entries.append(.init(key: key, keyPlace: keyPlace, value: node))
    return
  }
  let index = entries.firstIndex { $0.key == key && $0.value.entries != nil }
  var inner = index.flatMap { entries[$0].value.entries } ?? []
  insert(node, at: path.dropFirst(), keyPlace: keyPlace, into: &inner)
  let place = index.map { entries[$0].value.place } ?? node.place
  let entry = TextNode.Entry(key: key, keyPlace: keyPlace, value: TextNode(content: .mapping(inner), place: place))
  if let index { entries[index] = entry } else { entries.append(entry) }
}
