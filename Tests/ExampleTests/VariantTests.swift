// The model region with one duty broken at a time: each variant gives the finding of that duty, and no other.

import Foundation
import GovernanceAnalysis
import GovernanceIO
import GovernanceModel
import GremiumKit
import SourceDiagnostics
import TestSupport
import Testing

/// One change to the model region, as a file in its folder `variants` tells it.
private struct Variant {
  struct Edit {
    var file = ""
    var replace = ""
    var with = ""
  }

  var rule = ""
  var finding = ""
  /// The day to ask about; nil is the day that the project speaks of.
  var on: Day?
  var edits: [Edit] = []

  /// Reads a flat file: one `key: value` a line, with each text in double quotes as JSON has them.
  init(named name: String) throws {
    let text = try String(
      contentsOf: repositoryRoot.appending(path: "examples/handreiking/variants/\(name)"), encoding: .utf8)
    for line in text.split(separator: "\n").map({ $0.trimmingCharacters(in: .whitespaces) }) {
      guard !line.hasPrefix("#"), line != "edits:" else { continue }
      if line.hasPrefix("- ") { edits.append(Edit()) }
      let field = line.drop { "- ".contains($0) }
      let colon = try #require(field.range(of: ": "), "not `key: value`: \(line)")
      let written = String(field[colon.upperBound...])
      let value =
        written.hasPrefix("\"") ? try JSONDecoder().decode(String.self, from: Data(written.utf8)) : written
      switch String(field[..<colon.lowerBound]) {
      case "rule": rule = value
      case "finding": finding = value
      case "on":
        let day: Day = try #require(Day(value), "not a day: \(value)")
        on = day
      case "file": edits[edits.count - 1].file = value
      case "replace": edits[edits.count - 1].replace = value
      case "with": edits[edits.count - 1].with = value
      case let key: Issue.record("unknown key \(key)")
      }
    }
  }
}

private let variants: [String] = {
  let folder = repositoryRoot.appending(path: "examples/handreiking/variants").path
  return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { $0.hasSuffix(".yaml") }
    .sorted()
}()

/// The model region, opened once for all its variants: its rules and all its texts but the changed one stay the same.
private struct ModelRegion {
  let workspace: Workspace
  let files: ProjectFiles
  let trees: ProjectTrees
  private let asItIs: [String]

  static let shared = Result { try ModelRegion() }

  private init() throws {
    workspace = try open(example: "handreiking")
    files = ProjectFiles(reading: .folder("examples/handreiking"), maximumFileSize: Settings().maximumFileSize)
    trees = ProjectTrees(files)
    asItIs = try Self.findings(of: workspace.model, on: workspace.day, by: workspace.book)
  }

  /// What the rules find, as `code subject`, sorted.
  func findings(on day: Day?) throws -> [String] {
    guard let day else { return asItIs }
    return try Self.findings(of: workspace.model, on: day, by: workspace.book)
  }

  func findings(with edits: [Variant.Edit], on day: Day?) throws -> [String] {
    var files = files
    for edit in edits {
      let text = try #require(files.models.first { $0.path.hasSuffix("/\(edit.file)") }, "no file \(edit.file)")
      let parts = text.content.components(separatedBy: edit.replace)
      try #require(parts.count == 2, "in \(edit.file) once, not \(parts.count - 1) times: \(edit.replace)")
      files = files.replacing(SourceText(path: text.path, content: parts.joined(separator: edit.with)))
    }
    let reading = project(from: ProjectTrees(files, reusing: trees), vocabulary: workspace.model.vocabulary)
    let faults = DiagnosticRenderer(language: .en, texts: files.all).render(reading.diagnostics)
    let model = try #require(reading.model, "\(faults)")
    return try Self.findings(of: model, on: day ?? workspace.day, by: workspace.book)
  }

  private static func findings(of model: Model, on day: Day, by book: RuleBook) throws -> [String] {
    let evaluation = try #require(book.program.evaluate(facts(of: model, on: day)).evaluation)
    return GovernanceAnalysis.findings(of: evaluation, rules: book.rules, program: book.program, model: model)
      .map { "\($0.code) \($0.subject)" }.sorted()
  }
}

@Suite("Variants of the model region")
struct VariantTests {
  @Test("every rule of the packs that the region names has a variant")
  func everyRule() throws {
    let region = try ModelRegion.shared.get()
    let broken = try Set(variants.map { try Variant(named: $0).rule })
    #expect(
      region.workspace.book.rules.map(\.page.code).filter { !broken.contains($0) } == [],
      "add a file to examples/handreiking/variants that breaks it")
  }

  @Test("a variant breaks one duty, and gives that finding and no other", arguments: variants)
  func breaksOneDuty(name: String) throws {
    let region = try ModelRegion.shared.get()
    let variant = try Variant(named: name)
    let base = try region.findings(on: variant.on)
    let broken = "\(variant.rule) \(variant.finding)"
    #expect(!base.contains(broken))
    #expect(try region.findings(with: variant.edits, on: variant.on) == (base + [broken]).sorted())
  }
}
