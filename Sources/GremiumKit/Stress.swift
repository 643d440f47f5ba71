// What breaks when something drops out, for a whole project.

import Datalog
import GovernanceAnalysis
import GovernanceDiagrams
import GovernanceModel
import GovernanceReports
import SourceDiagnostics
import WorkControl

extension Workspace {
  /// The classes that words of the project's vocabulary stand for, if what is of them can drop out; without words, all
  /// such classes.
  ///
  /// - Returns: their keys; nil with a diagnostic for each word that names no such class.
  public func droppables(named words: [String]) -> (classes: [String]?, diagnostics: [Diagnostic]) {
    if words.isEmpty { return (droppableClasses, []) }
    let classes = words.map { droppableClass(named: $0) }
    let unknown = zip(words, classes).filter { $1 == nil }.map(\.0)
    guard unknown.isEmpty else {
      let known = model.vocabulary.classes(with: .canDropOut).map(\.singular)
      return (nil, unknown.map { QuestionFault.unknownDroppable($0, known: known).diagnostic() })
    }
    return (classes.compactMap { $0 }, [])
  }

  /// The class that a word of the project's vocabulary stands for, if what is of it can drop out: singular or plural, in
  /// either language.
  private func droppableClass(named word: String) -> String? {
    let key = word.lowercased()
    let vocabulary = model.vocabulary
    let named = vocabulary.classes.first { Vocabulary.keys(from: $0.singular).contains(key) }
    return (named ?? vocabulary.entityClass(key)).flatMap { droppableClasses.contains($0.key) ? $0.key : nil }
  }

  /// The keys of the classes of what can drop out, in the order of the vocabulary.
  public var droppableClasses: [String] { model.vocabulary.classes(with: .canDropOut).map(\.key) }

  /// Tries for each thing that can drop out and holds on a day what breaks when it does.
  ///
  /// - Parameters:
  ///   - day: the day that is looked at; nil for the project's own.
  ///   - classes: keys of the classes of what is tried; nil for all that can drop out.
  ///   - top: of how many the findings are told.
  ///   - among: of how many of the heaviest each two are tried together; nil tries no pairs.
  ///   - progress: counts what was tried, and then the pairs.
  ///   - limits: where they are cancelled, that is heard before each trial too.
  /// - Returns: nil with diagnostics where a rule cannot be computed; nil without where it was cancelled.
  /// - Complexity: that of checking the project once, and for each that is tried what its end touches; on all cores.
  public func stress(
    on day: Day? = nil, of classes: [String]? = nil, top: Int = 10, pairsAmong among: Int? = nil,
    progress: WorkProgress = .init(), limits: EvaluationLimits = .init()
  ) -> (report: StressReport?, diagnostics: [Diagnostic]) {
    let day = day ?? self.day
    let (made, faults) = self.baseline(on: day, limits: limits)
    guard let baseline = made else { return (nil, faults) }
    let (impacts, singleFaults) = baseline.impacts(of: classes ?? droppableClasses, progress: progress, limits: limits)
    guard let impacts else { return (nil, singleFaults) }
    var pairs: [Impact]?
    if let among {
      let tried = baseline.pairImpacts(
        among: impacts.prefix(among).flatMap(\.ids), progress: progress, limits: limits)
      guard let found = tried.impacts else { return (nil, tried.diagnostics) }
      pairs = found
    }
    func entries(_ impacts: [Impact]) -> [StressReport.Entry]? {
      let shown = Array(impacts.prefix(top))
      return baseline.details(of: shown, limits: limits).map { details in
        zip(shown, details).map { StressReport.Entry(impact: $0, findings: $1.findings, orphans: $1.orphans) }
      }
    }
    guard let singles = entries(impacts), let doubles = pairs.map(entries) ?? [] else { return (nil, []) }
    let report = StressReport(
      model: model, day: day, tried: impacts.count, breaking: impacts.count { $0.findings > 0 }, entries: singles,
      pairs: pairs.map { .init(among: min(among ?? 0, impacts.count), breaking: $0.count, entries: doubles) })
    return (report, [])
  }
}

extension Workspace {
  /// A chart of what the report shows: the more breaks when something drops out, the larger it is, with the number of
  /// findings in its box.
  public func chart(of report: StressReport, language: Language) -> Chart {
    Chart(stressDiagram(of: report, language: language))
  }

  /// The same as a diagram, for those who look into it.
  package func stressDiagram(of report: StressReport, language: Language) -> Diagram {
    let breaking = report.entries.filter { $0.impact.findings > 0 }
    let heaviest = report.entries.map(\.impact.findings).max() ?? 0
    var marks: [String: [Overlay.Mark]] = [:]
    var weights: [String: Double] = [:]
    for entry in breaking {
      for id in entry.impact.ids {
        weights[id] = Double(entry.impact.findings) / Double(heaviest)
        marks[id] = entry.findings.map { .init(level: .init($0.severity), text: $0.message[language]) }
      }
    }
    // Where nothing breaks, what most relations hang on.
    let focus = (breaking.isEmpty ? report.entries : breaking).flatMap(\.impact.ids)
    let view = View(
      key: "stress", title: Messages.whatBreaks,
      classes: droppableClasses, focus: focus, depth: 0)
    let meaning = Overlay.Meaning(marks: Messages.findingsOnLoss, size: Messages.largerOnLoss)
    return GovernanceDiagrams.diagram(
      of: model, as: view, on: report.day, language: language,
      overlay: Overlay(marks: marks, weights: weights, meaning: meaning))
  }
}
