// The opinion of other engines on what follows from a program.

import Foundation
import Testing

/// What another engine derives.
package struct IndependentAnswer: Decodable {
  /// The tuples of each relation, one a line, as `name(1, "a")`.
  package let relations: [String: [String]]
  /// Relations that the engine cannot derive, because they need words that it does not have.
  package let leftOut: [String]
}

/// An engine of other makers.
package enum IndependentEngine: String, CaseIterable, Sendable {
  case clingo, duckdb

  /// Asks the engine about Datalog programs.
  ///
  /// A test that needs it fails without it: an opinion that is not asked is no opinion.
  package func ask(_ questions: [(program: String, facts: String)]) throws -> [IndependentAnswer] {
    try withTemporaryFolder { folder in
      let (input, output) = (folder.appending(path: "questions"), folder.appending(path: "answers"))
      try JSONEncoder().encode(questions.map { ["program": $0.program, "facts": $0.facts] }).write(to: input)
      try Data().write(to: output)
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/env")
      let script = repositoryRoot.appending(path: "Tests/TestSupport/ask_\(rawValue).py").path
      process.arguments = ["python3", "-B", script]
      process.standardInput = try FileHandle(forReadingFrom: input)
      process.standardOutput = try FileHandle(forWritingTo: output)
      try process.run()
      process.waitUntilExit()
      let answers = try Data(contentsOf: output)
      try #require(
        process.terminationStatus == 0,
        """
        \(String(decoding: answers, as: UTF8.self).prefix(1000))
        this test needs python3 and \(rawValue):
        apt-get install python3-pip && pip install --break-system-packages \(rawValue)
        """)
      return try JSONDecoder().decode([IndependentAnswer].self, from: answers)
    }
  }
}
