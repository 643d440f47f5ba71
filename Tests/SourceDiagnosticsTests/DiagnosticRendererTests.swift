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

  @Test("of too many faults the gravest are kept, in their order")
  func gravest() {
    let given = [Diagnostic.Severity.note, .warning, .error, .warning, .note, .error].enumerated().map {
      Diagnostic(
        code: "a/\($0.offset)", severity: $0.element, place: nil, message: Wording(nl: "m", en: "m"))
    }
    func kept(_ most: Int) -> [Int] {
      let codes = given.gravest(most).map(\.code)
      return given.indices.filter { codes.contains(given[$0].code) }
    }
    #expect(kept(9) == [0, 1, 2, 3, 4, 5])
    #expect(kept(5) == [0, 1, 2, 3, 5])
    #expect(kept(3) == [1, 2, 5])
    #expect(kept(1) == [2])
    #expect(kept(0).isEmpty)
  }

  @Test("a name of a million characters is shown by its ends")
  func longName() {
    let name = String(repeating: "x", count: 1_000_000)
    let fault = Diagnostic(
      code: "a/b", place: nil, message: Wording(nl: "onbekend: `\(name)`", en: "unknown: `\(name)`"),
      hint: Wording(nl: "schrijf `\(name)`", en: "write `\(name)`"))
    let shown = DiagnosticRenderer(language: .en, texts: []).render(fault)
    #expect(shown.utf8.count < 6_000)
    #expect(shown.hasPrefix("error[a/b]: unknown: `xxx") && shown.contains("xxx`\n  = hint: write `xxx"))
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

  @Test("an index finds what comparing with every name finds", arguments: 1...8)
  func index(seed: UInt64) {
    var random = Congruential(state: seed)
    // Few letters, so that many names are near each other and equally far.
    func name() -> String {
      String((0..<random.next(below: 12)).map { _ in Array("abcABC-_é")[random.next(below: 9)] })
    }
    let names = (0..<200).map { _ in name() }
    let index = NameIndex(names)
    for _ in 0..<60 {
      let wanted = name()
      #expect(index.nearest(to: wanted) == nearestByComparingAll(to: wanted, among: names), "\(seed): \(wanted)")
    }
  }

  /// The definition, word for word.
  private func nearestByComparingAll(to name: String, among names: [String]) -> [String] {
    func folded(_ name: String) -> [UInt8] { Array(name.lowercased().replacing("_", with: "-").utf8) }
    func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
      var table = (0...left.count).map { row in (0...right.count).map { max(row, $0) } }
      for row in left.indices {
        for column in right.indices {
          let isEqual = left[row] == right[column]
          table[row + 1][column + 1] = min(
            table[row][column + 1] + 1, table[row + 1][column] + 1, table[row][column] + (isEqual ? 0 : 1))
          if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
            table[row + 1][column + 1] = min(table[row + 1][column + 1], table[row - 1][column - 1] + 1)
          }
        }
      }
      return table[left.count][right.count]
    }
    let wanted = folded(name)
    return Set(names).subtracting([name]).map { ($0, folded($0)) }
      .map { (distance: distance(wanted, $1), bound: max(1, max(wanted.count, $1.count) / 3), name: $0) }
      .filter { $0.distance <= $0.bound }.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(3)
      .map(\.name)
  }

  /// Knuth's linear congruential generator.
  private struct Congruential {
    var state: UInt64

    mutating func next(below bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
  }
}
