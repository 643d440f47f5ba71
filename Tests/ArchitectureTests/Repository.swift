// The repository as text: the map, the modules, their files and their lines.

import Foundation
import Testing

/// The files of this repository, as the tests of its tidiness read them.
enum Repository {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Module to layer, from the rows of the table in Sources/ARCHITECTURE.md.
  static func layers() throws -> [String: Int] {
    var layers: [String: Int] = [:]
    for line in try text(of: "Sources/ARCHITECTURE.md").split(separator: "\n") where line.hasPrefix("| ") {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      if cells.count == 4, let layer = Int(cells[0]) { layers[cells[1]] = layer }
    }
    #expect(layers.count > 10)
    return layers
  }

  /// The Swift files of a module, its folders included, sorted by path.
  private static func files(of module: String) throws -> [SourceFile] {
    let folder = module == "RuleCatalog" ? "rules" : "Sources/\(module)"
    return try paths(under: folder).filter { $0.hasSuffix(".swift") }.map { path in
      SourceFile(path: path, module: module, text: try text(of: path))
    }
  }

  /// The Swift files of all modules, sorted by module and path.
  static func files() throws -> [SourceFile] { try read.get() }

  private static let read = Result { try layers().keys.sorted().flatMap(files(of:)) }

  /// What people read beside the code: every page but those of rules and examples, which have tests of their own.
  static func documents() throws -> [(path: String, text: String)] {
    let pages = try paths(under: "Sources").filter { $0.hasSuffix(".md") }
    let top = try FileManager.default.contentsOfDirectory(atPath: root.path).filter { $0.hasSuffix(".md") }.sorted()
    let others = ["Benchmarks/README.md", "Benchmarks/Fuzzing/README.md", "rules/README.md"]
    return try (top + pages + others).map { ($0, try text(of: $0)) }
  }

  static func text(of path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// Every file under a folder, sorted; what starts with a point is left out.
  static func paths(under folder: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: root.appending(path: folder).path)
      .filter { path in !path.split(separator: "/").contains { $0.hasPrefix(".") } }.sorted()
      .map { "\(folder)/\($0)" }
  }

  static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root.appending(path: path).path)
  }
}

/// One Swift file. What is found in it rests on its format, which `swift format` keeps.
struct SourceFile {
  /// From the repository's root.
  let path: String
  let module: String
  let text: String
  let lines: [Substring]

  init(path: String, module: String, text: String) {
    self.path = path
    self.module = module
    self.text = text
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  var name: String { String(path.split(separator: "/").last ?? "") }

  /// Whether it holds the words that users read, which are a list as long as it is.
  var holdsWords: Bool { name.hasSuffix("Wording.swift") || name.hasSuffix("Messages.swift") }

  /// The modules that it imports, those of a platform too.
  var imports: [String] {
    lines.compactMap { line in
      let words = line.split(separator: " ").filter { !["@testable", "internal", "package", "public"].contains($0) }
      return words.first == "import" ? words.dropFirst().first.map(String.init) : nil
    }
  }

  /// Whether it touches memory, or shares state, in a way that the compiler does not check.
  var isUnsafe: Bool {
    lines.contains { line in
      guard line.contains("nsafe") || line.contains("@unchecked") else { return false }
      let code = line.range(of: "//").map { line[..<$0.lowerBound] } ?? line
      return code.contains("nsafe") || code.contains("@unchecked")
    }
  }

  /// The public and package declarations that have no doc comment, as `path:line: declaration`.
  var undocumented: [String] {
    lines.indices.compactMap { index in
      let words = words(of: lines[index])
      guard Self.isVisible(words), words.contains(where: Self.keywords.contains) else { return nil }
      let before = lines[..<index].last { !$0.drop { $0 == " " }.hasPrefix("@") }
      if before?.drop(while: { $0 == " " }).hasPrefix("///") == true { return nil }
      return "\(path):\(index + 1): \(lines[index].trimmingCharacters(in: .whitespaces))"
    }
  }

  /// The types that other modules see, but for those within types and for second names (`typealias`).
  var visibleTypes: [String] {
    lines.compactMap { line in
      guard !line.hasPrefix(" ") else { return nil }
      let words = words(of: line)
      guard Self.isVisible(words), let keyword = words.firstIndex(where: Self.typeKeywords.contains),
        words[keyword] != "typealias"
      else { return nil }
      return words.dropFirst(keyword + 1).first
    }
  }

  /// The functions and initialisers longer than so many lines, as `path:line: so many lines`.
  func functions(longerThan limit: Int) -> [String] {
    lines.indices.compactMap { start in
      guard lines[start].hasSuffix("{") || lines[start].hasSuffix("("),
        words(of: lines[start]).contains(where: { $0 == "func" || $0 == "init" || $0 == "subscript" }),
        let end = end(ofFunctionFrom: start)
      else { return nil }
      let length = end - start + 1
      return length > limit ? "\(path):\(start + 1): \(length) lines" : nil
    }
  }

  /// The line that closes a body; nil where there is none, or it stands in the line that opens it.
  private func end(ofFunctionFrom start: Int) -> Int? {
    let indent = lines[start].prefix { $0 == " " }
    for index in lines.indices[(start + 1)...] {
      let line = lines[index]
      guard line.hasPrefix(indent), let first = line.dropFirst(indent.count).first, first != " " else { continue }
      if first == "}" { return index }
      // The end of parameters that took lines of their own.
      if first == ")", line.hasSuffix("{") { continue }
      if first == ")" { return line.hasSuffix("}") ? index : nil }
    }
    return nil
  }

  /// The words that a declaration starts with, up to its name; none where the line is no declaration.
  private func words(of line: Substring) -> [String] {
    let code = line.drop { $0 == " " }
    guard let first = code.utf8.first, first == UInt8(ascii: "@") || (97...122).contains(first) else { return [] }
    var words: [String] = []
    for word in code.prefix(100).split(whereSeparator: { " (<:?!{".contains($0) }) {
      words.append(String(word))
      // The word after that is the name.
      if words.count > 1, Self.keywords.contains(words[words.count - 2]) { break }
      guard
        word.hasPrefix("@") || Self.modifiers.contains(words[words.count - 1])
          || Self.keywords.contains(words[words.count - 1])
      else { break }
    }
    return words
  }

  private static func isVisible(_ words: [String]) -> Bool { words.contains("public") || words.contains("package") }

  private static let typeKeywords: Set = ["actor", "class", "enum", "protocol", "struct", "typealias"]
  private static let keywords = typeKeywords.union(["associatedtype", "func", "init", "let", "subscript", "var"])
  /// What may stand before a keyword beside attributes, with what is in its brackets.
  private static let modifiers: Set = [
    "__always)", "borrowing", "consuming", "fileprivate", "final", "indirect", "internal", "lazy", "mutating", "never)",
    "nonisolated", "nonmutating", "override", "package", "prefix", "private", "public", "set)", "static", "unowned",
    "unsafe)", "weak",
  ]
}
