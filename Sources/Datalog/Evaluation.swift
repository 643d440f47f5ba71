// The result of an evaluation.

import TupleStore

/// All relations of a program, with the tuples that follow from the facts.
public struct Evaluation: Sendable {
  private let relations: [Relation]
  private let declarations: [RelationDeclaration]
  private let numbers: [String: Int]
  private let dictionary: ValueDictionary

  init(
    relations: [Relation], declarations: [RelationDeclaration], numbers: [String: Int], dictionary: ValueDictionary
  ) {
    self.relations = relations
    self.declarations = declarations
    self.numbers = numbers
    self.dictionary = dictionary
  }

  /// How many tuples the relation has; 0 if the program does not declare it.
  ///
  /// - Complexity: O(1).
  public func count(of relation: String) -> Int { numbers[relation].map { relations[$0].count } ?? 0 }

  /// The tuples of the relation, sorted by their columns from left to right; none if the program does not declare it.
  ///
  /// - Complexity: O(n log n) for n tuples; texts are compared once for each distinct pair that a sort asks for, not for
  ///   each tuple.
  public func tuples(of relation: String) -> [[Value]] {
    guard let number = numbers[relation] else { return [] }
    let relation = relations[number]
    let arity = relation.arity
    var ranks = [Int](repeating: 0, count: relation.count * arity)
    var values: [[Value]] = []
    for column in 0..<arity {
      let cells = relation.column(column)
      let ids = (0..<relation.count).map { cells[$0] }
      let kind = declarations[number].columns[column].kind
      let sorted = Set(ids).map { ($0, dictionary.value($0, kind)) }.sorted { $0.1 < $1.1 }
      let rank = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($1.0, $0) })
      for (row, id) in ids.enumerated() { ranks[row * arity + column] = rank[id] ?? 0 }
      values.append(sorted.map(\.1))
    }
    let order = (0..<relation.count).sorted { left, right in
      for column in 0..<arity {
        let (one, other) = (ranks[left * arity + column], ranks[right * arity + column])
        if one != other { return one < other }
      }
      return false
    }
    return order.map { row in (0..<arity).map { values[$0][ranks[row * arity + $0]] } }
  }
}
