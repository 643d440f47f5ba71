// Whatever is wrong with what a user wrote or asked, the answer is the one in Cases/.

import Foundation
import TestSupport
import Testing

@Suite("Bad input gets an answer that helps")
struct TranscriptTests {
  static let folder = "Tests/GremiumCLITests/Cases"

  static let files: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: repositoryRoot.appending(path: folder).path)) ?? [])
    .filter { $0.hasSuffix(".txt") }.sorted()

  @Test("all faults are told, nothing is done, and the exit status is 2", arguments: files)
  func answers(file: String) throws {
    let path = "\(Self.folder)/\(file)"
    let text = try String(contentsOf: repositoryRoot.appending(path: path), encoding: .utf8)
    let header = text.prefix(upTo: text.range(of: "=== ")?.lowerBound ?? text.startIndex)
    let cases = Transcript.cases(in: String(text.dropFirst(header.count)))
    let written = try cases.map { try $0.written(answer: answer(to: $0)) }
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
