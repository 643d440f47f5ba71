// How the faults of questions and of rule pages are worded, Dutch beside English, in alphabetical order.

import GovernanceAnalysis
import SourceDiagnostics

extension PageFault {
  var wording: (code: String, message: Wording, hint: Wording?) {
    switch self {
    case .badTuple:
      (
        "bad-tuple", Wording(nl: "dit is geen tupel", en: "this is not a tuple"),
        Wording(
          nl: "schrijf `#= relatie(a, b)` of `#= !relatie(a, b)`",
          en: "write `#= relation(a, b)` or `#= !relation(a, b)`")
      )
    case .findingWithoutMark(let message):
      (
        "finding-without-mark",
        Wording(nl: "niet verwacht: \(message.nl)", en: "not expected: \(message.en)"),
        Wording(
          nl: "hoort de bevinding er te zijn, zet dan `#! code` op deze regel",
          en: "if it belongs here, put `#! code` on this line")
      )
    case .markWithoutFinding:
      (
        "mark-without-finding",
        Wording(nl: "de regel vindt hier niets", en: "the rule finds nothing here"), nil
      )
    case .missingExample(let expectation):
      switch expectation {
      case .fires:
        (
          "missing-example",
          Wording(
            nl: "de pagina heeft geen voorbeeld onder `## Fires`", en: "the page has no example under `## Fires`"), nil
        )
      case .silent:
        (
          "missing-example",
          Wording(
            nl: "de pagina heeft geen voorbeeld onder `## Does not fire`",
            en: "the page has no example under `## Does not fire`"), nil
        )
      case .holds:
        (
          "missing-example",
          Wording(
            nl: "het begrip heeft geen voorbeeld onder `## Holds`", en: "the concept has no example under `## Holds`"),
          nil
        )
      }
    case .otherMark(let mark, let code):
      (
        "other-mark", Wording(nl: "`\(mark)` is een andere regel", en: "`\(mark)` is another rule"),
        Wording(nl: "de code van deze pagina is `\(code)`", en: "the code of this page is `\(code)`")
      )
    case .silentExample:
      ("silent-example", Wording(nl: "het voorbeeld laat niets zien", en: "the example shows nothing"), nil)
    case .tuple(let isAbsent):
      isAbsent
        ? ("tuple", Wording(nl: "dit geldt wel", en: "this does hold"), nil)
        : ("tuple", Wording(nl: "dit geldt niet", en: "this does not hold"), nil)
    case .unknownRelation(let name):
      ("unknown-relation", Wording(nl: "onbekende relatie `\(name)`", en: "unknown relation `\(name)`"), nil)
    }
  }
}

extension QuestionFault {
  var wording: (code: String, message: Wording, hint: Wording?) {
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
        Wording(hint)
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
