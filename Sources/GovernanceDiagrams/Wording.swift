// The fixed words of a chart, in alphabetical order; all others are the vocabulary's.

import GovernanceModel
import SourceDiagnostics

enum Words {
  static let andParts = Wording(nl: "en onderdelen", en: "and its parts")
  static let assumed = Wording(nl: "aangenomen", en: "assumed")
  static let errors = Counted(one: Wording(nl: "fout", en: "error"), many: Wording(nl: "fouten", en: "errors"))
  static let inferred = Wording(nl: "afgeleid", en: "inferred")
  static let line = Wording(nl: "regel", en: "line")
  static let no = Wording(nl: "nee", en: "no")
  static let notes = Counted(one: Wording(nl: "melding", en: "note"), many: Wording(nl: "meldingen", en: "notes"))
  static let nothing = Wording(nl: "niets om te tonen", en: "nothing to show")
  static let on = Wording(nl: "op", en: "on")
  static let planned = Wording(nl: "gepland", en: "planned")
  static let plannedFrom = Wording(nl: "gepland vanaf", en: "planned from")
  static let relations = Counted(
    one: Wording(nl: "relatie", en: "relation"), many: Wording(nl: "relaties", en: "relations"))
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

  /// As people write it: 1 maart 2026, 1 March 2026.
  static func date(_ day: Day, in language: Language) -> String {
    let (year, month, number) = day.civil
    return "\(number) \(months[month - 1][language]) \(year)"
  }

  /// As people write it: € 1.250.000, € 12,50; in English € 1,250,000, € 12.50.
  static func euro(cents: Int, in language: Language) -> String {
    let (thousands, decimal) = language == .nl ? (".", ",") : (",", ".")
    let (whole, part) = cents.magnitude.quotientAndRemainder(dividingBy: 100)
    var digits = String(whole)
    var groups: [Substring] = []
    while digits.count > 3 {
      groups.insert(Substring(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    groups.insert(Substring(digits), at: 0)
    let fraction = part == 0 ? "" : "\(decimal)\(part < 10 ? "0" : "")\(part)"
    return "€ \(cents < 0 ? "-" : "")\(groups.joined(separator: thousands))\(fraction)"
  }

  private static let months = [
    Wording(nl: "januari", en: "January"), Wording(nl: "februari", en: "February"), Wording(nl: "maart", en: "March"),
    Wording(nl: "april", en: "April"), Wording(nl: "mei", en: "May"), Wording(nl: "juni", en: "June"),
    Wording(nl: "juli", en: "July"), Wording(nl: "augustus", en: "August"),
    Wording(nl: "september", en: "September"), Wording(nl: "oktober", en: "October"),
    Wording(nl: "november", en: "November"), Wording(nl: "december", en: "December"),
  ]
}
