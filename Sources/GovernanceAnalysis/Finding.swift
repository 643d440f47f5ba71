// What the rules find: values, in the order in which people want to read them.

import Datalog
import GovernanceModel
import SourceDiagnostics
import WorkControl

/// One outcome of one rule.
package struct Finding: Sendable {
  /// `pack/name` of the rule.
  package let code: String
  /// As the project, or else the rule page, holds it to be.
  package let severity: Diagnostic.Severity
  /// Whether it asks for a fact that the record lacks, rather than say that something is wrong.
  package let isUnknown: Bool
  /// The id of what it is about.
  package let subject: String
  /// All columns of the tuple, the subject first, with their names.
  package let columns: [(name: String, value: Value)]
  /// What is wrong or missing, with names, dates and amounts filled in.
  package let message: Wording
  /// What to do about it; nil where the page does not say.
  package let hint: Wording?
  /// The law, agreement or practice that the rule rests on.
  package let source: String
  /// Where it stands in the project: see ARCHITECTURE, “a finding stands where its subject is written”; nil where nothing
  /// that it names is written anywhere.
  package let place: SourcePlace?
  /// The document that the subject was found in, if the project says so.
  package let citations: [Citation]

  /// `pack/name@subject`, with the other columns where there are any, and `pack/name-unknown@…` where it asks for a fact:
  /// the same finding has it in every run, and no other finding has it.
  package var identity: String {
    let rest = columns.dropFirst().map { text(of: $0.value) }
    let about = "\(code)\(isUnknown ? "-unknown" : "")@\(subject)"
    return rest.isEmpty ? about : "\(about)(\(rest.joined(separator: ", ")))"
  }
}

/// One relation in which a rule's findings are, and how they are put.
struct FindingForm: Sendable {
  let rule: Rule
  let relation: String
  let message: Wording
  let hint: Wording?
  let severity: Diagnostic.Severity
  /// Whether its findings ask for a fact.
  let isUnknown: Bool
}

extension RuleBook {
  /// Where findings are, in the order of the rules.
  var forms: [FindingForm] { rules.flatMap { findingForms(of: $0, in: program) } }
}

private func findingForms(of rule: Rule, in program: Program) -> [FindingForm] {
  let relation = rule.page.relation
  let wrong = FindingForm(
    rule: rule, relation: relation, message: rule.message, hint: rule.hint, severity: rule.severity, isUnknown: false)
  guard let message = rule.unknownMessage, program.declaration(of: relation + "_unknown") != nil else { return [wrong] }
  let open = FindingForm(
    rule: rule, relation: relation + "_unknown", message: message, hint: rule.unknownHint, severity: .note,
    isUnknown: true)
  return [wrong, open]
}

/// The findings of an evaluation.
///
/// - Parameter cancellation: once it is cancelled, what is returned means nothing.
/// - Returns: the most severe first, then by rule, then by place in the files.
/// - Complexity: O(n log n) in the number of findings and of what their messages list
package func findings(
  of evaluation: Evaluation, rules: [Rule], program: Program, model: Model, cancellation: Cancellation? = nil
) -> [Finding] {
  let forms = rules.flatMap { findingForms(of: $0, in: program) }.filter { evaluation.count(of: $0.relation) > 0 }
  let writer = MessageWriter(model: model, lists: MessageLists(of: evaluation, for: forms), program: program)
  return forms.flatMap {
    writer.findings(of: $0, evaluation.tuples(of: $0.relation), cancellation: cancellation)
  }.inReportOrder
}

extension [Finding] {
  /// The most severe first, then by rule, then by place in the files.
  var inReportOrder: [Finding] {
    sorted { left, right in
      if left.severity != right.severity { return left.severity > right.severity }
      if left.code != right.code { return left.code < right.code }
      switch (left.place, right.place) {
      case (let first?, let second?) where first != second: return first < second
      case (nil, .some): return true
      case (.some, nil): return false
      default: return left.identity < right.identity
      }
    }
  }
}
