// The relations of an evaluation: those of the first one, and what updates have put in the place of some.

/// Live relations by number.
///
/// Updates change a few of hundreds of relations, so they share a list, and each keeps beside it what it has changed: no
/// update counts references to relations that it does not touch.
package struct LiveRelations: RandomAccessCollection, Sendable {
  private let first: [LiveRelation]
  private var others: [Int: LiveRelation] = [:]

  /// The relations as they are.
  package init(_ relations: [Relation]) { first = relations.map { LiveRelation($0) } }

  private init(_ first: [LiveRelation]) { self.first = first }

  /// 0: relations are numbered from there.
  package var startIndex: Int { 0 }
  /// How many relations there are.
  package var endIndex: Int { first.count }

  /// - Complexity: O(1) on average.
  package subscript(number: Int) -> LiveRelation { others.isEmpty ? first[number] : others[number] ?? first[number] }

  /// The same with others in the place of some.
  ///
  /// - Complexity: O(relations that differ from the first ones).
  func replacing(_ changed: [Int: LiveRelation]) -> LiveRelations {
    var result = self
    result.others.merge(changed) { $1 }
    // Who goes on and on ends with a list of its own, and not with a list and as much beside it.
    return result.others.count * 2 > first.count ? LiveRelations(Array(result)) : result
  }
}
