// The words of this module, Dutch beside English, in alphabetical order; all others are the vocabulary's.

import SourceDiagnostics

enum Messages {
  static let assumed = Wording(nl: "aangenomen", en: "assumed")
  static let comesFirst = Wording(nl: "deze stap komt eerst", en: "this step comes first")
  static let firstIsHere = Wording(nl: "hier staat de eerste", en: "the first one is here")
  static let inferred = Wording(nl: "afgeleid", en: "inferred")

  static let months = [
    Wording(nl: "januari", en: "January"), Wording(nl: "februari", en: "February"), Wording(nl: "maart", en: "March"),
    Wording(nl: "april", en: "April"), Wording(nl: "mei", en: "May"), Wording(nl: "juni", en: "June"),
    Wording(nl: "juli", en: "July"), Wording(nl: "augustus", en: "August"),
    Wording(nl: "september", en: "September"), Wording(nl: "oktober", en: "October"),
    Wording(nl: "november", en: "November"), Wording(nl: "december", en: "December"),
  ]

  static let no = Wording(nl: "nee", en: "no")
  static let yes = Wording(nl: "ja", en: "yes")
}
