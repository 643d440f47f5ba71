// What scenarios would bring about: each carried out on the model, and both states checked on the same day.

import Datalog
import GovernanceAnalysis
import GovernanceIO
import GovernanceModel
import GovernanceReports
import SourceDiagnostics
import WorkControl

/// How several scenarios relate to each other.
public enum ScenarioOrder: Sendable {
  /// Each by itself against the project as it is.
  case sideBySide
  /// One after another, each on what the earlier ones leave.
  case stacked
}

/// What scenarios make of a project.
public struct WhatIf: Sendable {
  /// What each scenario brings about.
  public let report: WhatIfReport
  /// The workspace that the scenarios start from.
  let start: Workspace
  let texts: [SourceText]

  /// The project after each outcome of the report, to be asked as any other.
  ///
  /// - Complexity: O(size of the model), for each
  public var workspaces: [Workspace] {
    report.outcomes.map { start.following(to: $0.after.model, texts: texts) }
  }
}

extension Workspace {
  /// Carries out scenarios and compares what they give with the project as it is.
  ///
  /// - Parameters:
  ///   - texts: the scenarios, each with the name of its file.
  ///   - order: what each of them starts from.
  ///   - day: the day on which both states are looked at; nil is the project's own or, if later, the last of the scenarios'.
  ///   - limits: when to give up.
  /// - Returns: nil where a scenario has a fault; every fault of every scenario is reported.
  /// - Complexity: that of checking the project once, where the day was not looked at yet; for each outcome what it
  ///   touches, and a look at each finding.
  public func whatIf(
    _ texts: [(key: String, text: SourceText)], order: ScenarioOrder = .sideBySide, on day: Day? = nil,
    limits: EvaluationLimits = .init()
  ) -> (result: WhatIf?, diagnostics: [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    var branches: [Branch] = []
    let base = self.base
    for (key, text) in texts {
      let start = order == .stacked ? branches.last : nil
      let edited = start?.edited ?? EditedModel(base)
      let read = scenario(from: text, key: key, for: edited, on: self.day)
      diagnostics += read.diagnostics
      guard let scenario = read.scenario else {
        if let others = read.others { diagnostics += edited.applying(others).diagnostics }
        continue
      }
      let applied = edited.applying(scenario)
      diagnostics += applied.diagnostics
      guard let result = applied.result else { continue }
      let branch = Branch(
        scenarios: (start?.scenarios ?? []) + [scenario], edited: result.edited,
        orphans: (start?.orphans ?? []) + result.orphans)
      branches = order == .stacked ? [branch] : branches + [branch]
    }
    guard !diagnostics.containErrors else { return (nil, diagnostics.inReadingOrder) }
    let latest = branches.flatMap(\.scenarios).map(\.day).max()
    let day = day ?? max(self.day, latest ?? self.day)
    let allTexts = self.texts + texts.map(\.text)
    let (made, faults) = examined(on: day, limits: limits)
    guard let (baseline, examination) = made else { return (nil, faults) }
    var outcomes: [WhatIfReport.Outcome] = []
    for branch in branches {
      let (update, faults) = baseline.update(to: branch.edited, limits: limits)
      guard let update else { return (nil, faults) }
      outcomes.append(
        WhatIfReport.Outcome(
          keys: branch.scenarios.map(\.key), title: branch.scenarios.map(\.title).joined(separator: " + "),
          day: branch.scenarios.map(\.day).max(),
          comparison: Comparison(from: examination, of: baseline, by: update, to: branch.edited),
          orphans: branch.orphans, before: model, after: branch.edited))
    }
    let report = WhatIfReport(
      project: model.project.name, day: day, outcomes: outcomes, titles: book.titles, texts: allTexts)
    return (WhatIf(report: report, start: self, texts: allTexts), diagnostics)
  }

  /// Compares this project with another state of it, each with its own rules.
  ///
  /// - Parameters:
  ///   - other: the state that this one is compared with.
  ///   - path: what the other is called in the report.
  ///   - day: the day on which both are looked at; nil is the later of their own.
  ///   - limits: when to give up.
  /// - Complexity: that of checking both.
  public func compared(
    with other: Workspace, at path: String, on day: Day? = nil, limits: EvaluationLimits = .init()
  ) -> (report: WhatIfReport?, diagnostics: [Diagnostic]) {
    let day = day ?? max(self.day, other.day)
    let (before, faults) = examination(on: day, limits: limits)
    let (after, otherFaults) = other.examination(on: day, limits: limits)
    guard let before, let after else { return (nil, faults + otherFaults) }
    let outcome = WhatIfReport.Outcome(
      keys: [path], title: other.model.project.name == model.project.name ? path : other.model.project.name, day: nil,
      comparison: Comparison(from: before, to: after), orphans: Orphan.all(from: model, to: other.model, on: day),
      before: model,
      after: EditedModel(other.base))
    return (
      WhatIfReport(
        project: model.project.name, day: day, outcomes: [outcome],
        titles: book.titles.merging(other.book.titles) { first, _ in first }, texts: texts + other.texts), []
    )
  }

  /// The files of the project, changed so that they say what another state of it says.
  ///
  /// - Parameter other: what a scenario made of this one.
  /// - Returns: the files that change; with diagnostics, none. Nothing is written.
  /// - Complexity: that of reading the project once
  public func changes(to other: Workspace) -> (changes: [FileChange], diagnostics: [Diagnostic]) {
    guard let vocabulary = Shipped.words.value.vocabulary else { return ([], []) }
    return GovernanceIO.changes(of: files, from: model, to: other.model, vocabulary: vocabulary)
  }

  /// Findings and lines of accountability on a day.
  package func examination(
    on day: Day, limits: EvaluationLimits = .init()
  ) -> (examination: Examination?, diagnostics: [Diagnostic]) {
    let (result, diagnostics) = examined(on: day, limits: limits)
    return (result?.examination, diagnostics)
  }

  /// The same with the baseline that they are read from; remembered for the next question.
  private func examined(
    on day: Day, limits: EvaluationLimits
  ) -> (result: (baseline: Baseline, examination: Examination)?, diagnostics: [Diagnostic]) {
    let (baseline, diagnostics) = baseline(on: day, relations: lineRelations, limits: limits)
    guard let baseline else { return (nil, diagnostics) }
    guard let findings = findings(of: baseline, limits: limits) else { return (nil, []) }
    let examination = baselines.remembered(\.examination, on: day) {
      let made = Examination(
        of: baseline.evaluation, findings: findings, model: model, on: day, by: book,
        cancellation: limits.cancellation)
      return limits.isCancelled ? nil : made
    }
    return (examination.map { (baseline, $0) }, [])
  }

  /// What lines of accountability are read from, for `Settings.Concepts.giving`.
  package static let lineRelations = [ConceptRole.accountability.rawValue]

  /// The same, where the rules speak of it.
  private var lineRelations: [String] { book.relation(for: .accountability).map { [$0] } ?? [] }
}

/// What one or several scenarios have made of the model.
private struct Branch {
  let scenarios: [Scenario]
  let edited: EditedModel
  let orphans: [Orphan]
}

/// Changes of files as a unified diff.
///
/// - Complexity: O(size of the files)
public func patch(of changes: [FileChange]) -> String { unifiedDiff(of: changes) }
