// The fixed words and examples of this module, Dutch beside English, in alphabetical order.

import SourceDiagnostics

enum Messages {
  static let diskFull = Wording(nl: "de schijf is vol", en: "the disk is full")
  static let document = Wording(nl: "document", en: "document")
  static let documentExample = Wording(
    nl: "{document: SLEUTEL, regel: …, citaat: …}", en: "{document: KEY, line: …, quote: …}")
  static let firstIsHere = Wording(nl: "hier staat de eerste", en: "the first one is here")
  static let id = Wording(nl: "id", en: "id")
  static let idExample = Wording(nl: "{id: ID, naam: …}", en: "{id: ID, name: …}")
  static let mayNotWrite = Wording(nl: "geen schrijfrecht", en: "no permission")
  static let name = Wording(nl: "naam", en: "name")
  static let nameExample = Wording(nl: "naam: …", en: "name: …")
  static let rulePacks = Wording(nl: "regelpakketten", en: "rule packs")
  static let startsHere = Wording(nl: "hier begint het", en: "it starts here")
  static let steps = Wording(nl: "stappen", en: "steps")
  static let stepsExample = Wording(nl: "stappen: [{hef-op: ID}, …]", en: "steps: [{abolish: ID}, …]")
  static let to = Wording(nl: "naar", en: "to")
  static let toExample = Wording(nl: "{naar: ID, …}", en: "{to: ID, …}")
  static let value = Wording(nl: "waarde", en: "value")
  static let valueExample = Wording(nl: "{waarde: …, bron: …}", en: "{value: …, source: …}")
}
