// Days, amounts and other values as people write them; wherever the program speaks, it speaks like this.

import SourceDiagnostics

extension Day {
  /// 1 maart 2026, 1 March 2026.
  package func inWords(_ language: Language) -> String {
    let (year, month, day) = civil
    return "\(day) \(Messages.months[month - 1][language]) \(year)"
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

extension Bool {
  /// Yes or no.
  package func inWords(_ language: Language) -> String { (self ? Messages.yes : Messages.no)[language] }
}

extension Certainty {
  /// What is not certain is said so: `inferred`, `assumed`; nil for what somebody wrote as it is.
  package var inWords: Wording? {
    switch self {
    case .explicit: nil
    case .inferred: Messages.inferred
    case .assumed: Messages.assumed
    }
  }
}
