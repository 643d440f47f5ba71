// Days, partial dates and half-open periods.

/// A day of the proleptic Gregorian calendar.
public struct Day: Sendable, Hashable, Comparable {
  /// Days since 1970-01-01; earlier days are negative. This is the number that rules see.
  public let number: Int

  /// The day with a number, in days since 1 January 1970.
  public init(number: Int) { self.number = number }

  /// - Returns: nil where the calendar has no such day, such as 30 February, or outside the years 1 to 9999.
  /// - Source: Howard Hinnant, "chrono-compatible low-level date algorithms", `days_from_civil`.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= Self.length(ofMonth: month, in: year)
    else { return nil }
    let shifted = month > 2 ? year : year - 1
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    number = era * 146_097 + dayOfEra - 719_468
  }

  /// Year, month and day.
  package var civil: (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// The first day that Gregorian dates of four digits can name: an open beginning.
  package static let earliest = Day(number: -719_162)
  /// The day after 9999-12-31: an open end.
  package static let latest = Day(number: 2_932_897)

  /// The day that comes so many days later, or earlier for a negative number.
  package func advanced(by days: Int) -> Day { Day(number: number + days) }

  /// The earlier first.
  public static func < (left: Day, right: Day) -> Bool { left.number < right.number }

  private static func length(ofMonth month: Int, in year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension Day: CustomStringConvertible {
  /// ISO 8601, as in 2026-03-01.
  public var description: String {
    let (year, month, day) = civil
    return "\(padded(year, to: 4))-\(padded(month, to: 2))-\(padded(day, to: 2))"
  }

  /// - Returns: nil unless the text is a whole day in ISO 8601.
  public init?(_ text: String) {
    guard let date = PartialDate(text), date.precision == .day else { return nil }
    self = date.first
  }

  private func padded(_ value: Int, to width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

/// A date as people know it: a day, a month or a year.
package struct PartialDate: Sendable, Hashable {
  /// How much of a date is written.
  package enum Precision: Sendable { case year, month, day }

  /// How much of the date is written.
  package let precision: Precision
  /// The first day it can mean.
  package let first: Day
  /// The last day it can mean.
  package let last: Day

  /// Reads `2026`, `2026-03` or `2026-03-14`.
  ///
  /// - Returns: nil for anything else, a day the calendar does not have included.
  package init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let widths = [4, 2, 2]
    guard (1...3).contains(parts.count),
      zip(parts, widths).allSatisfy({ part, width in
        part.utf8.count == width && part.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      })
    else { return nil }
    let numbers = parts.compactMap { Int($0) }
    let (year, month, day) = (numbers[0], numbers.count > 1 ? numbers[1] : 1, numbers.count > 2 ? numbers[2] : 1)
    guard let begin = Day(year: year, month: month, day: day) else { return nil }
    first = begin
    let following: Day?
    switch numbers.count {
    case 1: (precision, following) = (.year, Day(year: year + 1, month: 1, day: 1))
    case 2: (precision, following) = (.month, Day(year: year + month / 12, month: month % 12 + 1, day: 1))
    default: (precision, following) = (.day, begin.advanced(by: 1))
    }
    last = (following ?? .latest).advanced(by: -1)
  }
}

/// From the first day on which something holds up to, not including, the first day on which it no longer does.
package struct Period: Sendable, Hashable {
  /// The first day.
  package let from: Day
  /// The day after the last.
  package let until: Day

  /// - Precondition: `from` is before `until`: what ends before it begins is a fault of the input, reported there.
  package init(from: Day = .earliest, until: Day = .latest) {
    precondition(from < until, "a period ends after it begins")
    self.from = from
    self.until = until
  }

  /// Open at both ends.
  package static let always = Period()

  /// Whether the day is one of the period's.
  package func contains(_ day: Day) -> Bool { from <= day && day < until }
}
