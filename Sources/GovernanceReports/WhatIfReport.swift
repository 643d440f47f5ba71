// What scenarios would bring about, ready to be shown in any format.

import GovernanceAnalysis
import GovernanceModel
import SourceDiagnostics

/// The outcome of scenarios, each against the same base.
public struct WhatIfReport: Sendable {
  /// What one scenario, or several stacked, would bring about.
  public struct Outcome: Sendable {
    /// The names of the scenarios' files, without their ending; of a folder, its path.
    package let keys: [String]
    package let title: String
    /// The first day of the new situation; nil where two projects are compared.
    package let day: Day?
    package let comparison: Comparison
    package let orphans: [Orphan]
    package let before: Model
    package let after: EditedModel

    package init(
      keys: [String], title: String, day: Day?, comparison: Comparison, orphans: [Orphan], before: Model,
      after: EditedModel
    ) {
      self.keys = keys
      self.title = title
      self.day = day
      self.comparison = comparison
      self.orphans = orphans
      self.before = before
      self.after = after
    }

    package func count(new severity: Diagnostic.Severity) -> Int {
      comparison.new.count { $0.severity == severity }
    }

    package func count(solved severity: Diagnostic.Severity) -> Int {
      comparison.solved.count { $0.severity == severity }
    }
  }

  package let project: String
  /// The day on which both states are looked at.
  package let day: Day
  package let outcomes: [Outcome]
  /// Titles of the rules, by code.
  package let titles: [String: Wording]
  package let texts: [SourceText]

  package init(
    project: String, day: Day, outcomes: [Outcome], titles: [String: Wording], texts: [SourceText]
  ) {
    self.project = project
    self.day = day
    self.outcomes = outcomes
    self.titles = titles
    self.texts = texts
  }
}
