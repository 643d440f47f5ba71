// Text as DOT, and as the HTML-like labels within it, want it written.

/// A quoted string that the library shows exactly as given, for attributes that it takes as they are (names, ids).
func quoted(_ text: String) -> String {
  let written = rewritten(text) { scalar in
    switch scalar {
    case "\\": "\\\\"
    case "\"": "\\\""
    case "\n": " "
    default: nil
    }
  }
  return "\"\(written)\""
}

/// A quoted string for a tooltip.
///
/// The library undoes three things in it: entities once, then backslashes twice (once as line ends, once as
/// placeholders such as `\N`).
func quotedTooltip(_ text: String) -> String {
  let written = rewritten(text) { scalar in
    switch scalar {
    case "&": "&amp;"
    case "\\": "\\\\\\\\"
    case "\"": "\\\""
    case "\n": "\\n"
    default: nil
    }
  }
  return "\"\(written)\""
}

/// A link to an id in the same picture; the library writes links as they are, so that nothing else may stand in them.
func link(to id: String) -> String {
  "#"
    + id.utf8.map { byte in
      let character = Character(UnicodeScalar(byte))
      guard !(byte < 0x80 && (character.isLetter || character.isNumber || "-._~/".contains(character))) else {
        return String(character)
      }
      return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }.joined()
}

/// Text or an attribute's value in an HTML-like label, whose backslashes are placeholders as elsewhere.
func markup(_ text: String) -> String {
  rewritten(text) { scalar in
    switch scalar {
    case "&": "&amp;"
    case "<": "&lt;"
    case ">": "&gt;"
    case "\"": "&quot;"
    case "\n": "&#10;"
    case "\\": "\\\\"
    default: nil
    }
  }
}

/// The text with some of its scalars replaced, in one pass; and without what no SVG or terminal can hold: tabs become a
/// space, other control characters a replacement sign.
private func rewritten(_ text: String, replacement: (Unicode.Scalar) -> String?) -> String {
  var output = ""
  output.unicodeScalars.reserveCapacity(text.utf8.count)
  for scalar in text.unicodeScalars {
    if let replacement = replacement(scalar) {
      output += replacement
      continue
    }
    switch scalar {
    case "\r", "\t": output.unicodeScalars.append(" ")
    case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": output.unicodeScalars.append("\u{FFFD}")
    default: output.unicodeScalars.append(scalar)
    }
  }
  return output
}
