// Loading libgvc's plugins and fonts in the background, while something else goes on.

import Dispatch

/// Draws something small on another thread, so that the first real picture need not wait for plugins and fonts.
///
/// - Complexity: about 15 ms on the other thread, the first time in a process.
package final class Preparation: Sendable {
  private let group = DispatchGroup()

  /// - Parameter dot: a small graph in the fonts that the real one will use.
  package init(dot: String) {
    DispatchQueue.global().async(group: group) {
      // A failure is of no consequence here: the real picture fails in the same way, and that is reported.
      _ = try? Graphviz.render(dot: dot, format: .svg, title: "", description: "")
    }
  }

  /// Returns when it is done. A process must not end before: its library would be unloaded while in use.
  package func wait() { group.wait() }
}
