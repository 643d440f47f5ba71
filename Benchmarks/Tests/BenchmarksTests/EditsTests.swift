// Edits move bodies, and are measured in both kinds of countries.

import Foundation
import Testing

@testable import Benchmarks

@Suite("Edits move one body each to another parent")
struct EditsTests {
  /// Two councils, of which the first has 650 bodies under it, in the form of a project's facts.
  private func writeCouncils(to folder: URL) throws {
    let facts = folder.appending(path: "facts")
    try FileManager.default.createDirectory(at: facts, withIntermediateDirectories: true)
    func write(_ relation: String, _ rows: [String]) throws {
      try Data(rows.map { $0 + "\n" }.joined().utf8).write(to: facts.appending(path: "\(relation).facts"))
    }
    let lower = (2..<652).map { "\"b\($0)\"" }
    try write("elected", ["\"b0\"\t\"yes\"", "\"b1\"\t\"yes\""])
    try write("body", ["\"b0\"", "\"b1\""] + lower)
    try write("reports_to", lower.map { "\($0)\t\"b0\"" })
    try write("min_date", ["-5"])
    try write("max_date", ["7"])
    for relation in ["reports_to_edge", "reports_to_period", "period", "certainty"] { try write(relation, []) }
  }

  private func lastLine(of relation: String, in folder: URL) throws -> [Substring] {
    try String(contentsOf: folder.appending(path: "facts/\(relation).facts"), encoding: .utf8).split(separator: "\n")
      .last?.split(separator: "\t") ?? []
  }

  @Test("a body that reports to one comes to report to another")
  func small() throws {
    try withFolder { folder in
      try writeCouncils(to: folder)
      let moves = try BodyMoves(in: folder, line: .plain, count: 50, seed: 1)
      #expect(moves.small.count == 50)
      for edit in moves.small {
        let lines = edit.split(separator: "\n").map { $0.split(separator: "\t") }
        #expect(lines.map { $0[0] } == ["-", "+"])
        #expect(lines.map { $0[1] } == ["reports_to", "reports_to"])
        #expect(lines[0][2] == lines[1][2] && lines[0][3] == "b0")
      }
      #expect(Set(moves.small).count > 40)
    }
  }

  @Test("a council with many bodies comes to report to another one, so that it can be moved")
  func large() throws {
    try withFolder { folder in
      try writeCouncils(to: folder)
      let moves = try BodyMoves(in: folder, line: .plain, count: 400, seed: 1)
      #expect(moves.large.count == 2)
      let line = try lastLine(of: "reports_to", in: folder)
      #expect(line[0] == "b0")
      for edit in moves.large { #expect(edit.hasPrefix("-\treports_to\tb0\t\(line[1])\n+\treports_to\tb0\tb")) }
    }
  }

  @Test("in a project's facts the line moves with its edge and its period")
  func edges() throws {
    try withFolder { folder in
      try writeCouncils(to: folder)
      let moves = try BodyMoves(in: folder, line: .ofProject, count: 1, seed: 1)
      let edit = try #require(moves.small.first)
      let lines = edit.split(separator: "\n").map { $0.split(separator: "\t") }
      let relations = ["reports_to", "reports_to_edge", "reports_to_period", "period", "certainty"]
      #expect(lines.map { $0[1] } == (relations + relations).map { $0[...] })
      let (body, parent) = (lines[5][2], lines[5][3])
      #expect(lines[6].dropFirst(2) == ["\(body)/reports-to/\(parent)", body, parent])
      #expect(lines[7].dropFirst(2) == [body, parent, "-5", "7"])
      let added = try lastLine(of: "reports_to_edge", in: folder)
      #expect(added[0] == "b0/reports-to/\(added[2])")
    }
  }

  @Test(
    "a tiny country is measured with either set of rules",
    .enabled(if: Gremium.isInstalled, "gremium is not installed"), arguments: EditsCommand.Rules.allCases)
  func measured(rules: EditsCommand.Rules) throws {
    let command = try #require(
      try EditsCommand.parseAsRoot([
        "1000", "--rules", rules.rawValue, "--count", "3", "--gremium", Gremium.path,
      ]) as? EditsCommand)
    var lines: [String] = []
    try command.measure { lines.append($0) }
    #expect(lines.count == 3)
    let cells = lines[2].split(separator: "|").map { $0.trimmingPrefix(" ") }
    #expect(cells[0].hasPrefix(rules == .seventeen ? "governance-1000" : "country-1000"))
    #expect(cells[1].hasPrefix("3 small"))
    // What the facts lack or have twice changes nothing: then the median edit would change no tuple.
    let changed = try #require(Int(cells[6].prefix { $0.isNumber }))
    #expect(changed >= (rules == .seventeen ? 4 : 10))
  }
}
