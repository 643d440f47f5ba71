// What a project says of itself, in its `gremium.yaml`.

import SourceDiagnostics

/// A document that a project cites.
package struct SourceDocument: Sendable, Hashable {
  /// The key by which `source: {document: …}` cites it.
  package let key: String
  /// What the document is called.
  package let title: String
  /// As written: a day, a month or a year.
  package let date: String?
  /// Where it can be found, or who published it.
  package let reference: String?

  /// A document with what is known of it.
  package init(key: String, title: String, date: String? = nil, reference: String? = nil) {
    self.key = key
    self.title = title
    self.date = date
    self.reference = reference
  }
}

/// How severe a project wants a rule to be; `off` leaves it out.
package enum RuleSetting: String, Sendable, CaseIterable {
  case error, warning, note, off
}

/// The settings of a project.
package struct Project: Sendable {
  /// What the project is called.
  package let name: String
  /// The language of its reports; nil where it does not say.
  package let language: Language?
  /// The day it speaks of; nil means the day of asking.
  package let day: Day?
  /// The packs of rules that it is held to; nil means all that are shipped.
  package let packs: [Choice]?
  /// By rule code, in the order of the file.
  package let settings: [(rule: Choice, setting: RuleSetting)]
  /// What may be cited, in the order in which it is written.
  package let documents: [SourceDocument]

  /// Something the project names that only a later stage can look up, with the place where it does.
  package struct Choice: Sendable, Hashable {
    /// The key of what is named.
    package let key: String
    /// Where it is named.
    package let place: SourcePlace

    /// A key with the place that names it.
    package init(key: String, place: SourcePlace) {
      self.key = key
      self.place = place
    }
  }

  /// What a project says of itself.
  package init(
    name: String, language: Language? = nil, day: Day? = nil, packs: [Choice]? = nil,
    settings: [(rule: Choice, setting: RuleSetting)] = [], documents: [SourceDocument] = []
  ) {
    self.name = name
    self.language = language
    self.day = day
    self.packs = packs
    self.settings = settings
    self.documents = documents
  }

  /// The document with a key; nil where there is none.
  ///
  /// - Complexity: O(documents)
  package func document(_ key: String) -> SourceDocument? { documents.first { $0.key == key } }
}
