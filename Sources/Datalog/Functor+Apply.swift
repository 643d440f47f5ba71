// What the functions compute. Nothing traps: what has no result says so.
//
// Text functions count Unicode scalars.

/// Why a function has no result for its arguments.
enum FunctionFault: Error {
  case overflow, divisionByZero, conversion
}

extension Functor {
  /// The function's value.
  ///
  /// - Precondition: the arguments are as many and of such kinds as the signature says; type inference sees to it.
  ///   Where they are not, `conversion` is thrown.
  func value(of arguments: [Value]) throws(FunctionFault) -> Value {
    switch self {
    case .concatenate: return .symbol(arguments.map(\.text).joined())
    case .length:
      guard case .symbol(let text) = arguments[0] else { throw .conversion }
      return .number(Int64(text.unicodeScalars.count))
    case .substring: return try Functor.substring(arguments)
    case .toString: return .symbol(arguments[0].text)
    case .toNumber: return try Functor.number(arguments[0])
    case .toUnsigned: return try Functor.unsigned(arguments[0])
    case .toFloat: return try Functor.float(arguments[0])
    case .minimum: return arguments.min() ?? arguments[0]
    case .maximum: return arguments.max() ?? arguments[0]
    case .ordinal: throw .conversion
    default: break
    }
    switch (arguments[0], arguments.count > 1 ? arguments[1] : arguments[0]) {
    case (.number(let left), .number(let right)): return .number(try integer(left, right))
    case (.unsigned(let left), .unsigned(let right)): return .unsigned(try integer(left, right))
    case (.float(let left), .float(let right)): return try float(left, right)
    case (.symbol(let left), .symbol(let right)) where self == .add: return .symbol(left + right)
    default: throw .conversion
    }
  }

  // MARK: Numbers

  private func integer<Number: FixedWidthInteger>(_ left: Number, _ right: Number) throws(FunctionFault) -> Number {
    // Shifts take the lower bits of the distance, as machines do.
    let distance = Int(truncatingIfNeeded: right) & (Number.bitWidth - 1)
    let result: (partialValue: Number, overflow: Bool)
    switch self {
    case .add: result = left.addingReportingOverflow(right)
    case .subtract: result = left.subtractingReportingOverflow(right)
    case .multiply: result = left.multipliedReportingOverflow(by: right)
    case .divide, .remainder:
      if right == 0 { throw .divisionByZero }
      result =
        self == .divide ? left.dividedReportingOverflow(by: right) : left.remainderReportingOverflow(dividingBy: right)
      // The least number has a remainder by -1, though not a quotient.
      if self == .remainder { return result.overflow ? 0 : result.partialValue }
    case .negate: result = (0 as Number).subtractingReportingOverflow(left)
    case .power: return try power(left, right)
    case .bitAnd: return left & right
    case .bitOr: return left | right
    case .bitXor: return left ^ right
    case .bitNot: return ~left
    case .shiftLeft: return left << distance
    case .shiftRight: return left >> distance
    case .shiftRightUnsigned:
      return Number(truncatingIfNeeded: UInt64(truncatingIfNeeded: left) >> UInt64(distance))
    case .logicalAnd: return left != 0 && right != 0 ? 1 : 0
    case .logicalOr: return left != 0 || right != 0 ? 1 : 0
    case .logicalXor: return (left != 0) != (right != 0) ? 1 : 0
    case .logicalNot: return left == 0 ? 1 : 0
    default: throw .conversion
    }
    if result.overflow { throw .overflow }
    return result.partialValue
  }

  /// By repeated squaring. A negative exponent gives what `1 / power` does: 0, but for bases 1 and -1.
  private func power<Number: FixedWidthInteger>(
    _ base: Number, _ exponent: Number
  ) throws(FunctionFault) -> Number {
    if exponent < 0 {
      if base == 0 { throw .divisionByZero }
      if base == 1 { return 1 }
      let isMinusOne = Number.isSigned && base == 0 &- 1
      return isMinusOne ? (exponent & 1 == 0 ? 1 : base) : 0
    }
    var result: Number = 1
    var square = base
    var rest = exponent
    while true {
      if rest & 1 == 1 {
        let (product, overflow) = result.multipliedReportingOverflow(by: square)
        if overflow { throw .overflow }
        result = product
      }
      rest >>= 1
      if rest == 0 { return result }
      let (product, overflow) = square.multipliedReportingOverflow(by: square)
      if overflow { throw .overflow }
      square = product
    }
  }

  private func float(_ left: Double, _ right: Double) throws(FunctionFault) -> Value {
    let result: Double
    switch self {
    case .add: result = left + right
    case .subtract: result = left - right
    case .multiply: result = left * right
    case .divide:
      if right == 0 { throw .divisionByZero }
      result = left / right
    case .negate: result = -left
    case .power: result = raise(left, to: right)
    default: throw .conversion
    }
    guard result.isFinite else { throw .overflow }
    return .float(result)
  }

  // MARK: Conversions

  private static func number(_ value: Value) throws(FunctionFault) -> Value {
    let number: Int64? =
      switch value {
      case .symbol(let text): integer(text)
      case .number(let number): number
      case .unsigned(let number): Int64(exactly: number)
      case .float(let number): Int64(exactly: number.rounded(.towardZero))
      }
    guard let number else { throw .conversion }
    return .number(number)
  }

  private static func unsigned(_ value: Value) throws(FunctionFault) -> Value {
    let number: UInt64? =
      switch value {
      case .symbol(let text): integer(text)
      case .number(let number): UInt64(exactly: number)
      case .unsigned(let number): number
      case .float(let number): UInt64(exactly: number.rounded(.towardZero))
      }
    guard let number else { throw .conversion }
    return .unsigned(number)
  }

  /// A whole number in decimal digits or, behind `0x` or `0b`, in those of base 16 or 2.
  private static func integer<Number: FixedWidthInteger>(_ text: String) -> Number? {
    let sign = text.hasPrefix("-") ? "-" : ""
    let magnitude = text.dropFirst(sign.count)
    for (prefix, radix) in [("0x", 16), ("0b", 2)] where magnitude.hasPrefix(prefix) {
      let digits = magnitude.dropFirst(prefix.count)
      return digits.first?.isHexDigit == true ? Number(sign + digits, radix: radix) : nil
    }
    return Number(text)
  }

  private static func float(_ value: Value) throws(FunctionFault) -> Value {
    let number: Double? =
      switch value {
      case .symbol(let text): Double(text)
      case .number(let number): Double(number)
      case .unsigned(let number): Double(number)
      case .float(let number): number
      }
    guard let number, number.isFinite else { throw .conversion }
    return .float(number)
  }

  // MARK: Texts

  /// From a position, counted from 0, so many scalars or as many as there are; nothing if the text has no such position,
  /// and all the rest if the length is negative, as in Soufflé.
  private static func substring(_ arguments: [Value]) throws(FunctionFault) -> Value {
    guard case .symbol(let text) = arguments[0], case .number(let start) = arguments[1],
      case .number(let length) = arguments[2]
    else { throw .conversion }
    let scalars = text.unicodeScalars
    guard start >= 0, let first = Int(exactly: start), first <= scalars.count else { return .symbol("") }
    let rest = scalars.dropFirst(first)
    return .symbol(String(length < 0 ? rest : rest.prefix(Int(clamping: length))))
  }
}
