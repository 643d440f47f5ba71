// Computes all relations of a program, bottom up.
//
// Strata are computed one after another. A stratum without recursion takes one pass over its rules. In one with
// recursion the first pass looks at everything there is; from then on a rule can only give something new if one of its
// tuples is new, so only what the last round added is joined with the rest ("semi-naive"). A rule with n atoms in the
// stratum has n versions for that: in the i-th, the i-th of them looks at the recent rows, those before it at all rows,
// and those after it at the stable ones, so that no combination is met twice. The stratum is done when a round adds
// nothing.
//
// - Source: Bancilhon, "Naive evaluation of recursively defined relations", 1986; Abiteboul, Hull, Vianu, "Foundations
//   of Databases", 1995, chapter 13.

import SourceDiagnostics
import TupleStore

struct Evaluator {
  private let program: Program
  private let limits: EvaluationLimits
  private let context: EvaluationContext
  private var store: TupleStore
  private var diagnostics: [Diagnostic] = []

  static func evaluate(
    _ program: Program, _ facts: consuming FactSet, _ limits: EvaluationLimits
  ) -> (evaluation: Evaluation?, diagnostics: [Diagnostic]) {
    var evaluator = Evaluator(program, facts.takeDictionary(), limits)
    evaluator.load(facts)
    if evaluator.diagnostics.isEmpty { evaluator.run() }
    let diagnostics = (evaluator.diagnostics + evaluator.context.diagnostics).inReadingOrder
    guard diagnostics.isEmpty else { return (nil, diagnostics) }
    let evaluation = Evaluation(
      relations: evaluator.store.relations, declarations: program.declarations, numbers: program.numbers,
      dictionary: evaluator.context.dictionary)
    return (evaluation, [])
  }

  private init(_ program: Program, _ dictionary: ValueDictionary, _ limits: EvaluationLimits) {
    self.program = program
    self.limits = limits
    context = EvaluationContext(dictionary)
    store = TupleStore(rowLimit: limits.maximumTuples)
    store.relations = program.relations.map { $0.pairsOf == nil ? Relation(arity: $0.arity) : .connections() }
  }

  // MARK: Facts

  private mutating func load(_ facts: consuming FactSet) {
    for name in facts.relations {
      guard let number = program.numbers[name] else {
        diagnostics.append(
          Wordings.unknownFactRelation(name, hint: suggestion(for: name, among: program.numbers.keys)))
        continue
      }
      let declaration = program.relations[number].declaration
      if let table = facts.takeTable(of: name) {
        if let fault = Evaluator.fault(of: table, for: declaration) {
          diagnostics.append(fault)
        } else {
          store.relations[program.receivers[number]].insert(columns: table.columns, count: table.count)
        }
      }
      for tuple in facts.insertedTuples(of: name) {
        if let fault = Evaluator.fault(of: tuple, for: declaration) {
          // One fault of a relation is enough to go by; thousands would hide the others.
          diagnostics.append(fault)
          break
        }
        store.relations[program.receivers[number]].insert(tuple.map(context.id(of:)))
      }
    }
    for fact in program.facts { store.relations[fact.relation].insert(fact.values.map(context.id(of:))) }
    for number in store.relations.indices { store.relations[number].beginRounds(isGrowing: false) }
  }

  private static func fault(of table: FactTable, for declaration: RelationDeclaration) -> Diagnostic? {
    guard table.kinds.count == declaration.columns.count else {
      return Wordings.badFact(declaration.name, wanted: declaration.columns.count, found: table.kinds.count)
    }
    for (kind, column) in zip(table.kinds, declaration.columns) where kind != column.kind {
      return Wordings.badFact(declaration.name, column: column.name, wanted: column.kind, found: kind)
    }
    return nil
  }

  private static func fault(of tuple: [Value], for declaration: RelationDeclaration) -> Diagnostic? {
    guard tuple.count == declaration.columns.count else {
      return Wordings.badFact(declaration.name, wanted: declaration.columns.count, found: tuple.count)
    }
    for (value, column) in zip(tuple, declaration.columns) {
      let isFinite = if case .float(let number) = value { number.isFinite } else { true }
      if value.kind != column.kind || !isFinite {
        return Wordings.badFact(declaration.name, column: column.name, wanted: column.kind, found: value)
      }
    }
    return nil
  }

  // MARK: Strata

  /// A stratum that met a fault is incomplete, and what needs it is left out; the others may have faults of their own.
  private mutating func run() {
    var incomplete: Set<Int> = []
    for stratum in program.strata {
      let faults = context.faultCount
      if stratum.rules.contains(where: { !incomplete.isDisjoint(with: program.rules[$0].relations) }) {
        incomplete.formUnion(stratum.relations)
      } else {
        guard run(stratum) else { return }
      }
      if context.faultCount > faults { incomplete.formUnion(stratum.relations) }
    }
  }

  /// False if a limit was reached.
  private mutating func run(_ stratum: Stratum) -> Bool {
    for relation in stratum.relations { store.relations[relation].beginRounds(isGrowing: stratum.isRecursive) }
    for number in stratum.rules {
      for pipeline in pipelines(of: number, stratum, isDelta: false) {
        guard run(pipeline, of: number) else { return false }
      }
    }
    if stratum.isRecursive { guard runRounds(stratum) else { return false } }
    for relation in stratum.relations { store.relations[relation].settle() }
    return true
  }

  private mutating func runRounds(_ stratum: Stratum) -> Bool {
    for relation in stratum.relations { store.relations[relation].advance() }
    let deltas = stratum.rules.map { ($0, pipelines(of: $0, stratum, isDelta: true)) }
    var round = 1
    while stratum.relations.contains(where: { store.relations[$0].hasRecent }) {
      round += 1
      var productive: Int?
      for (number, pipelines) in deltas {
        let before = store.addedRows
        for pipeline in pipelines { guard run(pipeline, of: number) else { return false } }
        if store.addedRows > before { productive = productive ?? number }
      }
      if round > limits.maximumIterations, let productive {
        diagnostics.append(
          Wordings.tooManyIterations(limits.maximumIterations, at: program.rules[productive].place))
        return false
      }
      for relation in stratum.relations { store.relations[relation].advance() }
      if stratum.relations.contains(where: { isLargeEnough($0) }) { break }
    }
    return true
  }

  /// Whether it has as many tuples as `.limitsize` asks for.
  private func isLargeEnough(_ relation: Int) -> Bool {
    program.sizeLimits[relation].map { store.relations[relation].visibleCount >= $0 } ?? false
  }

  /// False if there are too many tuples.
  private mutating func run(_ pipeline: JoinPipeline, of rule: Int) -> Bool {
    if store.run(pipeline, host: context) { return true }
    diagnostics.append(Wordings.tooManyTuples(limits.maximumTuples, at: program.rules[rule].place))
    return false
  }

  private mutating func pipelines(of number: Int, _ stratum: Stratum, isDelta: Bool) -> [JoinPipeline] {
    var sizes: [Int: Int] = [:]
    for relation in program.rules[number].relations { sizes[relation] = store.relations[relation].visibleCount }
    // What is being computed is likely to grow.
    for relation in stratum.relations { sizes[relation] = max(sizes[relation] ?? 0, Program.unknownSize) }
    return program.plans(of: number, stratum, isDelta: isDelta) { sizes[$0] ?? 0 }.map { plan in
      JoinPipeline(RuleCompiler.plan(plan, of: program.rules[number], context: context, store: &store))
    }
  }
}
