// The words of a chart, Dutch beside English, in alphabetical order; all others are the vocabulary's.

import SourceDiagnostics

enum Messages {
  static let added = Wording(nl: "nieuw", en: "new")

  /// That something is told of in other boxes too.
  static func alsoIn(_ count: Int, in language: Language) -> String {
    let words =
      count == 1
      ? Wording(nl: "ook in 1 ander", en: "in 1 other too")
      : Wording(nl: "ook in \(count) andere", en: "in \(count) others too")
    return words[language]
  }

  static let andParts = Wording(nl: "en onderdelen", en: "and its parts")
  static let beside = Wording(nl: "wat ernaast ligt", en: "what lies beside it")
  static let line = Wording(nl: "regel", en: "line")
  static let moved = Wording(nl: "verplaatst", en: "moved")
  static let nothing = Wording(nl: "niets om te tonen", en: "nothing to show")
  static let on = Wording(nl: "op", en: "on")
  static let planned = Wording(nl: "gepland", en: "planned")
  static let plannedFrom = Wording(nl: "gepland vanaf", en: "planned from")
  static let relations = Noun(
    one: Wording(nl: "relatie", en: "relation"), many: Wording(nl: "relaties", en: "relations"))
  static let removed = Wording(nl: "vervalt", en: "ends")
  static let source = Wording(nl: "bron", en: "source")
  static let uncertain = Wording(nl: "afgeleid of aangenomen", en: "inferred or assumed")
  static let unknown = Wording(nl: "onbekend", en: "unknown")
}
