// Every fault that reading can find, with its wording in Dutch and English. Alphabetical.

import GovernanceModel
import SourceDiagnostics

/// What can be wrong with the files of a project.
enum Fault {
  case badChoice(String, key: String, allowed: [String])
  case badDate(String)
  case badEuro(String)
  case badFlag(String)
  case badId(String)
  case badNumber(String, ValueTypeName)
  case complexKey
  case duplicateId(String, first: SourcePlace)
  case duplicateKey(String, first: SourcePlace)
  case emptyFile
  case emptyValue(key: String)
  case fileTooLarge(bytes: Int, limit: Int)
  case invalidYAML(problem: String)
  case missingKey(String)
  case missingProject
  case missingProjectFile
  case notUTF8
  case periodEndsBeforeItStarts
  case reservedName(String)
  case tableQuote
  case tableTooManyCells(expected: Int)
  case tooManyAliases
  case tooManyValues(key: String)
  case unknownDocument(String, known: [String])
  case unknownId(String, known: [String])
  case unknownKey(String, known: [String])
  case unknownKind(String, section: String, known: [String])
  case unknownSection(String, known: [String])
  case unknownTable(String, known: [String])
  case unreadable(reason: String)
  case wrongClass(id: String, isA: Wording, key: String, expected: [Wording])
  case wrongShape(Shape)

  enum ValueTypeName { case whole, decimal }

  enum Shape { case list, mapping, text }

  func diagnostic(at place: SourcePlace?) -> Diagnostic {
    let text = wording
    return Diagnostic(
      code: "input/\(text.code)", place: place, message: text.message, hint: text.hint, related: related)
  }

  private var related: [Diagnostic.Related] {
    switch self {
    case .duplicateId(_, let first), .duplicateKey(_, let first):
      [.init(place: first, message: Wording(nl: "hier staat de eerste", en: "the first one is here"))]
    default: []
    }
  }

  private var wording: (code: String, message: Wording, hint: Wording?) {
    switch self {
    case .badChoice(let text, let key, let allowed):
      (
        "choice", Wording(nl: "`\(text)` kan niet bij `\(key)`", en: "`\(text)` is not a value of `\(key)`"),
        suggestion(for: text, among: allowed)
          ?? Wording(
            nl: "kies uit \(Self.listed(allowed))", en: "choose one of \(Self.listed(allowed))")
      )
    case .badDate(let text):
      (
        "date", Wording(nl: "`\(text)` is geen datum", en: "`\(text)` is not a date"),
        Wording(
          nl: "schrijf een bestaande dag, maand of jaar als 2024-03-31, 2024-03 of 2024",
          en: "write an existing day, month or year as 2024-03-31, 2024-03 or 2024")
      )
    case .badEuro(let text):
      (
        "euro", Wording(nl: "`\(text)` is geen bedrag", en: "`\(text)` is not an amount"),
        Wording(
          nl: "schrijf bijvoorbeeld 25000, € 25.000, € 25.000,50, € 2,9 mln of € 1,4 mld",
          en: "write for instance 25000, € 25.000, € 25.000,50, € 2,9 mln or € 1,4 mld (Dutch notation)")
      )
    case .badFlag(let text):
      (
        "yes-no", Wording(nl: "`\(text)` is geen ja of nee", en: "`\(text)` is neither yes nor no"),
        Wording(nl: "schrijf ja of nee", en: "write yes or no")
      )
    case .badId(let text):
      (
        "id", Wording(nl: "`\(text)` kan geen id zijn", en: "`\(text)` cannot be an id"),
        Wording(
          nl: "een id bestaat uit kleine letters, cijfers en streepjes, zoals stuurgroep-zorg",
          en: "an id consists of lower-case letters, digits and hyphens, such as stuurgroep-zorg")
      )
    case .badNumber(let text, let type):
      (
        "number",
        type == .whole
          ? Wording(nl: "`\(text)` is geen heel getal", en: "`\(text)` is not a whole number")
          : Wording(nl: "`\(text)` is geen getal", en: "`\(text)` is not a number"),
        Wording(nl: "schrijf cijfers, zonder nullen ervoor", en: "write digits, without leading zeros")
      )
    case .complexKey:
      (
        "complex-key", Wording(nl: "een sleutel moet gewone tekst zijn", en: "a key must be plain text"),
        Wording(
          nl: "zet tekst die op een lijst, mapping of alias lijkt tussen aanhalingstekens",
          en: "put text that looks like a list, mapping or alias between quotes")
      )
    case .duplicateId(let id, _):
      (
        "duplicate-id", Wording(nl: "de id `\(id)` bestaat al", en: "the id `\(id)` exists already"),
        Wording(
          nl: "ids zijn uniek in het hele project: kies een andere of voeg de twee samen",
          en: "ids are unique in the whole project: choose another or merge the two")
      )
    case .duplicateKey(let key, _):
      (
        "duplicate-key", Wording(nl: "`\(key)` staat er twee keer", en: "`\(key)` is written twice"),
        Wording(nl: "voeg de twee samen of hernoem er een", en: "merge the two or rename one")
      )
    case .emptyFile:
      (
        "empty-file", Wording(nl: "het bestand is leeg", en: "the file is empty"),
        Wording(
          nl: "schrijf er een sectie in, zoals `bodies:`, of verwijder het",
          en: "write a section in it, such as `bodies:`, or remove it")
      )
    case .emptyValue(let key):
      (
        "empty-value", Wording(nl: "`\(key)` heeft geen waarde", en: "`\(key)` has no value"),
        Wording(
          nl: "vul de waarde in, schrijf `onbekend` als de bron hem niet noemt, of laat de regel weg",
          en: "fill in the value, write `unknown` if the source does not tell it, or leave the line out")
      )
    case .fileTooLarge(let bytes, let limit):
      (
        "file-too-large",
        Wording(
          nl: "het bestand is \(bytes / 1_000_000) MB; meer dan \(limit / 1_000_000) MB wordt niet gelezen",
          en: "the file is \(bytes / 1_000_000) MB; more than \(limit / 1_000_000) MB is not read"),
        Wording(
          nl: "splits het bestand, of verhoog de grens met --max-file-size",
          en: "split the file, or raise the limit with --max-file-size")
      )
    case .invalidYAML(let problem):
      Self.wordingOfYAML(problem)
    case .missingKey(let key):
      ("missing-key", Wording(nl: "`\(key)` ontbreekt", en: "`\(key)` is missing"), nil)
    case .missingProject:
      (
        "missing-project", Wording(nl: "dit project bestaat niet", en: "this project does not exist"),
        Wording(nl: "geef de map met `gremium.yaml` op", en: "name the folder that holds `gremium.yaml`")
      )
    case .missingProjectFile:
      (
        "missing-project-file",
        Wording(nl: "in deze map staat geen `gremium.yaml`", en: "this folder has no `gremium.yaml`"),
        Wording(
          nl: "maak het bestand, met ten minste een regel `name: …`",
          en: "create the file, with at least a line `name: …`")
      )
    case .notUTF8:
      (
        "not-utf8", Wording(nl: "het bestand is geen UTF-8", en: "the file is not UTF-8"),
        Wording(
          nl: "sla het op met de codering UTF-8 (in Excel: \"CSV UTF-8\")",
          en: "save it with the encoding UTF-8 (in Excel: \"CSV UTF-8\")")
      )
    case .periodEndsBeforeItStarts:
      (
        "period", Wording(nl: "het einde ligt voor het begin", en: "the end comes before the beginning"),
        Wording(
          nl: "`until` is de laatste dag waarop het geldt, `from` de eerste",
          en: "`until` is the last day on which it holds, `from` the first")
      )
    case .reservedName(let name):
      (
        "reserved-name",
        Wording(nl: "`\(name)` is een woord van de regeltaal", en: "`\(name)` is a word of the rule language"),
        Wording(nl: "kies een andere sleutel", en: "choose another key")
      )
    case .tableQuote:
      (
        "table-quote", Wording(nl: "aanhalingsteken zonder einde", en: "quotation mark without an end"),
        Wording(
          nl: "sluit de cel met \", en schrijf een aanhalingsteken erin dubbel",
          en: "close the cell with \", and double a quotation mark inside it")
      )
    case .tableTooManyCells(let expected):
      (
        "table-cells",
        Wording(
          nl: "deze rij heeft meer cellen dan de kopregel (\(expected))",
          en: "this row has more cells than the header (\(expected))"),
        Wording(
          nl: "zet tekst met een scheidingsteken tussen aanhalingstekens; scheid waarden in een cel met |",
          en: "put text with a separator between quotes; separate values within a cell by |")
      )
    case .tooManyAliases:
      (
        "aliases",
        Wording(
          nl: "de aliassen in dit bestand vouwen uit tot te veel tekst",
          en: "the aliases in this file expand to too much text"),
        Wording(nl: "schrijf de herhaalde delen uit", en: "write the repeated parts out")
      )
    case .tooManyValues(let key):
      (
        "too-many-values", Wording(nl: "`\(key)` heeft één waarde", en: "`\(key)` takes one value"),
        Wording(nl: "houd er een over", en: "keep one")
      )
    case .unknownDocument(let key, let known):
      (
        "unknown-document",
        Wording(nl: "onbekend brondocument `\(key)`", en: "unknown source document `\(key)`"),
        suggestion(for: key, among: known)
          ?? Wording(
            nl: "noem het onder `sources:` in gremium.yaml", en: "name it under `sources:` in gremium.yaml")
      )
    case .unknownId(let id, let known):
      (
        "unknown-id", Wording(nl: "onbekende id `\(id)`", en: "unknown id `\(id)`"),
        suggestion(for: id, among: known)
          ?? Wording(
            nl: "beschrijf `\(id)` in een van de secties, of verwijder de verwijzing",
            en: "describe `\(id)` in one of the sections, or remove the reference")
      )
    case .unknownKey(let key, let known):
      (
        "unknown-key", Wording(nl: "onbekende sleutel `\(key)`", en: "unknown key `\(key)`"),
        suggestion(for: key, among: known)
          ?? Wording(nl: "mogelijk zijn \(Self.listed(known))", en: "possible are \(Self.listed(known))")
      )
    case .unknownKind(let kind, let section, let known):
      (
        "unknown-kind",
        Wording(nl: "onbekende soort `\(kind)` in `\(section)`", en: "unknown kind `\(kind)` in `\(section)`"),
        suggestion(for: kind, among: known)
          ?? Wording(
            nl: "laat de soort weg, of voeg hem toe onder `vocabulary:` in gremium.yaml",
            en: "leave the kind out, or add it under `vocabulary:` in gremium.yaml")
      )
    case .unknownSection(let name, let known):
      (
        "unknown-section", Wording(nl: "onbekende sectie `\(name)`", en: "unknown section `\(name)`"),
        suggestion(for: name, among: known)
          ?? Wording(nl: "mogelijk zijn \(Self.listed(known))", en: "possible are \(Self.listed(known))")
      )
    case .unknownTable(let name, let known):
      (
        "unknown-table",
        Wording(nl: "`\(name)` is geen naam van een tabel", en: "`\(name)` is not the name of a table"),
        suggestion(for: name, among: known)
          ?? Wording(
            nl: "noem het bestand naar een sectie (bodies.csv) of een relatie (bodies.members.csv)",
            en: "name the file after a section (bodies.csv) or a relation (bodies.members.csv)")
      )
    case .unreadable(let reason):
      (
        "unreadable", Wording(nl: "niet te lezen: \(reason)", en: "cannot be read: \(reason)"),
        Wording(
          nl: "controleer of het bestand bestaat en of u het mag lezen",
          en: "check that the file exists and that you may read it")
      )
    case .wrongClass(let id, let isA, let key, let expected):
      (
        "wrong-class",
        Wording(
          nl: "`\(id)` is een \(isA.nl); `\(key)` vraagt een \(expected.map(\.nl).joined(separator: " of "))",
          en: "`\(id)` is a \(isA.en); `\(key)` asks for a \(expected.map(\.en).joined(separator: " or "))"),
        Wording(
          nl: "verwijs naar iets anders, of verplaats `\(id)` naar de goede sectie",
          en: "refer to something else, or move `\(id)` to the right section")
      )
    case .wrongShape(let shape):
      switch shape {
      case .list:
        ("shape", Wording(nl: "hier hoort een lijst", en: "a list belongs here"), nil)
      case .mapping:
        (
          "shape", Wording(nl: "hier horen regels `sleutel: waarde`", en: "lines of `key: value` belong here"),
          Wording(
            nl: "schrijf bijvoorbeeld `naam: …`, met spaties ervoor",
            en: "write for instance `name: …`, with spaces before it")
        )
      case .text:
        (
          "shape", Wording(nl: "hier hoort gewone tekst", en: "plain text belongs here"),
          Wording(
            nl: "staat er een `:` of `{` in de tekst, zet hem dan tussen aanhalingstekens",
            en: "if the text holds a `:` or `{`, put it between quotes")
        )
      }
    }
  }

  /// The library's words for what beginners run into, in ours; the others as they are.
  private static func wordingOfYAML(_ problem: String) -> (code: String, message: Wording, hint: Wording?) {
    let known: [(start: String, message: Wording, hint: Wording)] = [
      (
        "could not find expected ':'",
        Wording(nl: "na deze sleutel ontbreekt `:`", en: "`:` is missing after this key"),
        Wording(nl: "schrijf `sleutel: waarde`", en: "write `key: value`")
      ),
      (
        "did not find expected",
        Wording(nl: "dit past niet bij de regels ervoor", en: "this does not fit the lines before"),
        Wording(
          nl: "controleer het inspringen, en haken en aanhalingstekens die openstaan",
          en: "check the indentation, and brackets and quotes left open")
      ),
      (
        "found character that cannot start any token",
        Wording(nl: "een waarde kan niet met dit teken beginnen", en: "a value cannot start with this character"),
        Wording(
          nl: "spring in met spaties, niet met tabs; zet tekst die met @, ` of % begint tussen aanhalingstekens",
          en: "indent with spaces, not tabs; put text that starts with @, ` or % between quotes")
      ),
      (
        "found undefined alias",
        Wording(nl: "dit verwijst naar een anker dat er niet is", en: "there is no anchor of this name"),
        Wording(
          nl: "zet tekst die met * begint tussen aanhalingstekens", en: "put text that starts with * between quotes")
      ),
      (
        "found unexpected end of stream",
        Wording(nl: "een aanhalingsteken is niet gesloten", en: "a quotation mark is not closed"),
        Wording(nl: "sluit de tekst met hetzelfde teken", en: "close the text with the same mark")
      ),
      (
        "mapping values are not allowed",
        Wording(nl: "hier kan geen `sleutel: waarde` staan", en: "`key: value` cannot stand here"),
        Wording(
          nl: "controleer het inspringen; zet tekst met `: ` erin tussen aanhalingstekens",
          en: "check the indentation; put text that holds `: ` between quotes")
      ),
      (
        "Maximum nesting level reached", Wording(nl: "dit is te diep genest", en: "this is nested too deeply"),
        Wording(
          nl: "een project is nooit dieper dan een tiental niveaus",
          en: "a project is never deeper than some ten levels")
      ),
    ]
    if let match = known.first(where: { problem.hasPrefix($0.start) }) { return ("yaml", match.message, match.hint) }
    return ("yaml", Wording(nl: "geen geldige YAML: \(problem)", en: "not valid YAML: \(problem)"), nil)
  }

  private static func listed(_ names: [String]) -> String { names.map { "`\($0)`" }.joined(separator: ", ") }
}
