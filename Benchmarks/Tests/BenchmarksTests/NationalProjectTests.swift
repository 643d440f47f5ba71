// The national project has the size and the faults that it promises, and Gremium reads it.

import Foundation
import Testing

@testable import Benchmarks

@Suite("A national project is a country with a fault here and there")
struct NationalProjectTests {
  /// The tables that have a row for each entity.
  private static let sections = [
    "agreements", "bodies", "decisions", "duties", "funds", "mandates", "opgaven", "parties", "people", "plans",
    "posts",
    "powers", "regions",
  ]

  private func withProject(
    _ entities: Int, seed: UInt64 = 1, _ body: (URL) throws -> Void
  ) throws {
    try withFolder { folder in
      try NationalProject(entities: entities, seed: seed).write(to: folder)
      try body(folder)
    }
  }

  private func contents(of folder: URL) throws -> [String: Data] {
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    return try Dictionary(uniqueKeysWithValues: files.map { ($0.lastPathComponent, try Data(contentsOf: $0)) })
  }

  @Test("the same seed gives the same bytes, another seed others")
  func determinism() throws {
    var projects: [[String: Data]] = []
    for seed: UInt64 in [1, 1, 2] { try withProject(1000, seed: seed) { projects.append(try contents(of: $0)) } }
    #expect(projects[0] == projects[1])
    #expect(projects[0] != projects[2])
  }

  @Test("it has as many entities as asked for, each once", arguments: [1000, 10_000, 12_345])
  func size(entities: Int) throws {
    try withProject(entities) { folder in
      let ids = try Self.sections.flatMap { section in
        try String(contentsOf: folder.appending(path: "\(section).csv"), encoding: .utf8).split(separator: "\n")
          .dropFirst().map { $0.prefix { $0 != ";" } }
      }
      #expect(ids.count == entities)
      #expect(Set(ids).count == entities)
    }
  }

  /// Faults come together and lead to more findings than one: between one and four in a hundred entities have one.
  @Test(
    "Gremium reads it, and finds something at one to four in a hundred of its entities",
    .enabled(if: Gremium.isInstalled, "gremium is not installed"), arguments: [UInt64(1), 2, 3])
  func findings(seed: UInt64) throws {
    struct Report: Decodable {
      struct Finding: Decodable { let rule: String }
      let findings: [Finding]
    }
    try withProject(5000, seed: seed) { folder in
      let report = folder.appending(path: "report.json")
      _ = try Command(
        words: [Gremium.path, "check", folder.path, "--format", "json", "-o", report.path], folder: folder
      ).run(timeoutSeconds: 60)
      let rules = try JSONDecoder().decode(Report.self, from: Data(contentsOf: report)).findings.map(\.rule)
      #expect((50...200).contains(rules.count))
      let counts = Dictionary(rules.map { ($0, 1) }, uniquingKeysWith: +)
      #expect(counts.count > 15, "the faults are of too few kinds")
      for (rule, count) in counts { #expect(count < 50, "\(rule) finds something at a whole class") }
    }
  }
}
