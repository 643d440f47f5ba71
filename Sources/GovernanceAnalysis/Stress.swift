// Contingency analysis: what breaks when one thing is removed (N-1), or two of which each can be missed as long as the other
// is there (N-2).

import Datalog
import GovernanceModel
import SourceDiagnostics
import Synchronization
import TupleStore
import WorkControl

/// The impact of a contingency: what breaks when something is removed, or two things at once.
///
/// - Source: N-1 and N-2 contingency analysis, as operators of power networks do it.
package struct Impact: Sendable, Equatable {
  /// The ids of what is removed.
  package let ids: [String]
  /// How many errors that brings; of two things, only those that neither brings by itself.
  package let errors: Int
  /// How many warnings, counted likewise.
  package let warnings: Int
  /// How many notes, counted likewise.
  package let notes: Int
  /// How many relations end.
  package let endedRelations: Int
  /// How many times something that stays has lost its last relation of a kind.
  package let orphans: Int

  /// How many findings there are more.
  package var findings: Int { errors + warnings + notes }

  /// The heaviest first: what is worse before what is more, then what was named first in the alphabet.
  package static func isHeavier(_ left: Impact, _ right: Impact) -> Bool {
    let (one, other) = (left.weights, right.weights)
    return one == other ? left.ids.lexicographicallyPrecedes(right.ids) : other.lexicographicallyPrecedes(one)
  }

  private var weights: [Int] { [errors, warnings, notes, endedRelations, orphans] }
}

extension Baseline {
  /// The removal of some entities on the day, and the tuples that come and go by it.
  private func removal(
    of ids: [String], _ limits: EvaluationLimits
  ) -> (removed: ReorganisedModel, change: EvaluationChange?, diagnostics: [Diagnostic]) {
    let removed = EditedModel(base).ending(ids, on: day)
    let (change, diagnostics) = change(to: removed.edited, limits: limits)
    return (removed, change, diagnostics)
  }

  /// What would break for each entity of some classes, were it to drop out on the day with all its relations.
  ///
  /// - Parameters:
  ///   - classes: keys; of their entities those are tried that hold on the day.
  ///   - progress: counts what was tried.
  ///   - limits: where they are cancelled, that is heard before each trial too.
  /// - Returns: the heaviest first; nil with diagnostics where a rule cannot be computed any more; nil without where it
  ///   was cancelled.
  /// - Complexity: for each entity what its end touches; on all cores
  package func impacts(
    of classes: [String], progress: WorkProgress = .init(), limits: EvaluationLimits = .init()
  ) -> (impacts: [Impact]?, diagnostics: [Diagnostic]) {
    let ids = base.model.entities.filter { classes.contains($0.classKey) && $0.holds(on: day) }.map(\.id)
    let severities = Dictionary(uniqueKeysWithValues: book.forms.map { ($0.relation, $0.severity) })
    progress.begin(ids.count)
    let outcomes = concurrently(over: ids, until: limits.cancellation) { id in
      defer { progress.advance() }
      let (removed, change, diagnostics) = removal(of: [id], limits)
      guard let change else { return (impact: Impact?.none, diagnostics: diagnostics) }
      return (Impact([id], change.counts(ofAddedIn: severities), removed), [])
    }
    guard let outcomes else { return (nil, []) }
    if let fault = outcomes.first(where: { $0.impact == nil }) { return (nil, fault.diagnostics) }
    return (outcomes.compactMap(\.impact).sorted(by: Impact.isHeavier), [])
  }

  /// What would break if two dropped out at once, that neither breaks by itself.
  ///
  /// A finding that only counts otherwise, such as how much depends on something, is no other finding here.
  ///
  /// - Parameters:
  ///   - ids: each two of these are tried.
  ///   - progress: counts the pairs that were tried.
  ///   - limits: where they are cancelled, that is heard before each trial too.
  /// - Returns: the pairs that break more than their parts, the heaviest first; nil with diagnostics where a rule cannot
  ///   be computed any more; nil without where it was cancelled.
  /// - Complexity: for each pair what its end touches; on all cores
  package func pairImpacts(
    among ids: [String], progress: WorkProgress = .init(), limits: EvaluationLimits = .init()
  ) -> (impacts: [Impact]?, diagnostics: [Diagnostic]) {
    let forms = book.forms
    let alone = concurrently(over: ids, until: limits.cancellation) { id in
      let (_, change, diagnostics) = removal(of: [id], limits)
      return (broken: change.map { breakages($0, forms) }, diagnostics: diagnostics)
    }
    guard let alone else { return (nil, []) }
    if let fault = alone.first(where: { $0.broken == nil }) { return (nil, fault.diagnostics) }
    let parts = alone.compactMap(\.broken)
    let pairs = ids.indices.flatMap { first in ids.indices.dropFirst(first + 1).map { (first, $0) } }
    progress.begin(pairs.count)
    let outcomes = concurrently(over: pairs, until: limits.cancellation) { first, second in
      defer { progress.advance() }
      let (removed, change, diagnostics) = removal(of: [ids[first], ids[second]], limits)
      guard let change else { return (impact: Impact?.none, diagnostics: diagnostics) }
      var counts: [Diagnostic.Severity: Int] = [:]
      for (breakage, severity) in breakages(change, forms)
      where parts[first][breakage] == nil && parts[second][breakage] == nil {
        counts[severity, default: 0] += 1
      }
      return (Impact([ids[first], ids[second]], counts, removed), [])
    }
    guard let outcomes else { return (nil, []) }
    if let fault = outcomes.first(where: { $0.impact == nil }) { return (nil, fault.diagnostics) }
    return (outcomes.compactMap(\.impact).filter { $0.findings > 0 }.sorted(by: Impact.isHeavier), [])
  }

  /// The impacts in words: for each the findings that it brings, and what comes loose.
  ///
  /// - Returns: nil where it was cancelled.
  /// - Complexity: what messages list of the whole project, and for each what its end touches; on all cores
  package func details(
    of impacts: [Impact], limits: EvaluationLimits = .init()
  ) -> [(findings: [Finding], orphans: [Orphan])]? {
    let forms = book.forms
    let listed = MessageLists(of: evaluation, for: forms)
    return concurrently(over: impacts, until: limits.cancellation) { impact in
      let (removed, change, _) = removal(of: impact.ids, limits)
      // What was computed for the ranking can be computed again.
      guard let change else { return ([], removed.orphans) }
      var lists = listed
      lists.apply(change)
      let brought = forms.filter { change.count(addedTo: $0.relation) > 0 }
      let findings = findings(of: brought, in: change, lists, model: removed.edited)
      if impact.ids.count == 1 { return (findings, removed.orphans) }
      let parts = impact.ids.compactMap { removal(of: [$0], limits).change.map { breakages($0, forms) } }
      return (findings.filter { finding in parts.allSatisfy { $0[Breakage(finding)] == nil } }, removed.orphans)
    }
  }

  /// What a change breaks, and how bad that is.
  private func breakages(_ change: EvaluationChange, _ forms: [FindingForm]) -> [Breakage: Diagnostic.Severity] {
    var found: [Breakage: Diagnostic.Severity] = [:]
    for form in forms where change.count(addedTo: form.relation) > 0 {
      for tuple in change.added(to: form.relation) { found[Breakage(form, tuple)] = form.severity }
    }
    return found
  }
}

/// What tells findings apart, without what they count or measure.
private struct Breakage: Hashable {
  let code: String
  let isUnknown: Bool
  let names: [Value]

  init(_ form: FindingForm, _ tuple: [Value]) {
    code = form.rule.page.code
    isUnknown = form.isUnknown
    names = tuple.filter(\.isName)
  }

  init(_ finding: Finding) {
    code = finding.code
    isUnknown = finding.isUnknown
    names = finding.columns.map(\.value).filter(\.isName)
  }
}

extension Value {
  fileprivate var isName: Bool { if case .symbol = self { true } else { false } }
}

extension Impact {
  fileprivate init(_ ids: [String], _ counts: [Diagnostic.Severity: Int], _ removed: ReorganisedModel) {
    self.init(
      ids: ids, errors: counts[.error] ?? 0, warnings: counts[.warning] ?? 0, notes: counts[.note] ?? 0,
      endedRelations: removed.endedEdges.count, orphans: removed.orphans.count)
  }
}

/// The results of the body for all items, in their order. Cores that are ready take the next few: one item may be a
/// hundred times the work of another.
///
/// - Returns: nil where it was cancelled.
private func concurrently<Item: Sendable, Result: Sendable>(
  over items: [Item], until cancellation: Cancellation?, _ body: @Sendable (Item) -> Result
) -> [Result]? {
  @Sendable func isCancelled() -> Bool { cancellation?.isCancelled == true }
  let portion = 8
  let next = Atomic(0)
  let cores = min(processorCount, (items.count + portion - 1) / portion)
  let parts = Parts([[(position: Int, result: Result)]](repeating: [], count: max(cores, 1)))
  concurrently(parts: cores) { part in
    while true {
      let start = next.add(portion, ordering: .relaxed).oldValue
      guard start < items.count else { return }
      for position in start..<min(start + portion, items.count) {
        if isCancelled() { return }
        parts[part].append((position, body(items[position])))
      }
    }
  }
  if isCancelled() { return nil }
  return (0..<max(cores, 1)).flatMap { parts[$0] }.sorted { $0.position < $1.position }.map(\.result)
}
