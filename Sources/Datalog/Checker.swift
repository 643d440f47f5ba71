// From syntax trees to a checked program: names are resolved, rules are normalised, types and bindings are checked, and
// strata are found. All faults of all sources come out at once.

import SourceDiagnostics

/// A tuple that the program text itself states.
struct ConstantFact: Sendable {
  var relation: Int
  var values: [Value]
}

struct Checker {
  private(set) var types = TypeTable()
  private(set) var relations: [RelationInfo] = []
  private(set) var numbers: [String: Int] = [:]
  private(set) var rules: [Rule] = []
  private(set) var facts: [ConstantFact] = []
  private(set) var directives: [RelationDirective] = []
  private(set) var strata: [Stratum] = []
  /// For each relation, the one that stores its facts and what its rules derive: itself, unless it is an `eqrel`.
  private(set) var storageRelation: [Int] = []
  /// When the recursion that a relation is part of may stop, by the number of its tuples.
  private(set) var sizeLimits: [Int: Int] = [:]
  /// Names whose declaration could not be read; using them is not reported as a second fault.
  private var unreadable: Set<String> = []
  private var suggestions = 0
  /// Where types are declared.
  private var typePlaces: [String: SourcePlace] = [:]
  /// Where relations got directives that they may have once, by directive and relation.
  private var directivePlaces: [[String]: SourcePlace] = [:]
  /// Whether the clause that is being checked is a question.
  private var isAsked = false
  var diagnostics: [Diagnostic] = []

  init(_ items: [Item]) {
    for case .unreadable(let names) in items { unreadable.formUnion(names.map(\.text)) }
    declareTypes(items)
    declareRelations(items)
    var clause = 0
    var plans: [(clause: Int, plans: [PlanSyntax])] = []
    for item in items {
      switch item {
      case .directive(let directive): check(directive)
      case .clause(let syntax):
        check(syntax, number: clause)
        clause += 1
      case .sizeLimit(let relation, let count):
        if let number = resolve(relation) { sizeLimits[number] = count }
        refuseSecond("limitsize", of: relation.text, at: relation.place)
      case .plan(let written): plans.append((clause - 1, written))
      case .type, .relations, .component, .instance, .override, .include, .once, .pragma, .documentation,
        .annotation, .unreadable:
        break
      }
    }
    for (number, receiver) in storageRelation.enumerated() where receiver != number {
      rules += Equivalence.rules(closing: receiver, into: number, relations, types, clause: clause)
    }
    // A variable that is reported as unbound need not be reported as single too.
    let wrong = Set(diagnostics.filter { $0.severity == .error }.map(\.place))
    diagnostics.removeAll { $0.severity != .error && wrong.contains($0.place) }
    let (strata, faults) = Stratum.ordered(rules: rules, relations: relations)
    self.strata = strata
    diagnostics += faults
    checkRecursion()
    checkInlining()
    check(plans)
  }

  /// Refuses a directive that the relation has already.
  private mutating func refuseSecond(_ directive: String, of relation: String, at place: SourcePlace) {
    if let first = directivePlaces[[directive, relation]] {
      diagnostics.append(Messages.secondDirective(directive, relation, at: place, first: first))
    } else {
      directivePlaces[[directive, relation]] = place
    }
  }

  /// Refuses rules that would need very many plans.
  private mutating func checkRecursion() {
    for stratum in strata where stratum.isRecursive {
      let members = Set(stratum.relations)
      for rule in stratum.rules.map({ rules[$0] }) {
        let count = rule.body.count { if case .atom(let atom) = $0 { members.contains(atom.relation) } else { false } }
        if count > Checker.mostRecursiveAtoms {
          diagnostics.append(Messages.tooManyRecursiveAtoms(Checker.mostRecursiveAtoms, at: rule.place))
        }
      }
    }
  }

  /// The orders that somebody asks for in recursive rules, which are not followed, must be orders all the same.
  private mutating func check(_ plans: [(clause: Int, plans: [PlanSyntax])]) {
    guard !plans.isEmpty else { return }
    let members = Dictionary(
      strata.filter(\.isRecursive).enumerated().flatMap { number, stratum in stratum.relations.map { ($0, number) } },
      uniquingKeysWith: { first, _ in first })
    let rulesByClause = Dictionary(grouping: rules, by: \.clause)
    for (clause, plans) in plans {
      for plan in plans {
        let fault = (rulesByClause[clause] ?? []).lazy.compactMap { Checker.fault(of: plan, for: $0, members) }.first
        if let fault { diagnostics.append(fault) }
      }
    }
  }

  /// - Parameter members: for each relation of a recursive stratum, the stratum.
  private static func fault(of plan: PlanSyntax, for rule: Rule, _ members: [Int: Int]) -> Diagnostic? {
    guard let stratum = members[rule.head.relation] else { return nil }
    let atoms = rule.body.compactMap { if case .atom(let atom) = $0 { atom } else { nil } }
    let versions = atoms.count { members[$0.relation] == stratum }
    guard versions > 0 else { return nil }
    if plan.order.count != atoms.count || Set(plan.order) != Set((1...atoms.count).map(String.init)) {
      return Messages.badPlan(atoms: atoms.count, at: plan.place)
    }
    return Int(plan.version).map { $0 < versions } == true ? nil : Messages.badPlan(versions: versions, at: plan.place)
  }

  /// Refuses `inline` where Soufflé could not put the relation's rules in the place of its uses; here it changes nothing.
  private mutating func checkInlining() {
    let inline = Set(relations.indices.filter { relations[$0].isInline })
    guard !inline.isEmpty else { return }
    func name(_ relation: Int) -> String { relations[relation].declaration.name }
    func isInline(_ atom: RuleAtom) -> Bool { inline.contains(atom.relation) }
    for directive in directives {
      guard let number = numbers[directive.relation], inline.contains(number) else { continue }
      diagnostics.append(Messages.inline(directive.relation, Messages.asFile, at: directive.place))
    }
    // The rules as somebody wrote them, without those that close an `eqrel`.
    let rules = rules.compactMap { rule -> Rule? in
      guard storageRelation[rule.head.relation] == rule.head.relation else { return nil }
      var written = rule
      written.head.relation = relations[rule.head.relation].pairsOf ?? rule.head.relation
      return written
    }
    for cycle in Stratum.cycles(among: inline, rules: rules, relationCount: relations.count) {
      let words = Messages.itsOwnCycle(cycle.map(name).joined(separator: " → "))
      diagnostics.append(Messages.inline(name(cycle[0]), words, at: relations[cycle[0]].declaration.place))
    }
    let withOwnVariables = Set(rules.filter { isInline($0.head) && $0.hasVariablesBesidesHead }.map(\.head.relation))
    for rule in rules {
      for literal in rule.body {
        switch literal {
        case .negation(let atom) where isInline(atom):
          if withOwnVariables.contains(atom.relation) {
            diagnostics.append(Messages.inline(name(atom.relation), Messages.asNegation, at: atom.place))
          } else if atom.arguments.contains(where: { rule.nodes[$0].isWildcard }) {
            diagnostics.append(Messages.inline(name(atom.relation), Messages.asNegationOfWildcard, at: atom.place))
          }
        case .aggregate:
          diagnostics += literal.completeAtoms.filter(isInline)
            .map { Messages.inline(name($0.relation), Messages.asAggregate, at: $0.place) }
        case .atom, .negation, .comparison, .test, .truth, .range: break
        }
      }
    }
  }

  private mutating func declareTypes(_ items: [Item]) {
    let declarations = items.compactMap { item in if case .type(let type) = item { type } else { nil } }
    for type in declarations where typePlaces[type.name.text] == nil { typePlaces[type.name.text] = type.name.place }
    let (table, faults) = TypeTable.declared(by: declarations, unreadable: unreadable)
    types = table
    diagnostics += faults
  }

  private mutating func declareRelations(_ items: [Item]) {
    var documentation: [String] = []
    for item in items {
      switch item {
      case .documentation(let line): documentation.append(line)
      case .relations(let syntax):
        declare(syntax, documentation: documentation.joined(separator: "\n"))
        documentation = []
      case .annotation: break
      default: documentation = []
      }
    }
    storageRelation = Array(relations.indices)
    for case .relations(let syntax) in items {
      guard let qualifier = syntax.qualifiers.first(where: { $0.text == "eqrel" }) else { continue }
      for name in syntax.names { makeEquivalence(name, qualifier) }
    }
  }

  private mutating func declare(_ syntax: RelationSyntax, documentation: String) {
    var columns: [(name: Name, type: Int)] = []
    var places: [String: SourcePlace] = [:]
    for (name, type) in syntax.columns {
      if let first = places.updateValue(name.place, forKey: name.text) {
        diagnostics.append(Messages.duplicate(name.text, at: name.place, first: first))
        places[name.text] = first
      }
      if types[type.text] == nil { reportUnknownType(type) }
      columns.append((name, types[type.text] ?? types.number(of: .symbol)))
    }
    guard syntax.columns.allSatisfy({ types[$0.type.text] != nil }) else {
      unreadable.formUnion(syntax.names.map(\.text))
      return
    }
    for name in syntax.names {
      if let first = numbers[name.text] {
        let place = relations[first].declaration.place
        diagnostics.append(Messages.duplicate(name.text, at: name.place, first: place))
        continue
      }
      if let place = typePlaces[name.text] {
        let (first, second) = (min(place, name.place), max(place, name.place))
        diagnostics.append(Messages.duplicate(name.text, at: second, first: first))
      }
      let described = zip(syntax.columns, columns).map { written, resolved in
        RelationDeclaration.Column(
          name: written.name.text, type: written.type.text, kind: types.kind(of: resolved.type))
      }
      numbers[name.text] = relations.count
      let declaration = RelationDeclaration(
        name: name.text, columns: described, documentation: documentation, place: name.place)
      relations.append(
        RelationInfo(
          declaration: declaration, types: columns.map(\.type),
          isAlwaysWhole: syntax.qualifiers.contains { $0.text == "no_magic" },
          isInline: syntax.qualifiers.contains { $0.text == "inline" }))
      for qualifier in syntax.qualifiers {
        guard let kind = RelationDirective.Kind(rawValue: qualifier.text) else { continue }
        if kind == .printsize { refuseSecond("printsize", of: name.text, at: qualifier.place) }
        directives.append(
          RelationDirective(kind: kind, relation: name.text, parameters: [], place: qualifier.place))
      }
    }
  }

  /// Gives an `eqrel` a relation beside it that takes the pairs that are stated and derived.
  private mutating func makeEquivalence(_ name: Name, _ qualifier: Name) {
    guard let number = numbers[name.text], relations[number].pairsOf == nil, storageRelation[number] == number else {
      return
    }
    let relation = relations[number]
    guard relation.arity == 2, relation.types[0] == relation.types[1] else {
      diagnostics.append(Messages.badEquivalence(name.text, at: qualifier.place))
      return
    }
    storageRelation[number] = relations.count
    storageRelation.append(relations.count)
    let declaration = RelationDeclaration(
      name: name.text + ".pairs", columns: relation.declaration.columns, documentation: "",
      place: relation.declaration.place)
    relations.append(RelationInfo(declaration: declaration, types: relation.types, pairsOf: number))
  }

  /// Whether it, or the component's instance that it is in, has a fault that is reported elsewhere.
  private func isUnreadable(_ name: Name) -> Bool {
    var prefix = name.text[...]
    while !unreadable.contains(String(prefix)) {
      guard let stop = prefix.lastIndex(of: ".") else { return false }
      prefix = prefix[..<stop]
    }
    return true
  }

  /// A suggestion for the first unknown names: each costs a look at all names, and nobody reads a thousand.
  private mutating func nearest(to name: String, among names: some Sequence<String>) -> Wording? {
    guard suggestions < Checker.mostSuggestions else { return nil }
    suggestions += 1
    return suggestion(for: name, among: names)
  }

  private static let mostSuggestions = 100

  private mutating func reportUnknownType(_ type: Name) {
    guard !isUnreadable(type) else { return }
    let hint = nearest(to: type.text, among: types.allNames)
    diagnostics.append(Messages.unknownType(type.text, at: type.place, hint: hint))
  }

  private mutating func check(_ directive: DirectiveSyntax) {
    for relation in directive.relations where resolve(relation) != nil {
      if directive.kind == .printsize { refuseSecond("printsize", of: relation.text, at: relation.place) }
      directives.append(
        RelationDirective(
          kind: directive.kind, relation: relation.text,
          parameters: directive.parameters.map { .init(name: $0.name, value: $0.value) }, place: relation.place))
    }
  }

  /// The relation's number; a fault if there is none.
  private mutating func resolve(_ name: Name) -> Int? {
    if let number = numbers[name.text] { return number }
    if isUnreadable(name) { return nil }
    // Who asks a question declares nothing.
    let declare = isAsked || name.text.contains(".") ? nil : Messages.declareHint(name.text)
    let hint = nearest(to: name.text, among: numbers.keys) ?? declare
    diagnostics.append(Messages.unknownRelation(name.text, at: name.place, hint: hint))
    return nil
  }

  // MARK: Clauses

  private mutating func check(_ clause: ClauseSyntax, number: Int) {
    if let fact = constantFact(clause) {
      facts.append(ConstantFact(relation: storageRelation[fact.relation], values: fact.values))
      return
    }
    isAsked = clause.isQuestion
    defer { isAsked = false }
    var isSound = true
    for head in clause.heads where !checkAtom(head) { isSound = false }
    if let body = clause.body, !checkNames(in: body) { isSound = false }
    for argument in clause.heads.flatMap(\.arguments) where !checkNames(in: argument) { isSound = false }
    // What is single in a question is what is asked.
    if !clause.isQuestion { diagnostics += SingleVariables.warnings(in: clause) }
    guard isSound else { return }
    // Before anything is made of it that takes more than linear time.
    let literals = (clause.body?.largestBranch() ?? 0) + clause.heads.count
    guard literals <= Checker.mostLiterals else {
      diagnostics.append(Messages.tooManyLiterals(Checker.mostLiterals, at: clause.place))
      return
    }
    guard let branches = (clause.body ?? .and([])).branches(limit: Checker.mostBranches) else {
      diagnostics.append(Messages.tooManyBranches(Checker.mostBranches, at: clause.place))
      return
    }
    guard literals * branches.count * clause.heads.count <= Checker.mostLiteralsTogether else {
      diagnostics.append(Messages.tooManyLiterals(together: Checker.mostLiteralsTogether, at: clause.place))
      return
    }
    var part = 0
    for head in clause.heads {
      for branch in branches {
        let rule = RuleBuilder.rule(
          head: head, branch: branch, checker: self, clause, number: number, part: part)
        part += 1
        add(rule)
      }
    }
  }

  /// How many conjunctions one clause may stand for.
  static let mostBranches = 1000

  /// How many heads and literals a clause may have in one conjunction, and how many in all conjunctions together: what
  /// is made of a rule (plans, and those of its updates) takes the square of them.
  static let mostLiterals = 1000
  static let mostLiteralsTogether = 100_000

  /// How many atoms of a rule may be over relations that depend on its head: each has a plan of its own.
  static let mostRecursiveAtoms = 100

  private mutating func add(_ built: (rule: Rule, diagnostics: [Diagnostic])) {
    diagnostics += built.diagnostics
    guard built.diagnostics.isEmpty else { return }
    var rule = built.rule
    var faults = Bindings.faults(of: rule)
    var inference = TypeInference(rule: rule, types: types, relations: relations)
    inference.run()
    faults += inference.diagnostics
    if faults.isEmpty, !rule.isQuestion { faults += MutualAggregates.faults(of: rule) }
    diagnostics += faults
    guard !faults.containErrors else { return }
    rule.nodes = inference.nodes
    rule.head.relation = storageRelation[rule.head.relation]
    rules.append(rule)
  }

  /// A fact of constants that fit needs none of the rest.
  private func constantFact(_ clause: ClauseSyntax) -> ConstantFact? {
    guard clause.body == nil, let head = clause.heads.first, let relation = numbers[head.relation.text],
      relations[relation].arity == head.arguments.count
    else { return nil }
    var values: [Value] = []
    for (argument, type) in zip(head.arguments, relations[relation].types) {
      switch argument.form {
      case .text(let text) where types.kind(of: type) == .symbol: values.append(.symbol(text))
      case .numeral(let numeral):
        guard let value = numeral.value(as: types.kind(of: type)) else { return nil }
        values.append(value)
      default: return nil
      }
    }
    return ConstantFact(relation: relation, values: values)
  }

  // MARK: Names in clauses

  private mutating func checkAtom(_ atom: AtomSyntax) -> Bool {
    guard let number = resolve(atom.relation) else { return false }
    let relation = relations[number]
    guard relation.arity == atom.arguments.count else {
      diagnostics.append(
        Messages.arity(
          atom.relation.text, wanted: relation.arity, found: atom.arguments.count, at: atom.place,
          declared: relation.declaration.place))
      return false
    }
    return true
  }

  private mutating func checkNames(in body: BodySyntax) -> Bool {
    var isSound = true
    switch body {
    case .and(let parts), .or(let parts): for part in parts where !checkNames(in: part) { isSound = false }
    case .not(let part): isSound = checkNames(in: part)
    case .literal(.atom(let atom)):
      isSound = checkAtom(atom)
      for argument in atom.arguments where !checkNames(in: argument) { isSound = false }
    case .literal(.comparison(_, let left, let right, _)), .literal(.test(_, let left, let right, _)):
      for side in [left, right] where !checkNames(in: side) { isSound = false }
    case .literal(.truth): break
    }
    return isSound
  }

  private mutating func checkNames(in expression: ExpressionSyntax) -> Bool {
    var isSound = true
    switch expression.form {
    case .variable, .wildcard, .text, .numeral: break
    case .apply(_, let arguments), .range(let arguments):
      for argument in arguments where !checkNames(in: argument) { isSound = false }
    case .cast(let inner, let type):
      isSound = checkNames(in: inner)
      if types[type.text] == nil {
        reportUnknownType(type)
        isSound = false
      }
    case .aggregate(let aggregate):
      isSound = checkNames(in: aggregate.body)
      if let target = aggregate.target, !checkNames(in: target) { isSound = false }
    }
    return isSound
  }
}
