// From the files of a project to what can be asked: read, put together with the rules, and checked for faults.
//
// GremiumKit is the only module that knows all the others. It must not know command-line arguments or HTTP.

import Datalog
import GovernanceAnalysis
import GovernanceIO
import GovernanceModel
import SourceDiagnostics
import WorkControl

/// What opening a project gave.
package struct Opening: Sendable {
  /// Nil where anything is wrong.
  package let workspace: Workspace?
  /// Every fault of every file, and every warning, in reading order.
  package let diagnostics: [Diagnostic]
  /// Everything that was read, for excerpts.
  package let texts: [SourceText]
  /// The language that the project asks for, even where it could not be opened.
  package let language: Language?
  /// With the project's own words; nil where these have a fault.
  package let vocabulary: Vocabulary?
  /// The project's own rule pages.
  package let rulePages: [RulePage]
  /// The files themselves, of which a session replaces some.
  let files: ProjectFiles
  fileprivate let trees: ProjectTrees
  fileprivate let settings: Settings
  fileprivate let rules: Rules
}

/// The rules that a project is held to, with all that was said of them.
private struct Rules: Sendable {
  /// Nil where a page has a fault.
  let book: RuleBook?
  /// The project's own pages.
  let own: [RulePage]
  /// Those of folders that the settings name.
  let more: [SourceText]
  let diagnostics: [Diagnostic]
}

extension Opening {
  /// - Parameters:
  ///   - earlier: an opening without fault of the same project; what did not change since is taken over.
  ///   - latest: the last opening, faulty or not; texts that did not change since are not read again.
  /// - Throws: `Cancelled`
  /// - Complexity: O(size of the project and the rules); with an earlier one, O(size of the files that changed +
  ///   entities + edges), and that of the rules only where these may have changed.
  init(
    of files: ProjectFiles, settings: Settings, following earlier: Opening? = nil, treesOf latest: Opening? = nil,
    cancellation: Cancellation
  ) throws(Cancelled) {
    if earlier == nil { Self.prefetchPages(mentionedIn: files.header) }
    let trees = try ProjectTrees(files, reusing: (latest ?? earlier)?.trees, cancellation: cancellation)
    let words = Shipped.words.value
    var diagnostics = files.diagnostics + words.diagnostics
    guard let vocabulary = words.vocabulary else {
      self.init(
        workspace: nil, diagnostics: diagnostics.inReadingOrder, texts: files.all, language: nil, vocabulary: nil,
        rulePages: [], files: files, trees: trees, settings: settings,
        rules: Rules(book: nil, own: [], more: [], diagnostics: []))
      return
    }
    let reading = try project(from: trees, vocabulary: vocabulary, cancellation: cancellation)
    let kept = earlier.flatMap { $0.rulesHold(for: files, settings) ? $0 : nil }
    let rules = kept?.rules ?? Self.rules(of: reading, own: files.rulePages, settings)
    diagnostics += reading.diagnostics + rules.diagnostics
    let texts = Shipped.pageTexts.map(\.text) + rules.more + files.all
    var workspace: Workspace?
    if let model = reading.model, let book = rules.book, !diagnostics.containErrors {
      workspace = Workspace(
        model: model, views: reading.views, book: book, texts: texts, files: files, today: settings.today,
        baselines: (kept?.workspace?.baselines).map { BaselineCache(following: $0) } ?? BaselineCache())
    }
    self.init(
      workspace: workspace, diagnostics: diagnostics.inReadingOrder, texts: texts, language: reading.project.language,
      vocabulary: reading.vocabulary, rulePages: rules.own, files: files, trees: trees, settings: settings,
      rules: rules)
  }

  /// Whether the rules are still those of this opening: nothing changed that they are made of.
  private func rulesHold(for files: ProjectFiles, _ settings: Settings) -> Bool {
    workspace != nil && self.settings == settings && self.files.header == files.header
      && self.files.rulePages.map(\.text) == files.rulePages.map(\.text)
  }

  private static func rules(
    of reading: ProjectReading, own texts: [(code: String, text: SourceText)], _ settings: Settings
  ) -> Rules {
    let own = texts.map { ParsedPage(code: $0.code, text: $0.text) }
    let more = pages(inFolders: settings)
    let folderTexts = more.pages.map(\.page.text)
    var diagnostics = more.diagnostics + (more.pages + own).flatMap(\.diagnostics)
    // Without the project's own words, rules that use them would seem wrong.
    guard let vocabulary = reading.vocabulary else {
      return Rules(book: nil, own: own.map(\.page), more: folderTexts, diagnostics: diagnostics)
    }
    let pages = Shipped.pages { mayApply($0, to: reading.project) }
    let shared = pages.map(\.page) + more.pages.map(\.page)
    let asked =
      switch settings.concepts {
      case .giving(let relations): relations
      case .all: shared.filter(\.isConcept).flatMap(\.declaredNames)
      }
    let checked = ruleBook(
      pages: shared, own: own.map(\.page),
      others: Shipped.pageTexts.map(\.code).filter { !mayApply($0, to: reading.project) }, vocabulary: vocabulary,
      declarations: reading.hasOwnWords ? nil : Shipped.words.value.declarations, project: reading.project,
      relations: asked)
    diagnostics += pages.flatMap(\.diagnostics) + checked.diagnostics
    return Rules(book: checked.book, own: own.map(\.page), more: folderTexts, diagnostics: diagnostics)
  }

  /// Whether the page may apply to a project: it is a concept, or of a pack that the project names, if it names any.
  private static func mayApply(_ code: String, to project: Project) -> Bool {
    guard let packs = project.packs else { return true }
    return code.hasPrefix("concepts/") || packs.contains { code.hasPrefix("\($0.key)/") }
  }

  /// Reads the shipped pages whose pack is mentioned, while the vocabulary is read on another core: without it nobody can
  /// tell which packs the project names.
  ///
  /// - Complexity: O(size of the header + size of the pages)
  private static func prefetchPages(mentionedIn header: SourceText?) {
    let words = (header?.content ?? "").utf8.split { byte in
      let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      return !isLetter && byte != UInt8(ascii: "-")
    }
    let mentioned = Set(words.map { Substring($0) })
    _ = Shipped.pages { $0.hasPrefix("concepts/") || mentioned.contains($0.prefix { $0 != "/" }) }
  }

  static func pages(inFolders settings: Settings) -> (pages: [ParsedPage], diagnostics: [Diagnostic]) {
    var pages: [ParsedPage] = []
    var diagnostics: [Diagnostic] = []
    for folder in settings.ruleFolders {
      let (texts, faults) = GovernanceIO.rulePages(in: folder, maximumFileSize: settings.maximumFileSize)
      pages += texts.map { ParsedPage(code: $0.code, text: $0.text) }
      diagnostics += faults
    }
    return (pages, diagnostics)
  }
}
