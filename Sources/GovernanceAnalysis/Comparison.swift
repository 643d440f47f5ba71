// Two states of a project against each other: which findings are new and which are solved, and which lines of
// accountability run otherwise.

import Datalog
import GovernanceModel

/// What a check of one model on one day gives.
package struct Examination: Sendable {
  package let model: Model
  package let day: Day
  package let findings: [Finding]
  package let lines: [AccountabilityLine]

  package init(model: Model, day: Day, findings: [Finding], lines: [AccountabilityLine]) {
    self.model = model
    self.day = day
    self.findings = findings
    self.lines = lines
  }
}

/// How one state of a project differs from another.
package struct Comparison: Sendable {
  /// The accountability of an opgave that runs otherwise; nil where the opgave is not there.
  package struct LineChange: Sendable {
    package let opgave: String
    package let before: AccountabilityLine?
    package let after: AccountabilityLine?
  }

  /// In the order in which a report shows them.
  package let new: [Finding]
  package let solved: [Finding]
  package let unchanged: [Finding]
  /// In the order of the models.
  package let lines: [LineChange]
  package let difference: ModelDifference

  /// A finding is the same where rule, subject and all other columns are.
  ///
  /// - Complexity: O(findings + entities + edges)
  package init(from before: Examination, to after: Examination) {
    let earlier = Set(before.findings.map(Self.key))
    let later = Set(after.findings.map(Self.key))
    new = after.findings.filter { !earlier.contains(Self.key($0)) }
    unchanged = after.findings.filter { earlier.contains(Self.key($0)) }
    solved = before.findings.filter { !later.contains(Self.key($0)) }
    let linesBefore = Dictionary(uniqueKeysWithValues: before.lines.map { ($0.opgave, $0) })
    let linesAfter = Dictionary(uniqueKeysWithValues: after.lines.map { ($0.opgave, $0) })
    let opgaven = before.lines.map(\.opgave) + after.lines.map(\.opgave).filter { linesBefore[$0] == nil }
    lines = opgaven.compactMap { opgave in
      let change = LineChange(opgave: opgave, before: linesBefore[opgave], after: linesAfter[opgave])
      return change.before == change.after ? nil : change
    }
    difference = ModelDifference(from: before.model, to: after.model)
  }

  /// What it asks for is another finding than what it says is wrong.
  private static func key(_ finding: Finding) -> String { "\(finding.isUnknown)\(finding.identity)" }
}
