// What can be wrong with the files of a program. Alphabetical.

import SourceDiagnostics

enum FileFault {
  case cells(relation: String, wanted: Int, found: Int)
  case moreFaults
  case noEdit
  case noNumber(column: String, text: String)
  case textAfterQuote
  case unclosedQuote
  case unknownRelation(String, Wording?)
  case unreadable(Wording)
  case unreadableFacts(relation: String, Wording)
  case unsupported(parameter: String, value: String)

  func diagnostic(at path: String, line: Int = 0) -> Diagnostic {
    diagnostic(at: SourcePlace(path: path, line: line, column: line == 0 ? 0 : 1))
  }

  func diagnostic(at place: SourcePlace) -> Diagnostic {
    let text = wording
    return Diagnostic(code: "files/\(text.code)", place: place, message: text.message, hint: text.hint)
  }
}
