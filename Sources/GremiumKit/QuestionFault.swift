// What can be wrong with a question about a project. Alphabetical.

import GovernanceAnalysis
import SourceDiagnostics

/// Why a question has no answer.
enum QuestionFault: Error {
  case badPattern(FactPattern.Failure)
  case severalFindings(String, identities: [String])
  /// What was named cannot drop out; the words for what can, in both languages.
  case unknownDroppable(String, known: [Wording])
  case unknownFinding(String, known: [String])
  case unknownId(String, known: [String])
  case unknownView(String, known: [String])

  func diagnostic() -> Diagnostic {
    let text = wording
    return Diagnostic(code: "command/\(text.code)", place: nil, message: text.message, hint: text.hint)
  }
}
