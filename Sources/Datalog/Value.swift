// What a cell of a relation holds.

/// The four kinds of values; every type of a program is a subset of one of them.
public enum ValueKind: String, Sendable, CaseIterable {
  case symbol, number, unsigned, float
}

/// A value of a tuple.
///
/// Symbols are equal if their UTF-8 bytes are: `é` as one scalar and `é` as two are two symbols. Floats are finite, and
/// there is one zero.
public enum Value: Sendable {
  case symbol(String)
  case number(Int64)
  case unsigned(UInt64)
  case float(Double)

  /// The kind of the value.
  public var kind: ValueKind {
    switch self {
    case .symbol: .symbol
    case .number: .number
    case .unsigned: .unsigned
    case .float: .float
    }
  }

  /// The value whose 64 bits are the same, as a number or an unsigned number; any other value as it is.
  func reinterpreted(as kind: ValueKind) -> Value {
    switch (self, kind) {
    case (.number(let number), .unsigned): .unsigned(UInt64(bitPattern: number))
    case (.unsigned(let number), .number): .number(Int64(bitPattern: number))
    default: self
    }
  }
}

extension Value: Hashable {
  /// Equality within a kind; values of two kinds are never equal.
  public static func == (left: Value, right: Value) -> Bool {
    switch (left, right) {
    case (.symbol(let left), .symbol(let right)):
      left.utf8.count == right.utf8.count && left.utf8.elementsEqual(right.utf8)
    case (.number(let left), .number(let right)): left == right
    case (.unsigned(let left), .unsigned(let right)): left == right
    case (.float(let left), .float(let right)): left == right
    default: false
    }
  }

  /// Hashes the value so that equal values have equal hashes.
  public func hash(into hasher: inout Hasher) {
    switch self {
    case .symbol(var text):
      // SAFETY: the bytes are read within the call that lends them.
      text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
      // No text is the beginning of another then: ("ab", "c") and ("a", "bc") differ.
      hasher.combine(UInt8.max)
    case .number(let number): hasher.combine(number)
    case .unsigned(let number): hasher.combine(number)
    case .float(let number): hasher.combine(number)
    }
  }
}

extension Value: Comparable {
  /// Symbols by their bytes (which is the order of their scalars), numbers by size; symbols before numbers, then
  /// unsigned numbers, then floats.
  public static func < (left: Value, right: Value) -> Bool {
    switch (left, right) {
    case (.symbol(let left), .symbol(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
    case (.number(let left), .number(let right)): left < right
    case (.unsigned(let left), .unsigned(let right)): left < right
    case (.float(let left), .float(let right)): left < right
    default: left.rank < right.rank
    }
  }

  private var rank: Int {
    switch self {
    case .symbol: 0
    case .number: 1
    case .unsigned: 2
    case .float: 3
    }
  }
}

extension Value: CustomStringConvertible {
  /// The value as program text writes it; a float is as short as it can be and still be the same.
  public var description: String {
    switch self {
    case .symbol(let text): quoted(text)
    case .number(let number): String(number)
    case .unsigned(let number): "\(number)u"
    case .float(let number): floatText(number)
    }
  }

  /// The value as `to_string` gives it: without quotes or a suffix.
  var text: String {
    switch self {
    case .symbol(let text): text
    case .unsigned(let number): String(number)
    default: description
    }
  }
}

/// A symbol between quotes, with the escapes that the lexer reads.
func quoted(_ text: String) -> String {
  var output = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": output += "\\\""
    case "\\": output += "\\\\"
    case "\n": output += "\\n"
    case "\r": output += "\\r"
    case "\t": output += "\\t"
    default: output.unicodeScalars.append(scalar)
    }
  }
  return output + "\""
}

/// The shortest decimal text, without an exponent, that reads back as the same number.
func floatText(_ number: Double) -> String {
  let shortest = number.description
  guard let mark = shortest.firstIndex(of: "e"), let exponent = Int(shortest[shortest.index(after: mark)...]) else {
    return shortest
  }
  let isNegative = shortest.hasPrefix("-")
  let mantissa = shortest[..<mark].drop { $0 == "-" }
  let parts = mantissa.split(separator: ".", omittingEmptySubsequences: false)
  let whole = String(parts[0])
  var fraction = parts.count > 1 ? String(parts[1]) : ""
  if fraction == "0" { fraction = "" }
  let digits = whole + fraction
  let point = whole.count + exponent
  let body: String
  if point <= 0 {
    body = "0." + String(repeating: "0", count: -point) + digits
  } else if point >= digits.count {
    body = digits + String(repeating: "0", count: point - digits.count) + ".0"
  } else {
    body = digits.prefix(point) + "." + digits.dropFirst(point)
  }
  return (isNegative ? "-" : "") + body
}
