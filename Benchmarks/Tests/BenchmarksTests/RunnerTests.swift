// Engines are compared by what they count; the governance rules have the same result in every engine that is here.

import Foundation
import Testing

@testable import Benchmarks

@Suite("Engines are held to the same counts")
struct RunnerTests {
  /// What the rules find in a thousand entities, seed 1.
  private static let expected = [
    "above": 881,
    "accountable": 1_054,
    "at_too_many_tables": 1,
    "broken_chain": 40,
    "ceiling_beyond_mandate": 0,
    "chair_over_own_body": 8,
    "derived_from": 174,
    "grantor_without_mandate": 3,
    "mandate_cycle": 0,
    "opgave_with_two_owners": 0,
    "opgave_without_council": 39,
    "opgave_without_owner": 5,
    "overdrawn_fund": 6,
    "power_beyond_mandate": 3,
    "power_not_held": 0,
    "reaches_elected": 160,
    "reporting_cycle": 3,
  ]

  private static let setting = Setting(
    gremium: Gremium.path, threads: 2, runs: 2, timeoutSeconds: 60)

  private static let engines = Engine.allCases.filter { $0 != .souffleCompiled && $0.version(setting) != nil }

  @Test("sizes are read from lines of a name, a tab and a number, other lines are passed over")
  func sizes() {
    #expect(relationSizes(in: "above\t12\nDone in 3 s\nsame\t0\r\n") == ["above": 12, "same": 0])
  }

  @Test("the governance rules find the same in every engine", .enabled(if: !engines.isEmpty, "no engine is installed"))
  func governance() throws {
    for result in try measure(.governance(entities: 1000)) {
      #expect(result.status == .measured, "\(result.engine)")
      #expect(result.counts == Self.expected, "\(result.engine)")
      #expect(result.seconds.count == 2 && result.peakMegabytes > 0)
    }
  }

  @Test(
    "closure, same generation and points-to give the same in every engine",
    .enabled(if: engines.count > 1, "there are no two engines to compare"),
    arguments: [
      Workload.closure(nodes: 50, arcs: 150), .sameGeneration(nodes: 50, arcs: 100), .pointsTo(modules: 1),
    ])
  func graphs(workload: Workload) throws {
    let results = try measure(workload)
    #expect(results.allSatisfy { $0.status == .measured && !$0.counts.isEmpty })
  }

  @Test("an engine that counts otherwise, fails, takes too long or has no program is told apart")
  func faults() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "runner-tests-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func measured(_ script: String, timeoutSeconds: Double = 30) throws -> [EngineResult] {
      let gremium = folder.appending(path: "gremium")
      try Data("#!/bin/sh\n\(script)\n".utf8).write(to: gremium)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: gremium.path)
      try Data().write(to: folder.appending(path: "program.dl"))
      let setting = Setting(gremium: gremium.path, threads: 1, runs: 2, timeoutSeconds: timeoutSeconds)
      let runner = Runner(setting: setting, engines: [.gremium, .clingo], report: { _ in })
      return try runner.measure(.closure(nodes: 2, arcs: 1), in: folder).results
    }
    #expect(try measured("printf 'path\\t7\\n'").map(\.status) == [.measured, .notExpressible])
    #expect(try measured("printf 'path\\t%s\\n' $$")[0].status.isWrong)
    #expect(try measured("echo broken; exit 1")[0].status == .failed("broken\n"))
    #expect(try measured("exit 0")[0].status == .failed("printed no counts: "))
    #expect(try measured("sleep 600", timeoutSeconds: 0.2)[0].status == .timeout(seconds: 0.2))
  }

  @Test("the table names what is missing, and the command fails on a wrong count")
  func report() {
    let right = EngineResult(
      engine: .gremium, status: .measured, seconds: [3, 1, 2], processorSeconds: [6, 4, 5], peakMegabytes: 10,
      counts: ["a": 2, "b": 3])
    let slow = EngineResult(
      engine: .duckdb, status: .measured, seconds: [4], processorSeconds: [0.5], peakMegabytes: 20, counts: right.counts
    )
    let wrong = EngineResult(engine: .clingo, status: .disagrees("a 1, expected 2"), seconds: [1])
    var report = Report(
      seed: 1, threads: 2, processors: 2, versions: ["gremium": "1"], notInstalled: [.souffle], leastPeakMegabytes: 5,
      workloads: [WorkloadResult(workload: "w", results: [right, slow])])
    #expect(report.agrees)
    report.workloads[0].results.append(wrong)
    #expect(!report.agrees)
    #expect(
      report.table() == """
        | workload | engine | median | least | most | × fastest | processors | peak memory | tuples |
        |---|---|--:|--:|--:|--:|--:|--:|--:|
        | w | gremium | 2.00 s | 1.00 s | 3.00 s | 1.0 | 5.00 s | 10.0 MB | 5 |
        | w | duckdb | 4.00 s | 4.00 s | 4.00 s | 2.0 | 0.500 s | 20.0 MB | 5 |
        | w | clingo | wrong |  |  |  |  |  |  |

        Versions: gremium 1. 2 threads where an engine can use them, 2 processors, seed 1.
        A peak under 5.0 MB cannot be told.
        Not installed: souffle.
        w, clingo: counts disagree: a 1, expected 2.

        """)
  }

  private func measure(_ workload: Workload) throws -> [EngineResult] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "benchmarks-tests-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    try workload.write(to: folder, seed: 1)
    return try Runner(setting: Self.setting, engines: Self.engines, report: { _ in }).measure(workload, in: folder)
      .results
  }
}
