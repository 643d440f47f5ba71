// Random numbers that can be had again.

import Foundation

/// SplitMix64: small, good enough to choose test data, the same on every machine.
///
/// - Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
package struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// The seed of a random test: `GREMIUM_SEED`, or a new one. A test prints it where it fails.
package let randomSeed: UInt64 =
  ProcessInfo.processInfo.environment["GREMIUM_SEED"].flatMap(UInt64.init) ?? UInt64.random(in: 0...UInt64.max)
