// Two states of a project against each other: which findings are new and which are solved, and which lines of
// accountability run otherwise.

import Datalog
import GovernanceModel
import WorkControl

/// What a check of one model on one day gives.
package struct Examination: Sendable {
  /// The model that was looked at.
  package let model: Model
  /// The day on which it was.
  package let day: Day
  /// In the order in which a report shows them.
  package let findings: [Finding]
  /// In the order of the model; none where no rule speaks of accountability.
  package let lines: [AccountabilityLine]
  fileprivate let graph: AccountabilityGraph?

  /// - Parameters:
  ///   - findings: those of the evaluation.
  ///   - cancellation: once it is cancelled, the examination means nothing.
  /// - Complexity: O(opgaven · lines of accountability that lead on from them)
  package init(
    of evaluation: Evaluation, findings: [Finding], model: Model, on day: Day, by book: RuleBook,
    cancellation: Cancellation? = nil
  ) {
    self.model = model
    self.day = day
    self.findings = findings
    let graph = AccountabilityGraph(evaluation, of: book, in: model.vocabulary)
    self.graph = graph
    lines =
      graph.map { graph in
        model.entities.lazy.filter { model.vocabulary.isAnsweredFor($0, on: day) }
          .prefix { _ in cancellation?.isCancelled != true }.map { graph.line(from: $0.id) }
      } ?? []
  }
}

/// How one state of a project differs from another.
package struct Comparison: Sendable {
  /// The accountability of an opgave that runs otherwise; nil where the opgave is not there.
  package struct LineChange: Sendable {
    /// The id of the opgave.
    package let opgave: String
    /// To whom it was answered for; nil where the opgave was not there.
    package let before: AccountabilityLine?
    /// To whom it is answered for now; nil where the opgave is not there any more.
    package let after: AccountabilityLine?
  }

  /// In the order in which a report shows them.
  package let new: [Finding]
  /// In the words of the state before.
  package let solved: [Finding]
  /// In the words of the state before: what a message lists may have become more or less.
  package let unchanged: [Finding]
  /// In the order of the models.
  package let lines: [LineChange]
  /// The entities and edges that differ between the models.
  package let difference: ModelDifference

  /// A finding is the same where rule, subject and all other columns are.
  ///
  /// - Complexity: O(findings + entities + edges)
  package init(from before: Examination, to after: Examination) {
    let earlier = Set(before.findings.map(FindingKey.init))
    let later = Set(after.findings.map(FindingKey.init))
    new = after.findings.filter { !earlier.contains(FindingKey($0)) }
    unchanged = before.findings.filter { later.contains(FindingKey($0)) }
    solved = before.findings.filter { !later.contains(FindingKey($0)) }
    let linesAfter = Dictionary(uniqueKeysWithValues: after.lines.map { ($0.opgave, $0) })
    let known = Set(before.lines.map(\.opgave))
    lines =
      before.lines.compactMap { LineChange($0.opgave, before: $0, after: linesAfter[$0.opgave]) }
      + after.lines.filter { !known.contains($0.opgave) }
      .compactMap { LineChange($0.opgave, before: nil, after: $0) }
    difference = ModelDifference(from: before.model, to: after.model)
  }

  /// - Parameters:
  ///   - before: what a check of the baseline gives.
  ///   - update: what the baseline becomes by the edits.
  /// - Complexity: what the edits touch, and a look at each finding and each line of before
  package init(from before: Examination, of baseline: Baseline, by update: Update, to edited: EditedModel) {
    new = baseline.newFindings(of: update, edited)
    let forms = baseline.book.forms
    var gone: Set<FindingKey> = []
    for form in forms {
      for tuple in update.change.removed(from: form.relation) { gone.insert(FindingKey(form, tuple)) }
    }
    solved = before.findings.filter { gone.contains(FindingKey($0)) }
    unchanged = before.findings.filter { !gone.contains(FindingKey($0)) }
    difference = edited.difference
    guard let graph = before.graph?.updated(by: update.change) else {
      lines = []
      return
    }
    var affected = graph.affected
    var begun: [String] = []
    func isAnsweredFor(_ entity: Entity) -> Bool { edited.vocabulary.isAnsweredFor(entity, on: baseline.day) }
    for (before, after) in edited.touchedEntities {
      let (was, isNow) = (
        before.map(isAnsweredFor) ?? false, after.map(isAnsweredFor) ?? false
      )
      guard was != isNow, let id = (before ?? after)?.id else { continue }
      affected.insert(id)
      if isNow { begun.append(id) }
    }
    func line(of id: String) -> AccountabilityLine? {
      edited.entity(id).map(isAnsweredFor) ?? false ? graph.line(from: id) : nil
    }
    lines =
      before.lines.filter { affected.contains($0.opgave) }
      .compactMap { LineChange($0.opgave, before: $0, after: line(of: $0.opgave)) }
      + begun.compactMap { LineChange($0, before: nil, after: line(of: $0)) }
  }
}

extension Comparison.LineChange {
  /// Nil where nothing changes.
  fileprivate init?(_ opgave: String, before: AccountabilityLine?, after: AccountabilityLine?) {
    if before == after { return nil }
    self.init(opgave: opgave, before: before, after: after)
  }
}

/// What makes a finding the same in two states. What it asks for is another finding than what it says is wrong.
struct FindingKey: Hashable {
  let code: String
  let isUnknown: Bool
  let values: [Value]

  init(_ finding: Finding) {
    code = finding.code
    isUnknown = finding.isUnknown
    values = finding.columns.map(\.value)
  }

  init(_ form: FindingForm, _ tuple: [Value]) {
    code = form.rule.page.code
    isUnknown = form.isUnknown
    values = tuple
  }
}

extension Baseline {
  /// The findings that an update brings, in words.
  ///
  /// - Complexity: O(n log n) in their number, and in what their messages list of the whole project
  package func newFindings(of update: Update, _ edited: EditedModel) -> [Finding] {
    let forms = book.forms.filter { update.change.count(addedTo: $0.relation) > 0 }
    return findings(
      of: forms, in: update.change, MessageLists(of: update.evaluation, for: forms), model: edited)
  }

  /// The findings that a change brings, in words.
  ///
  /// - Parameter lists: what is listed after the change.
  /// - Complexity: O(n log n) in their number and in what their messages list
  func findings(
    of forms: [FindingForm], in change: EvaluationChange, _ lists: MessageLists, model: any ModelLookup
  ) -> [Finding] {
    let writer = MessageWriter(model: model, lists: lists, program: book.program)
    return forms.flatMap { writer.findings(of: $0, change.added(to: $0.relation)) }.inReportOrder
  }
}
