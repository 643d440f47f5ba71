// Builds a rule from one head and one conjunction: names become nodes, aggregates and ranges get literals of their own.
//
// Scopes, as Soufflé has them: a variable of an aggregate is the outer one of that name if the name occurs outside the
// aggregate (in the rule, or in an aggregate around it), and is local otherwise. A variable in the aggregate's own
// expression (`sum y : …`) is always local.

import SourceDiagnostics

struct RuleBuilder {
  private let checker: Checker
  private var rule: Rule
  private var diagnostics: [Diagnostic] = []
  /// The variables that names stand for, innermost scope last.
  private var scopes: [[String: Int]] = [[:]]

  /// - Precondition: relations, arities and types of the clause are known to the checker.
  static func rule(
    head: AtomSyntax, branch: [SignedLiteral], checker: Checker, _ clause: ClauseSyntax, number: Int, part: Int
  ) -> (rule: Rule, diagnostics: [Diagnostic]) {
    let empty = Rule(place: clause.place, clause: number, part: part, isQuestion: clause.isQuestion)
    var builder = RuleBuilder(checker: checker, rule: empty)
    var names: [String: SourcePlace] = [:]
    for literal in branch { literal.literal.collectNames(&names) }
    for argument in head.arguments { argument.collectNames(&names) }
    builder.declare(names)
    var body: [Literal] = []
    for literal in branch { builder.add(literal, to: &body) }
    // A head's aggregates are computed by the body, after all else.
    var headBody: [Literal] = []
    builder.rule.head = builder.atom(head, &headBody)
    builder.rule.body = body + headBody
    for (node, place) in zip(builder.rule.head.arguments, builder.rule.head.places)
    where builder.rule.nodes[node].isWildcard {
      builder.diagnostics.append(Messages.wildcardInHead(at: place))
    }
    return (builder.rule, builder.diagnostics)
  }

  private init(checker: Checker, rule: Rule) {
    self.checker = checker
    self.rule = rule
  }

  private mutating func node(_ form: Node.Form, at place: SourcePlace) -> Int {
    rule.nodes.append(Node(form: form, place: place))
    return rule.nodes.count - 1
  }

  /// Makes the names variables of the innermost scope.
  private mutating func declare(_ names: [String: SourcePlace]) {
    for (name, place) in names.sorted(by: { $0.value < $1.value }) {
      scopes[scopes.count - 1][name] = node(.variable(name), at: place)
    }
  }

  private func isKnown(_ name: String) -> Bool { scopes.contains { $0[name] != nil } }

  // MARK: Literals

  private mutating func add(_ signed: SignedLiteral, to body: inout [Literal]) {
    switch signed.literal {
    case .atom(let syntax):
      var atom = atom(syntax, &body)
      if signed.isNegated {
        body.append(.negation(atom))
      } else {
        for position in atom.arguments.indices where isComputed(atom.arguments[position]) {
          separate(&atom.arguments[position], &body)
        }
        body.append(.atom(atom))
      }
    case .comparison(let comparison, let left, let right, let place):
      let operation = signed.isNegated ? comparison.negated : comparison
      if operation == .equal, addRange(left, right, place, &body) || addRange(right, left, place, &body) { return }
      let (left, right) = (expression(left, &body), expression(right, &body))
      body.append(.comparison(operation, left, right, place))
    case .test(let test, let left, let right, let place):
      if test == .match, case .text(let pattern) = left.form, Pattern(pattern) == nil {
        diagnostics.append(Messages.badPattern(pattern, at: left.place))
      }
      let (left, right) = (expression(left, &body), expression(right, &body))
      body.append(.test(test, isNegated: signed.isNegated, left, right, place))
    case .truth(let truth, let place): body.append(.truth(truth != signed.isNegated, place))
    }
  }

  private mutating func atom(_ syntax: AtomSyntax, _ body: inout [Literal]) -> RuleAtom {
    var arguments = syntax.arguments.map { expression($0, &body) }
    // INVARIANT: no atom has the result of an aggregate among its arguments. Whatever starts at the atom would give it
    // the column's value, and the aggregate would put its own in the place of that.
    for position in arguments.indices {
      if case .result = rule.nodes[rule.uncast(arguments[position])].form { separate(&arguments[position], &body) }
    }
    return RuleAtom(
      relation: checker.numbers[syntax.relation.text] ?? 0, arguments: arguments,
      places: syntax.arguments.map(\.place), place: syntax.place)
  }

  private func isComputed(_ node: Int) -> Bool {
    switch rule.nodes[node].form {
    case .variable, .result, .wildcard, .text, .numeral: false
    case .apply, .cast: true
    }
  }

  /// Replaces an argument of an atom by a variable that must equal it.
  private mutating func separate(_ argument: inout Int, _ body: inout [Literal]) {
    let place = rule.nodes[argument].place
    let variable = node(.variable(""), at: place)
    body.append(.comparison(.equal, variable, argument, place))
    argument = variable
  }

  /// `x = range(…)`: true if that is what it was.
  private mutating func addRange(
    _ left: ExpressionSyntax, _ right: ExpressionSyntax, _ place: SourcePlace, _ body: inout [Literal]
  ) -> Bool {
    guard case .range(let arguments) = right.form else { return false }
    let result = node(.result, at: right.place)
    let bounds = arguments.map { expression($0, &body) }
    body.append(.range(result: result, bounds, right.place))
    let other = expression(left, &body)
    body.append(.comparison(.equal, other, result, place))
    return true
  }

  // MARK: Expressions

  /// The node of an expression; what it needs computed first is added to the body.
  private mutating func expression(_ syntax: ExpressionSyntax, _ body: inout [Literal]) -> Int {
    switch syntax.form {
    case .variable(let name):
      // INVARIANT: every name of the clause was declared in some scope.
      return scopes.last(where: { $0[name] != nil })?[name] ?? node(.variable(name), at: syntax.place)
    case .wildcard: return node(.wildcard, at: syntax.place)
    case .text(let text): return node(.text(text), at: syntax.place)
    case .numeral(let numeral): return node(.numeral(numeral), at: syntax.place)
    case .apply(let functor, let arguments):
      let nodes = arguments.map { expression($0, &body) }
      return node(.apply(functor, nodes), at: syntax.place)
    case .cast(let inner, let type):
      let inner = expression(inner, &body)
      return node(.cast(inner, type: checker.types[type.text] ?? 0), at: syntax.place)
    case .range:
      diagnostics.append(Messages.misplacedRange(at: syntax.place))
      return node(.variable(""), at: syntax.place)
    case .aggregate(let aggregate): return self.aggregate(aggregate, at: syntax.place, &body)
    }
  }

  private mutating func aggregate(
    _ syntax: AggregateSyntax, at place: SourcePlace, _ body: inout [Literal]
  ) -> Int {
    let result = node(.result, at: place)
    guard let branches = syntax.body.branches(limit: 1), let branch = branches.first else {
      diagnostics.append(
        Messages.unsupported(Messages.aggregateDisjunction, at: place, hint: Messages.aggregateHint))
      return result
    }
    var own: [String: SourcePlace] = [:]
    syntax.target?.collectNames(&own)
    var inside: [String: SourcePlace] = [:]
    for literal in branch { literal.literal.collectNames(&inside) }
    for (name, place) in inside where !isKnown(name) || own[name] != nil {
      own[name] = min(place, own[name] ?? place)
    }
    let firstOwn = rule.nodes.count
    scopes.append([:])
    declare(own)
    var literals: [Literal] = []
    for literal in branch { add(literal, to: &literals) }
    let target = syntax.target.map { expression($0, &literals) }
    scopes.removeLast()
    var used = Set(literals.flatMap(rule.variables(in:)))
    if let target, rule.nodes[target].isVariable { used.insert(target) }
    let shared = used.filter { $0 < firstOwn }.sorted()
    body.append(
      .aggregate(
        result: result,
        RuleAggregate(
          operation: syntax.operation, target: target, body: literals, shared: shared, place: place)))
    return result
  }
}

extension Rule {
  /// The variables of the literal that are not local to an aggregate in it.
  func variables(in literal: Literal) -> [Int] {
    switch literal {
    case .atom(let atom), .negation(let atom): atom.arguments.flatMap(variables(of:))
    case .comparison(_, let left, let right, _), .test(_, _, let left, let right, _):
      variables(of: left) + variables(of: right)
    case .truth: []
    case .range(let result, let bounds, _): [result] + bounds.flatMap(variables(of:))
    case .aggregate(let result, let aggregate): [result] + aggregate.shared
    }
  }
}

extension LiteralSyntax {
  /// The variables that occur in it, outside aggregates, each with its first place.
  func collectNames(_ names: inout [String: SourcePlace]) {
    switch self {
    case .atom(let atom): for argument in atom.arguments { argument.collectNames(&names) }
    case .comparison(_, let left, let right, _), .test(_, let left, let right, _):
      left.collectNames(&names)
      right.collectNames(&names)
    case .truth: break
    }
  }
}

extension ExpressionSyntax {
  func collectNames(_ names: inout [String: SourcePlace]) {
    switch form {
    case .variable(let name): names[name] = min(place, names[name] ?? place)
    case .wildcard, .text, .numeral, .aggregate: break
    case .apply(_, let arguments), .range(let arguments): for part in arguments { part.collectNames(&names) }
    case .cast(let inner, _): inner.collectNames(&names)
    }
  }
}
