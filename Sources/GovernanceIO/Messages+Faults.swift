// How the faults of reading and writing are worded, Dutch beside English, in alphabetical order.

import GovernanceModel
import SourceDiagnostics

extension Fault {
  var wording: (code: String, message: Wording, hint: Wording?) {
    switch self {
    case .aliasEdit:
      (
        "alias-edit",
        Wording(
          nl: "dit staat er met een alias (`*`): wie het hier verandert, verandert ook de andere plaats",
          en: "this is written by an alias (`*`): changing it here would change the other place too"),
        Wording(
          nl: "schrijf het hier eerst uit, in plaats van de alias", en: "write it out here first, in place of the alias"
        )
      )
    case .anchorEdit(let anchor, let line):
      (
        "anchor-edit",
        Wording(
          nl: "dit staat ook op regel \(line), met de alias `*\(anchor)`: wie het hier verandert, verandert het daar",
          en: "this is also said on line \(line), by the alias `*\(anchor)`: changing it here changes it there too"),
        Wording(
          nl: "schrijf op regel \(line) eerst uit wat er staat, in plaats van de alias",
          en: "first write out on line \(line) what is said, in place of the alias")
      )
    case .badChoice(let text, let key, let allowed):
      (
        "choice", Wording(nl: "`\(text)` kan niet bij `\(key)`", en: "`\(text)` is not a value of `\(key)`"),
        Self.advice(on: text, among: allowed, Self.chooseFrom)
      )
    case .badDate(let text):
      (
        "date", Wording(nl: "`\(text)` is geen datum", en: "`\(text)` is not a date"),
        Wording(
          nl: "schrijf een bestaande dag, maand of jaar als 2024-03-31, 2024-03 of 2024",
          en: "write an existing day, month or year as 2024-03-31, 2024-03 or 2024")
      )
    case .badDay(let text):
      (
        "day", Wording(nl: "`\(text)` is geen dag", en: "`\(text)` is not a day"),
        Wording(
          nl: "schrijf een hele datum, als 2024-03-31: een project spreekt van één dag",
          en: "write a whole date, as 2024-03-31: a project speaks of one day")
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
    case .cellText(let key, let id):
      (
        "cell-text",
        Wording(
          nl: "wat er bij `\(key)` van `\(id)` komt te staan, past niet in een cel van een tabel",
          en: "what `\(key)` of `\(id)` becomes does not fit a cell of a table"),
        Wording(
          nl: "een cel zegt geen `|`, geen spaties aan begin of eind, en geen twee waarden met elk een bron: "
            + "beschrijf `\(id)` in een YAML-bestand",
          en: "a cell cannot say `|`, blanks at either end, or two values with a source each: "
            + "describe `\(id)` in a YAML file")
      )
    case .changedMeanwhile:
      (
        "changed-meanwhile",
        Wording(nl: "dit bestand is intussen veranderd", en: "this file has changed meanwhile"),
        Wording(nl: "er is niets geschreven; probeer het opnieuw", en: "nothing was written; try again")
      )
    case .complexKey:
      (
        "complex-key", Wording(nl: "een sleutel moet gewone tekst zijn", en: "a key must be plain text"),
        Wording(
          nl: "zet tekst die op een lijst, mapping of alias lijkt tussen aanhalingstekens",
          en: "put text that looks like a list, mapping or alias between quotes")
      )
    case .controlCharacter:
      (
        "control-character",
        Wording(
          nl: "hier staat een onzichtbaar teken dat er niet hoort",
          en: "an invisible character that does not belong here"),
        Wording(
          nl: "verwijder het, of typ de regel opnieuw", en: "remove it, or type the line again")
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
          nl: "schrijf er een sectie in, zoals `gremia:`, of verwijder het",
          en: "write a section in it, such as `bodies:`, or remove it")
      )
    case .emptyTable:
      (
        "empty-file", Wording(nl: "het bestand is leeg", en: "the file is empty"),
        Wording(
          nl: "schrijf er een kopregel in, zoals `id;naam;soort`, of verwijder het",
          en: "write a header row in it, such as `id;name;kind`, or remove it")
      )
    case .emptyValue(let key, let advice):
      (
        "empty-value", Wording(nl: "`\(key)` heeft geen waarde", en: "`\(key)` has no value"),
        advice == .text
          ? Wording(nl: "vul de waarde in, of laat de regel weg", en: "fill in the value, or leave the line out")
          : Wording(
            nl: "vul de waarde in, schrijf `onbekend` als de bron hem niet noemt, of laat de regel weg",
            en: "fill in the value, write `unknown` if the source does not tell it, or leave the line out")
      )
    case .fileTooLarge(let bytes, let limit):
      (
        "file-too-large",
        Wording(
          nl: "het bestand is \(Self.size(bytes)); meer dan \(Self.size(limit)) wordt niet gelezen",
          en: "the file is \(Self.size(bytes)); more than \(Self.size(limit)) is not read"),
        Wording(
          nl: "splits het bestand, of verhoog de grens met --max-file-size",
          en: "split the file, or raise the limit with --max-file-size")
      )
    case .fixedFormat:
      (
        "fixed-format",
        Wording(
          nl: "dit staat in een bestand dat alleen gelezen wordt", en: "this is said in a file that is only read"),
        Wording(
          nl: "verander het in het programma waar het bestand vandaan komt",
          en: "change it in the program that the file comes from")
      )
    case .invalidYAML(let problem, _):
      wordingOfYAML(problem)
    case .missingColumn(let name):
      (
        "missing-column",
        Wording(nl: "de tabel heeft geen kolom `\(name.nl)`", en: "the table has no column `\(name.en)`"),
        Wording(nl: "zet de naam in de kopregel", en: "put its name in the header row")
      )
    case .missingKey(let key, let example):
      (
        "missing-key", Wording(nl: "`\(key.nl)` ontbreekt", en: "`\(key.en)` is missing"),
        Wording(nl: "schrijf `\(example.nl)`", en: "write `\(example.en)`")
      )
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
    case .missingRuleFolder:
      (
        "missing-folder", Wording(nl: "deze map met regels is er niet", en: "there is no such folder of rules"),
        Wording(nl: "controleer wat er na --rules staat", en: "check what follows --rules")
      )
    case .notUTF8:
      (
        "not-utf8", Wording(nl: "het bestand is geen UTF-8", en: "the file is not UTF-8"),
        Wording(
          nl: "sla het op met de codering UTF-8 (in Excel: \"CSV UTF-8\")",
          en: "save it with the encoding UTF-8 (in Excel: \"CSV UTF-8\")")
      )
    case .pageOutsidePack:
      (
        "page-outside-pack",
        Wording(nl: "deze regelpagina staat niet in een pakket", en: "this rule page is not in a pack"),
        Wording(
          nl: "zet haar een map dieper, als rules/PAKKET/NAAM.md", en: "put it a folder deeper, as rules/PACK/NAME.md")
      )
    case .periodEndsBeforeItStarts:
      (
        "period", Wording(nl: "het einde ligt voor het begin", en: "the end comes before the beginning"),
        Wording(
          nl: "`until` (t/m) is de laatste dag waarop het geldt, `from` (vanaf) de eerste",
          en: "`until` is the last day on which it holds, `from` the first")
      )
    case .reservedName(let name):
      (
        "reserved-name",
        Wording(nl: "`\(name)` is een woord van de regeltaal", en: "`\(name)` is a word of the rule language"),
        Wording(nl: "kies een andere sleutel", en: "choose another key")
      )
    case .startsWithSign(let sign):
      (
        "sign",
        Wording(
          nl: "YAML leest een `\(sign)` aan het begin niet als tekst",
          en: "YAML does not read a leading `\(sign)` as text"),
        Wording(
          nl: "zet tekst die met \(sign) begint tussen aanhalingstekens",
          en: "put text that starts with \(sign) between quotes")
      )
    case .tableColumnWithoutName:
      (
        "table-column", Wording(nl: "deze kolom heeft geen naam", en: "this column has no name"),
        Wording(
          nl: "zet er een in de kopregel, of maak de kolom leeg", en: "put one in the header row, or empty the column")
      )
    case .tableQuote:
      (
        "table-quote", Wording(nl: "aanhalingsteken zonder einde", en: "quotation mark without an end"),
        Wording(
          nl: "sluit de cel met \", en schrijf een aanhalingsteken erin dubbel",
          en: "close the cell with \", and double a quotation mark inside it")
      )
    case .tableTextAfterQuote:
      (
        "table-quote",
        Wording(nl: "na het aanhalingsteken gaat de cel verder", en: "the cell goes on after the quotation mark"),
        Wording(
          nl: "zet de hele cel tussen \" en \", en schrijf een aanhalingsteken erin dubbel",
          en: "put the whole cell between \" and \", and double a quotation mark inside it")
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
    case .takenName(let name):
      (
        "taken-name",
        Wording(nl: "`\(name)` bestaat al in de woordenschat", en: "`\(name)` is in the vocabulary already"),
        Wording(
          nl: "kies een andere sleutel; alleen een klasse kan soorten erbij krijgen",
          en: "choose another key; only a class can get more kinds")
      )
    case .tooDeep:
      (
        "too-deep", Wording(nl: "dit is te diep genest", en: "this is nested too deeply"),
        Wording(
          nl: "een project is nooit dieper dan een tiental niveaus",
          en: "a project is never deeper than some ten levels")
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
    case .unfaithful:
      (
        "unfaithful",
        Wording(
          nl: "de bestanden zijn niet zo bij te werken dat zij hetzelfde zeggen als het scenario",
          en: "the files cannot be changed so that they say what the scenario says"),
        Wording(nl: "werk ze met de hand bij", en: "change them by hand")
      )
    case .unknownAnchor(let name):
      (
        "anchor", Wording(nl: "er is geen anker `&\(name)`", en: "there is no anchor `&\(name)`"),
        Wording(
          nl: "zet tekst die met * begint tussen aanhalingstekens", en: "put text that starts with * between quotes")
      )
    case .unknownDocument(let key, let known):
      (
        "unknown-document",
        Wording(nl: "onbekend brondocument `\(key)`", en: "unknown source document `\(key)`"),
        suggestion(for: key, among: known)
          ?? Wording(
            nl: "noem het onder `sources:` in gremium.yaml", en: "name it under `sources:` in gremium.yaml")
      )
    case .unknownId(let id, let nearest):
      (
        "unknown-id", Wording(nl: "onbekende id `\(id)`", en: "unknown id `\(id)`"),
        suggestion(of: nearest)
          ?? Wording(
            nl: "beschrijf `\(id)` in een van de secties, of verwijder de verwijzing",
            en: "describe `\(id)` in one of the sections, or remove the reference")
      )
    case .unknownKey(let key, let known):
      (
        "unknown-key", Wording(nl: "onbekende sleutel `\(key)`", en: "unknown key `\(key)`"),
        Self.advice(on: key, among: known, Self.possible)
      )
    case .unknownKind(let kind, let section, let known):
      (
        "unknown-kind",
        Wording(nl: "onbekende soort `\(kind)` in `\(section)`", en: "unknown kind `\(kind)` in `\(section)`"),
        suggestion(for: kind, among: known.flatMap { [$0.nl, $0.en] })
          ?? Wording(
            nl: "laat de soort weg, of voeg hem toe onder `vocabulary:` in gremium.yaml",
            en: "leave the kind out, or add it under `vocabulary:` in gremium.yaml")
      )
    case .unknownSection(let name, let known):
      (
        "unknown-section", Wording(nl: "onbekende sectie `\(name)`", en: "unknown section `\(name)`"),
        Self.advice(on: name, among: known, Self.possible)
      )
    case .unknownScenario(let name, let known):
      (
        "unknown-scenario", Wording(nl: "er is geen scenario `\(name)`", en: "there is no scenario `\(name)`"),
        suggestion(for: name, among: known)
          ?? (known.isEmpty
            ? Wording(
              nl: "zet het in de map scenarios van het project, of noem een bestand",
              en: "put it in the project's folder scenarios, or name a file")
            : Wording(nl: "er zijn \(Self.listed(known))", en: "there are \(Self.listed(known))"))
      )
    case .unknownStep(let key, let known):
      (
        "unknown-step", Wording(nl: "`\(key)` is geen stap", en: "`\(key)` is not a step"),
        Self.advice(on: key, among: known, Self.possible)
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
        "unreadable", Wording(nl: "niet te lezen: \(reason.nl)", en: "cannot be read: \(reason.en)"),
        Wording(
          nl: "controleer de naam en de rechten, of haal het uit de map",
          en: "check the name and the permissions, or take it out of the folder")
      )
    case .unwritable(let reason):
      (
        "unwritable", Wording(nl: "niet te schrijven: \(reason.nl)", en: "cannot be written: \(reason.en)"),
        Wording(
          nl: "alle bestanden zijn gebleven zoals zij waren; controleer de rechten en de ruimte",
          en: "all files have stayed as they were; check the permissions and the space")
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
            nl: "zet er regels als `naam: …` onder, met spaties ervoor",
            en: "put lines such as `name: …` under it, with spaces before them")
        )
      case .text:
        (
          "shape", Wording(nl: "hier hoort gewone tekst", en: "plain text belongs here"),
          Wording(
            nl: "schrijf één waarde; zet tekst met `: `, `[` of `{` erin tussen aanhalingstekens",
            en: "write one value; put text that holds `: `, `[` or `{` between quotes")
        )
      }
    }
  }

  private static func listed(_ names: [String]) -> String { names.map { "`\($0)`" }.joined(separator: ", ") }

  /// The names nearest to one that is not known, in either language, or else all of them.
  private static func advice(on name: String, among known: [Wording], _ start: Wording) -> Wording {
    suggestion(for: name, among: known.flatMap { [$0.nl, $0.en] })
      ?? Wording(
        nl: "\(start.nl) \(listed(Set(known.map(\.nl)).sorted()))",
        en: "\(start.en) \(listed(Set(known.map(\.en)).sorted()))")
  }

  private static let chooseFrom = Wording(nl: "kies uit", en: "choose one of")
  private static let possible = Wording(nl: "mogelijk zijn", en: "possible are")

  private static func size(_ bytes: Int) -> String {
    bytes < 1_000_000 ? "\(bytes) bytes" : "\(bytes / 1_000_000) MB"
  }
}
