// `benchmarks explain`: how long somebody waits who asks why a finding is there.

import ArgumentParser
import Foundation

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Measures explanations of findings in national projects: each in a process of its own, as people ask.",
    discussion: """
      A process reads the project and computes its rules, as each command does; then comes the proof, with the indexes \
      that it needs, and the answer, which is the proof put in words. The findings are of different rules as far as there \
      are any.
      """)

  @Argument(help: "How many entities the countries have.")
  var sizes = [10_000, 100_000]

  @Option(help: "How many findings are explained of each country.")
  var findings = 20

  @Option(help: "The program `gremium`; by default it is built for release from this package's parent.")
  var gremium: String?

  @Option(help: "The same seed gives the same project.")
  var seed: UInt64 = 1

  func validate() throws {
    guard findings > 0, sizes.allSatisfy({ $0 >= 1000 }) else {
      throw ValidationError("`--findings` must be positive, and a country has at least 1000 entities")
    }
  }

  func run() throws { try measure { print($0) } }

  /// Measures all countries.
  ///
  /// - Parameter report: is told the lines of the table as they come.
  func measure(report: (String) -> Void) throws {
    let program = try gremium.map { URL(filePath: $0).path } ?? GremiumBuild.build(report)
    let root = FileManager.default.temporaryDirectory.appending(path: "gremium-explain-\(getpid())")
    defer { try? FileManager.default.removeItem(at: root) }
    report(
      "| country | findings | reading | rules | proof | most | answer after the rules | most | slowest | peak memory |")
    report("|---|--:|--:|--:|--:|--:|--:|--:|---|--:|")
    for size in sizes {
      let folder = root.appending(path: "country-\(size)")
      try NationalProject(entities: size, seed: seed).write(to: folder)
      report(try row(of: folder, program))
    }
  }

  /// What one explanation took, in microseconds.
  private struct Times {
    let rule: String
    let stages: [String: Double]
    let peakMegabytes: Double

    /// From the rules on.
    var answer: Double { stages["proof", default: 0] + stages["answer", default: 0] }
  }

  private func row(of folder: URL, _ program: String) throws -> String {
    let times = try chosen(in: folder, program).map { try explain($0, in: folder, program) }
    func milliseconds(_ microseconds: Double?) -> String { String(format: "%.2f ms", (microseconds ?? 0) / 1000) }
    func median(_ values: [Double]) -> Double? { values.isEmpty ? nil : values.sorted()[values.count / 2] }
    func stage(_ name: String) -> [Double] { times.map { $0.stages[name, default: 0] } }
    let slowest = times.max { $0.answer < $1.answer }
    let cells = [
      folder.lastPathComponent, String(times.count), milliseconds(median(stage("read"))),
      milliseconds(median(stage("rules"))), milliseconds(median(stage("proof"))), milliseconds(stage("proof").max()),
      milliseconds(median(times.map(\.answer))), milliseconds(slowest?.answer), slowest?.rule ?? "",
      String(format: "%.0f MB", times.map(\.peakMegabytes).max() ?? 0),
    ]
    return "| " + cells.joined(separator: " | ") + " |"
  }

  private struct Report: Decodable {
    struct Finding: Decodable {
      let id: String
      let rule: String
    }

    let findings: [Finding]
  }

  /// Findings of as many rules as there are, then more of each.
  private func chosen(in folder: URL, _ program: String) throws -> [Report.Finding] {
    let file = folder.appending(path: "findings.json")
    let check = [program, "check", folder.path, "--format", "json", "--fail-on", "never", "-o", file.path]
    _ = try run(check, in: folder)
    var left = try JSONDecoder().decode(Report.self, from: Data(contentsOf: file)).findings
    var chosen: [Report.Finding] = []
    while chosen.count < findings, !left.isEmpty {
      var rules: Set<String> = []
      let next = left.filter { rules.insert($0.rule).inserted }
      chosen += next.prefix(findings - chosen.count)
      let ids = Set(next.map(\.id))
      left.removeAll { ids.contains($0.id) }
    }
    return chosen
  }

  private func explain(_ finding: Report.Finding, in folder: URL, _ program: String) throws -> Times {
    let file = folder.appending(path: "times")
    let outcome = try run([program, "explain", folder.path, finding.id, "--profile", file.path], in: folder)
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { $0.split(separator: "\t") }
    let stages = lines.compactMap { line in Double(line[1]).map { (String(line[0]), $0) } }
    return Times(
      rule: finding.rule, stages: Dictionary(stages, uniquingKeysWith: +), peakMegabytes: outcome.peakMegabytes)
  }

  private func run(_ words: [String], in folder: URL) throws -> Outcome {
    let outcome = try Command(words: words, folder: folder).run(timeoutSeconds: 600)
    if case .failure(let reason) = outcome.end { throw ValidationError("gremium failed: \(reason)") }
    return outcome
  }
}
