// A random program's assignments, of which one asks which variable may point to which object.

/// The statements of a program in modules of a hundred variables, for Andersen's analysis with fields.
///
/// Each module has 20 allocations, 200 copies, and four loads and four stores of five fields, all within it; a quarter as many
/// copies as there are modules go from one to another, as calls do. Fewer calls than modules keep what a variable may
/// point to from growing with the program.
///
/// - Source: Andersen, "Program analysis and specialization for the C programming language", 1994.
struct PointsToGraph {
  static let relations = ["allocated", "copied", "loaded", "stored"]
  private static let moduleSize = 100
  private static let fields = 5

  let modules: Int
  let seed: UInt64

  /// Linear in `modules`.
  func write(to facts: inout some FactSink) throws {
    var random = SplitMix64(seed: seed)
    for module in 0..<modules {
      for object in 0..<20 {
        try facts.add("allocated", variable(in: module, random: &random), .name("h", module * 20 + object))
      }
      for _ in 0..<200 {
        try facts.add("copied", variable(in: module, random: &random), variable(in: module, random: &random))
      }
      for _ in 0..<4 {
        try facts.add(
          "loaded", variable(in: module, random: &random), variable(in: module, random: &random), field(&random))
        try facts.add(
          "stored", variable(in: module, random: &random), field(&random), variable(in: module, random: &random))
      }
    }
    for _ in 0..<modules / 4 {
      let (to, from) = (random.below(modules), random.below(modules))
      try facts.add("copied", variable(in: to, random: &random), variable(in: from, random: &random))
    }
  }

  private func variable(in module: Int, random: inout SplitMix64) -> Cell {
    .name("v", module * Self.moduleSize + random.below(Self.moduleSize))
  }

  private func field(_ random: inout SplitMix64) -> Cell {
    .name("f", random.below(Self.fields))
  }
}
