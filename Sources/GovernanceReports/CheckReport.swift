// What a check found, ready to be shown in any format.
//
// This module turns findings into output. It must not know Graphviz: a picture reaches it as text.

import GovernanceAnalysis
import GovernanceModel
import SourceDiagnostics

/// The outcome of checking a project.
public struct CheckReport: Sendable {
  package let project: String
  package let day: Day
  /// In the order in which they are shown.
  package let findings: [Finding]
  /// The rules that were applied, sorted by their code.
  package let rules: [Rule]
  /// Titles of the rules, by code.
  package let titles: [String: Wording]
  /// The texts that places point into.
  package let texts: [SourceText]
  package let documents: [SourceDocument]

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

  package func count(of severity: Diagnostic.Severity) -> Int { findings.count { $0.severity == severity } }
}
