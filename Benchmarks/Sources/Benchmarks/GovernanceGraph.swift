// The governance of a country that does not exist: hierarchies under elected councils, and what hangs on them.

/// A governance graph of any size, with the faults that real ones have.
///
/// Of a thousand entities 200 are bodies, 250 people, 200 opgaven, 200 mandates, 30 powers, 20 funds and 100 applications.
/// A million entities make about 2.6 million facts.
struct GovernanceGraph {
  static let relations = [
    "application", "body", "ceiling", "chair", "elected", "fund", "held_by", "mandate", "mandate_power", "member",
    "opgave", "owner", "person", "reports_to", "requested", "under",
  ]

  let entities: Int
  let seed: UInt64

  private var bodies: Int { entities * 200 / 1000 }
  private var people: Int { entities * 250 / 1000 }
  private var opgaven: Int { entities * 200 / 1000 }
  private var mandates: Int { entities * 200 / 1000 }
  private var powers: Int { entities * 30 / 1000 }
  private var funds: Int { entities * 20 / 1000 }
  private var applications: Int { entities * 100 / 1000 }

  /// Linear in `entities`, which must be at least 1,000; keeps a few words per body and mandate in memory.
  func write(to facts: inout some FactSink) throws {
    precondition(entities >= 1000, "a smaller graph has no room for its hierarchies")
    var random = SplitMix64(seed: seed)
    let hierarchy = Hierarchy(bodies: bodies, random: &random)
    try writeBodies(hierarchy, to: &facts, random: &random)
    try writePeople(to: &facts, random: &random)
    try writeOpgaven(to: &facts, random: &random)
    try writeMandates(hierarchy, to: &facts, random: &random)
    try writeFunds(to: &facts, random: &random)
  }

  private func writeBodies(
    _ hierarchy: Hierarchy, to facts: inout some FactSink, random: inout SplitMix64
  ) throws {
    for body in 0..<bodies {
      try facts.add("body", .name("b", body), .word(Hierarchy.kinds[hierarchy.level[body]]))
      if hierarchy.level[body] == 0 { try facts.add("elected", .name("b", body)) }
      if let parent = hierarchy.parent[body] { try facts.add("reports_to", .name("b", body), .name("b", parent)) }
      if !random.happens(perMille: 50) {
        try facts.add("chair", .name("b", body), .name("p", random.below(people)))
      }
    }
  }

  /// Most people sit in one or two bodies; two in a thousand in ten to fourteen.
  private func writePeople(to facts: inout some FactSink, random: inout SplitMix64) throws {
    for person in 0..<people {
      try facts.add("person", .name("p", person))
      let tables = random.happens(perMille: 2) ? random.number(in: 10...14) : max(1, random.below(3))
      // Steps of at most a fourteenth of all bodies never come back to the same one.
      let first = random.below(bodies)
      let step = 1 + random.below(bodies / 14)
      for table in 0..<tables {
        try facts.add("member", .name("b", (first + table * step) % bodies), .name("p", person))
      }
    }
  }

  /// One opgave in fifty has no owner, one in a hundred has two.
  private func writeOpgaven(to facts: inout some FactSink, random: inout SplitMix64) throws {
    for opgave in 0..<opgaven {
      try facts.add("opgave", .name("o", opgave))
      if random.happens(perMille: 20) { continue }
      let owner = random.below(bodies)
      try facts.add("owner", .name("o", opgave), .name("b", owner))
      if random.happens(perMille: 10) {
        try facts.add("owner", .name("o", opgave), .name("b", (owner + 1 + random.below(bodies - 1)) % bodies))
      }
    }
  }

  /// Councils hold the powers; a mandate passes one or two of them on, a sub-mandate those of the mandate above it.
  /// About one in a hundred goes beyond it: another grantor, a power or a ceiling that the one above does not have.
  private func writeMandates(
    _ hierarchy: Hierarchy, to facts: inout some FactSink, random: inout SplitMix64
  ) throws {
    let councils = hierarchy.councils
    func holder(of power: Int) -> Int { councils[power % councils.count] }
    for power in 0..<powers { try facts.add("held_by", .name("w", power), .name("b", holder(of: power))) }

    var given: [Mandate] = []
    given.reserveCapacity(mandates)
    for number in 0..<mandates {
      let amiss = random.happens(perMille: 10)
      let mandate: Mandate
      if let above = Self.mandateAbove(number, among: given, random: &random) {
        mandate = given[above].submandate(
          to: random.below(bodies), by: amiss ? random.below(bodies) : given[above].grantee,
          ceiling: amiss ? given[above].ceiling * 2 : max(1, given[above].ceiling - random.below(1000)),
          extraPower: amiss ? random.below(powers) : nil)
        try facts.add("under", .name("m", number), .name("m", above))
        if given[above].depth == 0 && random.happens(perMille: 2) {
          try facts.add("under", .name("m", above), .name("m", number))
        }
      } else {
        let power = random.below(powers)
        let next = power + councils.count
        mandate = Mandate(
          grantor: amiss ? random.below(bodies) : holder(of: power), grantee: random.below(bodies),
          powers: random.happens(perMille: 250) && next < powers ? [power, next] : [power],
          ceiling: random.number(in: 10...1000) * 1000, depth: 0)
      }
      given.append(mandate)
      try facts.add(
        "mandate", .name("m", number), .name("b", mandate.grantor), .name("b", mandate.grantee))
      for power in mandate.powers { try facts.add("mandate_power", .name("m", number), .name("w", power)) }
      if random.happens(perMille: 750) { try facts.add("ceiling", .name("m", number), .number(mandate.ceiling)) }
    }
  }

  /// The mandate that mandate `number` stands under: none for one in seven, else a recent one of at most six levels.
  private static func mandateAbove(
    _ number: Int, among given: [Mandate], random: inout SplitMix64
  ) -> Int? {
    guard number > 0, !random.happens(perMille: 150) else { return nil }
    let above = max(0, number - 1 - random.below(1000))
    return given[above].depth < 6 ? above : nil
  }

  /// A fund suffices for the five applications that it gets on average, not always for more.
  private func writeFunds(to facts: inout some FactSink, random: inout SplitMix64) throws {
    for fund in 0..<funds {
      try facts.add("fund", .name("f", fund), .number(random.number(in: 400...800) * 1000))
    }
    for application in 0..<applications {
      try facts.add(
        "application", .name("a", application), .name("f", random.below(funds)), .name("o", random.below(opgaven)))
      try facts.add("requested", .name("a", application), .number(random.number(in: 10...150) * 1000))
    }
  }
}

private struct Mandate {
  var grantor: Int
  var grantee: Int
  var powers: [Int]
  var ceiling: Int
  var depth: Int

  func submandate(to grantee: Int, by grantor: Int, ceiling: Int, extraPower: Int?) -> Mandate {
    var powers = powers
    if let extraPower, !powers.contains(extraPower) { powers.append(extraPower) }
    return Mandate(grantor: grantor, grantee: grantee, powers: powers, ceiling: ceiling, depth: depth + 1)
  }
}

/// Who reports to whom: trees of six to eight levels under a council, of which some are broken and a few go round.
struct Hierarchy {
  static let kinds = [
    "gemeenteraad", "college", "stuurgroep", "regiegroep", "themateam", "alliantie", "werkgroep", "expertteam",
    "projectgroep",
  ]

  /// To whom each body reports, if to anybody.
  private(set) var parent: [Int?]
  /// Each body's distance to its council.
  private(set) var level: [Int]

  /// The bodies at the top.
  var councils: [Int] { level.indices.filter { level[$0] == 0 } }

  init(bodies: Int, random: inout SplitMix64) {
    parent = []
    level = []
    parent.reserveCapacity(bodies)
    level.reserveCapacity(bodies)
    while parent.count < bodies {
      let left = bodies - parent.count
      addTree(size: left < 400 ? left : random.number(in: 200...700).clamped(to: left), random: &random)
    }
    let onCycle = addCycles(of: max(1, bodies / 3000), random: &random)
    breakChains(sparing: onCycle, random: &random)
  }

  /// A spine down to the lowest level, then bodies at random levels, each level 1.6 times as wide as the one above it.
  private mutating func addTree(size: Int, random: inout SplitMix64) {
    let depth = random.number(in: 6...8)
    var members = [[Int]](repeating: [], count: depth + 1)
    for position in 0..<size {
      let level = position <= depth ? position : Self.randomLevel(depth: depth, random: &random)
      let body = parent.count
      parent.append(level == 0 ? nil : members[level - 1][random.below(members[level - 1].count)])
      self.level.append(level)
      members[level].append(body)
    }
  }

  private static func randomLevel(depth: Int, random: inout SplitMix64) -> Int {
    var level = depth
    while level > 1 && random.happens(perMille: 625) { level -= 1 }
    return level
  }

  /// Lets a body report to one that is one to three levels below it.
  ///
  /// - Returns: The bodies on a cycle.
  private mutating func addCycles(of count: Int, random: inout SplitMix64) -> Set<Int> {
    var onCycle: Set<Int> = []
    var cycles = 0
    while cycles < count {
      let lowest = random.below(parent.count)
      var path = [lowest]
      for _ in 0..<random.number(in: 1...3) {
        guard let above = parent[path[path.count - 1]], level[above] > 0 else { break }
        path.append(above)
      }
      guard level[lowest] > 2, path.count > 1, onCycle.isDisjoint(with: path) else { continue }
      parent[path[path.count - 1]] = lowest
      onCycle.formUnion(path)
      cycles += 1
    }
    return onCycle
  }

  /// Takes away to whom one in a hundred bodies reports.
  private mutating func breakChains(sparing onCycle: Set<Int>, random: inout SplitMix64) {
    for body in parent.indices where level[body] > 0 && !onCycle.contains(body) {
      if random.happens(perMille: 10) { parent[body] = nil }
    }
  }
}

extension Int {
  fileprivate func clamped(to largest: Int) -> Int { self < largest ? self : largest }
}
