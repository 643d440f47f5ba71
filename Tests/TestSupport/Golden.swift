// Expected outcomes that are files: compared, or rewritten when asked.

import Foundation
import Testing

/// The folder with Package.swift.
public let repositoryRoot = URL(filePath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// Whether `GREMIUM_UPDATE_GOLDENS=1` asks to rewrite what is expected.
public let updatesGoldens = ProcessInfo.processInfo.environment["GREMIUM_UPDATE_GOLDENS"] == "1"

/// Compares a text with the file that holds what is expected.
///
/// With `GREMIUM_UPDATE_GOLDENS=1` the file is rewritten and the test fails all the same, so that the difference is read.
///
/// - Parameter path: from the root of the repository.
public func expectGolden(
  _ actual: String, at path: String, sourceLocation: SourceLocation = #_sourceLocation
) {
  let file = repositoryRoot.appending(path: path)
  let expected = try? String(contentsOf: file, encoding: .utf8)
  guard actual != expected else { return }
  if updatesGoldens {
    do {
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(actual.utf8).write(to: file)
      Issue.record("\(path) is rewritten: read the difference", sourceLocation: sourceLocation)
    } catch {
      Issue.record("\(path) cannot be written: \(error)", sourceLocation: sourceLocation)
    }
    return
  }
  Issue.record(
    "\(path) differs; GREMIUM_UPDATE_GOLDENS=1 rewrites it\n\(firstDifference(actual, expected ?? ""))",
    sourceLocation: sourceLocation)
}

/// The first line that differs, with what was expected.
public func firstDifference(_ actual: String, _ expected: String) -> String {
  let (left, right) = (
    actual.split(separator: "\n", omittingEmptySubsequences: false),
    expected.split(separator: "\n", omittingEmptySubsequences: false)
  )
  let line = zip(left, right).prefix { $0 == $1 }.count
  func shown(_ lines: [Substring]) -> String { lines.indices.contains(line) ? String(lines[line]) : "(the end)" }
  return "line \(line + 1)\n  expected: \(shown(right))\n  is:       \(shown(left))"
}
