// Questions about one thing: why a finding is there, who answers for an opgave, and whatever the rule language can ask.

import Datalog
import GovernanceAnalysis
import GovernanceDiagrams
import GovernanceModel
import GovernanceReports
import SourceDiagnostics
import WorkControl

extension Workspace {
  /// How many explanations are given of one thing where all are asked for.
  private static let mostExplanations = 10

  // MARK: Why

  /// Why a finding or a fact is there.
  ///
  /// - Parameters:
  ///   - subject: a finding's number in the report, its key, its code where it has only one finding, or its code and
  ///     subject; or a fact, such as `owner(acute-zorg, _)`.
  ///   - givesAll: whether other explanations are given too, up to ten.
  ///   - day: the day that is looked at; nil for the project's own.
  ///   - limits: when to give up.
  /// - Returns: nil with diagnostics where there is no such finding or fact, or a rule cannot be computed.
  /// - Complexity: that of a check the first time and after a change; then what the proof touches.
  public func explanation(
    of subject: String, givesAll: Bool = false, on day: Day? = nil, limits: EvaluationLimits = .init()
  ) -> (report: ExplanationReport?, diagnostics: [Diagnostic]) {
    let asked = Self.relation(named: subject)
    let limit = givesAll ? Self.mostExplanations : 1
    return explaining(asked, on: day, limits) { explainer, baseline throws(QuestionFault) in
      if subject.contains("("), !subject.contains("@") {
        return (try facts(agreeing: subject, with: &explainer, limit: limit), nil)
      }
      guard let all = findings(of: baseline, limits: limits) else { return ([], nil) }
      let finding = try Self.finding(subject, among: all)
      return (explainer.explanations(of: finding, limit: limit), finding)
    }
  }

  /// Computes what explanations of relations rest on, for callers that measure each part.
  ///
  /// - Returns: why that cannot be computed.
  package func prepareExplanation(relations: [String], on day: Day) -> [Diagnostic] {
    baseline(on: day, relations: relations, isFresh: true).diagnostics
  }

  /// Why there is no fact that agrees with a pattern, such as `owner(acute-zorg, _)`; where there is one, why it is there.
  ///
  /// - Returns: nil with diagnostics where the pattern is none, or a rule cannot be computed.
  /// - Complexity: that of `explanation(of:)`
  public func absence(
    of pattern: String, givesAll: Bool = false, on day: Day? = nil, limits: EvaluationLimits = .init()
  ) -> (report: ExplanationReport?, diagnostics: [Diagnostic]) {
    let limit = givesAll ? Self.mostExplanations : 1
    return explaining(Self.relation(named: pattern), on: day, limits) { explainer, _ throws(QuestionFault) in
      (try facts(agreeing: pattern, with: &explainer, limit: limit), nil)
    }
  }

  /// The relation that a fact as it is typed speaks of.
  package static func relation(named fact: String) -> String {
    String(fact.prefix { $0 != "(" }).replacing("-", with: "_")
  }

  private func explaining(
    _ relation: String, on day: Day?, _ limits: EvaluationLimits,
    _ explain: (inout ProjectExplainer, Baseline) throws(QuestionFault) -> ([Explanation], Finding?)
  ) -> (report: ExplanationReport?, diagnostics: [Diagnostic]) {
    let (baseline, diagnostics) = baseline(on: day ?? self.day, relations: [relation], isFresh: true, limits: limits)
    guard let baseline else { return (nil, diagnostics) }
    var explainer = explainer(of: baseline)
    do {
      let (explanations, finding) = try explain(&explainer, baseline)
      if limits.isCancelled { return (nil, []) }
      return (
        ExplanationReport(explanations, of: finding, rules: book.rules, documents: model.project.documents), diagnostics
      )
    } catch {
      return (nil, diagnostics + [error.diagnostic()])
    }
  }

  private static func finding(_ text: String, among findings: [Finding]) throws(QuestionFault) -> Finding {
    if let number = Int(text), findings.indices.contains(number - 1) { return findings[number - 1] }
    let matching = findings.filter { finding in
      finding.identity == text || finding.code == text || "\(finding.code)@\(finding.subject)" == text
    }
    if let exact = matching.first(where: { $0.identity == text }) ?? (matching.count == 1 ? matching[0] : nil) {
      return exact
    }
    if matching.isEmpty { throw .unknownFinding(text, known: findings.map(\.identity)) }
    throw .severalFindings(text, identities: matching.map(\.identity))
  }

  /// Why facts that agree with a pattern are there, or why there are none.
  private func facts(
    agreeing text: String, with explainer: inout ProjectExplainer, limit: Int
  ) throws(QuestionFault) -> [Explanation] {
    let pattern: FactPattern
    do throws(FactPattern.Failure) {
      pattern = try FactPattern(text, book: book, model: model)
    } catch {
      throw .badPattern(error)
    }
    if let absence = explainer.absence(of: pattern) { return [absence] }
    let tuples = explainer.tuples(agreeing: pattern, limit: limit)
    return tuples.flatMap { explainer.explanations(of: $0, limit: tuples.count == 1 ? limit : 1) }
  }

  // MARK: Who answers

  /// The relations that chains are read from, for `Settings.Concepts.giving`.
  package static var chainRelations: [String] { ProjectExplainer.chainRelations }

  /// The chains of accountability up to an elected body, or to where they stop.
  ///
  /// - Parameters:
  ///   - start: an id; nil for every opgave that somebody should answer for.
  ///   - day: the day that is looked at; nil for the project's own.
  ///   - limits: when to give up.
  /// - Returns: nil with diagnostics where there is no such id, or a rule cannot be computed.
  /// - Complexity: that of a check the first time and after a change; then the steps of the chains, and a proof for each.
  public func chains(
    from start: String? = nil, on day: Day? = nil, limits: EvaluationLimits = .init()
  ) -> (report: ChainReport?, diagnostics: [Diagnostic]) {
    if let start, model.entity(start) == nil {
      return (nil, [QuestionFault.unknownId(start, known: model.entities.map(\.id)).diagnostic()])
    }
    let (baseline, diagnostics) = baseline(
      on: day ?? self.day, relations: ProjectExplainer.chainRelations, isFresh: true, limits: limits)
    guard let baseline else { return (nil, diagnostics) }
    var explainer = explainer(of: baseline)
    let starts = start.map { [$0] } ?? explainer.opgavenToAnswerFor(in: model)
    let chains = explainer.chains(from: starts, model: model)
    if limits.isCancelled { return (nil, []) }
    return (ChainReport(chains, model: model, detail: start == nil ? .shortest : .full), diagnostics)
  }

  // MARK: Anything

  /// The answer to a question in the rule language, such as `owner(o, b), !reports_to(b, _)`.
  ///
  /// - Returns: nil with diagnostics where the question is not well formed or cannot be computed; their places are in
  ///   the text `question`.
  /// - Complexity: that of evaluating what the question rests on
  public func answer(
    to question: String, on day: Day? = nil, limits: EvaluationLimits = .init()
  ) -> (report: AnswerReport?, diagnostics: [Diagnostic]) {
    let (answer, diagnostics) = book.answer(
      to: question, about: model, on: day ?? self.day, limits: limits)
    return (answer.map { AnswerReport($0) }, diagnostics)
  }

  /// The relations that a question names, for `Settings.Concepts.giving`.
  package static func relations(namedIn question: String) -> [String] {
    Query(question, path: RuleBook.questionPath).mentionedNames
  }

  /// The text that diagnostics about a question point into.
  package static func text(ofQuestion question: String) -> SourceText {
    SourceText(path: RuleBook.questionPath, content: question)
  }
}
