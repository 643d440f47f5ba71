// Municipalities, regions and parties, and the bodies, posts and people in them.

import Foundation

extension Country {
  /// Regions with their participants, and parties.
  func writePlaces(to folder: URL) throws {
    let regionTable = try ProjectTable("regions", columns: ["kind", "name"], in: folder)
    let participants = try ProjectTable("regions.participants", columns: ["to", "role"], in: folder)
    for region in 0..<regions {
      try regionTable.add("r\(region)", ["kind": "samenwerkingsregio", "name": "Regio \(region)"])
      for place in municipalities(of: region) {
        let holds = place == municipalities(of: region).lowerBound
        try participants.add("r\(region)", ["to": "g\(place)", "role": holds ? "mandaatgemeente" : "deelnemer"])
      }
      try participants.add("r\(region)", ["to": "g\(careParty(0, of: region))", "role": "marktleider"])
    }
    try regionTable.finish()
    try participants.finish()

    let table = try ProjectTable("parties", columns: ["kind", "name", "council", "informs"], in: folder)
    for party in 0..<parties {
      let (kind, name) = kind(ofParty: party)
      var cells: [String: String?] = ["kind": kind, "name": "\(name) \(party)"]
      if party < ministry {
        cells["council"] = "b\(councils[party])"
        let holder = municipalities(of: region(of: party)).lowerBound
        if party != holder { cells["informs"] = "g\(holder)" }
      }
      try table.add("g\(party)", cells)
    }
    try table.finish()
  }

  private static let levels = [
    (kind: "gemeenteraad", name: "Gemeenteraad"), ("bestuurscommissie", "Commissie"), ("stuurgroep", "Stuurgroep"),
    ("regiegroep", "Regiegroep"), ("themateam", "Themateam"), ("alliantie", "Alliantie"), ("werkgroep", "Werkgroep"),
    ("projectgroep", "Projectgroep"), ("projectgroep", "Projectgroep"),
  ]

  /// One in a hundred bodies reports to nobody, has no chair or no secretary; one in two hundred a chair nobody named.
  func writeBodies(to folder: URL, random: inout SplitMix64) throws {
    let table = try ProjectTable(
      "bodies", columns: ["kind", "name", "reports-to", "part-of", "chair", "secretary", "legal-basis"], in: folder)
    let members = try ProjectTable("bodies.members", columns: ["to"], in: folder)
    var chairs = (person: 0, left: 0)
    for body in 0..<bodies {
      let level = hierarchy.level[body]
      let place = municipality[body]
      let (kind, name) = Self.levels[level]
      var cells: [String: String?] = ["kind": kind, "name": "\(name) \(body)"]
      if let parent = hierarchy.parent[body] { cells["reports-to"] = "b\(parent)" }
      // One chairs three bodies, for one in five hundred.
      if chairs.left == 0, random.happens(perMille: 2) { chairs = (chair(of: body), 3) }
      if level == 0 {
        cells["chair"] = "f\(mayor(of: place))"
      } else if chairs.left > 0 {
        cells["chair"] = "p\(chairs.person)"
        chairs.left -= 1
      } else if !random.happens(perMille: 10) {
        cells["chair"] = random.happens(perMille: 5) ? "unknown" : "p\(chair(of: body))"
      }
      if level == 0 {
        cells["secretary"] = "f\(clerk(of: place))"
      } else if hierarchy.parent[body] == nil, !random.happens(perMille: 100) {
        // Whoever reports to nobody has no secretary from above, nor an authority.
        cells["secretary"] = "f\(secretary(of: place))"
      }
      if level == 1 { cells["part-of"] = "g\(place)" }
      if level == 1 {
        cells["legal-basis"] = "Gemeentewet art. 83"
      } else if level % 2 == 1 || hierarchy.parent[body] == nil && level > 0 {
        // Every other level has an authority of its own: so has who sits under a circle, which has none from above.
        cells["legal-basis"] = "instellingsbesluit"
      }
      try table.add("b\(body)", cells)
      if level == 2 {
        // The steering groups of a region take its care parties in turn.
        for turn in 0..<3 {
          try members.add("b\(body)", ["to": "g\(careParty(1 + 3 * body + turn, of: region(of: place)))"])
        }
      }
    }
    try writeMembers(to: members, random: &random)
    try table.finish()
    try members.finish()
  }

  /// Most people sit in one or two bodies of their municipality; one in five hundred parties sits everywhere.
  private func writeMembers(to table: ProjectTable, random: inout SplitMix64) throws {
    for person in 0..<people {
      let place = municipality(ofPerson: person)
      let first = body(of: place, random: &random)
      try table.add("b\(first)", ["to": "p\(person)"])
      let second = body(of: place, random: &random)
      if second != first, random.happens(perMille: 400) { try table.add("b\(second)", ["to": "p\(person)"]) }
    }
    for party in councils.count..<parties where random.happens(perMille: 2) {
      let first = random.below(bodies)
      for step in 0..<7 {
        let body = (first + step * (bodies / 14)) % bodies
        if hierarchy.level[body] > 2 { try table.add("b\(body)", ["to": "g\(party)"]) }
      }
    }
  }

  /// People and posts. One in a hundred municipalities has no clerk, one in a hundred had one.
  func writePeople(to folder: URL, random: inout SplitMix64) throws {
    let peopleTable = try ProjectTable("people", columns: ["name", "works-for"], in: folder)
    for person in 0..<people {
      let place = municipality(ofPerson: person)
      var cells: [String: String?] = ["name": "Persoon \(person)"]
      if person < bodies || random.happens(perMille: 700) {
        cells["works-for"] = "g\(place)"
      } else if random.happens(perMille: 700) {
        cells["works-for"] = "g\(careParty(person, of: region(of: place)))"
      }
      try peopleTable.add("p\(person)", cells)
    }
    try peopleTable.finish()

    let table = try ProjectTable(
      "posts", columns: ["kind", "name", "in", "holder", "holder.to", "holder.until"], in: folder)
    let statutory = [("burgemeester", "Burgemeester"), ("gemeentesecretaris", "Secretaris"), ("griffier", "Griffier")]
    for post in 0..<posts {
      var cells: [String: String?]
      if post < statutoryPosts {
        let (kind, name) = statutory[post % 3]
        cells = ["kind": kind, "name": "\(name) \(post / 3)", "in": "g\(post / 3)"]
      } else {
        let isManager = post % 2 == 0
        cells = [
          "kind": isManager ? "programmamanager" : "coordinator",
          "name": isManager ? "Programmamanager \(post)" : "Coördinator \(post)", "in": "b\(body(ofPost: post))",
        ]
      }
      if random.happens(perMille: 10) {
        cells["holder.to"] = "p\(holder(of: post))"
        cells["holder.until"] = "2024-12-31"
      } else {
        cells["holder"] = "p\(holder(of: post))"
      }
      try table.add("f\(post)", cells)
    }
    try table.finish()
  }
}
