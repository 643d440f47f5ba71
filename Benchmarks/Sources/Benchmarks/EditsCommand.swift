// `benchmarks edits`: how fast an evaluation follows a change of its facts.

import ArgumentParser
import Foundation

struct EditsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edits",
    abstract: "Measures how fast an evaluation is brought up to date: a body is moved to another parent.",
    discussion: """
      Edits start from the same facts each, in one process that prints what each changes. The time is the engine's own, \
      from the facts to what follows; the first edits, which make the indexes that all others use, are left out and \
      named apart.
      """)

  @Argument(help: "How many entities the countries have.")
  var sizes = [10_000, 100_000, 1_000_000]

  /// Which rules follow the edits.
  enum Rules: String, CaseIterable, ExpressibleByArgument {
    /// The seventeen of `governance-N`.
    case seventeen
    /// All that Gremium ships, over the facts of a project of the same size; see `project`.
    case shipped
  }

  @Option(help: "The seventeen rules of `governance-N`, or all shipped ones over the facts of a project.")
  var rules = Rules.seventeen

  @Option(help: "How many edits are measured of each country.")
  var count = 1000

  @Option(help: "The program `gremium`; by default it is built for release from this package's parent.")
  var gremium: String?

  @Option(help: "The same seed gives the same facts and edits.")
  var seed: UInt64 = 1

  func validate() throws {
    guard count > 0, sizes.allSatisfy({ $0 >= 1000 }) else {
      throw ValidationError("`--count` must be positive, and a country has at least 1000 entities")
    }
  }

  func run() throws { try measure { print($0) } }

  /// Measures all countries.
  ///
  /// - Parameter report: is told the lines of the table as they come.
  func measure(report: (String) -> Void) throws {
    let program = try gremium.map { URL(filePath: $0).path } ?? GremiumBuild.build(report)
    let root = FileManager.default.temporaryDirectory.appending(path: "gremium-edits-\(getpid())")
    defer { try? FileManager.default.removeItem(at: root) }
    report(
      "| country | edits | median | 90 % | 99 % | most | tuples changed | first edits | from scratch | × | peak memory |"
    )
    report("|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
    for size in sizes {
      let country = rules == .seventeen ? "governance-\(size)" : "country-\(size)"
      let folder = root.appending(path: country)
      try write(size, to: folder, program)
      let line = rules == .seventeen ? BodyMoves.Line.plain : .ofProject
      let moves = try BodyMoves(in: folder, line: line, count: count + Self.warmUp, seed: seed)
      let scratch = try scratchMicroseconds(program, in: folder)
      for (name, edits) in [("small", moves.small), ("large", moves.large)] where !edits.isEmpty {
        try row(name, edits, country, program, in: folder, scratch).map(report)
      }
    }
  }

  /// Writes `program.dl` and `facts` of a country.
  private func write(_ size: Int, to folder: URL, _ program: String) throws {
    switch rules {
    case .seventeen: try Workload.governance(entities: size).write(to: folder, seed: seed)
    case .shipped:
      let project = folder.appending(path: "project")
      try NationalProject(entities: size, seed: seed).write(to: project)
      _ = try run([program, "rules", "export", project.path, "--to", "souffle", "-o", folder.path], in: folder)
      // What full evaluations write; edits write nothing.
      try FileManager.default.createDirectory(at: folder.appending(path: "out"), withIntermediateDirectories: true)
    }
  }

  /// How many edits are left out, for they make what all others use.
  private static let warmUp = 20

  /// A line of the table, unless there are too few edits for one.
  private func row(
    _ name: String, _ edits: [String], _ country: String, _ program: String, in folder: URL, _ scratch: Double
  ) throws -> String? {
    let file = folder.appending(path: "\(name).edits")
    try Data(edits.joined(separator: "\n").utf8).write(to: file)
    let outcome = try run(
      [program, "datalog", "program.dl", "-F", "facts", "-j", "2", "--edits", file.path, "-p", "times"], in: folder)
    let rows = try String(contentsOf: folder.appending(path: "times"), encoding: .utf8).split(separator: "\n")
      .map { $0.split(separator: "\t").compactMap { Double($0) } }
    let (first, others) = (rows.prefix(Self.warmUp), rows.dropFirst(Self.warmUp))
    guard !others.isEmpty else { return nil }
    let times = others.map { $0[3] }.sorted()
    let tuples = others.map { $0[1] + $0[2] }.sorted()
    func share(_ values: [Double], _ part: Double) -> Double {
      values[min(values.count - 1, Int(Double(values.count) * part))]
    }
    let median = share(times, 0.5)
    let cells = [
      country, "\(others.count) \(name)", milliseconds(median), milliseconds(share(times, 0.9)),
      milliseconds(share(times, 0.99)), milliseconds(times.last ?? 0),
      "\(Int(share(tuples, 0.5))) (at most \(Int(tuples.last ?? 0)))", milliseconds(first.reduce(0) { $0 + $1[3] }),
      milliseconds(scratch), String(Int(scratch / max(median, 1))), String(format: "%.0f MB", outcome.peakMegabytes),
    ]
    return "| " + cells.joined(separator: " | ") + " |"
  }

  /// What all rules take when everything is computed, without reading the facts: the least of three runs.
  private func scratchMicroseconds(_ program: String, in folder: URL) throws -> Double {
    let output = rules == .seventeen ? "." : "out"
    let runs = try (0..<3).map { _ -> Double in
      _ = try run([program, "datalog", "program.dl", "-F", "facts", "-D", output, "-p", "profile"], in: folder)
      let profile = try String(contentsOf: folder.appending(path: "profile"), encoding: .utf8)
      let numbers = profile.prefix { !$0.isNewline }.split(separator: " ").compactMap { Double($0) }
      return (numbers.first ?? 0) * 1000
    }
    return runs.min() ?? 0
  }

  private func run(_ words: [String], in folder: URL) throws -> Outcome {
    let outcome = try Command(words: words, folder: folder).run(timeoutSeconds: 600)
    if case .failure(let reason) = outcome.end { throw ValidationError("gremium failed: \(reason)") }
    return outcome
  }

  private func milliseconds(_ microseconds: Double) -> String {
    String(format: microseconds < 10_000 ? "%.3f ms" : "%.0f ms", microseconds / 1000)
  }
}
