// The sentences and words of commands, Dutch beside English, in alphabetical order; their help stands with what it explains.

import SourceDiagnostics

enum Messages {
  static let applyingRules = Wording(nl: "de regels worden toegepast", en: "applying the rules")
  static let daysLookedAt = Wording(nl: "dagen bekeken", en: "days looked at")
  static let diskFull = Wording(nl: "de schijf is vol", en: "the disk is full")

  static func dumpShowsNames(_ project: String) -> Wording {
    Wording(
      nl: "`gremium dump \(project) program` toont waarnaar gevraagd kan worden",
      en: "`gremium dump \(project) program` shows what can be asked about")
  }

  static let failed = Wording(nl: "MIS ", en: "FAIL")

  static func inputErrors(_ count: Int) -> Wording {
    let errors = Diagnostic.Severity.error.noun.counted(count)
    return Wording(
      nl: "\(errors.nl) in de invoer; niets is uitgevoerd", en: "\(errors.en) in the input; nothing was done")
  }

  static let isFolder = Wording(nl: "dit is een map", en: "this is a folder")
  static let made = Wording(nl: "gemaakt", en: "made")
  static let mayNotWrite = Wording(nl: "geen schrijfrecht", en: "no permission")
  static let noFileName = Wording(nl: "er is geen bestandsnaam", en: "there is no file name")
  static let noFolder = Wording(nl: "de map bestaat niet", en: "the folder does not exist")
  static let noFolderName = Wording(nl: "er is geen naam van een map", en: "there is no folder name")

  static func notFolder(_ name: String) -> Wording {
    Wording(nl: "`\(name)` is geen map", en: "`\(name)` is not a folder")
  }

  /// - Parameters: how many faults there are, and how many of them are not shown.
  static func notShown(_ hidden: Int, of count: Int) -> Wording {
    Wording(
      nl: "niet getoond: \(hidden); `--limit errors=\(count)` toont alles",
      en: "not shown: \(hidden); `--limit errors=\(count)` shows all")
  }

  static func pagesTested(_ pages: Int, examples: Int, failed: Int) -> Wording {
    Wording(
      nl: "\(pages) pagina's, \(examples) voorbeelden, \(failed) niet in orde",
      en: "\(pages) pages, \(examples) examples, \(failed) not in order")
  }

  static let readingProject = Wording(nl: "het project wordt gelezen", en: "reading the project")
  static let thisNotFolder = Wording(nl: "dit is geen map", en: "this is not a folder")
  static let triedWhatBreaks = Wording(nl: "geprobeerd wat er breekt", en: "tried what breaks")
  static let updated = Wording(nl: "bijgewerkt", en: "brought up to date")
}
