// What can be wrong between a page and its own examples, in Dutch and English. Alphabetical.

import GovernanceAnalysis
import SourceDiagnostics

enum PageFault {
  case badTuple
  case findingWithoutMark(Wording)
  case markWithoutFinding
  case missingExample(RulePage.Expectation)
  case otherMark(String, code: String)
  case silentExample
  case tuple(isAbsent: Bool)
  case unknownRelation(String)

  func diagnostic(at place: SourcePlace?) -> Diagnostic {
    let text = wording
    return Diagnostic(code: "rules/\(text.code)", place: place, message: text.message, hint: text.hint)
  }

  private var wording: (code: String, message: Wording, hint: Wording?) {
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
