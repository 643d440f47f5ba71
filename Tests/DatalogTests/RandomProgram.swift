// Random stratified programs, and their text.

import Datalog
import TestSupport

extension SeededGenerator {
  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }

  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: 0..<elements.count, using: &self)]
  }
}

/// Makes a program with given relations below derived ones: a rule uses relations of its own level or lower, and
/// negates and aggregates lower ones.
struct RandomProgram {
  /// What may be in it.
  enum Words {
    case all
    /// Nothing that other engines cannot say: no computed text, no aggregate in an aggregate.
    case common
  }

  private var random: SeededGenerator
  private let words: Words
  private var relations: [(name: String, kinds: [ValueKind], level: Int)] = []
  private var fresh = 0

  /// The same program for the same seed, everywhere. Most are small: a fault shows in few rules, if they are many.
  static func program(seed: UInt64, words: Words = .all) -> TestProgram {
    var maker = RandomProgram(random: SeededGenerator(seed: seed), words: words)
    return maker.make()
  }

  private init(random: SeededGenerator, words: Words) {
    self.random = random
    self.words = words
  }

  private mutating func make() -> TestProgram {
    let isLarge = random.chance(15)
    var facts: [(relation: String, values: [Value])] = []
    var types: [String: [String]] = [:]
    for number in 0..<(isLarge ? 4 : 2) {
      let kinds = self.kinds(1...3)
      relations.append(("e\(number)", kinds, 0))
      types["e\(number)"] = kinds.map { random.chance(25) ? TestRelation.subtype(of: $0) : $0.rawValue }
      let size = random.chance(15) ? 0 : Int.random(in: 1...7, using: &random)
      for _ in 0..<size { facts.append(("e\(number)", kinds.map { value($0) })) }
    }
    var rules: [TestRule] = []
    for number in 0..<Int.random(in: isLarge ? 2...6 : 1...3, using: &random) {
      relations.append(("r\(number)", kinds(0...3), 1 + number / 2))
    }
    var equivalences: Set<String> = []
    for (name, kinds, level) in relations where level > 0 {
      if kinds.count == 2, kinds[0] == kinds[1], random.chance(25) { equivalences.insert(name) }
      for _ in 0..<Int.random(in: 1...(isLarge ? 3 : 2), using: &random) { rules.append(rule(name, kinds, level)) }
      // Facts for what is derived too.
      if random.chance(10) { facts.append((name, kinds.map { value($0) })) }
    }
    let declared = relations.map { relation in
      TestRelation(
        name: relation.name, kinds: relation.kinds, types: types[relation.name],
        isEquivalence: equivalences.contains(relation.name))
    }
    return TestProgram(relations: declared, rules: rules, facts: facts)
  }

  private mutating func kinds(_ count: ClosedRange<Int>) -> [ValueKind] {
    (0..<Int.random(in: count, using: &random)).map { _ in random.chance(65) ? .number : .symbol }
  }

  private mutating func value(_ kind: ValueKind) -> Value {
    kind == .number
      ? .number(Int64.random(in: -2...5, using: &random)) : .symbol(random.pick(["a", "b", "ab", "", "é", "\"\\\n"]))
  }

  private mutating func variable(_ kind: ValueKind) -> String {
    kind == .number ? random.pick(["x", "y", "z", "u"]) : random.pick(["s", "t", "v"])
  }

  // MARK: Rules

  private mutating func rule(_ head: String, _ kinds: [ValueKind], _ level: Int) -> TestRule {
    var bound: [String: ValueKind] = [:]
    var body: [TestLiteral] = []
    for _ in 0..<random.pick([0, 1, 1, 2, 2, 2, 3]) { body.append(atom(upTo: level, &bound)) }
    if random.chance(20) { body.append(disjunction(upTo: level, &bound)) }
    if random.chance(30) { body.append(assignment(&bound)) }
    if random.chance(25) { body.append(aggregate(below: level, &bound)) }
    if random.chance(25) {
      body.insert(computedAtom(upTo: level, &bound), at: Int.random(in: 0...body.count, using: &random))
    }
    if random.chance(35) { body.append(negation(below: level, bound)) }
    if random.chance(35) { body.append(comparison(bound)) }
    if random.chance(15) { body.shuffle(using: &random) }
    let isRecursive = body.flatMap(\.uses).contains { use in
      relations.contains { $0.name == use.relation && $0.level == level }
    }
    var arguments: [TestTerm] = []
    for kind in kinds {
      let candidates = bound.filter { $0.value == kind }.keys.sorted()
      if candidates.isEmpty || random.chance(8) {
        arguments.append(.constant(value(kind)))
      } else if kind == .number, random.chance(8) {
        arguments.append(aggregate(below: level, from: bound))
      } else if kind == .number, !isRecursive, random.chance(15) {
        arguments.append(expression(bound))
      } else {
        arguments.append(.variable(random.pick(candidates)))
      }
    }
    // What is computed in recursion has to stay small, or there is no end to it.
    if isRecursive {
      for name in bound.keys.sorted() where name.hasPrefix("f") && bound[name] == .number {
        body.append(.compare("<", .variable(name), .constant(.number(20))))
        body.append(.compare(">=", .variable(name), .constant(.number(-20))))
      }
    }
    return TestRule(head: head, arguments: arguments, body: body)
  }

  private mutating func atom(upTo level: Int, _ bound: inout [String: ValueKind]) -> TestLiteral {
    let choices = relations.filter { $0.level <= level }
    let relation = random.pick(choices)
    return .atom(relation.name, arguments(relation.kinds, &bound))
  }

  private mutating func arguments(_ kinds: [ValueKind], _ bound: inout [String: ValueKind]) -> [TestTerm] {
    var terms: [TestTerm] = []
    for kind in kinds {
      if random.chance(12) {
        terms.append(.wildcard)
      } else if random.chance(10) {
        terms.append(.constant(value(kind)))
      } else {
        let name = variable(kind)
        bound[name] = kind
        terms.append(.variable(name))
      }
    }
    return terms
  }

  /// An atom with computed arguments; of its variables some are known, and others get their values here.
  private mutating func computedAtom(upTo level: Int, _ bound: inout [String: ValueKind]) -> TestLiteral {
    let known = bound
    let relation = random.pick(relations.filter { $0.level <= level && !$0.kinds.isEmpty })
    var terms: [TestTerm] = []
    for kind in relation.kinds {
      if random.chance(50) {
        terms.append(computed(kind, below: level, known))
      } else if random.chance(15) {
        terms.append(.wildcard)
      } else {
        let name = variable(kind)
        bound[name] = kind
        terms.append(.variable(name))
      }
    }
    return .atom(relation.name, terms)
  }

  /// Something computed from variables that have a value.
  ///
  /// - Parameter level: what an aggregate has to be below; nil if there may be none.
  private mutating func computed(
    _ kind: ValueKind, below level: Int?, _ bound: [String: ValueKind]
  ) -> TestTerm {
    if kind == .symbol {
      let symbols = bound.filter { $0.value == .symbol }.keys.sorted()
      guard words == .all else { return .constant(value(kind)) }
      return symbols.isEmpty || random.chance(30)
        ? .apply("to_string", [expression(bound)])
        : .apply("cat", [.variable(random.pick(symbols)), .constant(value(kind))])
    }
    guard let level, random.chance(40) else { return expression(bound) }
    let aggregate = aggregate(below: level, from: bound)
    return random.chance(80) ? aggregate : .apply("+", [aggregate, .constant(value(.number))])
  }

  /// Both branches bind the same variable.
  private mutating func disjunction(upTo level: Int, _ bound: inout [String: ValueKind]) -> TestLiteral {
    let kind: ValueKind = random.chance(60) ? .number : .symbol
    let name = variable(kind)
    let choices = relations.filter { $0.level <= level && $0.kinds.contains(kind) }
    var branches: [[TestLiteral]] = []
    for _ in 0..<2 {
      if choices.isEmpty || random.chance(25) {
        branches.append([.compare("=", .variable(name), .constant(value(kind)))])
        continue
      }
      let relation = random.pick(choices)
      var terms: [TestTerm] = relation.kinds.map { _ in .wildcard }
      if let column = relation.kinds.firstIndex(of: kind) { terms[column] = .variable(name) }
      branches.append([.atom(relation.name, terms)])
    }
    if random.chance(30) {
      branches[0].append(.compare(random.pick(["!=", "<", ">="]), .variable(name), .constant(value(kind))))
    }
    bound[name] = kind
    return .either(branches[0], branches[1])
  }

  private mutating func assignment(_ bound: inout [String: ValueKind]) -> TestLiteral {
    fresh += 1
    let name = "f\(fresh)"
    let symbols = bound.filter { $0.value == .symbol }.keys.sorted()
    let term: TestTerm
    switch words == .all ? random.pick([0, 1, 2, 3]) : 2 {
    case 0 where !symbols.isEmpty:
      // Texts are not made longer where that could go on forever: only their lengths come back.
      bound[name] = .number
      let twice: TestTerm = .apply("cat", [.variable(random.pick(symbols)), .variable(random.pick(symbols))])
      term = .apply("strlen", [twice])
    case 1:
      bound[name] = .symbol
      term = .apply("to_string", [.apply("%", [expression(bound), .constant(.number(3))])])
    default:
      let result = expression(bound)
      bound[name] = .number
      term = result
    }
    return .compare("=", .variable(name), term)
  }

  /// A number from bound variables.
  private mutating func expression(_ bound: [String: ValueKind]) -> TestTerm {
    let names = bound.filter { $0.value == .number }.keys.sorted()
    let left: TestTerm = names.isEmpty ? .constant(value(.number)) : .variable(random.pick(names))
    switch random.pick([0, 1, 2, 3, 4]) {
    case 0: return .apply("*", [left, .constant(.number(Int64.random(in: -2...2, using: &random)))])
    case 1: return .apply(random.pick(["/", "%"]), [left, .constant(.number(random.pick([-3, 2, 3])))])
    case 2: return .apply("max", [left, .constant(value(.number))])
    default:
      let right: TestTerm =
        names.isEmpty || random.chance(60) ? .constant(value(.number)) : .variable(random.pick(names))
      return .apply(random.pick(["+", "-"]), [left, right])
    }
  }

  private mutating func aggregate(below level: Int, _ bound: inout [String: ValueKind]) -> TestLiteral {
    let aggregate = aggregate(below: level, from: bound)
    fresh += 1
    let name = "f\(fresh)"
    bound[name] = .number
    return .compare("=", .variable(name), aggregate)
  }

  private mutating func aggregate(below level: Int, from outer: [String: ValueKind]) -> TestTerm {
    var inner: [String: ValueKind] = [:]
    var body: [TestLiteral] = []
    for _ in 0..<random.pick([1, 1, 2]) {
      let known = outer.merging(inner) { $1 }
      let relation = random.pick(relations.filter { $0.level < level })
      var terms: [TestTerm] = []
      for kind in relation.kinds {
        let shared = outer.filter { $0.value == kind }.keys.sorted()
        if !shared.isEmpty, random.chance(35) {
          terms.append(.variable(random.pick(shared)))
        } else if random.chance(20) {
          terms.append(.wildcard)
        } else if random.chance(12) {
          // Not deeper and deeper.
          terms.append(computed(kind, below: words == .all && level > 1 ? level - 1 : nil, known))
        } else {
          let name = "l" + variable(kind)
          inner[name] = kind
          terms.append(.variable(name))
        }
      }
      body.append(.atom(relation.name, terms))
    }
    if random.chance(25) { body.append(comparison(inner)) }
    if random.chance(15) { body.append(negation(below: level, inner, isNested: true)) }
    if words == .all, random.chance(15) { body.append(nestedAggregate(below: level, &inner)) }
    let numbers = inner.filter { $0.value == .number }.keys.sorted()
    guard !numbers.isEmpty else { return .aggregate("count", nil, body) }
    // What the aggregate is over is its own, even if there is a variable of that name outside.
    if random.chance(20), let own = numbers.first {
      body = body.map { $0.renaming(own, to: "x") }
      return .aggregate(random.pick(["sum", "min", "max"]), .variable("x"), body)
    }
    let operation = random.pick(["count", "sum", "min", "max"])
    let target: TestTerm? = operation == "count" ? nil : .apply("+", [expression(inner), .constant(.number(0))])
    return .aggregate(operation, target, body)
  }

  /// Compares a number of the aggregate around it with one of its own.
  private mutating func nestedAggregate(below level: Int, _ inner: inout [String: ValueKind]) -> TestLiteral {
    let relation = random.pick(relations.filter { $0.level < level })
    fresh += 1
    let terms = relation.kinds.enumerated().map { column, kind -> TestTerm in
      let shared = inner.filter { $0.value == kind }.keys.sorted()
      return !shared.isEmpty && random.chance(40)
        ? .variable(random.pick(shared)) : .variable("m\(fresh)_\(column)")
    }
    let name = "l\(fresh)"
    inner[name] = .number
    return .compare("=", .variable(name), .aggregate("count", nil, [.atom(relation.name, terms)]))
  }

  private mutating func negation(
    below level: Int, _ bound: [String: ValueKind], isNested: Bool = false
  ) -> TestLiteral {
    let relation = random.pick(relations.filter { $0.level < level })
    let lower = isNested ? (words == .all && level > 1 ? level - 1 : nil) : level
    var terms: [TestTerm] = []
    for kind in relation.kinds {
      let names = bound.filter { $0.value == kind }.keys.sorted()
      if random.chance(15) {
        terms.append(computed(kind, below: lower, bound))
      } else if names.isEmpty || random.chance(15) {
        terms.append(random.chance(60) ? .wildcard : .constant(value(kind)))
      } else {
        terms.append(.variable(random.pick(names)))
      }
    }
    return .not(relation.name, terms)
  }

  private mutating func comparison(_ bound: [String: ValueKind]) -> TestLiteral {
    let operation = random.pick(["=", "!=", "<", "<=", ">", ">="])
    guard let name = bound.keys.sorted().randomElement(using: &random), let kind = bound[name] else {
      return .compare(operation, .constant(value(.number)), .constant(value(.number)))
    }
    let others = bound.filter { $0.value == kind }.keys.sorted()
    let right: TestTerm = random.chance(50) ? .constant(value(kind)) : .variable(random.pick(others))
    return .compare(operation, .variable(name), right)
  }
}

// MARK: Text

extension TestProgram {
  /// The program without its facts.
  var text: String {
    var lines = relations.map { relation in
      let columns = relation.types.enumerated().map { "c\($0.offset): \($0.element)" }
      return ".decl \(relation.name)(\(columns.joined(separator: ", ")))\(relation.isEquivalence ? " eqrel" : "")"
    }
    for rule in rules {
      let head = "\(rule.head)(\(rule.arguments.map(\.text).joined(separator: ", ")))"
      lines.append(
        rule.body.isEmpty ? "\(head)." : "\(head) :- \(rule.body.map(\.text).joined(separator: ", ")).")
    }
    for kind in ValueKind.allCases {
      let type = TestRelation.subtype(of: kind)
      if relations.contains(where: { $0.types.contains(type) }) { lines.append(".type \(type) <: \(kind.rawValue)") }
    }
    return lines.joined(separator: "\n")
  }

  var factText: String {
    facts.map { "\($0.relation)(\($0.values.map(\.description).joined(separator: ", ")))." }.joined(separator: "\n")
  }
}

extension TestTerm {
  var text: String {
    switch self {
    case .variable(let name): return name
    case .wildcard: return "_"
    case .constant(let value): return value.description
    case .apply(let function, let terms):
      let arguments = terms.map(\.text)
      let isName = function.first?.isLetter == true
      return isName
        ? "\(function)(\(arguments.joined(separator: ", ")))" : "(\(arguments.joined(separator: " \(function) ")))"
    case .aggregate(let operation, let target, let body):
      return "\(operation) \(target.map { $0.text + " " } ?? ""): { \(body.map(\.text).joined(separator: ", ")) }"
    }
  }
}

extension TestLiteral {
  var text: String {
    switch self {
    case .atom(let relation, let terms): "\(relation)(\(terms.map(\.text).joined(separator: ", ")))"
    case .not(let relation, let terms): "!\(relation)(\(terms.map(\.text).joined(separator: ", ")))"
    case .compare(let comparison, let left, let right): "\(left.text) \(comparison) \(right.text)"
    case .either(let one, let other):
      "(\(one.map(\.text).joined(separator: ", ")) ; \(other.map(\.text).joined(separator: ", ")))"
    }
  }
}
