// Builds the program that is measured, as it is built for its users.

import ArgumentParser
import Foundation

enum GremiumBuild {
  /// Builds `gremium` for release in the package that this one lies in.
  ///
  /// - Returns: The program's path.
  /// - Throws: When it does not build.
  static func build(_ report: (String) -> Void) throws -> String {
    var root = URL(filePath: #filePath)
    for _ in ["Benchmarks", "Sources", "Benchmarks", "the parent"] { root.deleteLastPathComponent() }
    let words = [
      "swift", "build", "-c", "release", "--static-swift-stdlib", "--product", "gremium", "--scratch-path",
      ".build-release",
    ]
    report(words.joined(separator: " "))
    let outcome = try Command(words: words, folder: root).run(timeoutSeconds: 3600)
    guard outcome.end == .success else { throw ValidationError("gremium does not build:\n\(outcome.output)") }
    return root.appending(path: ".build-release/release/gremium").path
  }
}
