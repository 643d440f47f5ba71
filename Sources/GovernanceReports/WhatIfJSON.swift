// Scenarios as JSON, for other programs. The layout carries a version; within one, keys are added but never changed.

import GovernanceAnalysis
import GovernanceModel
import SourceDiagnostics

/// The outcomes of scenarios as one JSON object.
///
/// - Complexity: O(size of the outcomes)
func whatIfJSON(of report: WhatIfReport, language: Language) -> String {
  JSON.object([
    ("language", .text(language.rawValue)),
    ("on", .text(report.day.description)),
    ("outcomes", .list(report.outcomes.map { entry(for: $0, language) })),
    ("project", .text(report.project)),
    ("version", .number(1)),
  ]).document
}

private func entry(for outcome: WhatIfReport.Outcome, _ language: Language) -> JSON {
  let comparison = outcome.comparison
  return [
    "accountability": .list(comparison.lines.map(entry)),
    "changes": entry(for: comparison.difference),
    "from": JSON(outcome.day?.description),
    "new": .list(comparison.new.map { entry(for: $0, language: language) }),
    "orphaned": .list(outcome.orphans.map(entry)),
    "scenarios": .texts(outcome.keys),
    "solved": .list(comparison.solved.map { entry(for: $0, language: language) }),
    "title": .text(outcome.title),
    "unchanged": .texts(comparison.unchanged.map(\.identity)),
  ]
}

private func entry(for change: Comparison.LineChange) -> JSON {
  func paths(_ line: AccountabilityLine?) -> JSON { .list((line?.paths ?? []).map { .texts($0) }) }
  return [
    "after": paths(change.after),
    "before": paths(change.before),
    "opgave": .text(change.opgave),
    "reachedElectedBefore": .flag(change.before?.reachesElected ?? false),
    "reachesElectedAfter": .flag(change.after?.reachesElected ?? false),
  ]
}

private func entry(for difference: ModelDifference) -> JSON {
  [
    "addedEdges": .texts(difference.addedEdges.map(\.id)),
    "addedEntities": .texts(difference.addedEntities.map(\.id)),
    "changedEdges": .texts(difference.changedEdges.map(\.after.id)),
    "changedEntities": .texts(difference.changedEntities.map(\.after.id)),
    "removedEdges": .texts(difference.removedEdges.map(\.id)),
    "removedEntities": .texts(difference.removedEntities.map(\.id)),
  ]
}
