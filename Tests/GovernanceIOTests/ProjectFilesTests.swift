// The files of a project from a disk and from memory: the same files, the same faults.

import Foundation
import GovernanceIO
import SourceDiagnostics
import TestSupport
import Testing
import WorkControl

@Suite("Files of a project")
struct ProjectFilesTests {
  /// What files are for, and what is wrong with them, one a line.
  private func outcome(_ files: ProjectFiles, in folder: String = "") -> [String] {
    func name(_ path: String) -> String { folder.isEmpty ? path : path.replacing("\(folder)/", with: "") }
    func texts(_ role: String, _ texts: [SourceText]) -> [String] {
      texts.map { "\(role) \(name($0.path)): \($0.content)" }
    }
    let pages = files.rulePages.map { "page \($0.code) \(name($0.text.path)): \($0.text.content)" }
    let faults = files.diagnostics.map { fault in
      "\(fault.place.map { $0.path == folder || $0.path == "." ? "." : name($0.path) } ?? "-") \(fault.code)"
    }
    return texts("header", files.header.map { [$0] } ?? []) + texts("model", files.models)
      + texts("view", files.views) + pages + faults
  }

  private func memory(_ texts: [(String, String)]) -> ProjectFiles {
    ProjectFiles(
      reading: .memory(texts.map { SourceText(path: $0.0, content: $0.1) }), maximumFileSize: 100)
  }

  /// Writes the texts into a folder of its own and reads that.
  private func disk(_ texts: [(String, String)]) throws -> [String] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "gremium-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (path, content) in texts {
      let file = folder.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try content.write(to: file, atomically: false, encoding: .utf8)
    }
    return outcome(ProjectFiles(reading: .folder(folder.path), maximumFileSize: 100), in: folder.path)
  }

  private static let texts = [
    ("gremium.yaml", "name: Proef"), ("z.yml", "z"), ("a.yaml", "a"), ("bodies.csv", "b"), ("notes.txt", "n"),
    ("views/top.yaml", "v"), ("views/deep/x.yaml", "x"), ("rules/own/r.md", "r"), ("rules/a/b.md", "b"),
    ("rules/own-too/r.md", "r2"), ("rules/README.md", "no page"), ("rules/own/README.md", "no page"),
    ("scenarios/s.yaml", "s"), (".hidden.yaml", "h"), ("views/.x.yaml", "h"), ("Upper.YAML", "u"),
  ]

  @Test(
    "a project in memory has the files and the faults that it has in a folder",
    arguments: [
      texts, [], [("a.yaml", "a")],
      texts + [("rules/loose.md", "l"), ("big.yaml", String(repeating: "x", count: 101))],
      [("gremium.yaml", "\u{FEFF}name: Proef")],
    ])
  func memoryAndDisk(texts: [(String, String)]) throws {
    #expect(try outcome(memory(texts)) == disk(texts))
  }

  @Test("what a project's files are for")
  func roles() {
    #expect(
      outcome(memory(Self.texts)) == [
        "header gremium.yaml: name: Proef", "model Upper.YAML: u", "model a.yaml: a", "model z.yml: z",
        "model bodies.csv: b", "view views/top.yaml: v", "page a/b rules/a/b.md: b", "page own/r rules/own/r.md: r",
        "page own-too/r rules/own-too/r.md: r2",
      ])
  }

  @Test("files that change one by one are the files that the whole would give")
  func replacing() {
    let final = Self.texts + [("rules/loose.md", "l"), ("big.yaml", String(repeating: "x", count: 101))]
    var files = memory([("gremium.yaml", "old"), ("gone.yaml", "g"), ("views/gone.yaml", "g")])
    for (path, content) in final.reversed() { files = files.replacing(SourceText(path: path, content: content)) }
    files = files.removing("gone.yaml").removing("views/gone.yaml").removing("never.yaml")
    #expect(outcome(files) == outcome(memory(final)))
    // A fault goes with its cause.
    let mended = files.replacing(SourceText(path: "big.yaml", content: "small")).removing("rules/loose.md")
    #expect(mended.isComplete)
    #expect(outcome(mended.removing("gremium.yaml")).last == ". input/missing-project-file")
    // The files that were changed stay as they are.
    #expect(!files.isComplete)
  }

  @Test("what stands elsewhere has no part in a project of a folder")
  func elsewhere() {
    let files = ProjectFiles(reading: .folder("examples/handreiking"), maximumFileSize: 1_000_000)
    let count = files.all.count
    #expect(files.replacing(SourceText(path: "other/x.yaml", content: "")).all.count == count)
    #expect(files.replacing(SourceText(path: "examples/handreiking/x.yaml", content: "")).all.count == count + 1)
    #expect(files.replacing(SourceText(path: "examples/handreiking/deep/x.yaml", content: "")).all.count == count)
  }

  @Test("scenarios are found in memory as in a folder, and a changed text counts before the one on disk")
  func scenarios() {
    let files = memory([("gremium.yaml", ""), ("scenarios/merge.yaml", "m"), ("scenarios/split.yml", "s")])
    func found(_ names: String..., in files: ProjectFiles) -> [String] {
      let read = files.scenarioTexts(named: names)
      return read.texts.map { "\($0.key): \($0.text.content)" } + read.diagnostics.map { "\($0.code)" }
    }
    #expect(found("merge", "split", "merge.yaml", in: files) == ["merge: m", "split: s", "merge: m"])
    #expect(found("merg", in: files) == ["input/unknown-scenario"])
    let region = ProjectFiles(reading: .folder("examples/kennemerland"), maximumFileSize: 1_000_000)
    let own = "examples/kennemerland/scenarios/own.yaml"
    #expect(found("own", in: region) == ["input/unknown-scenario"])
    #expect(found("own", in: region.replacing(SourceText(path: own, content: "o"))) == ["own: o"])
  }

  @Test("whoever no longer wants a project gets none")
  func cancellation() throws {
    let cancellation = Cancellation()
    let source = ProjectSource.memory([SourceText(path: "gremium.yaml", content: "name: Proef\n")])
    let files = try ProjectFiles(reading: source, maximumFileSize: 100, cancellation: cancellation)
    let trees = try ProjectTrees(files, cancellation: cancellation)
    #expect(try project(from: trees, vocabulary: vocabulary, cancellation: cancellation).model != nil)
    cancellation.cancel()
    #expect(throws: Cancelled.self) {
      try ProjectFiles(reading: source, maximumFileSize: 100, cancellation: cancellation)
    }
    #expect(throws: Cancelled.self) { try ProjectTrees(files, cancellation: cancellation) }
    #expect(throws: Cancelled.self) { try project(from: trees, vocabulary: vocabulary, cancellation: cancellation) }
  }
}
