// What the YAML library says, in our words: the part of the faults' wording that follows its messages.

import SourceDiagnostics

/// The wording of a syntax error, by the start of the library's message. Alphabetical but for the more general last.
///
/// - Source: libyaml's scanner.c and parser.c.
func wordingOfYAML(_ problem: String) -> (code: String, message: Wording, hint: Wording?) {
  if let match = wordings.first(where: { problem.hasPrefix($0.start) }) { return ("yaml", match.message, match.hint) }
  return (
    "yaml", Wording(nl: "dit is geen geldige YAML (\(problem))", en: "this is not valid YAML (\(problem))"),
    Wording(nl: "zet tekst met leestekens erin tussen aanhalingstekens", en: "put text with punctuation between quotes")
  )
}

private let wordings: [(start: String, message: Wording, hint: Wording)] = [
  (
    "block sequence entries are not allowed",
    Wording(nl: "hier kan geen lijst beginnen", en: "a list cannot start here"),
    Wording(
      nl: "begin met `- ` op een nieuwe regel, ingesprongen onder de sleutel",
      en: "start with `- ` on a new line, indented under the key")
  ),
  (
    "but found another document",
    Wording(nl: "hier begint een tweede document", en: "a second document starts here"),
    Wording(nl: "haal de regel `---` weg, of splits het bestand", en: "remove the line `---`, or split the file")
  ),
  (
    "could not find expected ':'",
    Wording(nl: "hierna ontbreekt een `:`", en: "a `:` is missing after this"),
    Wording(nl: "schrijf `sleutel: waarde`", en: "write `key: value`")
  ),
  (
    "did not find expected ',' or",
    Wording(nl: "een haak is niet gesloten", en: "a bracket is not closed"),
    Wording(
      nl: "sluit hem met ] of }, en zet tekst met een komma, haak of `: ` erin tussen aanhalingstekens",
      en: "close it with ] or }, and put text that holds a comma, a bracket or `: ` between quotes")
  ),
  (
    "did not find expected alphabetic",
    Wording(nl: "een waarde kan niet met & beginnen", en: "a value cannot start with &"),
    Wording(
      nl: "zet tekst die met & begint tussen aanhalingstekens", en: "put text that starts with & between quotes")
  ),
  (
    "did not find expected comment or line break",
    Wording(nl: "na | of > begint de tekst op de volgende regel", en: "after | or > the text starts on the next line"),
    Wording(
      nl: "zet tekst die met | of > begint tussen aanhalingstekens",
      en: "put text that starts with | or > between quotes")
  ),
  (
    "did not find expected hexdecimal number", unknownEscape.message, unknownEscape.hint
  ),
  (
    "did not find expected",
    Wording(nl: "dit past niet bij de regels ervoor", en: "this does not fit the lines before"),
    Wording(
      nl: "controleer het inspringen, en haken en aanhalingstekens die openstaan",
      en: "check the indentation, and brackets and quotes left open")
  ),
  (
    "found a tab character", Wording(nl: "hier staat een tab", en: "there is a tab here"),
    Wording(nl: "spring in met spaties, niet met tabs", en: "indent with spaces, not tabs")
  ),
  (
    "found character that cannot start any token",
    Wording(nl: "een waarde kan niet met dit teken beginnen", en: "a value cannot start with this character"),
    Wording(
      nl: "spring in met spaties, niet met tabs; zet tekst die met @, ` of % begint tussen aanhalingstekens",
      en: "indent with spaces, not tabs; put text that starts with @, ` or % between quotes")
  ),
  (
    "found invalid Unicode character escape code", unknownEscape.message, unknownEscape.hint
  ),
  (
    "found undefined tag handle",
    Wording(nl: "YAML leest een `!` aan het begin niet als tekst", en: "YAML does not read a leading `!` as text"),
    Wording(nl: "zet tekst die met ! begint tussen aanhalingstekens", en: "put text that starts with ! between quotes")
  ),
  (
    "found unexpected ':'", Wording(nl: "deze `:` past hier niet", en: "this `:` does not fit here"),
    Wording(nl: "zet tekst met een `:` erin tussen aanhalingstekens", en: "put text that holds a `:` between quotes")
  ),
  (
    "found unexpected document indicator", openQuote.message, openQuote.hint
  ),
  (
    "found unexpected end of stream", openQuote.message, openQuote.hint
  ),
  (
    "found unknown escape character", unknownEscape.message, unknownEscape.hint
  ),
  (
    "in an alias", Wording(nl: "een waarde kan niet met * beginnen", en: "a value cannot start with *"),
    Wording(
      nl: "zet tekst die met * begint tussen aanhalingstekens", en: "put text that starts with * between quotes")
  ),
  (
    "mapping keys are not allowed",
    Wording(nl: "een waarde kan niet met `? ` beginnen", en: "a value cannot start with `? `"),
    Wording(nl: "zet tekst die met ? begint tussen aanhalingstekens", en: "put text that starts with ? between quotes")
  ),
  (
    "mapping values are not allowed",
    Wording(nl: "hier kan geen `sleutel: waarde` staan", en: "`key: value` cannot stand here"),
    Wording(
      nl: "eindigt de regel erboven op `:`? zet tekst met `: ` erin tussen aanhalingstekens",
      en: "does the line above end in `:`? put text that holds `: ` between quotes")
  ),
]

private let openQuote = (
  message: Wording(nl: "een aanhalingsteken is niet gesloten", en: "a quotation mark is not closed"),
  hint: Wording(nl: "sluit de tekst met hetzelfde teken", en: "close the text with the same mark")
)

private let unknownEscape = (
  message: Wording(nl: "na een \\ staat hier niet wat YAML kent", en: "YAML does not know what follows the \\ here"),
  hint: Wording(nl: "schrijf \\\\, of zet de tekst tussen '…'", en: "write \\\\, or put the text between '…'")
)
