// What each verb of a scenario does to the record: a small project, steps, and the lines that change.

import GovernanceModel
import GovernanceReports
import GremiumKit
import SourceDiagnostics
import TestSupport
import Testing

@Suite("Steps of a scenario change the record as they say")
struct ScenarioTests {
  static let project = [
    "gremium.yaml": """
    name: Proef
    language: en
    on: 2025-01-01
    rules: [ownership, accountability]
    bodies:
      raad: {kind: gemeenteraad}
      tafel: {kind: bestuurstafel, members: [gemeente, zorg], chair: unknown}
      groep-a: {kind: werkgroep, reports-to: tafel, opgaven: jeugd, members: [{to: gemeente, role: trekker}]}
      groep-b: {kind: werkgroep, reports-to: tafel, opgaven: [ouderen, wonen], members: [gemeente, zorg], chair: unknown}
      bureau: {reports-to: groep-a}
    parties:
      gemeente: {kind: gemeente, council: raad}
      zorg: {kind: zorgaanbieder}
      ander: {kind: zorgaanbieder}
    opgaven:
      jeugd: {owner: groep-a}
      ouderen: {owner: unknown}
      wonen: {owner: {to: groep-b, until: 2024}}
    mandates:
      mandaat: {kind: mandaat, grantor: raad, grantee: bureau, ceiling: 1000}
      ondermandaat: {kind: ondermandaat, grantor: bureau, grantee: groep-b, under: mandaat}
    """
  ]

  struct Case: Sendable, CustomTestStringConvertible {
    let title: String
    let steps: String
    let changes: [String]
    var orphans: [String] = []
    var testDescription: String { title }
  }

  static let cases: [Case] = [
    Case(
      title: "who withdraws ends every relation with what it leaves",
      steps: "- {withdraw: zorg, out-of: [tafel, groep-b]}",
      changes: ["- tafel/members/zorg …2025-05-31", "- groep-b/members/zorg …2025-05-31"],
      orphans: ["zorg: tafel/members/zorg groep-b/members/zorg"]),
    Case(
      title: "a merge has the relations of all, each once, and keeps what tells them apart",
      steps: "- {merge: [groep-a, groep-b], into: {id: groep, name: Groep}}",
      changes: [
        "+ groep [2025-06-01…] werkgroep ?chair", "- groep-a …2025-05-31", "- groep-b …2025-05-31",
        "+ groep/reports-to/tafel [2025-06-01…]", "+ groep/opgaven/jeugd [2025-06-01…]",
        "+ groep/members/gemeente [2025-06-01…] trekker", "+ bureau/reports-to/groep [2025-06-01…]",
        "+ jeugd/owner/groep [2025-06-01…]", "+ groep/opgaven/ouderen [2025-06-01…]",
        "+ groep/opgaven/wonen [2025-06-01…]", "+ groep/members/gemeente#2 [2025-06-01…]",
        "+ groep/members/zorg [2025-06-01…]", "+ ondermandaat/grantee/groep [2025-06-01…]",
        "- groep-a/reports-to/tafel …2025-05-31", "- groep-a/opgaven/jeugd …2025-05-31",
        "- groep-a/members/gemeente …2025-05-31", "- groep-b/reports-to/tafel …2025-05-31",
        "- groep-b/opgaven/ouderen …2025-05-31", "- groep-b/opgaven/wonen …2025-05-31",
        "- groep-b/members/gemeente …2025-05-31", "- groep-b/members/zorg …2025-05-31",
        "- bureau/reports-to/groep-a …2025-05-31", "- jeugd/owner/groep-a …2025-05-31",
        "- ondermandaat/grantee/groep-b …2025-05-31",
      ]),
    Case(
      title: "a part of a split takes what it names, has what it was made of, and orphans the rest",
      steps: "- {split: groep-b, into: [{id: b1, takes: ouderen}, {id: b2, chair: zorg, kind: projectgroep}]}",
      changes: [
        "+ b1 [2025-06-01…] werkgroep ?chair", "+ b2 [2025-06-01…] projectgroep", "- groep-b …2025-05-31",
        "+ b1/reports-to/tafel [2025-06-01…]", "+ b1/opgaven/ouderen [2025-06-01…]",
        "+ b1/members/gemeente [2025-06-01…]", "+ b1/members/zorg [2025-06-01…]", "+ b2/chair/zorg [2025-06-01…]",
        "+ b2/reports-to/tafel [2025-06-01…]", "+ b2/members/gemeente [2025-06-01…]", "+ b2/members/zorg [2025-06-01…]",
        "- groep-b/reports-to/tafel …2025-05-31", "- groep-b/opgaven/ouderen …2025-05-31",
        "- groep-b/opgaven/wonen …2025-05-31", "- groep-b/members/gemeente …2025-05-31",
        "- groep-b/members/zorg …2025-05-31", "- ondermandaat/grantee/groep-b …2025-05-31",
      ],
      orphans: ["wonen: groep-b/opgaven/wonen", "ondermandaat: ondermandaat/grantee/groep-b"]),
    Case(
      title: "what is abolished leaves orphans",
      steps: "- abolish: groep-a",
      changes: [
        "- groep-a …2025-05-31", "- groep-a/reports-to/tafel …2025-05-31", "- groep-a/opgaven/jeugd …2025-05-31",
        "- groep-a/members/gemeente …2025-05-31", "- bureau/reports-to/groep-a …2025-05-31",
        "- jeugd/owner/groep-a …2025-05-31",
      ],
      orphans: ["jeugd: groep-a/opgaven/jeugd", "bureau: bureau/reports-to/groep-a", "jeugd: jeugd/owner/groep-a"]),
    Case(
      title: "a successor has what the abolished was to others and worked on, not its members",
      steps: "- {abolish: groep-a, successor: groep-b}",
      changes: [
        "- groep-a …2025-05-31", "+ groep-b/opgaven/jeugd [2025-06-01…]", "+ bureau/reports-to/groep-b [2025-06-01…]",
        "+ jeugd/owner/groep-b [2025-06-01…]", "- groep-a/reports-to/tafel …2025-05-31",
        "- groep-a/opgaven/jeugd …2025-05-31", "- groep-a/members/gemeente …2025-05-31",
        "- bureau/reports-to/groep-a …2025-05-31", "- jeugd/owner/groep-a …2025-05-31",
      ]),
    Case(
      title: "what moves has another reporting line",
      steps: "- {move: bureau, to: tafel}",
      changes: ["+ bureau/reports-to/tafel [2025-06-01…]", "- bureau/reports-to/groep-a …2025-05-31"],
      orphans: ["groep-a: bureau/reports-to/groep-a"]),
    Case(
      title: "a transfer settles who was unknown",
      steps: "- {transfer: [jeugd, ouderen], to: tafel}",
      changes: [
        "~ ouderen ?owner …2025-05-31", "+ jeugd/owner/tafel [2025-06-01…]", "+ ouderen/owner/tafel [2025-06-01…]",
        "- jeugd/owner/groep-a …2025-05-31",
      ], orphans: ["groep-a: jeugd/owner/groep-a"]),
    Case(
      title: "a mandate is granted from the day on, unless it says when",
      steps: """
        - grant: {id: nieuw, kind: mandaat, grantor: raad, grantee: bureau}
          - grant: {id: later, kind: mandaat, from: 2026, grantor: {to: raad, until: 2026}, grantee: bureau}
        """,
      changes: [
        "+ nieuw [2025-06-01…] mandaat", "+ later [2026-01-01…] mandaat", "+ nieuw/grantor/raad [2025-06-01…]",
        "+ nieuw/grantee/bureau [2025-06-01…]", "+ later/grantor/raad [2025-06-01…2026-12-31]",
        "+ later/grantee/bureau [2025-06-01…]",
      ]),
    Case(
      title: "what is revoked leaves what rests on it",
      steps: "- revoke: mandaat",
      changes: [
        "- mandaat …2025-05-31", "- mandaat/grantor/raad …2025-05-31", "- mandaat/grantee/bureau …2025-05-31",
        "- ondermandaat/under/mandaat …2025-05-31",
      ],
      orphans: [
        "raad: mandaat/grantor/raad", "bureau: mandaat/grantee/bureau", "ondermandaat: ondermandaat/under/mandaat",
      ]),
    Case(
      title: "a replacement takes the place of the other, which keeps what is its own",
      steps: "- {replace: zorg, by: ander}",
      changes: [
        "+ tafel/members/ander [2025-06-01…]", "+ groep-b/members/ander [2025-06-01…]",
        "- tafel/members/zorg …2025-05-31", "- groep-b/members/zorg …2025-05-31",
      ], orphans: ["zorg: tafel/members/zorg groep-b/members/zorg"]),
    Case(
      title: "a replacement may be for some relations only",
      steps: "- {replace: zorg, by: ander, in: [tafel], as: members}",
      changes: ["+ tafel/members/ander [2025-06-01…]", "- tafel/members/zorg …2025-05-31"]),
    Case(
      title: "what is added is new, or stands beside what there is",
      steps: """
        - add: {bodies: {nieuw: {kind: werkgroep, members: extra}}, parties: {extra: {}}}
          - {add: tafel, with: {members: [extra], chair: extra}}
        """,
      changes: [
        "+ nieuw [2025-06-01…] werkgroep", "+ extra [2025-06-01…]", "~ tafel ?chair …2025-05-31",
        "+ nieuw/members/extra [2025-06-01…]", "+ tafel/members/extra [2025-06-01…]",
        "+ tafel/chair/extra [2025-06-01…]",
      ]),
    Case(
      title: "what is set takes the place of what was said",
      steps: "- {set: mandaat, with: {name: Nieuw, ceiling: 2000, grantee: tafel}}",
      changes: [
        "~ mandaat “Nieuw” ceiling=2000,00", "+ mandaat/grantee/tafel [2025-06-01…]",
        "- mandaat/grantee/bureau …2025-05-31",
      ], orphans: ["bureau: mandaat/grantee/bureau"]),
    Case(
      title: "what is removed was never there",
      steps: "- remove: groep-a",
      changes: [
        "- groep-a", "- groep-a/reports-to/tafel", "- groep-a/opgaven/jeugd", "- groep-a/members/gemeente",
        "- bureau/reports-to/groep-a", "- jeugd/owner/groep-a",
      ],
      orphans: ["jeugd: groep-a/opgaven/jeugd", "bureau: bureau/reports-to/groep-a", "jeugd: jeugd/owner/groep-a"]),
    Case(
      title: "steps see what earlier steps brought in",
      steps: """
        - merge: [groep-a, groep-b]
            into: groep-b
          - {move: bureau, to: tafel}
        """,
      changes: [
        "- groep-a …2025-05-31", "+ groep-b/opgaven/jeugd [2025-06-01…]",
        "+ groep-b/members/gemeente#2 [2025-06-01…] trekker", "+ jeugd/owner/groep-b [2025-06-01…]",
        "+ bureau/reports-to/tafel [2025-06-01…]", "- groep-a/reports-to/tafel …2025-05-31",
        "- groep-a/opgaven/jeugd …2025-05-31", "- groep-a/members/gemeente …2025-05-31",
        "- bureau/reports-to/groep-a …2025-05-31", "- jeugd/owner/groep-a …2025-05-31",
      ]),
  ]

  @Test("a verb", arguments: cases)
  func verb(example: Case) throws {
    try withProject(Self.project) { folder in
      let workspace = try #require(try ProjectSession(.folder(folder), settings: Settings(relations: [])).workspace)
      let text = SourceText(path: "s.yaml", content: "on: 2025-06-01\nsteps:\n  \(example.steps)\n")
      let (result, faults) = workspace.whatIf([("s", text)], order: .sideBySide)
      let report = try #require(result, "\(DiagnosticRenderer(language: .en, texts: [text]).render(faults))").report
      let outcome = report.outcomes[0]
      #expect(lines(of: outcome.comparison.difference).sorted() == example.changes.sorted())
      let orphans = outcome.orphans.map { "\($0.entity.id): \($0.lost.map(\.id).joined(separator: " "))" }
      #expect(orphans.sorted() == example.orphans.sorted())
      let scratch = try #require(result?.workspaces.first?.examination(on: report.day).examination)
      #expect(
        (outcome.comparison.new + outcome.comparison.unchanged).map(\.identity).sorted()
          == scratch.findings.map(\.identity).sorted())
    }
  }

  private func lines(of difference: ModelDifference) -> [String] {
    func period(_ period: Period) -> String {
      if period == .always { return "" }
      let until = period.until == .latest ? "" : period.until.advanced(by: -1).description
      return " [\(period.from == .earliest ? "" : period.from.description)…\(until)]"
    }
    var lines = difference.addedEntities.map { entity in
      "+ \(entity.id)\(period(entity.period))\(entity.kind.map { " \($0)" } ?? "")"
        + entity.unknowns.map { " ?\($0.key)" }.joined()
    }
    lines += difference.removedEntities.map { "- \($0.id)" }
    for (before, after) in difference.changedEntities {
      if before.period != after.period {
        lines.append("- \(after.id) …\(after.period.until.advanced(by: -1))")
        continue
      }
      var line = "~ \(after.id)"
      if after.name != before.name, let name = after.name { line += " “\(name)”" }
      for attribute in after.attributes where before.attribute(attribute.key) != attribute.value {
        if case .euro(let cents) = attribute.value { line += " \(attribute.key)=\(cents / 100),00" }
      }
      for unknown in after.unknowns { line += " ?\(unknown.key) …\(unknown.period.until.advanced(by: -1))" }
      lines.append(line)
    }
    lines += difference.addedEdges.map { edge in
      var line = "+ \(edge.id)\(period(edge.period))"
      if case .text(let role)? = edge.attribute("role") { line += " \(role)" }
      return line
    }
    lines += difference.removedEdges.map { "- \($0.id)" }
    lines += difference.changedEdges.map { "- \($0.after.id) …\($0.after.period.until.advanced(by: -1))" }
    return lines
  }
}
