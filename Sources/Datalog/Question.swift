// What somebody wants to know of a program.

import WorkControl

/// The tuples of a relation, all or those with given values in some columns.
public struct Question: Sendable {
  /// The relation's name.
  public let relation: String
  /// The values that the columns must have, from left to right; nil where anything will do, as in columns beyond its end.
  public let pattern: [Value?]

  /// A question about a relation, which need not exist.
  ///
  /// - Parameters:
  ///   - relation: the relation's name.
  ///   - pattern: by default all tuples of the relation.
  public init(_ relation: String, _ pattern: [Value?] = []) {
    self.relation = relation
    self.pattern = pattern
  }
}

extension Evaluation {
  /// The tuples that answer the question, in the order of `tuples(of:)`; none if it was cancelled.
  ///
  /// - Parameters:
  ///   - question: what is asked.
  ///   - cancellation: asked once a batch of rows.
  /// - Complexity: that of `tuples(of:)`.
  public func answers(to question: Question, cancellation: Cancellation? = nil) -> [[Value]] {
    var answers: [[Value]] = []
    for tuple in tuples(of: question.relation, cancellation: cancellation) {
      if cancellation?.isCancelled == true { return [] }
      let agrees = zip(tuple, question.pattern).allSatisfy { value, wanted in wanted.map { $0 == value } ?? true }
      if agrees { answers.append(tuple) }
    }
    return answers
  }
}
