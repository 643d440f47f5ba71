// A line on the terminal that says how far long work is, and is gone when the work is done.

import Dispatch
import GremiumKit
import SourceDiagnostics
import Synchronization

extension Console {
  /// Does work that may take long. After a second, and only for a person at a terminal who did not ask for silence, a line
  /// on standard error says how far it is.
  ///
  /// - Parameter words: what is going on.
  func watching<Result>(_ words: Wording, _ work: (WorkProgress) throws -> Result) rethrows -> Result {
    let progress = WorkProgress()
    guard !isQuiet, StandardStream.error.isTerminal else { return try work(progress) }
    let line = ProgressLine(words[language], of: language == .nl ? "van" : "of", progress) { tell($0) }
    defer { line.end() }
    return try work(progress)
  }
}

private final class ProgressLine: Sendable {
  private struct State {
    /// What stands on the terminal now.
    var shown = ""
    var isEnded = false
  }

  private let state = Mutex(State())
  private let tell: @Sendable (String) -> Void

  init(_ words: String, of: String, _ progress: WorkProgress, tell: @escaping @Sendable (String) -> Void) {
    self.tell = tell
    let start = DispatchTime.now()
    showLater(after: .seconds(1)) {
      if let (done, all) = progress.counts { return "\(words): \(done) \(of) \(all)" }
      return "\(words): \((DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds) / 1_000_000_000) s"
    }
  }

  private func showLater(after interval: DispatchTimeInterval, _ text: @escaping @Sendable () -> String) {
    DispatchQueue.global().asyncAfter(deadline: .now() + interval) { [weak self] in
      guard let self, show(text()) else { return }
      showLater(after: .milliseconds(250), text)
    }
  }

  /// - Returns: false once the work is done.
  private func show(_ text: String) -> Bool {
    state.withLock { state in
      if state.isEnded { return false }
      if text != state.shown { tell("\(Self.erasing(state.shown))\(text)") }
      state.shown = text
      return true
    }
  }

  /// Takes the line away; after this nothing is written any more.
  func end() {
    state.withLock { state in
      state.isEnded = true
      if !state.shown.isEmpty { tell(Self.erasing(state.shown)) }
    }
  }

  private static func erasing(_ text: String) -> String {
    text.isEmpty ? "" : "\r\(String(repeating: " ", count: text.count))\r"
  }
}
