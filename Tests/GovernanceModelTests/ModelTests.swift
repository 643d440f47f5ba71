// When entities and edges hold.

import GovernanceModel
import SourceDiagnostics
import Testing

@Suite("What holds on a day")
struct ModelTests {
  private let day = Day(number: 100)

  private func entity(_ id: String, _ stage: Stage = .active, from: Int? = nil, until: Int? = nil) -> Entity {
    Entity(
      id: id, classKey: "body", stage: stage,
      period: Period(from: from.map(Day.init(number:)) ?? .earliest, until: until.map(Day.init(number:)) ?? .latest),
      provenance: Provenance(place: SourcePlace(path: "m.yaml")))
  }

  private func model(_ entities: [Entity], _ edges: [Edge] = []) -> Model {
    Model(
      vocabulary: Vocabulary(classes: [], relations: [], attributes: []), project: Project(name: "P"),
      entities: entities, edges: edges)
  }

  @Test(
    "an entity holds within its period, unless it is planned or has ended",
    arguments: [
      (Stage.active, nil, nil, true, false), (.active, 100, nil, true, false), (.active, 101, nil, false, true),
      (.active, nil, 100, false, false), (.active, nil, 101, true, false), (.active, 100, 101, true, false),
      (.planned, nil, nil, false, true), (.planned, 50, nil, false, true), (.planned, 150, nil, false, true),
      (.ended, nil, nil, false, false), (.ended, 150, nil, false, false), (.ended, nil, 50, false, false),
    ] as [(Stage, Int?, Int?, Bool, Bool)])
  func entities(stage: Stage, from: Int?, until: Int?, holds: Bool, isPlanned: Bool) {
    let entity = entity("a", stage, from: from, until: until)
    #expect(entity.holds(on: day) == holds)
    #expect(entity.isPlanned(on: day) == isPlanned)
  }

  @Test(
    "an edge holds while it and both its ends do",
    arguments: [
      (nil, nil, nil, true), (100, nil, nil, true), (101, nil, nil, false), (nil, 101, nil, false),
      (nil, nil, 101, false), (50, 60, 70, true),
    ] as [(Int?, Int?, Int?, Bool)])
  func edges(edgeFrom: Int?, nearFrom: Int?, farFrom: Int?, holds: Bool) {
    let edge = Edge(
      id: "a/r/b", relation: "r", from: "a", to: "b",
      period: Period(from: edgeFrom.map(Day.init(number:)) ?? .earliest),
      provenance: Provenance(place: SourcePlace(path: "m.yaml")))
    let model = model([entity("a", from: nearFrom), entity("b", from: farFrom)], [edge])
    #expect(model.holds(edge, on: day) == holds)
  }

  @Test("entities are found by their id")
  func lookUp() {
    let model = model([entity("a"), entity("b")])
    #expect(model.entity("b")?.id == "b")
    #expect(model.entity("c") == nil)
    #expect(model.entity("a")?.label == "a")
  }
}

@Suite("Words and keys")
struct VocabularyTests {
  @Test(
    "a label gives a key, with and without its accents",
    arguments: [
      ("rapporteert aan", ["rapporteert-aan"]), ("cliëntenraad", ["cliëntenraad", "clientenraad"]),
      ("regio's", ["regios"]), ("SPUK-aanvraag", ["spuk-aanvraag"]), ("Tweede Kamer", ["tweede-kamer"]),
    ])
  func keys(label: String, expected: [String]) {
    #expect(Vocabulary.keys(from: Wording(nl: label, en: label)) == expected + expected)
    #expect(Vocabulary.predicate(of: "reports-to") == "reports_to")
  }
}
