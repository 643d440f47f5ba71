// What each rule of an evaluation cost.

/// The profile of an evaluation: what each rule cost.
public struct EvaluationProfile: Sendable {
  /// The entry of one rule.
  public struct Entry: Sendable {
    /// The rule's number in the program.
    let rule: Int
    /// How many tuples it was the first to derive.
    public fileprivate(set) var tuples = 0
    /// How often it was applied: once, and in a recursive stratum once more for each round.
    public fileprivate(set) var rounds = 0
    /// How long it took on the clock, its versions together.
    public fileprivate(set) var duration = Duration.zero
    /// How it was computed: a plan over all rows, and one for each recursive atom that looks at recent rows.
    fileprivate(set) var plans: [RulePlan] = []
  }

  /// The entries, in the order of the rules.
  public private(set) var entries: [Entry]

  init(_ program: Program) { entries = program.rules.indices.map { Entry(rule: $0) } }

  mutating func record(_ plan: RulePlan) { entries[plan.rule].plans.append(plan) }

  mutating func recordRound(of rule: Int) { entries[rule].rounds += 1 }

  mutating func add(_ other: EvaluationProfile) {
    for (rule, entry) in other.entries.enumerated() {
      entries[rule].plans += entry.plans
      entries[rule].rounds += entry.rounds
      record(rule, tuples: entry.tuples, duration: entry.duration)
    }
  }

  mutating func record(_ rule: Int, tuples: Int, duration: Duration) {
    entries[rule].tuples += tuples
    entries[rule].duration += duration
  }
}

extension Evaluation {
  /// The rules, the slowest first, with what each has cost and the steps by which it was computed.
  public var profileDescription: String {
    let total = profile.entries.reduce(Duration.zero) { $0 + $1.duration }
    var lines = ["all rules: \(milliseconds(total)) ms"]
    for entry in profile.entries.sorted(by: { $0.duration > $1.duration }) {
      let rule = program.rules[entry.rule]
      let name = program.relations[rule.head.relation].declaration.name
      lines += [
        "", "\(name) \(rule.place)",
        "  tuples \(entry.tuples), rounds \(entry.rounds), time \(milliseconds(entry.duration)) ms",
      ]
      lines += entry.plans.flatMap { program.description(of: $0).map { "  \($0)" } }
    }
    return lines.map { $0 + "\n" }.joined()
  }
}

/// With three decimals.
private func milliseconds(_ duration: Duration) -> String {
  let microseconds = duration.components.seconds * 1_000_000 + duration.components.attoseconds / 1_000_000_000_000
  let fraction = String(1000 + microseconds % 1000).dropFirst()
  return "\(microseconds / 1000).\(fraction)"
}
