// From the engine's proofs to sentences.

import Datalog
import GovernanceModel
import SourceDiagnostics

/// Explains what the rules found in a project.
///
/// What a rule rests on is told in its own words; a helper relation, for which no page has a sentence, is left out and
/// what it rests on is told in its place.
package struct ProjectExplainer {
  let book: RuleBook
  private let sentences: SentenceWriter
  let evaluation: Evaluation
  private var explainer: Explainer

  /// - Complexity: O(size of the vocabulary and the rules)
  package init(model: Model, book: RuleBook, evaluation: Evaluation, day: Day) {
    self.book = book
    sentences = SentenceWriter(model: model, book: book, day: day)
    self.evaluation = evaluation
    explainer = Explainer(evaluation)
  }

  /// Why a finding is there: the shortest explanation first, then others that differ in their last step.
  ///
  /// - Returns: none where the evaluation does not have it.
  /// - Complexity: that of `Explainer.proofs(of:limit:)`
  package mutating func explanations(of finding: Finding, limit: Int) -> [Explanation] {
    proofs(of: finding, limit: limit).map { explanation(of: $0, statement: finding.message) }
  }

  /// Why a finding is there, before it is put in words.
  package mutating func proofs(of finding: Finding, limit: Int) -> [Proof] {
    guard let page = book.rules.first(where: { $0.page.code == finding.code })?.page else { return [] }
    let relation = finding.isUnknown ? page.relation + "_unknown" : page.relation
    return explainer.proofs(of: Tuple(relation, finding.columns.map(\.value)), limit: limit)
  }

  /// Why a tuple is there, in the same way.
  package mutating func explanations(of tuple: Tuple, limit: Int) -> [Explanation] {
    explainer.proofs(of: tuple, limit: limit).map { explanation(of: $0, statement: nil) }
  }

  /// Why no tuple is there that agrees with a pattern.
  ///
  /// - Returns: nil where one is.
  package mutating func absence(of pattern: FactPattern) -> Explanation? {
    guard let absence = explainer.absence(of: pattern.relation, pattern.values) else { return nil }
    let statement = Messages.notDerived(sentences.sentence(pattern.relation, pattern.values))
    return explanations(of: absence).first ?? Explanation(.absent, statement)
  }

  /// The first tuples that agree with a pattern, in the order of their values.
  ///
  /// - Complexity: O(n log n) for n tuples of the relation
  package func tuples(agreeing pattern: FactPattern, limit: Int) -> [Tuple] {
    let agreeing = evaluation.tuples(of: pattern.relation).lazy.filter { tuple in
      zip(tuple, pattern.values).allSatisfy { $1 == nil || $0 == $1 }
    }
    return agreeing.prefix(limit).map { Tuple(pattern.relation, $0) }
  }

  // MARK: Proofs

  /// A proof in words.
  ///
  /// - Parameter statement: what is said of that which is proven, in place of its relation's sentence.
  /// - Complexity: O(size of the proof)
  package func explanation(of proof: Proof, statement: Wording?) -> Explanation {
    var telling = Telling(proof)
    let parts = explanations(of: proof.conclusions.count - 1, depth: 1, &telling)
    guard let statement, let part = parts.first else {
      return parts.first ?? Explanation(.derived, statement ?? Wording(""))
    }
    return Explanation(.derived, statement, rule: part.rule, because: part.because)
  }

  /// How far the telling of a proof has come.
  private struct Telling {
    let proof: Proof
    /// Conclusions that were told.
    var told: Set<Int> = []
    /// How many sentences may still be told.
    var room = Explanation.greatestSize
    /// Conclusions that were told or counted as steps that are not.
    private var counted: Set<Int> = []

    init(_ proof: Proof) { self.proof = proof }

    /// How many steps a conclusion rests on, itself included, that were neither told nor counted before.
    ///
    /// - Complexity: O(those steps and their premises)
    mutating func steps(upTo number: Int) -> Int {
      var open = [number]
      var steps = 0
      while let next = open.popLast() {
        guard !told.contains(next), case .rule(_, let premises) = proof.conclusions[next].reason,
          counted.insert(next).inserted
        else { continue }
        steps += 1
        for case .conclusion(let premise) in premises { open.append(premise) }
      }
      return steps
    }
  }

  /// One explanation, or those of what a helper rests on.
  ///
  /// - Parameter depth: how many conclusions stand above this one, itself included.
  private func explanations(of number: Int, depth: Int, _ telling: inout Telling) -> [Explanation] {
    let isRoot = depth == 1
    let conclusion = telling.proof.conclusions[number]
    let tuple = conclusion.tuple
    let statement = sentences.sentence(tuple.relation, tuple.values)
    telling.room -= 1
    switch conclusion.reason {
    case .fact:
      if !isRoot, sentences.isOpenEnd(tuple.relation) { return [] }
      return [Explanation(.fact, statement, provenance: sentences.provenance(tuple.relation, tuple.values))]
    case .rule(_, let premises):
      let isHelper = !isRoot && !sentences.hasSentence(tuple.relation)
      let rule = sentences.page(of: tuple.relation)?.code
      if telling.told.contains(number) {
        return isHelper ? [] : [Explanation(.derived, statement, rule: rule, isToldBefore: true)]
      }
      if depth > Explanation.greatestDepth || telling.room < 0 {
        let steps = telling.steps(upTo: number)
        return [Explanation(.omitted, Messages.moreSteps(steps, from: isHelper ? nil : statement))]
      }
      telling.told.insert(number)
      var because: [Explanation] = []
      for premise in premises { because += explanations(of: premise, depth: depth, &telling) }
      return isHelper ? because : [Explanation(.derived, statement, rule: rule, because: because)]
    }
  }

  private func explanations(
    of premise: Proof.Premise, depth: Int, _ telling: inout Telling
  ) -> [Explanation] {
    switch premise {
    case .conclusion(let number): return explanations(of: number, depth: depth + 1, &telling)
    case .absent(let absence): return explanations(of: absence)
    case .test(let test): return statement(of: test).map { [Explanation(.test, $0)] } ?? []
    case .member(let value): return [Explanation(.test, Messages.member(text(of: value)))]
    case .aggregate(let aggregate):
      let members = aggregate.witnesses.lazy.flatMap(\.tuples).filter { sentences.hasSentence($0.relation) }.distinct
      let sorted = members.map { (tuple: $0, statement: sentences.sentence($0.relation, $0.values)) }
        .sorted { $0.statement.nl < $1.statement.nl }
      let shown = sorted.prefix(max(telling.room, 1))
      telling.room -= shown.count
      var because = shown.map { tuple, statement in
        Explanation(.fact, statement, provenance: sentences.provenance(tuple.relation, tuple.values))
      }
      let left = sorted.count - shown.count
      if left > 0 { because.append(Explanation(.omitted, Messages.more(left))) }
      return [Explanation(.aggregate, statement(of: aggregate), because: because)]
    }
  }

  /// What many together are: a number, a day or an amount.
  private func statement(of aggregate: Proof.Aggregate) -> Wording {
    func text(_ language: Language) -> String {
      sentences.values.words(for: aggregate.result, type: aggregate.type, language: language)
    }
    let isDay = aggregate.type == "Date" || aggregate.type == "Until"
    return Messages.aggregate(aggregate.operation, Wording(text), isDay: isDay)
  }

  /// Nil where it only gives a value a name.
  private func statement(of test: Proof.Test) -> Wording? {
    if test.operation == "=", test.left.value == test.right.value { return nil }
    let types = [test.left.type, test.right.type].compactMap { $0 }
    // What is compared is of one kind. A last day is not the day after it, with which others are compared.
    let isLastDay = types.contains("Until") && !types.contains("Date")
    let type = isLastDay ? "Until" : types.first { $0 != "symbol" && $0 != "Until" } ?? types.first
    func operand(_ operand: Proof.Operand, _ language: Language) -> String {
      sentences.values.words(for: operand.value, type: type, language: language)
    }
    func text(_ language: Language) -> String {
      let sign = Self.signs[test.operation] ?? test.operation
      return "\(test.isNegated ? "! " : "")\(operand(test.left, language)) \(sign) \(operand(test.right, language))"
    }
    return Wording(text)
  }

  private static let signs = ["!=": "≠", "<=": "≤", ">=": "≥"]

  // MARK: Absences

  private func explanations(of absence: Absence) -> [Explanation] {
    if sentences.isOpenEnd(absence.relation) { return [] }
    let statement = sentences.sentence(absence.relation, absence.pattern)
    let attempts = absence.attempts.compactMap { attempt -> Explanation? in explanation(of: attempt) }
    if sentences.hasSentence(absence.relation) {
      let said = absence.attempts.isEmpty ? Messages.notRecorded(statement) : Messages.notDerived(statement)
      var because = distinct(attempts)
      if let unknown = sentences.unknown(absence.relation, absence.pattern), let subject = absence.pattern[0] {
        let statement = sentences.sentence("unknown", [subject, .symbol(unknown.key)])
        because.insert(Explanation(.fact, statement, provenance: unknown.provenance), at: 0)
      }
      return [Explanation(.absent, said, rule: sentences.page(of: absence.relation)?.code, because: because)]
    }
    let reasons = distinct(attempts)
    return reasons.count > 1 ? [Explanation(.absent, Messages.allMissing, because: reasons)] : reasons
  }

  /// What the attempt lacks, and as its reason what it does have.
  private func explanation(of attempt: Absence.Attempt) -> Explanation? {
    let telling = attempt.satisfied.filter { sentences.hasSentence($0.relation) && !sentences.isPlain($0.relation) }
    let satisfied = telling.map { tuple in
      Explanation(
        .fact, sentences.sentence(tuple.relation, tuple.values),
        provenance: sentences.provenance(tuple.relation, tuple.values))
    }
    guard let lacking = attempt.lacking else {
      let tests = attempt.failing.compactMap(statement)
      let missing = Wording { language in
        tests.isEmpty ? attempt.missing : tests.map { $0[language] }.joined(separator: ", ")
      }
      return Explanation(.absent, Messages.doesNotHold(missing), because: satisfied)
    }
    // That a rule finds nothing is no reason.
    if sentences.isFinding(lacking.relation), !lacking.isNegated { return nil }
    let statement = sentences.sentence(lacking.relation, lacking.values)
    if lacking.isNegated {
      let cells = lacking.values.compactMap { $0 }
      let provenance = cells.count == lacking.values.count ? sentences.provenance(lacking.relation, cells) : nil
      return Explanation(.fact, Messages.prevented(statement), provenance: provenance, because: satisfied)
    }
    return Explanation(.absent, Messages.notRecorded(statement), because: satisfied)
  }

  private func distinct(_ explanations: [Explanation]) -> [Explanation] {
    var seen: Set<String> = []
    return explanations.filter { seen.insert($0.statement.nl).inserted }
  }
}

extension Sequence where Element: Hashable {
  /// The elements without repetitions, in the order in which they first come.
  ///
  /// - Complexity: O(n) on average
  var distinct: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
