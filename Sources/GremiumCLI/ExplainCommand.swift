// gremium explain

import ArgumentParser
import GovernanceAnalysis
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

  private static let most = 10

  func validate() throws {
    if (subject == nil) == (whyNot == nil) {
      throw ValidationError(
        say(
          nl: "noem een bevinding of een feit, of gebruik --why-not", en: "name a finding or a fact, or use --why-not"))
    }
  }

  func run() throws {
    let named = String((whyNot ?? subject ?? "").prefix { $0 != "(" }).replacing("-", with: "_")
    var times = StageTimes()
    let (workspace, console, day) = try options.open(relations: [named])
    times.end("read")
    let (made, findings, faults) = workspace.explainer(on: day, relations: [named])
    console.show(faults, texts: workspace.texts)
    guard var explainer = made else { throw Exit.unusableInput }
    times.end("rules")
    let explanations: [Explanation]
    var finding: Finding?
    if let text = whyNot ?? subject, whyNot != nil || text.contains("(") && !text.contains("@") {
      explanations = try explain(text, with: &explainer, workspace, console)
    } else {
      let found = try self.finding(subject ?? "", among: findings, console)
      let proofs = explainer.proofs(of: found, limit: all ? Self.most : 1)
      times.end("proof")
      explanations = proofs.map { explainer.explanation(of: $0, statement: found.message) }
      finding = found
    }
    let report = ExplanationReport(
      explanations, of: finding, rules: workspace.book.rules, documents: workspace.model.project.documents)
    let answer = try result.output(of: report, console)
    times.end("answer")
    try console.write([answer] + [profile].compactMap { $0 }.map { Output(times.text, to: $0) })
  }

  private func finding(_ text: String, among findings: [Finding], _ console: Console) throws -> Finding {
    if let number = Int(text), findings.indices.contains(number - 1) { return findings[number - 1] }
    let matching = findings.filter { finding in
      finding.identity == text || finding.code == text || "\(finding.code)@\(finding.subject)" == text
    }
    if let exact = matching.first(where: { $0.identity == text }) ?? (matching.count == 1 ? matching[0] : nil) {
      return exact
    }
    console.show(
      matching.isEmpty
        ? .unknownFinding(text, known: findings.map(\.identity))
        : .severalFindings(text, identities: matching.map(\.identity)))
    throw Exit.unusableInput
  }

  /// Why facts that agree with a pattern are there, or why there are none.
  private func explain(
    _ text: String, with explainer: inout ProjectExplainer, _ workspace: Workspace, _ console: Console
  ) throws -> [Explanation] {
    let pattern: FactPattern
    do throws(FactPattern.Failure) {
      pattern = try FactPattern(text, book: workspace.book, model: workspace.model)
    } catch {
      console.show(.badPattern(error))
      throw Exit.unusableInput
    }
    if let absence = explainer.absence(of: pattern) { return [absence] }
    let tuples = explainer.tuples(agreeing: pattern, limit: all ? Self.most : 1)
    return tuples.flatMap { explainer.explanations(of: $0, limit: all && tuples.count == 1 ? Self.most : 1) }
  }
}
