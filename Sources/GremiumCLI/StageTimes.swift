// How long the stages of a command took, for whoever measures it.

import GremiumKit

struct StageTimes {
  private let clock = ContinuousClock()
  private var last: ContinuousClock.Instant
  /// A line for each stage: its name, a tab, and microseconds.
  private(set) var text = ""

  /// The first stage starts now.
  init() { last = clock.now }

  /// Ends a stage; the next one starts now.
  mutating func end(_ stage: String) {
    let now = clock.now
    text += "\(stage)\t\((now - last).wholeMicroseconds)\n"
    last = now
  }
}
