// The seam for formats of model files: a format that exists in this test only.

import GovernanceModel
import SourceDiagnostics
import Synchronization
import Testing
import WorkControl

@testable import GovernanceIO

/// One entity a line: `section id name`.
private final class LineFormat: ModelFormat {
  let endings = [".lines"]
  let writing: ModelFileWriting? = nil
  let read = Mutex<[String]>([])
  private let onRead: @Sendable () -> Void

  init(onRead: @escaping @Sendable () -> Void = {}) { self.onRead = onRead }

  func content(of text: SourceText, cancellation: Cancellation?) -> ModelContent {
    read.withLock { $0.append(text.path) }
    onRead()
    let sections = text.lines.enumerated().filter { !$0.element.isEmpty }.map { number, line in
      let words = line.split(separator: " ", maxSplits: 2).map(String.init)
      let place = SourcePlace(path: text.path, line: number + 1, column: 1)
      func node(_ content: TextNode.Content) -> TextNode { TextNode(content: content, place: place) }
      let name = TextNode.Entry(key: "name", keyPlace: place, value: node(.scalar(words[2])))
      let entity = TextNode.Entry(key: words[1], keyPlace: place, value: node(.mapping([name])))
      return TextNode.Entry(key: words[0], keyPlace: place, value: node(.mapping([entity])))
    }
    return ModelContent(
      shape: .sections(TextNode(content: .mapping(sections), place: SourcePlace(path: text.path))), diagnostics: [])
  }
}

@Suite("Formats of model files")
struct FormatTests {
  private func files(_ texts: [(String, String)], _ format: LineFormat = LineFormat()) -> ProjectFiles {
    let texts = [("gremium.yaml", "name: Proef\n")] + texts
    return ProjectFiles(
      .memory(texts.map { SourceText(path: $0.0, content: $0.1) }), maximumFileSize: 1000,
      formats: modelFormats + [format],
      hearing: nil)
  }

  @Test("a format is a type and a line in the list: its files are found by their ending and read with the others")
  func anotherFormat() {
    let files = files([
      ("a.lines", "bodies raad De raad\nparties stad De stad\n"),
      ("b.yaml", "bodies: {college: {name: Het college}}\n"),
      ("c.csv.txt", "nothing"),
    ])
    #expect(files.models.map(\.path) == ["b.yaml", "a.lines"])
    let model = project(from: ProjectTrees(files), vocabulary: vocabulary).model
    #expect(model?.entities.map(\.id) == ["college", "raad", "stad"])
    #expect(model?.entity("stad")?.provenance.place == SourcePlace(path: "a.lines", line: 2, column: 1))
  }

  @Test("what stands in a file that is only read is not changed, with its place and the reason")
  func readOnly() throws {
    let files = files([
      ("a.lines", "bodies raad De raad\nbodies kring De kring\n"),
      ("b.yaml", "bodies: {college: {name: Het college}}\n"),
    ])
    let before = try #require(project(from: ProjectTrees(files), vocabulary: vocabulary).model)
    func refusals(_ steps: String) throws -> [String] {
      let text = SourceText(path: "s.yaml", content: "steps: \(steps)\n")
      let base = EditedModel(EditBase(before))
      let day = try #require(Day("2026-01-01"))
      let scenario = try #require(scenario(from: text, key: "s", for: base, on: day).scenario)
      let after = try #require(base.applying(scenario).result).edited.model
      return changes(of: files, from: before, to: after, vocabulary: vocabulary).diagnostics.map {
        "\($0.place?.description ?? "-") \($0.code)"
      }
    }
    #expect(try refusals("[{set: kring, with: {name: De ring}}]") == ["a.lines:2:1 input/fixed-format"])
    #expect(try refusals("[{remove: raad}]") == ["a.lines:1:1 input/fixed-format"])
    #expect(try refusals("[{set: college, with: {name: Het nieuwe college}}]") == [])
  }

  @Test("of a project that changes only the changed file is read again, whatever its format")
  func reuse() {
    let format = LineFormat()
    let texts = [
      ("a.lines", "bodies raad De raad\n"), ("b.lines", "bodies kring De kring\n"), ("bodies.csv", "id,name\nx,X\n"),
    ]
    let files = files(texts, format)
    let trees = ProjectTrees(files)
    format.read.withLock { $0 = [] }
    let changed = files.replacing(SourceText(path: "b.lines", content: "bodies kring De ring\n"))
    let again = ProjectTrees(changed, reusing: trees)
    #expect(format.read.withLock { $0 } == ["b.lines"])
    let model = project(from: again, vocabulary: vocabulary).model
    #expect(model?.entities.map { $0.name } == ["X", "De raad", "De ring"])
  }

  @Test("whoever cancels while a file is read waits for no other file")
  func cancellation() {
    let cancellation = Cancellation()
    let format = LineFormat(onRead: { cancellation.cancel() })
    let files = files([("a.lines", "bodies a A\n"), ("b.lines", "bodies b B\n")], format)
    #expect(throws: Cancelled.self) { try ProjectTrees(files, cancellation: cancellation) }
    #expect(format.read.withLock { $0 } == ["a.lines"])
  }

  @Test("endings of formats are written in lower case, and no two formats share one")
  func endings() {
    let endings = modelFormats.flatMap(\.endings)
    #expect(endings.allSatisfy { $0.hasPrefix(".") && $0 == $0.lowercased() })
    #expect(Set(endings).count == endings.count)
  }
}
