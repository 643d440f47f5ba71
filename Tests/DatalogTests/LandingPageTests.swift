// The example on the library's landing page, run as it stands there.

import Datalog
import Foundation
import SourceDiagnostics
import Testing

@Suite("The landing page's example does what it says")
struct LandingPageTests {
  private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  @Test("the page shows the code of this test")
  func isCurrent() throws {
    let page = try String(
      contentsOf: root.appending(path: "Sources/Datalog/Documentation.docc/Datalog.md"), encoding: .utf8)
    let source = try String(contentsOf: URL(filePath: #filePath), encoding: .utf8)
    let shown = try #require(page.split(separator: "```swift\n").last?.split(separator: "\n```").first)
    let run = try #require(
      source.split(separator: "    // MARK: The page\n").last?.split(separator: "    // MARK: To here").first)
    let lines = run.split(separator: "\n", omittingEmptySubsequences: false).map { $0.dropFirst(4) }
    #expect(lines.dropLast().joined(separator: "\n") == shown)
  }

  @Test("it finds who answers to whom, why, and what changes")
  func result() throws {
    var printed: [String] = []
    func print(_ items: Any...) { printed.append(items.map { "\($0)" }.joined(separator: " ")) }

    // MARK: The page
    let rules = """
      .decl reports_to(body: symbol, above: symbol)
      .decl answers_to(body: symbol, above: symbol)
      answers_to(b, c) :- reports_to(b, c).
      answers_to(b, d) :- answers_to(b, c), reports_to(c, d).
      """
    let (program, faults) = Program.checked([ProgramSource(path: "answers.dl", content: rules)])
    guard let program else {
      return print(DiagnosticRenderer(language: .en, texts: []).render(faults))
    }

    var facts = FactSet()
    facts.insert("reports_to", [.symbol("werkgroep"), .symbol("stuurgroep")])
    facts.insert("reports_to", [.symbol("stuurgroep"), .symbol("raad")])
    guard let evaluation = program.evaluate(facts).evaluation else { return }
    for tuple in evaluation.tuples(of: "answers_to") { print(tuple[0], tuple[1]) }

    // Why does the werkgroep answer to the raad? The facts first, then what follows from them.
    var explainer = Explainer(evaluation)
    let proof = explainer.proof(of: Tuple("answers_to", [.symbol("werkgroep"), .symbol("raad")]))
    for conclusion in proof?.conclusions ?? [] { print(conclusion.height, conclusion.tuple.values) }

    // And if the stuurgroep no longer reported to the raad?
    var delta = Delta()
    delta.delete("reports_to", [.symbol("stuurgroep"), .symbol("raad")])
    let change = evaluation.updated(by: delta).update?.change
    print(change?.removed(from: "answers_to").count ?? 0, "tuples less")
    // MARK: To here
    #expect(
      printed == [
        #""stuurgroep" "raad""#, #""werkgroep" "raad""#, #""werkgroep" "stuurgroep""#,
        #"0 ["werkgroep", "stuurgroep"]"#, #"0 ["stuurgroep", "raad"]"#, #"1 ["werkgroep", "stuurgroep"]"#,
        #"2 ["werkgroep", "raad"]"#, "2 tuples less",
      ])
  }
}
