// The sentences and words of this module, Dutch beside English, in alphabetical order.

import GovernanceModel
import SourceDiagnostics

enum Messages {
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

  static let firstIsHere = Wording(nl: "hier staat de eerste", en: "the first one is here")

  /// The relations that every vocabulary has.
  static let general: [String: Wording] = [
    "as_of": Wording(nl: "er wordt gekeken naar {x}", en: "the day looked at is {x}"),
    "calendar": Wording(nl: "{x} is een datum", en: "{x} is a date"),
    "certainty": Wording(nl: "{x}: zekerheid {y}", en: "{x}: certainty {y}"),
    "class": Wording(nl: "{x} staat bij {y}", en: "{x} is listed under {y}"),
    "entity": Wording(nl: "{x} bestaat op deze dag", en: "{x} exists on this day"),
    "kind": Wording(nl: "{x} is van de soort {y}", en: "{x} is of the kind {y}"),
    "max_date": Wording(
      nl: "een einde dat open blijft, telt als de laatste dag", en: "an end that is left open counts as the last day"),
    "min_date": Wording(
      nl: "een begin dat open blijft, telt als de eerste dag",
      en: "a beginning that is left open counts as the first day"),
    "name": Wording(nl: "{x} heet {y}", en: "{x} is called {y}"),
    "period": Wording(nl: "{x}: {y}", en: "{x}: {y}"),
    "planned": Wording(nl: "{x} moet nog beginnen", en: "{x} is still to start"),
    "source": Wording(nl: "{x} heeft een bron", en: "{x} has a source"),
    "stage": Wording(nl: "{x}: stadium {y}", en: "{x}: stage {y}"),
    "unknown": Wording(nl: "van {x} is niet bekend: {y}", en: "of {x} is not known: {y}"),
  ]

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

  static func period(from: Day?, until: Day?) -> Wording {
    let first = from.flatMap { $0 == .earliest ? nil : $0 }.map { day in Wording { day.inWords($0) } }
    let last = until.flatMap { $0 == .latest ? nil : $0.advanced(by: -1) }.map { day in Wording { day.inWords($0) } }
    return switch (first, last) {
    case (let first?, let last?):
      Wording(nl: "van \(first.nl) t/m \(last.nl)", en: "from \(first.en) up to and including \(last.en)")
    case (let first?, nil): Wording(nl: "vanaf \(first.nl)", en: "from \(first.en)")
    case (nil, let last?): Wording(nl: "t/m \(last.nl)", en: "up to and including \(last.en)")
    case (nil, nil): Wording(nl: "zonder begin of einde", en: "without beginning or end")
    }
  }

  static func prevented(_ sentence: Wording) -> Wording {
    Wording(nl: "er staat wel: \(sentence.nl)", en: "it is said that: \(sentence.en)")
  }
}
