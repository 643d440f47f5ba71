// A changed model is written into tables: the cells and rows that it takes, and nothing else.

import GovernanceIO
import GovernanceModel
import SourceDiagnostics
import Testing

@Suite("What changes is written into tables, and nothing else of them")
struct TableWriterTests {
  private static let day = Day("2025-06-01") ?? .earliest
  private static let parties = (path: "parties.yaml", content: "parties: {p: {}, q: {}, r: {}}\n")
  private static let elsewhere = Provenance(place: SourcePlace(path: "s.yaml", line: 3, column: 5))

  private static func edge(
    _ from: String, _ relation: String, _ to: String, from day: Day? = nil, role: String? = nil
  ) -> Edit {
    .connect(
      Edge(
        id: "\(from)/\(relation)/\(to)", relation: relation, from: from, to: to, period: Period(from: day ?? .earliest),
        attributes: role.map { [Attribute(key: "role", value: .text($0), provenance: elsewhere)] } ?? [],
        provenance: elsewhere))
  }

  /// Expects the new contents of the files that change, or the faults.
  private func check(
    _ texts: [(path: String, content: String)], _ edits: [Edit], changing change: ((Entity) -> Entity)? = nil,
    gives expected: [String: String], faults: [String] = [], sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let before = try #require(read(texts).model, "\(outcome(read(texts)))", sourceLocation: sourceLocation)
    var edited = EditedModel(EditBase(before))
    for edit in edits { edited.apply(edit) }
    if let change, let entity = before.entity("a") { edited.apply(.change(change(entity))) }
    let (changes, diagnostics) = GovernanceIO.changes(
      of: projectFiles(texts), from: before, to: edited.model, vocabulary: vocabulary)
    let contents = Dictionary(uniqueKeysWithValues: changes.compactMap(\.after).map { ($0.path, $0.content) })
    #expect(contents == expected, sourceLocation: sourceLocation)
    #expect(
      diagnostics.map { "\($0.place?.description ?? "-") \($0.code)" } == faults, sourceLocation: sourceLocation)
  }

  // MARK: Tables of relations

  private let members = """
    id;to;role
    a;p;voorzitter
    a;q

    b;p;"lid; plaatsvervangend"
    """

  @Test(
    "what ends gets its last day, in a column that comes at the end if need be; a last line without an end stays so")
  func ends() throws {
    try check(
      [Self.parties, ("b.yaml", "bodies: {a: {}, b: {}}\n"), ("bodies.members.csv", members)],
      [.disconnect(edge: "a/members/q", on: Self.day)],
      gives: [
        "bodies.members.csv": members.replacing("role\n", with: "role;until\n").replacing(
          "a;q", with: "a;q;;2025-05-31")
      ])
    let dated = "id,to,from,until,role\r\na,p,2024,2030,x\r\nb,p,2024,,y\r\n"
    try check(
      [Self.parties, ("b.yaml", "bodies: {a: {}, b: {}}\n"), ("bodies.members.csv", dated)],
      [.disconnect(edge: "a/members/p", on: Self.day), .disconnect(edge: "b/members/p", on: Self.day)],
      gives: ["bodies.members.csv": "id,to,from,until,role\r\na,p,2024,2025-05-31,x\r\nb,p,2024,2025-05-31,y\r\n"])
    let dutch = "id;naar\na;p\n"
    try check(
      [Self.parties, ("b.yaml", "bodies: {a: {}}\n"), ("gremia.leden.csv", dutch)],
      [.disconnect(edge: "a/members/p", on: Self.day)],
      gives: ["gremia.leden.csv": "id;naar;t/m\na;p;2025-05-31\n"])
  }

  @Test("what is deleted loses its line; what is new comes after the others of its entity")
  func rows() throws {
    try check(
      [Self.parties, ("b.yaml", "bodies: {a: {}, b: {}, c: {}}\n"), ("bodies.members.csv", members)],
      [
        .deleteEdge("a/members/p"), Self.edge("a", "members", "r", from: Self.day), Self.edge("a", "members", "p"),
        Self.edge("b", "members", "q", role: "een, \"twee\"; drie"), Self.edge("c", "members", "q"),
      ],
      gives: [
        "b.yaml": "bodies: {a: {}, b: {}, c: {members: q}}\n",
        "bodies.members.csv": """
        id;to;role;from
        a;q
        a;r;;2025-06-01
        a;p

        b;p;"lid; plaatsvervangend"
        b;q;"een, ""twee""; drie"
        """,
      ])
    // The last line goes, and what has become the last has no end either.
    try check(
      [Self.parties, ("b.yaml", "bodies: {a: {}, b: {}}\n"), ("bodies.members.csv", members)],
      [.deleteEdge("b/members/p")],
      gives: ["bodies.members.csv": "id;to;role\na;p;voorzitter\na;q\n"])
  }

  @Test("an entity that goes takes its rows along, wherever it is described")
  func rowsOfEntity() throws {
    try check(
      [Self.parties, ("b.yaml", "bodies:\n  a: {}\n  b: {}\n"), ("bodies.members.csv", members + "\na;unknown;lid\n")],
      [.delete(entity: "a")],
      gives: [
        "b.yaml": "bodies:\n  b: {}\n",
        "bodies.members.csv": "id;to;role\n\nb;p;\"lid; plaatsvervangend\"\n",
      ])
  }

  // MARK: Tables of entities

  private let bodies = """
    id;kind;name;seats;members;reports-to
    a;stuurgroep;"A; de eerste"; 9 ;p | q;b
    b;;B
    """

  @Test("a name, a kind, a day, a value: each has its cell")
  func cells() throws {
    try check(
      [Self.parties, ("bodies.csv", bodies)], [.end(entity: "b", on: Self.day)],
      changing: { entity in
        entity.with(
          name: "A", kind: "werkgroep", stage: .planned, period: Period(from: Self.day),
          attributes: [Attribute(key: "seats", value: .number(11), provenance: Self.elsewhere)],
          unknowns: [Unknown(key: "tier", provenance: Self.elsewhere)],
          provenance: Provenance(certainty: .assumed, place: entity.provenance.place))
      },
      gives: [
        "bodies.csv": """
        id;kind;name;seats;members;reports-to;stage;from;certainty;tier;until
        a;werkgroep;"A";11;p | q;b;planned;2025-06-01;assumed;unknown
        b;;B;;;;;;;;2025-05-31
        """
      ])
  }

  @Test("what no longer is said leaves an empty cell; several values stand in one")
  func emptied() throws {
    let table = "id,meets,until,seats.value,seats.certainty\na,x,2030,9,inferred\n"
    try check(
      [Self.parties, ("bodies.csv", table)], [],
      changing: { entity in
        entity.with(
          period: .always, attributes: [Attribute(key: "seats", value: .number(8), provenance: Self.elsewhere)])
      },
      gives: ["bodies.csv": "id,meets,until,seats.value,seats.certainty\na,,,8,\n"])
  }

  @Test("a source with its line gets columns of its own, in the words of those that are there")
  func sources() throws {
    let header = (path: "gremium.yaml", content: "name: P\nsources: {brief: Brief}\n")
    let citation = Citation(document: "brief", line: 4, quote: "\"zo\"; niet anders")
    try check(
      [header, ("gremia.csv", "id;naam;bron.document\na;A;brief\nb;B;brief\n")], [],
      changing: { entity in
        entity.with(
          attributes: [
            Attribute(
              key: "seats", value: .number(8),
              provenance: Provenance(certainty: .inferred, place: Self.elsewhere.place))
          ], provenance: Provenance(citations: [citation], place: entity.provenance.place))
      },
      gives: [
        "gremia.csv": """
        id;naam;bron.document;bron.regel;bron.citaat;zetels.waarde;zetels.zekerheid
        a;A;brief;4;\"""zo""; niet anders";8;afgeleid
        b;B;brief

        """
      ])
  }

  @Test("rows of entities go and come; the relations of a new one stand in its cells or in their own table")
  func entities() throws {
    let new = Entity(
      id: "c", classKey: "body", kind: "werkgroep", name: "Nieuw, \"c\"", period: Period(from: Self.day),
      provenance: Self.elsewhere)
    try check(
      [Self.parties, ("bodies.csv", bodies), ("bodies.members.csv", "id;to\nb;p\n")],
      [
        .delete(entity: "a"), .insert(new), Self.edge("c", "reports-to", "b"),
        Self.edge("c", "members", "r", from: Self.day),
      ],
      gives: [
        "bodies.csv": """
        id;kind;name;seats;members;reports-to;from
        b;;B
        c;werkgroep;"Nieuw, ""c\""";;;b;2025-06-01
        """,
        "bodies.members.csv": "id;to;from\nb;p\nc;r;2025-06-01\n",
      ])
  }

  @Test("a new entity that cells cannot tell of is written in YAML, and leaves the tables as they are")
  func entitiesInYAML() throws {
    let new = Entity(id: "c", classKey: "body", provenance: Self.elsewhere)
    let named = Entity(id: "d", classKey: "body", name: "een|twee", provenance: Self.elsewhere)
    try check(
      [Self.parties, ("bodies.csv", bodies)],
      [
        .insert(new), .insert(named), Self.edge("c", "reports-to", "b"), Self.edge("c", "members", "r", from: Self.day),
      ],
      gives: [
        "parties.yaml": Self.parties.content + """

          bodies:
            c:
              reports-to: b
              members: {to: r, from: 2025-06-01}
            d:
              name: "een|twee"

          """
      ])
  }

  @Test("a cell of several ids loses one, gets one, or is emptied")
  func lists() throws {
    try check(
      [Self.parties, ("bodies.csv", bodies)],
      [
        .deleteEdge("a/members/p"), Self.edge("a", "members", "r"), Self.edge("b", "members", "p"),
        .deleteEdge("a/reports-to/b"),
      ],
      gives: [
        "bodies.csv": """
        id;kind;name;seats;members;reports-to
        a;stuurgroep;"A; de eerste"; 9 ;q|r;
        b;;B;;p
        """
      ])
  }

  @Test("what ends in a cell moves to the table of its relation, which is made where there is none")
  func endsInCell() throws {
    try check(
      [Self.parties, ("bodies.csv", bodies), ("bodies.members.csv", "id;to;until")],
      [.disconnect(edge: "a/members/p", on: Self.day)],
      gives: [
        "bodies.csv": bodies.replacing("p | q", with: "q"),
        "bodies.members.csv": "id;to;until\na;p;2025-05-31",
      ])
    try check(
      [Self.parties, ("bodies.csv", bodies)],
      [.disconnect(edge: "a/members/p", on: Self.day), Self.edge("b", "members", "r", from: Self.day)],
      gives: [
        "bodies.csv": bodies.replacing("p | q", with: "q"),
        "bodies.members.csv": "id;to;until;from\na;p;2025-05-31\nb;r;;2025-06-01\n",
      ])
    let quoted = "\"id\",\"leden\"\r\n\"a\",\"p|q\"\r\n"
    try check(
      [Self.parties, ("gremia.csv", quoted)], [.disconnect(edge: "a/members/p", on: Self.day)],
      gives: [
        "gremia.csv": quoted.replacing("p|q", with: "q"),
        "gremia.leden.csv": "\"id\",\"naar\",\"t/m\"\r\n\"a\",\"p\",\"2025-05-31\"\r\n",
      ])
    let long = "id;members.to;members.from\na;p;2024\n"
    try check(
      [Self.parties, ("bodies.csv", long)], [.disconnect(edge: "a/members/p", on: Self.day)],
      gives: ["bodies.csv": "id;members.to;members.from;members.until\na;p;2024;2025-05-31\n"])
    try check(
      [Self.parties, ("bodies.csv", long)], [.deleteEdge("a/members/p")],
      gives: ["bodies.csv": "id;members.to;members.from\na;;\n"])
  }

  @Test("what is unknown of a relation ends and goes as a known one does")
  func unknowns() throws {
    let texts: [(path: String, content: String)] = [
      Self.parties, ("bodies.csv", "id;chair\na;unknown\n"), ("bodies.chair.csv", "id;to;until\n"),
    ]
    try check(
      texts, [],
      changing: { entity in
        entity.with(
          unknowns: entity.unknowns.map {
            Unknown(key: $0.key, period: Period(until: Self.day), provenance: $0.provenance)
          })
      },
      gives: ["bodies.csv": "id;chair\na;\n", "bodies.chair.csv": "id;to;until\na;unknown;2025-05-31\n"])
    try check(texts, [], changing: { $0.with(unknowns: []) }, gives: ["bodies.csv": "id;chair\na;\n"])
  }

  @Test("what a cell cannot say is refused", arguments: ["een|twee", " voor", "na ", "a\u{7}b"])
  func unsayable(name: String) throws {
    try check(
      [Self.parties, ("bodies.csv", bodies)], [], changing: { $0.with(name: name) }, gives: [:],
      faults: ["bodies.csv:2:1 input/cell-text"])
  }

  @Test("a detail that no cell can say is refused, or told in YAML where the entity is described there")
  func unsayableDetails() throws {
    let odd = Self.edge("a", "members", "r", role: "een|twee")
    try check(
      [Self.parties, ("bodies.csv", bodies), ("bodies.members.csv", "id;to\na;q\n")], [odd], gives: [:],
      faults: ["bodies.csv:2:1 input/cell-text"])
    try check(
      [Self.parties, ("b.yaml", "bodies: {a: {}}\n"), ("bodies.members.csv", "id;to\na;q\n")], [odd],
      gives: ["b.yaml": "bodies: {a: {members: {to: r, role: \"een|twee\"}}}\n"])
  }

  @Test("line ends of every kind, line breaks in cells and quotation marks everywhere stay")
  func layout() throws {
    let end = Edit.disconnect(edge: "b/members/p", on: Self.day)
    for lineEnd in ["\n", "\r\n", "\r"] {
      let lines = [
        "\"id\",\"to\",\"role\"", "\"a\",\"p\",\"twee\nregels\"", "\"b\",\"p\",\"x\"", "\"b\",\"q\",\"y\"", "",
      ]
      let expected = [
        "\"id\",\"to\",\"role\",\"until\"", lines[1], "\"b\",\"p\",\"x\",\"2025-05-31\"", lines[3],
        "\"b\",\"r\"", "",
      ]
      try check(
        [
          Self.parties, ("b.yaml", "bodies: {a: {}, b: {}}\n"),
          ("bodies.members.csv", lines.joined(separator: lineEnd)),
        ],
        [end, Self.edge("b", "members", "r")],
        gives: ["bodies.members.csv": expected.joined(separator: lineEnd)])
    }
  }
}
