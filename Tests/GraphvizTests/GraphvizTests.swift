import Dispatch
import SourceDiagnostics
import Synchronization
import Testing
import WorkControl

@testable import Graphviz

@Suite("A DOT text becomes a picture in this process")
struct GraphvizTests {
  private let small = ##"digraph { a [label="Één & <twee>", tooltip="regel 1\nregel 2", URL="#a"]; a -> b }"##

  @Test(
    "every format starts as its files do",
    arguments: [
      (Graphviz.Format.svg, Array("<svg".utf8)), (.pdf, Array("%PDF-".utf8)), (.png, [0x89, 0x50, 0x4E, 0x47]),
      (.dot, Array("digraph".utf8)),
    ])
  func magic(format: Graphviz.Format, start: [UInt8]) throws {
    #expect(try render(small, as: format).starts(with: start))
  }

  @Test("the same text gives the same bytes", arguments: Graphviz.Format.allCases)
  func determinism(format: Graphviz.Format) throws {
    #expect(try render(small, as: format) == render(small, as: format))
  }

  @Test("frames keep their order, whatever was drawn before", arguments: [Graphviz.Format.svg, .pdf])
  func order(format: Graphviz.Format) throws {
    let frames = (0..<9).map { "subgraph cluster_\($0) { label=\($0); a\($0) -> b\($0); a0 -> b\($0) }" }
    let dot = "digraph { \(frames.joined(separator: "; ")) }"
    let first = try render(dot, as: format)
    for round in 1...8 {
      _ = try render("digraph { subgraph cluster_\(round) { \(String(repeating: "x", count: round * 37)) } }", as: .svg)
      #expect(try render(dot, as: format) == first)
    }
  }

  @Test("an SVG says what it is called and what it shows, and not which program wrote it")
  func accessible() throws {
    let svg = try text(small, title: "Wie <beslist> & waarom", description: "Twee \"gremia\"")
    #expect(svg.contains(#"role="img" aria-labelledby="title-"#))
    #expect(svg.contains(">Wie &lt;beslist&gt; &amp; waarom</title>"))
    #expect(svg.contains(">Twee \"gremia\"</desc>"))
    #expect(!svg.contains("<!--") && !svg.contains("<?xml") && !svg.contains("<!DOCTYPE") && !svg.contains("version "))
  }

  @Test(
    "names of any script arrive as written", arguments: ["Één & <twee>", "مجلس المدينة", "🏛️ Raad 👩‍⚕️", #"a\b "c" 'd'"#])
  func names(name: String) throws {
    let quoted = name.replacing(#"\"#, with: #"\\"#).replacing("\"", with: "\\\"")
    let svg = try text("digraph { n [label=\"\(quoted)\"] }")
    #expect(unescaped(svg).contains(">\(name.replacing(" ", with: "\u{A0}"))<") || unescaped(svg).contains(">\(name)<"))
  }

  @Test("what is not painted is said in a word that every program knows")
  func unpainted() throws {
    let svg = try text("digraph { \"transparent\" [color=transparent] }")
    #expect(svg.contains(#"stroke="none""#) && !svg.contains(#""transparent""#) && svg.contains(">transparent<"))
  }

  @Test("a line break in a tooltip stays one")
  func tooltipLines() throws {
    #expect(try text(small).contains(#"xlink:title="regel 1&#10;regel 2""#))
  }

  @Test(
    "a text that is no graph is a typed error, and the next graph is not hurt by it",
    arguments: [
      "", "graf {", "digraph { a -> }", "digraph { a [label=\"open }", "digraph { a [label=<b>open ]",
      "digraph { /* open",
      "digraph { a \0 }", "digraph { a [label=<<b>open>] }", "}{", "digraph { a [label=<<table></table>>] }",
    ])
  func faulty(dot: String) throws {
    let error = #expect(throws: GraphvizError.self) { try render(dot, as: .svg) }
    #expect(try !#require(error).messages.isEmpty)
    #expect(try text(small).contains("xlink:href=\"#a\""))
  }

  @Test("messages count lines from the start of the text that is wrong")
  func lines() throws {
    for _ in 0..<2 {
      #expect(throws: GraphvizError.syntax(messages: ["Error: syntax error in line 2 near '}'"])) {
        try render("digraph {\n a -> }", as: .svg)
      }
    }
  }

  @Test("what follows a graph in its text is not read with the next text", arguments: ["\n\n", "digraph { other }\n"])
  func rest(of text: String) throws {
    _ = try render(small + text, as: .svg)
    #expect(throws: GraphvizError.syntax(messages: ["Error: syntax error in line 2 near '}'"])) {
      try render("digraph {\n a -> }", as: .svg)
    }
    _ = try render(small + text, as: .svg)
    #expect(try render(small, as: .svg) == render(small, as: .svg))
  }

  @Test("pictures may be asked for from many threads at once")
  func concurrency() async throws {
    let expected = try render(small, as: .svg)
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for index in 0..<24 {
        group.addTask {
          if index % 3 == 0 { return (try? render("digraph { a -> }", as: .svg)) == nil }
          return try render(small, as: .svg) == expected
        }
      }
      for try await isRight in group { #expect(isRight) }
    }
  }

  @Test("a picture that nobody wants any more is not drawn")
  func cancelled() throws {
    let cancellation = Cancellation()
    cancellation.cancel()
    #expect(throws: GraphvizError.cancelled) {
      try Graphviz.render(dot: small, format: .svg, title: "t", description: "d", cancellation: cancellation)
    }
  }

  @Test("who waits for the library hears that the picture is no longer wanted", .timeLimit(.minutes(1)))
  func cancelledWhileWaiting() {
    final class Library: Sendable { let lock = Mutex(0) }
    let library = Library()
    let (isHeld, mayEnd) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let cancellation = Cancellation()
    DispatchQueue.global().async {
      library.lock.withLock { _ in
        isHeld.signal()
        mayEnd.wait()
      }
    }
    isHeld.wait()
    DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(20)) { cancellation.cancel() }
    #expect(throws: GraphvizError.cancelled) {
      try library.lock.withLock(unless: cancellation) { _ in Issue.record("the lock is not free") }
    }
    mayEnd.signal()
  }

  @Test(
    "a fault is said in both languages",
    arguments: [
      (GraphvizError.cancelled, "de tekening is niet meer nodig", "the picture is no longer wanted"),
      (
        .layout(messages: ["a", "b"]), "Graphviz kan de graaf niet indelen: a; b",
        "Graphviz cannot lay out the graph: a; b"
      ),
      (.rendering(messages: ["a"]), "Graphviz kan de graaf niet tekenen: a", "Graphviz cannot draw the graph: a"),
      (.syntax(messages: ["a"]), "Graphviz kan de graaf niet lezen: a", "Graphviz cannot read the graph: a"),
      (.unavailable(messages: []), "Graphviz is er niet", "Graphviz is not available"),
    ])
  func wordings(error: GraphvizError, dutch: String, english: String) {
    #expect(error.message == Wording(nl: dutch, en: english))
    #expect("\(error)" == english)
  }

  private func render(_ dot: String, as format: Graphviz.Format) throws(GraphvizError) -> [UInt8] {
    try Graphviz.render(dot: dot, format: format, title: "t", description: "d")
  }

  private func text(_ dot: String, title: String = "t", description: String = "d") throws(GraphvizError) -> String {
    String(decoding: try Graphviz.render(dot: dot, format: .svg, title: title, description: description), as: UTF8.self)
  }

  private func unescaped(_ svg: String) -> String {
    [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#45;", "-"), ("&#160;", "\u{A0}"),
      ("&amp;", "&"),
    ]
    .reduce(svg) { $0.replacing($1.0, with: $1.1) }
  }
}
