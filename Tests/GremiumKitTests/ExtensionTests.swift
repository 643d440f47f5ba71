// What a project may add without touching the program: words, rules, views.

import GovernanceModel
import GremiumKit
import SourceDiagnostics
import TestSupport
import Testing

@Suite("A project extends Gremium in its own files")
struct ExtensionTests {
  private let project = [
    "gremium.yaml": """
    name: Eigen woorden
    language: en
    on: 2024-01-01
    rules: [own]
    vocabulary:
      relations:
        mirrors:
          words: {nl: spiegelt, en: mirrors}
          from: {body: [body]}
          attributes: [role]
          rank: up
          style: {color: "#123456"}
    bodies:
      schaduwgroep: {name: Shadow, mirrors: {to: stuurgroep, role: observer}}
      stuurgroep: {name: Steering}
    """,
    "rules/own/body-mirrors.md": """
    ---
    severity: warning
    nl: {b} spiegelt {c} als {role}.
    en: {b} mirrors {c} as {role}.
    source: own practice
    ---
    # Spiegel
    Uitleg.

    ## Rule
    ```datalog
    .decl body_mirrors(b: Body, c: Body, role: symbol)
    body_mirrors(b, c, role) :- mirrors(b, c), mirrors_role(b, c, role).
    ```
    """,
    "views/mirrors.yaml": "title: Mirrors\nclasses: [bodies]\nrelations: [mirrors]\n",
  ]

  @Test("its rules are tested by their own examples, in its own words")
  func ownRules() throws {
    var files = project
    files["rules/own/body-mirrors.md", default: ""] += """

      ## Fires
      ```yaml
      bodies:
        schaduwgroep: {mirrors: {to: stuurgroep, role: observer}}    #! own/body-mirrors
        stuurgroep: {}
      ```

      ## Does not fire
      ```yaml
      bodies: {stuurgroep: {}}
      ```
      """
    try withProject(files) { path in
      let (tests, faults) = try RulePages(of: path, settings: Settings()).test()
      #expect(faults.isEmpty)
      let own = try #require(tests.first { $0.code == "own/body-mirrors" })
      #expect(own.faults.isEmpty && own.exampleCount == 2)
    }
  }

  @Test("a relation in the project's vocabulary is at once readable, checkable and drawn")
  func ownRelation() throws {
    try withProject(project) { path in
      let opening = try ProjectSession(.folder(path), settings: Settings(relations: []))
      let faults = DiagnosticRenderer(language: .en, texts: opening.texts).render(opening.diagnostics)
      let workspace = try #require(opening.workspace, "\(faults)")
      let report = try #require(workspace.check(on: workspace.day).report)
      #expect(report.findings.map(\.message.en) == ["Shadow mirrors Steering as observer."])
      for name in ["organogram", "mirrors"] {
        let view = try #require(workspace.view(name))
        let dot = workspace.diagram(as: view, on: workspace.day, language: .en, marking: report).dot
        #expect(dot.contains("\"stuurgroep\" -> \"schaduwgroep\""), "\(name)")
        #expect(dot.contains("#123456"), "\(name)")
      }
    }
  }

  @Test("the help names the views of the vocabulary, all of them")
  func viewNames() throws {
    #expect(try #require(shippedVocabulary().vocabulary).views.map(\.key) == shippedViewNames())
  }

  @Test("a choice is printed by its label, in the language of the message")
  func choices() throws {
    var files = project
    files["gremium.yaml"]? += """

      plans: {plan: {name: Plan, status: in-beoordeling, sections: regio-afspraken}}
      """
    files["rules/own/body-mirrors.md"] = """
      ---
      severity: note
      nl: {p} is {status}, met {parts*}.
      en: {p} is {status}, with {parts*}.
      source: own practice
      ---
      # Stand
      Uitleg.

      ## Rule
      ```datalog
      .decl body_mirrors(p: Plan, status: Status_choice)
      body_mirrors(p, s) :- plan(p), status(p, s).
      .decl body_mirrors_parts(p: Plan, part: Sections_choice)
      body_mirrors_parts(p, s) :- plan(p), sections(p, s).
      ```
      """
    try withProject(files) { path in
      let opening = try ProjectSession(.folder(path), settings: Settings(relations: []))
      let faults = DiagnosticRenderer(language: .en, texts: opening.texts).render(opening.diagnostics)
      let workspace = try #require(opening.workspace, "\(faults)")
      let findings = try #require(workspace.check(on: workspace.day).report).findings
      #expect(findings.map(\.message.nl) == ["Plan is in beoordeling, met regio-afspraken."])
      #expect(findings.map(\.message.en) == ["Plan is under assessment, with regional agreements."])
    }
  }

  @Test("the setting of a rule's severity applies, and `off` leaves it out")
  func severities() throws {
    for (setting, expected) in [("error", [Diagnostic.Severity.error]), ("off", [])] {
      var files = project
      files["gremium.yaml"]? += "\nseverity: {own/body-mirrors: \(setting)}\n"
      try withProject(files) { path in
        let workspace = try #require(try ProjectSession(.folder(path), settings: Settings(relations: [])).workspace)
        let report = try #require(workspace.check(on: workspace.day).report)
        #expect(report.findings.map(\.severity) == expected)
      }
    }
  }
}

@Suite("The day that is asked about")
struct DayTests {
  private let project = [
    "gremium.yaml": """
    name: Tijd
    on: 2024-06-01
    rules: [ownership]
    bodies:
      oud: {kind: stuurgroep, until: 2023}
      nieuw: {kind: stuurgroep, from: 2024-01}
    opgaven:
      zorg:
        kind: opgave
        owner: [{to: oud}, {to: nieuw, until: 2024-12}]
    """
  ]

  @Test(
    "changes the answer: an owner counts while it, and the relation, hold",
    arguments: [
      ("2023-12-31", 0), ("2024-01-01", 0), ("2024-12-31", 0), ("2025-01-01", 1),
    ])
  func owners(day: String, findings: Int) throws {
    try withProject(project) { path in
      let workspace = try #require(try ProjectSession(.folder(path), settings: Settings(relations: [])).workspace)
      let asked = try #require(Day(day))
      let report = try #require(workspace.check(on: asked).report)
      #expect(report.findings.count == findings)
    }
  }
}
