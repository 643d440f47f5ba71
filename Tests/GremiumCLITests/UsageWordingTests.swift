// Help and messages about wrong usage, in the language of the system.

import TestSupport
import Testing

@Suite("What is said of arguments")
struct UsageWordingTests {
  @Test(
    "in Dutch nothing English is left in the help of any command",
    arguments: [
      "", "check", "explain", "chain", "what-if", "stress", "timeline", "query", "diff", "render", "rules",
      "rules test", "schema", "dump", "datalog", "help",
    ])
  func help(command: String) throws {
    try withTemporaryFolder { folder in
      let run = try run(command.split(separator: " ").map(String.init) + ["--help"], in: folder)
      #expect(run.status == 0)
      #expect(run.output.hasPrefix("OVERZICHT: ") || run.output.hasPrefix("GEBRUIK: "), "\(run.output)")
      for english in ["USAGE", "OPTIONS", "ARGUMENTS", "Show ", "default:", "values:", "for more", "<options>"] {
        #expect(!run.output.contains(english), "\(run.output)")
      }
    }
  }

  @Test("in English it is said as the library says it")
  func english() throws {
    try withTemporaryFolder { folder in
      let english = ["LANG": "en_GB.UTF-8"]
      let wrong = try run(["check", ".", "--on", "2023-02-30"], in: folder, environment: english)
      #expect(wrong.status == 64)
      #expect(wrong.errors.hasPrefix("Error: The value '2023-02-30' is invalid for '--on <date>'"), "\(wrong.errors)")
      let help = try run(["check", "--help"], in: folder, environment: english)
      #expect(help.output.hasPrefix("OVERVIEW: "))
    }
  }

  @Test(
    "what is read by programs has no language",
    arguments: [["--version"], ["--generate-completion-script", "zsh"]])
  func programs(arguments: [String]) throws {
    try withTemporaryFolder { folder in
      let dutch = try run(arguments, in: folder)
      #expect(dutch.status == 0 && dutch.errors.isEmpty)
      #expect(!dutch.output.contains("OPTIES") && !dutch.output.contains("GEBRUIK"))
    }
  }
}
