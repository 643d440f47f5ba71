// A region as they are: a steering group, teams, advisers, municipalities and insurers, partly planned and partly unknown.

import GovernanceDiagrams
import GovernanceModel
import SourceDiagnostics

enum CareRegion {
  static let place = SourcePlace(path: "region.yaml", line: 1, column: 1)

  static let model = Model(
    vocabulary: SmallVocabulary.value,
    project: Project(
      name: "Zorgregio De Venen",
      documents: [SourceDocument(key: "plaat", title: "Structuurplaat samenwerking")]),
    entities: bodies + parties, edges: edges)

  static let overlay = Overlay(marks: [
    "regiegroep": [
      .init(level: .error, text: "Regiegroep heeft geen weg naar een gekozen orgaan."),
      .init(level: .error, text: "Regiegroep heeft twee opdrachtgevers."),
      .init(level: .warning, text: "Regiegroep heeft geen voorzitter."),
    ],
    "werkgroep": [.init(level: .note, text: "Onbekend aan wie Werkgroep Data rapporteert.")],
    "verzekeraar-a": [.init(level: .warning, text: "Zorgverzekeraar Delta zit aan drie tafels.")],
    "team-jeugd": [.init(level: .warning, text: "Themateam Jeugd heeft maar één lid.")],
  ])

  private static let bodies = [
    body("bestuurstafel", "bestuurstafel", "Landelijke bestuurstafel zorg en welzijn", tier: "landelijk"),
    body("stuurgroep", "stuurgroep", "Stuurgroep Gezond en Actief", tier: "regionaal", unknowns: ["chair"]),
    body("regiegroep", "regiegroep", "Regiegroep De Venen", tier: "regionaal", unknowns: ["chair"]),
    body("wethoudersoverleg", "portefeuillehoudersoverleg", "Wethoudersoverleg Sociaal Domein", tier: "regionaal"),
    body("team-ouderen", "themateam", "Themateam Ouderen", tier: "regionaal"),
    body("team-jeugd", "themateam", "Themateam Jeugd", tier: "regionaal"),
    body(
      "team-preventie", "themateam", "Preventie en gezonde leefomgeving", tier: "regionaal", stage: .planned,
      period: Period(from: Day(number: 20_820))),
    body("werkgroep", "werkgroep", "Werkgroep Data", tier: "lokaal", unknowns: ["reports-to"]),
    body("adviesraad", "adviesraad", "Adviesraad Inwoners", tier: "regionaal"),
    body("expertteam", "expertteam", "Expertteam Digitalisering", tier: "regionaal", certainty: .inferred),
  ]

  private static let parties =
    ["Alphen", "Bodegraven", "Gouda", "Krimpenerwaard", "Waddinxveen", "Zuidplas"].map {
      party("gemeente-\($0.lowercased())", "gemeente", "Gemeente \($0)")
    } + [
      party("verzekeraar-a", "zorgverzekeraar", "Zorgverzekeraar Delta"),
      party("verzekeraar-b", "zorgverzekeraar", "Zorgverzekeraar Polder"),
      party("ggd", "ggd", "GGD Hollands Midden"),
      party("huisartsen", "zorgaanbieder", "Coöperatie Huisartsen De Venen"),
      party("ziekenhuis", "ziekenhuis", "Groene Hart Ziekenhuis"),
      party("welzijn", "welzijnsorganisatie", "Welzijn De Venen"),
    ]

  private static let edges: [Edge] =
    [
      edge("stuurgroep", "reports-to", "bestuurstafel", certainty: .inferred),
      edge(
        "regiegroep", "reports-to", "stuurgroep",
        citations: [Citation(document: "plaat", line: 12, quote: "regie onder stuur")]),
      edge("regiegroep", "reports-to", "wethoudersoverleg", certainty: .inferred),
      edge("team-ouderen", "reports-to", "regiegroep"), edge("team-jeugd", "reports-to", "regiegroep"),
      edge("team-preventie", "reports-to", "regiegroep"), edge("adviesraad", "advises", "stuurgroep"),
      edge("expertteam", "advises", "regiegroep", certainty: .inferred),
      edge("werkgroep", "informs", "team-ouderen"),
    ]
    + parties.prefix(6).map { edge("wethoudersoverleg", "members", $0.id) } + [
      edge("stuurgroep", "members", "verzekeraar-a", role: "marktleider"),
      edge("stuurgroep", "members", "verzekeraar-b"),
      edge("stuurgroep", "members", "wethoudersoverleg", role: "namens gemeenten"),
      edge("regiegroep", "members", "ggd"), edge("regiegroep", "members", "verzekeraar-a"),
      edge("regiegroep", "members", "huisartsen", certainty: .inferred),
      edge("team-ouderen", "members", "huisartsen"), edge("team-ouderen", "members", "ziekenhuis"),
      edge("team-ouderen", "members", "welzijn"), edge("team-jeugd", "members", "ggd", certainty: .inferred),
      edge("team-ouderen", "chair", "ziekenhuis"), edge("team-preventie", "members", "ggd"),
      edge("werkgroep", "members", "verzekeraar-a"),
    ]

  static func body(
    _ id: String, _ kind: String?, _ name: String?, tier: String? = nil, stage: Stage = .active,
    period: Period = .always, certainty: Certainty = .explicit, unknowns: [String] = []
  ) -> Entity {
    Entity(
      id: id, classKey: "body", kind: kind, name: name, stage: stage, period: period,
      attributes: tier.map { [Attribute(key: "tier", value: .choice($0), provenance: said())] } ?? [],
      unknowns: unknowns.map { Unknown(key: $0, provenance: said()) }, provenance: said(certainty))
  }

  static func party(_ id: String, _ kind: String?, _ name: String) -> Entity {
    Entity(id: id, classKey: "party", kind: kind, name: name, provenance: said())
  }

  static func edge(
    _ from: String, _ relation: String, _ to: String, role: String? = nil, certainty: Certainty = .explicit,
    period: Period = .always, citations: [Citation] = []
  ) -> Edge {
    Edge(
      id: "\(from)/\(relation)/\(to)", relation: relation, from: from, to: to, period: period,
      attributes: role.map { [Attribute(key: "role", value: .text($0), provenance: said())] } ?? [],
      provenance: said(certainty, citations: citations))
  }

  static func said(_ certainty: Certainty = .explicit, citations: [Citation] = []) -> Provenance {
    Provenance(certainty: certainty, citations: citations, place: place)
  }
}
