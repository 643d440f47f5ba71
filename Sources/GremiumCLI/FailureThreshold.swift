// From which severity on findings make the exit status 1: gremium check, what-if and diff.

import ArgumentParser
import SourceDiagnostics

/// From which severity on findings make the exit status 1.
enum FailureThreshold: String, CaseIterable, ExpressibleByArgument {
  case error, warning, note, never

  /// Whether any of the findings is as severe as this.
  ///
  /// - Complexity: O(findings)
  func isReached(by severities: some Sequence<Diagnostic.Severity>) -> Bool {
    switch self {
    case .error: severities.contains { $0 >= .error }
    case .warning: severities.contains { $0 >= .warning }
    case .note: severities.contains { $0 >= .note }
    case .never: false
    }
  }
}
