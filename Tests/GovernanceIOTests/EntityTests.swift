// What an entity may say of itself, short and long, in Dutch and in English.

import Testing

@Suite("Entities and relations, short and long")
struct EntityTests {
  @Test("a relation is an id, a long form, a list of either, or unknown")
  func relations() {
    check(
      """
      bodies:
        a: {reports-to: b, members: [p, {to: q, role: lid, from: 2024-03, until: 2025, certainty: inferred}, p]}
        b: {chair: unknown, members: {to: unknown, role: voorzitter, certainty: assumed}, advises: {to: onbekend}}
      parties: {p: , q: {}}
      """,
      gives: """
        body a
          reports-to -> b
          members -> p
          members -> q [2024-03-01…2025-12-31] inferred
            role = "lid"
          members -> p
        body b
          chair = ?
          members = ? assumed
          advises = ?
        party p
        party q
        """)
  }

  @Test("an attribute is a value, a long form or unknown; where several are allowed, a list")
  func attributes() {
    check(
      """
      bodies:
        a: {seats: {value: 12, certainty: inferred}, top: unknown, legal-basis: [art. 1, {value: art. 2}], tooi: {value: onbekend}}
      """,
      gives: """
        body a
          seats = 12 inferred
          legal-basis = "art. 1"
          legal-basis = "art. 2"
          top = ?
          tooi = ?
        """)
  }

  @Test("periods: a day, a month or a year; until is the last day; an open end stays open")
  func periods() {
    check(
      """
      bodies:
        a: {from: 2024-02-29, until: 2024-02-29}
        b: {from: 2024, until: 2024-02}
        c: {until: 2026}
        d: {from: 2024-03}
        e: {from: 0001-01-01, until: 9999-12-31}
      """,
      gives: """
        body a [2024-02-29…2024-02-29]
        body b [2024-01-01…2024-02-29]
        body c […2026-12-31]
        body d [2024-03-01…]
        body e
        """)
  }

  @Test("what follows from a kind can be overridden")
  func kindDefaults() {
    check(
      """
      bodies:
        a: {kind: gemeenteraad}
        b: {kind: gemeenteraad, elected: no}
        c: {kind: municipal-council, gekozen: unknown}
        d: {kind: adviesraad}
        e: {kind: stuurgroep}
      """,
      gives: """
        body a: gemeenteraad
          elected = yes
        body b: gemeenteraad
          elected = no
        body c: gemeenteraad
          elected = ?
        body d: adviesraad
          advisory = yes
        body e: stuurgroep
        """)
  }

  @Test("sources: a document, a long form, or several")
  func sources() throws {
    let reading = read([
      ("gremium.yaml", "name: P\nsources: {brief: Brief, nota: {title: Nota, date: 2024, reference: archief}}\n"),
      (
        "m.yaml",
        "bodies:\n  a: {source: brief}\n  b: {source: [brief, {document: nota, line: 3, quote: \"no\"}]}\n  c: {}\n"
      ),
    ])
    let model = try #require(reading.model)
    let citations = model.entities.map { entity in
      entity.provenance.citations.map { "\($0.document) \($0.line ?? 0) \($0.quote ?? "")" }
    }
    #expect(citations == [["brief 0 "], ["brief 0 ", "nota 3 no"], []])
    #expect(model.project.document("nota")?.date == "2024")
  }

  @Test("every place is where the text stands")
  func places() throws {
    let reading = read([("m.yaml", "bodies:\n  a:\n    reports-to: {to: b}\n    seats: 3\n  b: {}\n")])
    let model = try #require(reading.model)
    #expect(
      model.description == """
        body a  @m.yaml:2:3
          seats = 3  @m.yaml:4:12
          reports-to -> b  @m.yaml:3:22
        body b  @m.yaml:5:3

        """)
  }

  @Test("the edges of a model have ids of their own")
  func edgeIds() throws {
    let model = try #require(read([("m.yaml", "bodies: {a: {members: [p, p]}}\nparties: {p: {}}\n")]).model)
    #expect(model.edges.map(\.id) == ["a/members/p", "a/members/p#2"])
  }

  @Test("an anchor stands for what it is on, at its own place")
  func anchors() {
    check(
      """
      bodies:
        a: {members: &leden [p, q], kind: &soort stuurgroep}
        b: {members: *leden, kind: *soort}
      parties: {p: {}, q: {}}
      """,
      gives: """
        body a: stuurgroep
          members -> p
          members -> q
        body b: stuurgroep
          members -> p
          members -> q
        party p
        party q
        """)
  }

  @Test("views of a project take what they leave out from nothing, in either language")
  func views() throws {
    let reading = read([
      ("bodies.yaml", "bodies: {a: {}}\n"),
      (
        "views/kaart.yaml",
        "titel: Kaart\nklassen: [gremia, party]\nrelaties: [eigenaar]\nrichting: rechts\ndiepte: 2\n"
      ),
      (
        "views/map.yml", "title: {nl: Kaart, en: Map}\nkinds: [stuurgroep]\ncluster: tier\nisolated: hidden\nfocus: a\n"
      ),
      ("views/tafels.yaml", "kader: [leden, part-of]\n"), ("views/teams.yaml", "cluster: leden\n"),
      (
        "views/vakken.yaml", "onderwerp: gremia\nvermeld: [leden, chair]\ngedeeld: leden\nkenmerken: [niveau, amount]\n"
      ),
    ])
    #expect(reading.model != nil)
    let (first, second) = (reading.views[0], reading.views[1])
    #expect(first.key == "kaart" && first.title.en == "Kaart" && first.classes == ["body", "party"])
    #expect(first.relations == ["owner"] && first.direction == .right && first.depth == 2)
    #expect(second.key == "map" && second.title.en == "Map" && second.kinds == ["stuurgroep"])
    #expect(second.cluster == .attribute("tier") && !second.showsIsolated && second.focus == ["a"])
    #expect(reading.views[2].cluster == .relations(["members", "part-of"]))
    #expect(reading.views[3].cluster == .relations(["members"]))
    let told = reading.views[4]
    #expect(told.subject == "body" && told.listed == ["members", "chair"] && told.shared == ["members"])
    #expect(told.attributes == ["tier", "amount"])
  }
}
