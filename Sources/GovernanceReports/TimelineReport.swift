// A timeline as text, as JSON, and as a calendar.

import GovernanceAnalysis
import GovernanceModel
import SourceDiagnostics

/// A timeline, ready to be shown.
public struct TimelineReport: Sendable {
  /// When findings start and end, and what falls due.
  package let timeline: Timeline
  /// The name of the project.
  package let project: String

  /// A report of a project's timeline.
  package init(_ timeline: Timeline, project: String) {
    self.timeline = timeline
    self.project = project
  }
}

func timelineText(of report: TimelineReport, language: Language) -> String {
  let timeline = report.timeline
  let period = Messages.fromUntil(timeline.first.inWords(language), timeline.last.inWords(language))[language]
  var lines = ["\(report.project), \(period)", ""]
  let before = timeline.bars.filter { $0.from == nil }
  lines.append("\(timeline.first.inWords(language)): \(Messages.findings.counted(before.count)[language])")
  for bar in before { lines.append("  = \(line(of: bar.finding, language))") }
  for change in timeline.changes {
    lines += ["", change.day.inWords(language)]
    for finding in change.ended { lines.append("  - \(line(of: finding, language))") }
    for finding in change.started { lines.append("  + \(line(of: finding, language))") }
  }
  if !timeline.deadlines.isEmpty {
    lines += ["", Messages.deadlines[language]]
    for deadline in timeline.deadlines {
      lines.append("  \(deadline.day.inWords(language)): \(Messages.due(deadline)[language])")
    }
  }
  return lines.joined(separator: "\n") + "\n"
}

private func line(of finding: Finding, _ language: Language) -> String {
  "\(finding.severity.noun.one[language])[\(finding.code)]: \(finding.message[language])"
}

/// The layout carries a version; within one, keys are added but never changed.
///
/// - Complexity: O(size of the timeline)
func timelineJSON(of report: TimelineReport, language: Language) -> String {
  let timeline = report.timeline
  return JSON.object([
    (
      "deadlines",
      .list(
        timeline.deadlines.map {
          [
            "day": .text($0.day.description),
            "id": .text($0.id),
            "kind": $0.kind == .deadline ? "deadline" : "lapse",
            "text": .text($0.subject[language]),
          ]
        })
    ),
    (
      "findings",
      .list(
        timeline.bars.map { bar in
          [
            "from": JSON(bar.from?.description),
            "id": .text(bar.finding.identity),
            "message": .text(bar.finding.message[language]),
            "severity": .text(name(of: bar.finding.severity)),
            "through": JSON(bar.until?.advanced(by: -1).description),
          ]
        })
    ),
    ("from", .text(timeline.first.description)),
    ("through", .text(timeline.last.description)),
    ("version", .number(1)),
  ]).document
}

/// Deadlines, lapses, and the days on which errors and warnings start, as events of a whole day.
///
/// - Source: RFC 5545, iCalendar.
func timelineCalendar(of report: TimelineReport, language: Language) -> String {
  let timeline = report.timeline
  var lines = [
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Gremium//Timeline//NL", "X-WR-CALNAME:\(escaped(report.project))",
  ]
  func event(_ id: String, _ day: Day, _ summary: String, _ description: String) {
    lines += [
      "BEGIN:VEVENT", "UID:\(escaped(id))@gremium",
      // A fixed stamp: the same project gives the same file.
      "DTSTAMP:20000101T000000Z", "DTSTART;VALUE=DATE:\(compact(day))",
      "DTEND;VALUE=DATE:\(compact(day.advanced(by: 1)))", "SUMMARY:\(escaped(summary))",
      "DESCRIPTION:\(escaped(description))", "TRANSP:TRANSPARENT", "END:VEVENT",
    ]
  }
  for deadline in timeline.deadlines {
    let kind = deadline.kind == .deadline ? "deadline" : "lapse"
    event("\(kind)-\(deadline.id)-\(deadline.day)", deadline.day, Messages.due(deadline)[language], deadline.id)
  }
  for bar in timeline.bars where bar.finding.severity != .note {
    guard let day = bar.from else { continue }
    event(
      "\(bar.finding.identity)-\(day)", day, bar.finding.message[language],
      "\(bar.finding.code). \(Messages.basis[language]): \(bar.finding.source)")
  }
  return (lines + ["END:VCALENDAR"]).flatMap(folded).map { $0 + "\r\n" }.joined()
}

private func compact(_ day: Day) -> String { day.description.replacing("-", with: "") }

private func escaped(_ text: String) -> String {
  text.replacing("\\", with: "\\\\").replacing(";", with: "\\;").replacing(",", with: "\\,").replacing(
    "\n", with: "\\n")
}

/// A line of at most 75 bytes, and what follows on lines that start with a space.
private func folded(_ line: String) -> [String] {
  var lines: [String] = []
  var current = ""
  for character in line {
    if current.utf8.count + String(character).utf8.count > 73 {
      lines.append(current)
      current = " "
    }
    current.append(character)
  }
  return lines + [current]
}
