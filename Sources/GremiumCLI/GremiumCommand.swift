// The command line: which commands there are.
//
// A thin shell. It must not know how anything is computed.

import ArgumentParser
import GremiumKit

/// `gremium`.
package struct GremiumCommand: ParsableCommand {
  /// The name, the help and the commands.
  package static let configuration = CommandConfiguration(
    commandName: "gremium",
    abstract: say(
      nl: "Controleert en tekent de governance van samenwerkingsverbanden, en legt uit wat eraan schort.",
      en: "Checks and draws the governance of partnerships, and explains what is wrong with it."),
    discussion: say(
      nl: """
        Een project is een map met gremium.yaml en bestanden waarin gremia, partijen, opgaven, mandaten, plannen en \
        geldstromen als gewone tekst staan. Begin met:

          gremium check examples/kennemerland
          gremium render examples/kennemerland -o kennemerland.svg

        Exitstatus: 0 niets op of boven --fail-on; 1 bevindingen; 2 de invoer is niet bruikbaar; 64 verkeerd gebruik.
        """,
      en: """
        A project is a folder with gremium.yaml and files that hold bodies, parties, opgaven, mandates, plans and \
        money streams as plain text. Start with:

          gremium check examples/kennemerland
          gremium render examples/kennemerland -o kennemerland.svg

        Exit status: 0 nothing at or above --fail-on; 1 findings; 2 the input could not be used; 64 wrong usage.
        """),
    version: "0.1.0",
    subcommands: [
      CheckCommand.self, ExplainCommand.self, ChainCommand.self, WhatIfCommand.self, StressCommand.self,
      TimelineCommand.self, QueryCommand.self, DiffCommand.self, RenderCommand.self, RulesCommand.self,
      SchemaCommand.self,
      DumpCommand.self, DatalogCommand.self,
    ])

  /// The command without arguments, as the parser wants it.
  package init() {}

  /// Runs the program on its arguments and ends the process with the exit status.
  package static func start() -> Never {
    let arguments = Array(CommandLine.arguments.dropFirst())
    // Every command but the engine alone needs what is shipped, and reading the arguments takes its time.
    if let first = arguments.first, !first.hasPrefix("-"), first != "datalog" { prepare() }
    do {
      var command = try parseAsRoot(arguments)
      try command.run()
      exit()
    } catch {
      if let fault = misspeltCommand(in: arguments) {
        Console(language: systemLanguage, isQuiet: false, allowsColour: true).show(fault)
        exit(withError: ExitCode.validationFailure)
      }
      if systemLanguage == .nl { exitInDutch(with: error) }
      exit(withError: error)
    }
  }

  /// Ends the process as `exit(withError:)` does, with what the library says of arguments, and its help, in Dutch.
  private static func exitInDutch(with error: any Error) {
    let text = fullMessage(for: error)
    switch exitCode(for: error) {
    case .validationFailure:
      Console(language: .nl, isQuiet: false, allowsColour: true).tell(inDutch(text) + "\n")
      exit(withError: ExitCode.validationFailure)
    // What is asked for otherwise, a version or completions for a shell, is not in any language.
    case .success where text.hasPrefix("OVERVIEW: ") || text.hasPrefix("USAGE: "):
      exit(withError: CleanExit.message(inDutch(text)))
    default: break
    }
  }

  /// The parser takes a first word that is no command for a stray argument, and does not say what was meant.
  static func misspeltCommand(in arguments: [String]) -> CommandFault? {
    let known = configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
    guard let first = arguments.first, !first.hasPrefix("-"), !known.contains(first) else { return nil }
    return .unknownCommand(first, known: known)
  }
}
