// Where sentences are: in each module's Messages, Dutch beside English.

import Foundation
import Testing

@Suite("Every text is where its module keeps them")
struct TextsTests {
  private static let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Sources")

  @Test("sentences in two languages are in files called Messages; the help says what it says beside what it is about")
  func sentences() throws {
    for file in try Self.files() where !file.lastPathComponent.hasPrefix("Messages") {
      let text = try String(contentsOf: file, encoding: .utf8)
      // What `say(nl:en:)` says is help, and stands with the option or command that it explains.
      for match in text.matches(of: /(\w*\(\s*)?\bnl:\s*"|\bWording\(\s*nl:(?! nl,)/) {
        if match.output.1?.hasPrefix("say(") == true { continue }
        let line = text[..<match.range.lowerBound].count { $0 == "\n" } + 1
        Issue.record(
          "a text in two languages: \(file.deletingLastPathComponent().lastPathComponent)/\(file.lastPathComponent):\(line)"
        )
      }
    }
  }

  @Test("a module's type of texts is called Messages, and no file has another name for it")
  func names() throws {
    let others: Set = ["Phrases.swift", "Texts.swift", "Wording.swift", "Wordings.swift", "Words.swift"]
    for file in try Self.files() { #expect(!others.contains(file.lastPathComponent), "\(file.lastPathComponent)") }
  }

  @Test("the text of a file of texts is in alphabetical order")
  func order() throws {
    for file in try Self.files() where file.lastPathComponent == "Messages.swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      guard let start = text.firstRange(of: "\nenum Messages {") else { continue }
      let names = text[start.upperBound...].matches(of: /\n  static (?:let|func) (\w+)/).map {
        $0.output.1.lowercased()
      }
      for (name, next) in zip(names, names.dropFirst()) {
        #expect(name <= next, "\(next) after \(name) in \(file.deletingLastPathComponent().lastPathComponent)")
      }
    }
  }

  private static func files() throws -> [URL] {
    let all = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
    let files = try #require(all).compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
    #expect(files.count > 200)
    return files.sorted { $0.path < $1.path }
  }
}
