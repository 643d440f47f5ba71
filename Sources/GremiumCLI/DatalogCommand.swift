// gremium datalog

import ArgumentParser
import GremiumKit
import SourceDiagnostics

struct DatalogCommand: ParsableCommand {
  /// What can be shown instead of running the program.
  enum Stage: String, CaseIterable, ExpressibleByArgument {
    case plan
  }

  static let configuration = CommandConfiguration(
    commandName: "datalog",
    abstract: say(
      nl: "Rekent een Datalog-programma uit, met de opties en bestanden van Soufflé.",
      en: "Runs a Datalog program, with the options and files of Soufflé."),
    discussion: say(
      nl: """
        Feiten van `.input r` staan in FACTS/r.facts, één per regel, met tabs; `.output r` schrijft OUT/r.csv, en \
        `.printsize r` telt op het scherm.
        """,
      en: """
        Facts of `.input r` are in FACTS/r.facts, one a line, with tabs; `.output r` writes OUT/r.csv, and \
        `.printsize r` counts on the screen.
        """))

  @Argument(help: ArgumentHelp(say(nl: "Het programma.", en: "The program."), valueName: "program.dl"))
  var program: String

  @Option(
    name: [.customShort("F", allowingJoined: true), .customLong("fact-dir")],
    help: ArgumentHelp(say(nl: "De map met de feiten.", en: "The folder with the facts."), valueName: "facts"))
  var facts = "."

  @Option(
    name: [.customShort("D", allowingJoined: true), .customLong("output-dir")],
    help: ArgumentHelp(
      say(nl: "De map voor de uitvoer; - is het scherm.", en: "The folder for the output; - is the screen."),
      valueName: "out"))
  var output = "."

  @Option(
    name: [.customShort("j", allowingJoined: true), .customLong("jobs")],
    help: ArgumentHelp(
      say(nl: "Hoeveel kernen; auto is alle.", en: "How many cores; auto is all."), valueName: "n|auto"),
    transform: cores(argument:))
  var cores = 1

  @Option(
    name: [.customShort("p", allowingJoined: true), .customLong("profile")],
    help: ArgumentHelp(
      say(
        nl: "Schrijf per regel (of wijziging) hoeveel tupels, rondes en tijd zij kostte; - is het scherm.",
        en: "Write how many tuples, rounds and time each rule (or edit) took; - is the screen."), valueName: "file"))
  var profile: String?

  @Option(
    help: ArgumentHelp(
      say(
        nl: "Stop als een recursie meer rondes duurt.", en: "Stop when a recursion takes more rounds."),
      valueName: "n"), transform: limit(argument:))
  var maxRounds = EvaluationLimits().maximumIterations

  @Option(
    help: ArgumentHelp(
      say(nl: "Stop als er meer tupels zijn afgeleid.", en: "Stop when more tuples are derived."), valueName: "n"),
    transform: limit(argument:))
  var maxTuples = EvaluationLimits().maximumTuples

  @Option(
    help: ArgumentHelp(
      say(nl: "Stop als regels meer tekst maken.", en: "Stop when rules make more text."), valueName: "bytes"),
    transform: limit(argument:))
  var maxText = EvaluationLimits().maximumTextBytes

  @Option(
    help: ArgumentHelp(
      say(
        nl: "Probeer wijzigingen van de feiten: toon wat elk ervan verandert, en schrijf niets.",
        en: "Try changes of the facts: show what each of them changes, and write nothing."), valueName: "file"))
  var edits: String?

  @Option(
    help: ArgumentHelp(
      say(nl: "Toon een tussenstap in plaats van te rekenen.", en: "Show a stage instead of running."),
      valueName: "plan"))
  var show: Stage?

  @OptionGroup var shared: SharedOptions

  func run() throws {
    var console = shared.console()
    let reading = DatalogProgram.read(at: self.program)
    console.show(reading.diagnostics, texts: reading.texts)
    guard let program = reading.program else { throw Exit.unusableInput }
    if show == .plan {
      try console.write(program.planDescription)
      return
    }
    // What cannot be written is told before anything is computed.
    let unwritableProfile = [profile].compactMap { $0 }.compactMap { Output("", to: $0).fault }
    var outputs: [Output]
    let profileText: String
    if let edits {
      console.inputs.append(edits)
      let (output, faults) = program.tryEdits(
        at: edits, factsFrom: facts, refusing: unwritableProfile, threads: cores, limits: limits)
      console.show(faults, texts: reading.texts)
      guard let output else { throw Exit.unusableInput }
      (outputs, profileText) = ([Output(output.changes, to: nil)], output.times)
    } else {
      let folder = self.output == "-" ? nil : self.output
      let (paths, faults) = program.outputPaths(in: folder)
      let unwritable = paths.compactMap { Output("", to: $0).fault } + unwritableProfile
      let (output, problems) = program.run(
        factsFrom: facts, outputTo: folder, refusing: faults + unwritable, threads: cores, limits: limits)
      console.show(problems, texts: reading.texts)
      guard let output else { throw Exit.unusableInput }
      (outputs, profileText) = (output.results.map { Output($0.bytes, to: $0.path) }, output.profile)
    }
    if let profile { outputs.append(Output(profileText, to: profile)) }
    try console.write(outputs)
  }

  private var limits: EvaluationLimits {
    EvaluationLimits(maximumTuples: maxTuples, maximumIterations: maxRounds, maximumTextBytes: maxText)
  }
}

/// How many cores an option names.
@Sendable private func cores(argument: String) throws -> Int {
  if argument == "auto" { return coreCount }
  if let number = Int(argument), number > 0 { return number }
  throw ValidationError(
    say(
      nl: "`\(argument)` is geen aantal kernen; schrijf een getal vanaf 1, of auto",
      en: "`\(argument)` is not a number of cores; write a number from 1 on, or auto"))
}

/// A bound that an option sets.
@Sendable private func limit(argument: String) throws -> Int {
  if let number = Int(argument), number > 0 { return number }
  throw ValidationError(
    say(
      nl: "`\(argument)` is geen grens; schrijf een getal vanaf 1",
      en: "`\(argument)` is not a limit; write a number from 1 on"))
}
