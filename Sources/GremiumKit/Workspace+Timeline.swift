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
  ///   - limits: when to give up on a rule that would go on forever, or on all of it.
  /// - Returns: nil with diagnostics where a rule cannot be computed; nil without where it was cancelled.
  /// - Complexity: that of one check, and for each day that the record or a law names, and for its eve, what changes then.
  public func timeline(
    from first: Day? = nil, through last: Day? = nil, progress: WorkProgress = .init(),
    limits: EvaluationLimits = .init()
  ) -> (report: TimelineReport?, diagnostics: [Diagnostic]) {
    let days = model.daysOfChange
    let start = first ?? min(days.first?.advanced(by: -1) ?? day, last ?? day)
    let end = max(start, last ?? max(days.last?.advanced(by: 1) ?? day, day))
    let (made, faults) = baseline(on: start, relations: [ConceptRole.legalDay.rawValue], limits: limits)
    guard let baseline = made else { return (nil, faults) }
    let dates = book.relation(for: .legalDay).map { baseline.evaluation.tuples(of: $0) } ?? []
    let legal = dates.compactMap { tuple -> Day? in
      if case .number(let number)? = tuple.last { Day(number: Int(number)) } else { nil }
    }
    let (timeline, diagnostics) = baseline.timeline(
      through: end, more: legal.flatMap { [$0, $0.advanced(by: 1)] }, progress: progress, limits: limits)
    return (timeline.map { TimelineReport($0, project: name) }, diagnostics)
  }

  /// A chart of the findings from day to day: a bar for each, for as long as it holds.
  public func chart(of report: TimelineReport, language: Language) -> Chart {
    let timeline = report.timeline
    let title = Messages.timelineTitle(name, timeline.first, timeline.last)
    let bars = timeline.bars.map { bar in
      let level = Overlay.Mark.Level(bar.finding.severity)
      return TimelineChart.Bar(label: bar.finding.message[language], level: level, from: bar.from, until: bar.until)
    }
    return Chart(
      TimelineChart(
        title: title[language], description: Messages.barsOfFindings[language], first: timeline.first,
        last: timeline.last,
        bars: bars))
  }
}
