// What can be wrong with what a command was asked to do. Alphabetical.

import SourceDiagnostics

enum CommandFault {
  case overwritesInput
  case pictureFailed(Wording)
  case sameOutput
  case unknownCommand(String, known: [String])
  case unknownPictureFormat(String)
  case unknownRule(String, known: [String])
  case unwritable(Wording)

  func diagnostic(at place: SourcePlace? = nil) -> Diagnostic {
    let text = wording
    return Diagnostic(code: "command/\(text.code)", place: place, message: text.message, hint: text.hint)
  }
}
