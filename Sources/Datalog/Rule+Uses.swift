// Sideways information passing: which columns of a body atom are known when some columns of the head are.

/// An atom of a rule's body.
struct Use {
  let atom: RuleAtom
  /// The columns whose value is known.
  let known: Set<Int>
  /// The variables that the demand for the rule's head gives.
  let given: Set<Int>
  /// The literals that give the others, by position.
  let chain: [Int]
}

extension Rule {
  /// All atoms of its body, those that are negated or in aggregates too, each with what is known when some columns of
  /// the head are.
  ///
  /// - Complexity: O(literals²), and that for each negation and each aggregate.
  func uses(knowing columns: Set<Int>) -> [Use] {
    let given = variables(knowing: columns)
    var uses: [Use] = []
    let all = followed(body.indices, given) { uses.append(use(of: $0, given, $1, $2)) }
    uses += all.left.map { use(of: $0, given, all.known, all.chain) }
    for (position, literal) in body.enumerated() {
      let atoms = literal.completeAtoms
      if atoms.isEmpty { continue }
      // A guard on the left of what can fail is asked before what stands to its right holds, and must not be wrong then.
      let before = followed(body.indices[..<position], given)
      uses += atoms.map { use(of: $0, given, before.known, before.chain) }
    }
    return uses
  }

  /// The variables in these columns of the head.
  func variables(knowing columns: Set<Int>) -> Set<Int> {
    Set(columns.map { uncast(head.arguments[$0]) }.filter { nodes[$0].isVariable })
  }

  private func use(of atom: RuleAtom, _ given: Set<Int>, _ known: Set<Int>, _ chain: [Int]) -> Use {
    let columns = atom.arguments.indices.filter { column in
      let node = uncast(atom.arguments[column])
      return known.contains(node) || nodes[node].constant != nil
    }
    return Use(atom: atom, known: Set(columns), given: given, chain: chain)
  }

  /// Goes from what is known to the atoms that share a variable with it, which then is known too; where nothing is
  /// known, it starts at an atom with a constant.
  ///
  /// - Parameter visit: called with each such atom, and what was known before.
  /// - Returns: what is known in the end, the atoms that led there, and those that nothing led to.
  func followed(
    _ positions: Range<Int>, _ given: Set<Int>,
    visit: (RuleAtom, _ known: Set<Int>, _ chain: [Int]) -> Void = { _, _, _ in }
  ) -> (known: Set<Int>, chain: [Int], left: [RuleAtom]) {
    var (known, chain): (Set<Int>, [Int]) = (given, [])
    var waiting = positions.compactMap { position -> (position: Int, atom: RuleAtom)? in
      if case .atom(let atom) = body[position] { (position, atom) } else { nil }
    }
    var users: [Int: [Int]] = [:]
    for (position, atom) in waiting {
      for argument in atom.arguments { users[uncast(argument), default: []].append(position) }
    }
    var connected = Set(given.flatMap { users[$0] ?? [] })
    if known.isEmpty {
      for (position, atom) in waiting where atom.arguments.contains(where: { nodes[uncast($0)].constant != nil }) {
        connected.insert(position)
        // From the first on it is what that gives which leads further, if it gives anything.
        if atom.arguments.contains(where: { nodes[uncast($0)].isVariable }) { break }
      }
    }
    while let next = waiting.firstIndex(where: { connected.contains($0.position) }) {
      let (position, atom) = waiting.remove(at: next)
      visit(atom, known, chain)
      chain.append(position)
      for node in atom.arguments.map(uncast) where nodes[node].isVariable && known.insert(node).inserted {
        connected.formUnion(users[node] ?? [])
      }
    }
    return (known, chain, waiting.map(\.atom))
  }

  /// Whether its body has a tuple of the head's own relation with the same values in the columns.
  func restsOnItself(in columns: Set<Int>) -> Bool {
    body.contains { literal in
      guard case .atom(let atom) = literal, atom.relation == head.relation else { return false }
      return columns.allSatisfy { uncast(atom.arguments[$0]) == uncast(head.arguments[$0]) }
    }
  }
}

extension Rule {
  /// Whether a variable that somebody wrote is not in its head.
  var hasVariablesBesidesHead: Bool {
    let inHead = NodeSet(head.arguments.flatMap(variables(of:)))
    return nodes.indices.contains { node in
      if case .variable(let name) = nodes[node].form { !name.isEmpty && !inHead.contains(node) } else { false }
    }
  }
}

extension Literal {
  /// The arguments of an atom without `!`, which it binds.
  var foundArguments: [Int] { if case .atom(let atom) = self { atom.arguments } else { [] } }

  /// The atoms of which it looks at all there are: what it negates, and what is in an aggregate.
  var completeAtoms: [RuleAtom] {
    switch self {
    case .negation(let atom): [atom]
    case .aggregate(_, let aggregate):
      aggregate.body.flatMap { literal in if case .atom(let atom) = literal { [atom] } else { literal.completeAtoms } }
    case .atom, .comparison, .test, .truth, .range: []
    }
  }
}
