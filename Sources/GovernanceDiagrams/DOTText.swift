// Text as DOT, and as the HTML-like labels within it, want it written.

/// A quoted string that the library shows exactly as given, for attributes that it takes as they are (names, ids).
func quoted(_ text: String) -> String {
  "\"\(printable(text).replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
}

/// A quoted string for a tooltip.
///
/// The library undoes three things in it: entities once, then backslashes twice (once as line ends, once as
/// placeholders such as `\N`).
func quotedTooltip(_ text: String) -> String {
  let escaped = printable(text, keepingLines: true).replacing("&", with: "&amp;")
    .replacing("\\", with: "\\\\\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  return "\"\(escaped)\""
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
  printable(text, keepingLines: true).replacing("&", with: "&amp;").replacing("<", with: "&lt;")
    .replacing(">", with: "&gt;").replacing("\"", with: "&quot;").replacing("\n", with: "&#10;")
    .replacing("\\", with: "\\\\")
}

/// Without what no SVG or terminal can hold: control characters become a replacement sign, line breaks a space unless
/// they are kept.
private func printable(_ text: String, keepingLines: Bool = false) -> String {
  var output = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\n" where keepingLines: output.append(scalar)
    case "\n", "\r", "\t": output.append(" ")
    case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": output.append("\u{FFFD}")
    default: output.append(scalar)
    }
  }
  return String(output)
}
