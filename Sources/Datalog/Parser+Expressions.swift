// Reads expressions, by precedence climbing.

import SourceDiagnostics

extension Parser {
  mutating func readExpression() throws(ParseFailure) -> ExpressionSyntax {
    try nested { parser throws(ParseFailure) in try parser.readOperators(tighterThan: 0) }
  }

  private mutating func readOperators(tighterThan bound: Int) throws(ParseFailure) -> ExpressionSyntax {
    let start = token
    var left = try readOperand()
    while let functor = infix, let precedence = functor.precedence, precedence > bound {
      position += 1
      // `^` groups to the right, and its right side may carry a sign.
      let right = try nested { parser throws(ParseFailure) in
        try parser.readOperators(tighterThan: functor == .power ? precedence - 1 : precedence)
      }
      left = try apply(functor, [left, right], from: start)
    }
    return left
  }

  private var infix: Functor? {
    guard token.kind == .punctuation || token.kind == .keyword, let functor = Functor(rawValue: text(token)) else {
      return nil
    }
    return functor
  }

  private mutating func apply(
    _ functor: Functor, _ arguments: [ExpressionSyntax], from start: Token
  ) throws(ParseFailure) -> ExpressionSyntax {
    try make(.apply(functor, arguments), from: start, parts: arguments)
  }

  private mutating func make(
    _ form: ExpressionSyntax.Form, from start: Token, parts: [ExpressionSyntax] = []
  ) throws(ParseFailure) -> ExpressionSyntax {
    let depth = (parts.map(\.depth).max() ?? 0) + 1
    guard depth <= Parser.deepest else { throw fail(Messages.tooDeep(at: place(start))) }
    return ExpressionSyntax(form: form, place: place(from: start), depth: depth)
  }

  private mutating func readOperand() throws(ParseFailure) -> ExpressionSyntax {
    let start = token
    switch start.kind {
    case .string:
      position += 1
      return try make(.text(try string(start)), from: start)
    case .numeral:
      position += 1
      return try make(.numeral(try numeral(start, isNegative: false)), from: start)
    case .identifier: return try readVariable()
    case .keyword: return try readKeyword()
    case .punctuation: return try readSign()
    case .directive, .end: throw expected(Messages.value)
    }
  }

  private mutating func readVariable() throws(ParseFailure) -> ExpressionSyntax {
    let start = take()
    let name = text(start)
    if name == "_" { return try make(.wildcard, from: start) }
    if isNext("(") {
      throw fail(Messages.unknownFunctor(name, at: place(start), before: nil))
    }
    return try make(.variable(name), from: start)
  }

  private mutating func readSign() throws(ParseFailure) -> ExpressionSyntax {
    let start = token
    if accept("(") {
      let inner = try readExpression()
      guard accept(")") else { throw expected(oneOf: ")") }
      return ExpressionSyntax(form: inner.form, place: place(from: start), depth: inner.depth)
    }
    if accept("-") {
      if token.kind == .numeral, !isNext("^", ahead: 1) {
        let number = take()
        return try make(.numeral(try numeral(number, isNegative: true)), from: start)
      }
      return try prefixed(.negate, from: start)
    }
    if isNext("[") { throw unsupported(Messages.records, at: place(start), hint: Messages.recordsHint) }
    if isNext("@"), isNext("[", ahead: 1) || isNext("!", ahead: 1) {
      throw unsupported(Messages.annotationWithin, at: place(start), hint: Messages.annotationHint)
    }
    if isNext("@") { throw unsupported(Messages.userFunctors, at: place(start), hint: Messages.functorHint) }
    if isNext("$") { throw unsupported(Messages.named("`$`"), at: place(start), hint: Messages.recordsHint) }
    throw expected(Messages.value)
  }

  private mutating func prefixed(_ functor: Functor, from start: Token) throws(ParseFailure) -> ExpressionSyntax {
    let operand = try nested { parser throws(ParseFailure) in
      try parser.readOperators(tighterThan: Functor.prefixPrecedence)
    }
    return try apply(functor, [operand], from: start)
  }

  private mutating func readKeyword() throws(ParseFailure) -> ExpressionSyntax {
    let start = token
    let word = text(start)
    if let aggregate = AggregateOperation(rawValue: word),
      Functor(rawValue: word) == nil || !isNext("(", ahead: 1) || !isCallOfSeveral
    {
      position += 1
      return try readAggregate(aggregate, from: start)
    }
    if word.hasPrefix("__") {
      throw unsupported(Messages.named("`\(word)`"), at: place(start), hint: Messages.leaveOutHint)
    }
    if word == "nil" { throw unsupported(Messages.records, at: place(start), hint: Messages.recordsHint) }
    guard isNext("(", ahead: 1) || Functor(rawValue: word)?.isPrefix == true else {
      throw fail(Messages.keyword(word, as: Messages.value, at: place(start)))
    }
    position += 1
    switch word {
    case "as":
      position += 1
      let inner = try readExpression()
      try expect(",")
      let type = try qualifiedName(Messages.typeName)
      guard accept(")") else { throw expected(oneOf: ")") }
      return try make(.cast(inner, type), from: start, parts: [inner])
    case "range":
      position += 1
      let arguments = try readArguments()
      guard 2...3 ~= arguments.count else {
        let place = place(from: start)
        throw fail(Messages.functorArity(word, wanted: "2..3", found: arguments.count, at: place))
      }
      return try make(.range(arguments), from: start, parts: arguments)
    case "bnot": return try prefixed(.bitNot, from: start)
    case "lnot": return try prefixed(.logicalNot, from: start)
    default: break
    }
    guard let functor = Functor(rawValue: word), Functor.called.contains(functor) else {
      let hint = word == "autoinc" ? Messages.counterHint : Messages.leaveOutHint
      throw unsupported(Messages.named("`\(word)`"), at: place(start), hint: hint)
    }
    position += 1
    let arguments = try readArguments()
    let arity = functor.signature.arguments
    guard arity.contains(arguments.count) else {
      let wanted = arity.count == 1 ? "\(arity.lowerBound)" : "\(arity.lowerBound).."
      throw fail(Messages.functorArity(word, wanted: wanted, found: arguments.count, at: place(from: start)))
    }
    return try apply(functor, arguments, from: start)
  }

  /// Whether the parenthesis after the next token holds several expressions: `min(x, y)` is a call, `min (x) : …` an
  /// aggregate whose expression stands in parentheses.
  private var isCallOfSeveral: Bool {
    guard let end = closing[position + 1] else { return true }
    var number = position + 2
    var braces = 0
    while number < end {
      switch text(tokens[number]) {
      case "(": number = closing[number] ?? number
      case "{": braces += 1
      case "}": braces -= 1
      case "," where braces == 0: return true
      default: break
      }
      number += 1
    }
    return false
  }

  private mutating func readAggregate(
    _ operation: AggregateOperation, from start: Token
  ) throws(ParseFailure) -> ExpressionSyntax {
    var target: ExpressionSyntax?
    if operation != .count {
      target = try readExpression()
    } else if !isNext(":") {
      throw expected(Messages.colonOfCount)
    }
    try expect(":")
    let body = try nested { parser throws(ParseFailure) in try parser.readAggregateBody() }
    let aggregate = AggregateSyntax(operation: operation, target: target, body: body)
    let deepest = max(target?.depth ?? 0, body.expressionDepth) + 1
    guard deepest <= Parser.deepest else { throw fail(Messages.tooDeep(at: place(start))) }
    return ExpressionSyntax(form: .aggregate(aggregate), place: place(from: start), depth: deepest)
  }

  // MARK: Constants

  /// The text of a string token, its escapes replaced.
  mutating func string(_ token: Token) throws(ParseFailure) -> String {
    var output: [UInt8] = []
    var rest = bytes[(token.bytes.lowerBound + 1)..<(token.bytes.upperBound - 1)]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let escaped = rest.popFirst() else {
        output.append(byte)
        continue
      }
      switch escaped {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "'"): output.append(escaped)
      case UInt8(ascii: "a"): output.append(0x07)
      case UInt8(ascii: "b"): output.append(0x08)
      case UInt8(ascii: "f"): output.append(0x0C)
      case UInt8(ascii: "n"): output.append(0x0A)
      case UInt8(ascii: "r"): output.append(0x0D)
      case UInt8(ascii: "t"): output.append(0x09)
      case UInt8(ascii: "v"): output.append(0x0B)
      default:
        let shown = String(decoding: [escaped] + rest.prefix { $0 & 0xC0 == 0x80 }, as: UTF8.self)
        throw fail(Messages.unknownEscape("\\" + shown, at: place(token)))
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  private mutating func numeral(_ token: Token, isNegative: Bool) throws(ParseFailure) -> Numeral {
    let text = text(token)
    if text.utf8.filter({ $0 == UInt8(ascii: ".") }).count == 3 {
      throw unsupported(Messages.addresses, at: place(token), hint: Messages.addressHint)
    }
    guard let form = Parser.numeralForm(text) else { throw fail(Messages.badNumeral(text, at: place(token))) }
    let numeral = Numeral(form: form, isNegative: isNegative)
    let kinds: [ValueKind] = [.number, .unsigned, .float]
    guard kinds.contains(where: { numeral.value(as: $0) != nil }) else {
      throw fail(Messages.badNumeral(numeral.description, at: place(token)))
    }
    return numeral
  }

  /// Decimal, hexadecimal and binary whole numbers, with `u` for unsigned, and decimal fractions.
  private static func numeralForm(_ text: String) -> Numeral.Form? {
    if text.contains(".") {
      guard text.utf8.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: ".") }) else { return nil }
      return Double(text).flatMap { $0.isFinite ? .float($0) : nil }
    }
    let isUnsigned = text.hasSuffix("u")
    let digits = isUnsigned ? text.dropLast() : text[...]
    let magnitude: UInt64? =
      if digits.hasPrefix("0x") {
        UInt64(digits.dropFirst(2), radix: 16)
      } else if digits.hasPrefix("0b") {
        UInt64(digits.dropFirst(2), radix: 2)
      } else {
        UInt64(digits, radix: 10)
      }
    return magnitude.map { isUnsigned ? .unsigned($0) : .whole($0) }
  }
}
