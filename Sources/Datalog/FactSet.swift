// The facts that go in.

import TupleStore

/// Tuples for the relations of a program, by the relation's name. Whether they fit is checked by `Program.evaluate`.
public struct FactSet: Sendable {
  private var tuplesByRelation: [String: [[Value]]] = [:]
  /// Facts that were read in bulk, as columns of ids.
  private(set) var tables: [String: FactTable] = [:]
  /// The values of the tables' ids.
  var dictionary = ValueDictionary()

  /// A set without facts.
  public init() {}

  /// Adds a tuple; the same tuple twice is the same as once.
  ///
  /// - Complexity: O(1) on average.
  public mutating func insert(_ relation: String, _ values: [Value]) {
    tuplesByRelation[relation, default: []].append(values)
  }

  /// The relations that have tuples, in alphabetical order.
  public var relations: [String] { Set(tuplesByRelation.keys).union(tables.keys).sorted() }

  /// How many tuples were inserted for the relation, repetitions included.
  public func count(of relation: String) -> Int {
    (tuplesByRelation[relation]?.count ?? 0) + (tables[relation]?.count ?? 0)
  }

  /// The tuples of the relation, in the order in which they were inserted; those that were read in bulk come first.
  public func tuples(of relation: String) -> [[Value]] {
    let read = tables[relation].map { table in
      (0..<table.count).map { row in
        zip(table.columns, table.kinds).map { column, kind in dictionary.value(column[row], kind) }
      }
    }
    return (read ?? []) + insertedTuples(of: relation)
  }

  /// The tuples that were inserted one by one.
  func insertedTuples(of relation: String) -> [[Value]] { tuplesByRelation[relation] ?? [] }

  /// Takes the table out, so that its columns have one owner.
  mutating func takeTable(of relation: String) -> FactTable? { tables.removeValue(forKey: relation) }

  /// Takes the dictionary out, so that it has one owner.
  mutating func takeDictionary() -> ValueDictionary {
    defer { dictionary = ValueDictionary() }
    return dictionary
  }
}

// MARK: Facts in bulk

extension FactSet {
  /// Takes over the numbering of a reader, whose tables then need no translation.
  ///
  /// - Precondition: nothing was read in bulk before.
  package mutating func begin(with reader: TableReader) {
    precondition(tables.isEmpty, "facts were read before")
    dictionary = ValueDictionary(texts: reader.texts, words: reader.words)
  }

  /// Adds what another reader has numbered.
  ///
  /// - Parameter threads: how many cores may be used for it.
  package mutating func join(_ reader: inout TableReader, threads: Int) -> FactTranslation {
    FactTranslation(
      texts: dictionary.texts.ids(ofAll: &reader.texts, threads: threads),
      words: dictionary.words.ids(ofAll: reader.words))
  }

  /// Adds the rows of a table.
  ///
  /// - Parameter translation: from the numbering of the table's reader; nil if that is this set's own.
  /// - Complexity: O(rows).
  package mutating func append(
    _ table: consuming TableColumns, to declaration: RelationDeclaration, _ translation: FactTranslation?
  ) {
    if let translation {
      for (column, declared) in declaration.columns.enumerated() {
        table.columns[column].translate(declared.kind == .symbol ? translation.texts : translation.words)
      }
    }
    guard var known = tables.removeValue(forKey: declaration.name) else {
      tables[declaration.name] = FactTable(
        kinds: declaration.columns.map(\.kind), columns: table.columns, count: table.count)
      return
    }
    for column in known.columns.indices { known.columns[column].append(contentsOf: table.columns[column]) }
    known.count += table.count
    tables[declaration.name] = known
  }
}

/// A translation from the ids of one reader to those of a fact set.
package struct FactTranslation: Sendable {
  fileprivate let texts: Buffer<UInt32>
  fileprivate let words: Buffer<UInt32>
}

/// Tuples as columns of ids.
struct FactTable: Sendable {
  let kinds: [ValueKind]
  var columns: [Buffer<UInt32>]
  var count: Int
}
