// Findings as JSON, for other programs. The layout carries a version; within one, keys are added but never changed.

import Datalog
import GovernanceAnalysis
import GovernanceModel
import SourceDiagnostics

/// The report as one JSON object.
///
/// - Complexity: O(size of the findings)
func checkJSON(of report: CheckReport, language: Language) -> String {
  JSON.object([
    ("counts", counts(report.count)),
    ("findings", .list(report.findings.map { entry(for: $0, language: language) })),
    ("language", .text(language.rawValue)),
    ("on", .text(report.day.description)),
    ("project", .text(report.project)),
    ("rules", .number(report.rules.count)),
    ("version", .number(1)),
  ]).document
}

/// How many there are of each severity.
func counts(_ count: (Diagnostic.Severity) -> Int) -> JSON {
  .object(Diagnostic.Severity.allCases.map { (name(of: $0), .number(count($0))) })
}

/// What has lost its last relation of a kind, with the ids of the edges that it had.
func entry(for orphan: Orphan) -> JSON {
  [
    "id": .text(orphan.entity.id),
    "lost": .texts(orphan.lost.map(\.id)),
    "relation": .text(orphan.lost.first?.relation ?? ""),
  ]
}

/// A finding with its identity, and with all of its columns as a rule has them.
func entry(for finding: Finding, language: Language) -> JSON {
  // Of columns with one name the first counts.
  let columns = Dictionary(
    finding.columns.map { ($0.name, text(of: $0.value)) }, uniquingKeysWith: { first, _ in first })
  return [
    "basis": .text(finding.source),
    "columns": .object(columns.map { ($0.key, .text($0.value)) }),
    "hint": JSON(finding.hint?[language]),
    "id": .text(finding.identity),
    "message": .text(finding.message[language]),
    "place": entry(for: finding.place),
    "rule": .text(finding.code),
    "severity": .text(name(of: finding.severity)),
    "sources": .list(finding.citations.map(entry)),
    "subject": .text(finding.subject),
    "unknown": .flag(finding.isUnknown),
  ]
}

func entry(for place: SourcePlace?) -> JSON {
  guard let place else { return .absent }
  return ["column": .number(place.column), "file": .text(place.path), "line": .number(place.line)]
}

func entry(for citation: Citation) -> JSON {
  ["document": .text(citation.document), "line": JSON(citation.line), "quote": JSON(citation.quote)]
}

func name(of severity: Diagnostic.Severity) -> String {
  switch severity {
  case .error: "error"
  case .warning: "warning"
  case .note: "note"
  }
}
