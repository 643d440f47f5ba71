// "Did you mean": the names nearest to one that nobody knows.

/// The candidates that a person may have meant by `name`, nearest first, at most three.
///
/// Distance is the number of insertions, deletions, substitutions and swaps of neighbours; letters that differ only in
/// case, and `_` for `-`, count as equal. A candidate qualifies within a third of the length of the longer name.
///
/// - Complexity: O(n · m²) for n candidates of length m.
/// - Source: optimal string alignment distance, after Damerau, "A technique for computer detection and correction of
///   spelling errors", CACM 1964.
public func nearest(to name: String, among candidates: some Sequence<String>) -> [String] {
  let wanted = folded(name)
  var near: [(distance: Int, name: String)] = []
  for candidate in Set(candidates) where candidate != name {
    let other = folded(candidate)
    let bound = max(1, max(wanted.count, other.count) / 3)
    guard abs(wanted.count - other.count) <= bound else { continue }
    let distance = alignmentDistance(wanted, other)
    if distance <= bound { near.append((distance, candidate)) }
  }
  return near.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(3).map(\.name)
}

/// The hint that goes with `nearest`, or nil where nothing is near.
public func suggestion(for name: String, among candidates: some Sequence<String>) -> Wording? {
  let names = nearest(to: name, among: candidates)
  guard !names.isEmpty else { return nil }
  let quoted = names.map { "`\($0)`" }
  return Wording(
    nl: "bedoelde u \(quoted.joined(separator: " of "))?", en: "did you mean \(quoted.joined(separator: " or "))?")
}

private func folded(_ name: String) -> [UInt8] {
  name.lowercased().utf8.map { $0 == UInt8(ascii: "_") ? UInt8(ascii: "-") : $0 }
}

private func alignmentDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
  guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
  var beforeLast: [Int] = []
  var last = Array(0...right.count)
  for row in 1...left.count {
    var current = [row]
    current.reserveCapacity(right.count + 1)
    for column in 1...right.count {
      let cost = left[row - 1] == right[column - 1] ? 0 : 1
      var best = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + cost)
      if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
        best = min(best, beforeLast[column - 2] + 1)
      }
      current.append(best)
    }
    (beforeLast, last) = (last, current)
  }
  return last[right.count]
}
