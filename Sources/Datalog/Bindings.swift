// Which variables a body binds: a rule may only use values that come from somewhere.
//
// A variable is bound by a positive atom it is an argument of, or by `=` with something whose variables are bound, or by
// a range. Nothing else binds: not a negation, not a comparison, not an expression around it.

import SourceDiagnostics

enum Bindings {
  /// The variables that the literals bind, given those that are bound already.
  ///
  /// - Parameter aggregates: whether the result of an aggregate counts as bound, whatever it needs.
  /// - Complexity: O(occurrences of variables).
  static func bound(
    by literals: [Literal], in rule: Rule, given: NodeSet = NodeSet(), aggregates: Aggregates = .strict
  ) -> NodeSet {
    var bound = given
    if aggregates == .trusted {
      for case .aggregate(let result, _) in literals { bound.insert(result) }
    }
    // A literal is looked at once, and again whenever one more of its variables is bound.
    var waiting = false
    for literal in literals {
      if let variables = bindings(of: literal, in: rule, bound: bound) {
        bound.formUnion(variables)
      } else if mayBind(literal) {
        waiting = true
      }
    }
    // Most bodies bind all at the first look.
    guard waiting else { return bound }
    var users: [Int: [Int]] = [:]
    for (position, literal) in literals.enumerated() where mayBind(literal) {
      for variable in rule.variables(in: literal) where !bound.contains(variable) {
        users[variable, default: []].append(position)
      }
    }
    var open = literals.indices.filter { mayBind(literals[$0]) }
    while let position = open.popLast() {
      for variable in bindings(of: literals[position], in: rule, bound: bound) ?? [] where bound.insert(variable) {
        open += users[variable] ?? []
      }
    }
    return bound
  }

  enum Aggregates { case strict, trusted }

  private static func mayBind(_ literal: Literal) -> Bool {
    switch literal {
    case .comparison(.equal, _, _, _), .range, .aggregate: true
    case .atom, .negation, .comparison, .test, .truth: false
    }
  }

  /// The variables that this literal binds once these are bound; nil if it has to wait for more.
  static func bindings(of literal: Literal, in rule: Rule, bound: NodeSet) -> [Int]? {
    func has(_ node: Int) -> Bool { rule.variables(of: node).allSatisfy(bound.contains) }
    switch literal {
    case .atom(let atom): return atom.arguments.filter { rule.nodes[$0].isVariable }
    case .comparison(.equal, let left, let right, _):
      let (one, other) = (rule.uncast(left), rule.uncast(right))
      if rule.nodes[one].isAssignable, has(right) { return [one] }
      if rule.nodes[other].isAssignable, has(left) { return [other] }
      return nil
    case .range(let result, let bounds, _): return bounds.allSatisfy(has) ? [result] : nil
    case .aggregate(let result, let aggregate): return aggregate.shared.allSatisfy(bound.contains) ? [result] : nil
    case .negation, .comparison, .test, .truth: return nil
    }
  }

  /// One fault for each variable that is used without being bound, at the first place that asks for it, and for each
  /// `_` where a value is needed.
  static func faults(of rule: Rule) -> [Diagnostic] {
    // What an aggregate lacks is reported there, and not once more for its result.
    let trusting = faults(of: rule, aggregates: .trusted)
    let hasAggregate = rule.body.contains { if case .aggregate = $0 { true } else { false } }
    return trusting.isEmpty && hasAggregate ? faults(of: rule, aggregates: .strict) : trusting
  }

  private static func faults(of rule: Rule, aggregates: Aggregates) -> [Diagnostic] {
    var check = Check(rule: rule, aggregates: aggregates)
    let bound = check.check(rule.body, given: NodeSet())
    for (node, place) in zip(rule.head.arguments, rule.head.places) {
      check.require(
        rule.variables(of: node), bound, at: place, user: rule.isQuestion ? Messages.inQuestion : Messages.inHead)
      check.refuseWildcards(in: node, mayBeOne: true)
    }
    return check.diagnostics
  }

  private struct Check {
    let rule: Rule
    let aggregates: Aggregates
    var diagnostics: [Diagnostic] = []
    private var reported = NodeSet()

    init(rule: Rule, aggregates: Aggregates) {
      self.rule = rule
      self.aggregates = aggregates
    }

    mutating func check(_ literals: [Literal], given: NodeSet) -> NodeSet {
      let bound = Bindings.bound(by: literals, in: rule, given: given, aggregates: aggregates)
      for literal in literals { check(literal, bound) }
      return bound
    }

    private mutating func check(_ literal: Literal, _ bound: NodeSet) {
      switch literal {
      case .atom: break
      case .negation(let atom):
        for (node, place) in zip(atom.arguments, atom.places) {
          require(rule.variables(of: node), bound, at: place, user: Messages.inNegation)
          refuseWildcards(in: node, mayBeOne: true)
        }
      case .comparison(_, let left, let right, let place), .test(_, _, let left, let right, let place):
        for node in [left, right] {
          for variable in rule.variables(of: node) {
            let place = rule.place(of: variable, within: rule.place(of: node, within: place))
            require([variable], bound, at: place, user: Messages.inComparison)
          }
          refuseWildcards(in: node, mayBeOne: false)
        }
      case .truth: break
      case .range(_, let bounds, let place):
        for node in bounds {
          require(rule.variables(of: node), bound, at: place, user: Messages.inRange)
          refuseWildcards(in: node, mayBeOne: false)
        }
      case .aggregate(_, let aggregate):
        require(aggregate.shared, bound, at: aggregate.place, user: Messages.inAggregate)
        let inner = check(aggregate.body, given: bound)
        guard let target = aggregate.target else { return }
        require(rule.variables(of: target), inner, at: rule.nodes[target].place, user: Messages.inAggregate)
        refuseWildcards(in: target, mayBeOne: false)
      }
    }

    mutating func require(_ variables: [Int], _ bound: NodeSet, at place: SourcePlace, user: Wording) {
      for variable in variables where !bound.contains(variable) {
        // What the checker made hangs on a variable that is reported itself.
        guard case .variable(let name) = rule.nodes[variable].form, !name.isEmpty,
          reported.insert(variable)
        else { continue }
        diagnostics.append(Messages.unbound(name, user, at: place))
      }
    }

    mutating func refuseWildcards(in node: Int, mayBeOne: Bool) {
      switch rule.nodes[node].form {
      case .wildcard:
        if !mayBeOne { diagnostics.append(Messages.wildcardAsValue(at: rule.nodes[node].place)) }
      case .apply(_, let arguments): for part in arguments { refuseWildcards(in: part, mayBeOne: false) }
      case .cast(let inner, _): refuseWildcards(in: inner, mayBeOne: false)
      case .variable, .result, .text, .numeral: break
      }
    }
  }
}

/// Variables that occur once: they bind nothing to anything, so they are misspelt, or `_` says it better.
enum SingleVariables {
  private struct Occurrences {
    let first: SourcePlace
    var count = 0
  }

  /// A name that starts with `_` is single on purpose.
  static func warnings(in clause: ClauseSyntax) -> [Diagnostic] {
    var occurrences: [String: Occurrences] = [:]
    for head in clause.heads { for argument in head.arguments { collect(argument, &occurrences) } }
    if let body = clause.body { collect(body, &occurrences) }
    return occurrences.filter { $0.value.count == 1 && !$0.key.hasPrefix("_") }
      .map { Messages.singleVariable($0.key, at: $0.value.first) }
      .inReadingOrder
  }

  private static func collect(_ body: BodySyntax, _ occurrences: inout [String: Occurrences]) {
    switch body {
    case .and(let parts), .or(let parts): for part in parts { collect(part, &occurrences) }
    case .not(let part): collect(part, &occurrences)
    case .literal(.atom(let atom)): for argument in atom.arguments { collect(argument, &occurrences) }
    case .literal(.comparison(_, let left, let right, _)), .literal(.test(_, let left, let right, _)):
      collect(left, &occurrences)
      collect(right, &occurrences)
    case .literal(.truth): break
    }
  }

  private static func collect(_ expression: ExpressionSyntax, _ occurrences: inout [String: Occurrences]) {
    switch expression.form {
    case .variable(let name): occurrences[name, default: Occurrences(first: expression.place)].count += 1
    case .wildcard, .text, .numeral: break
    case .apply(_, let arguments), .range(let arguments): for part in arguments { collect(part, &occurrences) }
    case .cast(let inner, _): collect(inner, &occurrences)
    case .aggregate(let aggregate):
      if let target = aggregate.target { collect(target, &occurrences) }
      collect(aggregate.body, &occurrences)
    }
  }
}
