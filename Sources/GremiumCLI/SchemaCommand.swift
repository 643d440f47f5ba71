// gremium schema

import ArgumentParser
import GovernanceIO
import GremiumKit
import SourceDiagnostics

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: say(
      nl: "Geeft het JSON Schema van modelbestanden, voor editors.",
      en: "Prints the JSON Schema of model files, for editors."),
    discussion: say(
      nl: """
        Een editor met ondersteuning voor YAML vult er sleutels en waarden mee aan. Bewaar het met \
        `gremium schema -o gremium.schema.json` en zet bovenaan een bestand:

          # yaml-language-server: $schema=gremium.schema.json
        """,
      en: """
        An editor that supports YAML completes keys and values with it. Keep it with \
        `gremium schema -o gremium.schema.json` and put at the top of a file:

          # yaml-language-server: $schema=gremium.schema.json
        """))

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      say(nl: "Schrijf het in dit bestand.", en: "Write it to this file."), valueName: "file"))
  var output: String?

  @OptionGroup var shared: SharedOptions

  func run() throws {
    let console = shared.console()
    let (vocabulary, faults) = shippedVocabulary()
    console.show(faults, texts: [])
    guard let vocabulary else { throw Exit.unusableInput }
    try console.write(try jsonSchema(of: vocabulary), to: output)
  }
}
