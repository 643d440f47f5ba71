import GovernanceDiagrams
import GovernanceModel
import SourceDiagnostics
import Testing

@Suite("A view of a model becomes a graph in DOT")
struct DiagramTests {
  private let stuurgroep = CareRegion.body("sg", "stuurgroep", "Stuurgroep Zorg", tier: "regionaal")
  private let team = CareRegion.body("team", "themateam", "Ouderen", tier: "lokaal")
  private let delta = CareRegion.party("delta", "zorgverzekeraar", "Delta")

  @Test("frames, lines that point up, roles and tooltips")
  func frames() {
    check(
      [stuurgroep, team, delta],
      [
        CareRegion.edge(
          "team", "reports-to", "sg", citations: [Citation(document: "plaat", line: 3, quote: "een \"lijn\"")]),
        CareRegion.edge("sg", "members", "delta", role: "marktleider"),
      ],
      #"""
      subgraph "cluster-tier-regionaal" {
        id="cluster-tier-regionaal" class=frame label=<<b>Regionaal</b>> tooltip="Regionaal" labelloc=t labeljust=l peripheries=1 style="rounded,filled" fillcolor="#FAFAFA" color="#BBBBBB" fontcolor="#444444" fontsize=11 margin=12
        "sg" [id="sg", class="body stuurgroep", label=<Stuurgroep Zorg>, color="#1F5A8A", fillcolor="#DCEBF7", shape="box", style="rounded,filled", tooltip="Stuurgroep Zorg", URL="#sg"]
      }
      subgraph "cluster-tier-lokaal" {
        id="cluster-tier-lokaal" class=frame label=<<b>Lokaal</b>> tooltip="Lokaal" labelloc=t labeljust=l peripheries=1 style="rounded,filled" fillcolor="#FAFAFA" color="#BBBBBB" fontcolor="#444444" fontsize=11 margin=12
        "team" [id="team", class="body themateam", label=<Ouderen<br/><font point-size="9.5" color="#444444">themateam</font>>, color="#1F5A8A", fillcolor="#DCEBF7", shape="box", style="rounded,filled", tooltip="Ouderen (themateam)", URL="#team"]
      }
      subgraph "cluster-party" {
        id="cluster-party" class=frame label=<<b>Partijen</b>> tooltip="Partijen" labelloc=t labeljust=l peripheries=1 style="rounded,filled" fillcolor="#FAFAFA" color="#BBBBBB" fontcolor="#444444" fontsize=11 margin=12
        "delta" [id="delta", class="party zorgverzekeraar", label=<Delta<br/><font point-size="9.5" color="#444444">zorgverzekeraar</font>>, color="#8A4B08", fillcolor="#FDE9D2", shape="box", style="filled", tooltip="Delta (zorgverzekeraar)", URL="#delta"]
      }
      "sg" -> "team" [id="team/reports-to/sg", class="reports-to", color="#0B3C5D", dir="back", penwidth="1.6", tooltip="Ouderen rapporteert aan Stuurgroep Zorg (bron: plaat, regel 3: “een \"lijn\"”)"]
      "sg" -> "delta" [id="sg/members/delta", class="members", label=<marktleider>, arrowhead="dot", color="#8A4B08", tooltip="Delta is lid van Stuurgroep Zorg (rol: marktleider)", labeltooltip="Delta is lid van Stuurgroep Zorg (rol: marktleider)"]
      """#)
  }

  @Test("what is inferred is dashed, and its tooltip says so")
  func inferred() {
    check(
      [stuurgroep, CareRegion.body("team", nil, "Team", certainty: .assumed)],
      [CareRegion.edge("team", "reports-to", "sg", certainty: .inferred)], cluster: .none,
      #"""
      "sg" [id="sg", class="body stuurgroep", label=<Stuurgroep Zorg>, color="#1F5A8A", fillcolor="#DCEBF7", shape="box", style="rounded,filled", tooltip="Stuurgroep Zorg", URL="#sg"]
      "team" [id="team", class="body assumed", label=<Team>, color="#1F5A8A", fillcolor="#DCEBF7", shape="box", style="rounded,filled,dashed", tooltip="Team\naangenomen", URL="#team"]
      "sg" -> "team" [id="team/reports-to/sg", class="reports-to inferred", color="#0B3C5D", dir="back", penwidth="1.6", style="dashed", tooltip="Team rapporteert aan Stuurgroep Zorg (afgeleid)"]
      """#)
  }

  @Test("what is planned is dotted with its first day, and what has ended is not there")
  func planned() {
    let from = Period(from: Day(number: 20_820))
    let past = Period(until: Day(number: 20_000))
    check(
      [
        stuurgroep, CareRegion.body("new", nil, "Nieuw", period: from),
        CareRegion.body("some-day", nil, "Ooit", stage: .planned), CareRegion.body("old", nil, "Oud", period: past),
        CareRegion.body("gone", nil, "Weg", stage: .ended),
      ],
      [
        CareRegion.edge("new", "reports-to", "sg"), CareRegion.edge("old", "reports-to", "sg"),
        CareRegion.edge("sg", "advises", "sg", period: past), CareRegion.edge("sg", "informs", "sg", period: from),
      ], cluster: .none,
      #"""
      "sg" [id="sg", class="body stuurgroep", label=<Stuurgroep Zorg>, color="#1F5A8A", fillcolor="#DCEBF7", shape="box", style="rounded,filled", tooltip="Stuurgroep Zorg", URL="#sg"]
      "new" [id="new", class="body planned", label=<Nieuw<br/><font point-size="9.5" color="#444444">gepland vanaf 2 januari 2027</font>>, color="#1F5A8A", fillcolor="#DCEBF7", shape="box", style="rounded,filled,dotted", tooltip="Nieuw\ngepland vanaf 2 januari 2027", URL="#new"]
      "some-day" [id="some-day", class="body planned", label=<Ooit<br/><font point-size="9.5" color="#444444">gepland</font>>, color="#1F5A8A", fillcolor="#DCEBF7", shape="box", style="rounded,filled,dotted", tooltip="Ooit\ngepland", URL="#some-day"]
      "sg" -> "new" [id="new/reports-to/sg", class="reports-to planned", color="#0B3C5D", dir="back", penwidth="1.6", style="dotted", tooltip="Nieuw rapporteert aan Stuurgroep Zorg"]
      "sg" -> "sg" [id="sg/informs/sg", class="informs planned", arrowhead="open", color="#777777", constraint="false", style="dotted", tooltip="Stuurgroep Zorg informeert Stuurgroep Zorg (gepland vanaf 2 januari 2027)"]
      """#)
  }

  @Test("marks are a badge in words, a thick border and lines in the tooltip")
  func marks() {
    let overlay = Overlay(marks: [
      "sg": [
        .init(level: .warning, text: "Geen <voorzitter>"), .init(level: .error, text: "Geen weg"),
        .init(level: .error, text: "Geen raad"),
      ]
    ])
    check(
      [stuurgroep], [], cluster: .none, overlay: overlay,
      #"""
      "sg" [id="sg", class="body stuurgroep error", label=<Stuurgroep Zorg<br/><font point-size="10" color="#933800"><b>▲ 2 fouten, 1 waarschuwing</b></font>>, color="#D55E00", fillcolor="#DCEBF7", penwidth="3", shape="box", style="rounded,filled", tooltip="Stuurgroep Zorg\n▲ Geen weg\n▲ Geen raad\n■ Geen <voorzitter>", URL="#sg"]
      """#)
  }

  @Test("an unknown superior is an open end, another unknown a line in the tooltip")
  func unknown() {
    check(
      [CareRegion.body("team", nil, "Team", unknowns: ["reports-to", "chair"])], [], cluster: .none,
      #"""
      "team" [id="team", class="body", label=<Team>, color="#1F5A8A", fillcolor="#DCEBF7", shape="box", style="rounded,filled", tooltip="Team\nrapporteert aan: onbekend\nvoorzitter: onbekend", URL="#team"]
      "team/reports-to/?" [id="team/reports-to/?", class="unknown", label=<<font point-size="9.5" color="#444444">?</font>>, color="#777777", margin="0", shape="circle", style="dashed", width="0.28", tooltip="Team rapporteert aan ? (onbekend)"]
      "team/reports-to/?" -> "team" [id="team/reports-to", class="reports-to unknown", color="#0B3C5D", dir="back", penwidth="1.6", style="dashed", tooltip="Team rapporteert aan ? (onbekend)"]
      """#)
  }

  @Test("members that say nothing of their own share a box; who is marked stands alone")
  func groups() {
    let members = ["a", "b", "c", "d", "e"].map { CareRegion.party($0, "gemeente", "Gemeente \($0.uppercased())") }
    check(
      [stuurgroep] + members, members.map { CareRegion.edge("sg", "members", $0.id) }, cluster: .none,
      overlay: Overlay(marks: ["c": [.init(level: .note, text: "Let op")]]),
      #"""
      "sg" [id="sg", class="body stuurgroep", label=<Stuurgroep Zorg>, color="#1F5A8A", fillcolor="#DCEBF7", shape="box", style="rounded,filled", tooltip="Stuurgroep Zorg", URL="#sg"]
      "group-1" [id="group-1", class="party group", label=<<table border="0" cellborder="0" cellspacing="3" cellpadding="1"><tr><td colspan="1" align="left"><font point-size="9.5" color="#444444">4 partijen (gemeente)</font></td></tr><tr><td align="left" balign="left" id="a" href="#a" title="Gemeente A">Gemeente A</td></tr><tr><td align="left" balign="left" id="b" href="#b" title="Gemeente B">Gemeente B</td></tr><tr><td align="left" balign="left" id="d" href="#d" title="Gemeente D">Gemeente D</td></tr><tr><td align="left" balign="left" id="e" href="#e" title="Gemeente E">Gemeente E</td></tr></table>>, color="#8A4B08", fillcolor="#FDE9D2", shape="box", style="filled", tooltip="4 partijen (gemeente)"]
      "c" [id="c", class="party gemeente note", label=<Gemeente C<br/><font point-size="10" color="#005282"><b>● 1 melding</b></font>>, color="#0072B2", fillcolor="#FDE9D2", penwidth="3", shape="box", style="filled", tooltip="Gemeente C\n● Let op", URL="#c"]
      "sg" -> "group-1" [id="sg/members/a", class="members", arrowhead="dot", color="#8A4B08", tooltip="Gemeente A is lid van Stuurgroep Zorg\nGemeente B is lid van Stuurgroep Zorg\nGemeente D is lid van Stuurgroep Zorg\nGemeente E is lid van Stuurgroep Zorg"]
      "sg" -> "c" [id="sg/members/c", class="members", arrowhead="dot", color="#8A4B08", tooltip="Gemeente C is lid van Stuurgroep Zorg"]
      """#)
  }

  @Test("what is part of something stands in its frame, also where parts go round in a circle")
  func parents() {
    let other = CareRegion.body("deel", nil, "Deel")
    check(
      [stuurgroep, team, other],
      [
        CareRegion.edge("team", "part-of", "sg"), CareRegion.edge("deel", "part-of", "team"),
        CareRegion.edge("sg", "part-of", "deel"),
      ], cluster: .parent,
      #"""
      subgraph "cluster-sg" {
        id="cluster-sg" class=frame label=<<b>Stuurgroep Zorg en onderdelen</b>> tooltip="Stuurgroep Zorg en onderdelen" labelloc=t labeljust=l peripheries=1 style="rounded,filled" fillcolor="#FAFAFA" color="#BBBBBB" fontcolor="#444444" fontsize=11 margin=12
        subgraph "cluster-team" {
          id="cluster-team" class=frame label=<<b>Ouderen en onderdelen</b>> tooltip="Ouderen en onderdelen" labelloc=t labeljust=l peripheries=1 style="rounded,filled" fillcolor="#FAFAFA" color="#BBBBBB" fontcolor="#444444" fontsize=11 margin=12
          "team" [id="team", class="body themateam", label=<Ouderen<br/><font point-size="9.5" color="#444444">themateam</font>>, color="#1F5A8A", fillcolor="#DCEBF7", shape="box", style="rounded,filled", tooltip="Ouderen (themateam)", URL="#team"]
          "deel" [id="deel", class="body", label=<Deel>, color="#1F5A8A", fillcolor="#DCEBF7", shape="box", style="rounded,filled", tooltip="Deel", URL="#deel"]
        }
        "sg" [id="sg", class="body stuurgroep", label=<Stuurgroep Zorg>, color="#1F5A8A", fillcolor="#DCEBF7", shape="box", style="rounded,filled", tooltip="Stuurgroep Zorg", URL="#sg"]
      }
      "deel" -> "sg" [id="sg/part-of/deel", class="part-of", arrowtail="diamond", color="#444444", dir="back", tooltip="Stuurgroep Zorg is onderdeel van Deel"]
      "sg" -> "team" [style=invis]
      "team" -> "deel" [style=invis]
      """#)
  }

  @Test("parts of one whole that say nothing of their own share a box in its frame")
  func groupedParts() {
    let parts = ["a", "b", "c", "d"].map { CareRegion.party($0, nil, $0.uppercased()) }
    check(
      [delta] + parts, parts.map { CareRegion.edge($0.id, "part-of", "delta") }, cluster: .relations(["part-of"]),
      #"""
      subgraph "cluster-delta" {
        id="cluster-delta" class=frame label=<<b>Delta en onderdelen</b> &#160; <font point-size="9.5" color="#444444">zorgverzekeraar</font>> tooltip="Delta en onderdelen" labelloc=t labeljust=l peripheries=1 style="rounded,filled" fillcolor="#FAFAFA" color="#BBBBBB" fontcolor="#444444" fontsize=11 margin=12
        "group-1" [id="group-1", class="party group", label=<<table border="0" cellborder="0" cellspacing="3" cellpadding="1"><tr><td colspan="1" align="left"><font point-size="9.5" color="#444444">4 partijen</font></td></tr><tr><td align="left" balign="left" id="a" href="#a" title="A">A</td></tr><tr><td align="left" balign="left" id="b" href="#b" title="B">B</td></tr><tr><td align="left" balign="left" id="c" href="#c" title="C">C</td></tr><tr><td align="left" balign="left" id="d" href="#d" title="D">D</td></tr></table>>, color="#8A4B08", fillcolor="#FDE9D2", shape="box", style="filled", tooltip="4 partijen"]
      }
      """#)
  }

  @Test("who sits in something stands in its frame with its role, the first relation first; other seats are lines")
  func seats() {
    let parties = ["a", "b"].map { CareRegion.party($0, nil, $0.uppercased()) }
    check(
      [stuurgroep, team] + parties,
      [
        CareRegion.edge("sg", "members", "a", role: "voorzitter"),
        CareRegion.edge("sg", "members", "b", certainty: .inferred),
        CareRegion.edge("team", "members", "a"), CareRegion.edge("team", "part-of", "sg"),
      ], cluster: .relations(["members", "part-of"]),
      #"""
      subgraph "cluster-sg" {
        id="cluster-sg" class=frame label=<<b>Stuurgroep Zorg: leden</b>> tooltip="Stuurgroep Zorg: leden" labelloc=t labeljust=l peripheries=1 style="rounded,filled" fillcolor="#FAFAFA" color="#BBBBBB" fontcolor="#444444" fontsize=11 margin=12
        "team" [id="team", class="body themateam", label=<Ouderen<br/><font point-size="9.5" color="#444444">themateam</font>>, color="#1F5A8A", fillcolor="#DCEBF7", shape="box", style="rounded,filled", tooltip="Ouderen (themateam)", URL="#team"]
        "a" [id="a", class="party", label=<A<br/><font point-size="9.5" color="#444444">voorzitter</font>>, color="#8A4B08", fillcolor="#FDE9D2", shape="box", style="filled", tooltip="A", URL="#a"]
        "b" [id="b", class="party", label=<B<br/><font point-size="9.5" color="#444444">afgeleid</font>>, color="#8A4B08", fillcolor="#FDE9D2", shape="box", style="filled", tooltip="B", URL="#b"]
      }
      "team" -> "a" [id="team/members/a", class="members", arrowhead="dot", color="#8A4B08", tooltip="A is lid van Ouderen"]
      """#)
  }

  @Test("what has a frame and nothing else to show is only the frame")
  func frameAlone() {
    check(
      [stuurgroep, delta], [CareRegion.edge("sg", "members", "delta", role: "marktleider")],
      cluster: .relations(["members"]),
      #"""
      subgraph "cluster-sg" {
        id="cluster-sg" class=frame label=<<b>Stuurgroep Zorg: leden</b>> tooltip="Stuurgroep Zorg: leden" labelloc=t labeljust=l peripheries=1 style="rounded,filled" fillcolor="#FAFAFA" color="#BBBBBB" fontcolor="#444444" fontsize=11 margin=12
        "delta" [id="delta", class="party zorgverzekeraar", label=<Delta<br/><font point-size="9.5" color="#444444">zorgverzekeraar</font><br/><font point-size="9.5" color="#444444">marktleider</font>>, color="#8A4B08", fillcolor="#FDE9D2", shape="box", style="filled", tooltip="Delta (zorgverzekeraar)", URL="#delta"]
      }
      """#)
  }

  @Test("names arrive as written")
  func escaping() {
    check(
      [
        CareRegion.body("sg", nil, #"Een "naam" <met> & \N &amp;"#), CareRegion.body("x\"y", nil, "مجلس\n🏛️\u{1}"),
        CareRegion.body("empty", nil, " "),
      ], [CareRegion.edge("sg", "informs", "x\"y", role: "{x} {y}")], cluster: .none,
      #"""
      "sg" [id="sg", class="body", label=<Een &quot;naam&quot; &lt;met&gt;<br/>&amp; \\N &amp;amp;>, color="#1F5A8A", fillcolor="#DCEBF7", shape="box", style="rounded,filled", tooltip="Een \"naam\" <met> &amp; \\\\N &amp;amp;", URL="#sg"]
      "x\"y" [id="x\"y", class="body", label=<مجلس 🏛️�>, color="#1F5A8A", fillcolor="#DCEBF7", shape="box", style="rounded,filled", tooltip="مجلس\n🏛️�", URL="#x%22y"]
      "empty" [id="empty", class="body", label=<empty>, color="#1F5A8A", fillcolor="#DCEBF7", shape="box", style="rounded,filled", tooltip="empty", URL="#empty"]
      "sg" -> "x\"y" [id="sg/informs/x\"y", class="informs", label=<{x} {y}>, arrowhead="open", color="#777777", constraint="false", tooltip="Een \"naam\" <met> &amp; \\\\N &amp;amp; informeert مجلس\n🏛️� (rol: {x} {y})", labeltooltip="Een \"naam\" <met> &amp; \\\\N &amp;amp; informeert مجلس\n🏛️� (rol: {x} {y})"]
      """#)
  }

  private func check(
    _ entities: [Entity], _ edges: [Edge], cluster: View.Cluster = .attribute("tier"), overlay: Overlay = Overlay(),
    _ expected: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    var view = SmallVocabulary.organogram
    view.cluster = cluster
    let chart = diagram(
      of: sample(entities, edges), as: view, on: sampleDay, language: .nl, overlay: overlay)
    #expect(body(of: chart.dot) == expected, sourceLocation: sourceLocation)
  }
}

let sampleDay = Day(number: 20_513)

func sample(_ entities: [Entity], _ edges: [Edge]) -> Model {
  Model(vocabulary: SmallVocabulary.value, project: Project(name: "Proef"), entities: entities, edges: edges)
}

/// What stands between the title and the legend: the rest is the same in every chart.
func body(of dot: String) -> String {
  let lines = dot.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  guard let first = lines.firstIndex(where: { $0.contains("peripheries=0") }), let last = lines.lastIndex(of: "  }")
  else {
    return dot
  }
  return lines[(first + 1)..<last].map { $0.hasPrefix("    ") ? String($0.dropFirst(4)) : $0 }.joined(separator: "\n")
}
