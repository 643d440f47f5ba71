// What can be wrong between a page and its own examples. Alphabetical.

import GovernanceAnalysis
import SourceDiagnostics

enum PageFault {
  case badTuple
  case findingWithoutMark(Wording)
  case markWithoutFinding
  case missingExample(RulePage.Expectation)
  case otherMark(String, code: String)
  case silentExample
  case tuple(isAbsent: Bool)
  case unknownRelation(String)

  func diagnostic(at place: SourcePlace?) -> Diagnostic {
    let text = wording
    return Diagnostic(code: "rules/\(text.code)", place: place, message: text.message, hint: text.hint)
  }
}
