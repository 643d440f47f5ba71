// What becomes of a rule when something that it looks at has changed: four plans, each of which starts from the change.
//
//     h(x, n) :- a(x, y), !b(y), n = count : { c(x, z) }.
//
// - What is lost: an instance that used a row of `a` that is gone, or lacked a row of `b` that is there now. From the row,
//   the other atoms lead to the heads that may have lost something. They look at what was taken away too, and leave out
//   what is negated or aggregated: that gives a few heads too many, which are looked at again anyhow.
// - Whether a head is still there: the whole body, with the head's values known.
// - What is gained: the whole body, from a row that `a` gained or `b` lost.
// - Which groups of an aggregate are touched: from a changed row of `c`, the `x` that it counts for. That is what the
//   other plans start from, instead of the row.

import TupleStore

/// Something in a rule's body that may change.
struct ChangeSource {
  enum Sign {
    /// A positive atom: a row added to its relation can only add to the rule's.
    case positive
    case negated
    /// It is counted, or the like: any change may add and take away.
    case aggregated
  }

  let relation: Int
  let sign: Sign
  /// The position in the body; and, within an aggregate, that in its body, and so on.
  let path: [Int]

  /// All there are in the rule.
  static func all(in rule: Rule) -> [ChangeSource] {
    func sources(_ literals: [Literal], _ path: [Int]) -> [ChangeSource] {
      literals.enumerated().flatMap { position, literal -> [ChangeSource] in
        let here = path + [position]
        switch literal {
        case .atom(let atom):
          return [ChangeSource(relation: atom.relation, sign: path.isEmpty ? .positive : .aggregated, path: here)]
        case .negation(let atom):
          return [ChangeSource(relation: atom.relation, sign: path.isEmpty ? .negated : .aggregated, path: here)]
        case .aggregate(_, let aggregate): return sources(aggregate.body, here)
        case .comparison, .test, .truth, .range: return []
        }
      }
    }
    return sources(rule.body, [])
  }
}

/// Where a rule of a stratum looks at a relation: as `ChangeSource` says it, in so few words that a walk over hundreds of
/// them costs nothing.
struct ChangePlace {
  let rule: Int
  /// The relation that the rule gives.
  let head: Int
  /// The number of the source in its rule.
  let source: Int
  let relation: Int
  let sign: ChangeSource.Sign
  /// Whether the relation is one of the stratum's.
  let isOwn: Bool
}

/// A rule whose body starts from some rows that are given.
struct ChangedRule {
  private(set) var rule: Rule
  /// Which rows the atoms look at, by position; all there are, where nothing is said.
  private(set) var parts: [Int: RowPart]
  /// The head, where its rows are looked for; else they are made.
  private(set) var head: RuleAtom?
  /// The nodes that make a result.
  private(set) var row: [Int]

  private init(_ rule: Rule) {
    self.rule = rule
    parts = [:]
    row = rule.head.arguments.map(rule.uncast)
  }

  // MARK: The four

  /// From the head's values: whether there is an instance.
  static func support(_ original: Rule) -> ChangedRule {
    var changed = ChangedRule(original)
    changed.row = []
    let start = changed.matchable(original.head)
    changed.setBody([.atom(start.atom)], [.recent], start.tests + original.body)
    return changed
  }

  /// From a row that came or went, or from a group that was touched: what is gained.
  ///
  /// - Parameter group: the variables of the groups of an aggregate.
  static func gained(_ original: Rule, from source: ChangeSource, group: [Int]) -> ChangedRule {
    var changed = ChangedRule(original)
    switch source.sign {
    case .positive: changed.parts = [source.path[0]: .recent]
    case .negated:
      let start = changed.literal(of: source)
      changed.setBody([.atom(start.atom)], [.recent], start.tests + original.body)
    case .aggregated: changed.setBody([.atom(changed.atom(of: group))], [.recent], original.body)
    }
    return changed
  }

  /// From a row that came or went, or from a group that was touched: which heads may have lost an instance.
  static func lost(_ original: Rule, from source: ChangeSource, group: [Int]) -> ChangedRule {
    var changed = ChangedRule(original)
    let start = source.sign == .aggregated ? (changed.atom(of: group), []) : changed.literal(of: source)
    let head = changed.matchable(original.head)
    var others = original.body
    if source.sign == .positive { others.remove(at: source.path[0]) }
    changed.setLooseBody(start, others + head.tests)
    changed.head = head.atom
    changed.row = []
    return changed
  }

  /// From a row that came or went: which groups of the aggregate around it are touched.
  static func touched(_ original: Rule, by source: ChangeSource) -> ChangedRule {
    var changed = ChangedRule(original)
    let start = changed.literal(of: source)
    var others: [Literal] = []
    var shared: [Int] = []
    var literals = original.body
    for (depth, position) in source.path.enumerated() {
      if depth > 0 { others += literals[..<position] + literals[(position + 1)...] }
      guard case .aggregate(_, let aggregate) = literals[position] else { break }
      if depth == 0 { shared = aggregate.shared }
      literals = aggregate.body
    }
    changed.setLooseBody(start, others)
    let bound = Bindings.bound(by: changed.rule.body, in: changed.rule)
    changed.row = shared.filter(bound.contains)
    return changed
  }

  // MARK: Parts

  /// The literal that changed.
  private mutating func literal(of source: ChangeSource) -> (atom: RuleAtom, tests: [Literal]) {
    var literals = rule.body
    for position in source.path {
      switch literals[position] {
      case .atom(let atom), .negation(let atom): return matchable(atom)
      case .aggregate(_, let aggregate): literals = aggregate.body
      case .comparison, .test, .truth, .range: break
      }
    }
    preconditionFailure("a source that the rule does not have")
  }

  /// Something with the values of a group, which the plan starts from; no relation has it.
  private func atom(of group: [Int]) -> RuleAtom {
    RuleAtom(
      relation: rule.head.relation, arguments: group, places: group.map { rule.nodes[$0].place }, place: rule.place)
  }

  /// The atom with variables in the place of what has to be computed, and what these must equal.
  private mutating func matchable(_ original: RuleAtom) -> (atom: RuleAtom, tests: [Literal]) {
    var atom = original
    var tests: [Literal] = []
    for (column, argument) in original.arguments.enumerated() {
      let node = rule.uncast(argument)
      atom.arguments[column] = node
      guard case .apply = rule.nodes[node].form else { continue }
      let place = rule.nodes[node].place
      rule.nodes.append(Node(form: .variable(""), place: place, kind: rule.nodes[node].kind))
      atom.arguments[column] = rule.nodes.count - 1
      tests.append(.comparison(.equal, rule.nodes.count - 1, node, place))
    }
    return (atom, tests)
  }

  private mutating func setBody(_ first: [Literal], _ parts: [RowPart], _ rest: [Literal]) {
    rule.body = first + rest
    for (position, part) in parts.enumerated() { self.parts[position] = part }
  }

  /// A body of what only leads on: atoms, which look at what was taken away too, and the tests that can be made.
  private mutating func setLooseBody(_ start: (atom: RuleAtom, tests: [Literal]), _ others: [Literal]) {
    let kept = (start.tests + others).filter { literal in
      switch literal {
      case .atom, .comparison, .test, .truth, .range: true
      case .negation, .aggregate: false
      }
    }
    let bound = Bindings.bound(by: [.atom(start.atom)] + kept, in: rule)
    rule.body = [.atom(start.atom)] + kept.filter { rule.variables(in: $0).allSatisfy(bound.contains) }
    parts = [0: .recent]
    for (position, literal) in rule.body.enumerated() where position > 0 {
      if case .atom = literal { parts[position] = .everything }
    }
  }
}
