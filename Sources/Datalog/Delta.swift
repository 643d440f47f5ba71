// What an update is made of, and what it changes.

import TupleStore
import WorkControl

/// A change of explicit facts: those to delete and those to insert.
///
/// A fact that is in both is there afterwards. Deleting what is no fact, or inserting what is one already, changes
/// nothing; nor does deleting a fact that the program's own text asserts.
public struct Delta: Sendable {
  /// The facts to delete, by relation, in the order in which they were added here.
  package private(set) var deletions: [String: [[Value]]] = [:]
  /// The facts to insert, likewise.
  package private(set) var insertions: [String: [[Value]]] = [:]

  /// A change of nothing.
  public init() {}

  /// Adds a fact to insert.
  ///
  /// - Complexity: O(1) on average.
  public mutating func insert(_ relation: String, _ values: [Value]) {
    insertions[relation, default: []].append(values)
  }

  /// Adds a fact to delete.
  ///
  /// - Complexity: O(1) on average.
  public mutating func delete(_ relation: String, _ values: [Value]) {
    deletions[relation, default: []].append(values)
  }

  /// Whether it names no fact at all.
  public var isEmpty: Bool { deletions.isEmpty && insertions.isEmpty }

  /// The change that undoes it, if all that it deletes was a fact, and nothing that it inserts was.
  public var inverse: Delta {
    var inverse = Delta()
    inverse.deletions = insertions
    inverse.insertions = deletions
    return inverse
  }

  /// The relations that it names, in alphabetical order.
  public var relations: [String] { Set(deletions.keys).union(insertions.keys).sorted() }
}

/// The change of an evaluation: the tuples that an update added and removed, explicit and derived ones alike.
public struct EvaluationChange: Sendable {
  let program: Program
  /// By relation; the rows are those of the relation after the update, which still knows those that it lost.
  let rows: [Int: RelationChange]
  /// Those that have changed.
  let relationsAfter: [Int: LiveRelation]
  let dictionary: ValueDictionary

  /// The relations of which tuples were added or removed, in the order in which they are declared.
  public var relations: [String] {
    rows.filter { program.relations[$0.key].pairsOf == nil }.keys.sorted().map {
      program.relations[$0].declaration.name
    }
  }

  /// Whether no relation has changed.
  public var isEmpty: Bool { rows.isEmpty }

  /// How many tuples were added to all relations, and how many removed.
  public var counts: (added: Int, removed: Int) {
    rows.filter { program.relations[$0.key].pairsOf == nil }.values
      .reduce((0, 0)) { ($0.0 + $1.added.count, $0.1 + $1.removed.count) }
  }

  /// How many tuples are there now and were not.
  ///
  /// - Complexity: O(1).
  public func count(addedTo relation: String) -> Int {
    program.numbers[relation].flatMap { rows[$0]?.added.count } ?? 0
  }

  /// How many tuples were there and are not any more.
  ///
  /// - Complexity: O(1).
  public func count(removedFrom relation: String) -> Int {
    program.numbers[relation].flatMap { rows[$0]?.removed.count } ?? 0
  }

  /// How many tuples are there now and were not, by a class that their relation is in.
  ///
  /// - Parameter classes: by relation; tuples of other relations are not counted.
  /// - Complexity: O(relations that have changed).
  public func counts<Class: Hashable>(ofAddedIn classes: [String: Class]) -> [Class: Int] {
    var counts: [Class: Int] = [:]
    for (number, change) in rows where !change.added.isEmpty {
      guard let key = classes[program.relations[number].declaration.name] else { continue }
      counts[key, default: 0] += change.added.count
    }
    return counts
  }

  /// The tuples that are there now and were not, sorted by their columns from left to right; none if it was cancelled.
  ///
  /// - Parameters:
  ///   - relation: the relation's name.
  ///   - cancellation: asked once a batch of rows.
  /// - Complexity: O(n log n) for n tuples.
  public func added(to relation: String, cancellation: Cancellation? = nil) -> [[Value]] {
    tuples(relation, cancellation) { $0.added }
  }

  /// The tuples that were there and are not any more, sorted by their columns from left to right; none if it was cancelled.
  ///
  /// - Parameters:
  ///   - relation: the relation's name.
  ///   - cancellation: asked once a batch of rows.
  /// - Complexity: O(n log n) for n tuples.
  public func removed(from relation: String, cancellation: Cancellation? = nil) -> [[Value]] {
    tuples(relation, cancellation) { $0.removed }
  }

  private func tuples(
    _ relation: String, _ cancellation: Cancellation?, _ part: (RelationChange) -> [UInt32]
  ) -> [[Value]] {
    let stop = Interruption(cancellation).check
    guard let number = program.numbers[relation], let change = rows[number], let relation = relationsAfter[number]
    else {
      return []
    }
    let kinds = program.relations[number].declaration.columns.map(\.kind)
    if stop.isStopped { return [] }
    var tuples: [[Value]] = []
    for row in part(change) {
      if stop.isStopped(at: tuples.count) { return [] }
      tuples.append(kinds.indices.map { dictionary.value(relation.value(row, $0), kinds[$0]) })
    }
    return tuples.sort(stop) { $0.lexicographicallyPrecedes($1) } ? tuples : []
  }
}

/// The rows that a relation gained and lost.
struct RelationChange: Sendable {
  var added: [UInt32] = []
  var removed: [UInt32] = []

  var isEmpty: Bool { added.isEmpty && removed.isEmpty }
}
