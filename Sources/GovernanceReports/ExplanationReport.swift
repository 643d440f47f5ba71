// Explanations as a tree of sentences, and as JSON.

import GovernanceAnalysis
import GovernanceModel
import SourceDiagnostics

/// Explanations of one thing, ready to be shown; the shortest first.
public struct ExplanationReport: Sendable {
  /// Trees of sentences, each resting on those below it.
  package let explanations: [Explanation]
  /// What they explain; nil for facts.
  package let finding: Finding?
  /// The rules that apply, sorted by their code.
  package let rules: [Rule]
  /// The sources that explanations refer to, with their titles.
  package let documents: [SourceDocument]

  /// A report of explanations, which are shown in the order given.
  package init(_ explanations: [Explanation], of finding: Finding? = nil, rules: [Rule], documents: [SourceDocument]) {
    self.explanations = explanations
    self.finding = finding
    self.rules = rules
    self.documents = documents
  }
}

/// A tree for each explanation, with an empty line between two.
///
/// - Complexity: O(size of the explanations)
func explanationText(of report: ExplanationReport, language: Language) -> String {
  let titles = Dictionary(uniqueKeysWithValues: report.documents.map { ($0.key, $0.title) })
  return report.explanations.map { explanation in
    var lines: [String] = []
    append(explanation, first: "", rest: "", titles, language, to: &lines)
    return lines.joined(separator: "\n") + "\n"
  }.joined(separator: "\n")
}

private func append(
  _ explanation: Explanation, first: String, rest: String, _ titles: [String: String], _ language: Language,
  to lines: inout [String]
) {
  var line = first + explanation.statement[language]
  if let rule = explanation.rule { line += "  [\(rule)]" }
  if explanation.isToldBefore { line += " (\(Messages.seeAbove[language]))" }
  lines.append(line)
  let parts = explanation.because
  let bar = rest + (parts.isEmpty ? "  " : "│ ")
  if let place = explanation.place {
    let certainty = explanation.certainty.inWords.map { " (\($0[language]))" } ?? ""
    lines.append("\(bar)\(place)\(certainty)")
  }
  for citation in explanation.citations {
    lines.append("\(bar)\(words(of: citation, titles: titles, language: language))")
  }
  for (number, part) in parts.enumerated() {
    let isLast = number == parts.count - 1
    append(
      part, first: rest + (isLast ? "└─ " : "├─ "), rest: rest + (isLast ? "   " : "│  "), titles, language,
      to: &lines)
  }
}

/// The layout carries a version; within one, keys are added but never changed.
///
/// - Complexity: O(size of the explanations)
func explanationJSON(of report: ExplanationReport, language: Language) -> String {
  JSON.object([
    ("explanations", .list(report.explanations.map { entry(for: $0, language) })),
    ("version", .number(1)),
  ]).document
}

private func entry(for explanation: Explanation, _ language: Language) -> JSON {
  [
    "because": .list(explanation.because.map { entry(for: $0, language) }),
    "certainty": explanation.place == nil ? .absent : .text(explanation.certainty.rawValue),
    "kind": .text(explanation.kind.rawValue),
    "place": entry(for: explanation.place),
    "rule": JSON(explanation.rule),
    "sources": .list(explanation.citations.map(entry)),
    "statement": .text(explanation.statement[language]),
    "toldBefore": .flag(explanation.isToldBefore),
  ]
}
