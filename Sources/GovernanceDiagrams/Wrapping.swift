// Names over several lines: every letter stays.

/// The text in lines of about `width` characters, as even as they can be; a word that is much longer is broken.
///
/// - Returns: at least one line.
/// - Complexity: O(width · n)
func wrapped(_ text: String, width: Int = 24) -> [String] {
  let words = text.split(whereSeparator: \.isWhitespace).flatMap { broken($0, width: width + 8) }
  guard !words.isEmpty else { return [""] }
  let count = filled(words, width: width).count
  // The narrowest width that needs no more lines leaves no lonely last word.
  let narrowest = (1...width).first { filled(words, width: $0).count == count } ?? width
  return filled(words, width: narrowest)
}

private func filled(_ words: [Substring], width: Int) -> [String] {
  var lines: [String] = []
  var length = 0
  for word in words {
    if let last = lines.indices.last, length + 1 + word.count <= width {
      lines[last] += " \(word)"
      length += 1 + word.count
    } else {
      lines.append(String(word))
      length = word.count
    }
  }
  return lines
}

private func broken(_ word: Substring, width: Int) -> [Substring] {
  var pieces: [Substring] = []
  var start = word.startIndex
  while let end = word.index(start, offsetBy: width, limitedBy: word.endIndex), end < word.endIndex {
    pieces.append(word[start..<end])
    start = end
  }
  return pieces + [word[start...]]
}
