// Days and amounts as people write them; wherever the program speaks, it speaks like this.

import SourceDiagnostics

extension Day {
  /// 1 maart 2026, 1 March 2026.
  package func inWords(_ language: Language) -> String {
    let (year, month, day) = civil
    return "\(day) \(months[month - 1][language]) \(year)"
  }
}

/// An amount in cents: € 1.250.000 and € 12,50 in Dutch, € 1,250,000 and € 12.50 in English.
package func euroInWords(cents: Int, _ language: Language) -> String {
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

private let months = [
  Wording(nl: "januari", en: "January"), Wording(nl: "februari", en: "February"), Wording(nl: "maart", en: "March"),
  Wording(nl: "april", en: "April"), Wording(nl: "mei", en: "May"), Wording(nl: "juni", en: "June"),
  Wording(nl: "juli", en: "July"), Wording(nl: "augustus", en: "August"),
  Wording(nl: "september", en: "September"), Wording(nl: "oktober", en: "October"),
  Wording(nl: "november", en: "November"), Wording(nl: "december", en: "December"),
]
