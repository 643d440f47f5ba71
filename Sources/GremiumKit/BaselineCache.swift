// What was evaluated of one state of a project, by day: computed once, and carried over to the state that follows.

import Datalog
import GovernanceAnalysis
import GovernanceModel
import SourceDiagnostics
import Synchronization
import WorkControl

/// The baselines of one state of a project. Shared by all copies of the state; any thread may ask.
///
/// A state that follows from another begins with what was evaluated of that one: a baseline of the same day and the same
/// rules is then updated by the difference of the two models rather than evaluated anew.
final class BaselineCache: Sendable {
  fileprivate struct Entry: Sendable {
    let baseline: Baseline
    /// What was asked for, and what that rests on: all of it is there.
    let relations: Set<String>
    /// Whether it was evaluated from the facts of its own model: only then do proofs say what they say after opening anew.
    let isFresh: Bool

    func serves(_ wanted: Set<String>) -> Bool { wanted.isSubset(of: relations) }
  }

  /// What is known of one day.
  struct Memory {
    fileprivate var own: Entry?
    /// Of an earlier state.
    fileprivate var earlier: Entry?
    /// In words.
    var findings: [Finding]?
    /// What a comparison starts from.
    var examination: Examination?
    /// Whether a caller computes it now.
    fileprivate var isBusy = false
    /// When it was last asked for, counted in questions.
    fileprivate var lastUse = 0
  }

  private struct State {
    /// The model with its edges found from both ends; made when first asked for.
    var base: EditBase?
    var days: [Day: Memory] = [:]
    var questions = 0
  }

  private let state: Mutex<State>

  /// How many days are remembered: a person looks at a few, and each holds all that follows on it.
  private static let mostDays = 4

  init() { state = Mutex(State()) }

  /// A cache for a state that follows from the one that `earlier` belongs to, under the same rules.
  init(following earlier: BaselineCache) {
    var next = State()
    earlier.state.withLock { state in
      next.questions = state.questions
      for (day, memory) in state.days {
        guard let entry = memory.own ?? memory.earlier else { continue }
        next.days[day] = Memory(earlier: entry, lastUse: memory.lastUse)
      }
    }
    state = Mutex(next)
  }

  /// The model of the state, made ready for edits.
  ///
  /// - Complexity: O(entities + edges) the first time, then O(1)
  func base(of model: Model) -> EditBase {
    state.withLock { state in
      let base = state.base ?? EditBase(model)
      state.base = base
      return base
    }
  }

  /// What follows from the baseline of a day: made once, unless several ask for it at the same moment.
  ///
  /// - Parameter make: nil where it was cancelled.
  func remembered<Value: Sendable>(
    _ part: WritableKeyPath<Memory, Value?> & Sendable, on day: Day, _ make: () -> Value?
  ) -> Value? {
    if let known = state.withLock({ $0.days[day]?[keyPath: part] }) { return known }
    guard let made = make() else { return nil }
    state.withLock { $0.days[day]?[keyPath: part] = made }
    return made
  }

  /// The baseline of a model on a day, in which at least the goals are evaluated.
  ///
  /// Where several ask for the same at once, one computes and the others wait, and hear their own cancellation meanwhile.
  ///
  /// - Parameter isFresh: whether it must not be the update of another.
  /// - Returns: nil with diagnostics where a rule cannot be computed; nil without where it was cancelled.
  /// - Complexity: that of a check the first time, that of the difference where an earlier state was checked on the day,
  ///   then O(goals).
  func baseline(
    of model: Model, on day: Day, by book: RuleBook, goals: [String], isFresh: Bool, limits: EvaluationLimits
  ) -> (baseline: Baseline?, diagnostics: [Diagnostic]) {
    let wanted = Set(goals)
    while !limits.isCancelled {
      switch claim(day, wanted, isFresh: isFresh) {
      case .known(let baseline): return (baseline, [])
      case .busy: pause(milliseconds: 2)
      case .mine(let memory):
        let (entry, diagnostics) = compute(
          model, on: day, by: book, wanted, isFresh: isFresh, memory: memory, limits: limits)
        release(day, entry)
        return (entry?.baseline, diagnostics)
      }
    }
    return (nil, [])
  }

  private enum Claim {
    case known(Baseline)
    case busy
    case mine(Memory)
  }

  private func claim(_ day: Day, _ wanted: Set<String>, isFresh: Bool) -> Claim {
    state.withLock { state in
      state.questions += 1
      var memory = state.days[day] ?? Memory()
      memory.lastUse = state.questions
      defer { state.days[day] = memory }
      if let own = memory.own, own.serves(wanted), own.isFresh || !isFresh { return .known(own.baseline) }
      if memory.isBusy { return .busy }
      memory.isBusy = true
      return .mine(memory)
    }
  }

  /// Remembers what was computed; nil leaves what was known.
  private func release(_ day: Day, _ entry: Entry?) {
    state.withLock { state in
      state.days[day]?.isBusy = false
      guard let entry else { return }
      state.days[day]?.own = entry
      state.days[day]?.earlier = nil
      let idle = state.days.filter { !$0.value.isBusy && $0.key != day }
      if idle.count >= Self.mostDays, let oldest = idle.min(by: { $0.value.lastUse < $1.value.lastUse }) {
        state.days[oldest.key] = nil
      }
    }
  }

  private func compute(
    _ model: Model, on day: Day, by book: RuleBook, _ wanted: Set<String>, isFresh: Bool, memory: Memory,
    limits: EvaluationLimits
  ) -> (entry: Entry?, diagnostics: [Diagnostic]) {
    if !isFresh, let earlier = memory.earlier, earlier.serves(wanted) {
      let (baseline, _, diagnostics) = earlier.baseline.updated(to: base(of: model), limits: limits)
      guard let baseline else { return (nil, diagnostics) }
      return (Entry(baseline: baseline, relations: earlier.relations, isFresh: false), diagnostics)
    }
    // What was asked before will be asked again.
    let goals = wanted.union((memory.own ?? memory.earlier)?.relations ?? []).sorted()
    let (baseline, diagnostics) = Baseline.baseline(
      of: base(of: model), on: day, by: book, goals: goals, limits: limits)
    let relations = book.program.relations(neededFor: goals) ?? []
    return (baseline.map { Entry(baseline: $0, relations: relations, isFresh: true) }, diagnostics)
  }
}
