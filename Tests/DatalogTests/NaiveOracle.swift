// An evaluator that is obviously right, to compare the engine with: it tries every tuple for every atom, over and over,
// until nothing is new. It shares nothing with the engine but `Value`; its programs are the trees below, and the engine
// gets them as text.

import Datalog

indirect enum TestTerm {
  case variable(String)
  case wildcard
  case constant(Value)
  case apply(String, [TestTerm])
  case aggregate(String, TestTerm?, [TestLiteral])
}

indirect enum TestLiteral {
  case atom(String, [TestTerm])
  case not(String, [TestTerm])
  case compare(String, TestTerm, TestTerm)
  case either([TestLiteral], [TestLiteral])
}

struct TestRule {
  var head: String
  var arguments: [TestTerm]
  var body: [TestLiteral]
}

struct TestRelation {
  var name: String
  var kinds: [ValueKind]
  /// The types of its columns, as they are declared.
  var types: [String]
  var isEquivalence: Bool

  init(name: String, kinds: [ValueKind], types: [String]? = nil, isEquivalence: Bool = false) {
    self.name = name
    self.kinds = kinds
    self.types = types ?? kinds.map(\.rawValue)
    self.isEquivalence = isEquivalence
  }

  /// The name of a type that only has values of the kind, though not all.
  static func subtype(of kind: ValueKind) -> String { "some_\(kind.rawValue)" }
}

struct TestProgram {
  var relations: [TestRelation]
  var rules: [TestRule]
  var facts: [(relation: String, values: [Value])]
}

struct NaiveOracle {
  typealias Binding = [String: Value]
  private(set) var tuples: [String: Set<[Value]>] = [:]
  /// How many tuples may still be tried; below zero the answer is of no use.
  private(set) var budget: Int
  private var fresh = 0

  init(_ program: TestProgram, budget: Int) {
    self.budget = budget
    for fact in program.facts { tuples[fact.relation, default: []].insert(fact.values) }
    let level = NaiveOracle.levels(of: program)
    for relation in program.relations where relation.isEquivalence { close(relation.name) }
    for current in 0...(level.values.max() ?? 0) {
      var count = -1
      while count != total, self.budget >= 0 {
        count = total
        for rule in program.rules where level[rule.head] == current {
          let outer = Set(rule.body.flatMap(\.variables) + rule.arguments.flatMap(\.variables))
          for binding in solve(rule.body, [:], outer) {
            let row = rule.arguments.compactMap { value($0, binding, outer) }
            if row.count == rule.arguments.count { tuples[rule.head, default: []].insert(row) }
          }
        }
        for relation in program.relations where relation.isEquivalence { close(relation.name) }
      }
    }
  }

  /// Adds what makes the relation reflexive, symmetric and transitive.
  private mutating func close(_ relation: String) {
    var pairs = tuples[relation] ?? []
    var count = -1
    while count != pairs.count {
      count = pairs.count
      for pair in pairs {
        pairs.formUnion([[pair[0], pair[0]], [pair[1], pair[1]], [pair[1], pair[0]]])
        for other in pairs where other[0] == pair[1] { pairs.insert([pair[0], other[1]]) }
      }
    }
    tuples[relation] = pairs
  }

  /// Every way in which the rule gives a tuple from what there is: the tuple, and for each atom of a body without
  /// disjunction the tuples that it may stand for.
  mutating func instances(
    of rule: TestRule
  ) -> [(row: [Value], choices: [(relation: String, rows: [[Value]])])] {
    let outer = Set(rule.body.flatMap(\.variables) + rule.arguments.flatMap(\.variables))
    budget = Int.max
    var instances: [(row: [Value], choices: [(relation: String, rows: [[Value]])])] = []
    for body in NaiveOracle.branches(of: rule.body) {
      for binding in solve(body, [:], outer) {
        let row = rule.arguments.compactMap { value($0, binding, outer) }
        guard row.count == rule.arguments.count else { continue }
        var choices: [(relation: String, rows: [[Value]])] = []
        for case .atom(let relation, let terms) in body {
          let known = terms.map { computed($0, binding, outer) ?? $0 }
          choices.append((relation, (tuples[relation] ?? []).filter { match(known, $0, binding) != nil }))
        }
        instances.append((row, choices))
      }
    }
    return instances
  }

  private static func branches(of body: [TestLiteral]) -> [[TestLiteral]] {
    body.reduce([[]]) { branches, literal in
      guard case .either(let one, let other) = literal else { return branches.map { $0 + [literal] } }
      return branches.flatMap { branch in
        (NaiveOracle.branches(of: one) + NaiveOracle.branches(of: other)).map { branch + $0 }
      }
    }
  }

  private var total: Int { tuples.values.reduce(0) { $0 + $1.count } }

  /// A relation is above what it negates or aggregates, and not below what it uses.
  private static func levels(of program: TestProgram) -> [String: Int] {
    var level = Dictionary(uniqueKeysWithValues: program.relations.map { ($0.name, 0) })
    for _ in program.relations {
      for rule in program.rules {
        for (relation, isComplete) in rule.body.flatMap(\.uses) + rule.arguments.flatMap(\.uses) {
          level[rule.head] = max(level[rule.head] ?? 0, (level[relation] ?? 0) + (isComplete ? 1 : 0))
        }
      }
    }
    return level
  }

  /// All bindings that satisfy the literals: the first literal that can be decided goes first, else the first atom.
  private mutating func solve(_ literals: [TestLiteral], _ binding: Binding, _ outer: Set<String>) -> [Binding] {
    guard budget >= 0, !literals.isEmpty else { return budget >= 0 ? [binding] : [] }
    func isReady(_ literal: TestLiteral) -> Bool {
      switch literal {
      case .atom: return false
      case .either: return true
      case .not(_, let terms): return terms.allSatisfy { isBound($0, binding, outer) }
      case .compare("=", .variable(let name), let term) where binding[name] == nil: return isBound(term, binding, outer)
      case .compare(_, let left, let right): return isBound(left, binding, outer) && isBound(right, binding, outer)
      }
    }
    let position =
      literals.firstIndex(where: isReady) ?? literals.firstIndex { if case .atom = $0 { true } else { false } }
    guard let position else { return [] }
    var rest = literals
    switch rest.remove(at: position) {
    case .either(let one, let other):
      return solve(one + rest, binding, outer) + solve(other + rest, binding, outer)
    case .atom(let relation, var terms):
      // What is computed is compared with the column as soon as all that it needs has a value.
      for (column, term) in terms.enumerated() where term.isComputed {
        fresh += 1
        terms[column] = .variable("column \(fresh)")
        rest.append(.compare("=", terms[column], term))
      }
      var found: [Binding] = []
      for tuple in tuples[relation] ?? [] {
        budget -= 1
        if let extended = match(terms, tuple, binding) { found += solve(rest, extended, outer) }
      }
      return found
    case .not(let relation, var terms):
      for (column, term) in terms.enumerated() where term.isComputed {
        guard let constant = computed(term, binding, outer) else { return [] }
        terms[column] = constant
      }
      let isThere = (tuples[relation] ?? []).contains { match(terms, $0, binding) != nil }
      return isThere ? [] : solve(rest, binding, outer)
    case .compare("=", .variable(let name), let term) where binding[name] == nil:
      guard let value = value(term, binding, outer) else { return [] }
      return solve(rest, binding.merging([name: value]) { $1 }, outer)
    case .compare(let comparison, let left, let right):
      guard let left = value(left, binding, outer), let right = value(right, binding, outer) else { return [] }
      let holds =
        switch comparison {
        case "=": left == right
        case "!=": left != right
        case "<": left < right
        case "<=": left <= right
        case ">": left > right
        default: left >= right
        }
      return holds ? solve(rest, binding, outer) : []
    }
  }

  private func isBound(_ term: TestTerm, _ binding: Binding, _ outer: Set<String>) -> Bool {
    switch term {
    case .variable(let name): binding[name] != nil
    case .wildcard, .constant: true
    case .apply(_, let terms): terms.allSatisfy { isBound($0, binding, outer) }
    case .aggregate(_, let target, let body):
      shared(target, body, outer).allSatisfy { binding[$0] != nil }
    }
  }

  /// The variables of an aggregate that are those outside: not what it is over, which is always its own. What an
  /// aggregate inside it shares with the outside counts too.
  private func shared(_ target: TestTerm?, _ body: [TestLiteral], _ outer: Set<String>) -> Set<String> {
    let own = Set(target?.variables ?? [])
    return Set(body.flatMap(\.allVariables)).intersection(outer).subtracting(own)
  }

  /// The value of what is computed, as a constant; nil if it has none, or is not computed.
  private mutating func computed(_ term: TestTerm, _ binding: Binding, _ outer: Set<String>) -> TestTerm? {
    term.isComputed ? value(term, binding, outer).map(TestTerm.constant) : nil
  }

  private func match(_ terms: [TestTerm], _ tuple: [Value], _ binding: Binding) -> Binding? {
    var binding = binding
    for (term, value) in zip(terms, tuple) {
      switch term {
      case .wildcard: break
      case .constant(let constant): if constant != value { return nil }
      case .variable(let name):
        if let known = binding[name], known != value { return nil }
        binding[name] = value
      case .apply, .aggregate: return nil
      }
    }
    return binding
  }

  private mutating func value(_ term: TestTerm, _ binding: Binding, _ outer: Set<String>) -> Value? {
    switch term {
    case .variable(let name): return binding[name]
    case .wildcard: return nil
    case .constant(let value): return value
    case .apply(let function, let terms):
      let values = terms.compactMap { value($0, binding, outer) }
      return values.count == terms.count ? NaiveOracle.apply(function, values) : nil
    case .aggregate(let operation, let target, let body):
      let scope = outer.union(body.flatMap(\.variables)).union(target?.variables ?? [])
      let outside = shared(target, body, outer)
      let visible = binding.filter { outside.contains($0.key) }
      let bindings = solve(body, visible, scope)
      if operation == "count" { return .number(Int64(bindings.count)) }
      let numbers = bindings.compactMap { binding -> Int64? in
        if let target, case .number(let number) = value(target, binding, scope) { number } else { nil }
      }
      switch operation {
      case "sum": return .number(numbers.reduce(0, +))
      case "min": return numbers.min().map(Value.number)
      default: return numbers.max().map(Value.number)
      }
    }
  }

  private static func number(_ result: (partialValue: Int64, overflow: Bool)) -> Value? {
    result.overflow ? nil : .number(result.partialValue)
  }

  private static func apply(_ function: String, _ values: [Value]) -> Value? {
    switch (function, values.first, values.last) {
    case ("+", .number(let left), .number(let right)): number(left.addingReportingOverflow(right))
    case ("-", .number(let left), .number(let right)): number(left.subtractingReportingOverflow(right))
    case ("*", .number(let left), .number(let right)): number(left.multipliedReportingOverflow(by: right))
    case ("/", .number(let left), .number(let right)): .number(left / right)
    case ("%", .number(let left), .number(let right)): .number(left % right)
    case ("max", .number(let left), .number(let right)): .number(max(left, right))
    case ("cat", .symbol(let left), .symbol(let right)): .symbol(left + right)
    case ("strlen", .symbol(let text), _): .number(Int64(text.unicodeScalars.count))
    case ("to_string", .number(let number), _): .symbol(String(number))
    default: nil
    }
  }
}

extension TestTerm {
  /// Its variables, those of aggregates left out.
  var variables: [String] {
    switch self {
    case .variable(let name): [name]
    case .wildcard, .constant, .aggregate: []
    case .apply(_, let terms): terms.flatMap(\.variables)
    }
  }

  /// Its variables, with those in aggregates.
  var allVariables: [String] {
    switch self {
    case .aggregate(_, let target, let body): (target?.allVariables ?? []) + body.flatMap(\.allVariables)
    case .apply(_, let terms): terms.flatMap(\.allVariables)
    case .variable, .wildcard, .constant: variables
    }
  }

  var isComputed: Bool {
    switch self {
    case .apply, .aggregate: true
    case .variable, .wildcard, .constant: false
    }
  }

  func renaming(_ name: String, to other: String) -> TestTerm {
    switch self {
    case .variable(name): .variable(other)
    case .variable, .wildcard, .constant: self
    case .apply(let function, let terms): .apply(function, terms.map { $0.renaming(name, to: other) })
    case .aggregate(let operation, let target, let body):
      .aggregate(operation, target?.renaming(name, to: other), body.map { $0.renaming(name, to: other) })
    }
  }

  /// The relations it needs, which must all be complete.
  var uses: [(relation: String, isComplete: Bool)] {
    switch self {
    case .variable, .wildcard, .constant: []
    case .apply(_, let terms): terms.flatMap(\.uses)
    case .aggregate(_, _, let body): body.flatMap(\.uses).map { ($0.relation, true) }
    }
  }
}

extension TestLiteral {
  /// Its variables, with those in aggregates.
  var allVariables: [String] {
    switch self {
    case .atom(_, let terms), .not(_, let terms): terms.flatMap(\.allVariables)
    case .compare(_, let left, let right): left.allVariables + right.allVariables
    case .either(let one, let other): (one + other).flatMap(\.allVariables)
    }
  }

  /// The literal with another name for a variable.
  func renaming(_ name: String, to other: String) -> TestLiteral {
    switch self {
    case .atom(let relation, let terms): .atom(relation, terms.map { $0.renaming(name, to: other) })
    case .not(let relation, let terms): .not(relation, terms.map { $0.renaming(name, to: other) })
    case .compare(let sign, let left, let right):
      .compare(sign, left.renaming(name, to: other), right.renaming(name, to: other))
    case .either(let one, let another):
      .either(one.map { $0.renaming(name, to: other) }, another.map { $0.renaming(name, to: other) })
    }
  }

  var variables: [String] {
    switch self {
    case .atom(_, let terms), .not(_, let terms): terms.flatMap(\.variables)
    case .compare(_, let left, let right): left.variables + right.variables
    case .either(let one, let other): (one + other).flatMap(\.variables)
    }
  }

  var uses: [(relation: String, isComplete: Bool)] {
    switch self {
    case .atom(let relation, let terms): [(relation, false)] + terms.flatMap(\.uses)
    case .not(let relation, let terms): [(relation, true)] + terms.flatMap(\.uses)
    case .compare(_, let left, let right): left.uses + right.uses
    case .either(let one, let other): (one + other).flatMap(\.uses)
    }
  }
}
