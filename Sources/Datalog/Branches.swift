// Disjunctions are taken apart: a body becomes a list of conjunctions.

import SourceDiagnostics

/// A literal as it is written, or its negation.
struct SignedLiteral: Sendable {
  var literal: LiteralSyntax
  var isNegated: Bool
}

extension BodySyntax {
  /// How many literals the largest conjunction has that the body stands for, those in aggregates too.
  ///
  /// - Complexity: O(size of the body).
  func largestBranch(isNegated: Bool = false) -> Int {
    switch self {
    case .literal(.atom(let atom)): 1 + atom.arguments.reduce(0) { $0 + $1.literalCount }
    case .literal(.comparison(_, let left, let right, _)), .literal(.test(_, let left, let right, _)):
      1 + left.literalCount + right.literalCount
    case .literal(.truth): 1
    case .not(let part): part.largestBranch(isNegated: !isNegated)
    case .and(let parts) where !isNegated, .or(let parts) where isNegated:
      parts.reduce(0) { $0 + $1.largestBranch(isNegated: isNegated) }
    case .and(let parts), .or(let parts): parts.map { $0.largestBranch(isNegated: isNegated) }.max() ?? 0
    }
  }

  /// The body in disjunctive normal form; nil if that has more than `limit` conjunctions.
  ///
  /// Negation moves inwards: `!(a, b)` is `!a ; !b`.
  ///
  /// - Complexity: O(size of the result).
  func branches(limit: Int, isNegated: Bool = false) -> [[SignedLiteral]]? {
    switch self {
    case .literal(let literal): return [[SignedLiteral(literal: literal, isNegated: isNegated)]]
    case .not(let part): return part.branches(limit: limit, isNegated: !isNegated)
    case .and(let parts) where !isNegated, .or(let parts) where isNegated:
      var product: [[SignedLiteral]] = [[]]
      for part in parts {
        guard let branches = part.branches(limit: limit, isNegated: isNegated),
          product.count * branches.count <= limit
        else { return nil }
        if branches.count == 1 {
          for number in product.indices { product[number] += branches[0] }
        } else {
          product = product.flatMap { left in branches.map { left + $0 } }
        }
      }
      return product
    case .and(let parts), .or(let parts):
      var sum: [[SignedLiteral]] = []
      for part in parts {
        guard let branches = part.branches(limit: limit, isNegated: isNegated),
          sum.count + branches.count <= limit
        else { return nil }
        sum += branches
      }
      return sum
    }
  }
}

extension ExpressionSyntax {
  /// How many literals the aggregates in it have.
  fileprivate var literalCount: Int {
    switch form {
    case .variable, .wildcard, .text, .numeral: 0
    case .apply(_, let parts), .range(let parts): parts.reduce(0) { $0 + $1.literalCount }
    case .cast(let inner, _): inner.literalCount
    case .aggregate(let aggregate): aggregate.body.largestBranch() + (aggregate.target?.literalCount ?? 0)
    }
  }
}
