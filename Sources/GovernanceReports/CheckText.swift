// Findings as text for a terminal: grouped by rule, each with its place, then what to do.

import GovernanceAnalysis
import GovernanceModel
import SourceDiagnostics

/// The whole report, ending with a line of counts.
func checkText(of report: CheckReport, language: Language, style: TextStyle) -> String {
  let renderer = DiagnosticRenderer(language: language, style: style, texts: report.texts)
  let titles = Dictionary(uniqueKeysWithValues: report.documents.map { ($0.key, $0.title) })
  var output = "\(report.project), \(Messages.on[language]) \(report.day.inWords(language))\n\n"
  var number = 0
  for group in groups(of: report.findings) {
    // What is not known is not claimed: the rule's title would.
    let title = group[0].isUnknown ? Messages.unknown : report.titles[group[0].code]
    output += renderer.heading("\(group[0].severity.noun.one[language])[\(group[0].code)]", group[0].severity)
    output += title.map { ": \($0[language])\n" } ?? "\n"
    for finding in group {
      number += 1
      output += "\n\(number). \(finding.message[language])\n"
      if let place = finding.place { output += renderer.excerpt(of: place, severity: finding.severity) }
      for citation in finding.citations {
        output += "  = \(Messages.found[language]): \(words(of: citation, titles: titles, language: language))\n"
      }
    }
    output += "\n"
    for hint in distinct(group.compactMap { $0.hint?[language] }) {
      output += "  \(Messages.hint[language]): \(hint)\n"
    }
    output += "  \(Messages.basis[language]): \(group[0].source)\n\n"
  }
  return output + closingLine(of: report, language: language)
}

/// Findings of one rule and severity that stand together.
private func groups(of findings: [Finding]) -> [[Finding]] {
  var groups: [[Finding]] = []
  for finding in findings {
    if let last = groups.last?.last, last.code == finding.code, last.severity == finding.severity,
      last.isUnknown == finding.isUnknown
    {
      groups[groups.count - 1].append(finding)
    } else {
      groups.append([finding])
    }
  }
  return groups
}

func words(of citation: Citation, titles: [String: String], language: Language) -> String {
  var text = titles[citation.document] ?? citation.document
  if let line = citation.line { text += ", \(Messages.line[language]) \(line)" }
  if let quote = citation.quote { text += ": \"\(quote)\"" }
  return text
}

private func closingLine(of report: CheckReport, language: Language) -> String {
  let counts = [Diagnostic.Severity.error, .warning, .note].map { severity in
    let count = report.count(of: severity)
    return severity.noun.counted(count)[language]
  }
  return "\(counts.joined(separator: ", ")) (\(Messages.rules.counted(report.rules.count)[language]))\n"
}

/// The texts without repetitions, each where it first stands.
///
/// - Complexity: O(n)
func distinct<Text: Hashable>(_ texts: [Text]) -> [Text] {
  var seen: Set<Text> = []
  return texts.filter { seen.insert($0).inserted }
}
