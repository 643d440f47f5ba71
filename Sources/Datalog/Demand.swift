// Computes of a relation only what a question asks for.
//
// A question about what can be reached from "a" does not need what can be reached from elsewhere. If every use of a
// relation knows the values of some columns, because they are constants or were found by means of constants, then a
// second relation collects those values (the demand, or magic set), and the first one's rules are restricted to it. From
//
//     reach(x, y) :- arc(x, y).
//     reach(x, z) :- arc(x, y), reach(y, z).
//     answer(y) :- reach("a", y).
//
// becomes, with the rules that say what is demanded first:
//
//     reach.demanded("a").
//     reach.supplementary(x, y) :- reach.demanded(x), arc(x, y).
//     reach.demanded(y) :- reach.supplementary(x, y).
//     reach(x, y) :- reach.demanded(x), arc(x, y).
//     reach(x, z) :- reach.supplementary(x, y), reach(y, z).
//     answer(y) :- reach("a", y).
//
// Values are handed on from left to right, through atoms that share a variable with what is known; never through
// arithmetic, so what is demanded are values that are there, and there is an end to them. A demand may leave out what it
// could use, for what is demanded too much only costs time. What a recursive rule has to look at before it comes to the
// recursion is looked at once, and kept (a "supplementary" relation), so that the recursion goes through as many tuples as it would without
// a question, at most. The rules keep the places of the clauses they come from, and their bodies as they were.
//
// Not narrowed are relations with a use that knows nothing, and those where it would be a loss or a fault: a relation
// that is complete before others are computed must not wait for these (it would take part in their recursion, and a
// negation of it would have no meaning), and where the number of tuples decides (`.limitsize`) all of them count.
//
// - Source: Bancilhon, Maier, Sagiv, Ullman, "Magic sets and other strange ways to implement logic programs", PODS 1986;
//   Beeri, Ramakrishnan, "On the power of magic", Journal of Logic Programming 1991.

import SourceDiagnostics

extension Program {
  /// The program without what the questions do not need: relations on which no answer rests, and tuples that no rule
  /// asks for.
  ///
  /// Its evaluations have all answers (`Evaluation.answers`); relations that are asked for without a pattern are whole,
  /// others may lack tuples. Relations declared with `no_magic` are computed whole or not at all.
  ///
  /// - Parameter questions: those about relations that are not declared have no answers, and ask for nothing.
  /// - Complexity: O(size of the rules) for each relation that is narrowed.
  public func answering(_ questions: [Question]) -> Program {
    var whole: Set<Int> = []
    for stratum in strata where stratum.relations.contains(where: { sizeLimits[$0] != nil }) {
      whole.formUnion(stratum.relations)
    }
    while true {
      let demand = Demand(self, questions, whole: whole)
      let program = demand.program
      let entangled = entangledRelations(in: program, after: demand)
      if entangled.isEmpty { return program }
      whole.formUnion(entangled)
    }
  }

  /// The relations that now have to wait for others that were computed after them.
  private func entangledRelations(in program: Program, after demand: Demand) -> Set<Int> {
    var level = [Int](repeating: -1, count: relations.count)
    for (number, stratum) in strata.enumerated() { for relation in stratum.relations { level[relation] = number } }
    var entangled: Set<Int> = []
    for stratum in program.strata {
      let members = stratum.relations.filter { $0 < relations.count }
      let last = members.map { level[$0] }.max() ?? 0
      // INVARIANT: what is computed together now and was not before is so because of a demand for the earlier of it.
      entangled.formUnion(members.filter { level[$0] < last && demand.isNarrowed($0) })
    }
    return entangled
  }
}

extension Program {
  /// The program with its rules as they were written, for explanations.
  var withoutDemands: Program {
    var program = self
    for number in rules.indices { program.rules[number].body = rules[number].written ?? rules[number].body }
    return program
  }
}

/// The demand for each relation ("magic set"), and the program rewritten so that it computes no more.
private struct Demand {
  private let original: Program
  /// For each relation that an answer rests on, the columns of which every use knows the value; none if it is computed
  /// whole.
  private var columns: [Int: Set<Int>] = [:]
  /// For each relation that is narrowed, the one with the values that are demanded.
  private var demands: [Int: Int] = [:]
  private(set) var program: Program

  func isNarrowed(_ relation: Int) -> Bool { demands[relation] != nil }

  /// - Parameter whole: relations that are not to be narrowed.
  init(_ original: Program, _ questions: [Question], whole: Set<Int>) {
    self.original = original
    program = original
    let asked = questions.compactMap { question in original.numbers[question.relation].map { ($0, question.pattern) } }
    let narrowable = narrowableColumns(whole: whole)
    for (relation, pattern) in asked {
      let kinds = original.relations[relation].declaration.columns.map(\.kind)
      let known = zip(kinds, pattern).enumerated().filter { $0.element.1?.kind == $0.element.0 }.map(\.offset)
      columns[relation] = (columns[relation] ?? narrowable[relation]).intersection(known)
    }
    var isStable = false
    while !isStable {
      isStable = true
      for rule in original.rules {
        guard let known = columns[rule.head.relation] else { continue }
        for use in rule.uses(knowing: known) {
          let relation = use.atom.relation
          let common = (columns[relation] ?? narrowable[relation]).intersection(use.known)
          if columns.updateValue(common, forKey: relation) != common { isStable = false }
        }
      }
    }
    rewrite(asked)
  }

  /// For each relation the columns that can be demanded: in every rule for it they are constants or come from an atom,
  /// so that looking at what is demanded leaves less to do.
  private func narrowableColumns(whole: Set<Int>) -> [Set<Int>] {
    var columns = original.relations.indices.map { relation -> Set<Int> in
      let info = original.relations[relation]
      return whole.contains(relation) || info.pairsOf != nil || info.isAlwaysWhole ? [] : Set(0..<info.arity)
    }
    var isDerived = [Bool](repeating: false, count: columns.count)
    for rule in original.rules {
      let found = Set(rule.body.flatMap(\.foundArguments).map(rule.uncast))
      isDerived[rule.head.relation] = true
      for (column, argument) in rule.head.arguments.enumerated() {
        let node = rule.uncast(argument)
        if rule.nodes[node].constant == nil, !(rule.nodes[node].isAssignable && found.contains(node)) {
          columns[rule.head.relation].remove(column)
        }
      }
    }
    for relation in columns.indices where !isDerived[relation] { columns[relation] = [] }
    return columns
  }

  // MARK: Rules

  private mutating func rewrite(_ asked: [(relation: Int, pattern: [Value?])]) {
    for (relation, known) in columns.sorted(by: { $0.key < $1.key }) where !known.isEmpty {
      demands[relation] = declare("demanded", for: relation, columns: known.sorted().map { (relation, $0, nil) })
    }
    program.rules = asked.compactMap(seed)
    for rule in original.rules {
      guard let known = columns[rule.head.relation] else { continue }
      let given = demand(for: rule.head).map(Literal.atom)
      var narrowed = rule
      var supplementary: Supplementary?
      // What follows from demanded tuples with the same values is demanded.
      if let given, !rule.restsOnItself(in: known) {
        narrowed.written = rule.body
        supplementary = self.supplementary(of: rule, knowing: known, given: given)
        narrowed.body =
          supplementary.map { supplementary in
            [.atom(supplementary.atom)]
              + rule.body.indices.filter { !supplementary.positions.contains($0) }.map { rule.body[$0] }
          } ?? [given] + rule.body
      }
      program.rules += rule.uses(knowing: known).compactMap {
        demandRule(for: $0, in: rule, given: given, supplementary: supplementary)
      }
      program.rules.append(narrowed)
    }
    program.strata = Stratum.ordered(rules: program.rules, relations: program.relations).strata
  }

  /// Declares a relation beside another, with columns like some that there are, which may get another name; its number.
  private mutating func declare(
    _ word: String, for relation: Int, columns: [(relation: Int, column: Int, name: String?)]
  ) -> Int {
    let declaration = original.relations[relation].declaration
    let described = columns.map { relation, column, name in
      let like = program.relations[relation].declaration.columns[column]
      return RelationDeclaration.Column(name: name ?? like.name, type: like.type, kind: like.kind)
    }
    program.relations.append(
      RelationInfo(
        declaration: RelationDeclaration(
          name: "\(declaration.name).\(word)", columns: described, documentation: "", place: declaration.place),
        types: columns.map { program.relations[$0.relation].types[$0.column] }))
    program.storageRelation.append(program.relations.count - 1)
    return program.relations.count - 1
  }

  /// A supplementary relation: the join of what a recursive rule has before its recursive atom, computed once.
  private struct Supplementary {
    /// The atom that replaces the joined literals in the rule.
    let atom: RuleAtom
    /// The positions of those literals in the body.
    let positions: [Int]
  }

  /// Nil if there is nothing before the recursion.
  private mutating func supplementary(of rule: Rule, knowing known: Set<Int>, given: Literal) -> Supplementary? {
    let together = original.strata.first { $0.relations.contains(rule.head.relation) }?.relations ?? []
    func isRecursive(_ literal: Literal) -> Bool {
      if case .atom(let atom) = literal { together.contains(atom.relation) } else { false }
    }
    let chain = rule.followed(rule.body.indices, rule.variables(knowing: known)).chain
    let positions = Array(chain.prefix { !isRecursive(rule.body[$0]) })
    guard !positions.isEmpty, rule.body.contains(where: isRecursive) else { return nil }
    let rest = rule.body.indices.filter { !positions.contains($0) }.map { rule.body[$0] }
    let needed = Set(rest.flatMap(rule.variables(in:)) + rule.head.arguments.flatMap(rule.variables(of:)))
    var nodes: [Int] = []
    var columns: [(relation: Int, column: Int, name: String?)] = []
    let body = [given] + positions.map { rule.body[$0] }
    for case .atom(let atom) in body {
      for (column, argument) in atom.arguments.enumerated() {
        let node = rule.uncast(argument)
        guard needed.contains(node), !nodes.contains(node) else { continue }
        nodes.append(node)
        let name = if case .variable(let name) = rule.nodes[node].form, !name.isEmpty { name } else { String?.none }
        columns.append((atom.relation, column, name))
      }
    }
    let relation = declare("supplementary", for: rule.head.relation, columns: columns)
    var rule = rule
    rule.body = body
    rule.head = RuleAtom(
      relation: relation, arguments: nodes, places: nodes.map { rule.nodes[$0].place }, place: rule.head.place)
    program.rules.append(rule)
    return Supplementary(atom: rule.head, positions: positions)
  }

  /// The atom that says that what this one stands for is demanded; nil if its relation is computed whole.
  private func demand(for atom: RuleAtom) -> RuleAtom? {
    guard let relation = demands[atom.relation], let known = columns[atom.relation]?.sorted() else { return nil }
    return RuleAtom(
      relation: relation, arguments: known.map { atom.arguments[$0] }, places: known.map { atom.places[$0] },
      place: atom.place)
  }

  /// The rule that derives the demand of one use of a relation; nil if it would derive nothing new.
  private func demandRule(for use: Use, in rule: Rule, given: Literal?, supplementary: Supplementary?) -> Rule? {
    guard var head = demand(for: use.atom) else { return nil }
    head.arguments = head.arguments.map(rule.uncast)
    var demanded = rule
    let isGiven = head.arguments.allSatisfy { !rule.nodes[$0].isVariable || use.given.contains($0) }
    var chain = isGiven ? [] : use.chain
    var first = given
    if let supplementary, chain.starts(with: supplementary.positions) {
      chain.removeFirst(supplementary.positions.count)
      first = .atom(supplementary.atom)
    }
    demanded.body = (first.map { [$0] } ?? []) + chain.map { rule.body[$0] }
    demanded.head = head
    if case .atom(let atom)? = demanded.body.first, demanded.body.count == 1, atom.relation == head.relation,
      atom.arguments.map(rule.uncast) == head.arguments
    {
      return nil
    }
    return demanded
  }

  /// The fact that seeds the demand of a question.
  private func seed(_ relation: Int, _ pattern: [Value?]) -> Rule? {
    guard let demand = demands[relation], let known = columns[relation]?.sorted() else { return nil }
    let place = original.relations[relation].declaration.place
    var rule = Rule(place: place, clause: -1, part: 0)
    rule.nodes = known.compactMap { pattern[$0] }.map { Node(form: $0.form, place: place, kind: $0.kind) }
    rule.head = RuleAtom(
      relation: demand, arguments: Array(rule.nodes.indices), places: known.map { _ in place }, place: place)
    return rule
  }
}

extension Value {
  /// The constant as it stands in a rule.
  fileprivate var form: Node.Form {
    switch self {
    case .symbol(let text): .text(text)
    case .number(let number): .numeral(Numeral(form: .whole(number.magnitude), isNegative: number < 0))
    case .unsigned(let number): .numeral(Numeral(form: .unsigned(number), isNegative: false))
    case .float(let number): .numeral(Numeral(form: .float(number.magnitude), isNegative: number < 0))
    }
  }
}
