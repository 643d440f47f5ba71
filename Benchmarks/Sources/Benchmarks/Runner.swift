// Runs every engine on every workload, in turn, so that what slows the machine down slows all of them down.

import Foundation

/// The runs of some engines over some workloads.
struct Runner {
  var setting: Setting
  /// The engines that are installed.
  var engines: [Engine]
  /// Called with what is being done, for somebody who waits.
  var report: (String) -> Void

  /// Measures one workload in the folder that holds its facts and programs.
  ///
  /// In each round every engine runs once, each round starting with the next engine. An engine that failed, or that did not
  /// end in time, does not run again.
  ///
  /// - Throws: When a program that was there a moment ago cannot be started.
  func measure(_ workload: Workload, in folder: URL) throws -> WorkloadResult {
    var results = try engines.map { try prepared($0, in: folder) }
    for round in 0..<setting.runs {
      for turn in results.indices {
        let position = (turn + round) % results.count
        guard results[position].status == .measured else { continue }
        let engine = results[position].engine
        report("\(workload.defaultValueDescription): \(engine.rawValue), run \(round + 1) of \(setting.runs)")
        let outcome = try Command(words: engine.command(setting), folder: folder)
          .run(timeoutSeconds: setting.timeoutSeconds)
        results[position].add(outcome, timeoutSeconds: setting.timeoutSeconds)
      }
    }
    compareCounts(&results)
    return WorkloadResult(workload: workload.defaultValueDescription, results: results)
  }

  private func prepared(_ engine: Engine, in folder: URL) throws -> EngineResult {
    guard FileManager.default.fileExists(atPath: folder.appending(path: engine.program).path) else {
      return EngineResult(engine: engine, status: .notExpressible)
    }
    if let preparation = engine.preparation {
      report("\(engine.rawValue): \(preparation.joined(separator: " "))")
      let outcome = try Command(words: preparation, folder: folder).run(timeoutSeconds: setting.timeoutSeconds)
      if case .failure(let reason) = outcome.end { return EngineResult(engine: engine, status: .failed(reason)) }
      if outcome.end == .timeout {
        return EngineResult(engine: engine, status: .timeout(seconds: setting.timeoutSeconds))
      }
    }
    return EngineResult(engine: engine, status: .measured)
  }

  /// Holds every engine to the counts of the first that has any.
  private func compareCounts(_ results: inout [EngineResult]) {
    guard let expected = results.first(where: { $0.status == .measured })?.counts else { return }
    for position in results.indices where results[position].status == .measured {
      let difference = difference(of: results[position].counts, from: expected)
      if !difference.isEmpty { results[position].status = .disagrees(difference) }
    }
  }
}

extension EngineResult {
  fileprivate mutating func add(_ outcome: Outcome, timeoutSeconds: Double) {
    switch outcome.end {
    case .timeout: status = .timeout(seconds: timeoutSeconds)
    case .failure(let reason): status = .failed(reason)
    case .success:
      let found = relationSizes(in: outcome.output)
      if seconds.isEmpty {
        counts = found
      } else if counts != found {
        status = .disagrees("with itself: \(difference(of: found, from: counts))")
      }
      seconds.append(outcome.seconds)
      processorSeconds.append(outcome.processorSeconds)
      peakMegabytes = max(peakMegabytes, outcome.peakMegabytes)
      if counts.isEmpty { status = .failed("printed no counts: \(outcome.output)") }
    }
  }
}

/// The relations with their sizes, from lines such as `above⇥42`; other lines are not about them.
func relationSizes(in output: String) -> [String: Int] {
  var sizes: [String: Int] = [:]
  for line in output.split(whereSeparator: \.isNewline) {
    let columns = line.split(separator: "\t")
    if columns.count == 2, let count = Int(columns[1]) { sizes[String(columns[0])] = count }
  }
  return sizes
}

/// The relations that differ, each with both counts; empty when all are the same.
private func difference(of found: [String: Int], from expected: [String: Int]) -> String {
  Set(found.keys).union(expected.keys).sorted()
    .filter { found[$0] != expected[$0] }
    .map { "\($0) \(found[$0].map(String.init) ?? "missing"), expected \(expected[$0].map(String.init) ?? "none")" }
    .joined(separator: "; ")
}
