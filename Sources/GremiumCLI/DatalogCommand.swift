// gremium datalog

import ArgumentParser
import Datalog
import DatalogFiles
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
    let console = shared.console()
    let reading = readProgram(at: program)
    console.show(reading.diagnostics, texts: reading.texts)
    guard let whole = reading.program else { throw Exit.unusableInput }
    let program = goals(of: whole).map { whole.answering($0.map { Question($0) }) } ?? whole
    if show == .plan {
      try console.write(program.planDescription)
      return
    }
    if let edits {
      try tryEdits(at: edits, of: program, texts: reading.texts, console)
      return
    }
    let place: OutputPlace = output == "-" ? .standardOutput : .folder(output)
    // What cannot be written is told before anything is computed.
    let (paths, faults) = outputs(of: program, to: place)
    var (read, unreadable) = readFacts(of: program, from: facts, threads: cores)
    let unwritable = (paths + [profile].compactMap { $0 }).compactMap { Output("", to: $0).fault }
    console.show((faults + unreadable + unwritable).inReadingOrder, texts: reading.texts)
    // Taken out, for only facts with one owner are not copied.
    guard let facts = read.take(), faults.isEmpty, unwritable.isEmpty else { throw Exit.unusableInput }
    let (evaluation, problems) = program.evaluate(
      consume facts, goals: goals(of: program), limits: limits, threads: cores)
    console.show(problems, texts: reading.texts)
    guard let evaluation else { throw Exit.unusableInput }
    let results = written(evaluation, of: program, to: place).map { Output($0.bytes, to: $0.path) }
    try console.write(results + [profile].compactMap { $0 }.map { Output(evaluation.profileDescription, to: $0) })
  }

  private var limits: EvaluationLimits {
    EvaluationLimits(maximumTuples: maxTuples, maximumIterations: maxRounds, maximumTextBytes: maxText)
  }

  /// Shows what each edit changes in the relations that the program outputs; each starts from the facts as they are.
  private func tryEdits(at path: String, of program: Program, texts: [SourceText], _ console: Console) throws {
    var console = console
    console.inputs.append(path)
    let (edits, faults) = readEdits(of: program, at: path)
    var (read, unreadable) = readFacts(of: program, from: facts, threads: cores)
    let unwritable = [profile].compactMap { $0 }.compactMap { Output("", to: $0).fault }
    console.show((faults + unreadable + unwritable).inReadingOrder, texts: texts)
    guard let facts = read.take(), faults.isEmpty, unwritable.isEmpty else { throw Exit.unusableInput }
    let (evaluation, problems) = program.evaluate(
      consume facts, goals: goals(of: program), limits: limits, threads: cores)
    console.show(problems, texts: texts)
    guard let evaluation else { throw Exit.unusableInput }
    let shown = goals(of: program) ?? program.declarations.map(\.name)
    let clock = ContinuousClock()
    var (changes, times) = ("", "")
    for (number, edit) in edits.enumerated() {
      let start = clock.now
      let (update, problems) = evaluation.updated(by: edit, limits: limits)
      let duration = clock.now - start
      console.show(problems, texts: texts)
      guard let update else { throw Exit.unusableInput }
      let (added, removed) = update.change.counts
      if number > 0 { changes += "\n" }
      changes += text(of: update.change, in: shown)
      times += "\(number + 1)\t\(added)\t\(removed)\t\(microseconds(duration))\n"
    }
    try console.write([Output(changes, to: nil)] + [profile].compactMap { $0 }.map { Output(times, to: $0) })
  }
}

/// How many cores an option names.
@Sendable private func cores(argument: String) throws -> Int {
  if argument == "auto" { return availableCores }
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
