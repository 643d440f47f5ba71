// The sentences and words of reports, Dutch beside English, in alphabetical order.

import GovernanceAnalysis
import GovernanceModel
import SourceDiagnostics

enum Messages {
  static func andMoreOfRule(_ count: Int) -> Wording {
    Wording(nl: "… en nog \(count) van deze regel", en: "… and \(count) more of this rule")
  }

  static let basis = Wording(nl: "grondslag", en: "basis")
  static let becomes = Wording(nl: "wordt:", en: "becomes:")

  static func chainCircles(_ name: String) -> Wording {
    Wording(nl: "loopt in een kring: \(name) was er al", en: "runs in a circle: \(name) was there before")
  }

  static func chainFades(_ name: String, _ what: Wording) -> Wording {
    Wording(
      nl: "gaat bij \(name) verder, maar niet bekend is waarheen (\(what.nl))",
      en: "goes on at \(name), but it is not known where to (\(what.en))")
  }

  static func chainGoesOn(_ name: String, after steps: Int) -> Wording {
    Wording(
      nl: "gaat bij \(name) verder, en is na \(steps) stappen niet verder gevolgd",
      en: "goes on at \(name), and was not followed further after \(steps) steps")
  }

  static func chainReaches(_ name: String) -> Wording {
    Wording(nl: "komt uit bij een gekozen orgaan: \(name)", en: "ends at an elected body: \(name)")
  }

  static func chainsReaching(_ count: Int, of all: Int) -> Wording {
    Wording(
      nl: "\(count) van de \(all) komen uit bij een gekozen orgaan", en: "\(count) of \(all) end at an elected body")
  }

  static func chainStops(_ name: String) -> Wording {
    Wording(
      nl: "stopt bij \(name): nergens staat aan wie die verantwoording aflegt",
      en: "stops at \(name): nothing says to whom it answers")
  }

  static let changedLines = Wording(
    nl: "Verantwoordingslijnen die veranderen", en: "Lines of accountability that change")
  static let changes = Wording(nl: "Wat er verandert", en: "What changes")
  static let deadlines = Wording(nl: "Termijnen en wat afloopt", en: "Deadlines, and what lapses")
  static let dropsOut = Wording(nl: "valt uit", en: "drops out")

  static func due(_ deadline: Timeline.Deadline) -> Wording {
    switch deadline.kind {
    case .deadline:
      Wording(nl: "uiterste dag: \(deadline.subject.nl)", en: "deadline: \(deadline.subject.en)")
    case .lapse:
      Wording(nl: "laatste dag: \(deadline.subject.nl)", en: "last day: \(deadline.subject.en)")
    }
  }

  static let endedRelations = Wording(nl: "relaties", en: "relations")
  static let findings = Noun(
    one: Wording(nl: "bevinding", en: "finding"), many: Wording(nl: "bevindingen", en: "findings"))
  static let found = Wording(nl: "bron", en: "source")

  static func fromUntil(_ first: String, _ last: String) -> Wording {
    Wording(nl: "van \(first) t/m \(last)", en: "from \(first) up to and including \(last)")
  }

  static let hint = Wording(nl: "tip", en: "hint")
  static let lastDay = Wording(nl: "laatste dag", en: "last day")
  static let line = Wording(nl: "regel", en: "line")
  static let lineCount = Wording(nl: "verantwoordingslijnen die veranderen", en: "lines of accountability that change")
  static let loose = Wording(nl: "los", en: "loose")
  static let moreChains = Wording(
    nl: "Er zijn er meer; dit zijn de kortste.", en: "There are more; these are the shortest.")
  static let new = Wording(nl: "nieuw", en: "new")

  static func newCount(_ severity: Diagnostic.Severity) -> Wording {
    let name = severity.noun.many
    return Wording(nl: "nieuwe \(name.nl)", en: "new \(name.en)")
  }

  static let newFindings = Wording(nl: "Nieuwe bevindingen", en: "New findings")
  static let noLonger = Wording(nl: "niet langer", en: "no longer")
  static let nothing = Wording(nl: "niets", en: "nothing")
  static let on = Wording(nl: "peildatum", en: "as of")
  static let orphanCount = Wording(nl: "losgeraakte relaties", en: "relations that come loose")
  static let orphans = Wording(nl: "Wat los komt te staan", en: "What comes loose")

  static func otherChains(_ count: Int) -> Wording {
    count == 1
      ? Wording(nl: "en nog 1 andere keten", en: "and 1 other chain")
      : Wording(nl: "en nog \(count) andere ketens", en: "and \(count) other chains")
  }

  static let perFinding = Wording(
    nl: "Per bevinding: + komt erbij, - is opgelost, · blijft zoals het is",
    en: "Per finding: + is new, - is solved, · stays as it is")
  static let removed = Wording(nl: "geschrapt", en: "struck")
  static let rows = Noun(
    one: Wording(nl: "antwoord", en: "answer"), many: Wording(nl: "antwoorden", en: "answers"))
  static let rules = Noun(one: Wording(nl: "regel", en: "rule"), many: Wording(nl: "regels", en: "rules"))
  static let seeAbove = Wording(nl: "zie hierboven", en: "see above")
  static let solved = Wording(nl: "opgelost", en: "solved")

  static func solvedCount(_ severity: Diagnostic.Severity) -> Wording {
    let name = severity.noun.many
    return Wording(nl: "opgeloste \(name.nl)", en: "solved \(name.en)")
  }

  static let solvedFindings = Wording(nl: "Opgeloste bevindingen", en: "Solved findings")
  static let startingOn = Wording(nl: "vanaf", en: "from")
  static let stops = Wording(nl: "stopt hier", en: "stops here")

  static func stressed(_ tried: Int, breaking: Int) -> Wording {
    let nl = breaking == 1 ? "1 geeft" : "\(breaking) geven"
    let en = breaking == 1 ? "1 brings" : "\(breaking) bring"
    return Wording(
      nl: "Wat er nieuw breekt als er één uitvalt: \(tried) geprobeerd, \(nl) nieuwe bevindingen",
      en: "What newly breaks when one drops out: \(tried) tried, \(en) new findings")
  }

  static func stressedPairs(among count: Int, breaking: Int) -> Wording {
    let nl = breaking == 1 ? "1 tweetal breekt" : "\(breaking) tweetallen breken"
    let en = breaking == 1 ? "1 pair breaks" : "\(breaking) pairs break"
    return Wording(
      nl: "Wat pas breekt als er twee uitvallen: van de \(count) zwaarste elk tweetal geprobeerd, \(nl) meer dan elk "
        + "apart",
      en:
        "What breaks only when two drop out: of the \(count) heaviest every pair tried, \(en) more than each by itself"
    )
  }

  static let unchanged = Wording(nl: "ongewijzigd", en: "unchanged")
  static let unchangedCount = Wording(nl: "ongewijzigde bevindingen", en: "unchanged findings")
  static let unknown = Wording(nl: "nog niet bekend", en: "not yet known")

  static func unsupported(_ format: String, supported: [String]) -> Wording {
    let all = supported.joined(separator: ", ")
    return Wording(
      nl: "dit wordt niet getoond als `\(format)`; wel als \(all)",
      en: "this is not shown as `\(format)`, but as \(all)")
  }

  static let was = Wording(nl: "was:  ", en: "was:    ")
}
