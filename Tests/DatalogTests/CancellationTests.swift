// Work that would never end, cancelled from another thread or out of time, and what it leaves behind.

import Datalog
import SourceDiagnostics
import Synchronization
import Testing
import TupleStore
import WorkControl

@Suite("Work that nobody wants any more ends, and leaves nothing behind", .timeLimit(.minutes(5)))
struct CancellationTests {
  /// Facts to make a product of that nobody lives to see the end of, and nothing to make it of.
  private static let declarations = """
    .decl a(x: number)
    .decl s(x: number)
    .decl r(x: number)
    """
  private static let product = "a(v), a(w), a(x), a(y), a(z)"

  private static func program(_ rules: String) throws -> Program {
    let (program, diagnostics) = Program.checked([ProgramSource(path: "p.dl", content: declarations + "\n" + rules)])
    return try #require(program, "\(diagnostics)")
  }

  private static func facts(_ count: Int = 500) -> FactSet {
    var facts = FactSet()
    for number in 0..<count { facts.insert("a", [.number(Int64(number))]) }
    return facts
  }

  /// Does the work, and cancels it from another thread when it is under way.
  private static func cancelled<Result: Sendable>(_ work: @Sendable (Cancellation) -> Result) throws -> Result {
    let cancellation = Cancellation()
    let result = Mutex<Result?>(nil)
    concurrently(parts: 2) { part in
      if part == 1 {
        let start = ContinuousClock.now
        while ContinuousClock.now < start.advanced(by: .milliseconds(50)) {}
        cancellation.cancel()
      } else {
        let value = work(cancellation)
        result.withLock { $0 = value }
      }
    }
    return try #require(result.withLock { $0 })
  }

  /// Rules that never end, by what they do.
  private static let endless: [(name: String, rules: String)] = [
    ("a product that yields no tuple", "r(v) :- \(product), v + w + x + y + z < 0."),
    ("recursion", "s(0).\ns(x + 1) :- s(x)."),
    ("recursion beside a product", "s(0).\ns(v) :- s(u), \(product), u + v + w + x + y + z < 0."),
    ("an aggregate", "r(n) :- n = count : { \(product) }."),
    ("an aggregate of floats", ".decl f(x: float)\nf(t) :- t = sum to_float(v) : { \(product) }."),
    ("a negation", "r(v) :- \(product), !a(v + w + x + y + z - v - w - x - y)."),
    ("ranges", "r(v) :- v = range(0, 9000000), w = range(0, 9000000), v + w < 0."),
  ]

  @Test("an evaluation", arguments: endless)
  func evaluation(_ rule: (name: String, rules: String)) throws {
    let program = try Self.program(rule.rules)
    let (evaluation, diagnostics) = try Self.cancelled { cancellation in
      program.evaluate(
        Self.facts(), limits: EvaluationLimits(maximumIterations: .max, cancellation: cancellation))
    }
    #expect(evaluation == nil)
    #expect(diagnostics.isEmpty)
  }

  @Test("an evaluation on several threads")
  func threads() throws {
    let cycle = "\(Self.product), v < w, w < x, x < y, y < z, z < v"
    let program = try Self.program(".decl q(x: number)\nr(v) :- \(cycle).\nq(v) :- \(cycle).")
    let (evaluation, diagnostics) = try Self.cancelled { cancellation in
      program.evaluate(Self.facts(220_000), limits: EvaluationLimits(cancellation: cancellation), threads: 2)
    }
    #expect(evaluation == nil)
    #expect(diagnostics.isEmpty)
  }

  /// Rules that end at once as long as `s` is empty, or full.
  private static let slowToChange: [(name: String, rules: String, isDeleted: Bool)] = [
    ("what follows from a new fact", "r(v) :- s(u), \(product), u + v + w + x + y + z < 0.", false),
    ("recursion", "r(v) :- s(v).\nr(v) :- r(u), \(product), u + v + w + x + y + z < 0.", false),
    ("an endless recursion", "r(v) :- s(v).\nr(v + 1) :- r(v).", false),
    ("what is negated no more", "r(v) :- !s(0), \(product), v + w + x + y + z < 0.", true),
    ("an aggregate", "r(n) :- s(u), n = count : { \(product), v + w + x + y + z < u }.", false),
    ("pairs", ".decl e(x: number, y: number) eqrel\ne(v, w) :- s(u), \(product), u + v + w + x + y + z < 0.", false),
  ]

  @Test("an update, after which the base answers as before", arguments: slowToChange)
  func update(_ rule: (name: String, rules: String, isDeleted: Bool)) throws {
    let program = try Self.program(rule.rules)
    var facts = Self.facts()
    if rule.isDeleted { facts.insert("s", [.number(0)]) }
    let base = try #require(program.evaluate(facts).evaluation)
    let before = ["a", "s", "r"].map { base.tuples(of: $0) }
    var delta = Delta()
    if rule.isDeleted { delta.delete("s", [.number(0)]) } else { delta.insert("s", [.number(0)]) }
    let slow = delta
    let (update, diagnostics) = try Self.cancelled { cancellation in
      base.updated(by: slow, limits: EvaluationLimits(maximumIterations: .max, cancellation: cancellation))
    }
    #expect(update == nil)
    #expect(diagnostics.isEmpty)
    let (change, faults) = try Self.cancelled { cancellation in
      base.change(by: slow, limits: EvaluationLimits(maximumIterations: .max, cancellation: cancellation))
    }
    #expect(change == nil)
    #expect(faults.isEmpty)
    #expect(["a", "s", "r"].map { base.tuples(of: $0) } == before)
    // The plans that were stopped are used again.
    var quick = Delta()
    quick.insert("a", [.number(1000)])
    let after = try #require(base.updated(by: quick).update).evaluation
    #expect(after.tuples(of: "a") == base.tuples(of: "a") + [[.number(1000)]])
  }

  @Test("an update that was cancelled before it began changes nothing, whatever it would have done")
  func cancelledBefore() throws {
    let program = try Self.program("r(x) :- a(x), !s(x).\ns(x) :- a(x), x < 10.")
    let base = try #require(program.evaluate(Self.facts(5000)).evaluation)
    let before = ["a", "s", "r"].map { base.tuples(of: $0) }
    let cancellation = Cancellation()
    cancellation.cancel()
    var delta = Delta()
    for number in 0..<4000 { delta.delete("a", [.number(Int64(number))]) }
    let (update, diagnostics) = base.updated(by: delta, limits: EvaluationLimits(cancellation: cancellation))
    #expect(update == nil)
    #expect(diagnostics.isEmpty)
    #expect(["a", "s", "r"].map { base.tuples(of: $0) } == before)
    let update2 = try #require(base.updated(by: delta).update)
    #expect(update2.evaluation.count(of: "r") == 1000)
    // Nor are there indexes that somebody left half made.
    var inverse = Delta()
    for number in 0..<4000 { inverse.insert("a", [.number(Int64(number))]) }
    let again = try #require(update2.evaluation.updated(by: inverse).update).evaluation
    #expect(["a", "s", "r"].map { again.tuples(of: $0) } == before)
  }

  @Test("a question why something is not there")
  func absence() throws {
    // What is not asked for is not computed, so the explainer is the first to try.
    let program = try Self.program("r(v) :- \(Self.product), v + w + x + y + z < 0.")
    let base = try #require(program.evaluate(Self.facts(), goals: ["a", "s"]).evaluation)
    let absence = try Self.cancelled { cancellation in
      var explainer = Explainer(base, cancellation: cancellation)
      return explainer.absence(of: "r", [nil])
    }
    #expect(absence == nil)
  }

  @Test("tuples and proofs: none when it is cancelled, all when it is not")
  func reading() throws {
    let program = try Self.program("r(x) :- a(x).")
    let base = try #require(program.evaluate(Self.facts()).evaluation)
    let (open, closed) = (Cancellation(), Cancellation())
    closed.cancel()
    let tuple = Tuple("r", [.number(7)])
    #expect(base.tuples(of: "r", cancellation: closed).isEmpty)
    #expect(base.tuples(of: "r", cancellation: open).count == 500)
    #expect(base.answers(to: Question("r", [.number(7)]), cancellation: closed).isEmpty)
    #expect(base.answers(to: Question("r", [.number(7)]), cancellation: open).count == 1)
    #expect(base.proof(of: tuple, cancellation: closed) == nil)
    #expect(base.proof(of: tuple, cancellation: open) != nil)
    var explainer = Explainer(base, cancellation: open)
    #expect(explainer.proofs(of: tuple, limit: 3).count == 1)
    open.cancel()
    #expect(explainer.proofs(of: tuple, limit: 3).isEmpty)
    #expect(explainer.absence(of: "r", [.number(-1)]) == nil)
    #expect(base.proof(of: tuple) != nil)
  }
}

@Suite("Evaluations and updates have a limit on time", .timeLimit(.minutes(5)))
struct TimeLimitTests {
  private func outcome(_ diagnostics: [Diagnostic]) -> [String] {
    diagnostics.map { "\($0.place.map { "\($0.line):\($0.column)" } ?? "-") \($0.code): \($0.message.en)" }
  }

  private let source = """
    .decl a(x: number)
    .decl s(x: number)
    .decl r(x: number)
    r(1) :- a(1).
    r(v) :- s(u), a(v), a(w), a(x), a(y), a(z), u + v + w + x + y + z < 0.
    """

  @Test("the rule that was at work is named")
  func evaluation() throws {
    let program = try #require(Program.checked([ProgramSource(path: "p.dl", content: source)]).program)
    var facts = FactSet()
    for number in 0..<500 { facts.insert("a", [.number(Int64(number))]) }
    let base = try #require(program.evaluate(facts).evaluation)
    facts.insert("s", [.number(0)])
    let limits = EvaluationLimits(maximumSeconds: 0.25)
    let (evaluation, diagnostics) = program.evaluate(facts, limits: limits)
    #expect(evaluation == nil)
    #expect(outcome(diagnostics) == ["5:1 datalog/limit: after 0.25 s this rule is not done deriving tuples"])
    var delta = Delta()
    delta.insert("s", [.number(0)])
    let (update, faults) = base.updated(by: delta, limits: limits)
    #expect(update == nil)
    #expect(outcome(faults) == outcome(diagnostics))
  }

  @Test("no rule is named while facts are taken in, and endless time is no limit")
  func loading() throws {
    let program = try #require(Program.checked([ProgramSource(path: "p.dl", content: source)]).program)
    var facts = FactSet()
    for number in 0..<5000 { facts.insert("a", [.number(Int64(number))]) }
    let (evaluation, diagnostics) = program.evaluate(facts, limits: EvaluationLimits(maximumSeconds: 0))
    #expect(evaluation == nil)
    #expect(outcome(diagnostics) == ["- datalog/limit: after 0 s the facts are not yet taken in"])
    for seconds in [Double.infinity, .nan, 1e300] {
      #expect(program.evaluate(facts, limits: EvaluationLimits(maximumSeconds: seconds)).evaluation != nil)
    }
  }
}
