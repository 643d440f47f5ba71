// Rules as the checker, the planner and the evaluator see them: one head, one conjunction, names resolved.

import SourceDiagnostics

/// A relation of the program, by number.
struct RelationInfo: Sendable {
  var declaration: RelationDeclaration
  /// The types of its columns.
  var types: [Int]
  /// The `eqrel` whose pairs it takes.
  var pairsOf: Int?
  /// Whether it is not to be narrowed to what is asked for (`no_magic`).
  var isAlwaysWhole = false
  /// Whether its declaration says `inline`.
  var isInline = false
  var arity: Int { types.count }
}

/// One head with one conjunction of literals.
///
/// Whatever has a value is a node: a variable is one node however often it occurs, a constant and an expression are one
/// for each place. Literals name nodes by number, so that what is known of a node is kept beside it.
struct Rule: Sendable {
  var nodes: [Node] = []
  var head = RuleAtom(relation: 0, arguments: [], places: [], place: SourcePlace(path: ""))
  var body: [Literal] = []
  /// The body as the clause has it, if it was rewritten.
  var written: [Literal]?
  /// The clause that it comes from.
  var place: SourcePlace
  /// The clause's number in the program, and the rule's number within the clause.
  var clause: Int
  var part: Int
  /// Whether somebody asks it: its head is no part of what was written, and its negations may ask about any value.
  var isQuestion = false
}

struct Node: Sendable {
  indirect enum Form: Sendable {
    /// A variable of the program; empty for one that the checker made.
    case variable(String)
    /// The result of an aggregate or a range; only that binds it, so it is never an argument of an atom.
    case result
    case wildcard
    case text(String)
    case numeral(Numeral)
    case apply(Functor, [Int])
    case cast(Int, type: Int)
  }

  var form: Form
  /// Where it stands, a variable where it stands first.
  var place: SourcePlace
  /// The kind of its values; known after type inference.
  var kind: ValueKind?

  /// Whether it has a value of its own for each binding.
  var isVariable: Bool {
    switch form {
    case .variable, .result: true
    case .wildcard, .text, .numeral, .apply, .cast: false
    }
  }

  /// Whether `=` may bind it.
  var isAssignable: Bool {
    if case .variable = form { true } else { false }
  }

  var isWildcard: Bool {
    if case .wildcard = form { true } else { false }
  }

  /// The value of a constant, known after type inference.
  var constant: Value? {
    switch form {
    case .text(let text): .symbol(text)
    case .numeral(let numeral): kind.flatMap { numeral.value(as: $0) }
    default: nil
    }
  }
}

struct RuleAtom: Sendable {
  var relation: Int
  var arguments: [Int]
  /// Where each argument stands.
  var places: [SourcePlace]
  var place: SourcePlace
}

enum Literal: Sendable {
  case atom(RuleAtom)
  case negation(RuleAtom)
  case comparison(Comparison, Int, Int, SourcePlace)
  case test(TextTest, isNegated: Bool, Int, Int, SourcePlace)
  case truth(Bool, SourcePlace)
  case range(result: Int, [Int], SourcePlace)
  case aggregate(result: Int, RuleAggregate)

  var place: SourcePlace {
    switch self {
    case .atom(let atom), .negation(let atom): atom.place
    case .comparison(_, _, _, let place), .test(_, _, _, _, let place), .truth(_, let place), .range(_, _, let place):
      place
    case .aggregate(_, let aggregate): aggregate.place
    }
  }
}

extension Literal {
  var relations: [Int] {
    switch self {
    case .atom(let atom), .negation(let atom): [atom.relation]
    case .aggregate(_, let aggregate): aggregate.body.flatMap(\.relations)
    case .comparison, .test, .truth, .range: []
    }
  }
}

struct RuleAggregate: Sendable {
  var operation: AggregateOperation
  var target: Int?
  var body: [Literal]
  /// Variables of the rule, or of an aggregate around this one, that it uses.
  var shared: [Int]
  var place: SourcePlace
}

extension Rule {
  /// The variables in a node's expression.
  ///
  /// - Complexity: O(size of the expression).
  func variables(of node: Int) -> [Int] {
    switch nodes[node].form {
    case .variable, .result: [node]
    case .wildcard, .text, .numeral: []
    case .apply(_, let arguments): arguments.flatMap(variables(of:))
    case .cast(let inner, _): variables(of: inner)
    }
  }

  /// The best place to point at for a node in something: where the node stands, unless that is elsewhere, as a variable
  /// that stands in the head first.
  func place(of node: Int, within whole: SourcePlace) -> SourcePlace {
    let place = nodes[node].place
    let isInside =
      place.path == whole.path && place.line == whole.line && place.column >= whole.column
      && place.column < whole.column + whole.length
    return isInside || !nodes[node].isVariable ? place : whole
  }

  /// The node without casts around it, which change its type but not its value.
  func uncast(_ node: Int) -> Int {
    var node = node
    while case .cast(let inner, _) = nodes[node].form { node = inner }
    return node
  }

  /// The atoms in its body that are not negated, those in aggregates too.
  var allAtoms: [RuleAtom] {
    func atoms(_ literals: [Literal]) -> [RuleAtom] {
      literals.flatMap { literal -> [RuleAtom] in
        switch literal {
        case .atom(let atom): [atom]
        case .aggregate(_, let aggregate): atoms(aggregate.body)
        case .negation, .comparison, .test, .truth, .range: []
        }
      }
    }
    return atoms(body)
  }

  /// The relations in its body, those in aggregates too.
  var relations: [Int] { body.flatMap(\.relations) }

  /// Whether computing the node can have no result.
  func mayFail(_ node: Int) -> Bool {
    switch nodes[node].form {
    case .variable, .result, .wildcard, .text, .numeral: false
    case .cast(let inner, _): mayFail(inner)
    case .apply(let functor, let arguments): functor.mayFail || arguments.contains(where: mayFail)
    }
  }
}
