// The words of explanations, in both languages. Alphabetical.

import GovernanceModel
import SourceDiagnostics

enum Phrases {
  static func aggregate(_ operation: String, _ result: Wording, isDay: Bool) -> Wording {
    let words =
      switch operation {
      case "count": Wording(nl: "het aantal is", en: "the number is")
      case "sum": Wording(nl: "de som is", en: "the sum is")
      case "min" where isDay: Wording(nl: "de eerste datum is", en: "the first date is")
      case "min": Wording(nl: "het kleinste is", en: "the smallest is")
      case "max" where isDay: Wording(nl: "de laatste datum is", en: "the last date is")
      case "max": Wording(nl: "het grootste is", en: "the largest is")
      default: Wording(nl: "het gemiddelde is", en: "the mean is")
      }
    return Wording(nl: "\(words.nl) \(result.nl)", en: "\(words.en) \(result.en)")
  }

  static let allMissing = Wording(nl: "niets hiervan staat vast:", en: "none of this is on record:")

  static func doesNotHold(_ test: Wording) -> Wording {
    Wording(nl: "dit klopt niet: \(test.nl)", en: "this does not hold: \(test.en)")
  }

  static func flag(_ flag: Bool) -> Wording { flag ? Wording(nl: "ja", en: "yes") : Wording(nl: "nee", en: "no") }

  static func isA(_ name: String, _ entityClass: String) -> Wording {
    Wording(
      nl: "\(name) is opgenomen als \(entityClass.lowercased())",
      en: "\(name) is recorded as \(entityClass.lowercased())")
  }

  static func member(_ value: String) -> Wording { Wording(nl: "een waarde: \(value)", en: "a value: \(value)") }

  static func more(_ count: Int) -> Wording {
    Wording(nl: "… en nog \(count)", en: "… and \(count) more")
  }

  /// - Parameter first: the statement of the step at which it goes on.
  static func moreSteps(_ count: Int, from first: Wording?) -> Wording {
    let (nl, en) = (first.map { ", vanaf: \($0.nl)" } ?? "", first.map { ", from: \($0.en)" } ?? "")
    switch count {
    case 0: return Wording(nl: "… en zo verder\(nl)", en: "… and so on\(en)")
    case 1: return Wording(nl: "… en zo verder: nog 1 stap\(nl)", en: "… and so on: 1 more step\(en)")
    default:
      return Wording(nl: "… en zo verder: nog \(count) stappen\(nl)", en: "… and so on: \(count) more steps\(en)")
    }
  }

  static func notDerived(_ sentence: Wording) -> Wording {
    Wording(nl: "niet af te leiden: \(sentence.nl)", en: "does not follow: \(sentence.en)")
  }

  static func notRecorded(_ sentence: Wording) -> Wording {
    Wording(nl: "nergens staat: \(sentence.nl)", en: "nothing says: \(sentence.en)")
  }

  static let openBeginning = Wording(nl: "een open begin", en: "an open beginning")

  static let openEnd = Wording(nl: "een open einde", en: "an open end")

  static func period(from: Day?, until: Day?, _ language: Language) -> String {
    let first = from.flatMap { $0 == .earliest ? nil : $0.inWords(language) }
    let last = until.flatMap { $0 == .latest ? nil : $0.advanced(by: -1).inWords(language) }
    switch (first, last) {
    case (let first?, let last?):
      return language == .nl ? "van \(first) t/m \(last)" : "from \(first) up to and including \(last)"
    case (let first?, nil): return language == .nl ? "vanaf \(first)" : "from \(first)"
    case (nil, let last?): return language == .nl ? "t/m \(last)" : "up to and including \(last)"
    case (nil, nil): return language == .nl ? "zonder begin of einde" : "without beginning or end"
    }
  }

  static func prevented(_ sentence: Wording) -> Wording {
    Wording(nl: "er staat wel: \(sentence.nl)", en: "it is said that: \(sentence.en)")
  }
}
