// A rule page: a Markdown file that a policy officer can read, the engine runs and the tests check.

import Datalog
import GovernanceModel
import SourceDiagnostics

/// One page of the catalogue, as parsed; whether its rule makes sense is for `RuleBook` to say.
package struct RulePage: Sendable {
  /// What an example is to show.
  package enum Expectation: Sendable {
    /// Exactly the marked findings.
    case fires
    /// No finding of this rule.
    case silent
    /// Exactly the listed tuples of the page's concept (`#= answers_to(a, b)`), or their absence (`#= !…`).
    case holds
  }

  /// A small project on the page, and what its rule is to make of it.
  package struct Example: Sendable {
    /// What it is to show.
    package let expectation: Expectation
    /// The text, with as many empty lines before it that its places are those of the page.
    package let text: SourceText
  }

  /// `pack/name`.
  package let code: String
  /// The whole page.
  package let text: SourceText
  /// The heading, in Dutch.
  package let title: String
  /// The title, and its English from the front matter, if it is there.
  package var titles: Wording { Wording { self["title-\($0.rawValue)"] ?? title } }

  /// The prose between the title and the first section.
  package let explanation: String
  /// The blocks of rules, each with as many empty lines before it that its places are those of the page.
  package let blocks: [ProgramSource]
  /// The same, read.
  let parts: [ParsedSource]
  /// In the order of the page.
  package let examples: [Example]
  let frontMatter: [String: FrontMatterValue]
  /// What its rules speak of.
  var names: [String] { parts.flatMap(\.mentionedNames) }
  /// The relations and types that its rules declare.
  package var declaredNames: [String] { parts.flatMap(\.declaredNames) }

  struct FrontMatterValue: Sendable {
    let text: String
    let place: SourcePlace
  }

  /// The part of the code before the slash.
  package var pack: String { String(code.prefix { $0 != "/" }) }

  /// The part of the code after the pack.
  package var name: String { String(code.drop { $0 != "/" }.dropFirst()) }

  /// The relation that holds the findings.
  package var relation: String { Vocabulary.predicate(of: name) }

  /// Shared derived predicates have no findings of their own.
  package var isConcept: Bool { pack == "concepts" }

  /// Whether a key holds the sentence of one of the page's relations: `says-has-owner-nl` that of `has_owner`.
  static func isSaying(_ key: String) -> Bool { relation(saidBy: key) != nil }

  /// The relation of which a key holds the sentence.
  static func relation(saidBy key: String) -> String? {
    guard key.hasPrefix("says-"), key.hasSuffix("-nl") || key.hasSuffix("-en"), key.utf8.count > 8 else { return nil }
    return Vocabulary.predicate(of: String(key.dropFirst(5).dropLast(3)))
  }

  /// The sentence of one of its relations, as explanations use it.
  func sentence(of relation: String) -> Wording? {
    wording("says-\(relation.replacing("_", with: "-"))")
  }

  /// What keys of the front matter say that end in the name of a language, such as `hint-nl` and `hint-en`; where a language
  /// is left out, it is as in another.
  ///
  /// - Parameter name: what comes before the language's name; nil for `nl` and `en` alone.
  func wording(_ name: String?) -> Wording? {
    let texts = Language.allCases.map { self[[name, $0.rawValue].compactMap { $0 }.joined(separator: "-")] }
    guard let any = texts.lazy.compactMap({ $0 }).first else { return nil }
    let said = Dictionary(uniqueKeysWithValues: zip(Language.allCases, texts))
    return Wording { (said[$0] ?? nil) ?? any }
  }

  /// The text of a line of the front matter; nil where there is none of that key.
  package subscript(key: String) -> String? { frontMatter[key]?.text }

  /// Whether a rule can have the page's name.
  var isWellNamed: Bool {
    let letters = name.utf8.allSatisfy {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
        || $0 == UInt8(ascii: "-")
    }
    return letters && name.first?.isLetter == true
  }

  /// Where the page as a whole can be pointed at.
  var place: SourcePlace { SourcePlace(path: text.path, line: 1, column: 1) }
}

/// Parses a page.
///
/// - Returns: what could be read, and what is wrong with the page's form.
/// - Complexity: O(size of the text)
package func rulePage(code: String, text: SourceText) -> (page: RulePage, diagnostics: [Diagnostic]) {
  var parser = PageParser(text: text)
  let page = parser.parse(code: code)
  return (page, parser.diagnostics)
}

private struct PageParser {
  private let text: SourceText
  private let file: SourcePath
  private let lines: [Substring]
  private var index = 0
  var diagnostics: [Diagnostic] = []

  init(text: SourceText) {
    self.text = text
    file = SourcePath(text.path)
    lines = text.lines
  }

  mutating func parse(code: String) -> RulePage {
    let frontMatter = frontMatter(isConcept: code.hasPrefix("concepts/"))
    var title = ""
    var explanation: [Substring] = []
    var section = ""
    var blocks: [ProgramSource] = []
    var examples: [RulePage.Example] = []
    while index < lines.count {
      let line = lines[index]
      if line.hasPrefix("```") {
        let (language, first, content) = fencedBlock()
        switch language {
        case "datalog": blocks.append(ProgramSource(path: text.path, content: content, firstLine: first))
        case "yaml":
          guard let expectation = expectation(of: section) else {
            diagnostics.append(Fault.exampleOutsideSection.diagnostic(at: place(line: first - 1)))
            break
          }
          let padded = String(repeating: "\n", count: first - 1) + content
          examples.append(.init(expectation: expectation, text: SourceText(path: text.path, content: padded)))
        default: break
        }
        continue
      }
      if line.hasPrefix("# "), title.isEmpty {
        title = String(line.dropFirst(2))
      } else if line.hasPrefix("## ") {
        section = String(line.dropFirst(3)).lowercased()
      } else if section.isEmpty, !title.isEmpty {
        explanation.append(line)
      }
      index += 1
    }
    if title.isEmpty { diagnostics.append(Fault.missingTitle.diagnostic(at: place(line: 1))) }
    return RulePage(
      code: code, text: text, title: title, explanation: explanation.joined(separator: "\n").trimmed, blocks: blocks,
      parts: blocks.map(ParsedSource.init), examples: examples, frontMatter: frontMatter)
  }

  /// `key: one line` between two lines of `---`.
  private mutating func frontMatter(isConcept: Bool) -> [String: RulePage.FrontMatterValue] {
    guard lines.first?.trimmed == "---", let end = lines.dropFirst().firstIndex(where: { $0.trimmed == "---" }) else {
      diagnostics.append(Fault.missingFrontMatter.diagnostic(at: place(line: 1)))
      return [:]
    }
    let known = isConcept ? conceptKeys : ruleKeys
    var values: [String: RulePage.FrontMatterValue] = [:]
    for number in 1..<end where !lines[number].trimmed.isEmpty {
      let line = lines[number]
      guard let colon = line.firstIndex(of: ":") else {
        diagnostics.append(Fault.frontMatterLine.diagnostic(at: place(line: number + 1)))
        continue
      }
      let key = line[..<colon].trimmed
      let value = line[line.index(after: colon)...].trimmed
      let keyPlace = place(line: number + 1, length: key.unicodeScalars.count)
      if !known.contains(key), !RulePage.isSaying(key) {
        diagnostics.append(Fault.unknownFrontMatter(key, known: known).diagnostic(at: keyPlace))
      } else if values[key] != nil {
        diagnostics.append(Fault.repeatedFrontMatter(key).diagnostic(at: keyPlace))
      }
      let start =
        line.unicodeScalars.count - line[line.index(after: colon)...].drop(while: \.isWhitespace).unicodeScalars.count
      let valuePlace = SourcePlace(
        in: file, line: number + 1, column: start + 1, length: value.unicodeScalars.count)
      values[key] = .init(text: value, place: valuePlace)
    }
    index = end + 1
    return values
  }

  /// The content of a block between fences, the number of its first line, and the word after the fence.
  private mutating func fencedBlock() -> (language: String, firstLine: Int, content: String) {
    let fence = lines[index].prefix { $0 == "`" }
    let language = lines[index].dropFirst(fence.count).trimmed
    let start = index + 1
    let end = lines[start...].firstIndex { $0.trimmed == fence } ?? lines.count
    if end == lines.count { diagnostics.append(Fault.openBlock.diagnostic(at: place(line: index + 1))) }
    index = min(end + 1, lines.count)
    return (language, start + 1, lines[start..<end].joined(separator: "\n") + "\n")
  }

  private func expectation(of section: String) -> RulePage.Expectation? {
    if section.hasPrefix("fires") { return .fires }
    if section.hasPrefix("does not fire") { return .silent }
    if section.hasPrefix("holds") { return .holds }
    return nil
  }

  private func place(line: Int, length: Int = 1) -> SourcePlace {
    SourcePlace(in: file, line: line, column: 1, length: length)
  }
}

private let ruleKeys = [
  "severity", "nl", "en", "hint-nl", "hint-en", "unknown-nl", "unknown-en", "unknown-hint-nl", "unknown-hint-en",
  "title-en", "source",
]

private let conceptKeys = ["says-nl", "says-en", "title-en", "source"] + ConceptRole.allCases.map(\.rawValue)

extension StringProtocol {
  /// Without spaces and line breaks at either end.
  var trimmed: String {
    // By bytes, as it runs for every line of every page; beyond ASCII there are more kinds of space.
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    var bytes = Substring(self).utf8
    while let first = bytes.first, isSpace(first) { bytes.removeFirst() }
    while let last = bytes.last, isSpace(last) { bytes.removeLast() }
    if bytes.first ?? 0 < 0x80, bytes.last ?? 0 < 0x80 { return String(Substring(bytes)) }
    var rest = Substring(bytes).drop(while: \.isWhitespace)
    while rest.last?.isWhitespace == true { rest = rest.dropLast() }
    return String(rest)
  }
}
