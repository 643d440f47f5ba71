// A fact as somebody types it: `owner(acute-zorg, _)`.

import Datalog
import GovernanceModel
import SourceDiagnostics

/// A relation with values for some of its columns.
package struct FactPattern: Sendable {
  /// The name of the relation, as declared.
  package let relation: String
  /// Nil where anything may stand.
  package let values: [Value?]

  /// Nil where a column is left open.
  package var tuple: Tuple? {
    let known = values.compactMap { $0 }
    return known.count == values.count ? Tuple(relation, known) : nil
  }

  /// What is wrong with a pattern that was typed.
  package enum Failure: Error, Sendable {
    /// It does not have the form `name(value, …)`.
    case form
    case unknownRelation(String, known: [String])
    case arity(String, columns: [String], found: Int)
    /// A value that its column cannot have, with what belongs there.
    case value(String, column: String, wanted: Wanted)
    /// Nothing in the project has the id.
    case unknownId(String, known: [String])

    /// The kind of value that a column takes.
    package enum Wanted: Sendable { case number, date, euro }
  }

  /// Reads a pattern: `_` stands for anything, text may stand between quotation marks, dates are written as 2024-12-31
  /// and amounts in euros.
  ///
  /// - Complexity: O(size of the text + size of the model)
  package init(_ text: String, book: RuleBook, model: Model) throws(Failure) {
    let trimmed = text.trimmed
    guard let open = trimmed.firstIndex(of: "("), trimmed.last == ")" else { throw .form }
    let name = trimmed[..<open].trimmed.replacing("-", with: "_")
    guard let declaration = book.program.declaration(of: name) else {
      throw .unknownRelation(name, known: book.program.declarations.map(\.name))
    }
    let cells = Self.cells(trimmed[trimmed.index(after: open)...].dropLast())
    guard cells.count == declaration.columns.count else {
      throw .arity(name, columns: declaration.columns.map(\.name), found: cells.count)
    }
    var values: [Value?] = []
    for (cell, column) in zip(cells, declaration.columns) {
      values.append(cell.text == "_" && !cell.isQuoted ? nil : try Self.value(cell.text, in: column, model: model))
    }
    relation = name
    self.values = values
  }

  private static func cells(_ text: Substring) -> [(text: String, isQuoted: Bool)] {
    var cells: [(text: String, isQuoted: Bool)] = []
    var current = ""
    var isQuoted = false
    var isInQuotes = false
    for character in text {
      switch character {
      case "\"":
        isInQuotes.toggle()
        isQuoted = true
      case "," where !isInQuotes:
        cells.append((isQuoted ? current : current.trimmed, isQuoted))
        (current, isQuoted) = ("", false)
      case " " where isQuoted && !isInQuotes || current.isEmpty && !isInQuotes: break
      default: current.append(character)
      }
    }
    if !current.isEmpty || isQuoted || !cells.isEmpty { cells.append((isQuoted ? current : current.trimmed, isQuoted)) }
    return cells
  }

  private static func value(
    _ text: String, in column: RelationDeclaration.Column, model: Model
  ) throws(Failure) -> Value {
    switch column.kind {
    case .symbol:
      let isChoice = model.vocabulary.attributes.contains { $0.choiceTypeName == column.type }
      let isEntity = !isChoice && !["symbol", "Field", "Edge", "Subject"].contains(column.type)
      if isEntity, model.entity(text) == nil { throw .unknownId(text, known: model.entities.map(\.id)) }
      return .symbol(text)
    case .number:
      switch column.type {
      case "Date", "Until":
        guard let day = Day(text) else { throw .value(text, column: column.name, wanted: .date) }
        return .number(Int64(column.type == "Until" ? day.number + 1 : day.number))
      case "Euro":
        guard let euros = Double(text), abs(euros) < 1e15 else {
          throw .value(text, column: column.name, wanted: .euro)
        }
        return .number(Int64((euros * 100).rounded()))
      default:
        guard let number = Int64(text) else { throw .value(text, column: column.name, wanted: .number) }
        return .number(number)
      }
    case .unsigned:
      guard let number = UInt64(text) else { throw .value(text, column: column.name, wanted: .number) }
      return .unsigned(number)
    case .float:
      guard let number = Double(text), number.isFinite else { throw .value(text, column: column.name, wanted: .number) }
      return .float(number)
    }
  }
}
