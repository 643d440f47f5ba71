// What a generator writes, kept to be looked at.

@testable import Benchmarks

struct FactsInMemory: FactSink, Equatable {
  private(set) var relations: [String: [[Cell]]] = [:]

  mutating func add(_ relation: String, _ cells: Cell...) {
    relations[relation, default: []].append(cells)
  }

  subscript(relation: String) -> [[Cell]] { relations[relation] ?? [] }

  var count: Int { relations.values.reduce(0) { $0 + $1.count } }
}
