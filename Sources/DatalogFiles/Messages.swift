// How the faults of this module are worded, Dutch beside English, in alphabetical order.

import SourceDiagnostics

extension FileFault {
  var wording: (code: String, message: Wording, hint: Wording?) {
    switch self {
    case .cells(let relation, let wanted, let found):
      (
        "cells",
        Wording(
          nl: "hier staan \(found) waarden, `\(relation)` heeft er \(wanted)",
          en: "there are \(found) values here, `\(relation)` has \(wanted)"),
        Wording(
          nl: "waarden staan los door een tab, of door wat `delimiter` noemt",
          en: "values are separated by a tab, or by what `delimiter` names")
      )
    case .moreFaults:
      (
        "more-faults",
        Wording(nl: "dit bestand kan meer fouten hebben dan er getoond zijn", en: "this file may have more faults"),
        nil
      )
    case .noEdit:
      (
        "edit",
        Wording(
          nl: "een wijziging begint met + of - en een relatie", en: "an edit starts with + or - and a relation"),
        Wording(
          nl: "zet tabs tussen het teken, de relatie en de waarden",
          en: "put tabs between the sign, the relation and the values")
      )
    case .noNumber(let column, let text):
      (
        "number",
        Wording(
          nl: "`\(shown(text))` past niet in kolom `\(column)`, die een getal van 64 bits heeft",
          en: "`\(shown(text))` does not fit column `\(column)`, which holds a number of 64 bits"), nil
      )
    case .textAfterQuote:
      (
        "quotes", Wording(nl: "na het sluitende aanhalingsteken volgt nog tekst", en: "text follows the closing quote"),
        Wording(nl: "schrijf een aanhalingsteken in een waarde dubbel", en: "write a quote within a value twice")
      )
    case .unclosedQuote:
      (
        "quotes", Wording(nl: "een aanhalingsteken wordt niet gesloten", en: "a quote is not closed"),
        Wording(nl: "schrijf een aanhalingsteken in een waarde dubbel", en: "write a quote within a value twice")
      )
    case .unknownRelation(let relation, let hint):
      (
        "unknown-relation",
        Wording(nl: "onbekende relatie `\(shown(relation))`", en: "unknown relation `\(shown(relation))`"), hint
      )
    case .unreadable(let reason):
      ("unreadable", Wording(nl: "niet te lezen: \(reason.nl)", en: "cannot be read: \(reason.en)"), nil)
    case .unreadableFacts(let relation, let reason):
      (
        "unreadable",
        Wording(
          nl: "de feiten van `\(relation)` zijn niet te lezen: \(reason.nl)",
          en: "the facts of `\(relation)` cannot be read: \(reason.en)"),
        Wording(
          nl: "noem met -F de map waarin de feiten staan", en: "name with -F the folder that holds the facts")
      )
    case .unsupported(let parameter, let value):
      (
        "unsupported",
        Wording(
          nl: "`\(parameter)=\(shown(value))` wordt niet ondersteund",
          en: "`\(parameter)=\(shown(value))` is not supported"),
        Wording(
          nl: "er zijn IO (file, stdin, stdout, stdoutprintsize), filename, name, delimiter, headers en rfc4180",
          en: "there are IO (file, stdin, stdout, stdoutprintsize), filename, name, delimiter, headers and rfc4180")
      )
    }
  }
}

/// As much of a text as a sentence can hold, without what a terminal would obey.
private func shown(_ text: String) -> String {
  let scalars = text.unicodeScalars.prefix(60).map { $0.value < 0x20 || $0.value == 0x7F ? "\u{FFFD}" : $0 }
  return String(String.UnicodeScalarView(scalars)) + (text.unicodeScalars.count > 60 ? "…" : "")
}
