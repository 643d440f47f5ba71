// Diagnostics as a good compiler prints them: what, where, the line itself, what to do.

import Synchronization

/// Whether text goes to something that shows colours.
public enum TextStyle: Sendable {
  case plain, coloured
}

/// Prints diagnostics and excerpts of the texts they are about.
public struct DiagnosticRenderer: Sendable {
  private let language: Language
  private let style: TextStyle
  private let lines: LineCache

  /// - Parameter texts: the texts that places may point into; a place elsewhere is shown without an excerpt.
  /// - Complexity: O(number of texts); the first excerpt of a text takes O(size of the text), to find its lines.
  public init(language: Language, style: TextStyle = .plain, texts: some Sequence<SourceText>) {
    self.language = language
    self.style = style
    self.lines = LineCache(texts)
  }

  /// All of them, in the order given, with an empty line between two.
  public func render(_ diagnostics: some Sequence<Diagnostic>) -> String {
    diagnostics.map(render).joined(separator: "\n")
  }

  /// One diagnostic, ending in a line break.
  public func render(_ diagnostic: Diagnostic) -> String {
    let kind = diagnostic.severity.noun.one[language]
    var output = painted("\(kind)[\(diagnostic.code)]", for: diagnostic.severity)
    output += ": \(Self.shortened(diagnostic.message[language]))\n"
    if let place = diagnostic.place { output += excerpt(of: place, severity: diagnostic.severity) }
    for related in diagnostic.related {
      output += "  \(Messages.seeAlso[language]): \(Self.shortened(related.message[language]))\n"
      output += excerpt(of: related.place, severity: .note)
    }
    if let hint = diagnostic.hint { output += "  = \(Messages.hint[language]): \(Self.shortened(hint[language]))\n" }
    return output
  }

  /// A heading in the colour of a severity.
  public func heading(_ text: String, _ severity: Diagnostic.Severity) -> String { painted(text, for: severity) }

  /// The arrow with the place, then the line with a caret under what is meant, if the text is known.
  public func excerpt(of place: SourcePlace, severity: Diagnostic.Severity) -> String {
    var output = "  --> \(place)\n"
    guard let lines = lines[place.path], place.line >= 1, place.line <= lines.count else { return output }
    let (line, start, end) = Self.window(on: lines[place.line - 1], column: place.column, length: place.length)
    let number = String(place.line)
    let margin = String(repeating: " ", count: number.utf8.count)
    let indent = String(repeating: " ", count: displayWidth(of: line[..<start]))
    let carets = String(repeating: "^", count: max(1, displayWidth(of: line[start..<end])))
    output += "\(margin) |\n\(number) | \(Self.printable(line))\n"
    output += "\(margin) | \(indent)\(painted(carets, for: severity))\n"
    return output
  }

  /// A sentence without its middle where it is longer than anybody reads: the name in it may be megabytes long.
  private static func shortened(_ text: String) -> String {
    let (longest, start, end) = (4_000, 2_000, 500)
    guard text.utf8.count > longest, text.unicodeScalars.count > start + end else { return text }
    return "\(String(text.unicodeScalars.prefix(start))) … \(String(text.unicodeScalars.suffix(end)))"
  }

  /// At most about a screen's width of a line, around the place: a line may be megabytes long.
  private static func window(
    on line: Substring, column: Int, length: Int
  ) -> (line: ArraySlice<Unicode.Scalar>, start: Int, end: Int) {
    let widest = 160
    let before = 60
    let skipped = max(0, column - 1 - before) < 1 || column < widest - before ? 0 : column - 1 - before
    let scalars = Array(line.unicodeScalars.dropFirst(skipped).prefix(widest))
    let start = min(max(0, column - 1 - skipped), scalars.count)
    let end = min(start + length, scalars.count)
    return (scalars[...], start, end)
  }

  /// Control characters would move the cursor or the colours: shown as a space or a replacement sign.
  private static func printable(_ line: ArraySlice<Unicode.Scalar>) -> String {
    var output = String.UnicodeScalarView()
    for scalar in line {
      switch scalar.properties.generalCategory {
      case .control: output.append(scalar == "\t" ? " " : "\u{FFFD}")
      default: output.append(scalar)
      }
    }
    return String(output)
  }

  private func painted(_ text: String, for severity: Diagnostic.Severity) -> String {
    guard style == .coloured else { return text }
    let colour =
      switch severity {
      case .error: "1;31"
      case .warning: "1;33"
      case .note: "1;36"
      }
    return "\u{1B}[\(colour)m\(text)\u{1B}[0m"
  }
}

/// How many columns of a terminal the scalars take: none for a mark that joins the letter before it, two for East Asian
/// wide characters and pictographs.
func displayWidth(of scalars: ArraySlice<Unicode.Scalar>) -> Int {
  scalars.reduce(0) { width, scalar in
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return width
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1FAFF, 0x20000...0x3FFFD:
      return width + 2
    default: return width + 1
    }
  }
}

/// The lines of texts, found when somebody asks: most texts of a run are never quoted.
private final class LineCache: Sendable {
  private let texts: [String: SourceText]
  private let found = Mutex<[String: [Substring]]>([:])

  init(_ texts: some Sequence<SourceText>) {
    self.texts = Dictionary(texts.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
  }

  subscript(path: String) -> [Substring]? {
    found.withLock { found in
      if let lines = found[path] { return lines }
      let lines = texts[path]?.lines
      found[path] = lines
      return lines
    }
  }
}
