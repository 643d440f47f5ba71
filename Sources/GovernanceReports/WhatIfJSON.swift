// Scenarios as JSON, for other programs. The layout carries a version; within one, keys are added but never changed.

import GovernanceAnalysis
import GovernanceModel
import SourceDiagnostics

/// - Throws: `EncodingError` where a column holds a number that JSON cannot write.
func whatIfJSON(of report: WhatIfReport, language: Language) throws -> String {
  let document = Document(
    version: 1, project: report.project, on: report.day.description, language: language.rawValue,
    outcomes: report.outcomes.map { outcome(of: $0, language: language) })
  return try jsonText(of: document)
}

private struct Document: Encodable {
  let version: Int
  let project: String
  let on: String
  let language: String
  let outcomes: [Outcome]
}

private struct Outcome: Encodable {
  struct Line: Encodable {
    let opgave: String
    let before: [[String]]
    let reachedElectedBefore: Bool
    let after: [[String]]
    let reachesElectedAfter: Bool
  }

  struct Changes: Encodable {
    let addedEntities: [String]
    let changedEntities: [String]
    let removedEntities: [String]
    let addedEdges: [String]
    let changedEdges: [String]
    let removedEdges: [String]
  }

  let scenarios: [String]
  let title: String
  let from: String?
  let new: [FindingEntry]
  let solved: [FindingEntry]
  let unchanged: [String]
  let accountability: [Line]
  let orphaned: [OrphanEntry]
  let changes: Changes
}

private func outcome(of outcome: WhatIfReport.Outcome, language: Language) -> Outcome {
  let comparison = outcome.comparison
  let difference = comparison.difference
  return Outcome(
    scenarios: outcome.keys, title: outcome.title, from: outcome.day?.description,
    new: comparison.new.map { entry(for: $0, language: language) },
    solved: comparison.solved.map { entry(for: $0, language: language) },
    unchanged: comparison.unchanged.map(\.identity),
    accountability: comparison.lines.map {
      .init(
        opgave: $0.opgave, before: $0.before?.paths ?? [], reachedElectedBefore: $0.before?.reachesElected ?? false,
        after: $0.after?.paths ?? [], reachesElectedAfter: $0.after?.reachesElected ?? false)
    },
    orphaned: outcome.orphans.map(OrphanEntry.init),
    changes: .init(
      addedEntities: difference.addedEntities.map(\.id), changedEntities: difference.changedEntities.map(\.after.id),
      removedEntities: difference.removedEntities.map(\.id), addedEdges: difference.addedEdges.map(\.id),
      changedEdges: difference.changedEdges.map(\.after.id), removedEdges: difference.removedEdges.map(\.id)))
}
