// Freeing what nobody wants any more, where nobody waits for it.

import Dispatch

/// Frees a value on another core.
///
/// Whoever cancels work waits for its end; freeing what a large project was read into takes tens of milliseconds more.
///
/// - Complexity: O(1) for whoever calls, about 10 microseconds
package func discard<Value: Sendable>(_ value: consuming Value) {
  let value = value
  DispatchQueue.global(qos: .utility).async { withExtendedLifetime(value) {} }
}
