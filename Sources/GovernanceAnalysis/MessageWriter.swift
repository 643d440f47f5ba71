// From a tuple to a sentence: placeholders filled in with names, dates and amounts as people write them.

import Datalog
import GovernanceModel
import SourceDiagnostics
import WorkControl

/// Writes the findings of rules in words.
struct MessageWriter {
  private let model: any ModelLookup
  private let lists: MessageLists
  private let program: Program
  private let values: ValueWriter

  /// - Parameters:
  ///   - model: the state of which the tuples tell.
  ///   - lists: what is listed in that state.
  init(model: any ModelLookup, lists: MessageLists, program: Program) {
    self.model = model
    self.lists = lists
    self.program = program
    values = ValueWriter(model: model)
  }

  /// - Parameters:
  ///   - tuples: of the form's relation.
  ///   - cancellation: once it is cancelled, what is returned means nothing.
  /// - Complexity: O(tuples + what their messages list)
  func findings(of form: FindingForm, _ tuples: [[Value]], cancellation: Cancellation? = nil) -> [Finding] {
    guard let declaration = program.declaration(of: form.relation), !tuples.isEmpty else { return [] }
    let rule = form.rule
    let lists = self.lists(of: form)
    StepCount.add(tuples.count)
    let wanted = tuples.lazy.prefix { _ in cancellation?.isCancelled != true }
    return wanted.map { tuple in
      let columns = Array(zip(declaration.columns, tuple))
      let subject = columns.first.map { text(of: $0.1) } ?? ""
      func inWords(_ wording: Wording) -> Wording {
        Wording { fill(wording[$0], columns: columns, lists: lists, language: $0) }
      }
      let provenance = provenance(of: columns)
      let citations = provenance?.citations ?? []
      return Finding(
        code: rule.page.code, severity: form.severity, isUnknown: form.isUnknown, subject: subject,
        columns: columns.map { ($0.0.name, $0.1) }, message: inWords(form.message), hint: form.hint.map(inWords),
        source: rule.source, place: provenance?.place,
        citations: citations.isEmpty ? model.entity(subject)?.provenance.citations ?? [] : citations)
    }
  }

  /// Where the finding stands and what it rests on: the edge that the tuple names, else the line that says `unknown`, else
  /// the value that it repeats, else the subject.
  private func provenance(of columns: [(RelationDeclaration.Column, Value)]) -> Provenance? {
    let named = columns.first { $0.0.type == "Edge" }.flatMap { values.edge(text(of: $0.1)) }
    if let named { return named.provenance }
    guard let subject = columns.first.flatMap({ model.entity(text(of: $0.1)) }) else { return nil }
    for (column, value) in columns {
      let key = text(of: value)
      if column.type == "Field", let unknown = subject.unknowns.first(where: { $0.key == key }) {
        return unknown.provenance
      }
      if let attribute = subject.attributes.first(where: {
        Vocabulary.predicate(of: $0.key) == column.name && $0.value == .text(key)
      }) {
        return attribute.provenance
      }
    }
    return subject.provenance
  }

  // MARK: Filling in

  /// What `{name*}` is read from.
  private struct List {
    let relation: String
    let type: String
    let keyLength: Int
  }

  private func lists(of form: FindingForm) -> [String: List] {
    var lists: [String: List] = [:]
    for (name, relation) in form.lists {
      guard let columns = program.declaration(of: relation)?.columns, let last = columns.last else { continue }
      lists[name] = List(relation: relation, type: last.type, keyLength: columns.count - 1)
    }
    return lists
  }

  private func fill(
    _ text: String, columns: [(RelationDeclaration.Column, Value)], lists listed: [String: List], language: Language
  ) -> String {
    text.filled { name in
      if let list = listed[name] {
        let items = lists.items(of: list.relation, columns.prefix(list.keyLength).map(\.1))
        return items.map { values.words(for: $0, type: list.type, language: language) }.listed(in: language)
      }
      return columns.first { $0.0.name == name }.map {
        values.words(for: $0.1, type: $0.0.type, language: language)
      }
    }
  }
}

/// A value as the engine has it: an id, a text, a bare number.
package func text(of value: Value) -> String {
  switch value {
  case .symbol(let text): text
  case .number(let number): String(number)
  case .unsigned(let number): String(number)
  case .float(let number): String(number)
  }
}
