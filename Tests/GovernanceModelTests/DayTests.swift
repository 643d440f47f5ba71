// The calendar: days, months, years and what lies between two of them.

import GovernanceModel
import TestSupport
import Testing

@Suite("Days are those of the Gregorian calendar")
struct DayTests {
  @Test("every day of the years 1 to 9999 comes back from its number and from its text")
  func roundTrip() throws {
    var generator = SeededGenerator(seed: randomSeed)
    // A step of about a week keeps it quick; a random start reaches every day in time.
    var number = Day.earliest.number + Int.random(in: 0..<7, using: &generator)
    while number < Day.latest.number {
      let day = Day(number: number)
      let (year, month, dayOfMonth) = day.civil
      let back = Day(year: year, month: month, day: dayOfMonth)
      guard back == day, Day(day.description) == day else {
        Issue.record("\(number) GREMIUM_SEED=\(randomSeed)")
        return
      }
      number += 7
    }
  }

  @Test("a day follows the day before, through every end of a month and a year")
  func succession() {
    for year in [1, 4, 100, 400, 1582, 1899, 1900, 1999, 2000, 2023, 2024, 2100, 9999] {
      let lengths = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      var expected = Day(year: year, month: 1, day: 1)
      for (month, length) in zip(1..., lengths) {
        for day in 1...length {
          #expect(Day(year: year, month: month, day: day) == expected)
          expected = expected?.advanced(by: 1)
        }
        #expect(Day(year: year, month: month, day: length + 1) == nil)
        #expect(Day(year: year, month: month, day: 0) == nil)
      }
    }
  }

  private func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

  @Test(
    "days have the numbers that rules see",
    arguments: [
      ("1970-01-01", 0), ("1970-01-02", 1), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2024-02-29", 19_782),
      ("0001-01-01", -719_162), ("9999-12-31", 2_932_896),
    ])
  func numbers(text: String, number: Int) {
    #expect(Day(text)?.number == number)
    #expect(Day(number: number).description == text)
  }

  @Test("the ends of time are the first day of year 1 and the day after year 9999")
  func ends() {
    #expect(Day("0001-01-01") == .earliest)
    #expect(Day("9999-12-31")?.advanced(by: 1) == .latest)
    #expect(Day(year: 0, month: 1, day: 1) == nil)
    #expect(Day(year: 10_000, month: 1, day: 1) == nil)
    #expect(Day(year: 2024, month: 13, day: 1) == nil)
    #expect(Day(year: Int.min, month: Int.max, day: Int.min) == nil)
  }

  @Test(
    "what is not a day in ISO 8601 is none",
    arguments: [
      "", "2024", "2024-02", "2024-02-30", "2023-02-29", "1900-02-29", "2024-2-3", "24-02-03", "2024/02/03",
      "-024-01-01",
      "2024-01-01 ", " 2024-01-01", "2024-01-01-01", "2024--01", "٢٠٢٤-٠١-٠١", "2024-01-1a", "+024-01-01", "2024-01-32",
    ])
  func noDays(text: String) {
    #expect(Day(text) == nil)
  }
}

@Suite("Dates may be known in part")
struct PartialDateTests {
  @Test(
    "a month or a year is all its days",
    arguments: [
      ("2024", "2024-01-01", "2024-12-31"), ("2024-02", "2024-02-01", "2024-02-29"),
      ("2023-02", "2023-02-01", "2023-02-28"),
      ("2024-12", "2024-12-01", "2024-12-31"), ("2024-04", "2024-04-01", "2024-04-30"),
      ("2024-02-29", "2024-02-29", "2024-02-29"), ("9999", "9999-01-01", "9999-12-31"),
      ("9999-12", "9999-12-01", "9999-12-31"), ("0001", "0001-01-01", "0001-12-31"),
    ])
  func extent(text: String, first: String, last: String) {
    #expect(PartialDate(text)?.first.description == first)
    #expect(PartialDate(text)?.last.description == last)
  }

  @Test(
    "how much is known", arguments: [("2024", PartialDate.Precision.year), ("2024-02", .month), ("2024-02-01", .day)])
  func precision(text: String, precision: PartialDate.Precision) {
    #expect(PartialDate(text)?.precision == precision)
  }

  @Test(
    "what is no date is none",
    arguments: ["", "24", "02024", "2024-13", "2024-00", "0000", "2024-", "-2024", "20-24", "2024-02-"])
  func noDates(text: String) {
    #expect(PartialDate(text) == nil)
  }
}

@Suite("Periods are half-open")
struct PeriodTests {
  @Test("the first day is in it, the day it ends on is not")
  func ends() throws {
    let (first, last) = (try #require(Day("2024-03-01")), try #require(Day("2024-03-31")))
    let period = Period(from: first, until: last.advanced(by: 1))
    #expect(!period.contains(first.advanced(by: -1)))
    #expect(period.contains(first) && period.contains(last))
    #expect(!period.contains(last.advanced(by: 1)))
  }

  @Test("an open end goes on")
  func open() {
    #expect(Period.always.contains(.earliest))
    #expect(Period.always.contains(Day.latest.advanced(by: -1)))
    #expect(Period(from: Day(number: 0)).contains(Day(number: 1_000_000)))
    #expect(!Period(from: Day(number: 0)).contains(Day(number: -1)))
    #expect(Period() == .always)
  }
}
