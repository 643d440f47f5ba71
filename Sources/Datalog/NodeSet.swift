// Sets that are made by the thousand while rules are checked and planned, and that nearly always fit one word.

/// A set of a rule's nodes, by number.
struct NodeSet: Sendable, Equatable {
  /// The nodes up to 63, a bit each.
  private var word: UInt64 = 0
  private var others: Set<Int> = []

  init() {}

  init(_ nodes: some Sequence<Int>) { formUnion(nodes) }

  func contains(_ node: Int) -> Bool {
    node < UInt64.bitWidth ? word & (1 << UInt64(node)) != 0 : others.contains(node)
  }

  /// - Returns: whether it was not yet in the set.
  @discardableResult
  mutating func insert(_ node: Int) -> Bool {
    guard node < UInt64.bitWidth else { return others.insert(node).inserted }
    let bit: UInt64 = 1 << UInt64(node)
    defer { word |= bit }
    return word & bit == 0
  }

  mutating func formUnion(_ nodes: some Sequence<Int>) { for node in nodes { insert(node) } }

  func subtracting(_ nodes: Set<Int>) -> NodeSet {
    var rest = self
    for node in nodes {
      if node < UInt64.bitWidth { rest.word &= ~(1 << UInt64(node)) } else { rest.others.remove(node) }
    }
    return rest
  }

  func isDisjoint(with other: NodeSet) -> Bool { word & other.word == 0 && others.isDisjoint(with: other.others) }
}

/// A set of kinds of values.
struct KindSet: OptionSet, Sendable {
  let rawValue: UInt8

  static let symbol = KindSet(.symbol)
  static let number = KindSet(.number)
  static let unsigned = KindSet(.unsigned)
  static let float = KindSet(.float)
  static let numeric: KindSet = [.number, .unsigned, .float]
  static let integral: KindSet = [.number, .unsigned]
  static let all: KindSet = [.symbol, .number, .unsigned, .float]

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init(_ kind: ValueKind) {
    rawValue =
      switch kind {
      case .symbol: 1
      case .number: 2
      case .unsigned: 4
      case .float: 8
      }
  }

  func contains(_ kind: ValueKind) -> Bool { isSuperset(of: KindSet(kind)) }

  /// The kinds in it that something holds of.
  func filter(_ holds: (ValueKind) -> Bool) -> KindSet {
    ValueKind.allCases.reduce(into: []) { if contains($1), holds($1) { $0.insert(KindSet($1)) } }
  }
}
