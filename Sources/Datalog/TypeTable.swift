// The types of a program and which of them include which.

import SourceDiagnostics

/// The named types of a program; types are known by number.
///
/// `.type A <: B` makes every A a B. A union includes its members. `.type A = B` gives B another name. Every type is,
/// in the end, a subset of one of the four kinds of values.
struct TypeTable: Sendable {
  private(set) var names: [String] = []
  /// The members of a union, none of them a union.
  private var members: [Int: [Int]] = [:]
  private var kinds: [ValueKind] = []
  private var numbers: [String: Int] = [:]
  /// Beyond each type itself, those that directly include it.
  private var parents: [[Int]] = []

  /// The four kinds alone.
  init() {
    for kind in ValueKind.allCases { _ = add(kind.rawValue, kind: kind) }
  }

  /// The type of a name.
  subscript(name: String) -> Int? { numbers[name] }

  /// All names, in the order in which they were declared; the kinds come first.
  var allNames: [String] { Array(numbers.keys) }

  func kind(of type: Int) -> ValueKind { kinds[type] }

  func name(of type: Int) -> String { names[type] }

  func number(of kind: ValueKind) -> Int { ValueKind.allCases.firstIndex(of: kind) ?? 0 }

  /// Whether every value of the one is a value of the other.
  ///
  /// - Complexity: O(types that include `type`), for a union that for each member.
  func includes(_ larger: Int, _ type: Int) -> Bool {
    if reaches(larger, from: type) { return true }
    guard let members = members[type] else { return false }
    return members.allSatisfy { reaches(larger, from: $0) }
  }

  private func reaches(_ larger: Int, from type: Int) -> Bool {
    // Nearly every question is about a type itself, the kind that it is of, or what directly includes it.
    if larger == type || parents[type].contains(larger) { return true }
    if larger < ValueKind.allCases.count { return number(of: kinds[type]) == larger }
    var seen: Set<Int> = [type]
    var open = [type]
    while let next = open.popLast() {
      if next == larger { return true }
      open += parents[next].filter { seen.insert($0).inserted }
    }
    return false
  }

  /// The largest types that both include.
  ///
  /// - Source: Soufflé, `getGreatestCommonSubtypes`: only two unions have common parts that neither includes whole.
  func common(_ left: Int, _ right: Int) -> [Int] {
    if includes(right, left) { return [left] }
    if includes(left, right) { return [right] }
    guard let members = members[left], self.members[right] != nil else { return [] }
    return members.filter { includes(right, $0) }
  }

  /// The nearest named type that includes both, for a hint: the first that somebody declared, else the kind.
  func nearestIncluding(_ left: Int, _ right: Int) -> Int? {
    guard kinds[left] == kinds[right] else { return nil }
    let shared = names.indices.filter { $0 >= ValueKind.allCases.count && includes($0, left) && includes($0, right) }
    return shared.first { candidate in shared.allSatisfy { includes($0, candidate) } }
      ?? shared.first ?? number(of: kinds[left])
  }

  // MARK: Building

  /// Adds the declared types, whatever their order; what is wrong with them is in the diagnostics.
  ///
  /// - Parameter unreadable: names that are not unknown: their declaration has a fault of its own.
  static func declared(
    by declarations: [TypeSyntax], unreadable: Set<String> = []
  ) -> (types: TypeTable, diagnostics: [Diagnostic]) {
    var table = TypeTable()
    var diagnostics: [Diagnostic] = []
    var pending: [String: TypeSyntax] = [:]
    for declaration in declarations {
      let name = declaration.name
      if table.numbers[name.text] != nil {
        diagnostics.append(Messages.duplicate(name.text, at: name.place, first: nil))
      } else if let first = pending[name.text] {
        diagnostics.append(Messages.duplicate(name.text, at: name.place, first: first.name.place))
      } else {
        pending[name.text] = declaration
      }
    }
    // Each round adds what needs nothing that is still missing. A worklist keeps a long chain linear.
    var waiting: [String: [TypeSyntax]] = [:]
    var ready = declarations.filter { declaration in
      guard let own = pending[declaration.name.text], own.name.place == declaration.name.place else { return false }
      guard let missing = declaration.needs.first(where: { table.numbers[$0.text] == nil }) else { return true }
      waiting[missing.text, default: []].append(declaration)
      return false
    }
    while let declaration = ready.popLast() {
      let name = declaration.name.text
      if let missing = declaration.needs.first(where: { table.numbers[$0.text] == nil }) {
        waiting[missing.text, default: []].append(declaration)
        continue
      }
      if let fault = table.define(declaration) { diagnostics.append(fault) }
      pending[name] = nil
      ready += waiting.removeValue(forKey: name) ?? []
    }
    for declaration in declarations where pending[declaration.name.text]?.name.place == declaration.name.place {
      for need in declaration.needs where table.numbers[need.text] == nil {
        if unreadable.contains(need.text) { continue }
        if pending[need.text] == nil {
          let known = table.allNames + pending.keys
          let hint = suggestion(for: need.text, among: known)
          diagnostics.append(Messages.unknownType(need.text, at: need.place, hint: hint))
        } else if reaches(declaration.name.text, from: need.text, pending) {
          diagnostics.append(Messages.typeCycle(declaration.name.text, at: declaration.name.place))
        }
      }
    }
    return (table, diagnostics)
  }

  private static func reaches(_ name: String, from start: String, _ pending: [String: TypeSyntax]) -> Bool {
    var seen: Set<String> = []
    var open = [start]
    while let next = open.popLast() {
      if next == name { return true }
      guard seen.insert(next).inserted, let declaration = pending[next] else { continue }
      open += declaration.needs.map(\.text)
    }
    return false
  }

  private mutating func define(_ declaration: TypeSyntax) -> Diagnostic? {
    let name = declaration.name.text
    let needs = declaration.needs.compactMap { need in numbers[need.text].map { (need, $0) } }
    guard let (_, first) = needs.first else { return nil }
    switch declaration.definition {
    case .subset:
      let number = add(name, kind: kinds[first])
      parents[number].append(first)
    case .union where needs.count == 1: numbers[name] = first
    case .union:
      let number = add(name, kind: kinds[first])
      for (_, member) in needs { parents[member].append(number) }
      var seen: Set<Int> = []
      members[number] = needs.flatMap { members[$0.1] ?? [$0.1] }.filter { seen.insert($0).inserted }
      if let odd = needs.first(where: { kinds[$0.1] != kinds[first] }) {
        return Messages.mixedUnion(
          odd.0.text, kinds[odd.1], with: needs[0].0.text, kinds[first], at: odd.0.place)
      }
    }
    return nil
  }

  private mutating func add(_ name: String, kind: ValueKind) -> Int {
    let number = names.count
    names.append(name)
    kinds.append(kind)
    numbers[name] = number
    parents.append([])
    return number
  }
}

extension TypeSyntax {
  /// The types that its definition names.
  var needs: [Name] {
    switch definition {
    case .subset(let base): [base]
    case .union(let members): members
    }
  }
}
