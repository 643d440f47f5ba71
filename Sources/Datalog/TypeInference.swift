// Finds the kind and the types of everything in a rule.
//
// First kinds: whatever has to be of one kind is put together (union-find), and each group gets the kind that one of its
// members has. Then types, as Soufflé finds them: a variable's types are the largest common subtypes of the columns it
// occurs in in positive atoms and of what it is compared with; heads and negations only check. Constants and results of
// functions have no narrower type than their kind, and fit every column of that kind.

import SourceDiagnostics

struct TypeInference {
  private let rule: Rule
  private let types: TypeTable
  private let relations: [RelationInfo]
  private(set) var nodes: [Node]
  private(set) var diagnostics: [Diagnostic] = []

  /// For each node, another node of its group, or itself.
  private var group: [Int]
  private var kinds: [ValueKind?]
  /// The kinds that a group may have where no member fixes it.
  private var allowed: [KindSet]

  /// The types of a node, as far as they are known.
  private enum TypeSet: Equatable {
    /// Anything.
    case open
    /// A value of the kind, not known to be of a declared type.
    case kind
    case types([Int])
  }
  private var sets: [TypeSet]
  private var hasChanged = false

  init(rule: Rule, types: TypeTable, relations: [RelationInfo]) {
    self.rule = rule
    self.types = types
    self.relations = relations
    nodes = rule.nodes
    group = Array(rule.nodes.indices)
    kinds = rule.nodes.map { _ in nil }
    allowed = rule.nodes.map { _ in KindSet.all }
    sets = rule.nodes.map { _ in .open }
  }

  mutating func run() {
    // What is certain goes first, so that faults are found where it is contradicted.
    for node in nodes.indices { constrainConstant(node) }
    constrainKinds(rule.body)
    for node in nodes.indices { constrainCall(node) }
    constrainKinds(rule.head)
    // After all that may say what is cast.
    for node in nodes.indices { constrainCast(node) }
    guard diagnostics.isEmpty else { return }
    settleKinds()
    guard diagnostics.isEmpty else { return }
    repeat {
      hasChanged = false
      narrow(rule.body)
      for node in nodes.indices { narrow(node) }
    } while hasChanged && diagnostics.isEmpty
    guard diagnostics.isEmpty else { return }
    check(rule.head)
    check(rule.body)
  }

  // MARK: Kinds

  private mutating func root(_ node: Int) -> Int {
    var node = node
    while group[node] != node {
      group[node] = group[group[node]]
      node = group[node]
    }
    return node
  }

  private mutating func fix(_ node: Int, _ kind: ValueKind, at place: SourcePlace) {
    let root = root(node)
    if let other = kinds[root] {
      if other != kind { report(node, is: other, wanted: kind, at: place) }
    } else if allowed[root].contains(kind) {
      kinds[root] = kind
    } else if case .numeral(let numeral) = nodes[node].form {
      diagnostics.append(Messages.notOfKind(kind, numeral: numeral.description, at: place))
    } else {
      diagnostics.append(Messages.notOfKind(kind, allowed: allowed[root], at: place))
    }
  }

  private mutating func restrict(_ node: Int, to kinds: KindSet, at place: SourcePlace) {
    let root = root(node)
    allowed[root].formIntersection(kinds)
    if let kind = self.kinds[root] {
      if !kinds.contains(kind) { diagnostics.append(Messages.notOfKind(kind, allowed: kinds, at: place)) }
    } else if allowed[root].isEmpty {
      diagnostics.append(Messages.noKind(at: place))
    }
  }

  private mutating func join(_ left: Int, _ right: Int, at place: SourcePlace) {
    let (one, other) = (root(left), root(right))
    guard one != other else { return }
    if let kind = kinds[one], let wanted = kinds[other], kind != wanted {
      report(left, is: kind, wanted: wanted, at: place)
      return
    }
    let fixed = kinds[one] ?? kinds[other]
    let both = allowed[one].intersection(allowed[other])
    if let fixed, !both.contains(fixed) {
      diagnostics.append(Messages.notOfKind(fixed, allowed: both, at: place))
      return
    }
    if both.isEmpty {
      diagnostics.append(Messages.noKind(at: place))
      return
    }
    group[other] = one
    kinds[one] = fixed
    allowed[one] = both
  }

  private mutating func report(_ node: Int, is kind: ValueKind, wanted: ValueKind, at place: SourcePlace) {
    if case .variable(let name) = nodes[node].form, !name.isEmpty {
      diagnostics.append(Messages.kindMismatch(name, kind, wanted: wanted, at: place))
    } else {
      diagnostics.append(Messages.kindMismatch(nil, kind, wanted: wanted, at: place))
    }
  }

  private mutating func constrainConstant(_ node: Int) {
    let place = nodes[node].place
    switch nodes[node].form {
    case .text: fix(node, .symbol, at: place)
    case .numeral(let numeral):
      restrict(node, to: KindSet.numeric.filter { numeral.value(as: $0) != nil }, at: place)
    case .cast(_, let type): fix(node, types.kind(of: type), at: place)
    case .variable, .result, .wildcard, .apply: break
    }
  }

  private mutating func constrainCall(_ node: Int) {
    let place = nodes[node].place
    switch nodes[node].form {
    case .variable, .result, .wildcard, .text, .numeral, .cast: break
    case .apply(let functor, let arguments):
      let signature = functor.signature
      let faults = diagnostics.count
      var shared: Int?
      for (position, argument) in arguments.enumerated() where diagnostics.count == faults {
        let place = rule.place(of: argument, within: place)
        switch signature.slots[min(position, signature.slots.count - 1)] {
        case .any: break
        case .exactly(let kind): fix(argument, kind, at: place)
        case .same:
          restrict(argument, to: signature.kinds, at: place)
          if let shared, diagnostics.count == faults { join(shared, argument, at: place) }
          shared = argument
        }
      }
      guard diagnostics.count == faults else { return }
      switch signature.result {
      case .any: break
      case .exactly(let kind): fix(node, kind, at: place)
      case .same: if let shared { join(node, shared, at: place) }
      }
    }
  }

  /// A cast changes no kind, but that whole numbers with and without a sign may be taken for each other, bit for bit.
  private mutating func constrainCast(_ node: Int) {
    guard case .cast(let inner, let type) = nodes[node].form else { return }
    let inside = root(inner)
    if KindSet.integral.contains(types.kind(of: type)) {
      if let kind = kinds[inside] {
        if KindSet.integral.contains(kind) { return }
      } else if !allowed[inside].contains(types.kind(of: type)), !allowed[inside].isDisjoint(with: .integral) {
        return
      }
    }
    join(inner, node, at: rule.place(of: inner, within: nodes[node].place))
  }

  private mutating func constrainKinds(_ atom: RuleAtom) {
    for ((node, place), type) in zip(zip(atom.arguments, atom.places), relations[atom.relation].types) {
      fix(node, types.kind(of: type), at: place)
    }
  }

  private mutating func constrainKinds(_ literals: [Literal]) {
    for literal in literals {
      switch literal {
      case .atom(let atom), .negation(let atom): constrainKinds(atom)
      case .comparison(_, let left, let right, let place): join(left, right, at: place)
      case .test(_, _, let left, let right, let place):
        for node in [left, right] {
          fix(node, .symbol, at: rule.place(of: node, within: place))
        }
      case .truth: break
      case .range(let result, let bounds, let place):
        for node in bounds + [result] {
          restrict(node, to: .numeric, at: nodes[node].place)
          join(result, node, at: rule.place(of: node, within: place))
        }
      case .aggregate(let result, let aggregate):
        constrainKinds(aggregate.body)
        switch aggregate.operation {
        case .count: fix(result, .number, at: aggregate.place)
        case .mean:
          fix(result, .float, at: aggregate.place)
          if let target = aggregate.target { fix(target, .float, at: nodes[target].place) }
        case .sum, .min, .max:
          restrict(result, to: .numeric, at: aggregate.place)
          if let target = aggregate.target { join(result, target, at: nodes[target].place) }
        }
      }
    }
  }

  /// Gives every group a kind: one that nothing fixes is a number if it can be, as in Soufflé.
  private mutating func settleKinds() {
    for node in nodes.indices {
      let root = root(node)
      let kind =
        kinds[root] ?? [ValueKind.number, .unsigned, .float, .symbol].first { allowed[root].contains($0) } ?? .number
      nodes[node].kind = kind
      if case .numeral(let numeral) = nodes[node].form, numeral.value(as: kind) == nil {
        diagnostics.append(Messages.notOfKind(kind, numeral: numeral.description, at: nodes[node].place))
      }
    }
  }

  // MARK: Types

  private mutating func narrow(_ node: Int, to set: TypeSet, at place: SourcePlace) {
    let result: TypeSet
    switch (sets[node], set) {
    case (_, .open): return
    case (.open, _), (.kind, .types): result = set
    case (_, .kind): return
    case (.types(let mine), .types(let theirs)):
      var common: [Int] = []
      for one in mine {
        for other in theirs {
          for type in types.common(one, other) where !common.contains(type) { common.append(type) }
        }
      }
      if common.isEmpty {
        reportClash(node, mine, theirs, at: place)
        return
      }
      result = .types(common.sorted())
    }
    guard result != sets[node] else { return }
    sets[node] = result
    hasChanged = true
  }

  private mutating func reportClash(_ node: Int, _ mine: [Int], _ theirs: [Int], at place: SourcePlace) {
    let bridge = types.nearestIncluding(mine[0], theirs[0]).map(types.name(of:))
    diagnostics.append(
      Messages.typeClash(
        variableName(node), mine.map(types.name(of:)), theirs.map(types.name(of:)), bridge: bridge, at: place))
  }

  private func variableName(_ node: Int) -> String? {
    if case .variable(let name) = nodes[node].form, !name.isEmpty { name } else { nil }
  }

  private mutating func equate(_ left: Int, _ right: Int, at place: SourcePlace) {
    let faults = diagnostics.count
    narrow(left, to: sets[right], at: place)
    if diagnostics.count == faults { narrow(right, to: sets[left], at: place) }
  }

  private mutating func narrow(_ node: Int) {
    let place = nodes[node].place
    switch nodes[node].form {
    case .variable, .result, .wildcard: break
    case .text, .numeral, .apply: narrow(node, to: .kind, at: place)
    case .cast(_, let type): narrow(node, to: .types([type]), at: place)
    }
  }

  private mutating func narrow(_ literals: [Literal]) {
    for literal in literals {
      switch literal {
      case .atom(let atom):
        for ((node, place), type) in zip(zip(atom.arguments, atom.places), relations[atom.relation].types) {
          narrow(node, to: .types([type]), at: place)
        }
      case .negation, .truth: break
      case .comparison(_, let left, let right, let place), .test(_, _, let left, let right, let place):
        equate(left, right, at: place)
      case .range(let result, _, let place): narrow(result, to: .kind, at: place)
      case .aggregate(let result, let aggregate):
        narrow(aggregate.body)
        narrow(result, to: .kind, at: aggregate.place)
        if let target = aggregate.target { equate(result, target, at: nodes[target].place) }
      }
    }
  }

  private mutating func check(_ literals: [Literal]) {
    for literal in literals {
      switch literal {
      case .negation(let atom): check(atom, orOverlapping: true)
      case .aggregate(_, let aggregate): check(aggregate.body)
      case .atom, .comparison, .test, .truth, .range: break
      }
    }
  }

  /// Every argument's type must be included in its column's; in a negation it is enough that a value can be of both.
  private mutating func check(_ atom: RuleAtom, orOverlapping mayOverlap: Bool = false) {
    let relation = relations[atom.relation]
    for (position, node) in atom.arguments.enumerated() {
      let wanted = relation.types[position]
      guard case .types(let mine) = sets[node],
        let odd = mine.first(where: {
          !types.includes(wanted, $0) && !(mayOverlap && !types.common(wanted, $0).isEmpty)
        })
      else { continue }
      let column = relation.declaration.columns[position]
      diagnostics.append(
        Messages.typeTooWide(
          variableName(node), types.name(of: odd), column: column.name, of: relation.declaration.name,
          wanted: column.type, at: atom.places[position]))
    }
  }
}
