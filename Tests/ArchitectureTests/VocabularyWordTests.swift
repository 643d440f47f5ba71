// The vocabulary's words stand in the vocabulary: no key of it is a literal in the code.

import Foundation
import Testing

@Suite("Domain words stand in the vocabulary")
struct VocabularyWordTests {
  private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Literals that are a key of the vocabulary and mean something else, by file.
  private let others: [String: (words: Set<String>, why: String)] = [
    "Token.swift": (["plan"], "a word of the rule language"),
    "DatalogCommand.swift": (["plan"], "what an option's value is called in the help"),
    "ChainCommand.swift": (["opgave"], "what an argument is called in the help"),
    "JSONSchema.swift": (["description"], "a word of JSON Schema"),
    "ScenarioSchema.swift": (["description"], "a word of JSON Schema"),
    "SARIF.swift": (["region"], "a word of SARIF"),
    "WhatIfJSON.swift": (["opgave"], "what an entry is about, in the report's JSON"),
    "ChainReport.swift": (["elected"], "how a chain ends, in the report's JSON"),
    "TimelineReport.swift": (["deadline"], "what is due, in the report's JSON"),
  ]

  @Test("no key of a class, kind, relation, attribute or choice is a literal in Sources")
  func literals() throws {
    let vocabulary = try String(contentsOf: root.appending(path: "rules/vocabulary.yaml"), encoding: .utf8)
    let words = keys(of: vocabulary)
    #expect(words.count > 200 && words.isSuperset(of: ["body", "bodies", "gemeenteraad", "reports-to", "deadline"]))
    // `kind`, `source`, `by` and their like are words of every file's structure.
    let structure = Set(entries(of: "terms", in: vocabulary).map(\.key))
    for file in try files() {
      let allowed = structure.union(others[file.lastPathComponent]?.words ?? [])
      for (line, literal) in literals(in: try String(contentsOf: file, encoding: .utf8)) {
        let isWord = words.contains(literal) || words.contains(literal.replacingOccurrences(of: "_", with: "-"))
        #expect(
          !isWord || allowed.contains(literal),
          "\(file.lastPathComponent):\(line): “\(literal)” is a word of the vocabulary; let a line of it say what it is for"
        )
      }
    }
  }

  @Test("no exception outlives its reason")
  func exceptions() throws {
    let all = try files()
    for (name, exception) in others {
      let file = try #require(all.first { $0.lastPathComponent == name }, "\(name)")
      let found = Set(literals(in: try String(contentsOf: file, encoding: .utf8)).map(\.text))
      #expect(exception.words.isSubset(of: found), "\(name): \(exception.why)")
    }
  }

  // MARK: The vocabulary

  /// The keys of classes, sections, kinds, relations, attributes and what choices are from.
  private func keys(of vocabulary: String) -> Set<String> {
    var keys: Set<String> = []
    for section in ["classes", "relations", "attributes"] {
      for (key, text) in entries(of: section, in: vocabulary) {
        keys.insert(key)
        keys.formUnion(words(after: "plural: ", in: text.components(separatedBy: "nl:")[0]))
        let kinds = text.components(separatedBy: "\n    kinds:").dropFirst().joined()
        keys.formUnion(kinds.split(separator: "\n").compactMap { self.key(of: $0, indented: 6) })
        if let values = text.components(separatedBy: "values: {").dropFirst().first {
          keys.formUnion(
            values.replacingOccurrences(of: #"\{[^}]*\}"#, with: "", options: .regularExpression)
              .split(separator: ",").compactMap { $0.split(separator: ":").first }
              .map { $0.trimmingCharacters(in: .whitespaces) })
        }
      }
    }
    return keys
  }

  /// The entries of a section with their text.
  private func entries(of section: String, in vocabulary: String) -> [(key: String, text: String)] {
    let lines = vocabulary.split(separator: "\n", omittingEmptySubsequences: false)
    let own = lines.drop { $0 != "\(section):" }.dropFirst().prefix { $0.isEmpty || $0.hasPrefix(" ") }
    var entries: [(key: String, text: String)] = []
    for line in own {
      if let key = self.key(of: line, indented: 2) {
        entries.append((key, String(line)))
      } else if !entries.isEmpty {
        entries[entries.count - 1].text += "\n" + line
      }
    }
    return entries
  }

  private func key(of line: Substring, indented depth: Int) -> String? {
    guard line.hasPrefix(String(repeating: " ", count: depth)), let colon = line.firstIndex(of: ":") else { return nil }
    let key = line[..<colon].dropFirst(depth)
    return key.first?.isLetter == true || key.first?.isNumber == true ? String(key) : nil
  }

  private func words(after start: String, in text: String) -> [String] {
    text.components(separatedBy: start).dropFirst().compactMap { $0.split(separator: "\n").first.map(String.init) }
  }

  // MARK: The code

  private func files() throws -> [URL] {
    let sources = root.appending(path: "Sources")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: sources.path)
    return paths.filter { $0.hasSuffix(".swift") && !$0.hasPrefix("Tools/") }.sorted().map {
      sources.appending(path: $0)
    }
  }

  /// Every text between quotation marks with its line, comments left out.
  private func literals(in code: String) -> [(line: Int, text: String)] {
    var found: [(line: Int, text: String)] = []
    for (number, line) in code.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      var text: String?
      var isEscaped = false
      var rest = line[...]
      while let character = rest.first {
        if text == nil, rest.hasPrefix("//") { break }
        rest = rest.dropFirst()
        if isEscaped {
          isEscaped = false
          text?.append(character)
        } else if character == "\\", text != nil {
          isEscaped = true
          text?.append(character)
        } else if character == "\"" {
          if let whole = text { found.append((number + 1, whole)) }
          text = text == nil ? "" : nil
        } else {
          text?.append(character)
        }
      }
    }
    return found
  }
}
