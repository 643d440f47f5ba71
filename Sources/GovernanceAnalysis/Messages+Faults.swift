// How the faults of rule pages are worded, Dutch beside English, in alphabetical order.

import SourceDiagnostics

extension Fault {
  var wording: (code: String, message: Wording, hint: Wording?) {
    switch self {
    case .badPageName(let name):
      (
        "page-name", Wording(nl: "een regel kan niet `\(name)` heten", en: "a rule cannot be called `\(name)`"),
        Wording(
          nl: "noem het bestand met kleine letters en streepjes, zoals opgave-zonder-eigenaar.md",
          en: "name the file in lower case with hyphens, such as opgave-without-owner.md")
      )
    case .badSeverity(let text):
      (
        "severity", Wording(nl: "`\(text)` is geen ernst", en: "`\(text)` is not a severity"),
        Wording(nl: "schrijf error, warning of note", en: "write error, warning or note")
      )
    case .duplicatePage(let name, _):
      (
        "duplicate-page", Wording(nl: "er is al een pagina `\(name)`", en: "there is a page `\(name)` already"),
        Wording(
          nl: "een naam is uniek over alle pakketten: hernoem het bestand",
          en: "a name is unique over all packs: rename the file")
      )
    case .exampleOutsideSection:
      (
        "example-section",
        Wording(nl: "dit voorbeeld staat niet onder een kop", en: "this example is not under a heading"),
        Wording(
          nl: "zet het onder `## Fires`, `## Does not fire` of, bij een begrip, `## Holds`",
          en: "put it under `## Fires`, `## Does not fire` or, for a concept, `## Holds`")
      )
    case .frontMatterLine:
      (
        "front-matter-line", Wording(nl: "deze regel mist een `:`", en: "this line lacks a `:`"),
        Wording(nl: "schrijf `sleutel: tekst` op één regel", en: "write `key: text` on one line")
      )
    case .missingFrontMatter:
      (
        "front-matter",
        Wording(nl: "de pagina begint niet met een kop tussen `---`", en: "the page has no front matter"),
        Wording(
          nl: "begin met een regel `---`, dan `severity:`, `nl:`, `en:` en `source:`, dan weer `---`",
          en: "start with a line `---`, then `severity:`, `nl:`, `en:` and `source:`, then `---` again")
      )
    case .missingFrontMatterKey(let key):
      (
        "front-matter-key",
        Wording(nl: "in de kop ontbreekt `\(key)`", en: "the front matter lacks `\(key)`"),
        Wording(
          nl: "schrijf een regel `\(key): …` tussen de twee `---`", en: "write a line `\(key): …` between the two `---`"
        )
      )
    case .missingList(let name, let relation):
      (
        "missing-list",
        Wording(nl: "voor `{\(name)}` ontbreekt een relatie", en: "a relation for `{\(name)}` is missing"),
        Wording(
          nl: "schrijf `.decl \(relation)(x: …, y: …)`, met in de laatste kolom wat er genoemd wordt",
          en: "write `.decl \(relation)(x: …, y: …)`, with what is to be listed in the last column")
      )
    case .missingRelation(let name):
      (
        "missing-relation", Wording(nl: "de relatie `\(name)` ontbreekt", en: "the relation `\(name)` is missing"),
        Wording(
          nl: "de pagina vindt wat in een relatie met haar eigen naam staat: `.decl \(name)(…)`",
          en: "a page finds what is in the relation of its own name: `.decl \(name)(…)`")
      )
    case .missingSubject(let name):
      (
        "missing-subject", Wording(nl: "`\(name)` heeft geen kolommen", en: "`\(name)` has no columns"),
        Wording(
          nl: "de eerste kolom zegt waarover de bevinding gaat", en: "the first column says what the finding is about")
      )
    case .missingTitle:
      (
        "title", Wording(nl: "de pagina heeft geen titel", en: "the page has no title"),
        Wording(nl: "schrijf na de kop een regel `# Titel`", en: "write a line `# Title` after the front matter")
      )
    case .openBlock:
      (
        "open-block", Wording(nl: "dit blok is niet gesloten", en: "this block is not closed"),
        Wording(nl: "sluit het met een regel ```", en: "close it with a line ```")
      )
    case .repeatedFrontMatter(let key):
      ("front-matter-twice", Wording(nl: "`\(key)` staat er twee keer", en: "`\(key)` is written twice"), nil)
    case .unknownFrontMatter(let key, let known):
      (
        "unknown-front-matter", Wording(nl: "onbekende sleutel `\(key)`", en: "unknown key `\(key)`"),
        suggestion(for: key, among: known)
          ?? Wording(
            nl: "mogelijk zijn \(known.joined(separator: ", "))", en: "possible are \(known.joined(separator: ", "))")
      )
    case .unknownPack(let name, let known):
      (
        "unknown-pack", Wording(nl: "onbekend regelpakket `\(name)`", en: "unknown rule pack `\(name)`"),
        suggestion(for: name, among: known)
          ?? Wording(
            nl: "er zijn \(known.joined(separator: ", "))", en: "there are \(known.joined(separator: ", "))")
      )
    case .unknownPlaceholder(let name, let known):
      (
        "unknown-placeholder",
        Wording(nl: "`{\(name)}` is geen kolom van de regel", en: "`{\(name)}` is not a column of the rule"),
        suggestion(for: name, among: known)
          ?? Wording(
            nl: "kolommen zijn \(known.map { "`\($0)`" }.joined(separator: ", "))",
            en: "the columns are \(known.map { "`\($0)`" }.joined(separator: ", "))")
      )
    case .unknownRole(let relation, let known):
      (
        "concept-role",
        Wording(
          nl: "`\(relation)` staat niet op deze pagina, die het programma er wel naar laat vragen",
          en: "`\(relation)` is not on this page, which has the program ask for it"),
        suggestion(for: relation, among: known)
          ?? Wording(nl: "noem een relatie die de pagina declareert", en: "name a relation that the page declares")
      )
    case .unknownRule(let code, let known):
      (
        "unknown-rule", Wording(nl: "onbekende regel `\(code)`", en: "unknown rule `\(code)`"),
        suggestion(for: code, among: known)
          ?? Wording(nl: "`gremium rules` toont ze alle", en: "`gremium rules` lists them all")
      )
    case .unknownSentence(let relation, let known):
      (
        "sentence",
        Wording(
          nl: "deze zin is van `\(relation)`, maar die relatie staat niet op deze pagina",
          en: "this sentence is of `\(relation)`, but that relation is not on this page"),
        suggestion(for: relation, among: known)
          ?? Wording(
            nl:
              "schrijf `says-` met een relatie van de pagina erachter, met streepjes: \(known.joined(separator: ", "))",
            en: "write `says-` followed by a relation of the page, with hyphens: \(known.joined(separator: ", "))")
      )
    }
  }
}
