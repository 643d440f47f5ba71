// When an evaluation gives up.

import WorkControl

/// When to give up. Without limits, arithmetic in recursion would go on forever.
public struct EvaluationLimits: Sendable {
  /// How many tuples may be derived in all.
  public var maximumTuples: Int
  /// How many rounds one stratum may take; a chain of n steps takes n rounds.
  public var maximumIterations: Int
  /// How many bytes the texts may have together that rules make.
  public var maximumTextBytes: Int
  /// How many seconds an evaluation or an update may take; infinite for as long as it likes.
  public var maximumSeconds: Double
  /// Asked once a round and once a batch of rows; where it says so, there is no result and no diagnostic, and what the
  /// work started from is as it was.
  public var cancellation: Cancellation?

  /// Limits that programs of ordinary size never reach.
  public init(
    maximumTuples: Int = 200_000_000, maximumIterations: Int = 1_000_000, maximumTextBytes: Int = 500_000_000,
    maximumSeconds: Double = 300, cancellation: Cancellation? = nil
  ) {
    self.maximumTuples = maximumTuples
    self.maximumIterations = maximumIterations
    self.maximumTextBytes = maximumTextBytes
    self.maximumSeconds = maximumSeconds
    self.cancellation = cancellation
  }
}
