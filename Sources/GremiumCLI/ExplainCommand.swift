// gremium explain

import ArgumentParser
import GovernanceReports
import GremiumKit
import SourceDiagnostics

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: say(nl: "Legt uit waarom een bevinding er is.", en: "Explains why there is a finding."),
    discussion: say(
      nl: """
        Een bevinding is het nummer dat `gremium check` ervoor zet, of haar code en onderwerp; ook een feit mag:

          gremium explain examples/kennemerland 3
          gremium explain examples/kennemerland ownership/opgave-without-owner@opgave-acute-zorg
          gremium explain examples/kennemerland 'answers_to(stuurgroep, _)'
          gremium explain examples/kennemerland --why-not 'owner(opgave-acute-zorg, _)'

        Elke regel van de uitleg zegt waar het staat: bestand, regel en kolom, en de bron met een citaat. Wat ontbreekt \
        staat er ook, want een regel kan daarop berusten.
        """,
      en: """
        A finding is the number that `gremium check` puts before it, or its code and subject; a fact will do too:

          gremium explain examples/kennemerland 3
          gremium explain examples/kennemerland ownership/opgave-without-owner@opgave-acute-zorg
          gremium explain examples/kennemerland 'answers_to(stuurgroep, _)'
          gremium explain examples/kennemerland --why-not 'owner(opgave-acute-zorg, _)'

        Every line of the explanation says where it is written: file, line and column, and the source with a quote. \
        What is missing is there too, for a rule may rest on that.
        """))

  @OptionGroup var options: ProjectOptions

  @Argument(
    help: ArgumentHelp(
      say(nl: "Het nummer of de code van een bevinding, of een feit.", en: "A finding's number or code, or a fact."),
      valueName: "finding|fact"))
  var subject: String?

  @Option(
    help: ArgumentHelp(
      say(
        nl: "Zeg waarom er geen feit is als dit; `_` voor wat open blijft.",
        en: "Say why there is no fact like this; `_` for what is left open."), valueName: "fact"))
  var whyNot: String?

  @Flag(
    help: ArgumentHelp(
      say(nl: "Geef ook andere verklaringen, tot tien.", en: "Give other explanations too, up to ten.")))
  var all = false

  @OptionGroup var result: ResultOptions<ExplanationReport>

  @Option(
    help: ArgumentHelp(
      say(
        nl: "Schrijf hoe lang het lezen, de regels, het bewijs en het antwoord duurden, in microseconden.",
        en: "Write how long reading, the rules, the proof and the answer took, in microseconds."),
      valueName: "file", visibility: .hidden))
  var profile: String?

  func validate() throws {
    if (subject == nil) == (whyNot == nil) {
      throw ValidationError(
        say(
          nl: "noem een bevinding of een feit, of gebruik --why-not", en: "name a finding or a fact, or use --why-not"))
    }
  }

  func run() throws {
    let asked = whyNot ?? subject ?? ""
    let relation = Workspace.relation(named: asked)
    var times = StageTimes()
    let opened = try options.open(relations: [relation])
    let (workspace, console, day) = (opened.workspace, opened.console, opened.day)
    times.end("read")
    let faults = workspace.prepareExplanation(relations: [relation], on: day)
    times.end("rules")
    let report = try opened.result(
      faults.isEmpty
        ? whyNot == nil
          ? workspace.explanation(of: asked, givesAll: all, on: day)
          : workspace.absence(of: asked, givesAll: all, on: day) : (nil, faults))
    times.end("proof")
    let answer = try result.output(of: report, console)
    times.end("answer")
    try console.write([answer] + [profile].compactMap { $0 }.map { Output(times.text, to: $0) })
  }
}
