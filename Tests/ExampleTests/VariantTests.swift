// The model region with one duty broken at a time: each variant gives the finding of that duty, and no other.

import Foundation
import GovernanceModel
import GremiumKit
import TestSupport
import Testing

private let modelRegion = "examples/handreiking"

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
  init(_ text: String) throws {
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
  let folder = repositoryRoot.appending(path: "\(modelRegion)/variants").path
  return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { $0.hasSuffix(".yaml") }
    .sorted()
}()

/// What `check` finds, as `code subject`, sorted.
private func findings(at path: String, on day: Day?) throws -> [String] {
  let opening = GremiumKit.open(path)
  let workspace = try #require(opening.workspace, "\(opening.diagnostics)")
  let report = try #require(workspace.check(on: day ?? workspace.day).report)
  return report.findings.map { "\($0.code) \($0.subject)" }.sorted()
}

@Suite("Variants of the model region")
struct VariantTests {
  @Test("there are variants")
  func thereAreVariants() { #expect(!variants.isEmpty) }

  @Test("a variant breaks one duty, and gives that finding and no other", arguments: variants)
  func breaksOneDuty(name: String) throws {
    let region = repositoryRoot.appending(path: modelRegion)
    let variant = try Variant(
      String(contentsOf: region.appending(path: "variants/\(name)"), encoding: .utf8))
    let base = try findings(at: region.path, on: variant.on)
    let broken = "\(variant.rule) \(variant.finding)"
    #expect(!base.contains(broken))
    try withTemporaryFolder { folder in
      let copy = folder.appending(path: "handreiking")
      try FileManager.default.copyItem(at: region, to: copy)
      for edit in variant.edits {
        let file = copy.appending(path: edit.file)
        let parts = try String(contentsOf: file, encoding: .utf8).components(separatedBy: edit.replace)
        try #require(parts.count == 2, "in \(edit.file) once, not \(parts.count - 1) times: \(edit.replace)")
        try parts.joined(separator: edit.with).write(to: file, atomically: true, encoding: .utf8)
      }
      #expect(try findings(at: copy.path, on: variant.on) == (base + [broken]).sorted())
    }
  }
}
