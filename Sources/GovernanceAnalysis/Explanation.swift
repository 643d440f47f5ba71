// Why something holds, or does not: a tree of sentences, each with where it was written.

import GovernanceModel
import SourceDiagnostics

/// A sentence, and what it rests on.
package struct Explanation: Sendable {
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
  }

  package let kind: Kind
  package let statement: Wording
  /// The rule that gives it, `pack/name` or `concepts/name`; nil where no page does.
  package let rule: String?
  /// Where it is written.
  package let place: SourcePlace?
  package let certainty: Certainty
  package let citations: [Citation]
  /// What it rests on.
  package let because: [Explanation]
  /// Whether what it rests on is told at an earlier place in the same tree.
  package let isToldBefore: Bool

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
