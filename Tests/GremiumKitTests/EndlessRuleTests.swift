// A project's own rule that would go on forever.

import Datalog
import GremiumKit
import SourceDiagnostics
import TestSupport
import Testing

@Suite("A rule without end stops, and its page is named")
struct EndlessRuleTests {
  private let page = """
    ---
    severity: note
    nl: Ronde {n}.
    en: Round {n}.
    source: own practice
    ---
    # Rondes
    Uitleg.

    ## Rule
    ```datalog
    .decl rounds(b: Body, n: number)
    rounds(b, 0) :- body(b).
    rounds(b, n + 1) :- rounds(b, n).
    ```
    """

  @Test("the diagnostic points at the clause in the page")
  func place() throws {
    let files = [
      "gremium.yaml": "name: Eindeloos\nlanguage: nl\non: 2024-01-01\nrules: [own]\nbodies: {raad: {}}\n",
      "rules/own/rounds.md": page,
    ]
    try withProject(files) { path in
      let opening = try ProjectSession(.folder(path), settings: Settings(relations: []))
      let faults = DiagnosticRenderer(language: .en, texts: opening.texts).render(opening.diagnostics)
      let workspace = try #require(opening.workspace, "\(faults)")
      let (report, diagnostics) = workspace.check(on: workspace.day, limits: EvaluationLimits(maximumIterations: 200))
      #expect(report == nil)
      let fault = try #require(diagnostics.first)
      #expect(diagnostics.count == 1 && fault.message.en == "this rule still derives new tuples after 200 rounds")
      #expect(fault.place?.path.hasSuffix("rules/own/rounds.md") == true)
      #expect(fault.place?.line == 14 && fault.place?.column == 1)
    }
  }
}
