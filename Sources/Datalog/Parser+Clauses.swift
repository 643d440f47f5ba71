// Reads facts and rules.

import SourceDiagnostics

extension Parser {
  mutating func readClause() throws(ParseFailure) {
    let start = token
    var heads: [AtomSyntax] = []
    repeat { heads.append(try readHead()) } while accept(",")
    if isNext("<=") { throw unsupported(Messages.subsumption, at: place(token), hint: Messages.subsumptionHint) }
    var body: BodySyntax?
    hasFault = false
    if accept(":-") { body = try readDisjunction() }
    if hasFault { throw ParseFailure() }
    if body == nil, !isNext(".") {
      throw expected(oneOf: ":-", ".")
    }
    if body == nil, heads.count > 1 { throw expected(oneOf: ":-") }
    let place = place(from: start)
    guard accept(".") else { throw expected(oneOf: ",", ";", ".") }
    items.append(.clause(ClauseSyntax(heads: heads, body: body, place: place)))
  }

  /// All of the text as a body.
  mutating func readBody() -> BodySyntax? {
    do throws(ParseFailure) {
      let body = try readDisjunction()
      if hasFault { return nil }
      _ = accept(".")
      if token.kind != .end {
        throw expected(Messages.orEndOfQuestion)
      }
      return body
    } catch {
      return nil
    }
  }

  private mutating func readHead() throws(ParseFailure) -> AtomSyntax {
    let start = token
    let name = try qualifiedName(Messages.relationName)
    try expect("(")
    return try finishAtom(name, from: start)
  }

  /// The arguments and the closing parenthesis of an atom.
  private mutating func finishAtom(_ name: Name, from start: Token) throws(ParseFailure) -> AtomSyntax {
    let arguments = try readArguments()
    return AtomSyntax(relation: name, arguments: arguments, place: place(from: start))
  }

  /// Expressions up to and including the closing parenthesis.
  mutating func readArguments() throws(ParseFailure) -> [ExpressionSyntax] {
    if accept(")") { return [] }
    var arguments: [ExpressionSyntax] = []
    repeat { arguments.append(try readExpression()) } while accept(",")
    guard accept(")") else { throw expected(oneOf: ",", ")") }
    return arguments
  }

  mutating func readDisjunction() throws(ParseFailure) -> BodySyntax {
    try nested { parser throws(ParseFailure) in
      var branches = [try parser.readConjunction()]
      while parser.accept(";") { branches.append(try parser.readConjunction()) }
      return branches.count == 1 ? branches[0] : .or(branches)
    }
  }

  private mutating func readConjunction() throws(ParseFailure) -> BodySyntax {
    var parts: [BodySyntax] = []
    repeat {
      let start = position
      do throws(ParseFailure) {
        parts.append(try readPart())
      } catch {
        hasFault = true
        skipPart(from: start)
      }
    } while accept(",")
    return parts.count == 1 ? parts[0] : .and(parts)
  }

  /// Goes on behind a part of a body that has a fault, so that those after it are found too: to the comma or bracket
  /// that ends it, or the full stop that ends the clause.
  private mutating func skipPart(from start: Int) {
    var open = 0
    var number = start
    while number < limit, tokens[number].kind != .directive {
      let token = tokens[number]
      if token.kind == .punctuation, token.bytes.count == 1 {
        switch bytes[token.bytes.lowerBound] {
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): open += 1
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): open -= 1
        case UInt8(ascii: ",") where open == 0 && number >= position: open -= 1
        case UInt8(ascii: ";") where open == 0 && number >= position: open -= 1
        case UInt8(ascii: ".") where !tokens.isDotted(at: number): open = -1
        default: break
        }
        if open < 0, number >= position { break }
        open = max(open, 0)
      }
      number += 1
    }
    position = max(number, position)
  }

  private mutating func readPart() throws(ParseFailure) -> BodySyntax {
    if accept("!") {
      return try nested { parser throws(ParseFailure) in .not(try parser.readPart()) }
    }
    if isNext("("), !isExpressionInParentheses {
      position += 1
      let body = try readDisjunction()
      guard accept(")") else { throw expected(oneOf: ",", ";", ")") }
      return body
    }
    return .literal(try readLiteral())
  }

  /// A parenthesis in a body holds literals, unless what follows it makes it an operand.
  private var isExpressionInParentheses: Bool {
    guard let end = closing[position] else { return false }
    let next = tokens[end + 1]
    switch next.kind {
    case .keyword, .punctuation:
      let word = text(next)
      return Functor(rawValue: word)?.precedence != nil || Comparison(rawValue: word) != nil
    default: return false
    }
  }

  private mutating func readLiteral() throws(ParseFailure) -> LiteralSyntax {
    let start = token
    if accept("true") { return .truth(true, place(start)) }
    if accept("false") { return .truth(false, place(start)) }
    if token.kind == .keyword, let test = TextTest(rawValue: text(token)) {
      position += 1
      try expect("(")
      let arguments = try readArguments()
      guard arguments.count == 2 else {
        let place = place(from: start)
        throw fail(Messages.functorArity(test.rawValue, wanted: "2", found: arguments.count, at: place))
      }
      return .test(test, arguments[0], arguments[1], place(from: start))
    }
    if isAtomNext {
      let name = try qualifiedName(Messages.relationName)
      try expect("(")
      let atom = try finishAtom(name, from: start)
      if let word = operatorWord {
        throw fail(Messages.unknownFunctor(name.text, at: name.place, before: word))
      }
      return .atom(atom)
    }
    let left = try readExpression()
    guard token.kind == .punctuation, let comparison = Comparison(rawValue: text(token)) else {
      throw expected(Messages.comparison)
    }
    position += 1
    let right = try readExpression()
    return .comparison(comparison, left, right, place(from: start))
  }

  /// Whether a relation's name follows; an expression cannot start with a name before a parenthesis or a full stop.
  private var isAtomNext: Bool {
    token.kind == .identifier && (isNext("(", ahead: 1) || tokens.isDotted(at: position + 1) && isNext(".", ahead: 1))
  }

  /// An operator or comparison, if that comes next.
  private var operatorWord: String? {
    guard token.kind == .keyword || token.kind == .punctuation else { return nil }
    let word = text(token)
    return Functor(rawValue: word)?.precedence != nil || Comparison(rawValue: word) != nil ? word : nil
  }

  /// The body of an aggregate: `{ … }`, or one atom.
  mutating func readAggregateBody() throws(ParseFailure) -> BodySyntax {
    if accept("{") {
      let body = try readDisjunction()
      guard accept("}") else { throw expected(oneOf: ",", "}") }
      return body
    }
    guard isAtomNext else { throw expected(Messages.braceOrRelation) }
    let start = token
    let name = try qualifiedName(Messages.relationName)
    try expect("(")
    return .literal(.atom(try finishAtom(name, from: start)))
  }
}
