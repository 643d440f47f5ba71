// What Graphviz writes, made accessible and the same on every run.

/// The SVG without prolog and comments (they name the version), with a title and a description for readers who
/// cannot see it.
///
/// - Complexity: O(size)
func accessibleSVG(_ bytes: [UInt8], title: String, description: String) -> [UInt8] {
  var output: [UInt8] = []
  output.reserveCapacity(bytes.count + title.utf8.count + description.utf8.count + 256)
  let key = fingerprint(of: bytes)
  var index = bytes.firstRange(of: Array("<svg".utf8))?.lowerBound ?? bytes.startIndex
  var quote: UInt8?
  var isInTag = false
  var isTitled = false
  while index < bytes.endIndex {
    let byte = bytes[index]
    if !isInTag, byte == UInt8(ascii: "<"), bytes[index...].starts(with: "<!--".utf8) {
      let end = bytes[index...].firstRange(of: Array("-->".utf8))?.upperBound ?? bytes.endIndex
      index = bytes[end...].first == UInt8(ascii: "\n") ? end + 1 : end
      continue
    }
    index += 1
    switch (byte, quote) {
    case (UInt8(ascii: "\""), nil) where isInTag:
      quote = byte
      // A colour that office programs do not know, and draw black.
      if bytes[index...].starts(with: "transparent\"".utf8) {
        output += "\"none".utf8
        index += "transparent".utf8.count
        continue
      }
    case (UInt8(ascii: "\""), _?): quote = nil
    case (UInt8(ascii: "\n"), _?):
      // A bare line break in an attribute is read as a space: a tooltip would lose its lines.
      output += "&#10;".utf8
      continue
    case (UInt8(ascii: "<"), nil): isInTag = true
    case (UInt8(ascii: ">"), nil) where isInTag:
      isInTag = false
      if !isTitled {
        isTitled = true
        output += " role=\"img\" aria-labelledby=\"title-\(key) desc-\(key)\">\n".utf8
        output += "<title id=\"title-\(key)\">\(escapedForXML(title))</title>\n".utf8
        output += "<desc id=\"desc-\(key)\">\(escapedForXML(description))</desc>".utf8
        continue
      }
    default: break
    }
    output.append(byte)
  }
  return output
}

/// The PDF with its day of creation set to a fixed one of the same length, so that no offset in the file changes.
///
/// - Complexity: O(size)
func undatedPDF(_ bytes: [UInt8]) -> [UInt8] {
  var output = bytes
  guard var index = end(of: "/CreationDate (D:", in: bytes) else { return output }
  for digit in "20000101000000".utf8 {
    guard index < output.endIndex, isDigit(output[index]) else { return output }
    output[index] = digit
    index += 1
  }
  // The offset from UTC, as in +01'00, is not of this file either.
  while index < output.endIndex, output[index] != UInt8(ascii: ")") {
    if isDigit(output[index]) { output[index] = UInt8(ascii: "0") }
    if output[index] == UInt8(ascii: "-") { output[index] = UInt8(ascii: "+") }
    index += 1
  }
  return output
}

/// Text as it stands between tags; what XML cannot hold becomes a replacement sign.
func escapedForXML(_ text: String) -> String {
  var output = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": output += "&amp;".unicodeScalars
    case "<": output += "&lt;".unicodeScalars
    case ">": output += "&gt;".unicodeScalars
    case "\t", "\n", "\r": output.append(scalar)
    case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": output.append("\u{FFFD}")
    default: output.append(scalar)
    }
  }
  return String(output)
}

/// Tells the ids of two pictures in one page apart.
///
/// - Source: Fowler, Noll, Vo: FNV-1a, 64 bits.
private func fingerprint(of bytes: [UInt8]) -> String {
  let hash = bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  return String(hash, radix: 36)
}

/// Where the first occurrence of a text stops; by hand, as the general search took as long as drawing.
private func end(of text: StaticString, in bytes: [UInt8]) -> Int? {
  let wanted = text.withUTF8Buffer(Array.init)
  guard let first = wanted.first, wanted.count <= bytes.count else { return nil }
  for start in 0...(bytes.count - wanted.count) where bytes[start] == first {
    if bytes[start..<(start + wanted.count)].elementsEqual(wanted) { return start + wanted.count }
  }
  return nil
}

private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
