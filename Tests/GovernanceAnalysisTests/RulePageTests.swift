// Rule pages: what is read from them, and what is wrong with them.

import Datalog
import GovernanceAnalysis
import GovernanceModel
import GremiumKit
import SourceDiagnostics
import TestSupport
import Testing

@Suite("Rule pages are read as they are written")
struct RulePageTests {
  private let page = """
    ---
    severity: warning
    nl: Opgave {o} is fout: {b}.
    en: Opgave {o} is wrong: {b}.
    source: Gemeentewet art. 169
    ---
    # Titel van de regel
    Waarom: `{o}`.

    Why.

    ## Rule
    ```datalog
    .decl eigen_regel(o: Opgave, b: Entity)
    eigen_regel(o, b) :- owner(o, b).
    ```
    Tussentekst.
    ## Fires
    ```yaml
    opgaven: {a: {}}
    ```
    ## Does not fire twice
    ```yaml
    opgaven: {b: {}}
    ```
    ```text
    geen voorbeeld
    ```

    """

  private func parse(_ text: String, code: String = "eigen/eigen-regel") -> (page: RulePage, faults: [String]) {
    let (page, diagnostics) = rulePage(code: code, text: SourceText(path: "p.md", content: text))
    return (page, diagnostics.map { "\($0.place?.description ?? "-") \($0.code)" })
  }

  @Test("title, explanation, rule and examples, each at its place")
  func parts() {
    let (page, faults) = parse(page)
    #expect(faults.isEmpty)
    #expect(page.title == "Titel van de regel")
    #expect(page.explanation == "Waarom: `{o}`.\n\nWhy.")
    #expect(page["severity"] == "warning" && page["nl"] == "Opgave {o} is fout: {b}.")
    #expect(page.pack == "eigen" && page.name == "eigen-regel" && page.relation == "eigen_regel" && !page.isConcept)
    #expect(page.blocks.count == 1 && page.blocks[0].firstLine == 14)
    #expect(page.examples.map(\.expectation) == [.fires, .silent])
    #expect(page.examples[0].text.lines[19] == "opgaven: {a: {}}")
  }

  @Test("Windows line ends make no difference")
  func windows() {
    let (unix, dos) = (parse(page), parse(page.replacing("\n", with: "\r\n")))
    #expect(dos.faults.isEmpty)
    #expect(unix.page.title == dos.page.title && unix.page.explanation == dos.page.explanation)
    #expect(unix.page.blocks.map(\.content) == dos.page.blocks.map(\.content))
    #expect(unix.page.examples.map(\.text.content) == dos.page.examples.map(\.text.content))
  }

  @Test(
    "faults of form, each at its place",
    arguments: [
      ("", ["p.md:1:1 rules/front-matter", "p.md:1:1 rules/title"]),
      ("# T\n", ["p.md:1:1 rules/front-matter"]),
      ("---\nseverity: error\n# T\n", ["p.md:1:1 rules/front-matter"]),
      ("---\nseverity error\n---\n# T\n", ["p.md:2:1 rules/front-matter-line"]),
      ("---\nernst: fout\n---\n# T\n", ["p.md:2:1 rules/unknown-front-matter"]),
      ("---\nnl: a\nnl: b\n---\n# T\n", ["p.md:3:1 rules/front-matter-twice"]),
      ("---\n---\ntekst\n", ["p.md:1:1 rules/title"]),
      ("---\n---\n# T\n```yaml\na: b\n```\n", ["p.md:4:1 rules/example-section"]),
      ("---\n---\n# T\n## Rule\n```datalog\n", ["p.md:5:1 rules/open-block"]),
      ("---\n---\n# T\n## Rule\n```datalog\nx.\n``\n", ["p.md:5:1 rules/open-block"]),
    ])
  func faults(text: String, expected: [String]) {
    #expect(parse(text).faults == expected)
  }

  @Test("a concept has its own keys")
  func concept() {
    #expect(parse("---\nsays-nl: x\n---\n# T\n", code: "concepts/c").faults.isEmpty)
    #expect(parse("---\nsays-nl: x\n---\n# T\n").faults == ["p.md:2:1 rules/unknown-front-matter"])
    #expect(
      parse("---\nseverity: error\n---\n# T\n", code: "concepts/c").faults == ["p.md:2:1 rules/unknown-front-matter"])
  }
}

@Suite("Pages are checked together")
struct RuleBookTests {
  private let vocabulary = shippedVocabulary().vocabulary ?? Vocabulary(classes: [], relations: [], attributes: [])

  private func page(
    _ code: String, front: String = "severity: error\nnl: X {o}\nen: X {o}\nsource: Y\n", rule: String? = nil
  ) -> RulePage {
    let relation = code.split(separator: "/").last.map { $0.replacing("-", with: "_") } ?? ""
    let rule = rule ?? ".decl \(relation)(o: Opgave)\n\(relation)(o) :- opgave(o).\n"
    let text = "---\n\(front)---\n# T\n```datalog\n\(rule)```\n"
    return rulePage(code: code, text: SourceText(path: "\(code).md", content: text)).page
  }

  private func faults(
    _ pages: [RulePage], own: [RulePage] = [], project: Project? = nil
  ) -> [String] {
    let (book, diagnostics) = ruleBook(pages: pages, own: own, vocabulary: vocabulary, project: project)
    let errors = diagnostics.filter { $0.severity == .error }
    #expect((book == nil) == !errors.isEmpty)
    return errors.map { "\($0.place?.description ?? "-") \($0.code)" }
  }

  @Test("the shipped pages have no fault")
  func shipped() {
    let (pages, _, diagnostics) = rulePages(settings: Settings())
    #expect(diagnostics.isEmpty && pages.count > 10)
    #expect(faults(pages).isEmpty)
  }

  @Test("what a page promises it must keep")
  func promises() {
    #expect(faults([page("a/x")]).isEmpty)
    #expect(
      faults([page("a/x", front: "nl: X\n")]) == [
        "a/x.md:1:1 rules/front-matter-key", "a/x.md:1:1 rules/front-matter-key", "a/x.md:1:1 rules/front-matter-key",
      ])
    #expect(faults([page("a/x", front: "severity: fout\nnl: X\nen: X\nsource: Y\n")]) == ["a/x.md:2:11 rules/severity"])
    #expect(
      faults([page("a/x", front: "severity: error\nnl: X {p} {q}\nen: {l*}\nsource: Y\n")]) == [
        "a/x.md:3:7 rules/unknown-placeholder", "a/x.md:3:11 rules/unknown-placeholder",
        "a/x.md:4:5 rules/missing-list",
      ])
    #expect(faults([page("a/x", rule: ".decl y(o: Opgave)\n")]) == ["a/x.md:1:1 rules/missing-relation"])
    #expect(
      faults([page("a/x", rule: ".decl x()\nx() :- opgave(_).\n")]) == [
        "a/x.md:3:7 rules/unknown-placeholder", "a/x.md:4:7 rules/unknown-placeholder",
        "a/x.md:9:7 rules/missing-subject",
      ])
    #expect(
      faults([page("a/x", rule: ".decl x(o: Opgave)\nx(o) :- opgave(o).\n.decl x_unknown(o: Opgave)\n")]) == [
        "a/x.md:1:1 rules/front-matter-key", "a/x.md:1:1 rules/front-matter-key",
      ])
    #expect(
      faults([page("a/x", rule: ".decl x(o: Opgave)\nx(o) :- opgaaf(o).\n")]) == [
        "a/x.md:10:9 datalog/unknown-relation"
      ])
  }

  @Test("names are unique over all packs, and such as rules can have")
  func names() {
    #expect(faults([page("a/x"), page("b/x")]) == ["b/x.md:1:1 rules/duplicate-page"])
    #expect(faults([page("a/x")], own: [page("eigen/x")]) == ["eigen/x.md:1:1 rules/duplicate-page"])
    #expect(
      faults([page("a/Mijn Regel"), page("a/2x"), page("a/x_y")]) == [
        "a/2x.md:1:1 rules/page-name", "a/Mijn Regel.md:1:1 rules/page-name", "a/x_y.md:1:1 rules/page-name",
      ])
  }

  @Test("two pages may use one name for their helpers, and each means its own")
  func helpers() throws {
    let front =
      "severity: error\nnl: X {o}\nen: X {o}\nsource: Y\nsays-within-nl: {o} telt\nsays-within-en: {o} counts\n"
    func rule(_ name: String, _ kind: String) -> String {
      ".decl \(name)(o: Opgave)\n\(name)(o) :- within(o).\n.decl within(o: Opgave)\nwithin(o) :- opgave(o), kind(o, \"\(kind)\"). // within\n"
    }
    let pages = [
      page("a/x", front: front, rule: rule("x", "doel")), page("b/y", front: front, rule: rule("y", "actie")),
    ]
    #expect(faults(pages).isEmpty)
    let book = try #require(ruleBook(pages: pages, vocabulary: vocabulary).book)
    var facts = FactSet()
    for (id, kind) in [("one", "doel"), ("other", "actie")] {
      facts.insert("opgave", [.symbol(id)])
      facts.insert("kind", [.symbol(id), .symbol(kind)])
    }
    let evaluation = try #require(book.program.evaluate(facts, goals: book.goals).evaluation)
    #expect(evaluation.tuples(of: "x") == [[.symbol("one")]])
    #expect(evaluation.tuples(of: "y") == [[.symbol("other")]])
    // What is exported is the same program; places and comments are those of the page.
    let exported = book.rules.flatMap { $0.page.blocks }.map(\.content).joined()
    #expect(!exported.contains(" within(o)") && exported.contains("x__within(o) :- opgave(o)"))
    #expect(exported.contains("// within"))
    #expect(
      book.program.declaration(of: "y__within")?.place.line == book.program.declaration(of: "x__within")?.place.line)
    // One that is alone keeps its name.
    let alone = try #require(ruleBook(pages: [pages[0]], vocabulary: vocabulary).book)
    #expect(alone.program.declaration(of: "within") != nil)
    #expect(alone.rules.first?.page.blocks.first?.content == pages[0].blocks.first?.content)
  }

  @Test("a helper with the name of something that all pages share is declared twice")
  func sharedNames() {
    let rule = ".decl x(o: Opgave)\nx(o) :- opgave(o), owner(o, o).\n.decl owner(o: Opgave, p: Opgave)\n"
    let fault = "a/x.md:11:7 datalog/duplicate-declaration"
    #expect(faults([page("a/x", rule: rule)]).contains(fault))
    #expect(faults([page("a/x", rule: rule), page("b/y", rule: rule.replacing("x(", with: "y("))]).contains(fault))
  }

  @Test("a shipped rule speaks of its own relations, and of those that the vocabulary and concepts offer")
  func shippedRulesStandAlone() {
    let pages = rulePages(settings: Settings()).pages
    let declarations = ParsedSource(factDeclarations(of: vocabulary)).declaredNames
    let offered = Set(
      declarations + pages.filter(\.isConcept).flatMap { $0.blocks.flatMap { ParsedSource($0).declaredNames } })
    let primitive: Set<String> = ["symbol", "number", "unsigned", "float"]
    for page in pages where !page.isConcept {
      let parts = page.blocks.map { ParsedSource($0) }
      let known = offered.union(parts.flatMap(\.declaredNames)).union(primitive)
      #expect(parts.flatMap(\.mentionedNames).filter { !known.contains($0) } == [], "\(page.code)")
    }
  }

  @Test("a project chooses packs and severities; its own pages always apply")
  func choices() throws {
    let place = SourcePlace(path: "gremium.yaml", line: 1, column: 1)
    func project(_ packs: [String]?, _ settings: [(String, RuleSetting)] = []) -> Project {
      Project(
        name: "P", packs: packs.map { $0.map { .init(key: $0, place: place) } },
        settings: settings.map { (.init(key: $0.0, place: place), $0.1) })
    }
    func chosen(_ project: Project) -> [String] {
      let book = ruleBook(
        pages: [page("a/x"), page("b/y"), page("b/z")], own: [page("c/w")], vocabulary: vocabulary, project: project
      ).book
      return book?.rules.map { "\($0.page.code) \($0.severity)" } ?? []
    }
    #expect(chosen(project(nil)) == ["a/x error", "b/y error", "b/z error", "c/w error"])
    #expect(chosen(project(["b"])) == ["b/y error", "b/z error", "c/w error"])
    #expect(chosen(project(["b"], [("b/y", .off), ("b/z", .note)])) == ["b/z note", "c/w error"])
    #expect(chosen(project(["a"], [("c/w", .off)])) == ["a/x error"])
    let pages = [page("a/x")]
    #expect(faults(pages, project: project(["q"])) == ["gremium.yaml:1:1 rules/unknown-pack"])
    #expect(faults(pages, project: project(["a"], [("a/q", .off)])) == ["gremium.yaml:1:1 rules/unknown-rule"])
  }
}

@Suite("Whatever is in a rule page, checking it ends")
struct RandomRulePageTests {
  @Test("damaged pages give a book or an error")
  func mutations() throws {
    let vocabulary = try #require(shippedVocabulary().vocabulary)
    let shipped = shippedPages()
    let concepts = shipped.filter { $0.code.hasPrefix("concepts/") }.map { rulePage(code: $0.code, text: $0.text).page }
    let rules = shipped.filter { !$0.code.hasPrefix("concepts/") }
    var generator = SeededGenerator(seed: randomSeed)
    let signs = Array("{}():-.,!_\"'`#| \n\r\t=<>+*/aé0\u{0}".unicodeScalars)
    for _ in 0..<80 {
      let (code, text) = try #require(rules.randomElement(using: &generator))
      var scalars = Array(text.content.unicodeScalars)
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let place = Int.random(in: scalars.indices, using: &generator)
        let length = min(Int.random(in: 1...12, using: &generator), scalars.count - place)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: scalars.removeSubrange(place..<place + length)
        case 1: scalars.insert(contentsOf: scalars[place..<place + length], at: place)
        default: scalars[place] = signs.randomElement(using: &generator) ?? " "
        }
      }
      let damaged = SourceText(path: text.path, content: String(String.UnicodeScalarView(scalars)))
      let (page, faults) = rulePage(code: code, text: damaged)
      let (book, diagnostics) = ruleBook(pages: concepts + [page], vocabulary: vocabulary)
      #expect((book == nil) == diagnostics.containErrors, "GREMIUM_SEED=\(randomSeed)")
      let renderer = DiagnosticRenderer(language: .nl, texts: [damaged])
      #expect(renderer.render(faults + diagnostics).isEmpty == (faults + diagnostics).isEmpty)
    }
  }
}
