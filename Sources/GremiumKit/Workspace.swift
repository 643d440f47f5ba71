// A project without faults, and what it is asked most.

import Datalog
import GovernanceAnalysis
import GovernanceIO
import GovernanceModel
import GovernanceReports
import SourceDiagnostics
import WorkControl

/// One state of a project that was opened without fault. It never changes: any number of callers may ask it at once, and
/// what one question computed serves the next.
///
/// Every question may be cancelled from another thread: it then has neither an answer nor diagnostics.
public struct Workspace: Sendable {
  /// The governance graph.
  package let model: Model
  /// The project's own views.
  package let views: [View]
  /// The rules that the project is held to.
  package let book: RuleBook
  /// Everything that was read, for excerpts.
  package let texts: [SourceText]
  /// What the model was read from.
  let files: ProjectFiles
  /// The day of asking, where the project speaks of none.
  let today: Day
  let baselines: BaselineCache

  init(
    model: Model, views: [View], book: RuleBook, texts: [SourceText], files: ProjectFiles, today: Day,
    baselines: BaselineCache = BaselineCache()
  ) {
    self.model = model
    self.views = views
    self.book = book
    self.texts = texts
    self.files = files
    self.today = today
    self.baselines = baselines
  }

  /// Another state of the project under the same rules, which begins with what was evaluated of this one.
  func following(to model: Model, texts: [SourceText]) -> Workspace {
    Workspace(
      model: model, views: views, book: book, texts: texts, files: files, today: today,
      baselines: BaselineCache(following: baselines))
  }

  /// The model, made ready for edits.
  var base: EditBase { baselines.base(of: model) }

  /// What the project is called.
  public var name: String { model.project.name }

  /// The language that the project asks for.
  public var language: Language? { model.project.language }

  /// The day that the project speaks of, or that of asking.
  public var day: Day { model.project.day ?? today }

  /// A view by its name: the project's own before those of the vocabulary.
  package func view(_ name: String) -> View? { views.first { $0.key == name } ?? model.vocabulary.view(name) }

  /// The names of the views: the project's own, then those of the vocabulary.
  public var viewNames: [String] { views.map(\.key) + model.vocabulary.views.map(\.key) }

  /// Applies the rules to the project as it is on a day.
  ///
  /// - Parameters:
  ///   - day: nil for the day that the project speaks of.
  ///   - limits: when to give up on a rule that would go on forever, and by whom it can be cancelled.
  /// - Returns: nil with diagnostics where a rule cannot be computed, such as a sum that does not fit 64 bits; nil
  ///   without where it was cancelled.
  /// - Complexity: O(facts + what the rules derive) the first time; O(findings) after it, and what differs from an
  ///   earlier state that was checked.
  public func check(
    on day: Day? = nil, limits: EvaluationLimits = .init()
  ) -> (report: CheckReport?, diagnostics: [Diagnostic]) {
    let day = day ?? self.day
    let (baseline, diagnostics) = baseline(on: day, limits: limits)
    guard let baseline else { return (nil, diagnostics) }
    guard let findings = findings(of: baseline, limits: limits) else { return (nil, []) }
    let report = CheckReport(
      project: name, day: day, findings: findings, rules: book.rules, titles: book.titles, texts: texts,
      documents: model.project.documents)
    return (report, diagnostics)
  }

  /// What the rules make of the project on a day.
  ///
  /// - Parameters:
  ///   - relations: what is asked about beside the findings, relations or roles of concepts.
  ///   - isFresh: whether proofs will be read from it.
  func baseline(
    on day: Day, relations: [String] = [], isFresh: Bool = false, limits: EvaluationLimits = .init()
  ) -> (baseline: Baseline?, diagnostics: [Diagnostic]) {
    let goals = (book.goals + relations.map(book.relation(asked:))).filter { book.program.declaration(of: $0) != nil }
    return baselines.baseline(of: model, on: day, by: book, goals: goals, isFresh: isFresh, limits: limits)
  }

  /// The findings of a baseline of this state, put in words once.
  ///
  /// - Returns: nil where it was cancelled.
  func findings(of baseline: Baseline, limits: EvaluationLimits) -> [Finding]? {
    baselines.remembered(\.findings, on: baseline.day) {
      let made = GovernanceAnalysis.findings(
        of: baseline.evaluation, rules: book.rules, program: book.program, model: model,
        cancellation: limits.cancellation)
      return limits.isCancelled ? nil : made
    }
  }

  /// What explains the project as it is on a day, and the findings that it can explain.
  ///
  /// - Parameter relations: what is asked about beside the findings.
  /// - Returns: nil with diagnostics where a rule cannot be computed.
  package func explainer(
    on day: Day, relations: [String] = [], limits: EvaluationLimits = .init()
  ) -> (explainer: ProjectExplainer?, findings: [Finding], diagnostics: [Diagnostic]) {
    let (baseline, diagnostics) = baseline(on: day, relations: relations, isFresh: true, limits: limits)
    guard let baseline else { return (nil, [], diagnostics) }
    guard let findings = findings(of: baseline, limits: limits) else { return (nil, [], []) }
    return (explainer(of: baseline), findings, diagnostics)
  }

  /// - Parameter baseline: a fresh one of this state.
  func explainer(of baseline: Baseline) -> ProjectExplainer {
    ProjectExplainer(model: model, book: book, evaluation: baseline.evaluation, day: baseline.day)
  }
}

extension EvaluationLimits {
  /// Whether the work is no longer wanted.
  var isCancelled: Bool { cancellation?.isCancelled == true }
}

extension RuleBook {
  /// Titles of the rules, by code.
  var titles: [String: Wording] { Dictionary(uniqueKeysWithValues: rules.map { ($0.page.code, $0.page.titles) }) }
}
