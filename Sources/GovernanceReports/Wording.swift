// The fixed words of reports, Dutch beside English. Alphabetical.

import GovernanceModel
import SourceDiagnostics

enum Words {
  static let basis = Wording(nl: "grondslag", en: "basis")
  static let found = Wording(nl: "bron", en: "source")
  static let hint = Wording(nl: "tip", en: "hint")
  static let line = Wording(nl: "regel", en: "line")
  static let on = Wording(nl: "peildatum", en: "as of")
  static let seeAbove = Wording(nl: "zie hierboven", en: "see above")
  static let unknown = Wording(nl: "nog niet bekend", en: "not yet known")

  /// What is not certain is said so.
  static func certainty(_ certainty: Certainty) -> Wording? {
    switch certainty {
    case .explicit: nil
    case .inferred: Wording(nl: "afgeleid", en: "inferred")
    case .assumed: Wording(nl: "aangenomen", en: "assumed")
    }
  }

  static func rules(_ count: Int) -> Wording {
    count == 1 ? Wording(nl: "regel", en: "rule") : Wording(nl: "regels", en: "rules")
  }

  static func severity(_ severity: Diagnostic.Severity) -> Wording { counted(severity, 1) }

  static func counted(_ severity: Diagnostic.Severity, _ count: Int) -> Wording {
    switch severity {
    case .error: count == 1 ? Wording(nl: "fout", en: "error") : Wording(nl: "fouten", en: "errors")
    case .warning:
      count == 1 ? Wording(nl: "waarschuwing", en: "warning") : Wording(nl: "waarschuwingen", en: "warnings")
    case .note: count == 1 ? Wording(nl: "melding", en: "note") : Wording(nl: "meldingen", en: "notes")
    }
  }
}
