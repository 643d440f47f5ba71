// Why a tuple is there, or is not: values that show it.

import SourceDiagnostics

/// A tuple of a relation.
public struct Tuple: Sendable, Hashable {
  public let relation: String
  public let values: [Value]

  public init(_ relation: String, _ values: [Value]) {
    self.relation = relation
    self.values = values
  }
}

/// Why a tuple is in its relation: conclusions, each of which rests on earlier ones only.
///
/// The conclusions form a tree whose leaves are facts; one that is used twice is there once, so a proof is never larger
/// than the tuples it needs. It cannot be circular: premises are numbers of earlier conclusions.
///
/// - Source: Zhao, Subotić, Scholz, "Debugging large-scale Datalog: a scalable provenance evaluation strategy", TOPLAS
///   2020, for finding proofs by the round in which a tuple first appeared.
public struct Proof: Sendable {
  /// What follows, and from what.
  public struct Conclusion: Sendable {
    public let tuple: Tuple
    /// How many rules of its own stratum must be applied one after another to arrive here, the fewest that do; 0 for a
    /// fact.
    public let height: Int
    public let reason: Reason
  }

  public enum Reason: Sendable {
    /// It was given, in the program or from outside.
    case fact
    /// A rule gives it; its place, and what its body says, in the order in which it is written.
    case rule(SourcePlace, [Premise])
  }

  /// A literal of a rule's body that holds.
  public enum Premise: Sendable {
    /// The conclusion with this number.
    case conclusion(Int)
    /// No tuple is there that agrees, for this reason.
    case absent(Absence)
    /// A comparison or a test.
    case test(Test)
    /// An aggregate: its result, and what it was made of.
    case aggregate(Aggregate)
    /// A value of a range.
    case member(Value)
  }

  /// A comparison, or a constraint on two texts.
  public struct Test: Sendable {
    /// `=`, `!=`, `<`, `<=`, `>`, `>=`, `match` or `contains`.
    public let operation: String
    public let isNegated: Bool
    public let left: Operand
    public let right: Operand
    /// The whole as text, with its values.
    public let text: String
  }

  /// A value, with the declared type of the first column that it stands in, if it stands in one.
  public struct Operand: Sendable {
    public let value: Value
    public let type: String?
  }

  /// What an aggregate was made of.
  public struct Aggregate: Sendable {
    /// `count`, `sum`, `min`, `max` or `mean`.
    public let operation: String
    public let result: Value
    /// The declared type of the first column that what it was made of stands in; nil for `count`.
    public let type: String?
    /// For each binding of its body, the tuples that it rests on and the value that it adds; for `min` and `max` only
    /// those with the result. In no particular order.
    public let witnesses: [Witness]
  }

  public struct Witness: Sendable {
    public let tuples: [Tuple]
    /// Nil for `count`.
    public let value: Value?
  }

  /// The last is the tuple that was asked about.
  public let conclusions: [Conclusion]
}

/// Why no tuple is there.
public struct Absence: Sendable {
  /// How far one rule gets.
  public struct Attempt: Sendable {
    /// The rule.
    public let place: SourcePlace
    /// What its body asks for and is there, with the values of the attempt that got furthest.
    public let satisfied: [Tuple]
    /// The first that fails, as text, with the values known by then and `_` for the others.
    public let missing: String
    /// The same, where it is an atom or the negation of one.
    public let lacking: Pattern?
    /// The same, where it is a comparison or a constraint on two texts; where the whole body holds, what the head gives
    /// beside what was asked about. None otherwise.
    public let failing: [Proof.Test]
  }

  /// An atom with values for some of its columns; nil for those that may be anything.
  public struct Pattern: Sendable {
    public let relation: String
    public let values: [Value?]
    public let isNegated: Bool
  }

  /// The relation, and its columns; nil for those that may be anything.
  public let relation: String
  public let pattern: [Value?]
  /// One for each rule that could give it, those that lack the fewest literals first; none for a relation that only has
  /// facts.
  public let attempts: [Attempt]
}
