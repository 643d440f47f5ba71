// Tables give what the same lines in YAML give.

import Testing

@Suite("Tables as spreadsheets write them")
struct TableTests {
  private let model = """
    body a: stuurgroep "Stuurgroep; a" [2024-01-01…]
      seats = 9
      reports-to -> b
      members -> p
      members -> q
    body b
    party p
    party q
    """

  private let parties = ("parties.yaml", "bodies: {b: {}}\nparties: {p: {}, q: {}}\n")

  @Test(
    "either separator, quotes, several values in a cell, either language, either line end",
    arguments: [
      "id;kind;name;from;seats;reports-to;members\na;stuurgroep;\"Stuurgroep; a\";2024;9;b;p|q\n",
      "id,kind,name,from,seats,reports-to,members\na,stuurgroep,\"Stuurgroep; a\",2024,9,b,\"p | q\"\n",
      "id;soort;naam;vanaf;zetels;rapporteert-aan;leden\r\na;stuurgroep;\"Stuurgroep; a\";2024;9;b;p|q\r\n",
      "seats;id;reports-to;members;from;name;kind\n9;a;b;p|q;2024;\"Stuurgroep; a\";stuurgroep",
      "id;kind;name;from;seats;reports-to;members;;\n;;;;;;;;\n a ;stuurgroep;\"Stuurgroep; a\";2024; 9 ;b;p|q;;\n\n",
      "\"id\";\"kind\";\"name\";\"from\";\"seats\";\"reports-to\";\"members\"\n\"a\";\"stuurgroep\";\"Stuurgroep; a\";\"2024\";\"9\";\"b\";\"p|q|\"\n",
    ])
  func sections(table: String) {
    // Tables come after the other files.
    let expected = model.split(separator: "\n")
    let reordered = (expected[5...] + expected[..<5]).joined(separator: "\n")
    check([parties, ("bodies.csv", table)], gives: reordered)
  }

  @Test("quotes hold separators, line breaks and quotes")
  func quotes() {
    check(
      [("bodies.csv", "id,name,meets\na,\"A, \"\"de\"\" groep\",\"twee\nregels\"\nb,,\n")],
      gives: "body a \"A, \"de\" groep\"\n  meets = \"twee\nregels\"\nbody b")
  }

  @Test("dotted headers make long forms")
  func dotted() throws {
    let reading = read([
      ("gremium.yaml", "name: P\nsources: {brief: Brief}\n"),
      ("bodies.csv", "id;source.document;source.line;bron.citaat;seats.value;seats.certainty\na;brief;3;;9;inferred\n"),
    ])
    let model = try #require(reading.model)
    #expect(model.entities[0].provenance.citations.map(\.line) == [3])
    #expect(outcome(reading) == "body a\n  seats = 9 inferred")
  }

  @Test("a table of a relation adds to entities that another file describes, in either language")
  func relations() {
    check(
      [
        parties,
        (
          "bodies.members.csv",
          "id;to;role;from;until;certainty\nb;p;voorzitter;2024;2025-06;inferred\nb;q;;;;\nb;unknown;lid;;;\n"
        ),
        ("gremia.leden.csv", "id,naar,rol\nb,\"p|q\",lid\n"),
      ],
      gives: """
        gremia.leden.csv:2:3 input/shape
        """)
    check(
      [
        parties,
        (
          "bodies.members.csv",
          "id;to;role;from;until;certainty\nb;p;voorzitter;2024;2025-06;inferred\nb;q;;;;\nb;unknown;lid;;;\n"
        ),
        ("gremia.leden.csv", "id,naar,rol\nb,p,lid\n"),
      ],
      gives: """
        body b
          members = ?
          members -> p [2024-01-01…2025-06-30] inferred
            role = "voorzitter"
          members -> q
          members -> p
            role = "lid"
        party p
        party q
        """)
  }

  @Test("faults are at their row and column, whatever stands before them")
  func places() {
    check(
      [("bodies.csv", "id;name;seats\r\na;\"twee\r\nregels\";veel\r\nb;\u{E9}\u{301};012\r\n")],
      gives: "bodies.csv:3:9 input/number\nbodies.csv:4:6 input/number")
  }

  @Test("line ends of old, and of word processors, count as lines")
  func lineEnds() {
    check(
      [("bodies.csv", "id;seats\ra;veel\rb;12\r")], gives: "bodies.csv:2:3 input/number")
    check(
      [("bodies.csv", "id;name;seats\na;\"een\u{2028}twee\";veel\n")], gives: "bodies.csv:3:7 input/number")
  }
}
