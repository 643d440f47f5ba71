// When it is worth making a table to search.

/// A scan budget: how many keys are looked for by going through everything, before a table or an index is made that finds
/// them at once.
///
/// Making a table of n entries takes as long as a few dozen scans of them, and whoever asks only once or twice, as for one
/// explanation, need not wait for it.
struct ScanBudget: Sendable {
  private var scansLeft: Int

  init(scans: Int) { scansLeft = scans }

  /// Whether there is no scan left.
  var isSpent: Bool { scansLeft == 0 }

  /// Whether so many keys may be looked for by scanning, which are then taken out of the budget.
  mutating func spend(_ keys: Int = 1) -> Bool {
    guard keys <= scansLeft else { return false }
    scansLeft -= keys
    return true
  }
}
