// Golden files: what the program says, kept beside what it was asked, and compared to the byte.

import Foundation
import Testing

/// The folder that holds Package.swift.
package let repositoryRoot = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

/// Compares a text with a golden file.
///
/// With `GREMIUM_UPDATE_GOLDENS=1` in the environment the file is rewritten where it differs, and the test fails all the
/// same, so that somebody reads the difference.
package func expect(
  _ actual: String, equalsGolden path: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let file = repositoryRoot.appending(path: path)
  let expected = try? String(contentsOf: file, encoding: .utf8)
  guard actual != expected else { return }
  if ProcessInfo.processInfo.environment["GREMIUM_UPDATE_GOLDENS"] == "1" {
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try actual.write(to: file, atomically: true, encoding: .utf8)
    Issue.record("rewrote \(path): read the difference", sourceLocation: sourceLocation)
    return
  }
  guard let expected else {
    Issue.record("\(path) does not exist; GREMIUM_UPDATE_GOLDENS=1 writes it", sourceLocation: sourceLocation)
    return
  }
  Issue.record("\(path) differs:\n\(firstDifference(expected, actual))", sourceLocation: sourceLocation)
}

private func firstDifference(_ expected: String, _ actual: String) -> String {
  let left = expected.split(separator: "\n", omittingEmptySubsequences: false)
  let right = actual.split(separator: "\n", omittingEmptySubsequences: false)
  let line =
    zip(left, right).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(left.count, right.count)
  let was = line < left.count ? String(left[line]) : "(the end)"
  let isNow = line < right.count ? String(right[line]) : "(the end)"
  return "line \(line + 1)\n  expected: \(was)\n  actual:   \(isNow)"
}
