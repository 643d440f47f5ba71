// Reads tokens into the syntax tree: the top level of a program, and what all of the parser needs.
//
// A clause with a fault is left at the first one, and reading goes on after the full stop that ends it, so that every
// clause's faults are found in one run.

import SourceDiagnostics

/// Leaves the clause that is being read; its diagnostic is already recorded.
struct ParseFailure: Error {}

struct Parser {
  private let file: SourcePath
  let bytes: [UInt8]
  let tokens: [Token]
  var position = 0
  /// The faults that the lexer found.
  private let lexicalFaults: [Diagnostic]
  private var syntaxFaults = FaultList()
  var items: [Item] = []
  /// How deep the clause being read is nested.
  var depth = 0
  /// Whether a fault was found in the body being read, though reading went on.
  var hasFault = false
  /// How deep components are nested around it.
  var componentDepth = 0
  /// For an opening parenthesis, and the brace that opens a component, the token that closes it.
  let closing: [Int: Int]
  /// The token that ends what items are read from: a component's closing brace, or the end of the text.
  var limit: Int
  /// The names that the directive being read declares, as far as they were read.
  var declared: [Name] = []
  private let documentation: [Int: [String]]

  /// How deep expressions and bodies may be nested.
  static let deepest = 100

  /// The syntax tree of the source, as far as it could be read.
  ///
  /// - Complexity: O(bytes).
  static func content(of source: ProgramSource) -> Content {
    var parser = Parser(source)
    parser.readItems()
    return Content(items: parser.items, diagnostics: parser.diagnostics)
  }

  /// The body that the source is, with or without a full stop behind it; nil if it could not be read.
  ///
  /// - Complexity: O(bytes).
  static func body(of source: ProgramSource) -> (body: BodySyntax?, diagnostics: [Diagnostic]) {
    var parser = Parser(source)
    let body = parser.readBody()
    return (parser.diagnostics.containErrors ? nil : body, parser.diagnostics)
  }

  struct Content: Sendable {
    let items: [Item]
    let diagnostics: [Diagnostic]
  }

  private init(_ source: ProgramSource) {
    file = SourcePath(source.path)
    self.bytes = Array(source.content.utf8)
    let words = Lexer.tokens(of: source, bytes: bytes)
    (tokens, documentation, lexicalFaults) = (words.tokens, words.documentation, words.diagnostics)
    closing = Brackets(tokens: words.tokens, bytes: bytes).closing
    limit = words.tokens.count - 1
  }

  // MARK: Tokens

  var token: Token { tokens[position] }

  func text(_ token: Token) -> String { String(decoding: bytes[token.bytes], as: UTF8.self) }

  /// Whether the token some places ahead is this word or sign.
  func isNext(_ word: StaticString, ahead: Int = 0) -> Bool {
    guard position + ahead < tokens.count else { return false }
    let token = tokens[position + ahead]
    guard token.kind != .string, token.bytes.count == word.utf8CodeUnitCount else { return false }
    // SAFETY: a static string's bytes live as long as the program, and are only read.
    return bytes[token.bytes].elementsEqual(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
  }

  /// Takes the word if it comes next.
  mutating func accept(_ word: StaticString) -> Bool {
    guard isNext(word) else { return false }
    position += 1
    return true
  }

  mutating func expect(_ word: StaticString) throws(ParseFailure) {
    if !accept(word) { throw expected(oneOf: "\(word)") }
  }

  mutating func take() -> Token {
    let token = tokens[position]
    if token.kind != .end { position += 1 }
    return token
  }

  func place(_ token: Token) -> SourcePlace {
    SourcePlace(in: file, line: token.line, column: token.column, length: token.length)
  }

  /// From the token to the one taken last, as far as they are on one line.
  func place(from start: Token) -> SourcePlace {
    let last = tokens[max(0, position - 1)]
    let length = last.line == start.line ? last.column + last.length - start.column : start.length
    return SourcePlace(in: file, line: start.line, column: start.column, length: length)
  }

  // MARK: Faults

  private var diagnostics: [Diagnostic] { lexicalFaults + syntaxFaults.diagnostics }

  mutating func fail(_ diagnostic: Diagnostic) -> ParseFailure {
    syntaxFaults.append(diagnostic)
    return ParseFailure()
  }

  mutating func expected(oneOf symbols: String...) -> ParseFailure { expected(Messages.oneOf(symbols)) }

  mutating func expected(_ what: Wording, hint: Wording? = nil) -> ParseFailure {
    let found = token.kind == .end ? nil : text(token)
    return fail(Messages.syntax(expected: what, found: found, at: place(token), hint: hint))
  }

  mutating func unsupported(_ construct: Wording, at place: SourcePlace, hint: Wording) -> ParseFailure {
    fail(Messages.unsupported(construct, at: place, hint: hint))
  }

  /// Runs the reader one level deeper, or refuses to.
  mutating func nested<Result>(
    _ read: (inout Parser) throws(ParseFailure) -> Result
  ) throws(ParseFailure) -> Result {
    guard depth < Parser.deepest else { throw fail(Messages.tooDeep(at: place(token))) }
    depth += 1
    defer { depth -= 1 }
    return try read(&self)
  }

  // MARK: The top level

  /// Everything up to the limit, as far as it can be read.
  mutating func readItems() {
    while position < limit {
      depth = 0
      if let documentation = documentation[position] { items += documentation.map(Item.documentation) }
      do throws(ParseFailure) {
        if token.kind == .directive || isMisspeltDirective {
          readDirectiveOrRecover()
        } else if isNext("@"), isNext("[", ahead: 1) || isNext("!", ahead: 1) && isNext("[", ahead: 2) {
          try readAnnotation()
        } else {
          try readClause()
        }
      } catch {
        recover()
      }
    }
    if let documentation = documentation[position] { items += documentation.map(Item.documentation) }
  }

  private var isMisspeltDirective: Bool {
    isNext(".") && position + 1 < tokens.count && tokens[position + 1].kind == .identifier
  }

  /// A directive has no full stop: after a fault in it, reading goes on with the next line.
  private mutating func readDirectiveOrRecover() {
    let enclosing = limit
    declared = []
    do throws(ParseFailure) {
      if token.kind == .directive {
        try readDirective()
      } else {
        let name = "." + text(tokens[position + 1])
        let hint = suggestion(for: name, among: directives.map { "." + $0 })
        let place = place(take())
        throw fail(Messages.unknownDirective(name, at: place, hint: hint))
      }
    } catch {
      limit = enclosing
      if !declared.isEmpty { items.append(.unreadable(declared)) }
      let line = tokens[max(0, position - 1)].line
      while position < limit, token.line <= line, token.kind != .directive { position += 1 }
    }
  }

  /// To after the full stop that ends the clause, or before a directive, whichever comes first.
  private mutating func recover() {
    while position < limit, token.kind != .directive {
      if accept(".") { return }
      position += 1
    }
  }

  /// An identifier, called `what` where it is missing.
  mutating func name(_ what: Wording) throws(ParseFailure) -> Name {
    guard token.kind == .identifier else {
      if token.kind == .keyword { throw fail(Messages.keyword(text(token), as: what, at: place(token))) }
      throw expected(what)
    }
    let token = take()
    return Name(text: text(token), place: place(token))
  }

  /// A name, or several joined by full stops: `a.b` is what the component's instance `a` calls `b`.
  mutating func qualifiedName(_ what: Wording) throws(ParseFailure) -> Name {
    let start = token
    var name = try name(what)
    while isNext("."), tokens.isDotted(at: position) {
      position += 1
      name.text += "." + text(take())
    }
    name.place = place(from: start)
    return name
  }
}
