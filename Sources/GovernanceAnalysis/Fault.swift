// Every fault of a rule page. Alphabetical.

import SourceDiagnostics

/// What can be wrong with the form of a rule page, or with what a project says of rules.
enum Fault {
  case badPageName(String)
  case badSeverity(String)
  case duplicatePage(String, first: SourcePlace)
  case exampleOutsideSection
  case frontMatterLine
  case missingFrontMatter
  case missingFrontMatterKey(String)
  case missingList(String, relation: String)
  case missingRelation(String)
  case missingSubject(String)
  case missingTitle
  case openBlock
  case repeatedFrontMatter(String)
  case unknownFrontMatter(String, known: [String])
  case unknownPack(String, known: [String])
  case unknownPlaceholder(String, known: [String])
  case unknownRole(String, known: [String])
  case unknownRule(String, known: [String])
  case unknownSentence(String, known: [String])

  func diagnostic(at place: SourcePlace?) -> Diagnostic {
    let text = wording
    return Diagnostic(
      code: "rules/\(text.code)", place: place, message: text.message, hint: text.hint, related: related)
  }

  private var related: [Diagnostic.Related] {
    guard case .duplicatePage(_, let first) = self else { return [] }
    return [.init(place: first, message: Messages.firstIsHere)]
  }
}
