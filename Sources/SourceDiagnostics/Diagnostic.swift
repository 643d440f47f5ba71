// What is wrong with a text: a value that is collected, sorted and shown, never thrown.

/// A language that Gremium speaks.
public enum Language: String, Sendable, CaseIterable {
  case nl, en
}

/// One sentence in both languages.
public struct Wording: Sendable, Hashable {
  /// The sentence in Dutch.
  public private(set) var nl: String
  /// The sentence in English.
  public private(set) var en: String

  /// A sentence in both languages.
  public init(nl: String, en: String) {
    self.nl = nl
    self.en = en
  }

  /// What is said in each language by the same means.
  package init(_ words: (Language) -> String) { self.init(nl: words(.nl), en: words(.en)) }

  /// What is the same in every language, such as a key.
  package init(_ word: String) { self.init(nl: word, en: word) }

  /// The sentence in one language.
  public package(set) subscript(language: Language) -> String {
    get {
      switch language {
      case .nl: nl
      case .en: en
      }
    }
    set {
      switch language {
      case .nl: nl = newValue
      case .en: en = newValue
      }
    }
  }
}

/// A fault in what somebody wrote.
///
/// Not a finding: a finding is what a rule says of a governance that was read without fault.
public struct Diagnostic: Sendable, Hashable {
  /// How grave a fault is, the least first: only an error keeps what was read from being used.
  public enum Severity: Int, Sendable, Comparable, CaseIterable {
    case note, warning, error

    /// The less grave first.
    public static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }
  }

  /// Another place that explains the fault, such as where a name was first used.
  public struct Related: Sendable, Hashable {
    /// Where it is.
    public let place: SourcePlace
    /// What is there, in the form of a diagnostic's message.
    public let message: Wording

    /// A place with what is to be seen there.
    public init(place: SourcePlace, message: Wording) {
      self.place = place
      self.message = message
    }
  }

  /// Stable and machine-readable: `module/what-is-wrong`.
  public let code: String
  /// How grave it is.
  public let severity: Severity
  /// Where the fault is; nil only where it has no place in any text.
  public let place: SourcePlace?
  /// One line, in lower case, without a final period, user text in backticks.
  public let message: Wording
  /// What to do next.
  public let hint: Wording?
  /// Other places that explain the fault, in the order in which they are shown.
  public let related: [Related]

  /// A fault with its place and what to do about it.
  public init(
    code: String, severity: Severity = .error, place: SourcePlace?, message: Wording, hint: Wording? = nil,
    related: [Related] = []
  ) {
    self.code = code
    self.severity = severity
    self.place = place
    self.message = message
    self.hint = hint
    self.related = related
  }
}

extension Sequence where Element == Diagnostic {
  /// In reading order: by place (those without one first), then by code and message, without repetitions.
  ///
  /// - Complexity: O(n log n) in the number of diagnostics.
  public var inReadingOrder: [Diagnostic] {
    let sorted = self.sorted { left, right in
      switch (left.place, right.place) {
      case (nil, nil): break
      case (nil, _): return true
      case (_, nil): return false
      case (let first?, let second?): if first != second { return first < second }
      }
      return (left.code, left.message.en) < (right.code, right.message.en)
    }
    return sorted.enumerated().filter { $0.offset == 0 || sorted[$0.offset - 1] != $0.element }.map(\.element)
  }

  /// At most so many of them, in the order given: errors before warnings before notes, and of these the first.
  ///
  /// - Complexity: O(n)
  public func gravest(_ most: Int) -> [Diagnostic] {
    let all = Array(self)
    guard all.count > most else { return all }
    var left = most
    var room: [Diagnostic.Severity: Int] = [:]
    for severity in Diagnostic.Severity.allCases.reversed() {
      let count = all.count { $0.severity == severity }
      room[severity] = Swift.min(left, count)
      left -= Swift.min(left, count)
    }
    return all.filter { diagnostic in
      guard let places = room[diagnostic.severity], places > 0 else { return false }
      room[diagnostic.severity] = places - 1
      return true
    }
  }

  /// Whether any of them is an error, so that what was read must not be used.
  public var containErrors: Bool { contains { $0.severity == .error } }
}
