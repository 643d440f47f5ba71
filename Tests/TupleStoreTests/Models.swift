// What the parts of the store are compared with: plain collections, and rows chosen at random.

import TestSupport
import Testing

@testable import TupleStore

/// A generator of test data, the same for the same seed and the same test.
func generator(_ test: UInt64) -> SeededGenerator { SeededGenerator(seed: randomSeed &+ test &* 1_000_003) }

/// How a failure can be had again.
var seedNote: Comment { "GREMIUM_SEED=\(randomSeed)" }

extension SeededGenerator {
  /// An id; few different ones, so that rows meet again, now and then a large one, so that ids lie far apart.
  mutating func id(below limit: UInt32) -> UInt32 {
    UInt32.random(in: 0..<20, using: &self) == 0
      ? UInt32.random(in: 0..<1_000_000, using: &self) : UInt32.random(in: 0..<limit, using: &self)
  }

  mutating func row(_ arity: Int, below limit: UInt32) -> [UInt32] { (0..<arity).map { _ in id(below: limit) } }
}

/// Stops where something is not as it must be; nothing in release builds.
func checkInvariants(_ relation: Relation) {
  #if DEBUG
    relation.checkInvariants()
  #endif
}

func checkInvariants(_ relation: LiveRelation) {
  #if DEBUG
    relation.checkInvariants()
  #endif
}

/// Calls with columns of one key.
func withKey<Result>(_ values: [UInt32], _ body: (ColumnPointers) -> Result) -> Result {
  var cells = values.isEmpty ? [0] : values
  return cells.withUnsafeMutableBufferPointer { cells in
    withUnsafeTemporaryAllocation(of: UnsafeMutablePointer<UInt32>.self, capacity: max(values.count, 1)) { pointers in
      guard let base = cells.baseAddress, let key = pointers.baseAddress else { preconditionFailure("no memory") }
      for column in 0..<max(values.count, 1) { pointers[column] = base + column }
      return body(key)
    }
  }
}

/// A host that keeps every binding and gives no values.
final class QuietHost: JoinHost {
  func call(site: Int, _ bindings: BindingBatch) {}
  func expand(site: Int, _ bindings: BindingBatch, at position: Int) -> [UInt32] { [] }
  func foldStarts(site: Int, count: Int) {}
  func foldReceives(site: Int, _ bindings: BindingBatch, owner: Int) {}
  func foldEnds(site: Int, _ bindings: BindingBatch) {}
}
