// Finds texts without a table.

/// A search by scanning, for an interner that has given its table back: a few texts are looked for among all, and
/// remembered.
///
/// SAFETY: bytes come from the caller, for one call.
struct TextScan: Sendable {
  private var budget = ScanBudget(scans: TextScan.mostScans)
  /// What was found or added, by the bytes.
  private var known: [[UInt8]: UInt32] = [:]

  /// Making the table takes as long as going through all texts a hundred times.
  private static let mostScans = 64

  /// - Parameter known: texts that are likely to be asked for, with their numbers.
  init(remembering known: [[UInt8]: UInt32] = [:]) { self.known = known }

  /// Whether no text is to be scanned for any more.
  var isSpent: Bool { budget.isSpent }

  /// The number of a text; nil if it is not there.
  ///
  /// - Precondition: the scan is not spent.
  /// - Complexity: O(texts), O(bytes) for one that is remembered.
  mutating func find(_ text: UnsafeBufferPointer<UInt8>, in texts: TextList) -> UInt32? {
    let key = Array(text)
    if let number = known[key] { return number }
    let isInBudget = budget.spend()
    precondition(isInBudget, "a scan beyond the budget")
    guard let number = texts.scan(for: text).map({ UInt32($0) }) else { return nil }
    known[key] = number
    return number
  }

  /// The number of a text, which is appended if it is not there.
  ///
  /// - Precondition: the scan is not spent.
  mutating func insert(_ text: UnsafeBufferPointer<UInt8>, in texts: inout TextList) -> UInt32 {
    if let number = find(text, in: texts) { return number }
    let number = UInt32(texts.count)
    texts.append(text.baseAddress ?? texts.emptySentinel, count: text.count)
    known[Array(text)] = number
    return number
  }
}
