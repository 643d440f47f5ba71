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
    /// What the scenario calls itself, or its name.
    package let title: String
    /// The first day of the new situation; nil where two projects are compared.
    package let day: Day?
    /// Findings that come, go and stay, and lines of accountability that run otherwise.
    package let comparison: Comparison
    /// Entities that lose their last relation of a kind.
    package let orphans: [Orphan]
    /// The project as it is.
    package let before: Model
    /// The project as it would be.
    package let after: EditedModel

    /// An outcome of one scenario, or of several stacked.
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

    /// How many findings of a severity come.
    ///
    /// - Complexity: O(new findings)
    package func count(new severity: Diagnostic.Severity) -> Int {
      comparison.new.count { $0.severity == severity }
    }

    /// How many findings of a severity go.
    ///
    /// - Complexity: O(solved findings)
    package func count(solved severity: Diagnostic.Severity) -> Int {
      comparison.solved.count { $0.severity == severity }
    }
  }

  /// The project's name.
  package let project: String
  /// The day on which both states are looked at.
  package let day: Day
  /// One is told in full, several side by side.
  package let outcomes: [Outcome]
  /// Titles of the rules, by code.
  package let titles: [String: Wording]
  /// The texts that places point into.
  package let texts: [SourceText]

  /// A report of outcomes, which are shown in the order given.
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
