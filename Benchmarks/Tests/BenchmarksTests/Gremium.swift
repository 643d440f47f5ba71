// The program that is measured, where it is installed or named by the environment's GREMIUM.

import Foundation

@testable import Benchmarks

enum Gremium {
  static let path = ProcessInfo.processInfo.environment["GREMIUM"] ?? "gremium"

  static let isInstalled =
    (try? Command(words: [path, "--version"], folder: FileManager.default.temporaryDirectory).run(timeoutSeconds: 10))?
    .end == .success
}

/// Calls the function with a folder that is removed afterwards.
func withFolder(_ body: (URL) throws -> Void) throws {
  let folder = FileManager.default.temporaryDirectory.appending(path: "benchmarks-\(UUID().uuidString)")
  defer { try? FileManager.default.removeItem(at: folder) }
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  try body(folder)
}
