// How the faults of commands are worded, Dutch beside English, in alphabetical order.

import SourceDiagnostics

extension CommandFault {
  var wording: (code: String, message: Wording, hint: Wording?) {
    switch self {
    case .overwritesInput:
      return (
        "overwrites-input",
        Wording(nl: "dit bestand hoort bij de invoer", en: "this file belongs to the input"),
        Wording(nl: "kies een andere naam voor het resultaat", en: "choose another name for the result")
      )
    case .pictureFailed(let reason):
      return (
        "picture",
        Wording(nl: "de tekening is mislukt: \(reason.nl)", en: "the picture could not be drawn: \(reason.en)"),
        Wording(
          nl: "schrijf met -o bestand.dot de tekst weg en bekijk die",
          en: "write the text with -o file.dot and look at it")
      )
    case .sameOutput:
      return (
        "same-output",
        Wording(nl: "hier gaat al een ander resultaat heen", en: "another result goes here already"),
        Wording(nl: "geef elk resultaat een eigen naam", en: "give each result a name of its own")
      )
    case .unknownCommand(let name, let known):
      return (
        "unknown-command", Wording(nl: "onbekende opdracht `\(name)`", en: "unknown command `\(name)`"),
        suggestion(for: name, among: known)
          ?? Wording(
            nl: "er zijn \(known.joined(separator: ", ")); `gremium --help` legt ze uit",
            en: "there are \(known.joined(separator: ", ")); `gremium --help` explains them")
      )
    case .unknownPictureFormat(let path):
      return (
        "picture-format",
        Wording(
          nl: "aan `\(path)` is niet te zien welk soort tekening het wordt",
          en: "`\(path)` does not tell which kind of picture it is to be"),
        Wording(
          nl: "laat de naam eindigen op .svg, .pdf, .png of .dot", en: "let the name end in .svg, .pdf, .png or .dot")
      )
    case .unknownRule(let code, let known):
      return (
        "unknown-rule", Wording(nl: "onbekende regel `\(code)`", en: "unknown rule `\(code)`"),
        suggestion(for: code, among: known)
          ?? Wording(nl: "`gremium rules` toont ze alle", en: "`gremium rules` lists them all")
      )
    case .unwritable(let reason):
      return (
        "unwritable", Wording(nl: "niet te schrijven: \(reason.nl)", en: "cannot be written: \(reason.en)"),
        Wording(
          nl: "kies een andere plaats, of maak de map eerst", en: "choose another place, or make the folder first")
      )
    }
  }
}
