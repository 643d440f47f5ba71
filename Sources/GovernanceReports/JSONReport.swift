// Findings as JSON, for other programs. The layout carries a version; within one, keys are added but never changed.

import Datalog
import FoundationEssentials
import GovernanceAnalysis
import GovernanceModel
import SourceDiagnostics

/// The report as one JSON object with sorted keys, ending in a line break.
///
/// - Throws: `EncodingError` where a column holds a number that JSON cannot write.
func checkJSON(of report: CheckReport, language: Language) throws -> String {
  let document = Document(
    version: 1, project: report.project, on: report.day.description, language: language.rawValue,
    rules: report.rules.count,
    counts: [
      "error": report.count(of: .error), "warning": report.count(of: .warning), "note": report.count(of: .note),
    ],
    findings: report.findings.map { entry(for: $0, language: language) })
  return try jsonText(of: document)
}

/// A value as one JSON object with sorted keys, ending in a line break: the form that every result has.
///
/// - Complexity: O(size)
/// - Throws: `EncodingError` where it holds a number that JSON cannot write.
func jsonText(of value: some Encodable) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
}

private struct Document: Encodable {
  let version: Int
  let project: String
  let on: String
  let language: String
  let rules: Int
  let counts: [String: Int]
  let findings: [FindingEntry]
}

/// What has lost its last relation of a kind.
struct OrphanEntry: Encodable {
  let id: String
  let relation: String
  /// The ids of the edges that it had.
  let lost: [String]

  init(_ orphan: Orphan) {
    id = orphan.entity.id
    relation = orphan.lost.first?.relation ?? ""
    lost = orphan.lost.map(\.id)
  }
}

struct FindingEntry: Encodable {
  struct Place: Encodable {
    let file: String
    let line: Int
    let column: Int
  }

  struct Citation: Encodable {
    let document: String
    let line: Int?
    let quote: String?
  }

  let id: String
  let rule: String
  let severity: String
  let unknown: Bool
  let subject: String
  let columns: [String: String]
  let message: String
  let hint: String?
  let basis: String
  let place: Place?
  let sources: [Citation]
}

func entry(for finding: Finding, language: Language) -> FindingEntry {
  FindingEntry(
    id: finding.identity, rule: finding.code, severity: name(of: finding.severity),
    unknown: finding.isUnknown, subject: finding.subject,
    columns: Dictionary(
      finding.columns.map { ($0.name, text(of: $0.value)) }, uniquingKeysWith: { first, _ in first }),
    message: finding.message[language], hint: finding.hint?[language], basis: finding.source,
    place: finding.place.map { .init(file: $0.path, line: $0.line, column: $0.column) },
    sources: finding.citations.map { .init(document: $0.document, line: $0.line, quote: $0.quote) })
}

func name(of severity: Diagnostic.Severity) -> String {
  switch severity {
  case .error: "error"
  case .warning: "warning"
  case .note: "note"
  }
}
