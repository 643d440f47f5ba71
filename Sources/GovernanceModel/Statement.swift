// What every statement of a model carries: how certain it is and where it was found.

import SourceDiagnostics

/// How firmly the source says it.
package enum Certainty: String, Sendable, CaseIterable {
  /// The source says so.
  case explicit
  /// It follows from the source, by a reading that somebody could dispute.
  case inferred
  /// It is taken for granted, without support in the source.
  case assumed
}

/// Where in a source something was found.
package struct Citation: Sendable, Hashable {
  /// The key of the document in the project's `sources`.
  package let document: String
  /// The line of the document, from 1; nil where it is not said.
  package let line: Int?
  /// A few words of the document, as written there.
  package let quote: String?

  /// A place in a document.
  package init(document: String, line: Int? = nil, quote: String? = nil) {
    self.document = document
    self.line = line
    self.quote = quote
  }
}

/// How certain a statement is, where it was found, and where in the project it is written.
package struct Provenance: Sendable, Hashable {
  /// How firmly it is said.
  package let certainty: Certainty
  /// Where it was found; empty where nothing is cited.
  package let citations: [Citation]
  /// Where in the project it is written.
  package let place: SourcePlace

  /// A provenance of a statement at a place.
  package init(certainty: Certainty = .explicit, citations: [Citation] = [], place: SourcePlace) {
    self.certainty = certainty
    self.citations = citations
    self.place = place
  }
}

/// The value of an attribute.
package enum AttributeValue: Sendable, Hashable {
  case text(String)
  case number(Int)
  case decimal(Double)
  /// An amount in whole cents.
  case euro(cents: Int)
  case date(Day)
  case boolean(Bool)
  /// One of the values that the vocabulary lists, by its key.
  case choice(String)
}

/// One attribute of an entity or an edge; an attribute with several values stands once for each.
package struct Attribute: Sendable, Hashable {
  /// The key of the attribute in the vocabulary.
  package let key: String
  /// What it is.
  package let value: AttributeValue
  /// How certain it is, and where it was found.
  package let provenance: Provenance

  /// An attribute with its value.
  package init(key: String, value: AttributeValue, provenance: Provenance) {
    self.key = key
    self.value = value
    self.provenance = provenance
  }
}

/// A relation or attribute of which the source shows that it is there, but not what it is.
package struct Unknown: Sendable, Hashable {
  /// The key of the relation or attribute.
  package let key: String
  /// When it is there; an attribute always is.
  package let period: Period
  /// What is known of it all the same, such as the role of an unnamed participant.
  package let attributes: [Attribute]
  /// How certain it is, and where it was found.
  package let provenance: Provenance

  /// Something that is there and is not known itself.
  package init(key: String, period: Period = .always, attributes: [Attribute] = [], provenance: Provenance) {
    self.key = key
    self.period = period
    self.attributes = attributes
    self.provenance = provenance
  }
}
