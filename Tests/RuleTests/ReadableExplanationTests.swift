// Whatever a shipped rule finds, its explanation can be read by who never saw a rule.

import Datalog
import GovernanceAnalysis
import GovernanceIO
import GovernanceModel
import GremiumKit
import SourceDiagnostics
import Testing

@Suite("Explanations of the shipped rules")
struct ReadableExplanationTests {
  @Test("every finding in a page's examples is explained without names of relations, numbers of days or ids of edges")
  func readable() throws {
    let vocabulary = try #require(shippedVocabulary().vocabulary)
    let pages = rulePages(settings: Settings()).pages
    let book = try #require(ruleBook(pages: pages, vocabulary: vocabulary).book)
    let names = book.program.declarations.map { "\($0.name.replacing("_", with: " ")): " }
    var statements = 0
    for page in pages where !page.isConcept {
      let rules = book.rules.filter { $0.page.code == page.code }
      for example in page.examples where example.expectation == .fires {
        let model = try #require(GovernanceIO.example(from: example.text, vocabulary: vocabulary).model)
        let day = model.project.day ?? today()
        let goals = book.goals.filter { $0.hasPrefix(page.relation) }
        let (made, _) = book.program.evaluate(facts(of: model, on: day), goals: goals)
        let evaluation = try #require(made)
        var explainer = ProjectExplainer(model: model, book: book, evaluation: evaluation, day: day)
        let found = findings(of: evaluation, rules: rules, program: book.program, model: model)
        var open = found.flatMap { explainer.explanations(of: $0, limit: 1) }.flatMap(\.because)
        while let next = open.popLast() {
          open += next.because
          statements += 2
          for text in [next.statement.nl, next.statement.en] {
            let isUnworded = names.contains { text.hasPrefix($0) || text.contains(": \($0)") }
            #expect(!isUnworded, "\(page.code): \(text)")
            #expect(!text.contains(/[0-9]{5}/), "\(page.code): \(text)")
            #expect(!text.contains(/[a-z0-9-]+\/[a-z-]+\/[a-z0-9-]+/), "\(page.code): \(text)")
          }
        }
      }
    }
    #expect(statements > 1000)
  }
}
