// gremium schema

import ArgumentParser
import GremiumKit
import SourceDiagnostics

extension SchemaSubject: ExpressibleByArgument {}

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: say(
      nl: "Geeft het JSON Schema van modelbestanden en scenario's, voor editors.",
      en: "Prints the JSON Schema of model files and scenarios, for editors."),
    discussion: say(
      nl: """
        Een editor met ondersteuning voor YAML vult er sleutels en waarden mee aan. Bewaar het met \
        `gremium schema -o gremium.schema.json` en zet bovenaan een bestand:

          # yaml-language-server: $schema=gremium.schema.json

        Dat van scenario's geeft `gremium schema --for scenario -o scenario.schema.json`.
        """,
      en: """
        An editor that supports YAML completes keys and values with it. Keep it with \
        `gremium schema -o gremium.schema.json` and put at the top of a file:

          # yaml-language-server: $schema=gremium.schema.json

        That of scenarios comes with `gremium schema --for scenario -o scenario.schema.json`.
        """))

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp(
      say(nl: "Waarvan: model of scenario.", en: "Of what: model or scenario."), valueName: "model|scenario"))
  var subject = SchemaSubject.model

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      say(nl: "Schrijf het in dit bestand.", en: "Write it to this file."), valueName: "file"))
  var output: String?

  @OptionGroup var shared: SharedOptions

  func run() throws {
    let console = shared.console()
    let (schema, faults) = try schemaText(for: subject)
    console.show(faults, texts: [])
    guard let schema else { throw Exit.unusableInput }
    try console.write(schema, to: output)
  }
}
