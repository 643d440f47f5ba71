// Explanations as a tree of sentences, and as JSON.

import GovernanceAnalysis
import GovernanceModel
import SourceDiagnostics

/// Explanations of one thing, ready to be shown; the shortest first.
public struct ExplanationReport: Sendable {
  package let explanations: [Explanation]
  /// What they explain; nil for facts.
  package let finding: Finding?
  /// The rules that apply, sorted by their code.
  package let rules: [Rule]
  package let documents: [SourceDocument]

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

/// One JSON object with sorted keys, ending in a line break.
func explanationJSON(of report: ExplanationReport, language: Language) throws -> String {
  try jsonText(of: Document(version: 1, explanations: report.explanations.map { Entry($0, language) }))
}

private struct Document: Encodable {
  let version: Int
  let explanations: [Entry]
}

private struct Entry: Encodable {
  struct Place: Encodable {
    let file: String
    let line: Int
    let column: Int
  }

  struct Source: Encodable {
    let document: String
    let line: Int?
    let quote: String?
  }

  let kind: String
  let statement: String
  let rule: String?
  let place: Place?
  let certainty: String?
  let sources: [Source]
  let toldBefore: Bool
  let because: [Entry]

  init(_ explanation: Explanation, _ language: Language) {
    kind = explanation.kind.rawValue
    statement = explanation.statement[language]
    rule = explanation.rule
    place = explanation.place.map { .init(file: $0.path, line: $0.line, column: $0.column) }
    certainty = explanation.place == nil ? nil : explanation.certainty.rawValue
    sources = explanation.citations.map { .init(document: $0.document, line: $0.line, quote: $0.quote) }
    toldBefore = explanation.isToldBefore
    because = explanation.because.map { Entry($0, language) }
  }
}
