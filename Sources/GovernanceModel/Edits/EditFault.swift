// What can be wrong with a step of a scenario. Alphabetical.

import SourceDiagnostics

/// Why a step cannot be done.
enum EditFault {
  case alreadyThere(String, at: String)
  case cannotGo(String, to: String)
  case contradicts(Wording, at: SourcePlace)
  case doesNotFit(Wording, from: String, to: String)
  case emptyPeriod(String)
  case endedBefore(String, last: Day, on: Day)
  case goneEarlier(String, at: SourcePlace)
  case mergesClasses(String, String)
  case mergesOne
  case missingFields(String)
  case notAMandate(String)
  case notRelated(String, to: String)
  case sameTwice(String, at: SourcePlace)
  case setEarlier(String, of: String, at: SourcePlace)
  case splitsIntoOne
  case takenTwice(String, at: SourcePlace)

  func diagnostic(at place: SourcePlace) -> Diagnostic {
    let text = wording
    return Diagnostic(
      code: "scenario/\(text.code)", place: place, message: text.message, hint: text.hint, related: related)
  }

  private var related: [Diagnostic.Related] {
    switch self {
    case .contradicts(_, let place), .goneEarlier(_, let place), .setEarlier(_, _, let place):
      [.init(place: place, message: Messages.comesFirst)]
    case .sameTwice(_, let place), .takenTwice(_, let place):
      [.init(place: place, message: Messages.firstIsHere)]
    default: []
    }
  }
}
