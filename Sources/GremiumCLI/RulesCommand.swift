// gremium rules

import ArgumentParser
import GremiumKit
import SourceDiagnostics

struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: say(nl: "Toont de regels, test ze, en geeft ze mee.", en: "Shows the rules, tests and exports them."),
    subcommands: [List.self, Show.self, Test.self, Export.self], defaultSubcommand: List.self)

  /// Options of everything that concerns rules.
  struct RuleOptions: ParsableArguments {
    @Option(
      name: .customLong("rules"),
      help: ArgumentHelp(
        say(nl: "Een map met meer regels; mag vaker.", en: "A folder with more rules; may be repeated."),
        valueName: "folder"))
    var ruleFolders: [String] = []

    @Option(
      help: ArgumentHelp(
        say(
          nl: "Een project: met zijn eigen regels en zijn eigen woorden.",
          en: "A project: with its own rules and its own words."), valueName: "folder"))
    var project: String?

    @OptionGroup var shared: SharedOptions

    /// The pages, after saying what is wrong with their form.
    ///
    /// - Throws: exit status 2.
    func open() throws -> (pages: RulePages, console: Console) {
      let pages = try RulePages(of: project, settings: Settings(ruleFolders: ruleFolders))
      let console = shared.console(for: pages.language)
      console.show(pages.diagnostics, texts: pages.texts)
      if pages.diagnostics.containErrors { throw Exit.unusableInput }
      return (pages, console)
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: say(
        nl: "Alle regels met hun ernst, titel en grondslag.", en: "All rules with their severity, title and basis."))

    @OptionGroup var options: RuleOptions

    func run() throws {
      let (all, console) = try options.open()
      let pages = all.pages.filter { !$0.isConcept }
      let width = pages.map(\.code.count).max() ?? 0
      var output = ""
      for page in pages {
        let code = page.code + String(repeating: " ", count: width - page.code.count)
        let severity = severityName(page["severity"] ?? "", language: console.language)
        output += "\(code)  \(severity)\n    \(page.titles[console.language])\n    \(page["source"] ?? "")\n"
      }
      try console.write(output)
    }

    private func severityName(_ severity: String, language: Language) -> String {
      switch severity {
      case "error": Diagnostic.Severity.error.noun.one[language]
      case "warning": Diagnostic.Severity.warning.noun.one[language]
      default: Diagnostic.Severity.note.noun.one[language]
      }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: say(nl: "Eén regel, als pagina.", en: "One rule, as its page."))

    @Argument(
      help: ArgumentHelp(
        say(
          nl: "De code, zoals ownership/opgave-without-owner.", en: "The code, such as ownership/opgave-without-owner."),
        valueName: "code"))
    var code: String

    @OptionGroup var options: RuleOptions

    func run() throws {
      let (all, console) = try options.open()
      guard let page = all.pages.first(where: { $0.code == code || $0.name == code }) else {
        console.show(.unknownRule(code, known: all.pages.flatMap { [$0.code, $0.name] }))
        throw Exit.unusableInput
      }
      try console.write(page.text.content)
    }
  }

  struct Test: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "test",
      abstract: say(
        nl: "Draait de voorbeelden in de regelpagina's.", en: "Runs the examples in the rule pages."),
      discussion: say(
        nl: "Exitstatus 0: alle pagina's doen wat zij beloven; 1: een pagina niet; 2: een pagina is niet te lezen.",
        en: "Exit status 0: all pages keep their promises; 1: a page does not; 2: a page cannot be read."))

    @OptionGroup var options: RuleOptions

    func run() throws {
      let (pages, console) = try options.open()
      let (tests, diagnostics) = pages.test()
      let texts = pages.texts
      console.show(diagnostics, texts: texts)
      if diagnostics.containErrors { throw Exit.unusableInput }
      let renderer = DiagnosticRenderer(language: console.language, style: console.style(of: .output), texts: texts)
      var output = ""
      for test in tests {
        let verdict = test.faults.isEmpty ? "ok  " : Messages.failed[console.language]
        output += "\(verdict) \(test.code) (\(test.exampleCount))\n"
        output += test.faults.map { renderer.render($0) + "\n" }.joined()
      }
      let failed = tests.count { !$0.faults.isEmpty }
      let examples = tests.reduce(0) { $0 + $1.exampleCount }
      let line = Messages.pagesTested(tests.count, examples: examples, failed: failed)
      try console.write(output + line[console.language] + "\n")
      if failed > 0 { throw Exit.findings }
    }
  }
  struct Export: ParsableCommand {
    /// Whose files are written.
    enum Target: String, CaseIterable, ExpressibleByArgument {
      case souffle
    }

    static let configuration = CommandConfiguration(
      commandName: "export",
      abstract: say(
        nl: "Schrijft de regels en de feiten van een project voor een ander programma.",
        en: "Writes the rules and the facts of a project for another program."),
      discussion: say(
        nl: """
          In de map komen program.dl, met de regels waaraan het project wordt gehouden, en facts/, met de feiten van \
          de dag. Zo kan Soufflé om zijn oordeel worden gevraagd; `gremium datalog` leest dezelfde bestanden.
          """,
        en: """
          The folder receives program.dl, with the rules that the project is held to, and facts/, with the facts of \
          the day. So Soufflé can be asked for its opinion; `gremium datalog` reads the same files.
          """))

    @OptionGroup var options: ProjectOptions

    @Option(help: ArgumentHelp(say(nl: "Voor welk programma.", en: "For which program."), valueName: "souffle"))
    var to = Target.souffle

    @Option(
      name: .shortAndLong,
      help: ArgumentHelp(
        say(
          nl: "De map; zij wordt gemaakt als zij er niet is.", en: "The folder; it is made if it is not there."),
        valueName: "folder"))
    var output: String

    func run() throws {
      let opened = try options.open()
      let (console, day) = (opened.console, opened.day)
      switch to {
      case .souffle:
        try console.write(opened.workspace.souffleProgram(on: day, language: console.language), toFolder: output)
      }
    }
  }
}
