// Every fault that reading can find. Alphabetical.

import GovernanceModel
import SourceDiagnostics

/// What can be wrong with the files of a project.
enum Fault {
  case aliasEdit
  case anchorEdit(String, aliasLine: Int)
  case badChoice(String, key: String, allowed: [Wording])
  case badDate(String)
  case badDay(String)
  case badEuro(String)
  case badFlag(String)
  case badId(String)
  case badNumber(String, ValueTypeName)
  case cellText(String, of: String)
  case changedMeanwhile
  case complexKey
  case controlCharacter
  case duplicateId(String, first: SourcePlace)
  case duplicateKey(String, first: SourcePlace)
  case emptyFile
  case emptyTable
  case emptyValue(key: String, advice: EmptyValueAdvice)
  case fileTooLarge(bytes: Int, limit: Int)
  case fixedFormat
  case invalidYAML(problem: String, begin: SourcePlace?)
  case missingColumn(Wording)
  case missingKey(Wording, example: Wording)
  case missingProject
  case missingProjectFile
  case missingRuleFolder
  case notUTF8
  case pageOutsidePack
  case periodEndsBeforeItStarts
  case reservedName(String)
  case startsWithSign(Character)
  case tableColumnWithoutName
  case tableQuote
  case tableTextAfterQuote
  case tableTooManyCells(expected: Int)
  case takenName(String)
  case tooDeep
  case tooManyAliases
  case tooManyValues(key: String)
  case unfaithful
  case unknownAnchor(String)
  case unknownDocument(String, known: [String])
  case unknownId(String, nearest: [String])
  case unknownKey(String, known: [Wording])
  case unknownKind(String, section: String, known: [Wording])
  case unknownSection(String, known: [Wording])
  case unknownScenario(String, known: [String])
  case unknownStep(String, known: [Wording])
  case unknownTable(String, known: [String])
  case unreadable(reason: Wording)
  case unwritable(reason: Wording)
  case wrongClass(id: String, isA: Wording, key: String, expected: [Wording])
  case wrongShape(Shape)

  enum ValueTypeName { case whole, decimal }

  /// What an empty value may be filled with.
  enum EmptyValueAdvice { case text, textOrUnknown }

  enum Shape { case list, mapping, text }

  func diagnostic(at place: SourcePlace?) -> Diagnostic {
    let text = wording
    return Diagnostic(
      code: "input/\(text.code)", place: place, message: text.message, hint: text.hint, related: related)
  }

  /// What a word gives that the vocabulary does not have.
  static let unknownWordCodes: Set<String> = [
    "input/unknown-key", "input/unknown-kind", "input/unknown-section", "input/unknown-table",
  ]

  private var related: [Diagnostic.Related] {
    switch self {
    case .duplicateId(_, let first), .duplicateKey(_, let first):
      [.init(place: first, message: Messages.firstIsHere)]
    case .invalidYAML(_, let begin?):
      [.init(place: begin, message: Messages.startsHere)]
    default: []
    }
  }
}
