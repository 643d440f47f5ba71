// Splits program text into tokens, in one pass over its bytes.

import SourceDiagnostics

/// The faults of one kind in a file, up to so many that somebody may read them all, and one that says that more follow.
struct FaultList {
  private(set) var diagnostics: [Diagnostic] = []

  /// How many are listed.
  static let most = 100

  var isFull: Bool { diagnostics.count > FaultList.most }

  mutating func append(_ fault: Diagnostic) {
    if diagnostics.count < FaultList.most {
      diagnostics.append(fault)
    } else if !isFull, let place = fault.place {
      diagnostics.append(Messages.tooManyFaults(FaultList.most, at: place))
    }
  }
}

struct Lexer {
  private let source: ProgramSource
  private let bytes: [UInt8]
  private var position = 0
  private var line: Int
  private var lineStart = 0
  /// Bytes of this line that continue a scalar: columns count scalars.
  private var continuations = 0
  private var tokens: [Token] = []
  private var documentation: [Int: [String]] = [:]
  private var faults = FaultList()
  /// The line whose indentation is known, by its start, and where that ends.
  private var indentation = (lineStart: -1, end: 0)

  struct Result {
    /// The last of them is the end.
    var tokens: [Token]
    /// The lines of `///` and `/**` comments, by the number of the token that follows them.
    var documentation: [Int: [String]]
    var diagnostics: [Diagnostic]
  }

  /// The tokens of the source.
  ///
  /// - Complexity: O(bytes).
  static func tokens(of source: ProgramSource, bytes: [UInt8]) -> Result {
    var lexer = Lexer(source: source, bytes: bytes)
    lexer.run()
    return Result(tokens: lexer.tokens, documentation: lexer.documentation, diagnostics: lexer.faults.diagnostics)
  }

  private init(source: ProgramSource, bytes: [UInt8]) {
    self.source = source
    self.bytes = bytes
    self.line = source.firstLine
  }

  private var column: Int { position - lineStart - continuations + 1 }

  private func byte(_ distance: Int = 0) -> UInt8 {
    position + distance < bytes.count ? bytes[position + distance] : 0
  }

  private mutating func run() {
    while position < bytes.count {
      switch byte() {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), 0x0B, 0x0C, 0x0D: step()
      case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "/"): skipLine()
      case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "*"): skipComment()
      case UInt8(ascii: "#") where isFirstOnLine: refusePreprocessor()
      case UInt8(ascii: "\""): readString()
      case let first where isDigit(first): readNumeral()
      case let first where isNameStart(first): readName()
      case UInt8(ascii: ".") where isNameStart(byte(1)): readDirective()
      default: readPunctuation()
      }
    }
    emit(.end, from: position, line: line, column: column)
  }

  /// One byte on, keeping count of lines and columns.
  private mutating func step() {
    if bytes[position] == UInt8(ascii: "\n") {
      line += 1
      lineStart = position + 1
      continuations = 0
    } else if bytes[position] & 0xC0 == 0x80 {
      continuations += 1
    }
    position += 1
  }

  /// - Complexity: O(1) but for the first time on a line.
  private var isFirstOnLine: Bool {
    mutating get {
      if indentation.lineStart != lineStart {
        let rest = bytes[lineStart...]
        indentation = (
          lineStart, rest.firstIndex { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") } ?? rest.endIndex
        )
      }
      return position <= indentation.end
    }
  }

  /// `#define` and its like, which Soufflé leaves to C's preprocessor.
  private mutating func refusePreprocessor() {
    let start = column
    while position < bytes.count, bytes[position] > UInt8(ascii: " ") { step() }
    let place = SourcePlace(path: source.path, line: line, column: start, length: column - start)
    faults.append(Messages.unsupported(Messages.preprocessor, at: place, hint: Messages.preprocessorHint))
    skipLine()
  }

  private mutating func skipLine() {
    let start = position
    while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { step() }
    let comment = bytes[start..<position]
    guard comment.starts(with: "///".utf8), !comment.starts(with: "////".utf8) else { return }
    let text = String(decoding: comment.dropFirst(3), as: UTF8.self)
    keepDocumentation([text.last == "\r" ? String(text.dropLast()) : text])
  }

  private mutating func keepDocumentation(_ lines: [String]) {
    documentation[tokens.count, default: []] += lines.map { $0.first == " " ? String($0.dropFirst()) : $0 }
  }

  private mutating func skipComment() {
    let first = position
    let start = SourcePlace(path: source.path, line: line, column: column, length: 2)
    step()
    step()
    while position < bytes.count, !(byte() == UInt8(ascii: "*") && byte(1) == UInt8(ascii: "/")) { step() }
    guard position < bytes.count else {
      faults.append(Messages.unclosedComment(at: start))
      return
    }
    step()
    step()
    let comment = bytes[first..<position]
    guard comment.starts(with: "/**".utf8), comment.count > 4 else { return }
    let lines = comment.dropFirst(3).dropLast(2).split(omittingEmptySubsequences: false) { $0 == 0x0A || $0 == 0x0D }
    keepDocumentation(lines.map(Lexer.withoutMargin).filter { !$0.isEmpty })
  }

  /// A line of a block comment without the spaces around it and the star before it.
  private static func withoutMargin(_ line: ArraySlice<UInt8>) -> String {
    func isSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    var text = line.drop(while: isSpace)
    if text.first == UInt8(ascii: "*") { text = text.dropFirst().drop(while: isSpace) }
    while let last = text.last, isSpace(last) { text.removeLast() }
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func readString() {
    let (start, startLine, startColumn) = (position, line, column)
    let before = (lineStart, continuations)
    step()
    while position < bytes.count, byte() != UInt8(ascii: "\"") {
      if byte() == UInt8(ascii: "\\") { step() }
      if position < bytes.count { step() }
    }
    if position < bytes.count {
      step()
      emit(.string, from: start, line: startLine, column: startColumn)
      return
    }
    faults.append(Messages.unclosedString(at: SourcePlace(path: source.path, line: startLine, column: startColumn)))
    // Each look for the end goes through all of the text.
    if faults.isFull { return }
    // Go on with the next line, so that faults further on are found too.
    (position, line) = (start, startLine)
    (lineStart, continuations) = before
    skipLine()
  }

  private mutating func readNumeral() {
    let (start, startColumn) = (position, column)
    while isNamePart(byte()) { position += 1 }
    // A full stop is part of the number only between digits: `p(1).` ends a clause.
    while byte() == UInt8(ascii: "."), isDigit(byte(1)) {
      position += 1
      while isNamePart(byte()) { position += 1 }
    }
    emit(.numeral, from: start, line: line, column: startColumn)
  }

  private mutating func readName() {
    let (start, startColumn) = (position, column)
    while isNamePart(byte()) { position += 1 }
    let isChoice = byte() == UInt8(ascii: "-") && bytes[start..<position].elementsEqual("choice".utf8)
    if isChoice, bytes[position...].starts(with: "-domain".utf8) { position += "-domain".utf8.count }
    let isKeyword =
      position - start <= Lexer.longestKeyword
      && keywords.contains(String(decoding: bytes[start..<position], as: UTF8.self))
    emit(isKeyword ? .keyword : .identifier, from: start, line: line, column: startColumn)
  }

  private static let longestKeyword = keywords.map(\.utf8.count).max() ?? 0

  private mutating func readDirective() {
    var end = position + 1
    while end < bytes.count, isNamePart(bytes[end]) { end += 1 }
    let (start, startColumn) = (position, column)
    let isDirective = directives.contains(String(decoding: bytes[(start + 1)..<end], as: UTF8.self))
    position = isDirective ? end : position + 1
    emit(isDirective ? .directive : .punctuation, from: start, line: line, column: startColumn)
  }

  private static let signs = Array("|[]$+-(),:;.=*@/^%{}<>!".utf8)

  private mutating func readPunctuation() {
    let (start, startColumn) = (position, column)
    switch (byte(), byte(1)) {
    case (UInt8(ascii: "<"), UInt8(ascii: ":")), (UInt8(ascii: "<"), UInt8(ascii: "=")),
      (UInt8(ascii: ">"), UInt8(ascii: "=")), (UInt8(ascii: "!"), UInt8(ascii: "=")),
      (UInt8(ascii: ":"), UInt8(ascii: "-")), (UInt8(ascii: "-"), UInt8(ascii: ">")),
      (UInt8(ascii: ":"), UInt8(ascii: ":")):
      position += 2
    case (let sign, _) where Lexer.signs.contains(sign): position += 1
    default:
      step()
      while byte() & 0xC0 == 0x80 { step() }
      let text = String(decoding: bytes[start..<position], as: UTF8.self)
      let place = SourcePlace(path: source.path, line: line, column: startColumn)
      faults.append(Messages.strangeCharacter(text, at: place))
      return
    }
    emit(.punctuation, from: start, line: line, column: startColumn)
  }

  private mutating func emit(_ kind: Token.Kind, from start: Int, line: Int, column: Int) {
    let bytes = start..<position
    let length = self.line == line ? self.column - column : 1
    tokens.append(Token(kind: kind, bytes: bytes, line: line, column: column, length: length))
  }
}

func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

private func isNameStart(_ byte: UInt8) -> Bool {
  (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z") || byte == UInt8(ascii: "_")
    || byte == UInt8(ascii: "?")
}

private func isNamePart(_ byte: UInt8) -> Bool { isNameStart(byte) || isDigit(byte) }
