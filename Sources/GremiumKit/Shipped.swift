// What is shipped with the program: the vocabulary and the rule pages, each read once in a process.

import Datalog
import GovernanceAnalysis
import GovernanceIO
import GovernanceModel
import RuleCatalog
import SourceDiagnostics
import Synchronization

/// The shipped vocabulary, as it is read.
///
/// - Returns: its faults, were it changed for the worse; the tests keep it without.
/// - Complexity: O(size of the vocabulary), 5 ms
package func shippedVocabulary() -> (vocabulary: Vocabulary?, diagnostics: [Diagnostic]) {
  guard let file = RuleCatalog.files.first(where: { $0.path == "vocabulary.yaml" }) else { return (nil, []) }
  return vocabulary(from: SourceText(path: "rules/\(file.path)", content: file.content))
}

/// The names of the vocabulary's views, for a help text: found without reading the vocabulary, which takes milliseconds.
package func shippedViewNames() -> [String] {
  let lines = RuleCatalog.files.first { $0.path == "vocabulary.yaml" }?.content.split(separator: "\n") ?? []
  return lines.drop { $0 != "views:" }.dropFirst().prefix { $0.hasPrefix(" ") }
    .filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }.map { String($0.dropFirst(2).prefix { $0 != ":" }) }
}

/// The rule pages that are shipped, as texts with their code.
package func shippedPages() -> [(code: String, text: SourceText)] { Shipped.pageTexts }

/// The JSON Schema of a kind of file, by the shipped vocabulary.
///
/// - Returns: nil with diagnostics where the vocabulary has faults.
/// - Complexity: O(size of the vocabulary)
package func schemaText(for subject: SchemaSubject) throws -> (schema: String?, diagnostics: [Diagnostic]) {
  let words = Shipped.words.value
  return (try words.vocabulary.map { try jsonSchema(of: $0, for: subject) }, words.diagnostics)
}

/// Starts to read what every project needs; whoever opens one a little later waits less.
public func prepare() { _ = Shipped.words }

/// What is shipped never changes, so a process reads each part of it at most once.
enum Shipped {
  /// The vocabulary with what rules may speak of where a project has no words of its own.
  struct Words: Sendable {
    let vocabulary: Vocabulary?
    let diagnostics: [Diagnostic]
    let declarations: ParsedSource?
  }

  /// Read on a core of its own, from the first mention on.
  static let words = Background { () -> Words in
    let (vocabulary, diagnostics) = shippedVocabulary()
    return Words(
      vocabulary: vocabulary, diagnostics: diagnostics,
      declarations: vocabulary.map { ParsedSource(factDeclarations(of: $0)) })
  }

  /// Sorted by code.
  static let pageTexts: [(code: String, text: SourceText)] = RuleCatalog.files
    .filter { $0.path.hasSuffix(".md") && $0.path.contains("/") }.map { file in
      (String(file.path.dropLast(3)), SourceText(path: "rules/\(file.path)", content: file.content))
    }

  private static let parsed = Mutex<[String: ParsedPage]>([:])

  /// The pages with a code that is asked for, sorted by code.
  ///
  /// - Complexity: O(size of those that no earlier call asked for + number of pages)
  static func pages(where isWanted: (String) -> Bool = { _ in true }) -> [ParsedPage] {
    pageTexts.filter { isWanted($0.code) }.map { code, text in
      if let known = parsed.withLock({ $0[code] }) { return known }
      let page = ParsedPage(code: code, text: text)
      parsed.withLock { $0[code] = page }
      return page
    }
  }
}

/// A rule page with what is wrong with its form.
struct ParsedPage: Sendable {
  let page: RulePage
  let diagnostics: [Diagnostic]

  /// - Complexity: O(size of the text)
  init(code: String, text: SourceText) { (page, diagnostics) = rulePage(code: code, text: text) }
}
