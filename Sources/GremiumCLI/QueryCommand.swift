// gremium query

import ArgumentParser
import GovernanceReports
import GremiumKit
import SourceDiagnostics

struct QueryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query",
    abstract: say(nl: "Beantwoordt een eigen vraag over een project.", en: "Answers a question of your own."),
    discussion: say(
      nl: """
        Een vraag is een rij voorwaarden in de taal van de regels; haar variabelen zijn de kolommen van het antwoord:

          gremium query examples/kennemerland 'members(b, p), party(p)'
          gremium query examples/kennemerland 'body(b), !reports_to(b, _)'
          gremium query examples/kennemerland 'opgave(o), reaches_elected(o)' --format csv
          gremium query examples/kennemerland 'body(b), n = count : { members(b, _) }, n > 3'

        `gremium dump PROJECT program` toont de feiten en begrippen waarnaar gevraagd kan worden; ids staan tussen \
        dubbele aanhalingstekens.
        """,
      en: """
        A question is a row of conditions in the language of the rules; its variables are the columns of the answer:

          gremium query examples/kennemerland 'members(b, p), party(p)'
          gremium query examples/kennemerland 'body(b), !reports_to(b, _)'
          gremium query examples/kennemerland 'opgave(o), reaches_elected(o)' --format csv
          gremium query examples/kennemerland 'body(b), n = count : { members(b, _) }, n > 3'

        `gremium dump PROJECT program` shows the facts and concepts that can be asked about; ids stand between double \
        quotation marks.
        """))

  @OptionGroup var options: ProjectOptions

  @Argument(help: ArgumentHelp(say(nl: "De vraag.", en: "The question."), valueName: "question"))
  var question: String

  @OptionGroup var result: ResultOptions<AnswerReport>

  func run() throws {
    let opened = try options.open(relations: Workspace.relations(namedIn: question))
    let (answer, faults) = opened.workspace.answer(to: question, on: opened.day)
    let report = try opened.result((answer, faults.map(hinted)), texts: [Workspace.text(ofQuestion: question)])
    try opened.console.write([try result.output(of: report, opened.console)])
  }

  /// Tells where the names are, if nothing like the one that was written is among them.
  private func hinted(_ fault: Diagnostic) -> Diagnostic {
    guard fault.code == "datalog/unknown-relation", fault.hint == nil else { return fault }
    return Diagnostic(
      code: fault.code, place: fault.place, message: fault.message,
      hint: Messages.dumpShowsNames(options.project))
  }
}
