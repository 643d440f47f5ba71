// Whatever the layout of the files, every step can be written into them, and reading them again gives what it said.

import Foundation
import GovernanceIO
import GovernanceModel
import GremiumKit
import SourceDiagnostics
import TestSupport
import Testing

@Suite("A scenario is written into files of any layout")
struct ApplyLayoutTests {
  /// The project of `ScenarioTests`, over lines, with comments, in two files.
  private static let block = [
    "gremium.yaml": """
    # kop
    name: Proef
    language: en
    on: 2025-01-01
    rules: [ownership, accountability]
    """,
    "bodies.yaml": """
    # gremia
    bodies:
      raad:
        kind: gemeenteraad   # gekozen

      # de tafel
      tafel:
        kind: bestuurstafel
        members:   # wie
          - gemeente   # een
          - to: zorg
        chair: unknown

      groep-a:
        kind: werkgroep
        reports-to:
          to: tafel
          # einde
        opgaven:
        - jeugd
        members:
          - to: gemeente
            role: trekker
      groep-b:
        chair: unknown
        members: [ gemeente,   zorg ]   # beide
        opgaven: [ouderen,
          wonen]
        reports-to: tafel
        kind: werkgroep

      bureau:
        reports-to: "groep-a"
    opgaven:
      jeugd: {owner: groep-a}
      ouderen: {
        owner: unknown
      }
      wonen:
        owner: {to: groep-b, until: 2024}
    """,
    "parties.yaml": """
    parties:
      gemeente: {kind: gemeente, council: raad}
      zorg:
        kind: zorgaanbieder
      ander: {kind: zorgaanbieder}
    mandates: {mandaat: {kind: mandaat, grantor: raad, grantee: bureau, ceiling: 1000}, ondermandaat: {kind: ondermandaat, grantor: bureau, grantee: groep-b, under: mandaat}}
    """,
  ]

  /// In Dutch throughout.
  private static let dutch = block.mapValues { text in
    let words = [
      "name:": "naam:", "language:": "taal:", "on:": "peildatum:", "rules:": "regels:", "bodies:": "gremia:",
      "kind:": "soort:", "members:": "leden:", "chair: unknown": "voorzitter: onbekend", "to:": "naar:",
      "reports-to:": "rapporteert-aan:", "role:": "rol:", "owner: unknown": "eigenaar: onbekend", "owner:": "eigenaar:",
      "until:": "t/m:", "parties:": "partijen:", "council:": "raad:", "mandates:": "mandaten:",
      "grantor:": "mandaatgever:", "grantee:": "gemandateerde:", "ceiling:": "plafond:", "under:": "krachtens:",
    ]
    // The longest first: `reports-to:` ends in `to:`.
    return words.keys.sorted { $0.count > $1.count }.reduce(text) { text, word in
      text.replacing(" \(word)", with: " \(words[word] ?? word)").replacing("{\(word)", with: "{\(words[word] ?? word)")
        .replacing("\n\(word)", with: "\n\(words[word] ?? word)")
    }
  }

  /// In tables alone: one for each class, and one for each relation that steps end or begin.
  private static let tables = [
    "gremium.yaml": "# kop\nname: Proef\nlanguage: en\non: 2025-01-01\nrules: [ownership, accountability]\n",
    "bodies.csv": """
    id;kind;reports-to;members;opgaven;chair
    raad;gemeenteraad
    tafel;bestuurstafel;;gemeente|zorg;;unknown
    groep-a;werkgroep;tafel;;jeugd

    groep-b;werkgroep;tafel;gemeente | zorg;ouderen|wonen;unknown
    "bureau";;"groep-a"

    """,
    "bodies.members.csv": "id;to;role\ngroep-a;gemeente;trekker",
    "bodies.reports-to.csv": "id;to;until;from",
    "bodies.opgaven.csv": "id;to\n",
    "bodies.chair.csv": "to;id\n",
    "parties.csv": "kind;council;id\ngemeente;raad;gemeente\nzorgaanbieder;;zorg\nzorgaanbieder;;ander",
    "opgaven.csv": "id;owner\njeugd;groep-a\nouderen;unknown\nwonen\n",
    "opgaven.owner.csv": "id;to;until\nwonen;groep-b;2024\n",
    "mandates.csv": "id;kind;ceiling\nmandaat;mandaat;1000\nondermandaat;ondermandaat\n",
    "mandates.grantor.csv": "id;to\nmandaat;raad\nondermandaat;bureau\n",
    "mandates.grantee.csv": "id;to;from\nmandaat;bureau\nondermandaat;groep-b\n",
    "mandates.under.csv": "id;to\nondermandaat;mandaat",
  ]

  /// As a spreadsheet writes tables.
  private static let spreadsheets = Dictionary(
    uniqueKeysWithValues: tables.map { name, text in
      let content = name.hasSuffix(".csv") ? text.replacing(";", with: ",").replacing("\n", with: "\r\n") : text
      return (name, name.hasSuffix(".csv") ? "\u{FEFF}" + content : content)
    })

  private static let layouts: [(name: String, files: [String: String])] = [
    ("inline", ScenarioTests.project), ("over lines", block), ("in Dutch", dutch),
    ("with a final line break", block.mapValues { $0 + "\n" }),
    ("with the line ends of Windows", block.mapValues { $0.replacing("\n", with: "\r\n") + "\r\n" }),
    ("with a byte order mark", block.mapValues { "\u{FEFF}" + $0 + "\n" }),
    ("in tables", tables), ("in tables with commas, a byte order mark and the line ends of Windows", spreadsheets),
  ]

  @Test("every verb, in every layout", arguments: layouts.map(\.name))
  func everyVerb(layout: String) throws {
    let files = try #require(Self.layouts.first { $0.name == layout }).files
    for example in ScenarioTests.cases {
      try withProject(files) { folder in
        let opening = try ProjectSession(.folder(folder), settings: Settings(relations: []))
        let workspace = try #require(
          opening.workspace, "\(DiagnosticRenderer(language: .en, texts: opening.texts).render(opening.diagnostics))")
        let text = SourceText(path: "s.yaml", content: "on: 2025-06-01\nsteps:\n  \(example.steps)\n")
        let result = try #require(workspace.whatIf([("s", text)], order: .sideBySide).result)
        let after = try #require(result.workspaces.first)
        let (changes, faults) = workspace.changes(to: after)
        #expect(faults.isEmpty, "\(example.title): \(faults.map(\.message.en))")
        #expect(!changes.isEmpty)
        #expect(replaceFiles(changes).isEmpty)
        let again = try #require(
          try ProjectSession(.folder(folder), settings: Settings(relations: [])).workspace, "\(example.title)")
        #expect(
          again.model.description.lines(without: "@") == after.model.description.lines(without: "@"),
          "\(example.title)\n\(patch(of: changes))")
        for change in changes {
          let bytes = try Data(contentsOf: URL(filePath: change.path))
          let old = try #require(files[URL(filePath: change.path).lastPathComponent])
          #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]) == (old.unicodeScalars.first == "\u{FEFF}"))
          if old.contains("\r\n") {
            #expect(!String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "").contains("\n"))
          }
          // Comments stay, each with the line that it stands on, or what has become of that line.
          for line in try #require(change.before).lines where line.contains("#") && !example.steps.contains("remove") {
            let comment = line[(line.firstIndex(of: "#") ?? line.startIndex)...]
            let after = try #require(change.after)
            #expect(after.content.contains(comment), "\(example.title)")
          }
        }
      }
    }
  }

  @Test("what is added behind the last value of braces stands behind what is added to that value")
  func braces() throws {
    let steps =
      "  - {add: a, with: {members: c, stage: planned}}\n  - {set: b, with: {stage: planned, certainty: assumed}}\n"
    #expect(
      try written("bodies: {a: {members: b}, b: {}, c: {}}\n", after: steps) == [
        "bodies: {a: {members: [b, {to: c, from: 2025-06-01}], stage: planned}, "
          + "b: {stage: planned, certainty: assumed}, c: {}}\n"
      ])
  }

  @Test("a new relation stands below a list that ends the entity, and below what is added to the list")
  func lists() throws {
    let bodies = "bodies:\n  a:\n    name: A\n    reports-to:\n      - b\n  b: {}\n  c: {}\n"
    #expect(
      try written(bodies, after: "  - {add: a, with: {reports-to: c, members: c}}\n") == [
        "bodies:\n  a:\n    name: A\n    reports-to:\n      - b\n      - {to: c, from: 2025-06-01}\n"
          + "    members: {to: c, from: 2025-06-01}\n  b: {}\n  c: {}\n"
      ])
  }

  /// The files that change when steps are written into a project of one file of bodies.
  private func written(_ bodies: String, after steps: String) throws -> [String] {
    let files = ["gremium.yaml": "name: Proef\non: 2025-01-01\nrules: [ownership]\n", "bodies.yaml": bodies]
    return try withProject(files) { folder in
      let workspace = try #require(try ProjectSession(.folder(folder), settings: Settings(relations: [])).workspace)
      let text = SourceText(path: "s.yaml", content: "on: 2025-06-01\nsteps:\n\(steps)")
      let after = try #require(workspace.whatIf([("s", text)], order: .sideBySide).result?.workspaces.first)
      let (changes, faults) = workspace.changes(to: after)
      #expect(faults.isEmpty)
      return changes.compactMap(\.after?.content)
    }
  }

  @Test("what a cell cannot say, or an alias says or repeats, is refused with its place, and nothing is written")
  func refused() throws {
    let header = "name: Proef\non: 2025-01-01\nrules: [ownership]\n"
    let cases: [(files: [String: String], steps: String, code: String)] = [
      (["bodies.csv": "id;members\na;b\nb;\n"], "- {set: b, with: {name: een|twee}}", "input/cell-text"),
      (
        ["bodies.yaml": "bodies:\n  a: {members: &m [b, c]}\n  b: {}\n  c: {}\n  d: {members: *m}\n"],
        "- {withdraw: b, out-of: d}", "input/alias-edit"
      ),
      (
        ["bodies.yaml": "bodies:\n  a: {members: &m [b, c]}\n  b: {}\n  c: {}\n  d: {members: *m}\n"],
        "- {withdraw: b, out-of: a}", "input/anchor-edit"
      ),
      (
        ["bodies.yaml": "bodies:\n  a: &a {members: [b]}\n  b: {}\n  c: *a\n"], "- {withdraw: b, out-of: c}",
        "input/alias-edit"
      ),
    ]
    for example in cases {
      try withProject(example.files.merging(["gremium.yaml": header]) { first, _ in first }) { folder in
        let workspace = try #require(try ProjectSession(.folder(folder), settings: Settings(relations: [])).workspace)
        let text = SourceText(path: "s.yaml", content: "steps:\n  \(example.steps)\n")
        let after = try #require(workspace.whatIf([("s", text)], order: .sideBySide).result?.workspaces.first)
        let (changes, faults) = workspace.changes(to: after)
        #expect(changes.isEmpty)
        #expect(faults.map(\.code) == [example.code])
      }
    }
  }
}

extension String {
  /// Its lines, sorted, each up to a sign: places and order are another matter.
  fileprivate func lines(without sign: Character) -> [Substring] {
    split(separator: "\n").map { $0.prefix { $0 != sign } }.sorted()
  }
}
