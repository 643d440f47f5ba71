// How long the stages of a command took, for whoever measures it.

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
    text += "\(stage)\t\(microseconds(now - last))\n"
    last = now
  }
}

func microseconds(_ duration: Duration) -> Int64 {
  duration.components.seconds * 1_000_000 + duration.components.attoseconds / 1_000_000_000_000
}
