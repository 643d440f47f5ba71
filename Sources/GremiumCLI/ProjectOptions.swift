// What the commands share that work on a project: which one, on which day, in which language.

import ArgumentParser
import GremiumKit
import SourceDiagnostics
import Synchronization

/// Options that every command on a project has.
struct ProjectOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      say(nl: "De map met gremium.yaml.", en: "The folder that holds gremium.yaml."), valueName: "project"))
  var project: String

  @Option(
    help: ArgumentHelp(
      say(
        nl: "De dag waarop gekeken wordt, als 2024-12-31. Zonder: de peildatum van het project, anders vandaag.",
        en: "The day to look at, as 2024-12-31. Without: the project's own day, else today."), valueName: "date"),
    transform: day(argument:))
  var on: Day?

  @Option(
    name: .customLong("rules"),
    help: ArgumentHelp(
      say(
        nl: "Een map met meer regels; mag vaker.", en: "A folder with more rules; may be repeated."),
      valueName: "folder"))
  var ruleFolders: [String] = []

  @Option(
    help: ArgumentHelp(
      say(
        nl: "Lees geen bestand dat groter is dan zoveel bytes.", en: "Read no file larger than so many bytes."),
      valueName: "bytes"))
  var maxFileSize = 20_000_000

  @OptionGroup var shared: SharedOptions

  /// - Parameter relations: what is asked about beside what the rules rest on.
  func settings(relations: [String] = []) -> Settings {
    Settings(maximumFileSize: maxFileSize, ruleFolders: ruleFolders, relations: relations)
  }

  /// Opens the project; where that fails, says why on standard error.
  ///
  /// - Parameter relations: what is asked about beside what the rules rest on.
  /// - Throws: exit status 2.
  func open(relations: [String] = []) throws -> OpenProject {
    try open(project, relations: relations)
  }

  /// Opens another project with the same options.
  ///
  /// - Throws: exit status 2.
  func open(_ path: String, relations: [String] = []) throws -> OpenProject {
    let session = try shared.console().watching(Messages.readingProject) { _ in
      try ProjectSession(.folder(path), settings: settings(relations: relations))
    }
    Self.kept.withLock { $0.append(session) }
    var console = shared.console(for: session.language)
    console.inputs = session.texts.map(\.path)
    console.show(session.diagnostics, texts: session.texts)
    guard let workspace = session.workspace else { throw Exit.unusableInput }
    return OpenProject(session: session, workspace: workspace, console: console, day: on ?? workspace.day)
  }
}

extension ProjectOptions {
  /// What was opened, until the process ends, which frees all of it at once; piece by piece it takes time that somebody
  /// waits for.
  private static let kept = Mutex<[ProjectSession]>([])
}

/// A project that a command works on.
struct OpenProject {
  let session: ProjectSession
  let workspace: Workspace
  var console: Console
  /// The day that is asked about.
  let day: Day

  /// What an answer gives, after saying what is wrong with the question or the project.
  ///
  /// - Throws: exit status 2 where there is no answer.
  func result<Value>(_ answer: (Value?, [Diagnostic]), texts: [SourceText] = []) throws -> Value {
    console.show(answer.1, texts: workspace.texts + texts)
    guard let value = answer.0 else { throw Exit.unusableInput }
    return value
  }
}

/// Options that every command has.
struct SharedOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(
        nl: "De taal: nl of en. Zonder: die van het project, anders die van het systeem.",
        en: "The language: nl or en. Without: the project's, else the system's."), valueName: "nl|en"))
  var lang: Language?

  @Flag(help: ArgumentHelp(say(nl: "Zwijg over alles wat geen resultaat is.", en: "Say nothing but the result.")))
  var quiet = false

  @Flag(
    help: ArgumentHelp(say(nl: "Geen kleuren, ook niet op een terminal.", en: "No colours, not even on a terminal.")))
  var noColor = false

  @OptionGroup var limits: LimitOptions

  func console(for projectLanguage: Language? = nil) -> Console {
    Console(
      language: lang ?? projectLanguage ?? systemLanguage, isQuiet: quiet, allowsColour: !noColor,
      mostFaults: limits.errors)
  }
}

extension Language: ExpressibleByArgument {}

/// The day that an option names.
///
/// - Throws: why it is none, in the language of the help.
@Sendable func day(argument: String) throws -> Day {
  if let day = Day(argument) { return day }
  throw ValidationError(
    say(
      nl: "`\(argument)` is geen dag; schrijf een bestaande datum, als 2024-12-31",
      en: "`\(argument)` is not a day; write an existing date, as 2024-12-31"))
}
