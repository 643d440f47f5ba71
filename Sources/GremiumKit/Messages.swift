// The sentences and words of this module, Dutch beside English, in alphabetical order.

import GovernanceModel
import SourceDiagnostics

enum Messages {
  static let accountability = Wording(nl: "Verantwoording", en: "Accountability")
  static let barsOfFindings = Wording(
    nl: "Een balk voor elke bevinding, zolang zij er is.", en: "A bar for each finding, for as long as it holds.")
  static let findingsOnLoss = Wording(
    nl: "zoveel bevindingen komen erbij als dit uitvalt", en: "so many findings come if this drops out")
  static let largerOnLoss = Wording(nl: "groter: er hangt meer aan", en: "larger: more hangs on it")

  /// The first lines of a program for another engine.
  static func souffleHeading(_ title: String) -> Wording {
    Wording(
      nl: """
        // \(title): de regels van dit project. De feiten staan in de map facts.
        // souffle -F facts -D out program.dl          (Soufflé, gebouwd voor getallen van 64 bits)
        // gremium datalog program.dl -F facts -D out

        """,
      en: """
        // \(title): the rules of this project. The facts are in the folder facts.
        // souffle -F facts -D out program.dl          (Soufflé, built for 64-bit numbers)
        // gremium datalog program.dl -F facts -D out

        """)
  }

  static let theChain = Wording(nl: "de keten", en: "the chain")

  static func timelineTitle(_ project: String, _ first: Day, _ last: Day) -> Wording {
    Wording(
      nl: "\(project) — bevindingen van \(first.inWords(.nl)) t/m \(last.inWords(.nl))",
      en: "\(project) — findings from \(first.inWords(.en)) to \(last.inWords(.en))")
  }

  static let whatBreaks = Wording(nl: "Wat er breekt als iets uitvalt", en: "What breaks when something drops out")
}
