// A checked program: what it declares, what it says, and how it is evaluated.
//
// `Datalog` is a library of its own: program text in, relations out. It knows no governance, no YAML and no files.

import SourceDiagnostics

/// A program: relations and rules that were checked and are without fault.
///
/// The language has the syntax of Soufflé and, with 64-bit numbers, its meaning: typed relations, recursion, stratified
/// negation, aggregates, arithmetic and text functions.
///
/// - Source: <https://souffle-lang.github.io/program>
public struct Program: Sendable {
  /// The relations, in the order in which they are declared.
  public let declarations: [RelationDeclaration]
  /// The `.input`, `.output` and `.printsize` directives, in order.
  public let directives: [RelationDirective]

  let items: [Item]
  var relations: [RelationInfo]
  let numbers: [String: Int]
  let facts: [ConstantFact]
  var rules: [Rule]
  var strata: [Stratum]
  /// For each relation, the one that stores its facts: itself, unless it is an `eqrel`.
  var storageRelation: [Int]
  /// When the recursion that a relation is part of may stop, by the number of its tuples.
  let sizeLimits: [Int: Int]

  /// Reads and checks all sources as one program.
  ///
  /// - Parameters:
  ///   - sources: the texts, in the order in which they are to be read.
  ///   - load: gives the text of a file that the program includes: the path as it is written, and the place of the
  ///     `.include`. Nil if there is no such file. The path of what it gives names the file in diagnostics, and tells
  ///     whether two files are the same. Without it `.include` is refused.
  /// - Returns: the program, nil if there is any error; and all errors and warnings, in reading order.
  /// - Complexity: O(size of the text) for reading; checking a rule takes O(literals²).
  public static func checked(
    _ sources: [ProgramSource],
    including load: ((_ path: String, _ from: SourcePlace) -> ProgramSource?)? = nil
  ) -> (program: Program?, diagnostics: [Diagnostic]) {
    checked(sources.map(ParsedSource.init), including: load)
  }

  /// Checks all sources as one program.
  ///
  /// - Complexity: checking a rule takes O(literals²).
  public static func checked(
    _ sources: [ParsedSource],
    including load: ((_ path: String, _ from: SourcePlace) -> ProgramSource?)? = nil
  ) -> (program: Program?, diagnostics: [Diagnostic]) {
    let inclusion = Inclusion(sources, load: load)
    let expansion = ComponentExpansion(inclusion.items)
    let checker = Checker(expansion.items)
    let diagnostics = (inclusion.diagnostics + expansion.diagnostics + checker.diagnostics).inReadingOrder
    guard !diagnostics.containErrors else { return (nil, diagnostics) }
    return (Program(items: inclusion.items, checker: checker), diagnostics)
  }

  private init(items: [Item], checker: Checker) {
    self.items = items
    declarations = checker.relations.filter { $0.pairsOf == nil }.map(\.declaration)
    directives = checker.directives
    relations = checker.relations
    numbers = checker.numbers
    facts = checker.facts
    rules = checker.rules
    strata = checker.strata
    storageRelation = checker.storageRelation
    sizeLimits = checker.sizeLimits
  }

  /// The declaration of the relation.
  ///
  /// - Complexity: O(1).
  public func declaration(of name: String) -> RelationDeclaration? { numbers[name].map { declarations[$0] } }

  /// The program as text: what was read, in the same order, in one form. Reading it gives the same program.
  public var description: String { items.map(\.programText).joined(separator: "\n") + (items.isEmpty ? "" : "\n") }

  /// Adds to the facts all that follows from them.
  ///
  /// - Parameters:
  ///   - facts: those beside the facts in the program's text.
  ///   - goals: the relations that are asked for; only they, and what they rest on, are computed, and the others stay
  ///     empty: not even their facts are taken in. Nil for all.
  ///   - limits: when to give up.
  ///   - threads: how many cores may be used; the result is the same for any number.
  /// - Returns: the relations, nil if something went wrong: a fact that does not fit its declaration, arithmetic that has
  ///   no result, a limit that was reached. Nil without a diagnostic if it was cancelled.
  public func evaluate(
    _ facts: consuming FactSet, goals: [String]? = nil, limits: EvaluationLimits = .init(), threads: Int = 1
  ) -> (evaluation: Evaluation?, diagnostics: [Diagnostic]) {
    let (strata, needed) = needed(for: goals)
    return Evaluator.evaluate(self, facts, strata: strata, needed: needed, limits, threads: threads)
  }

  /// The relations that the goals are or rest on; nil for all, without goals.
  ///
  /// - Complexity: O(size of the rules).
  public func relations(neededFor goals: [String]?) -> Set<String>? {
    guard goals != nil else { return nil }
    let needed = needed(for: goals).relations
    return Set(declarations.indices.filter { needed[$0] }.map { declarations[$0].name })
  }

  /// The strata that the goals rest on, in order, and for each relation whether it is a goal or they rest on it.
  ///
  /// - Complexity: O(size of the rules).
  private func needed(for goals: [String]?) -> (strata: [Stratum], relations: [Bool]) {
    guard let goals else { return (strata, [Bool](repeating: true, count: relations.count)) }
    var needed = Set(goals.compactMap { numbers[$0] })
    var chosen: [Stratum] = []
    // What a stratum rests on comes before it.
    for stratum in strata.reversed() where !needed.isDisjoint(with: stratum.relations) {
      chosen.append(stratum)
      needed.formUnion(stratum.relations)
      for rule in stratum.rules { needed.formUnion(rules[rule].relations) }
    }
    // The facts of an equivalence go to its pairs.
    return (chosen.reversed(), relations.indices.map { needed.contains($0) || needed.contains(storageRelation[$0]) })
  }

  /// The versions in which a rule is evaluated: one over all rows, or, in a recursive stratum, one for each atom of the
  /// stratum's own relations.
  func plans(of number: Int, _ stratum: Stratum, isDelta: Bool, size: @escaping (Int) -> Int) -> [RulePlan] {
    let rule = rules[number]
    let planner = Planner(rule: rule, size: size)
    let members = Set(stratum.relations)
    guard isDelta else { return [planner.plan(number: number, recursive: members, delta: nil)] }
    let recursive = rule.body.filter { literal in
      if case .atom(let atom) = literal { members.contains(atom.relation) } else { false }
    }
    return recursive.indices.map { planner.plan(number: number, recursive: members, delta: $0) }
  }

  /// The size that a relation is expected to have where nothing is known.
  static let unknownSize = 1000
}
