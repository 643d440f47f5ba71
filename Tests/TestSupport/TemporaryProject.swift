// Projects that a test writes, uses and forgets.

import Foundation

/// Writes files into a new folder, calls the body with its path, and removes it.
package func withProject<Result>(_ files: [String: String], _ body: (String) throws -> Result) throws -> Result {
  try withTemporaryFolder { folder in
    for (name, content) in files {
      let file = folder.appending(path: name)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try content.write(to: file, atomically: true, encoding: .utf8)
    }
    return try body(folder.path)
  }
}
