// Why a tuple is there, or is not: values that show it.

import SourceDiagnostics

/// A tuple of a relation.
public struct Tuple: Sendable, Hashable {
  /// The relation's name.
  public let relation: String
  /// The values, one for each column, from left to right.
  public let values: [Value]

  /// A tuple with these values; whether the relation has it, or can have it, is not checked.
  public init(_ relation: String, _ values: [Value]) {
    self.relation = relation
    self.values = values
  }
}

/// A proof that a tuple is in its relation: conclusions, each of which rests on earlier ones only.
///
/// The conclusions form a tree whose leaves are facts; one that is used twice is there once, so a proof is never larger
/// than the tuples it needs. It cannot be circular: premises are numbers of earlier conclusions.
///
/// - Source: Zhao, Subotić, Scholz, "Debugging large-scale Datalog: a scalable provenance evaluation strategy", TOPLAS
///   2020, for finding proofs by the round in which a tuple first appeared.
public struct Proof: Sendable {
  /// A conclusion: a tuple, and why it is there.
  public struct Conclusion: Sendable {
    /// The tuple.
    public let tuple: Tuple
    /// The height: how many rules of the tuple's own stratum must be applied one after another to derive it, the fewest
    /// that do; 0 for a fact.
    public let height: Int
    /// Why the tuple is there.
    public let reason: Reason
  }

  /// The reason why a tuple is there.
  public enum Reason: Sendable {
    /// The tuple is an explicit fact, of the program or from outside.
    case fact
    /// A rule derives the tuple: the rule's place, and the literals of its body in the order in which they are written.
    case rule(SourcePlace, [Premise])
  }

  /// A premise: a literal of a rule's body that holds.
  public enum Premise: Sendable {
    /// The conclusion with this number.
    case conclusion(Int)
    /// A negation: no tuple agrees with its pattern, and why.
    case absent(Absence)
    /// A comparison or a test.
    case test(Test)
    /// An aggregate: its result, and what it was made of.
    case aggregate(Aggregate)
    /// A value of a range.
    case member(Value)
  }

  /// A test: a comparison of two values, or a constraint on two texts.
  public struct Test: Sendable {
    /// `=`, `!=`, `<`, `<=`, `>`, `>=`, `match` or `contains`.
    public let operation: String
    /// Whether it is the negation of that; comparisons have negations of their own.
    public let isNegated: Bool
    /// The value on the left, or the first argument.
    public let left: Operand
    /// The value on the right, or the second argument.
    public let right: Operand
    /// The test as program text, with values in the place of variables.
    public let text: String
  }

  /// An operand of a test.
  public struct Operand: Sendable {
    /// The value.
    public let value: Value
    /// The declared type of the first column that the operand stands in; nil if it stands in none.
    public let type: String?
  }

  /// An aggregate, with the bindings of its body.
  public struct Aggregate: Sendable {
    /// `count`, `sum`, `min`, `max` or `mean`.
    public let operation: String
    /// The aggregate's value.
    public let result: Value
    /// The declared type of the first column that what it was made of stands in; nil for `count`.
    public let type: String?
    /// For each binding of its body, the tuples that it rests on and the value that it adds; for `min` and `max` only
    /// those with the result. In no particular order.
    public let witnesses: [Witness]
  }

  /// A witness: one binding of an aggregate's body.
  public struct Witness: Sendable {
    /// The tuples that match the body's atoms, in the order of these.
    public let tuples: [Tuple]
    /// The value that is summed or compared; nil for `count`.
    public let value: Value?
  }

  /// The conclusions, premises before what follows from them; the last is the tuple that was asked about.
  public let conclusions: [Conclusion]
}

/// The absence of all tuples that agree with a pattern, and why none was derived.
public struct Absence: Sendable {
  /// An attempt: how far one rule gets.
  public struct Attempt: Sendable {
    /// The rule's place.
    public let place: SourcePlace
    /// The tuples that match atoms of its body, with the values of the attempt that got furthest.
    public let satisfied: [Tuple]
    /// The first that fails, as text, with the values known by then and `_` for the others.
    public let missing: String
    /// The same, where it is an atom or the negation of one.
    public let lacking: Pattern?
    /// The same, where it is a comparison or a constraint on two texts; where the whole body holds, what the head gives
    /// beside what was asked about. None otherwise.
    public let failing: [Proof.Test]
  }

  /// A pattern: an atom of which some columns have a value.
  public struct Pattern: Sendable {
    /// The relation's name.
    public let relation: String
    /// The values of the columns, from left to right; nil for a column that may have any.
    public let values: [Value?]
    /// Whether it is the negation of the atom.
    public let isNegated: Bool
  }

  /// The relation's name.
  public let relation: String
  /// The values that were asked for, by column; nil for a column that may have any.
  public let pattern: [Value?]
  /// One for each rule that could give it, those that lack the fewest literals first; none for a relation that only has
  /// facts.
  public let attempts: [Attempt]
}
