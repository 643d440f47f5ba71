// The shipped rule pages keep the promises that they make in their own examples.

import GovernanceAnalysis
import GremiumKit
import SourceDiagnostics
import Testing

@Suite("The shipped rules")
struct ShippedRuleTests {
  @Test("every page's examples show what the page says")
  func pagesKeepTheirPromises() throws {
    let (pages, texts, formFaults) = rulePages(settings: Settings())
    let renderer = DiagnosticRenderer(language: .en, texts: texts)
    #expect(formFaults.isEmpty, "\(renderer.render(formFaults))")
    let vocabulary = try #require(shippedVocabulary().vocabulary)
    let (tests, diagnostics) = test(pages: pages, vocabulary: vocabulary)
    #expect(diagnostics.isEmpty, "\(renderer.render(diagnostics))")
    #expect(tests.count == pages.count)
    for test in tests { #expect(test.faults.isEmpty, "\(renderer.render(test.faults))") }
  }

  @Test("every rule explains itself in two paragraphs, Dutch first, and gives its source and a hint in both languages")
  func pagesExplainThemselves() {
    for page in rulePages(settings: Settings()).pages {
      #expect(page.explanation.split(separator: "\n\n").count >= 2, "\(page.code)")
      #expect(page["source"]?.isEmpty == false, "\(page.code)")
      if !page.isConcept { #expect(page["hint-nl"] != nil && page["hint-en"] != nil, "\(page.code)") }
    }
  }

  @Test("no rule rests on another rule, which a project may leave out: what they share is a concept")
  func rulesStandAlone() {
    let pages = rulePages(settings: Settings()).pages
    let names = pages.map { page in
      let rules = page.blocks.map { $0.content.replacing(/\/\/.*/, with: "") }
      return Set(rules.flatMap { $0.split { !($0.isLetter || $0.isNumber || $0 == "_") } })
    }
    for page in pages where !page.isConcept {
      let declared = page.blocks.flatMap { $0.content.matches(of: /\.decl ([A-Za-z0-9_]+)/).map(\.output.1) }
      for (other, mentioned) in zip(pages, names) where other.code != page.code {
        #expect(mentioned.isDisjoint(with: declared), "\(other.code) speaks of what \(page.code) declares")
      }
    }
  }

  @Test("the vocabulary is read without a fault")
  func vocabularyIsSound() {
    #expect(shippedVocabulary().diagnostics.isEmpty)
  }
}
