// All rule pages: those that are shipped, those of folders, and those of a project with its own words.

import GovernanceAnalysis
import GovernanceIO
import GovernanceModel
import SourceDiagnostics

/// Rule pages with the vocabulary that they are written in.
package struct RulePages: Sendable {
  /// Sorted by code.
  package let pages: [RulePage]
  /// What is wrong with the form of pages, or with the project.
  package let diagnostics: [Diagnostic]
  /// For excerpts.
  package let texts: [SourceText]
  /// The language that the project asks for.
  package let language: Language?
  private let vocabulary: Vocabulary?

  /// - Parameter project: the folder of a project that has pages and words of its own.
  /// - Complexity: O(size of the pages and the project)
  /// - Throws: nothing, for nobody can cancel it.
  package init(of project: String?, settings: Settings) throws(Cancelled) {
    let (shared, sharedTexts, faults) = rulePages(settings: settings)
    if let project {
      let files = ProjectFiles(reading: .folder(project), maximumFileSize: settings.maximumFileSize)
      let opening = try Opening(of: files, settings: settings, cancellation: Cancellation())
      pages = (shared + opening.rulePages).sorted { $0.code < $1.code }
      (diagnostics, texts, language) = (opening.diagnostics, opening.texts, opening.language)
      vocabulary = opening.vocabulary
    } else {
      pages = shared.sorted { $0.code < $1.code }
      let words = Shipped.words.value
      (diagnostics, texts, language) = (faults + words.diagnostics, sharedTexts, nil)
      vocabulary = words.vocabulary
    }
  }

  /// Runs the examples of the pages.
  ///
  /// - Returns: none where the pages have faults, which are the diagnostics.
  /// - Complexity: O(examples · size of the rules)
  package func test() -> (tests: [PageTest], diagnostics: [Diagnostic]) {
    // Where there is no vocabulary, the diagnostics told why.
    guard let vocabulary else { return ([], []) }
    return GremiumKit.test(pages: pages, vocabulary: vocabulary)
  }
}

/// The shipped pages together with those of folders.
///
/// - Complexity: O(size of the pages)
package func rulePages(
  settings: Settings
) -> (pages: [RulePage], texts: [SourceText], diagnostics: [Diagnostic]) {
  let more = Opening.pages(inFolders: settings)
  let all = Shipped.pages() + more.pages
  return (all.map(\.page), all.map(\.page.text), more.diagnostics + all.flatMap(\.diagnostics))
}
