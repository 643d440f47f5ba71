// How loops that may run long are stopped from outside.

/// A stop check: the question whether work is to stop, which long loops ask about once in a thousand rows.
///
/// A loop that hears "yes" leaves early. What it was building is then incomplete, though safe to read, and must be thrown
/// away. The answer stays "yes", so the caller learns of it by asking again.
package final class StopCheck: Sendable {
  private let isDue: (@Sendable () -> Bool)?

  /// The check that never stops anything.
  package static let never = StopCheck(nil)

  /// How many rows a loop may pass between two questions: a few microseconds of work.
  @inlinable package static var rowsBetween: Int { 1024 }

  /// - Parameter isDue: called from any thread that works; once it says true it must not say false again.
  package convenience init(_ isDue: @escaping @Sendable () -> Bool) { self.init(.some(isDue)) }

  private init(_ isDue: (@Sendable () -> Bool)?) { self.isDue = isDue }

  /// Whether the work is to stop.
  ///
  /// - Complexity: that of the closure.
  package var isStopped: Bool { isDue?() ?? false }

  /// Whether the work is to stop, asked only at the last of each `rowsBetween` rows: loops over few rows never ask.
  @inlinable
  @inline(__always)
  package func isStopped(at row: Int) -> Bool { row % StopCheck.rowsBetween == StopCheck.rowsBetween - 1 && isStopped }
}
