// What a check found, ready to be shown in any format.
//
// This module turns findings into output. It must not know Graphviz: a picture reaches it as text.

import GovernanceAnalysis
import GovernanceModel
import SourceDiagnostics

/// The outcome of checking a project on a day, ready to be shown.
public struct CheckReport: Sendable {
  /// The project's name.
  package let project: String
  /// The day that was looked at.
  package let day: Day
  /// In the order in which they are shown.
  package let findings: [Finding]
  /// The rules that were applied, sorted by their code.
  package let rules: [Rule]
  /// Titles of the rules, by code.
  package let titles: [String: Wording]
  /// The texts that places point into.
  package let texts: [SourceText]
  /// The sources that findings refer to, with their titles.
  package let documents: [SourceDocument]

  /// A report of findings, which are shown in the order given.
  package init(
    project: String, day: Day, findings: [Finding], rules: [Rule], titles: [String: Wording], texts: [SourceText],
    documents: [SourceDocument]
  ) {
    self.project = project
    self.day = day
    self.findings = findings
    self.rules = rules
    self.titles = titles
    self.texts = texts
    self.documents = documents
  }

  /// How many findings have a severity.
  ///
  /// - Complexity: O(findings)
  package func count(of severity: Diagnostic.Severity) -> Int { findings.count { $0.severity == severity } }
}
