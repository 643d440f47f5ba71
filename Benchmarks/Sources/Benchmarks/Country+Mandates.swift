// Powers, the mandates that pass them on, and the decisions and duties about these.

import Foundation

/// What a sub-mandate needs to know of the mandate above it.
private struct GivenMandate {
  let grantee: Int
  let powers: [Int]
  let ceiling: Int
  let depth: Int
  /// Whether it has a body as its grantee that has other bodies under it, and may be passed on.
  let goesOn: Bool
}

extension Country {
  /// A power's holder: the authorities in turn.
  func holder(ofPower power: Int) -> Int { authorities[power % authorities.count] }

  /// One in a hundred powers does not rest on a law.
  func writePowers(to folder: URL, random: inout SplitMix64) throws {
    let table = try ProjectTable(
      "powers", columns: ["kind", "name", "held-by", "legal-basis", "follows"], in: folder)
    for power in 0..<powers {
      let isObjection = power % 5 == 4
      var cells: [String: String?] = [
        "kind": isObjection ? "beslissing-op-bezwaar" : "primair-besluit", "name": "Bevoegdheid \(power)",
        "held-by": "b\(holder(ofPower: power))",
      ]
      if isObjection { cells["follows"] = "w\(power - 1)" }
      if !random.happens(perMille: 10) { cells["legal-basis"] = "Gemeentewet art. 160" }
      try table.add("w\(power)", cells)
    }
    try table.finish()
  }

  /// A mandate goes from a power's holder to a body under it, a sub-mandate from there to one further down.
  ///
  /// In about one in thirty something is amiss: another grantor, a power or a ceiling that the one above does not have,
  /// a mandate that may not be passed on or has ended, nothing on paper.
  func writeMandates(to folder: URL, random: inout SplitMix64) throws {
    let table = try ProjectTable(
      "mandates",
      columns: [
        "kind", "name", "grantor", "grantee", "under", "powers", "ceiling", "submandate", "reference", "until",
      ], in: folder)
    var given: [GivenMandate] = []
    given.reserveCapacity(mandates)
    let postOfBody = Dictionary((statutoryPosts..<posts).map { (body(ofPost: $0), $0) }) { first, _ in first }
    for number in 0..<mandates {
      let amiss = random.happens(perMille: 30) ? random.below(6) : nil
      let above = mandateAbove(number, among: given, random: &random)
      var cells: [String: String?] = ["name": "Mandaat \(number)", "kind": above == nil ? "mandaat" : "ondermandaat"]
      var grantor: Int
      var passed: [Int]
      var ceiling: Int
      if let above {
        let parent = given[above]
        (grantor, passed, ceiling) = (parent.grantee, parent.powers, max(1000, parent.ceiling - random.below(9000)))
        cells["under"] = "m\(above)"
        if amiss == 1 { passed.append(random.below(powers)) }
        if amiss == 2 { ceiling = parent.ceiling * 2 }
      } else {
        let power = random.below(powers)
        (grantor, passed, ceiling) = (holder(ofPower: power), [power], random.number(in: 10...1000) * 1000)
        let next = power + authorities.count
        if next < powers, random.happens(perMille: 250) { passed.append(next) }
        if amiss == 1 { passed = [random.below(powers)] }
      }
      let grantee = bodyUnder(grantor, random: &random)
      if amiss == 0 { grantor = random.below(bodies) }
      cells["grantor"] = "b\(grantor)"
      cells["powers"] = Set(passed).sorted().map { "w\($0)" }.joined(separator: "|")
      if random.happens(perMille: 750) || amiss == 2 { cells["ceiling"] = String(ceiling) }
      if amiss != 3 { cells["submandate"] = "yes" }
      if amiss != 4 { cells["reference"] = "Mandaatregister \(number)" }
      if amiss == 5 { cells["until"] = random.happens(perMille: 500) ? "2024-12-31" : "2026-06-30" }
      var goesOn = !children[grantee].isEmpty
      if let post = postOfBody[grantee], post % 2 == 0, random.happens(perMille: 300) {
        cells["grantee"] = "f\(post)"
        goesOn = false
      } else {
        cells["grantee"] = "b\(grantee)"
      }
      try table.add("m\(number)", cells)
      given.append(
        GivenMandate(
          grantee: grantee, powers: passed, ceiling: ceiling, depth: above.map { given[$0].depth + 1 } ?? 0,
          goesOn: goesOn))
    }
    try table.finish()
  }

  /// The mandate that mandate `number` stands under: for half of them a recent one that can be passed on.
  private func mandateAbove(_ number: Int, among given: [GivenMandate], random: inout SplitMix64) -> Int? {
    guard number > 0, random.happens(perMille: 700) else { return nil }
    let above = max(0, number - 1 - random.below(1000))
    return given[above].goesOn && given[above].depth < 6 ? above : nil
  }

  /// A body one to three levels under another, which must have some under it.
  private func bodyUnder(_ body: Int, random: inout SplitMix64) -> Int {
    var lowest = body
    for _ in 0..<random.number(in: 1...3) where !children[lowest].isEmpty {
      lowest = children[lowest][random.below(children[lowest].count)]
    }
    return lowest
  }

  /// Decisions that found bodies, and duties to inform councils.
  func writeDecisions(to folder: URL, random: inout SplitMix64) throws {
    let table = try ProjectTable("decisions", columns: ["kind", "name", "by", "about", "date"], in: folder)
    for decision in 0..<decisions {
      let body = random.below(bodies)
      try table.add(
        "d\(decision)",
        [
          "kind": "instellingsbesluit", "name": "Besluit \(decision)", "by": "b\(councils[municipality[body]])",
          "about": "b\(body)", "date": "2023-0\(random.number(in: 1...9))-15",
        ])
    }
    try table.finish()
    let dutyTable = try ProjectTable("duties", columns: ["kind", "name", "owner", "toward"], in: folder)
    for duty in 0..<duties {
      let body = random.below(bodies)
      try dutyTable.add(
        "u\(duty)",
        [
          "kind": "informeren", "name": "Plicht \(duty)", "owner": "b\(body)",
          "toward": "b\(councils[municipality[body]])",
        ])
    }
    try dutyTable.finish()
  }
}
