// The fixed words of a chart, in alphabetical order; all others are the vocabulary's.

import SourceDiagnostics

enum Words {
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
  static let assumed = Wording(nl: "aangenomen", en: "assumed")
  static let beside = Wording(nl: "wat ernaast ligt", en: "what lies beside it")
  static let errors = Counted(one: Wording(nl: "fout", en: "error"), many: Wording(nl: "fouten", en: "errors"))
  static let inferred = Wording(nl: "afgeleid", en: "inferred")
  static let line = Wording(nl: "regel", en: "line")
  static let moved = Wording(nl: "verplaatst", en: "moved")
  static let no = Wording(nl: "nee", en: "no")
  static let notes = Counted(one: Wording(nl: "melding", en: "note"), many: Wording(nl: "meldingen", en: "notes"))
  static let nothing = Wording(nl: "niets om te tonen", en: "nothing to show")
  static let on = Wording(nl: "op", en: "on")
  static let planned = Wording(nl: "gepland", en: "planned")
  static let plannedFrom = Wording(nl: "gepland vanaf", en: "planned from")
  static let relations = Counted(
    one: Wording(nl: "relatie", en: "relation"), many: Wording(nl: "relaties", en: "relations"))
  static let removed = Wording(nl: "vervalt", en: "ends")
  static let source = Wording(nl: "bron", en: "source")
  static let uncertain = Wording(nl: "afgeleid of aangenomen", en: "inferred or assumed")
  static let unknown = Wording(nl: "onbekend", en: "unknown")
  static let warnings = Counted(
    one: Wording(nl: "waarschuwing", en: "warning"), many: Wording(nl: "waarschuwingen", en: "warnings"))
  static let yes = Wording(nl: "ja", en: "yes")

  /// A noun that goes with a number.
  struct Counted {
    let one: Wording
    let many: Wording

    func callAsFunction(_ count: Int, in language: Language) -> String {
      "\(count) \((count == 1 ? one : many)[language])"
    }
  }

  static func count(_ count: Int, of level: Overlay.Mark.Level, in language: Language) -> String {
    switch level {
    case .error: errors(count, in: language)
    case .warning: warnings(count, in: language)
    case .note: notes(count, in: language)
    }
  }
}
