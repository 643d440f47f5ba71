// "Did you mean": the names nearest to one that nobody knows.

/// The candidates that a person may have meant by `name`, nearest first, at most three; names that tell the same
/// distance in alphabetical order.
///
/// Who asks more than once about the same candidates makes a `NameIndex` of them.
///
/// - Complexity: O(bytes of the candidates + one question to a `NameIndex`)
public func nearest(to name: String, among candidates: some Sequence<String>) -> [String] {
  NameIndex(candidates).nearest(to: name)
}

/// The hint that goes with `nearest`, or nil where nothing is near.
public func suggestion(for name: String, among candidates: some Sequence<String>) -> Wording? {
  suggestion(of: nearest(to: name, among: candidates))
}

/// The question whether somebody meant one of these names; nil where there are none.
public func suggestion(of names: [String]) -> Wording? {
  guard !names.isEmpty else { return nil }
  return Messages.didYouMean(names.map { "`\($0)`" })
}

/// Names that somebody may have meant, made ready for many questions.
///
/// Distance is the number of insertions, deletions, substitutions and swaps of neighbours; letters that differ only in
/// case, and `_` for `-`, count as equal. A candidate qualifies within a third of the length of the longer name.
///
/// Few distances are computed: how many letters one name has more than the other tells how far they are apart at least,
/// and a question looks at the candidates in that order, until none of those that are left can be among the nearest.
///
/// - Source: optimal string alignment distance, after Damerau, "A technique for computer detection and correction of
///   spelling errors", CACM 1964; the bound by letters after Kahveci and Singh, "An efficient index structure for
///   string databases", VLDB 2001.
public struct NameIndex: Sendable {
  /// A name as it is compared.
  private struct Entry {
    let name: String
    let folded: [UInt8]
    let letters: LetterCounts
  }

  /// Longer names, in bytes, are neither candidates nor looked for: nobody mistypes a page of text.
  static let longestName = 1_000
  /// How many names are told.
  private static let most = 3

  private let entries: [Entry]
  /// Of each entry, in the order of their lengths, what tells in a moment how far it is off at least: all of them are
  /// looked at for every question, so they lie close together.
  private let outlines: [Outline]

  /// - Complexity: O(bytes of the candidates + n log n) for n of them
  public init(_ candidates: some Sequence<String>) {
    entries = Set(candidates).filter { $0.utf8.count <= Self.longestName }.map(Self.entry)
      .sorted { $0.folded.count < $1.folded.count }
    outlines = entries.map { Outline(length: $0.folded.count, letters: $0.letters) }
  }

  private struct Outline {
    let length: Int
    let letters: LetterCounts
  }

  private static func entry(of name: String) -> Entry {
    let folded = name.lowercased().utf8.map { $0 == UInt8(ascii: "_") ? UInt8(ascii: "-") : $0 }
    return Entry(name: name, folded: folded, letters: LetterCounts(folded))
  }

  /// The names that a person may have meant by `name`, nearest first, at most three.
  ///
  /// - Complexity: a few steps for each candidate, and O(m · d) for each of which a distance d is computed, for names of
  ///   m bytes: mostly some hundreds, all of them where they are alike in their letters.
  public func nearest(to name: String) -> [String] { search(for: name).names }

  /// - Returns: the nearest names, and of how many the distance was computed.
  func search(for name: String) -> (names: [String], comparisons: Int) {
    guard name.utf8.count <= Self.longestName else { return ([], 0) }
    let wanted = Self.entry(of: name)
    let distance = distances(to: wanted.folded)
    // Positions of candidates, by the distance that they have at least.
    var byLeastDistance: [[Int]] = []
    let length = wanted.folded.count
    for (position, outline) in outlines.enumerated() {
      let least = max(abs(length - outline.length), wanted.letters.leastDistance(to: outline.letters))
      guard least <= Self.greatestDistance(length, outline.length) else { continue }
      while byLeastDistance.count <= least { byLeastDistance.append([]) }
      byLeastDistance[least].append(position)
    }
    var near: [(distance: Int, name: String)] = []
    var comparisons = 0
    for (least, positions) in byLeastDistance.enumerated() {
      for position in positions {
        var limit = Self.greatestDistance(length, outlines[position].length)
        if near.count == Self.most { limit = min(limit, near[Self.most - 1].distance) }
        guard least <= limit, entries[position].name != name else { continue }
        comparisons += 1
        let distance = distance(entries[position].folded, limit)
        guard distance <= limit else { continue }
        let next = (distance, entries[position].name)
        near.insert(next, at: near.firstIndex { next < ($0.distance, $0.name) } ?? near.count)
        if near.count > Self.most { near.removeLast() }
      }
    }
    return (near.map(\.name), comparisons)
  }

  /// What separates two names that somebody may take for each other.
  private static func greatestDistance(_ length: Int, _ other: Int) -> Int { max(1, max(length, other) / 3) }
}

/// What computes the distance of a name to another, up to a limit: the shorter the name, the faster.
private func distances(to name: [UInt8]) -> (_ other: [UInt8], _ limit: Int) -> Int {
  if let pattern = ShortPattern<UInt64>(name) { return pattern.distance }
  if let pattern = ShortPattern<UInt128>(name) { return pattern.distance }
  return { alignmentDistance(name, $0, limit: $1) }
}

/// How often each letter is in a name, from not at all to four times, as one bit for each time.
private struct LetterCounts {
  /// Bytes that are the same but for their highest bits are counted as one letter.
  private var firstAndSecond: UInt64 = 0
  private var thirdAndFourth: UInt64 = 0

  init(_ name: [UInt8]) {
    for byte in name {
      let bit = UInt64(1) << UInt64(byte & 31)
      if firstAndSecond & bit == 0 {
        firstAndSecond |= bit
      } else if firstAndSecond & bit << 32 == 0 {
        firstAndSecond |= bit << 32
      } else if thirdAndFourth & bit == 0 {
        thirdAndFourth |= bit
      } else {
        thirdAndFourth |= bit << 32
      }
    }
  }

  /// How many steps it takes at least to make one name of the other: each adds one letter at most, and takes one at most.
  func leastDistance(to other: LetterCounts) -> Int {
    let more =
      (firstAndSecond & ~other.firstAndSecond).nonzeroBitCount
      + (thirdAndFourth & ~other.thirdAndFourth).nonzeroBitCount
    let less =
      (other.firstAndSecond & ~firstAndSecond).nonzeroBitCount
      + (other.thirdAndFourth & ~thirdAndFourth).nonzeroBitCount
    return max(more, less)
  }
}

/// A name of at most as many bytes as a word has bits, which is compared with many: a column of distances is two words.
///
/// - Source: Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau edit distances", Nordic Journal of
///   Computing 2003.
private struct ShortPattern<Word: FixedWidthInteger & UnsignedInteger> {
  private let count: Int
  /// Where each byte stands in the name.
  private var positions = [Word](repeating: 0, count: 256)

  init?(_ name: [UInt8]) {
    guard (1...Word.bitWidth).contains(name.count) else { return nil }
    count = name.count
    for (position, byte) in name.enumerated() { positions[Int(byte)] |= 1 << Word(position) }
  }

  /// How many steps lead from the name to the other; where it is more than the limit, some number above that.
  ///
  /// - Complexity: O(length of the other)
  func distance(to other: [UInt8], limit: Int) -> Int {
    // Where a distance is one more, and one less, than the one above it.
    var (verticalUp, verticalDown) = (Word.max, Word(0))
    // Where a distance is the same as the one above and before it.
    var diagonal: Word = 0
    var matchesBefore: Word = 0
    let last = Word(1) << Word(count - 1)
    var distance = count
    for (index, byte) in other.enumerated() {
      let matches = positions[Int(byte)]
      let swaps = ((~diagonal & matches) << 1) & matchesBefore
      diagonal = (((matches & verticalUp) &+ verticalUp) ^ verticalUp) | matches | verticalDown | swaps
      var horizontalUp = verticalDown | ~(diagonal | verticalUp)
      var horizontalDown = diagonal & verticalUp
      if horizontalUp & last != 0 { distance += 1 } else if horizontalDown & last != 0 { distance -= 1 }
      // Each byte that is left takes one off at most.
      if distance - (other.count - 1 - index) > limit { return limit + 1 }
      horizontalUp = horizontalUp << 1 | 1
      horizontalDown <<= 1
      verticalUp = horizontalDown | ~(diagonal | horizontalUp)
      verticalDown = horizontalUp & diagonal
      matchesBefore = matches
    }
    return distance
  }
}

/// How many steps lead from one name to the other; where it is more than the limit, some number above that.
///
/// - Complexity: O(length · limit)
/// - Source: Ukkonen, "Algorithms for approximate string matching", Information and Control 1985.
private func alignmentDistance(_ left: [UInt8], _ right: [UInt8], limit: Int) -> Int {
  guard abs(left.count - right.count) <= limit else { return limit + 1 }
  guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
  // Whatever is further from the diagonal than the limit is further away than the limit.
  let tooFar = limit + 1
  var beforeLast = [Int](repeating: tooFar, count: right.count + 1)
  var last = (0...right.count).map { min($0, tooFar) }
  var current = beforeLast
  var leastBefore = 0
  for row in 1...left.count {
    let band = max(1, row - limit)...max(1, min(right.count, row + limit))
    current[band.lowerBound - 1] = band.lowerBound == 1 ? min(row, tooFar) : tooFar
    var least = current[band.lowerBound - 1]
    for column in band {
      let cost = left[row - 1] == right[column - 1] ? 0 : 1
      // Above the end of the band there is what two rows ago was there.
      let above = column < row + limit ? last[column] : tooFar
      var best = min(above + 1, current[column - 1] + 1, last[column - 1] + cost)
      if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
        best = min(best, beforeLast[column - 2] + 1)
      }
      current[column] = min(best, tooFar)
      least = min(least, current[column])
    }
    // A swap reaches back two rows.
    if least >= tooFar, leastBefore >= tooFar { return tooFar }
    leastBefore = least
    (beforeLast, last, current) = (last, current, beforeLast)
  }
  return last[right.count]
}
