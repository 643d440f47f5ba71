// Why something holds, or does not: a tree of sentences, each with where it was written.

import GovernanceModel
import SourceDiagnostics

/// A sentence, and what it rests on.
///
/// It is a tree of at most `greatestDepth` levels and about `greatestSize` sentences: nobody reads more, and whoever shows
/// it may follow it by recursion. Where there would be more, a sentence of the kind `omitted` says how much.
package struct Explanation: Sendable {
  /// What kind of support a sentence is.
  package enum Kind: String, Sendable {
    /// Somebody wrote it down.
    case fact
    /// A rule gives it.
    case derived
    /// Nothing gives it.
    case absent
    /// A comparison of values.
    case test
    /// A number made of many: its members follow.
    case aggregate
    /// Says how much more there is, where not all is told.
    case omitted
  }

  /// The kind of support that it is.
  package let kind: Kind
  /// The sentence.
  package let statement: Wording
  /// The rule that gives it, `pack/name` or `concepts/name`; nil where no page does.
  package let rule: String?
  /// Where it is written.
  package let place: SourcePlace?
  /// How firmly the source says it; `explicit` for what no source says.
  package let certainty: Certainty
  /// The documents that say it, as the project cites them.
  package let citations: [Citation]
  /// What it rests on.
  package let because: [Explanation]
  /// Whether what it rests on is told at an earlier place in the same tree.
  package let isToldBefore: Bool

  /// How many steps one below the other are told.
  package static let greatestDepth = 100
  /// How many sentences are told.
  package static let greatestSize = 10_000

  init(
    _ kind: Kind, _ statement: Wording, rule: String? = nil, provenance: Provenance? = nil,
    because: [Explanation] = [], isToldBefore: Bool = false
  ) {
    self.kind = kind
    self.statement = statement
    self.rule = rule
    place = provenance?.place
    certainty = provenance?.certainty ?? .explicit
    citations = provenance?.citations ?? []
    self.because = because
    self.isToldBefore = isToldBefore
  }
}
