// Finds out why tuples are there, or are not.
//
// Evaluation keeps nothing for this but the order of rows: a row's number tells in which round it first appeared. A
// tuple of round k follows by some rule from tuples of earlier rounds, so binding the rule's head and looking for a body
// among the rows of rounds before k must find an instance; doing the same for what the instance rests on ends at facts.
// Rounds are heights: the proof is as low as any, within the stratum.

import TupleStore
import WorkControl

/// An explainer of the tuples of one evaluation; what it builds for one question serves the next.
public struct Explainer {
  private let program: Program
  private let dictionaryContext: EvaluationContext
  private var store: TupleStore
  private let stop: StopCheck
  /// For each relation, the place of its stratum in the order of evaluation; -1 for what only has facts.
  private var stratumNumbers: [Int]
  private var searches: [Int: RuleSearch] = [:]

  /// - Parameters:
  ///   - evaluation: what is explained.
  ///   - cancellation: asked once a batch of rows. From when it is heard on, every answer is nil or empty; the
  ///     evaluation stays as it is.
  /// - Complexity: O(rules); indexes are built when something asks for them.
  public init(_ evaluation: Evaluation, cancellation: Cancellation? = nil) {
    program = evaluation.program.withoutDemands
    stop = Interruption(cancellation).check
    dictionaryContext = EvaluationContext(evaluation.dictionary, stop)
    store = TupleStore(rowLimit: .max, stop: stop)
    store.relations = evaluation.roundedRelations(stop)
    stratumNumbers = [Int](repeating: -1, count: program.relations.count)
    for (number, stratum) in program.strata.enumerated() {
      for relation in stratum.relations {
        stratumNumbers[relation] = number
        if stratum.isRecursive { store.relations[relation].reopen() }
      }
    }
  }

  // MARK: Why

  /// A row of a relation.
  private struct Row: Hashable {
    let relation: Int
    let row: Int
  }

  /// Why the tuple is there; nil if it is not, or the explainer was cancelled.
  ///
  /// - Complexity: for each conclusion, a search with the head's values known; the first question about a relation
  ///   builds the indexes that the searches need, O(rows).
  public mutating func proof(of tuple: Tuple) -> Proof? { proofs(of: tuple, limit: 1).first }

  /// Up to so many proofs of the tuple: one as low as any first, then others in which its own rule, or the values that
  /// the rule is applied to, are different; what they rest on is proven as low as can be.
  ///
  /// - Returns: none if the tuple is not there, or the explainer was cancelled.
  /// - Complexity: that of `proof(of:)` for each.
  public mutating func proofs(of tuple: Tuple, limit: Int) -> [Proof] {
    guard let relation = program.numbers[tuple.relation], let row = row(of: tuple.values, in: relation) else {
      return []
    }
    let goal = Row(relation: relation, row: row)
    let last = self.instances(of: goal, limit: limit)
    let proofs = last.isEmpty ? [proof(of: goal, by: nil)] : last.map { proof(of: goal, by: $0) }
    return stop.isStopped ? [] : proofs.compactMap { $0 }
  }

  /// Nil if it was stopped.
  private mutating func proof(of goal: Row, by last: RuleInstance?) -> Proof? {
    var instances: [Row: RuleInstance?] = [goal: last]
    var open = Self.rows(of: last)
    while let next = open.popLast() {
      if stop.isStopped { return nil }
      guard instances[next] == nil else { continue }
      let instance = self.instances(of: next, limit: 1).first
      instances[next] = .some(instance)
      open += Self.rows(of: instance)
    }
    // What a row rests on is in an earlier stratum or round.
    let order = instances.keys.map { (row: $0, stratum: stratumNumbers[$0.relation], round: round(of: $0)) }
      .sorted {
        ($0.stratum, $0.round, $0.row.relation, $0.row.row) < ($1.stratum, $1.round, $1.row.relation, $1.row.row)
      }
    let numbers = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1.row, $0) })
    var heights: [Int] = []
    let conclusions = order.map { row, stratum, _ in
      var reason = Proof.Reason.fact
      var height = 0
      if let instance = instances[row] ?? nil {
        let premises = instance.premises.map { premise -> Proof.Premise in
          switch premise {
          case .row(let relation, let row):
            // INVARIANT: every row that an instance rests on was opened above.
            .conclusion(numbers[Row(relation: relation, row: row)] ?? 0)
          case .other(let premise): premise
          }
        }
        reason = .rule(program.rules[instance.rule].place, premises)
        // The round, unless some rounds went by before this was demanded.
        let below = premises.compactMap { premise in
          if case .conclusion(let number) = premise, order[number].stratum == stratum { heights[number] } else { nil }
        }
        height = 1 + (below.max() ?? 0)
      }
      heights.append(height)
      return Proof.Conclusion(tuple: self.tuple(row.relation, row.row), height: height, reason: reason)
    }
    return Proof(conclusions: conclusions)
  }

  private static func rows(of instance: RuleInstance?) -> [Row] {
    (instance?.premises ?? []).compactMap { premise in
      if case .row(let relation, let row) = premise { Row(relation: relation, row: row) } else { nil }
    }
  }

  private func round(of row: Row) -> Int {
    stratumNumbers[row.relation] < 0 ? 0 : store.relations[row.relation].round(of: row.row)
  }

  private func tuple(_ relation: Int, _ row: Int) -> Tuple {
    let declaration = program.relations[relation].declaration
    let values = zip(store.relations[relation][row], declaration.columns).map { id, column in
      dictionaryContext.dictionary.value(id, column.kind)
    }
    return Tuple(declaration.name, values)
  }

  private mutating func row(of values: [Value], in relation: Int) -> Int? {
    let columns = program.relations[relation].declaration.columns
    guard values.count == columns.count, zip(values, columns).allSatisfy({ $0.kind == $1.kind }) else { return nil }
    return store.relations[relation].row(of: values.map(dictionaryContext.id(of:)), stop: stop)
  }

  /// A rule with values that gives a row from earlier ones.
  private struct RuleInstance {
    enum Premise {
      case row(relation: Int, row: Int)
      case other(Proof.Premise)
    }

    let rule: Int
    let premises: [Premise]
  }

  /// Up to so many rules with values that give the row from earlier ones; none for a fact.
  private mutating func instances(of row: Row, limit: Int) -> [RuleInstance] {
    let round = round(of: row)
    guard round > 0 else { return [] }
    let stratum = program.strata[stratumNumbers[row.relation]]
    if stratum.isRecursive {
      for relation in stratum.relations { store.relations[relation].lookBack(to: round - 1) }
    }
    let ids = store.relations[row.relation][row.row]
    var instances: [RuleInstance] = []
    for number in stratum.rules where program.rules[number].head.relation == row.relation {
      let search = search(number, stratum)
      let left = limit - instances.count
      guard left > 0 else { break }
      for bindings in search.instances(head: ids, limit: left, &store, dictionaryContext) {
        if stop.isStopped { return [] }
        instances.append(RuleInstance(rule: number, premises: premises(of: search.rule, bindings)))
      }
    }
    return instances
  }

  private mutating func search(_ number: Int, _ stratum: Stratum) -> RuleSearch {
    if let known = searches[number] { return known }
    let earlier = stratum.isRecursive ? Set(stratum.relations) : []
    let search = RuleSearch(program.rules[number], earlier: earlier, dictionaryContext, &store)
    searches[number] = search
    return search
  }

  private mutating func premises(of rule: Rule, _ bindings: [UInt32]) -> [RuleInstance.Premise] {
    rule.body.compactMap { literal in
      switch literal {
      case .atom(let atom):
        let ids = atom.arguments.map { id(of: $0, rule, bindings) }
        return store.relations[atom.relation].row(of: ids, stop: stop).map { .row(relation: atom.relation, row: $0) }
      case .negation(let atom):
        let pattern = atom.arguments.map { rule.nodes[$0].isWildcard ? nil : value(of: $0, rule, bindings) }
        return .other(.absent(absence(of: atom.relation, pattern)))
      // What only names the result of an aggregate or a range is told there.
      case .comparison(.equal, let left, let right, _) where rule.isResult(left) || rule.isResult(right): return nil
      case .comparison(let comparison, let left, let right, _):
        return .other(.test(test(comparison.rawValue, false, left, right, literal, rule, bindings)))
      case .test(let test, let isNegated, let left, let right, _):
        return .other(.test(self.test(test.rawValue, isNegated, left, right, literal, rule, bindings)))
      case .truth: return nil
      case .range(let result, _, _): return .other(.member(value(of: result, rule, bindings)))
      case .aggregate(let result, let aggregate):
        return .other(.aggregate(witnesses(of: aggregate, result: result, rule, bindings)))
      }
    }
  }

  private func test(
    _ operation: String, _ isNegated: Bool, _ left: Int, _ right: Int, _ literal: Literal, _ rule: Rule,
    _ bindings: [UInt32]
  ) -> Proof.Test {
    func operand(_ node: Int) -> Proof.Operand {
      Proof.Operand(value: value(of: node, rule, bindings), type: type(of: node, rule))
    }
    return Proof.Test(
      operation: operation, isNegated: isNegated, left: operand(left), right: operand(right),
      text: text(of: literal, rule) { value(of: $0, rule, bindings) })
  }

  /// The declared type of the first column that the node is an argument of.
  private func type(of node: Int, _ rule: Rule) -> String? {
    let node = rule.uncast(node)
    func type(in atom: RuleAtom) -> String? {
      let position = atom.arguments.firstIndex { rule.uncast($0) == node }
      return position.map { program.relations[atom.relation].declaration.columns[$0].type }
    }
    let atoms = rule.body.compactMap { if case .atom(let atom) = $0 { atom } else { nil } }
    return (atoms + [rule.head]).lazy.compactMap(type(in:)).first
  }

  // MARK: Values

  private func value(of node: Int, _ rule: Rule, _ bindings: [UInt32]) -> Value {
    let kind = rule.nodes[node].kind ?? .number
    switch rule.nodes[node].form {
    case .text, .numeral: return rule.nodes[node].constant ?? .number(0)
    case .variable, .result, .wildcard: return dictionaryContext.dictionary.value(bindings[node], kind)
    case .cast(let inner, _): return value(of: inner, rule, bindings).reinterpreted(as: kind)
    case .apply(let functor, let arguments):
      // INVARIANT: the rule was applied with these values, so there is a result.
      return dictionaryContext.apply(functor, arguments.map { value(of: $0, rule, bindings) }) ?? .number(0)
    }
  }

  private func id(of node: Int, _ rule: Rule, _ bindings: [UInt32]) -> UInt32 {
    dictionaryContext.id(of: value(of: node, rule, bindings))
  }

  /// A literal as text, with values where they are known.
  private func text(of literal: Literal, _ rule: Rule, _ value: (Int) -> Value?) -> String {
    func text(_ node: Int) -> String { value(node)?.description ?? "_" }
    func text(_ atom: RuleAtom) -> String {
      let name = program.relations[atom.relation].declaration.name
      return atom.arguments.isEmpty ? "\(name)()" : "\(name)(\(atom.arguments.map(text).joined(separator: ", ")))"
    }
    switch literal {
    case .atom(let atom): return text(atom)
    case .negation(let atom): return "!" + text(atom)
    case .comparison(let comparison, let left, let right, _):
      return "\(text(left)) \(comparison.rawValue) \(text(right))"
    case .test(let test, let isNegated, let left, let right, _):
      return "\(isNegated ? "!" : "")\(test.rawValue)(\(text(left)), \(text(right)))"
    case .truth(let truth, _): return truth ? "true" : "false"
    case .range(let result, let bounds, _):
      return "\(text(result)) = range(\(bounds.map(text).joined(separator: ", ")))"
    case .aggregate(let result, let aggregate): return "\(text(result)) = \(aggregate.operation.rawValue) : { … }"
    }
  }

  // MARK: Aggregates

  private mutating func witnesses(
    of aggregate: RuleAggregate, result: Int, _ rule: Rule, _ bindings: [UInt32]
  ) -> Proof.Aggregate {
    let result = value(of: result, rule, bindings)
    var inner = rule
    inner.body = aggregate.body
    let search = RuleSearch(inner, known: Set(aggregate.shared), dictionaryContext, &store)
    let all = search.instances(from: bindings, limit: .max, &store, dictionaryContext)
    var witnesses: [Proof.Witness] = []
    for bindings in all {
      if stop.isStopped(at: witnesses.count) { break }
      let tuples = search.rule.body.compactMap { literal -> Tuple? in
        guard case .atom(let atom) = literal else { return nil }
        return Tuple(
          program.relations[atom.relation].declaration.name,
          atom.arguments.map { value(of: $0, search.rule, bindings) })
      }
      witnesses.append(
        Proof.Witness(tuples: tuples, value: aggregate.target.map { value(of: $0, search.rule, bindings) }))
    }
    let isExtreme = aggregate.operation == .min || aggregate.operation == .max
    return Proof.Aggregate(
      operation: aggregate.operation.rawValue, result: result, type: aggregate.target.flatMap { type(of: $0, inner) },
      witnesses: isExtreme ? witnesses.filter { $0.value == result } : witnesses)
  }

  // MARK: Why not

  /// Why no tuple is there that agrees with the pattern: for each rule the attempt that gets furthest, with the literals
  /// in the order in which the engine looks at them. Nil if a tuple is there, the relation is not declared so, or the
  /// explainer was cancelled.
  ///
  /// - Complexity: for each rule, one search for each of its literals.
  public mutating func absence(of relation: String, _ pattern: [Value?]) -> Absence? {
    guard let number = program.numbers[relation] else { return nil }
    let columns = program.relations[number].declaration.columns
    guard pattern.count == columns.count, zip(pattern, columns).allSatisfy({ $0.map(\.kind) ?? $1.kind == $1.kind })
    else { return nil }
    if isThere(number, pattern) { return nil }
    let absence = absence(of: number, pattern)
    return stop.isStopped ? nil : absence
  }

  private mutating func isThere(_ relation: Int, _ pattern: [Value?]) -> Bool {
    if pattern.allSatisfy({ $0 != nil }) { return row(of: pattern.compactMap { $0 }, in: relation) != nil }
    let known = pattern.indices.filter { pattern[$0] != nil }
    let ids = pattern.map { $0.map(dictionaryContext.id(of:)) }
    let columns = pattern.indices.map { store.relations[relation].column($0) }
    for row in 0..<store.relations[relation].count {
      if stop.isStopped(at: row) { return false }
      if known.allSatisfy({ columns[$0][row] == ids[$0] }) { return true }
    }
    return false
  }

  private mutating func absence(of relation: Int, _ pattern: [Value?]) -> Absence {
    let stratum = stratumNumbers[relation]
    let rules = stratum < 0 ? [] : program.strata[stratum].rules
    // The relation is complete: all its rows count.
    if stratum >= 0 {
      for member in program.strata[stratum].relations { store.relations[member].lookBack(to: .max) }
    }
    var attempts: [(attempt: Absence.Attempt, left: Int)] = []
    for number in rules where program.rules[number].head.relation == relation {
      if let attempt = attempt(program.rules[number], pattern) { attempts.append(attempt) }
    }
    return Absence(
      relation: program.relations[relation].declaration.name, pattern: pattern,
      attempts: attempts.enumerated().sorted { ($0.element.left, $0.offset) < ($1.element.left, $1.offset) }
        .map(\.element.attempt))
  }

  /// How far the rule gets; nil if its head cannot agree with the pattern.
  private mutating func attempt(_ rule: Rule, _ pattern: [Value?]) -> (attempt: Absence.Attempt, left: Int)? {
    var known: [Int: UInt32] = [:]
    for (argument, value) in zip(rule.head.arguments, pattern) {
      guard let value else { continue }
      let node = rule.uncast(argument)
      if let constant = rule.nodes[node].constant {
        if constant.reinterpreted(as: value.kind) != value { return nil }
      } else if rule.nodes[node].isVariable {
        let id = dictionaryContext.id(of: value)
        if known.updateValue(id, forKey: node) ?? id != id { return nil }
      }
    }
    let order = RuleSearch.order(of: rule, known: Set(known.keys), store)
    guard let best = furthest(of: rule, in: order, known: known) else { return nil }
    let bound = best.search.bound
    func value(_ node: Int) -> Value? {
      rule.variables(of: node).allSatisfy(bound.contains) && !rule.nodes[node].isWildcard
        ? self.value(of: node, rule, best.bindings) : nil
    }
    let satisfied = best.search.rule.body.compactMap { literal -> Tuple? in
      guard case .atom(let atom) = literal else { return nil }
      let name = program.relations[atom.relation].declaration.name
      return Tuple(name, atom.arguments.map { self.value(of: $0, best.search.rule, best.bindings) })
    }
    guard best.count < order.count else {
      let (missing, failing) = difference(of: rule, from: pattern, value)
      return (
        Absence.Attempt(place: rule.place, satisfied: satisfied, missing: missing, lacking: nil, failing: failing), 0
      )
    }
    var lacking: Absence.Pattern?
    var failing: [Proof.Test] = []
    func test(_ operation: String, _ isNegated: Bool, _ left: Int, _ right: Int, _ literal: Literal) -> [Proof.Test] {
      // A test that is not known on both sides was never reached.
      guard value(left) != nil, value(right) != nil else { return [] }
      return [self.test(operation, isNegated, left, right, literal, rule, best.bindings)]
    }
    let literal = rule.body[order[best.count]]
    switch literal {
    case .atom(let atom), .negation(let atom):
      let isNegated = if case .negation = literal { true } else { false }
      lacking = Absence.Pattern(
        relation: program.relations[atom.relation].declaration.name, values: atom.arguments.map(value),
        isNegated: isNegated)
    case .comparison(let comparison, let left, let right, _):
      failing = test(comparison.rawValue, false, left, right, literal)
    case .test(let operation, let isNegated, let left, let right, _):
      failing = test(operation.rawValue, isNegated, left, right, literal)
    case .truth, .range, .aggregate: break
    }
    return (
      Absence.Attempt(
        place: rule.place, satisfied: satisfied, missing: text(of: literal, rule, value), lacking: lacking,
        failing: failing), order.count - best.count
    )
  }

  /// The longest beginning of the body, in the order in which it is looked at, that something agrees with; nil where
  /// nothing agrees with the head alone.
  private mutating func furthest(
    of rule: Rule, in order: [Int], known: [Int: UInt32]
  ) -> (count: Int, search: RuleSearch, bindings: [UInt32])? {
    var registers = [UInt32](repeating: 0, count: rule.nodes.count)
    for (node, id) in known { registers[node] = id }
    var best: (count: Int, search: RuleSearch, bindings: [UInt32])?
    for count in 0...order.count {
      var part = rule
      part.body = order[..<count].map { rule.body[$0] }
      let search = RuleSearch(part, known: Set(known.keys), dictionaryContext, &store)
      guard let bindings = search.instances(from: registers, limit: 1, &store, dictionaryContext).first else { break }
      best = (count, search, bindings)
    }
    return best
  }

  /// What the head computes, where the body holds, in place of what was asked for.
  private func difference(
    of rule: Rule, from pattern: [Value?], _ value: (Int) -> Value?
  ) -> (missing: String, failing: [Proof.Test]) {
    let cells = zip(rule.head.arguments, pattern).map { node, wanted in
      "\(value(node)?.description ?? "_") = \(wanted?.description ?? "_")"
    }
    let columns = program.relations[rule.head.relation].declaration.columns
    let failing = zip(columns, zip(rule.head.arguments, pattern)).compactMap { column, ends -> Proof.Test? in
      guard let given = value(ends.0), let wanted = ends.1, given != wanted else { return nil }
      return Proof.Test(
        operation: "=", isNegated: false, left: .init(value: given, type: column.type),
        right: .init(value: wanted, type: column.type), text: "\(given.description) = \(wanted.description)")
    }
    return (cells.joined(separator: ", "), failing)
  }
}

extension Rule {
  fileprivate func isResult(_ node: Int) -> Bool { if case .result = nodes[uncast(node)].form { true } else { false } }
}
