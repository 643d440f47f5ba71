// The functions that expressions may use: names, precedence, and what they take and give.

/// A built-in function.
enum Functor: String, Sendable, CaseIterable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case remainder = "%"
  case power = "^"
  case bitAnd = "band"
  case bitOr = "bor"
  case bitXor = "bxor"
  case shiftLeft = "bshl"
  case shiftRight = "bshr"
  case shiftRightUnsigned = "bshru"
  case logicalAnd = "land"
  case logicalOr = "lor"
  case logicalXor = "lxor"
  case negate = "neg"
  case bitNot = "bnot"
  case logicalNot = "lnot"
  case concatenate = "cat"
  case length = "strlen"
  case substring = "substr"
  case ordinal = "ord"
  case toString = "to_string"
  case toNumber = "to_number"
  case toUnsigned = "to_unsigned"
  case toFloat = "to_float"
  case minimum = "min"
  case maximum = "max"

  /// A slot: the kind that an argument or a result may have.
  enum Slot: Sendable {
    case any
    case exactly(ValueKind)
    /// The kind that all `same` slots of the call share.
    case same
  }

  struct Signature: Sendable {
    var arguments: ClosedRange<Int>
    /// The slot of an argument by its position; the last one repeats.
    var slots: [Slot]
    var result: Slot
    /// The kinds that `same` may be.
    var kinds = KindSet.all
  }

  /// A call by name, `name(…)`; the others are operators.
  static let called: [Functor] = [
    .concatenate, .length, .substring, .ordinal, .toString, .toNumber, .toUnsigned, .toFloat, .minimum, .maximum,
  ]

  var isPrefix: Bool { self == .negate || self == .bitNot || self == .logicalNot }

  /// How tightly an infix operator binds; nil for what is not one.
  var precedence: Int? {
    switch self {
    case .logicalOr: 1
    case .logicalXor: 2
    case .logicalAnd: 3
    case .bitOr: 4
    case .bitXor: 5
    case .bitAnd: 6
    case .shiftLeft, .shiftRight, .shiftRightUnsigned: 7
    case .add, .subtract: 8
    case .multiply, .divide, .remainder: 9
    case .power: Functor.prefixPrecedence + 1
    default: nil
    }
  }

  /// Prefix operators bind tighter than everything but `^`.
  static let prefixPrecedence = 10

  var signature: Signature {
    switch self {
    // Of symbols it is what `cat` gives.
    case .add: return Signature(arguments: 2...2, slots: [.same], result: .same)
    case .subtract, .multiply, .divide, .power:
      return Signature(arguments: 2...2, slots: [.same], result: .same, kinds: .numeric)
    case .negate: return Signature(arguments: 1...1, slots: [.same], result: .same, kinds: [.number, .float])
    case .remainder, .bitAnd, .bitOr, .bitXor, .shiftLeft, .shiftRight, .shiftRightUnsigned, .logicalAnd, .logicalOr,
      .logicalXor:
      return Signature(arguments: 2...2, slots: [.same], result: .same, kinds: .integral)
    case .bitNot, .logicalNot: return Signature(arguments: 1...1, slots: [.same], result: .same, kinds: .integral)
    case .concatenate: return Signature(arguments: 1...Int.max, slots: [.exactly(.symbol)], result: .exactly(.symbol))
    case .length: return Signature(arguments: 1...1, slots: [.exactly(.symbol)], result: .exactly(.number))
    case .substring:
      return Signature(
        arguments: 3...3, slots: [.exactly(.symbol), .exactly(.number)], result: .exactly(.symbol))
    case .ordinal: return Signature(arguments: 1...1, slots: [.any], result: .exactly(.number))
    case .toString: return Signature(arguments: 1...1, slots: [.any], result: .exactly(.symbol))
    case .toNumber: return Signature(arguments: 1...1, slots: [.any], result: .exactly(.number))
    case .toUnsigned: return Signature(arguments: 1...1, slots: [.any], result: .exactly(.unsigned))
    case .toFloat: return Signature(arguments: 1...1, slots: [.any], result: .exactly(.float))
    case .minimum, .maximum: return Signature(arguments: 2...Int.max, slots: [.same], result: .same)
    }
  }

  /// Whether it may have no result for some arguments, which is an error of the evaluation.
  var mayFail: Bool {
    switch self {
    case .add, .subtract, .multiply, .divide, .remainder, .power, .negate, .toNumber, .toUnsigned, .toFloat: true
    default: false
    }
  }
}
