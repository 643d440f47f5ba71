// All that was measured, as a table for people and as JSON for programs.

import Foundation

/// The results of a run.
struct Report: Codable {
  /// Of this format.
  var version = 1
  var seed: UInt64
  var threads: Int
  var processors: Int
  /// The version of each engine that is installed.
  var versions: [String: String]
  var notInstalled: [Engine]
  /// What the measuring program itself had in memory; no engine's peak can be told below it.
  var leastPeakMegabytes: Double
  var workloads: [WorkloadResult]

  /// Whether every engine that ran to its end counted the same.
  var agrees: Bool {
    workloads.allSatisfy { $0.results.allSatisfy { !$0.status.isWrong } }
  }

  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }

  /// A Markdown table: a row per workload and engine, the time also as a multiple of the fastest engine's.
  func table() -> String {
    var lines = [
      "| workload | engine | median | least | most | × fastest | processors | peak memory | tuples |",
      "|---|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for workload in workloads {
      let fastest = workload.results.compactMap(\.comparableMedian).min()
      for result in workload.results {
        let cells = [workload.workload, result.engine.rawValue] + result.cells(fastest: fastest)
        lines.append("| " + cells.joined(separator: " | ") + " |")
      }
    }
    lines.append("")
    let known = versions.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    lines.append(
      "Versions: \(known). \(threads) threads where an engine can use them, \(processors) processors, seed \(seed).")
    lines.append("A peak under \(Self.oneDecimal(leastPeakMegabytes)) MB cannot be told.")
    if !notInstalled.isEmpty {
      lines.append("Not installed: \(notInstalled.map(\.rawValue).joined(separator: ", ")).")
    }
    for workload in workloads {
      for result in workload.results {
        guard let remark = result.status.remark else { continue }
        lines.append("\(workload.workload), \(result.engine.rawValue): \(remark).")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  fileprivate static func oneDecimal(_ number: Double) -> String { String(format: "%.1f", number) }
}

extension EngineResult {
  fileprivate var comparableMedian: Double? { status == .measured ? medianSeconds : nil }

  fileprivate func cells(fastest: Double?) -> [String] {
    switch status {
    case .notExpressible: return ["–"] + [String](repeating: "", count: 6)
    case .failed: return ["failed"] + [String](repeating: "", count: 6)
    case .timeout(let limit): return ["> \(Self.inSeconds(limit))"] + [String](repeating: "", count: 6)
    case .disagrees: return ["wrong"] + [String](repeating: "", count: 6)
    case .measured:
      guard let medianSeconds, let least = seconds.min(), let most = seconds.max(), let fastest else { return [] }
      return [
        Self.inSeconds(medianSeconds), Self.inSeconds(least), Self.inSeconds(most),
        Report.oneDecimal(medianSeconds / fastest), Self.inSeconds(median(processorSeconds)),
        "\(Report.oneDecimal(peakMegabytes)) MB",
        String(counts.values.reduce(0, +)),
      ]
    }
  }

  private static func inSeconds(_ seconds: Double) -> String {
    String(format: seconds < 1 ? "%.3f s" : "%.2f s", seconds)
  }
}

extension EngineResult.Status {
  /// Whether the engine did not do what it must.
  var isWrong: Bool {
    switch self {
    case .failed, .disagrees: true
    case .measured, .notExpressible, .timeout: false
    }
  }

  fileprivate var remark: String? {
    switch self {
    case .measured: nil
    case .notExpressible: "its language cannot say this program"
    case .timeout(let seconds): "stopped after \(seconds) seconds"
    case .failed(let reason): "failed: \(reason.trimmingCharacters(in: .whitespacesAndNewlines))"
    case .disagrees(let difference): "counts disagree: \(difference)"
    }
  }
}
