// The findings of a project from day to day, and a chart of them.

import Datalog
import GovernanceAnalysis
import GovernanceDiagrams
import GovernanceModel
import GovernanceReports
import SourceDiagnostics
import WorkControl

extension Workspace {
  /// The findings from day to day.
  ///
  /// - Parameters:
  ///   - first: nil for the eve of the first day that the record names.
  ///   - last: nil for the day after the last one.
  ///   - progress: counts the named days.
  /// - Returns: nil with diagnostics where a rule cannot be computed; nil without where it was cancelled.
  /// - Complexity: one check for each day that the record or a law names, and for its eve.
  public func timeline(
    from first: Day? = nil, through last: Day? = nil, progress: WorkProgress = .init(),
    cancellation: Cancellation? = nil
  ) -> (report: TimelineReport?, diagnostics: [Diagnostic]) {
    let (timeline, diagnostics) = bars(from: first, through: last, progress: progress, cancellation: cancellation)
    return (timeline.map { TimelineReport($0, project: name) }, diagnostics)
  }

  private func bars(
    from first: Day?, through last: Day?, progress: WorkProgress, cancellation: Cancellation?
  ) -> (timeline: Timeline?, diagnostics: [Diagnostic]) {
    let days = model.daysOfChange
    let start = first ?? min(days.first?.advanced(by: -1) ?? day, last ?? day)
    let end = max(start, last ?? max(days.last?.advanced(by: 1) ?? day, day))
    var faults: [Diagnostic] = []
    let goals = book.goals
    func findings(on day: Day) -> [Finding]? {
      let (evaluation, diagnostics) = book.program.evaluate(facts(of: model, on: day), goals: goals)
      if evaluation == nil { faults = diagnostics }
      return evaluation.map {
        GovernanceAnalysis.findings(of: $0, rules: book.rules, program: book.program, model: model)
      }
    }
    let legal = book.program.evaluate(facts(of: model, on: start), goals: ["legal_day"]).evaluation
    let more = (legal?.tuples(of: "legal_day") ?? []).compactMap { tuple -> Day? in
      if case .number(let number)? = tuple.last { Day(number: Int(number)) } else { nil }
    }
    let timeline = GovernanceAnalysis.timeline(
      of: model, from: start, through: end, more: more.flatMap { [$0, $0.advanced(by: 1)] }, progress: progress,
      findings: findings)
    return (timeline, faults)
  }

  /// A chart of the findings from day to day: a bar for each, for as long as it holds.
  public func chart(of report: TimelineReport, language: Language) -> Chart {
    let timeline = report.timeline
    let title = Wording(
      nl: "\(name) — bevindingen van \(timeline.first.inWords(.nl)) t/m \(timeline.last.inWords(.nl))",
      en: "\(name) — findings from \(timeline.first.inWords(.en)) to \(timeline.last.inWords(.en))")
    let bars = timeline.bars.map { bar in
      let level = Overlay.Mark.Level(bar.finding.severity)
      return TimelineChart.Bar(label: bar.finding.message[language], level: level, from: bar.from, until: bar.until)
    }
    let description = Wording(
      nl: "Een balk voor elke bevinding, zolang zij er is.", en: "A bar for each finding, for as long as it holds.")
    return Chart(
      TimelineChart(
        title: title[language], description: description[language], first: timeline.first, last: timeline.last,
        bars: bars))
  }
}
