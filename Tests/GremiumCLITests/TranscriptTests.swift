// Whatever is wrong with what a user wrote or asked, the answer is the one in Cases/.

import Foundation
import TestSupport
import Testing

@Suite("Every question gets an answer, and bad input one that helps")
struct TranscriptTests {
  static func files(in folder: String) -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: repositoryRoot.appending(path: folder).path)
    return (names ?? []).filter { $0.hasSuffix(".txt") }.sorted().map { "\(folder)/\($0)" }
  }

  @Test(
    "all faults are told, nothing is done, and the exit status is 2",
    arguments: files(in: "Tests/GremiumCLITests/Cases"))
  func faults(path: String) throws { try check(path) { try answer(to: $0) } }

  @Test("a good question gets its answer", arguments: files(in: "Tests/GremiumCLITests/Answers"))
  func answers(path: String) throws {
    try check(path) { transcript in
      try withTemporaryFolder { folder in
        try populate(folder, with: transcript.files)
        let run = try run(transcript.arguments, in: folder)
        return run.output + run.errors + "[\(run.status)]\n\n"
      }
    }
  }

  private func check(_ path: String, answer: (Transcript) throws -> String) throws {
    let text = try String(contentsOf: repositoryRoot.appending(path: path), encoding: .utf8)
    let header = text.prefix(upTo: text.range(of: "=== ")?.lowerBound ?? text.startIndex)
    let cases = Transcript.cases(in: String(text.dropFirst(header.count)))
    let written = try cases.map { try $0.written(answer: answer($0)) }
    try expect(header + written.joined(), equalsGolden: path)
  }

  private func answer(to transcript: Transcript) throws -> String {
    try withTemporaryFolder { folder in
      try populate(folder, with: transcript.files)
      let before = try names(in: folder)
      let run = try run(transcript.arguments, in: folder)
      #expect(run.status == 2 || run.status == 64, "\(transcript.title)")
      #expect(run.output.isEmpty, "\(transcript.title): on standard output")
      #expect(try names(in: folder) == before, "\(transcript.title): files were written")
      return run.errors + "[\(run.status)]\n\n"
    }
  }

  private func populate(_ folder: URL, with files: [(name: String, content: String)]) throws {
    var files = files
    if !files.contains(where: { $0.name.hasSuffix("gremium.yaml") }) {
      files.append(("gremium.yaml", "name: Proef\nlanguage: nl\non: 2025-01-01\n"))
    }
    for (name, content) in files where !name.hasPrefix("-") {
      let file = folder.appending(path: name)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      // A name that ends in a slash is a folder.
      if name.hasSuffix("/") {
        try FileManager.default.createDirectory(at: file, withIntermediateDirectories: true)
      } else {
        try Data(content.utf8).write(to: file)
      }
    }
  }

  private func names(in folder: URL) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
  }
}
