// Reads a pattern.

struct PatternParser {
  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var depth = 0

  private static let deepest = 100

  static func expression(of text: String) throws(PatternFault) -> PatternExpression {
    var parser = PatternParser(scalars: Array(text.unicodeScalars))
    let expression = try parser.readChoice()
    // Only a closing parenthesis stops the reading early.
    guard parser.next == nil else { throw .syntax }
    return expression
  }

  private init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

  private var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  private mutating func accept(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    position += 1
    return true
  }

  private mutating func take() throws(PatternFault) -> Unicode.Scalar {
    guard let scalar = next else { throw .syntax }
    position += 1
    return scalar
  }

  // MARK: Expressions

  private mutating func readChoice() throws(PatternFault) -> PatternExpression {
    var branches = [try readSequence()]
    while accept("|") { branches.append(try readSequence()) }
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func readSequence() throws(PatternFault) -> PatternExpression {
    var parts: [PatternExpression] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      position += 1
      if let assertion = try assertion(scalar) {
        parts.append(.assertion(assertion))
      } else {
        parts.append(try readQuantifiers(of: try readAtom(scalar)))
      }
    }
    return parts.count == 1 ? parts[0] : parts.isEmpty ? .empty : .sequence(parts)
  }

  private mutating func assertion(_ scalar: Unicode.Scalar) throws(PatternFault) -> PatternAssertion? {
    switch scalar {
    case "^": return .start
    case "$": return .end
    case "\\" where next == "b" || next == "B": return try take() == "b" ? .wordBoundary : .noWordBoundary
    default: return nil
    }
  }

  private mutating func readAtom(_ scalar: Unicode.Scalar) throws(PatternFault) -> PatternExpression {
    switch scalar {
    case ".": return .character(.anyButLineEnd)
    case "[": return .character(try readClass())
    case "\\": return .character(try readEscape())
    case "(":
      if accept("?") {
        switch try take() {
        case ":": break
        case "=", "!": throw .lookAhead
        default: throw .syntax
        }
      }
      depth += 1
      guard depth <= PatternParser.deepest else { throw .tooLarge }
      let inner = try readChoice()
      depth -= 1
      guard accept(")") else { throw .syntax }
      return inner
    case "*", "+", "?", "{": throw .syntax
    default: return .character(ScalarSet(scalar...scalar))
    }
  }

  /// `*`, `+`, `?`, `{n}`, `{n,}`, `{n,m}`, each perhaps with a `?` that makes it lazy, which changes no whole match.
  private mutating func readQuantifiers(of atom: PatternExpression) throws(PatternFault) -> PatternExpression {
    var result = atom
    var count = 0
    while let scalar = next, ["*", "+", "?", "{"].contains(scalar) {
      count += 1
      guard count <= PatternParser.deepest else { throw .tooLarge }
      position += 1
      switch scalar {
      case "*": result = .repetition(result, from: 0, to: nil)
      case "+": result = .repetition(result, from: 1, to: nil)
      case "?": result = .repetition(result, from: 0, to: 1)
      default:
        let least = try readCount()
        let most = accept(",") ? next == "}" ? nil : try readCount() : least
        guard accept("}") else { throw .syntax }
        if let most, most < least { throw .syntax }
        result = .repetition(result, from: least, to: most)
      }
      _ = accept("?")
    }
    return result
  }

  private mutating func readCount() throws(PatternFault) -> Int {
    var count: Int?
    while let scalar = next, ScalarSet.digit.contains(scalar) {
      position += 1
      count = (count ?? 0) * 10 + Int(scalar.value - 48)
      if count ?? 0 > 1_000_000 { throw .tooLarge }
    }
    guard let count else { throw .syntax }
    return count
  }

  // MARK: Characters

  /// An escape: what follows a backslash, outside or inside a class.
  private mutating func readEscape() throws(PatternFault) -> ScalarSet {
    let scalar = try take()
    switch scalar {
    case "d": return .digit
    case "D": return ScalarSet.digit.inverted
    case "w": return .word
    case "W": return ScalarSet.word.inverted
    case "s": return .space
    case "S": return ScalarSet.space.inverted
    case "0": return single(0)
    case "1"..."9": throw .backReference
    case "f": return single(0x0C)
    case "n": return single(0x0A)
    case "r": return single(0x0D)
    case "t": return single(0x09)
    case "v": return single(0x0B)
    case "c": return single(try take().value & 0x1F)
    case "x": return single(try readHexadecimal(digits: 2))
    case "u": return single(try readHexadecimal(digits: 4))
    default: return single(scalar.value)
    }
  }

  private func single(_ value: UInt32) -> ScalarSet { ScalarSet(ranges: [value...value]) }

  private mutating func readHexadecimal(digits: Int) throws(PatternFault) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<digits {
      guard let digit = Character(try take()).hexDigitValue else { throw .syntax }
      value = value * 16 + UInt32(digit)
    }
    return value
  }

  /// A class: the rest between brackets, up to and including the closing one.
  private mutating func readClass() throws(PatternFault) -> ScalarSet {
    let isInverted = accept("^")
    var set = ScalarSet(ranges: [])
    while !accept("]") {
      let start = try readMember()
      guard next == "-", position + 1 < scalars.count, scalars[position + 1] != "]" else {
        add(start, to: &set)
        continue
      }
      position += 1
      // Only single characters have something between them.
      guard let low = start.only, let high = try readMember().only, low <= high else { throw .syntax }
      set.ranges.append(low...high)
    }
    return isInverted ? set.inverted : set
  }

  private mutating func readMember() throws(PatternFault) -> ScalarSet {
    let scalar = try take()
    if scalar == "\\" {
      if accept("b") { return single(0x08) }
      return try readEscape()
    }
    guard scalar == "[", let mark = next, [":", ".", "="].contains(mark) else { return single(scalar.value) }
    position += 1
    var name = ""
    while !(next == mark && position + 1 < scalars.count && scalars[position + 1] == "]") {
      name.unicodeScalars.append(try take())
    }
    position += 2
    if mark == ":" {
      guard let set = ScalarSet.named(name) else { throw .syntax }
      return set
    }
    guard let only = name.unicodeScalars.first, name.unicodeScalars.count == 1 else { throw .syntax }
    return single(only.value)
  }

  /// A class inside a class; all but some characters become ranges.
  private func add(_ member: ScalarSet, to set: inout ScalarSet) {
    guard member.isInverted else {
      set.ranges += member.ranges
      return
    }
    var start: UInt32 = 0
    for range in member.ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if range.lowerBound > start { set.ranges.append(start...(range.lowerBound - 1)) }
      start = range.upperBound + 1
    }
    set.ranges.append(start...0x10FFFF)
  }
}

extension ScalarSet {
  /// The scalar, if it has just one.
  fileprivate var only: UInt32? {
    guard !isInverted, ranges.count == 1, ranges[0].count == 1 else { return nil }
    return ranges[0].lowerBound
  }
}
