import SourceDiagnostics
import Testing

@Suite("Diagnostics are shown as a good compiler shows them")
struct DiagnosticRendererTests {
  private let text = SourceText(path: "bodies.yaml", content: "bodies:\n  stuurgrop:\n    naam: é👩‍⚕️ x\n")

  @Test("the line and a caret under what is meant, then the hint")
  func excerptAndHint() {
    let diagnostic = Diagnostic(
      code: "model/unknown-id", place: SourcePlace(path: "bodies.yaml", line: 2, column: 3, length: 9),
      message: Wording(nl: "onbekende id `stuurgrop`", en: "unknown id `stuurgrop`"),
      hint: suggestion(for: "stuurgrop", among: ["stuurgroep", "regiegroep"]))
    #expect(
      DiagnosticRenderer(language: .nl, texts: [text]).render(diagnostic) == """
        fout[model/unknown-id]: onbekende id `stuurgrop`
          --> bodies.yaml:2:3
          |
        2 |   stuurgrop:
          |   ^^^^^^^^^
          = tip: bedoelde u `stuurgroep`?

        """)
  }

  @Test("a place outside the text is named without an excerpt")
  func placeOutside() {
    let renderer = DiagnosticRenderer(language: .en, texts: [text])
    #expect(
      renderer.excerpt(of: SourcePlace(path: "bodies.yaml", line: 99, column: 1), severity: .error)
        == "  --> bodies.yaml:99:1\n")
    #expect(renderer.excerpt(of: SourcePlace(path: "gone"), severity: .error) == "  --> gone\n")
  }

  @Test("a line of a million characters is shown around the place only")
  func longLine() {
    let long = SourceText(path: "long", content: String(repeating: "x", count: 1_000_000))
    let shown = DiagnosticRenderer(language: .en, texts: [long])
      .excerpt(of: SourcePlace(path: "long", line: 1, column: 500_000), severity: .error)
    #expect(shown.utf8.count < 500)
    #expect(shown.contains("^"))
  }

  @Test("control characters cannot reach the terminal")
  func controlCharacters() {
    let odd = SourceText(path: "odd", content: "a\u{1B}[31mb")
    let shown = DiagnosticRenderer(language: .en, texts: [odd])
      .excerpt(of: SourcePlace(path: "odd", line: 1, column: 1), severity: .error)
    #expect(!shown.contains("\u{1B}"))
  }

  @Test("faults come in reading order, each once")
  func readingOrder() {
    func fault(_ line: Int) -> Diagnostic {
      Diagnostic(
        code: "a/b", place: SourcePlace(path: "x", line: line, column: 1), message: Wording(nl: "m", en: "m"))
    }
    #expect([fault(10), fault(2), fault(10)].inReadingOrder == [fault(2), fault(10)])
  }
}

@Suite("Nearest names")
struct SuggestionTests {
  @Test(
    "typing slips find the name that was meant",
    arguments: [
      ("stuurgrop", "stuurgroep"), ("reports_to", "reports-to"), ("OWNER", "owner"), ("onwer", "owner"),
    ])
  func slips(typed: String, meant: String) {
    #expect(
      nearest(to: typed, among: ["stuurgroep", "reports-to", "owner", "kind", "zorgverzekeraar"]).first == meant)
  }

  @Test("nothing is suggested where nothing is near")
  func nothingNear() {
    #expect(suggestion(for: "appeltaart", among: ["owner", "kind"]) == nil)
    #expect(nearest(to: "", among: ["owner"]).isEmpty)
  }
}
