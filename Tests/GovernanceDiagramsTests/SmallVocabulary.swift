// Enough of a vocabulary to draw with.

import GovernanceModel
import SourceDiagnostics

enum SmallVocabulary {
  static let value = Vocabulary(
    classes: [
      .init(
        key: "body", section: "bodies", singular: Wording(nl: "gremium", en: "body"),
        plural: Wording(nl: "gremia", en: "bodies"),
        style: [("shape", "box"), ("style", "rounded,filled"), ("fillcolor", "#DCEBF7"), ("color", "#1F5A8A")],
        kinds: [
          kind("gemeenteraad", "municipal council", style: [("style", "filled"), ("peripheries", "2")]),
          kind("bestuurstafel", "board table"), kind("stuurgroep", "steering group"),
          kind("regiegroep", "coordination group"), kind("themateam", "theme team"), kind("werkgroep", "working group"),
          kind("portefeuillehoudersoverleg", "meeting of portfolio holders"),
          kind("adviesraad", "advisory council", style: advisory), kind("expertteam", "expert team", style: advisory),
        ]),
      .init(
        key: "party", section: "parties", singular: Wording(nl: "partij", en: "party"),
        plural: Wording(nl: "partijen", en: "parties"),
        style: [("shape", "box"), ("style", "filled"), ("fillcolor", "#FDE9D2"), ("color", "#8A4B08")],
        kinds: [
          kind("gemeente", "municipality"), kind("zorgverzekeraar", "health insurer"), kind("ggd", "health service"),
          kind("zorgaanbieder", "care provider"), kind("ziekenhuis", "hospital"),
          kind("welzijnsorganisatie", "welfare organisation"),
        ]),
    ],
    relations: [
      relation(
        "reports-to", "rapporteert aan", "{x} rapporteert aan {y}", .up, [("color", "#0B3C5D"), ("penwidth", "1.6")]),
      relation(
        "part-of", "onderdeel van", "{x} is onderdeel van {y}", .up, [("color", "#444444"), ("arrowhead", "diamond")]),
      relation("members", "leden", "{y} is lid van {x}", .down, [("color", "#8A4B08"), ("arrowhead", "dot")]),
      relation("chair", "voorzitter", "{y} zit {x} voor", .down, [("color", "#00674B"), ("arrowhead", "box")]),
      relation("advises", "adviseert", "{x} adviseert {y}", .up, [("color", "#7A6A00"), ("arrowhead", "vee")]),
      relation("informs", "informeert", "{x} informeert {y}", .free, [("color", "#777777"), ("arrowhead", "open")]),
    ],
    attributes: [
      .init(
        key: "tier", words: Wording(nl: "niveau", en: "tier"), type: .choice, owners: ["body"],
        values: [
          ("landelijk", Wording(nl: "landelijk", en: "national")),
          ("regionaal", Wording(nl: "regionaal", en: "regional")), ("lokaal", Wording(nl: "lokaal", en: "local")),
        ]),
      .init(key: "role", words: Wording(nl: "rol", en: "role"), type: .text, owners: ["members"]),
    ])

  static let organogram = View(
    key: "organogram", title: Wording(nl: "organogram", en: "organisation chart"), classes: ["body", "party"],
    cluster: .attribute("tier"))

  private static let advisory: Vocabulary.Style = [
    ("shape", "note"), ("style", "filled"), ("fillcolor", "#FBF4CC"), ("color", "#7A6A00"),
  ]

  private static func kind(_ dutch: String, _ english: String, style: Vocabulary.Style = []) -> Vocabulary.Kind {
    Vocabulary.Kind(key: dutch, words: Wording(nl: dutch, en: english), style: style)
  }

  private static func relation(
    _ key: String, _ dutch: String, _ says: String, _ rank: Vocabulary.Rank, _ style: Vocabulary.Style
  ) -> Vocabulary.Relation {
    Vocabulary.Relation(
      key: key, words: Wording(nl: dutch, en: key.replacing("-", with: " ")), says: Wording(nl: says, en: says),
      ends: [("body", ["body", "party"])], attributes: ["role"], rank: rank, leadsToWhole: key == "part-of",
      style: style)
  }
}
