// The facts that go in, and the relations that come out.

/// Tuples for the relations of a program, by the relation's name. Whether they fit is checked by `Program.evaluate`.
public struct FactSet: Sendable {
  private var tuplesByRelation: [String: [[Value]]] = [:]

  public init() {}

  /// Adds a tuple; the same tuple twice is the same as once.
  ///
  /// - Complexity: O(1) on average.
  public mutating func insert(_ relation: String, _ values: [Value]) {
    tuplesByRelation[relation, default: []].append(values)
  }

  /// The relations that have tuples, in alphabetical order.
  public var relations: [String] { tuplesByRelation.keys.sorted() }

  /// How many tuples were inserted for the relation, repetitions included.
  public func count(of relation: String) -> Int { tuplesByRelation[relation]?.count ?? 0 }

  /// The tuples of the relation, in the order in which they were inserted.
  public func tuples(of relation: String) -> [[Value]] { tuplesByRelation[relation] ?? [] }
}

/// When to give up. Without limits, arithmetic in recursion would go on forever.
public struct EvaluationLimits: Sendable {
  /// How many tuples may be derived in all.
  public var maximumTuples: Int
  /// How many rounds one stratum may take; a chain of n steps takes n rounds.
  public var maximumIterations: Int

  public init(maximumTuples: Int = 200_000_000, maximumIterations: Int = 1_000_000) {
    self.maximumTuples = maximumTuples
    self.maximumIterations = maximumIterations
  }
}
