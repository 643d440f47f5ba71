// The facade: a project opened, checked, drawn and shown, each as one call.
//
// The only module that knows all the others. It must not know command-line arguments or HTTP.

import Datalog
import GovernanceAnalysis
import GovernanceDiagrams
import GovernanceIO
import GovernanceModel
import GovernanceReports
import Graphviz
import RuleCatalog
import SourceDiagnostics
import WorkControl

/// What may differ from one use to the next.
package struct Settings: Sendable {
  /// Bytes; a larger file of a project is reported and not read.
  package var maximumFileSize: Int
  /// Folders with more rule pages.
  package var ruleFolders: [String]
  /// Relations that are asked about beside what the project's rules rest on: the concepts that give them are there too.
  package var relations: [String]

  package init(maximumFileSize: Int = 20_000_000, ruleFolders: [String] = [], relations: [String] = []) {
    self.maximumFileSize = maximumFileSize
    self.ruleFolders = ruleFolders
    self.relations = relations
  }
}

/// What opening a project gave.
package struct Opening: Sendable {
  /// Nil where anything is wrong.
  package let workspace: Workspace?
  package let diagnostics: [Diagnostic]
  /// Everything that was read, for excerpts.
  package let texts: [SourceText]
  /// The language that the project asks for, even where it could not be opened.
  package let language: Language?
  /// With the project's own words; nil where these have a fault.
  package let vocabulary: Vocabulary?
  /// The project's own rule pages.
  package let rulePages: [RulePage]
}

/// The vocabulary that is shipped.
///
/// - Returns: its faults, were it changed for the worse; the tests keep it without.
package func shippedVocabulary() -> (vocabulary: Vocabulary?, diagnostics: [Diagnostic]) {
  guard let file = RuleCatalog.files.first(where: { $0.path == "vocabulary.yaml" }) else { return (nil, []) }
  return vocabulary(from: SourceText(path: "rules/\(file.path)", content: file.content))
}

/// What is shipped never changes: a process reads it once, on a core of its own.
private let shipped = Background { () -> Shipped in
  let (vocabulary, diagnostics) = shippedVocabulary()
  return Shipped(
    vocabulary: vocabulary, diagnostics: diagnostics,
    declarations: vocabulary.map { ParsedSource(factDeclarations(of: $0)) })
}

private struct Shipped: Sendable {
  let vocabulary: Vocabulary?
  let diagnostics: [Diagnostic]
  /// What rules may speak of where a project has no words of its own.
  let declarations: ParsedSource?
}

/// Starts to read what every project needs; whoever opens one a little later waits less.
package func prepare() { _ = shipped }

/// The names of the vocabulary's views, for a help text: found without reading the vocabulary, which takes milliseconds.
package func shippedViewNames() -> [String] {
  let lines = RuleCatalog.files.first { $0.path == "vocabulary.yaml" }?.content.split(separator: "\n") ?? []
  return lines.drop { $0 != "views:" }.dropFirst().prefix { $0.hasPrefix(" ") }
    .filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }.map { String($0.dropFirst(2).prefix { $0 != ":" }) }
}

/// The rule pages that are shipped, as texts with their code.
package func shippedPages() -> [(code: String, text: SourceText)] {
  RuleCatalog.files.filter { $0.path.hasSuffix(".md") && $0.path.contains("/") }.map { file in
    (String(file.path.dropLast(3)), SourceText(path: "rules/\(file.path)", content: file.content))
  }
}

/// The shipped pages together with those of folders, parsed.
package func rulePages(
  settings: Settings
) -> (pages: [RulePage], texts: [SourceText], diagnostics: [Diagnostic]) {
  let shipped = parsed(shippedPages())
  let more = folderPages(settings)
  return (shipped.pages + more.pages, shipped.texts + more.texts, shipped.diagnostics + more.diagnostics)
}

private func folderPages(_ settings: Settings) -> (pages: [RulePage], texts: [SourceText], diagnostics: [Diagnostic]) {
  var pages: [(code: String, text: SourceText)] = []
  var diagnostics: [Diagnostic] = []
  for folder in settings.ruleFolders {
    let (more, faults) = rulePages(in: folder, maximumFileSize: settings.maximumFileSize)
    pages += more
    diagnostics += faults
  }
  let read = parsed(pages)
  return (read.pages, read.texts, diagnostics + read.diagnostics)
}

private func parsed(
  _ pages: [(code: String, text: SourceText)]
) -> (pages: [RulePage], texts: [SourceText], diagnostics: [Diagnostic]) {
  let parsed = pages.map { rulePage(code: $0.code, text: $0.text) }
  return (parsed.map(\.page), pages.map(\.text), parsed.flatMap(\.diagnostics))
}

/// The pages that will probably apply, as far as can be told before the vocabulary is there: their pack is mentioned.
///
/// - Complexity: O(size of the header + number of pages)
private func likely(
  _ pages: [(code: String, text: SourceText)], in header: SourceText?
) -> [(code: String, text: SourceText)] {
  let words = (header?.content ?? "").utf8.split { byte in
    let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    return !isLetter && byte != UInt8(ascii: "-")
  }
  let mentioned = Set(words.map { Substring($0) })
  return pages.filter { $0.code.hasPrefix("concepts/") || mentioned.contains($0.code.prefix { $0 != "/" }) }
}

/// Whether the page may apply to a project: it is a concept, or of a pack that the project names, if it names any.
private func mayApply(_ code: String, to project: Project) -> Bool {
  guard let packs = project.packs else { return true }
  return code.hasPrefix("concepts/") || packs.contains { code.hasPrefix("\($0.key)/") }
}

/// Opens a project: reads its files, makes its model, and checks the rules that it is held to.
///
/// - Returns: the workspace, or every fault of every file.
/// - Complexity: O(size of the project and the rules)
package func open(_ path: String, settings: Settings = Settings()) -> Opening {
  let pages = shippedPages()
  // Reading the vocabulary takes about as long as reading a small project and its rules, and goes on meanwhile.
  prepare()
  let files = ProjectFiles(reading: .folder(path), maximumFileSize: settings.maximumFileSize)
  let own = files.rulePages.map { rulePage(code: $0.code, text: $0.text) }
  let likely = parsed(likely(pages, in: files.header))
  let trees = ProjectTrees(files)
  let more = folderPages(settings)
  let shipped = shipped.value
  let texts = pages.map(\.text) + more.texts + files.all
  var diagnostics = more.diagnostics + files.diagnostics + shipped.diagnostics
  guard let vocabulary = shipped.vocabulary else {
    return Opening(
      workspace: nil, diagnostics: diagnostics.inReadingOrder, texts: texts, language: nil, vocabulary: nil,
      rulePages: [])
  }
  let reading = project(from: trees, vocabulary: vocabulary)
  diagnostics += reading.diagnostics + own.flatMap(\.diagnostics)
  var book: RuleBook?
  // Without the project's own words, rules that use them would seem wrong.
  if let vocabulary = reading.vocabulary {
    let early = Set(likely.pages.map(\.code))
    let late = parsed(pages.filter { mayApply($0.code, to: reading.project) && !early.contains($0.code) })
    let applying = (
      pages: likely.pages.filter { mayApply($0.code, to: reading.project) } + late.pages,
      diagnostics: likely.diagnostics + late.diagnostics
    )
    diagnostics += applying.diagnostics
    let checked = ruleBook(
      pages: applying.pages + more.pages, own: own.map(\.page),
      others: pages.map(\.code).filter { !mayApply($0, to: reading.project) }, vocabulary: vocabulary,
      declarations: reading.hasOwnWords ? nil : shipped.declarations, project: reading.project,
      relations: settings.relations)
    book = checked.book
    diagnostics += checked.diagnostics
  }
  var workspace: Workspace?
  if let model = reading.model, let book, !diagnostics.containErrors {
    workspace = Workspace(model: model, views: reading.views, book: book, texts: texts)
  }
  return Opening(
    workspace: workspace, diagnostics: diagnostics.inReadingOrder, texts: texts, language: reading.project.language,
    vocabulary: reading.vocabulary, rulePages: own.map(\.page))
}

/// A project that was opened without fault.
package struct Workspace: Sendable {
  package let model: Model
  /// The project's own views.
  package let views: [View]
  package let book: RuleBook
  package let texts: [SourceText]

  /// The day that the project speaks of, or today.
  package var day: Day { model.project.day ?? today() }

  /// Applies the rules to the project as it is on a day.
  ///
  /// - Parameter limits: when to give up on a rule that would go on forever.
  /// - Returns: nil with diagnostics where a rule cannot be computed, such as a sum that does not fit 64 bits.
  package func check(
    on day: Day, limits: EvaluationLimits = .init()
  ) -> (report: CheckReport?, diagnostics: [Diagnostic]) {
    let (evaluation, diagnostics) = book.program.evaluate(facts(of: model, on: day), goals: book.goals, limits: limits)
    guard let evaluation else { return (nil, diagnostics) }
    let report = CheckReport(
      project: model.project.name, day: day,
      findings: findings(of: evaluation, rules: book.rules, program: book.program, model: model),
      rules: book.rules,
      titles: book.titles, texts: texts,
      documents: model.project.documents)
    return (report, diagnostics)
  }

  /// What explains the project as it is on a day, and the findings that it can explain.
  ///
  /// - Parameter relations: what is asked about beside the findings.
  /// - Returns: nil with diagnostics where a rule cannot be computed.
  package func explainer(
    on day: Day, relations: [String] = []
  ) -> (explainer: ProjectExplainer?, findings: [Finding], diagnostics: [Diagnostic]) {
    let (evaluation, diagnostics) = book.program.evaluate(facts(of: model, on: day), goals: book.goals + relations)
    guard let evaluation else { return (nil, [], diagnostics) }
    let found = findings(of: evaluation, rules: book.rules, program: book.program, model: model)
    return (ProjectExplainer(model: model, book: book, evaluation: evaluation, day: day), found, diagnostics)
  }

  /// A view by its name: the project's own before those of the vocabulary.
  package func view(_ name: String) -> View? { views.first { $0.key == name } ?? model.vocabulary.view(name) }

  package var viewNames: [String] { views.map(\.key) + model.vocabulary.views.map(\.key) }

  /// The findings from day to day.
  ///
  /// - Parameters:
  ///   - first: nil for the eve of the first day that the record names.
  ///   - last: nil for the day after the last one.
  ///   - progress: counts the named days.
  /// - Returns: nil with diagnostics where a rule cannot be computed.
  /// - Complexity: one check for each day that the record or a law names, and for its eve.
  package func timeline(
    from first: Day?, through last: Day?, progress: WorkProgress = .init()
  ) -> (timeline: Timeline?, diagnostics: [Diagnostic]) {
    let days = model.daysOfChange
    let start = first ?? min(days.first?.advanced(by: -1) ?? day, last ?? day)
    let end = max(start, last ?? max(days.last?.advanced(by: 1) ?? day, day))
    var faults: [Diagnostic] = []
    let goals = book.goals
    func findings(on day: Day) -> [Finding]? {
      let (evaluation, diagnostics) = book.program.evaluate(facts(of: model, on: day), goals: goals)
      if evaluation == nil { faults = diagnostics }
      return evaluation.map {
        GovernanceAnalysis.findings(of: $0, rules: book.rules, program: book.program, model: model)
      }
    }
    let legal = book.program.evaluate(facts(of: model, on: start), goals: ["legal_day"]).evaluation
    let more = (legal?.tuples(of: "legal_day") ?? []).compactMap { tuple -> Day? in
      if case .number(let number)? = tuple.last { Day(number: Int(number)) } else { nil }
    }
    let timeline = GovernanceAnalysis.timeline(
      of: model, from: start, through: end, more: more.flatMap { [$0, $0.advanced(by: 1)] }, progress: progress,
      findings: findings)
    return (timeline, faults)
  }

  /// A chart of the findings from day to day.
  package func chart(of timeline: Timeline, language: Language) -> TimelineChart {
    let title = Wording(
      nl: "\(model.project.name) — bevindingen van \(timeline.first.inWords(.nl)) t/m \(timeline.last.inWords(.nl))",
      en: "\(model.project.name) — findings from \(timeline.first.inWords(.en)) to \(timeline.last.inWords(.en))")
    let bars = timeline.bars.map { bar in
      let level = Overlay.Mark.Level(bar.finding.severity)
      return TimelineChart.Bar(label: bar.finding.message[language], level: level, from: bar.from, until: bar.until)
    }
    let description = Wording(
      nl: "Een balk voor elke bevinding, zolang zij er is.", en: "A bar for each finding, for as long as it holds.")
    return TimelineChart(
      title: title[language], description: description[language], first: timeline.first, last: timeline.last,
      bars: bars)
  }

  /// A chart of the project on a day, with the findings of a report marked in it.
  package func diagram(as view: View, on day: Day, language: Language, marking report: CheckReport?) -> Diagram {
    var marks: [String: [Overlay.Mark]] = [:]
    for finding in report?.findings ?? [] {
      let level = Overlay.Mark.Level(finding.severity)
      marks[finding.subject, default: []].append(.init(level: level, text: finding.message[language]))
    }
    return GovernanceDiagrams.diagram(
      of: model, as: view, on: day, language: language, overlay: Overlay(marks: marks))
  }
}
