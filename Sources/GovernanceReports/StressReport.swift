// What breaks when something drops out, as text and as JSON.

import GovernanceAnalysis
import GovernanceModel
import SourceDiagnostics

/// What breaks when one of a project's things drops out, or two, ready to be shown.
public struct StressReport: Sendable {
  /// One that drops out, or a pair, with what that brings.
  package struct Entry: Sendable {
    /// What drops out, with how much that brings.
    package let impact: Impact
    /// New findings, in the order in which a check has them.
    package let findings: [Finding]
    /// Entities that lose their last relation of a kind.
    package let orphans: [Orphan]

    /// An entry of one impact.
    package init(impact: Impact, findings: [Finding], orphans: [Orphan]) {
      self.impact = impact
      self.findings = findings
      self.orphans = orphans
    }
  }

  /// Pairs that break more than their parts.
  package struct Pairs: Sendable {
    /// Of how many each two were tried.
    package let among: Int
    /// How many pairs break more.
    package let breaking: Int
    /// The heaviest of them.
    package let entries: [Entry]

    /// Pairs of which only the heaviest are told.
    package init(among: Int, breaking: Int, entries: [Entry]) {
      self.among = among
      self.breaking = breaking
      self.entries = entries
    }
  }

  /// The project as it is.
  package let model: Model
  /// The day that was looked at.
  package let day: Day
  /// How many were tried.
  package let tried: Int
  /// How many of them bring findings.
  package let breaking: Int
  /// The heaviest first.
  package let entries: [Entry]
  /// Nil where pairs were not asked for.
  package let pairs: Pairs?

  /// A report of losses, which are shown in the order given.
  package init(model: Model, day: Day, tried: Int, breaking: Int, entries: [Entry], pairs: Pairs?) {
    self.model = model
    self.day = day
    self.tried = tried
    self.breaking = breaking
    self.entries = entries
    self.pairs = pairs
  }
}

// MARK: Text

func stressText(of report: StressReport, language: Language, style: TextStyle) -> String {
  StressText(report: report, language: language, style: style).text
}

private struct StressText {
  let report: StressReport
  let language: Language
  let renderer: DiagnosticRenderer

  init(report: StressReport, language: Language, style: TextStyle) {
    self.report = report
    self.language = language
    renderer = DiagnosticRenderer(language: language, style: style, texts: [])
  }

  var text: String {
    var output = "\(report.model.project.name), \(Messages.on[language]) \(report.day.inWords(language))\n\n"
    output += "\(Messages.stressed(report.tried, breaking: report.breaking)[language])\n"
    output += whole(report.entries, isPair: false)
    if let pairs = report.pairs, pairs.among > 1 {
      output += "\n\(Messages.stressedPairs(among: pairs.among, breaking: pairs.breaking)[language])\n"
      output += whole(pairs.entries, isPair: true)
    }
    return output
  }

  /// The table, and below it what each line stands for.
  private func whole(_ entries: [StressReport.Entry], isPair: Bool) -> String {
    if entries.isEmpty { return "" }
    let details = entries.enumerated().filter { !$0.element.findings.isEmpty }
      .map { "\n" + told(of: $0.element, number: $0.offset + 1) }
    return "\n" + table(entries) + details.joined()
  }

  private func table(_ entries: [StressReport.Entry]) -> String {
    let heads =
      [Diagnostic.Severity.error, .warning, .note].map { $0.noun.many[language] }
      + [Messages.endedRelations[language], Messages.loose[language]]
    let numberWidth = String(entries.count).count + 1
    func line(_ number: String, _ cells: [String], _ label: String) -> String {
      let padded = zip(cells, heads).map { cell, head in
        String(repeating: " ", count: max(0, head.count - cell.count)) + cell
      }
      let start = String(repeating: " ", count: numberWidth - number.count) + number
      return "\(start)  \(padded.joined(separator: "  "))  \(label)\n"
    }
    let rows = entries.enumerated().map { index, entry in
      let impact = entry.impact
      let counts = [impact.errors, impact.warnings, impact.notes, impact.endedRelations, impact.orphans]
      return line("\(index + 1).", counts.map(String.init), impact.ids.map(named).joined(separator: " + "))
    }
    return line("", heads, Messages.dropsOut[language]) + rows.joined()
  }

  /// The name, and in brackets what it is and the id by which other commands know it.
  private func named(_ id: String) -> String {
    guard let entity = report.model.entity(id) else { return id }
    let vocabulary = report.model.vocabulary
    let kind = vocabulary.kind(of: entity)?.words ?? vocabulary.entityClass(entity.classKey)?.singular
    return "\(entity.label) (\([kind?[language], id].compactMap { $0 }.joined(separator: ", ")))"
  }

  private func told(of entry: StressReport.Entry, number: Int) -> String {
    let names = entry.impact.ids.map(report.model.label(of:)).joined(separator: " + ")
    let groups = Dictionary(grouping: entry.findings, by: Rule.init)
    var lines = ["\(number). \(names)"]
    var told: Set<Rule> = []
    for finding in entry.findings {
      let rule = Rule(finding)
      guard told.insert(rule).inserted, let group = groups[rule] else { continue }
      let heading = "\(finding.severity.noun.one[language])[\(finding.code)]"
      for finding in group.prefix(Self.mostOfRule) {
        lines.append("  + \(renderer.heading(heading, finding.severity)): \(finding.message[language])")
      }
      let rest = group.count - Self.mostOfRule
      if rest > 0 { lines.append("    \(Messages.andMoreOfRule(rest)[language])") }
    }
    return lines.map { "\($0)\n" }.joined()
  }

  /// What findings have in common that stand together.
  private struct Rule: Hashable {
    let code: String
    let isUnknown: Bool

    init(_ finding: Finding) {
      code = finding.code
      isUnknown = finding.isUnknown
    }
  }

  /// Nobody reads a hundred sentences of one kind; JSON has them all.
  private static let mostOfRule = 3
}

// MARK: JSON

/// The layout carries a version; within one, keys are added but never changed.
///
/// - Complexity: O(size of the entries)
func stressJSON(of report: StressReport, language: Language) -> String {
  func impacts(_ entries: [StressReport.Entry]) -> JSON {
    .list(entries.map { impact($0, in: report.model, language) })
  }
  return JSON.object([
    ("breaking", .number(report.breaking)),
    ("language", .text(language.rawValue)),
    ("losses", impacts(report.entries)),
    ("on", .text(report.day.description)),
    (
      "pairs",
      report.pairs.map {
        ["among": .number($0.among), "breaking": .number($0.breaking), "losses": impacts($0.entries)]
      } ?? .absent
    ),
    ("project", .text(report.model.project.name)),
    ("tried", .number(report.tried)),
    ("version", .number(1)),
  ]).document
}

private func impact(_ entry: StressReport.Entry, in model: Model, _ language: Language) -> JSON {
  let impact = entry.impact
  return [
    "counts": counts { severity in
      switch severity {
      case .error: impact.errors
      case .warning: impact.warnings
      case .note: impact.notes
      }
    },
    "endedRelations": .number(impact.endedRelations),
    "ids": .texts(impact.ids),
    "labels": .texts(impact.ids.map(model.label(of:))),
    "new": .list(entry.findings.map { GovernanceReports.entry(for: $0, language: language) }),
    "orphaned": .list(entry.orphans.map(GovernanceReports.entry)),
  ]
}
