// Which command shows its result in which formats: what the README says is what the program says and does.

import Foundation
import TestSupport
import Testing

@Suite("Formats of results")
struct FormatTests {
  @Test("the README's table is what the help of each command says")
  func table() throws {
    try withTemporaryFolder { folder in
      let english = ["LANG": "en_GB.UTF-8"]
      let help = try run(["--help"], in: folder, environment: english).output
      let commands = help.split(separator: "\n").drop { !$0.hasPrefix("SUBCOMMANDS") }.dropFirst()
        .filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") && !$0.hasPrefix("  See") }
        .compactMap { $0.split(separator: " ").first.map(String.init) }
      #expect(commands.count > 10)
      var formats: [String: [String]] = [:]
      for command in commands {
        let help = try run([command, "--help"], in: folder, environment: english).output
        let choices = help.firstRange(of: "--format <").map { help[$0.upperBound...].prefix { $0 != ">" } }
        formats[command] = choices?.split(separator: "|").map(String.init)
      }
      #expect(try tableOfFormats() == formats)
    }
  }

  @Test("a format that a command does not have is wrong usage, and those that it has are named")
  func refusal() throws {
    for (command, formats) in try tableOfFormats() {
      try withTemporaryFolder { folder in
        let run = try run([command, "--format", "spreadsheet"], in: folder)
        #expect(run.status == 64)
        #expect(run.output.isEmpty)
        for format in formats { #expect(run.errors.contains("'\(format)'"), "\(run.errors)") }
      }
    }
  }

  /// The rows `| `command` | `format`, … |` below the table's head in the README.
  private func tableOfFormats() throws -> [String: [String]] {
    let readme = try String(contentsOf: repositoryRoot.appending(path: "README.md"), encoding: .utf8)
    let rows = readme.split(separator: "\n", omittingEmptySubsequences: false)
      .drop { $0 != "| command | formats |" }.dropFirst(2).prefix { $0.hasPrefix("|") }
    return Dictionary(
      uniqueKeysWithValues: rows.compactMap { row in
        let words = row.split(separator: "`", omittingEmptySubsequences: false).enumerated()
          .filter { $0.offset % 2 == 1 }.map { String($0.element) }
        return words.first.map { ($0, Array(words.dropFirst())) }
      })
  }
}
