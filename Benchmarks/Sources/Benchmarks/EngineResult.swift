// What was measured of one engine on one workload.

/// The runs of one engine on one workload, or why there are none.
struct EngineResult: Codable {
  enum Status: Codable, Equatable {
    case measured
    /// The workload has no program for it.
    case notExpressible
    case timeout(seconds: Double)
    case failed(String)
    /// It counted something else than the first engine; the relations, each with both counts.
    case disagrees(String)
  }

  var engine: Engine
  var status: Status
  /// Of each run, in the order in which they ran.
  var seconds: [Double] = []
  /// Of the processors, in the same order; on a busy machine it tells more.
  var processorSeconds: [Double] = []
  /// The largest of all runs.
  var peakMegabytes: Double = 0
  /// Tuples by relation.
  var counts: [String: Int] = [:]

  var medianSeconds: Double? { seconds.isEmpty ? nil : median(seconds) }
}

/// The results of one workload.
struct WorkloadResult: Codable {
  var workload: String
  var results: [EngineResult]
}

/// The middle one, or the mean of the two in the middle, of at least one number.
func median(_ numbers: [Double]) -> Double {
  let sorted = numbers.sorted()
  let middle = sorted.count / 2
  return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
