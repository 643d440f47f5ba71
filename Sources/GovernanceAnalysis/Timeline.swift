// Findings as a function of time: on which day each starts to hold, and on which it stops.

import Datalog
import GovernanceModel
import SourceDiagnostics
import WorkControl

/// What a project's findings are from day to day.
public struct Timeline: Sendable {
  /// A stretch of days on which a finding holds.
  package struct Bar: Sendable {
    package let finding: Finding
    /// The first day; nil where it holds from before the first day that was looked at.
    package let from: Day?
    /// The first day on which it no longer holds; nil where it still holds on the last day that was looked at.
    package let until: Day?
  }

  /// A day on which findings start or stop.
  package struct Change: Sendable {
    package let day: Day
    package let started: [Finding]
    package let ended: [Finding]
  }

  /// A date that somebody wrote as a deadline, or the last day of a period.
  package struct Deadline: Sendable {
    package enum Kind: Sendable { case deadline, lapse }

    package let day: Day
    package let kind: Kind
    package let id: String
    /// What lapses or is due: the thing, or the sentence of a relation.
    package let subject: Wording
  }

  /// The first and the last day that were looked at.
  package let first: Day
  package let last: Day
  /// By their first day; those that hold from the start first, the most severe first.
  package let bars: [Bar]
  /// Those within the days that were looked at, by day.
  package let deadlines: [Deadline]

  /// Day by day, those on which nothing changes left out.
  package var changes: [Change] {
    let days = Set(bars.flatMap { [$0.from, $0.until].compactMap { $0 } }).sorted()
    return days.map { day in
      Change(
        day: day, started: bars.filter { $0.from == day }.map(\.finding),
        ended: bars.filter { $0.until == day }.map(\.finding))
    }
  }
}

extension Model {
  /// The days on which the record says that anything starts, or has stopped; and deadlines and the days after them.
  ///
  /// - Complexity: O(entities + edges + attributes)
  package var daysOfChange: [Day] {
    var days: Set<Day> = []
    func add(_ period: Period) { days.formUnion([period.from, period.until]) }
    func add(_ attributes: [Attribute]) {
      for attribute in attributes {
        if case .date(let day) = attribute.value { days.formUnion([day, day.advanced(by: 1)]) }
      }
    }
    for entity in entities {
      add(entity.period)
      add(entity.attributes)
      for unknown in entity.unknowns { add(unknown.period) }
    }
    for edge in edges {
      add(edge.period)
      add(edge.attributes)
    }
    return days.subtracting([.earliest, .latest]).sorted()
  }

  /// What is due or lapses from one day up to and including another.
  ///
  /// - Complexity: O(n log n) in entities, edges and attributes
  package func deadlines(from first: Day, through last: Day) -> [Timeline.Deadline] {
    var deadlines: [Timeline.Deadline] = []
    func isWithin(_ day: Day) -> Bool { first <= day && day <= last }
    func lapse(_ period: Period, _ id: String, _ subject: Wording) {
      let day = period.until.advanced(by: -1)
      if period.until != .latest, isWithin(day) {
        deadlines.append(.init(day: day, kind: .lapse, id: id, subject: subject))
      }
    }
    for entity in entities {
      let name = Wording(nl: entity.label, en: entity.label)
      lapse(entity.period, entity.id, name)
      for attribute in entity.attributes where attribute.key == "deadline" {
        if case .date(let day) = attribute.value, isWithin(day) {
          deadlines.append(.init(day: day, kind: .deadline, id: entity.id, subject: name))
        }
      }
    }
    let writer = ValueWriter(model: self)
    for edge in edges {
      let id = Value.symbol(edge.id)
      lapse(
        edge.period, edge.id,
        Wording(
          nl: writer.words(for: id, type: "Edge", language: .nl), en: writer.words(for: id, type: "Edge", language: .en)
        ))
    }
    return deadlines.sorted { ($0.day, $0.id) < ($1.day, $1.id) }
  }
}

/// Follows findings from one day to another.
///
/// The days that the record names are looked at, and those that laws name; where the findings differ from one such day to
/// the eve of the next, because a rule counts weeks, the day on which they change is looked for. A finding that comes and
/// goes again between two named days is not seen.
///
/// - Parameters:
///   - more: days to look at beside those of the model.
///   - progress: counts the named days.
///   - findings: what is found on a day; nil where that cannot be computed.
/// - Returns: nil where the findings of a day cannot be computed.
/// - Complexity: one evaluation for each named day and its eve, and O(log days) for each change between them.
package func timeline(
  of model: Model, from first: Day, through last: Day, more: [Day], progress: WorkProgress = .init(),
  findings: (Day) -> [Finding]?
) -> Timeline? {
  var known: [Day: [String: Finding]] = [:]
  func found(on day: Day) -> [String: Finding]? {
    if let found = known[day] { return found }
    guard let list = findings(day) else { return nil }
    let found = Dictionary(list.map { ($0.identity, $0) }, uniquingKeysWith: { first, _ in first })
    known[day] = found
    return found
  }
  /// Looks at the days between two of which the findings are known, as far as they differ.
  func refine(_ start: Day, _ end: Day) -> Bool {
    guard end.number - start.number > 1, let one = found(on: start), let other = found(on: end) else {
      return known[start] != nil && known[end] != nil
    }
    if Set(one.keys) == Set(other.keys) { return true }
    let middle = Day(number: (start.number + end.number) / 2)
    guard found(on: middle) != nil else { return false }
    return refine(start, middle) && refine(middle, end)
  }
  let named = Set(model.daysOfChange + more).filter { first < $0 && $0 <= last }.sorted()
  var start = first
  progress.begin(named.count)
  guard found(on: first) != nil else { return nil }
  for day in named {
    defer { progress.advance() }
    let eve = day.advanced(by: -1)
    guard found(on: eve) != nil, found(on: day) != nil, refine(start, eve) else { return nil }
    start = day
  }
  guard found(on: last) != nil, refine(start, last) else { return nil }
  var open: [String: (finding: Finding, from: Day?)] = [:]
  var bars: [Timeline.Bar] = []
  for day in known.keys.sorted() {
    let today = known[day] ?? [:]
    for identity in open.keys.sorted() where today[identity] == nil {
      if let bar = open.removeValue(forKey: identity) {
        bars.append(.init(finding: bar.finding, from: bar.from, until: day))
      }
    }
    for (identity, finding) in today where open[identity] == nil {
      open[identity] = (finding, day == first ? nil : day)
    }
  }
  bars += open.values.map { .init(finding: $0.finding, from: $0.from, until: nil) }
  bars.sort { left, right in
    let (one, other) = (left.from ?? .earliest, right.from ?? .earliest)
    if one != other { return one < other }
    if left.finding.severity != right.finding.severity { return left.finding.severity > right.finding.severity }
    return left.finding.identity < right.finding.identity
  }
  return Timeline(first: first, last: last, bars: bars, deadlines: model.deadlines(from: first, through: last))
}
