// The sentences and words of this module, Dutch beside English, in alphabetical order.

enum Messages {
  static let and = Wording(nl: "en", en: "and")

  static func didYouMean(_ names: [String]) -> Wording {
    Wording(
      nl: "bedoelde u \(names.joined(separator: " of "))?", en: "did you mean \(names.joined(separator: " or "))?")
  }

  static let error = Noun(one: Wording(nl: "fout", en: "error"), many: Wording(nl: "fouten", en: "errors"))
  static let hint = Wording(nl: "tip", en: "hint")
  static let note = Noun(one: Wording(nl: "melding", en: "note"), many: Wording(nl: "meldingen", en: "notes"))
  static let seeAlso = Wording(nl: "zie ook", en: "see also")

  static func systemReason(_ error: SystemError) -> Wording {
    switch error {
    case .circularLink: Wording(nl: "een koppeling die naar zichzelf leidt", en: "a link that leads to itself")
    case .isFolder: Wording(nl: "dit is een map", en: "this is a folder")
    case .isNoFolder: Wording(nl: "dit is geen map", en: "this is not a folder")
    case .isNoRegularFile: Wording(nl: "geen gewoon bestand", en: "not a regular file")
    case .missing: Wording(nl: "het bestaat niet", en: "it does not exist")
    case .noPermission, .notPermitted: Wording(nl: "geen leesrecht", en: "no permission")
    default: Wording(error.systemText)
    }
  }

  static let warning = Noun(
    one: Wording(nl: "waarschuwing", en: "warning"), many: Wording(nl: "waarschuwingen", en: "warnings"))
}
