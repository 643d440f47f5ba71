// What the library that reads the arguments says by itself, in Dutch; it knows English only.
//
// Its text is complete when it arrives here, so this is a translation line by line, made only when there is something to
// say. A sentence that is not in the table stays as it is.

/// Help or a message about wrong usage, in Dutch.
///
/// - Complexity: O(lines)
func inDutch(_ text: String) -> String {
  text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
    let dutch = translated(String(line), by: lines) ?? String(line)
    guard dutch != line else { return dutch }
    return dutch.replacing("<options>", with: "<opties>").replacing("<subcommand>", with: "<opdracht>")
  }.joined(separator: "\n")
}

/// A line's start or end in English and in Dutch; `…` stands for what is the same in both, `§` for a sentence.
private let lines = [
  ("Error: §", "Fout: §"),
  ("   or: §", "   of: §"),
  ("Help:  …", "Hulp:  …"),
  ("Usage: …", "Gebruik: …"),
  ("  See '…' for more information.", "  Zie '…' voor meer uitleg."),
  ("  See '…' for detailed help.", "  Zie '…' voor meer uitleg."),
  ("OVERVIEW: …", "OVERZICHT: …"),
  ("USAGE: …", "GEBRUIK: …"),
  ("ARGUMENTS:", "ARGUMENTEN:"),
  ("OPTIONS:", "OPTIES:"),
  ("SUBCOMMANDS:", "OPDRACHTEN:"),
  ("…Show the version.", "…Toon de versie."),
  ("…Show help information.", "…Toon deze uitleg."),
  ("…Show subcommand help information.", "…Toon de uitleg van een opdracht."),
  // Words of the same length, so that what was wrapped stays within its columns.
  ("…(values:…; default:…", "…(keuzes:…; zonder:…"),
  ("…(values:…", "…(keuzes:…"),
  ("…default:…", "…zonder:…"),
]

/// What can be wrong with arguments. The longer of two that begin alike comes first.
private let sentences = [
  ("Missing expected argument '…'", "er ontbreekt een argument: '…'"),
  ("Missing one of: '…'", "een hiervan ontbreekt: '…'"),
  ("Missing value for '…' in '…'", "er ontbreekt een waarde voor '…' in '…'"),
  ("Missing value for '…'", "er ontbreekt een waarde voor '…'"),
  ("The option '…' does not take any value, but '…' was specified.", "bij '…' hoort geen waarde, maar er staat '…'"),
  ("The value '…' is invalid for '…'. Please provide one of '…' and '…'.", "'…' past niet bij '…'; kies '…' of '…'"),
  ("The value '…' is invalid for '…'. Please provide one of '…' or '…'.", "'…' past niet bij '…'; kies '…' of '…'"),
  ("The value '…' is invalid for '…'. Please provide one of '…'.", "'…' past niet bij '…'; kies '…'"),
  ("The value '…' is invalid for '…': …", "'…' past niet bij '…': …"),
  ("The value '…' is invalid for '…'", "'…' past niet bij '…'"),
  ("Unexpected argument '…'", "onverwacht argument '…'"),
  ("… unexpected arguments: '…'", "… onverwachte argumenten: '…'"),
  ("Unknown option '…'. Did you mean '…'?", "onbekende optie '…'; bedoelde u '…'?"),
  ("Unknown option '…'", "onbekende optie '…'"),
]

private func translated(_ text: String, by table: [(en: String, nl: String)]) -> String? {
  for (en, nl) in table {
    guard let parts = parts(of: text, between: en) else { continue }
    var rest = parts[...]
    return nl.reduce(into: "") { dutch, character in
      switch character {
      case "…": dutch += rest.popFirst() ?? ""
      case "§": dutch += rest.popFirst().map { translated($0, by: sentences) ?? $0 } ?? ""
      default: dutch.append(character)
      }
    }
  }
  return nil
}

/// What stands in the gaps of a pattern; nil where the text is not like it.
private func parts(of text: String, between pattern: String) -> [String]? {
  let fixed = pattern.split(omittingEmptySubsequences: false) { $0 == "…" || $0 == "§" }
  guard let start = fixed.first, let end = fixed.last, text.hasPrefix(start) else { return nil }
  if fixed.count == 1 { return text == pattern ? [] : nil }
  var rest = text.dropFirst(start.count)
  guard rest.hasSuffix(end) else { return nil }
  rest = rest.dropLast(end.count)
  var parts: [String] = []
  for piece in fixed.dropFirst().dropLast() {
    guard let range = rest.firstRange(of: piece) else { return nil }
    parts.append(String(rest[..<range.lowerBound]))
    rest = rest[range.upperBound...]
  }
  return parts + [String(rest)]
}
