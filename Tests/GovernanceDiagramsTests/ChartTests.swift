import GovernanceDiagrams
import GovernanceModel
import Graphviz
import SourceDiagnostics
import Testing

@Suite("A chart shows what its view asks for")
struct ChartTests {
  private let region = CareRegion.model

  @Test("from its focus it reaches as many steps as it is told")
  func focus() {
    var view = SmallVocabulary.organogram
    view.focus = ["team-jeugd"]
    view.depth = 0
    #expect(entityIDs(chart(of: region, as: view)) == ["team-jeugd"])
    view.depth = 1
    #expect(entityIDs(chart(of: region, as: view)) == ["ggd", "regiegroep", "team-jeugd"])
    view.depth = nil
    #expect(entityIDs(chart(of: region, as: view)).count == 22)
  }

  @Test("what is in focus is shown whatever its class, and who is not there gives an empty chart")
  func focusOutside() {
    var view = SmallVocabulary.organogram
    view.classes = ["body"]
    view.focus = ["ggd"]
    view.depth = 1
    #expect(entityIDs(chart(of: region, as: view)) == ["ggd", "regiegroep", "team-jeugd", "team-preventie"])
    view.focus = ["nobody"]
    #expect(entityIDs(chart(of: region, as: view)) == [])
    #expect(chart(of: region, as: view).description.hasSuffix(": niets om te tonen."))
  }

  @Test("kinds and relations narrow it down, and without relations only what is incomplete remains")
  func narrow() {
    var view = SmallVocabulary.organogram
    view.classes = ["body"]
    view.kinds = ["stuurgroep", "regiegroep", "adviesraad", "werkgroep", "themateam"]
    view.relations = ["advises"]
    view.showsIsolated = false
    let marked = Overlay(marks: ["team-jeugd": [.init(level: .note, text: "x")]])
    let drawn = chart(of: region, as: view, overlay: marked)
    #expect(entityIDs(drawn) == ["adviesraad", "stuurgroep"])
    #expect(drawn.edges.map(\.id) == ["adviesraad/advises/stuurgroep"])
    view.relations = ["reports-to"]
    #expect(entityIDs(chart(of: region, as: view)).contains("werkgroep"))
    // Where every relation is shown, a mark keeps what has none; where only some are, it is about something else.
    view.relations = nil
    view.kinds = ["themateam"]
    #expect(entityIDs(chart(of: region, as: view, overlay: marked)).contains("team-jeugd"))
  }

  @Test("a listed relation is told in the box of the class that comes first, with roles, certainty and marks")
  func listed() throws {
    var view = SmallVocabulary.organogram
    view.listed = ["members", "chair"]
    view.subject = "body"
    let marked = Overlay(marks: ["huisartsen": [.init(level: .warning, text: "x")]])
    let drawn = chart(of: region, as: view, overlay: marked)
    let nodes = drawn.nodes + drawn.clusters.flatMap(\.nodes)
    let stuurgroep = try #require(nodes.first { $0.id == "stuurgroep" })
    let members = try #require(stuurgroep.lists.first { $0.heading == "leden:" }).members
    #expect(members.map { $0.lines.joined(separator: " ") }.contains { $0.hasSuffix("(marktleider)") })
    // Who is there is told; that somebody is there and nobody knows who, too.
    #expect(try #require(stuurgroep.lists.first { $0.heading == "voorzitter:" }).members.map(\.lines) == [["?"]])
    let regiegroep = try #require(nodes.first { $0.id == "regiegroep" })
    let inferred = regiegroep.lists.flatMap(\.members).first { $0.id == "huisartsen" }
    #expect(inferred?.lines.last?.hasSuffix("afgeleid)") == true && inferred?.mark == .warning)
    // A party that is only listed has no box of its own; a body that is a member has, and a line.
    #expect(!entityIDs(drawn).contains("verzekeraar-b"))
    #expect(drawn.edges.contains { $0.id == "stuurgroep/members/wethoudersoverleg" })
    #expect(!drawn.edges.contains { $0.id == "stuurgroep/members/verzekeraar-a" })
  }

  @Test("what is shared is drawn where several boxes would tell of it, and only there")
  func shared() throws {
    var view = SmallVocabulary.organogram
    view.relations = ["members"]
    view.listed = ["members"]
    view.shared = ["members"]
    view.subject = "body"
    view.showsIsolated = false
    let drawn = chart(of: region, as: view)
    #expect(entityIDs(drawn).contains("verzekeraar-a"))
    #expect(!entityIDs(drawn).contains("verzekeraar-b"))
    let nodes = drawn.nodes + drawn.clusters.flatMap(\.nodes)
    let stuurgroep = try #require(nodes.first { $0.id == "stuurgroep" })
    #expect(stuurgroep.lists.flatMap(\.members).map(\.id) == ["verzekeraar-b"])
  }

  @Test("where much is shared, the boxes count it instead of drawing a tangle")
  func muchIsShared() throws {
    let parties = (0..<9).map { CareRegion.party("p\($0)", nil, "Partij \($0)") }
    let bodies = ["a", "b", "c", "d"].map { CareRegion.body($0, nil, $0.uppercased()) }
    let model = sample(
      bodies + parties, parties.flatMap { party in bodies.map { CareRegion.edge($0.id, "members", party.id) } })
    var view = SmallVocabulary.organogram
    view.relations = ["members"]
    view.listed = ["members"]
    view.shared = ["members"]
    view.subject = "body"
    view.cluster = .none
    let drawn = chart(of: model, as: view)
    #expect(drawn.edges.isEmpty && drawn.nodes.map(\.id) == ["a", "b", "c", "d"], "who has a list shares no box")
    #expect(drawn.nodes[0].lists.flatMap(\.members).first?.lines == ["Partij 0 (ook in 3 andere)"])
  }

  @Test("what is connected with nothing of the subject's class is left out")
  func subject() {
    var view = SmallVocabulary.organogram
    view.relations = ["reports-to"]
    view.subject = "party"
    #expect(entityIDs(chart(of: region, as: view)).allSatisfy { region.entity($0)?.classKey == "party" })
    view.subject = "body"
    #expect(entityIDs(chart(of: region, as: view)).allSatisfy { region.entity($0)?.classKey == "body" })
  }

  @Test("attributes that the view asks for stand in the boxes, in the vocabulary's words")
  func attributes() throws {
    var view = SmallVocabulary.organogram
    view.attributes = ["tier"]
    let drawn = chart(of: region, as: view)
    let nodes = drawn.nodes + drawn.clusters.flatMap(\.nodes)
    #expect(try #require(nodes.first { $0.id == "stuurgroep" }).lines.map(\.text).contains("niveau: regionaal"))
  }

  @Test("parts that no line joins stand in rows, as wide as a sheet")
  func looseParts() throws {
    var view = SmallVocabulary.organogram
    view.classes = ["party"]
    view.cluster = .none
    view.relations = ["chair"]
    view.focus = region.entities.filter { $0.classKey == "party" }.map(\.id)
    view.depth = 0
    let drawn = chart(of: region, as: view)
    #expect(!drawn.rowPairs.isEmpty)
    let lower = Set(drawn.rowPairs.map(\.lower))
    #expect(drawn.nodes.map(\.id).filter { !lower.contains($0) }.count > 2, "a row has several")
    #expect(drawn.rowPairs.count == lower.count, "each stands below one")
    // One row is enough for what fits in one.
    view.focus = Array(view.focus.prefix(3))
    #expect(chart(of: region, as: view).rowPairs.isEmpty)
  }

  @Test(
    "authority stands at the side that the view names",
    arguments: [(View.Direction.up, "TB"), (.down, "BT"), (.left, "LR"), (.right, "RL")])
  func direction(direction: View.Direction, rankdir: String) throws {
    var view = SmallVocabulary.organogram
    view.direction = direction
    let drawn = chart(of: region, as: view)
    #expect(drawn.dot.contains("rankdir=\(rankdir)]"))
    let line = try #require(drawn.edges.first { $0.id == "regiegroep/reports-to/stuurgroep" })
    #expect(line.upper == "stuurgroep" && line.lower == "regiegroep" && line.style["dir"] == "back")
  }

  @Test("its title, description and legend speak the language asked for and name only what is drawn")
  func words() {
    let english = diagram(
      of: region, as: SmallVocabulary.organogram, on: sampleDay, language: .en, overlay: CareRegion.overlay)
    #expect(english.title == "Zorgregio De Venen — Organisation chart — 1 March 2026")
    #expect(
      english.description
        == "Zorgregio De Venen — Organisation chart, on 1 March 2026: 10 bodies, 12 parties, 28 relations, "
        + "2 errors, 3 warnings, 1 note.")
    #expect(english.clusters.map(\.title) == ["National", "Regional", "Local", "Parties"])
    let words = english.legend.map {
      switch $0 {
      case .node(_, let words), .line(_, let words), .sign(_, let words): words
      }
    }
    #expect(
      words == [
        "body", "advisory council, expert team", "party", "reports to", "members", "chair", "advises", "informs",
        "inferred or assumed", "planned", "unknown",
      ])
  }

  @Test("much that hangs under one node hangs in several rows")
  func rows() {
    let teams = (1...9).map { CareRegion.body("team-\($0)", nil, "Team \($0)") }
    let top = CareRegion.body("top", nil, "Top")
    let model = sample([top] + teams, teams.map { CareRegion.edge($0.id, "reports-to", "top") })
    let rows = chart(of: model, as: SmallVocabulary.organogram).edges.map { $0.style["minlen"] }
    #expect(rows == [nil, "2", nil, "2", nil, "2", nil, "2", nil])
  }

  @Test("two terms of one relation are one line that is firm where one of them is")
  func terms() {
    let body = CareRegion.body("sg", nil, "SG")
    let party = CareRegion.party("p", nil, "P")
    let first = CareRegion.edge("sg", "members", "p", role: "lid", certainty: .inferred)
    let second = Edge(
      id: "sg/members/p#2", relation: "members", from: "sg", to: "p", provenance: CareRegion.said())
    let drawn = chart(of: sample([body, party], [first, second]), as: SmallVocabulary.organogram)
    #expect(drawn.edges.map(\.tooltip) == ["P is lid van SG (rol: lid; afgeleid)\nP is lid van SG"])
    #expect(drawn.edges.first?.style["style"] == nil)
  }

  @Test("the same model gives the same text")
  func determinism() {
    let texts = (0..<5).map { _ in chart(of: CareRegion.model, as: SmallVocabulary.organogram).dot }
    #expect(Set(texts).count == 1)
  }

  @Test(
    "names of any script and length arrive in the picture as written",
    arguments: [
      "مجلس المدينة للصحة", "🏛️ Raad 👩‍⚕️", #"Een "naam" <met> & \N \\ \n &amp; &#65; {haken} | 'x' ]]> --> %d"#,
      String(repeating: "lang", count: 50), "日本語の名前",
    ])
  func names(name: String) throws {
    let members = (1...5).map { CareRegion.party("p\($0)", nil, name) }
    let bodies = [CareRegion.body("sg", nil, name), CareRegion.body("x\"&<>\\y", nil, name)]
    let model = sample(
      bodies + members,
      members.map { CareRegion.edge("sg", "members", $0.id, role: name) }
        + [CareRegion.edge("sg", "reports-to", "x\"&<>\\y")])
    let svg = try picture(of: chart(of: model, as: SmallVocabulary.organogram), as: .svg)
    let text = unescaped(String(decoding: svg, as: UTF8.self))
    #expect(text.contains("xlink:title=\"\(name)\""))
    #expect(text.contains("\"\(name) rapporteert aan \(name)\""))
    // Over lines, in the node and in the box of members alike.
    let letters = text.split(separator: "<text").compactMap { part in
      part.split(separator: ">", maxSplits: 1).last?.components(before: "</text>")
    }.joined().filter { !$0.isWhitespace }
    #expect(letters.contains(name.filter { !$0.isWhitespace }))
  }

  @Test("a whole region becomes a picture in every format", arguments: Graphviz.Format.allCases)
  func formats(format: Graphviz.Format) throws {
    let drawn = chart(of: region, as: SmallVocabulary.organogram, overlay: CareRegion.overlay)
    #expect(try picture(of: drawn, as: format).count > 5000)
  }

  private func chart(of model: Model, as view: View, overlay: Overlay = Overlay()) -> Diagram {
    diagram(of: model, as: view, on: sampleDay, language: .nl, overlay: overlay)
  }

  private func picture(of diagram: Diagram, as format: Graphviz.Format) throws -> [UInt8] {
    try Graphviz.render(dot: diagram.dot, format: format, title: diagram.title, description: diagram.description)
  }

  private func entityIDs(_ diagram: Diagram) -> [String] {
    let nodes = diagram.nodes + diagram.clusters.flatMap(\.nodes)
    return nodes.filter { !$0.classes.contains("unknown") && !$0.classes.contains("empty") }
      .flatMap { $0.classes.contains("group") ? $0.lists.flatMap { $0.members.map(\.id) } : [$0.id] }.sorted()
  }

  private func unescaped(_ svg: String) -> String {
    let entities = [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#45;", "-"), ("&#160;", " "), ("&amp;", "&"),
    ]
    return entities.reduce(svg) { $0.replacing($1.0, with: $1.1) }
  }
}

extension Substring {
  fileprivate func components(before end: String) -> Substring {
    firstRange(of: end).map { self[..<$0.lowerBound] } ?? self
  }
}
