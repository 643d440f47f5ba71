// What can be wrong with a question about a project, in Dutch and English. Alphabetical.

import GovernanceAnalysis
import SourceDiagnostics

/// Why a question has no answer.
enum QuestionFault: Error {
  case badPattern(FactPattern.Failure)
  case severalFindings(String, identities: [String])
  /// What was named cannot drop out; the words for what can, in both languages.
  case unknownDroppable(String, known: [Wording])
  case unknownFinding(String, known: [String])
  case unknownId(String, known: [String])
  case unknownView(String, known: [String])

  func diagnostic() -> Diagnostic {
    let text = wording
    return Diagnostic(code: "command/\(text.code)", place: nil, message: text.message, hint: text.hint)
  }

  private var wording: (code: String, message: Wording, hint: Wording?) {
    switch self {
    case .badPattern(let failure): return Self.wording(of: failure)
    case .severalFindings(let text, let identities):
      return (
        "several-findings",
        Wording(nl: "`\(text)` kan meer dan één bevinding zijn", en: "`\(text)` may be more than one finding"),
        Wording(
          nl: "kies er een: \(identities.prefix(8).joined(separator: "; "))",
          en: "choose one: \(identities.prefix(8).joined(separator: "; "))")
      )
    case .unknownDroppable(let word, let known):
      func hint(_ language: Language) -> String {
        let words = known.map { $0[language] }
        let all = words.joined(separator: ", ")
        let wording = suggestion(for: word, among: words) ?? Wording(nl: "kies uit \(all)", en: "choose from \(all)")
        return wording[language]
      }
      return (
        "unknown-droppable",
        Wording(nl: "`\(word)` is niet iets dat kan uitvallen", en: "`\(word)` is not something that can drop out"),
        Wording(nl: hint(.nl), en: hint(.en))
      )
    case .unknownFinding(let text, let known):
      return (
        "unknown-finding", Wording(nl: "er is geen bevinding `\(text)`", en: "there is no finding `\(text)`"),
        suggestion(for: text, among: known)
          ?? Wording(
            nl: "`gremium check PROJECT` nummert ze; of schrijf een feit, als 'owner(opgave, _)'",
            en: "`gremium check PROJECT` numbers them; or write a fact, as 'owner(opgave, _)'")
      )
    case .unknownId(let id, let known):
      return (
        "unknown-id", Wording(nl: "onbekende id `\(id)`", en: "unknown id `\(id)`"),
        suggestion(for: id, among: known)
          ?? Wording(
            nl: "`gremium dump PROJECT model` toont ze alle", en: "`gremium dump PROJECT model` shows them all")
      )
    case .unknownView(let name, let known):
      return (
        "unknown-view", Wording(nl: "onbekende weergave `\(name)`", en: "unknown view `\(name)`"),
        suggestion(for: name, among: known)
          ?? Wording(nl: "er zijn \(known.joined(separator: ", "))", en: "there are \(known.joined(separator: ", "))")
      )
    }
  }

  private static func wording(
    of failure: FactPattern.Failure
  ) -> (code: String, message: Wording, hint: Wording?) {
    switch failure {
    case .form:
      return (
        "pattern", Wording(nl: "dit is geen feit", en: "this is not a fact"),
        Wording(
          nl: "schrijf `naam(waarde, waarde)`, met `_` voor wat onbekend is",
          en: "write `name(value, value)`, with `_` for what is not known")
      )
    case .unknownRelation(let name, let known):
      return (
        "unknown-relation", Wording(nl: "onbekende relatie `\(name)`", en: "unknown relation `\(name)`"),
        suggestion(for: name, among: known)
          ?? Wording(
            nl: "`gremium dump PROJECT program` toont ze alle", en: "`gremium dump PROJECT program` shows them all")
      )
    case .arity(let name, let columns, let found):
      return (
        "arity",
        Wording(
          nl: "`\(name)` heeft \(columns.count) kolommen, hier staan er \(found)",
          en: "`\(name)` has \(columns.count) columns, here are \(found)"),
        Wording(
          nl: "schrijf `\(name)(\(columns.joined(separator: ", ")))`",
          en: "write `\(name)(\(columns.joined(separator: ", ")))`")
      )
    case .value(let text, let column, let wanted):
      let belongs =
        switch wanted {
        case .date: Wording(nl: "een datum, als 2024-12-31", en: "a date, as 2024-12-31")
        case .euro: Wording(nl: "een bedrag in euro's, als 1250.50", en: "an amount in euros, as 1250.50")
        case .number: Wording(nl: "een getal", en: "a number")
        }
      return (
        "value",
        Wording(
          nl: "`\(text)` past niet in `\(column)`: daar hoort \(belongs.nl)",
          en: "`\(text)` does not fit `\(column)`: \(belongs.en) belongs there"), nil
      )
    case .unknownId(let id, let known): return QuestionFault.unknownId(id, known: known).wording
    }
  }
}
