// Values of attributes: from text as written to what it means.

import GovernanceModel
import SourceDiagnostics

extension Reading {
  /// The value of an attribute.
  ///
  /// - Returns: nil, with a diagnostic, where the text does not fit the attribute's type.
  mutating func value(
    of text: String, as definition: Vocabulary.AttributeDefinition, at place: SourcePlace
  ) -> AttributeValue? {
    switch definition.type {
    case .text: return .text(text)
    case .number:
      if let number = wholeNumber(text) { return .number(number) }
      report(.badNumber(text, .whole), at: place)
    case .decimal:
      if let number = decimalNumber(text) { return .decimal(number) }
      report(.badNumber(text, .decimal), at: place)
    case .euro:
      if let cents = cents(in: text) { return .euro(cents: cents) }
      report(.badEuro(text), at: place)
    case .date:
      // A deadline of a month or a year is its last day: "uiterlijk 2026" is met on 31 December.
      if let date = PartialDate(text) { return .date(date.last) }
      report(.badDate(text), at: place)
    case .boolean: return flag(text, at: place).map(AttributeValue.boolean)
    case .choice:
      if let value = definition.values.first(where: { value in
        value.key == text || Vocabulary.keys(from: value.words).contains(text)
      }) {
        return .choice(value.key)
      }
      report(
        .badChoice(text, key: definition.key, allowed: definition.values.map { Wording($0.key) }),
        at: place)
    }
    return nil
  }
}

/// Digits without leading zeros, with `-` before them if need be.
func wholeNumber(_ text: String) -> Int? {
  let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
  guard !digits.isEmpty, digits.utf8.allSatisfy(isDigit), digits == "0" || !digits.hasPrefix("0") else { return nil }
  return Int(text)
}

private func decimalNumber(_ text: String) -> Double? {
  let parts = text.replacing(",", with: ".").split(separator: ".", omittingEmptySubsequences: false)
  guard (1...2).contains(parts.count), wholeNumber(String(parts[0])) != nil else { return nil }
  guard parts.count == 1 || (!parts[1].isEmpty && parts[1].utf8.allSatisfy(isDigit)) else { return nil }
  return Double(parts.joined(separator: "."))
}

/// An amount as people write it in Dutch: `25000`, `€ 25.000,50`, `€ 25.000,-`, `€ 2,9 mln`, `1,4 miljard euro`.
///
/// - Returns: whole cents; nil where the text is something else, or does not fit 64 bits.
func cents(in text: String) -> Int? {
  var rest = text.lowercased()[...]
  let signs = ["€", "euro", "eur"]
  if let sign = signs.first(where: { rest.hasPrefix($0) }) { rest = rest.dropFirst(sign.count) }
  if let sign = signs.first(where: { rest.hasSuffix($0) }) { rest = rest.dropLast(sign.count) }
  var factor = 100
  for (word, size) in [("miljard", 1_000_000_000), ("mld", 1_000_000_000), ("miljoen", 1_000_000), ("mln", 1_000_000)] {
    if let range = rest.firstRange(of: word), rest[range.upperBound...].allSatisfy({ $0 == " " || $0 == "." }) {
      rest = rest[..<range.lowerBound]
      factor *= size
      break
    }
  }
  let number = rest.drop { $0 == " " }.split(separator: " ", omittingEmptySubsequences: true)
  guard number.count == 1, let written = number.first else { return nil }
  let isNegative = written.hasPrefix("-")
  let parts = written.dropFirst(isNegative ? 1 : 0).split(separator: ",", omittingEmptySubsequences: false)
  guard (1...2).contains(parts.count), let whole = grouped(parts[0]) else { return nil }
  var amount = whole.multipliedReportingOverflow(by: factor)
  guard !amount.overflow else { return nil }
  // `€ 25.000,-`: no cents, as on a price tag.
  let isRound = parts.count == 2 && ["-", "--"].contains(parts[1])
  if parts.count == 2, !isRound {
    // A fraction must come out in whole cents: nothing is rounded.
    guard (1...9).contains(parts[1].utf8.count), parts[1].utf8.allSatisfy(isDigit), let digits = Int(parts[1]) else {
      return nil
    }
    var scale = 1
    for _ in parts[1].utf8 { scale *= 10 }
    let fraction = digits.multipliedReportingOverflow(by: factor)
    guard !fraction.overflow, fraction.partialValue % scale == 0 else { return nil }
    amount = amount.partialValue.addingReportingOverflow(fraction.partialValue / scale)
    guard !amount.overflow else { return nil }
  }
  return isNegative ? -amount.partialValue : amount.partialValue
}

/// Digits, all together or in groups of three with a dot between.
private func grouped(_ text: Substring) -> Int? {
  let groups = text.split(separator: ".", omittingEmptySubsequences: false)
  guard groups.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(isDigit) }) else { return nil }
  guard text == "0" || !text.hasPrefix("0") else { return nil }
  guard
    groups.count == 1
      || ((1...3).contains(groups[0].utf8.count) && groups.dropFirst().allSatisfy { $0.utf8.count == 3 })
  else { return nil }
  return Int(groups.joined())
}

private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
