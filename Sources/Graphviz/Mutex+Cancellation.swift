// A lock whose waiters hear that they need wait no longer.

import Dispatch
import Synchronization
import WorkControl

extension Mutex {
  /// Calls `body` as soon as no other thread uses the value, unless the work is cancelled before.
  ///
  /// Who waits and may be cancelled looks anew every 2 ms, so that a waiter may be overtaken by another.
  ///
  /// - Throws: `GraphvizError.cancelled`, with `body` not called, or what `body` throws.
  func withLock<Result>(
    unless cancellation: Cancellation?, _ body: (inout sending Value) throws(GraphvizError) -> sending Result
  ) throws(GraphvizError) -> sending Result {
    guard let cancellation else { return try withLock(body) }
    let pause = DispatchSemaphore(value: 0)
    while !cancellation.isCancelled {
      if let result = try withLockIfAvailable(body) { return result }
      _ = pause.wait(timeout: .now() + .milliseconds(2))
    }
    throw .cancelled
  }
}
