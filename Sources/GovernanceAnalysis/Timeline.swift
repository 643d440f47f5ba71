// Findings as a function of time: on which day each starts to hold, and on which it stops.

import Datalog
import GovernanceModel
import SourceDiagnostics
import WorkControl

/// What a project's findings are from day to day.
public struct Timeline: Sendable {
  /// A stretch of days on which a finding holds.
  package struct Bar: Sendable {
    /// In the words of the first day on which it was seen.
    package let finding: Finding
    /// The first day; nil where it holds from before the first day that was looked at.
    package let from: Day?
    /// The first day on which it no longer holds; nil where it still holds on the last day that was looked at.
    package let until: Day?
  }

  /// A day on which findings start or stop.
  package struct Change: Sendable {
    /// The first day on which it is otherwise.
    package let day: Day
    /// Those that hold from this day on, the most severe first.
    package let started: [Finding]
    /// Those that no longer hold on this day, in the order in which they began.
    package let ended: [Finding]
  }

  /// A date that somebody wrote as a deadline, or the last day of a period.
  package struct Deadline: Sendable {
    /// Whether something is due, or lapses.
    package enum Kind: Sendable { case deadline, lapse }

    /// The day that is written; of a period, its last.
    package let day: Day
    /// What the day means.
    package let kind: Kind
    /// The id of the entity or the edge.
    package let id: String
    /// What lapses or is due: the thing, or the sentence of a relation.
    package let subject: Wording
  }

  /// The first day that was looked at.
  package let first: Day
  /// The last day that was looked at.
  package let last: Day
  /// By their first day; those that hold from the start first, the most severe first.
  package let bars: [Bar]
  /// Those within the days that were looked at, by day.
  package let deadlines: [Deadline]

  /// Day by day, those on which nothing changes left out; on each day the findings in the order of the bars.
  ///
  /// - Complexity: O(n log n) for n bars
  package var changes: [Change] {
    var started: [Day: [Finding]] = [:]
    var ended: [Day: [Finding]] = [:]
    for bar in bars {
      if let day = bar.from { started[day, default: []].append(bar.finding) }
      if let day = bar.until { ended[day, default: []].append(bar.finding) }
    }
    return Set(started.keys).union(ended.keys).sorted().map { day in
      Change(day: day, started: started[day] ?? [], ended: ended[day] ?? [])
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
      let name = Wording(entity.label)
      lapse(entity.period, entity.id, name)
      for attribute in entity.attributes where vocabulary.attribute(attribute.key)?.isDue == true {
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
        Wording { writer.words(for: id, type: "Edge", language: $0) })
    }
    return deadlines.sorted { ($0.day, $0.id) < ($1.day, $1.id) }
  }
}

extension Baseline {
  /// Follows findings from the baseline's day to another.
  ///
  /// The days that the record names are looked at, and those that laws name; where the findings differ from one such day to
  /// the eve of the next, because a rule counts weeks, the day on which they change is looked for. A finding that comes and
  /// goes again between two named days is not seen.
  ///
  /// - Parameters:
  ///   - last: not before the baseline's day.
  ///   - more: days to look at beside those of the model.
  ///   - progress: counts the named days.
  ///   - limits: where they are cancelled, that is heard between days too.
  /// - Returns: nil with diagnostics where the findings of a day cannot be computed; nil without where it was cancelled.
  /// - Complexity: for each named day and its eve what changes then, as `moved(to:limits:)`, and O(log days) such steps
  ///   for each change between them. A finding is put in words when it starts. No more than O(log days) evaluations are
  ///   held at a time.
  package func timeline(
    through last: Day, more: [Day], progress: WorkProgress = .init(), limits: EvaluationLimits = .init()
  ) -> (timeline: Timeline?, diagnostics: [Diagnostic]) {
    let named = Set(base.model.daysOfChange + more).filter { day < $0 && $0 <= last }.sorted()
    progress.begin(named.count)
    var walk = TimelineWalk(from: self, limits)
    for day in named {
      guard walk.advance(to: day.advanced(by: -1)), walk.advance(to: day) else { return (nil, walk.diagnostics) }
      progress.advance()
    }
    guard walk.advance(to: last) else { return (nil, walk.diagnostics) }
    let timeline = Timeline(
      first: day, last: last, bars: walk.bars, deadlines: base.model.deadlines(from: day, through: last))
    return (timeline, [])
  }
}

/// The way from one day to later ones, with the findings that are there and those that were.
private struct TimelineWalk {
  private let limits: EvaluationLimits
  private let forms: [FindingForm]
  /// Where the walk has come.
  private var here: Baseline
  private var lists: MessageLists
  private var open: [FindingKey: (finding: Finding, from: Day?)] = [:]
  private var closed: [Timeline.Bar] = []
  /// Why it could not be advanced.
  private(set) var diagnostics: [Diagnostic] = []

  init(from start: Baseline, _ limits: EvaluationLimits) {
    self.limits = limits
    here = start
    forms = start.book.forms
    lists = MessageLists(of: start.evaluation, for: forms)
    let book = start.book
    for finding in findings(
      of: start.evaluation, rules: book.rules, program: book.program, model: start.base.model,
      cancellation: limits.cancellation)
    {
      open[FindingKey(finding)] = (finding, nil)
    }
  }

  /// Advances to a day, and looks at the days on the way as far as the findings differ.
  ///
  /// - Returns: whether it has come there.
  mutating func advance(to day: Day) -> Bool {
    if day <= here.day { return true }
    if limits.cancellation?.isCancelled == true { return false }
    let (next, change, faults) = here.moved(to: day, limits: limits)
    guard let next, let change else {
      diagnostics = faults
      return false
    }
    let isOver = day.number - here.day.number > 1
    if isOver, forms.contains(where: { change.changes($0.relation) }) {
      let middle = Day(number: (here.day.number + day.number) / 2)
      return advance(to: middle) && advance(to: day)
    }
    here = next
    lists.apply(change)
    note(change, on: day)
    return true
  }

  private mutating func note(_ change: EvaluationChange, on day: Day) {
    for form in forms where change.count(removedFrom: form.relation) > 0 {
      for tuple in change.removed(from: form.relation) {
        guard let bar = open.removeValue(forKey: FindingKey(form, tuple)) else { continue }
        closed.append(.init(finding: bar.finding, from: bar.from, until: day))
      }
    }
    let started = forms.filter { change.count(addedTo: $0.relation) > 0 }
    if started.isEmpty { return }
    for finding in here.findings(of: started, in: change, lists, model: here.base.model) {
      open[FindingKey(finding)] = (finding, day)
    }
  }

  /// By their first day; of one day the most severe first, and then by identity.
  var bars: [Timeline.Bar] {
    let bars = closed + open.values.map { .init(finding: $0.finding, from: $0.from, until: nil) }
    return bars.map { (bar: $0, from: $0.from ?? .earliest, identity: $0.finding.identity) }
      .sorted { left, right in
        if left.from != right.from { return left.from < right.from }
        let (one, other) = (left.bar.finding.severity, right.bar.finding.severity)
        return one == other ? left.identity < right.identity : one > other
      }
      .map(\.bar)
  }
}

extension EvaluationChange {
  /// Whether tuples of the relation came or went.
  fileprivate func changes(_ relation: String) -> Bool {
    count(addedTo: relation) > 0 || count(removedFrom: relation) > 0
  }
}
