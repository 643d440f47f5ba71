// JSON, as every report for programs has it: members sorted by name, two spaces deeper each level.
//
// Reports of a hundred thousand findings are written in one pass over bytes; `JSONEncoder` took a quarter of a check's time.

/// A JSON value.
///
/// - Source: RFC 8259, The JavaScript Object Notation (JSON) Data Interchange Format.
enum JSON: Sendable {
  case text(String)
  case number(Int)
  case flag(Bool)
  case list([JSON])
  /// Members in any order, with names that differ.
  case object([(name: String, value: JSON)])
  /// A member with this value is left out of its object.
  case absent

  init(_ text: String?) { self = text.map(JSON.text) ?? .absent }
  init(_ number: Int?) { self = number.map(JSON.number) ?? .absent }

  static func texts(_ texts: some Sequence<String>) -> JSON { .list(texts.map(JSON.text)) }

  /// The value as a text that ends in a line break.
  ///
  /// - Complexity: O(size); O(n log n) for an object of n members that are not sorted.
  var document: String {
    var writer = JSONWriter()
    writer.write(self)
    writer.bytes.append(UInt8(ascii: "\n"))
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByDictionaryLiteral {
  init(stringLiteral value: String) { self = .text(value) }
  init(dictionaryLiteral elements: (String, JSON)...) { self = .object(elements.map { ($0.0, $0.1) }) }
}

private struct JSONWriter {
  var bytes: [UInt8] = []
  private var depth = 0

  mutating func write(_ value: JSON) {
    switch value {
    case .text(let text): write(text)
    case .number(let number): bytes.append(contentsOf: String(number).utf8)
    case .flag(let flag): bytes.append(contentsOf: (flag ? "true" : "false").utf8)
    case .list(let items):
      write(items.filter { !$0.isAbsent }, between: "[", and: "]") { $0.write($1) }
    case .object(let members):
      write(sorted(members.filter { !$0.value.isAbsent }), between: "{", and: "}") { writer, member in
        writer.write(member.name)
        writer.bytes.append(contentsOf: " : ".utf8)
        writer.write(member.value)
      }
    case .absent: break
    }
  }

  private func sorted(_ members: [(name: String, value: JSON)]) -> [(name: String, value: JSON)] {
    let isSorted = zip(members, members.dropFirst()).allSatisfy { $0.name < $1.name }
    return isSorted ? members : members.sorted { $0.name < $1.name }
  }

  private mutating func write<Item>(
    _ items: [Item], between open: Unicode.Scalar, and close: Unicode.Scalar,
    _ writeItem: (inout JSONWriter, Item) -> Void
  ) {
    bytes.append(UInt8(ascii: open))
    bytes.append(UInt8(ascii: "\n"))
    depth += 1
    for (index, item) in items.enumerated() {
      if index > 0 {
        bytes.append(UInt8(ascii: ","))
        bytes.append(UInt8(ascii: "\n"))
      }
      indent()
      writeItem(&self, item)
    }
    depth -= 1
    bytes.append(UInt8(ascii: "\n"))
    indent()
    bytes.append(UInt8(ascii: close))
  }

  private mutating func indent() { bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth)) }

  /// Quotation marks, backslashes and control characters are escaped; all else stays as it is.
  private mutating func write(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0x20...: bytes.append(byte)
      case 0x08: bytes.append(contentsOf: #"\b"#.utf8)
      case 0x09: bytes.append(contentsOf: #"\t"#.utf8)
      case 0x0A: bytes.append(contentsOf: #"\n"#.utf8)
      case 0x0C: bytes.append(contentsOf: #"\f"#.utf8)
      case 0x0D: bytes.append(contentsOf: #"\r"#.utf8)
      default:
        bytes.append(contentsOf: (byte < 0x10 ? #"\u000"# : #"\u00"#).utf8)
        bytes.append(contentsOf: String(byte, radix: 16).utf8)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}

extension JSON {
  fileprivate var isAbsent: Bool { if case .absent = self { true } else { false } }
}
