// What the pages name is there: files, folders, commands and their options.

import Foundation
import Testing

@Suite("What the pages name is there")
struct DocumentTests {
  @Test("every link of a page leads somewhere")
  func links() throws {
    for (path, text) in try Repository.documents() {
      let folder = path.contains("/") ? path.prefix(through: path.lastIndex(of: "/") ?? path.startIndex) : ""
      for link in text.matches(of: /\]\(([^)\s]+)\)/).map({ String($0.1) }) where !link.contains("://") {
        let target = link.prefix { $0 != "#" }
        #expect(target.isEmpty || Repository.exists("\(folder)\(target)"), "\(path) links to \(link)")
      }
    }
  }

  @Test("every file and folder of the repository that a page names is there")
  func paths() throws {
    let sources = try Repository.paths(under: "Sources") + Repository.paths(under: "Tests")
    let roots = try FileManager.default.contentsOfDirectory(atPath: Repository.root.path)
    let modules = Array(try Repository.layers().keys)
    for (path, text) in try Repository.documents() {
      for name in spans(of: text) where !name.contains(where: { " *{…<".contains($0) }) {
        let parts = name.split(separator: "/").map(String.init)
        // `PACK`, `NAME`: whatever the reader puts there.
        guard let first = parts.first, !parts.contains(where: isPlaceholder) else { continue }
        if name.hasSuffix(".swift") {
          #expect(sources.contains { $0.hasSuffix("/\(name)") } || Repository.exists(name), "\(path) names \(name)")
        } else if parts.count > 1 || name.hasSuffix("/"), roots.contains(first) {
          #expect(Repository.exists(name), "\(path) names \(name)")
        } else if parts.count > 1, modules.contains(first) {
          #expect(Repository.exists("Sources/\(name)"), "\(path) names \(name)")
        }
      }
    }
  }

  @Test("every command and option that a page names is one")
  func commands() throws {
    let code = try Repository.files().filter { $0.module == "GremiumCLI" }.map(\.text).joined()
    let names = Set(code.matches(of: /commandName: "([a-z-]+)"/).map { String($0.1) } + ["help"])
    #expect(names.count > 10)
    for (path, text) in try Repository.documents() {
      for line in spans(of: text) + blocks(of: text) {
        guard let call = line.firstMatch(of: /^ *(?:swift run |[^ ]*\/)?gremium ([a-z][a-z-]*)(.*)/) else { continue }
        #expect(names.contains(String(call.1)), "\(path): \(line)")
        for option in call.2.matches(of: /--([a-z-]+)/).map({ String($0.1) }) {
          let words = option.split(separator: "-")
          let variable = words[0] + words.dropFirst().map(\.capitalized).joined()
          let isKnown =
            ["help", "version"].contains(option) || code.contains("customLong(\"\(option)\"")
            || code.contains("var \(variable)")
          #expect(isKnown, "\(path): --\(option) in \(line)")
        }
      }
    }
  }

  private func isPlaceholder(_ part: String) -> Bool {
    part.contains { $0.isLetter } && part.prefix { $0 != "." }.allSatisfy { $0.isUppercase }
      && !["README", "LANGUAGE"].contains(String(part.prefix { $0 != "." }))
  }

  /// What stands between backticks within a line.
  private func spans(of text: String) -> [String] {
    lines(of: text, inBlocks: false).flatMap { line in line.matches(of: /`([^`]+)`/).map { String($0.1) } }
  }

  /// The lines of blocks for a shell.
  private func blocks(of text: String) -> [String] {
    lines(of: text, inBlocks: true).flatMap { $0.components(separatedBy: "&&") }
      .map { String($0.prefix(upTo: $0.range(of: " #")?.lowerBound ?? $0.endIndex)) }
  }

  private func lines(of text: String, inBlocks: Bool) -> [Substring] {
    var language: Substring?
    var lines: [Substring] = []
    for line in text.split(separator: "\n") {
      if line.hasPrefix("```") {
        language = language == nil ? line.dropFirst(3) : nil
      } else if inBlocks ? language == "sh" : language == nil {
        lines.append(line)
      }
    }
    return lines
  }
}
