// What is to be done, planned, agreed on and paid for.

import Foundation

extension Country {
  private static let opgaveKinds = [
    "thema", "knelpunt", "opgave", "opgave", "opgave", "actie", "actie", "interventie", "opgave", "actie",
  ]
  private static let domains = ["zorg", "sociaal-domein", "preventie"]

  /// The first of ten opgaven that belong together: a theme, a bottleneck, and what is done about it.
  private func theme(of opgave: Int) -> Int { opgave - opgave % 10 }

  private func municipality(ofOpgave opgave: Int) -> Int { opgave / 10 % councils.count }

  /// One opgave in a hundred has no owner, one has two, one nobody who executes it; one in two hundred is heard of by its
  /// owner, or has one that is not named.
  func writeOpgaven(to folder: URL, random: inout SplitMix64) throws {
    let table = try ProjectTable(
      "opgaven",
      columns: ["kind", "name", "part-of", "owner", "executes", "consulted", "addresses", "domain", "deadline"],
      in: folder)
    for opgave in 0..<opgaven {
      let kind = Self.opgaveKinds[opgave % 10]
      let place = municipality(ofOpgave: opgave)
      var cells: [String: String?] = [
        "kind": kind, "name": "Opgave \(opgave)", "domain": Self.domains[opgave % 10 % 3],
        "deadline": random.happens(perMille: 10) ? "2027-06-30" : "2026-0\(random.number(in: 1...9))-01",
      ]
      let owner = body(of: place, random: &random)
      let post = statutoryPosts + random.below(posts - statutoryPosts)
      let isOwnerless = opgave % 10 > 1 && random.happens(perMille: 10)
      if opgave % 10 == 1 {
        // A bottleneck is there without anybody wanting it.
      } else if isOwnerless {
        cells["owner"] = random.happens(perMille: 300) ? "unknown" : nil as String?
      } else if random.happens(perMille: 10) {
        cells["owner"] = "b\(owner)|b\(random.below(bodies))"
      } else {
        cells["owner"] = post % 2 == 1 && random.happens(perMille: 100) ? "f\(post)" : "b\(owner)"
      }
      if opgave % 10 > 1 {
        if !isOwnerless { cells["part-of"] = "o\(theme(of: opgave))" }
        cells["addresses"] = "o\(theme(of: opgave) + 1)"
      }
      if opgave % 10 != 1, !random.happens(perMille: 10) {
        cells["executes"] =
          random.happens(perMille: 200)
          ? "g\(careParty(opgave, of: region(of: place)))" : "b\(body(of: place, random: &random))"
      }
      if !isOwnerless, random.happens(perMille: 5) { cells["consulted"] = "b\(owner)" }
      try table.add("o\(opgave)", cells)
    }
    try table.finish()
  }

  private static let planColumns = [
    "kind", "name", "in-region", "scheme", "status", "owner", "applicants", "partners", "assessor", "informed",
    "opgaven",
    "monitored-by", "based-on", "sections", "preconditions", "fulfils", "assessment", "submitted", "assessed",
    "adopted",
  ]

  /// The first plans of a region are its picture, its plan and its mandate structure; the others are applications for the
  /// grant and transformation plans. One in a hundred of these comes too late, from one party alone, is assessed by another
  /// than the market leader, or fulfils no criterion.
  func writePlans(to folder: URL, random: inout SplitMix64) throws {
    let table = try ProjectTable("plans", columns: Self.planColumns, in: folder)
    let coordinators = try ProjectTable("parties.coordinates", columns: ["to"], in: folder)
    for plan in 0..<plans {
      let region = plan % regions
      let places = municipalities(of: region)
      let all = places.map { "g\($0)" }.joined(separator: "|")
      let leader = careParty(0, of: region)
      var cells: [String: String?] = ["name": "Plan \(plan)", "in-region": "r\(region)"]
      switch plan / regions {
      case 0: cells.merge(["kind": "regiobeeld", "partners": all, "adopted": "2023-06-15"]) { $1 }
      case 1:
        cells.merge([
          "kind": "regioplan", "partners": all, "adopted": "2023-12-15", "based-on": "n\(region)",
          "informed": places.map { "b\(councils[$0])" }.joined(separator: "|"),
          "opgaven": (2...4).map { "o\(places.lowerBound * 10 + $0)" }.joined(separator: "|"),
          "monitored-by": "g\(leader)", "sections": "regio-afspraken|werkagenda", "preconditions": "digitalisering",
        ]) { $1 }
        try coordinators.add("g\(leader)", ["to": "n\(plan)"])
        try coordinators.add("g\(places.lowerBound)", ["to": "n\(plan)"])
      case 2: cells.merge(["kind": "mandaatstructuur", "partners": all]) { $1 }
      case let turn where turn % 3 == 0:
        cells.merge([
          "kind": "spuk-aanvraag", "scheme": "spuk-iza", "applicants": "g\(places.lowerBound)",
          "submitted": random.happens(perMille: 10) ? "2024-01-15" : "2023-12-0\(random.number(in: 1...9))",
          "status": "goedgekeurd",
          "sections": random.happens(perMille: 10) ? "begroting|regioplan" : "begroting|regioplan|mandaatstructuur",
        ]) { $1 }
      case let turn:
        let amiss = random.happens(perMille: 30) ? random.below(4) : nil
        let (first, second) = (careParty(2 * turn + 1, of: region), careParty(2 * turn + 2, of: region))
        let others = [first, second].filter { $0 != leader }.map { "g\($0)" }
        let criteria = amiss == 0 ? "" : "zorggebruik|"
        cells.merge([
          "kind": "transformatieplan", "applicants": amiss == 1 ? others[0] : others.joined(separator: "|"),
          "partners": amiss == 1 ? nil as String? : "g\(places.lowerBound)",
          "assessor": "g\(amiss == 2 ? ministry : leader)", "assessment": "volledig", "submitted": "2024-03-01",
          "assessed": amiss == 3 ? "2024-06-15" : "2024-04-1\(random.below(10))", "status": "goedgekeurd",
          "fulfils": "\(criteria)in-lijn-met-regioplan|urgentie-en-commitment|gelijkgerichtheid",
        ]) { $1 }
      }
      try table.add("n\(plan)", cells)
    }
    try table.finish()
    try coordinators.finish()
  }

  /// Every second fund is a grant to a municipality, the others pay for transformation plans. One in fifty is controlled by
  /// who receives it.
  func writeFunds(to folder: URL, random: inout SplitMix64) throws {
    let table = try ProjectTable(
      "funds",
      columns: [
        "kind", "name", "granted-by", "received-by", "controlled-by", "covers", "amount", "structural", "until",
      ], in: folder)
    for fund in 0..<funds {
      let place = random.below(councils.count)
      let isGrant = fund % 2 == 0
      let receiver = isGrant ? place : careParty(1 + random.below(parties), of: region(of: place))
      let controller = random.happens(perMille: 20) ? receiver : ministry
      var cells: [String: String?] = [
        "kind": isGrant ? "spuk" : "transformatiemiddelen", "name": "Geldstroom \(fund)",
        "granted-by": "g\(isGrant ? ministry : careParty(0, of: region(of: place)))", "received-by": "g\(receiver)",
        "controlled-by": "g\(controller)", "amount": String(random.number(in: 400...800) * 1000), "structural": "no",
      ]
      if isGrant {
        let first = random.below(opgaven)
        cells["covers"] = "o\(first)|o\((first + 7) % opgaven)"
        cells["until"] = "2026-12-31"
      } else {
        cells["covers"] = "n\(random.below(plans))"
      }
      try table.add("e\(fund)", cells)
    }
    try table.finish()
  }

  /// The first agreement of a region is the joint arrangement of its municipalities; the others are regional agreements, of
  /// which one in fifty lacks its measure.
  func writeAgreements(to folder: URL, random: inout SplitMix64) throws {
    let table = try ProjectTable(
      "agreements",
      columns: [
        "kind", "name", "in-region", "legal-form", "participants", "parties", "opgaven", "purpose", "exit-clause",
        "evaluation", "reference", "solution", "scale", "result", "measure",
      ], in: folder)
    for agreement in 0..<agreements {
      let region = agreement % regions
      let places = municipalities(of: region)
      var cells: [String: String?] = ["name": "Afspraak \(agreement)", "in-region": "r\(region)"]
      if agreement < regions, places.count > 1 {
        cells.merge([
          "kind": "gemeenschappelijke-regeling", "legal-form": "regeling-zonder-meer",
          "participants": places.map { "g\($0)" }.joined(separator: "|"), "purpose": "samen inkopen",
          "exit-clause": "yes", "evaluation": "yes", "reference": "Staatscourant \(agreement)",
        ]) { $1 }
      } else {
        cells.merge([
          "kind": "regio-afspraak",
          "parties": (1...3).map { "g\(careParty(3 * agreement + $0, of: region))" }.joined(separator: "|"),
          "opgaven": "o\(random.below(opgaven))", "solution": "samen werken", "scale": "regio", "result": "minder druk",
          "measure": random.happens(perMille: 20) ? nil as String? : "wachttijd",
        ]) { $1 }
      }
      try table.add("a\(agreement)", cells)
    }
    try table.finish()
  }
}
