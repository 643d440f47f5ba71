// Random reorganisations of the examples: whatever the steps, what is updated equals what is computed anew, and what is
// written reads as what was meant.

import Foundation
import GovernanceAnalysis
import GovernanceIO
import GovernanceModel
import GremiumKit
import SourceDiagnostics
import TestSupport
import Testing

@Suite("Random scenarios", .serialized)
struct RandomScenarioTests {
  @Test(
    "an updated base has the findings of the edited project, and the files can be written so that they say it",
    arguments: ["handreiking", "rotterdam", "waardenland"])
  func holds(example: String) throws {
    let workspace = try open(example: example)
    var random = SeededGenerator(seed: randomSeed)
    var carriedOut = 0
    for round in 0..<20 {
      let steps = (0..<Int.random(in: 1...3, using: &random)).map { index in
        step(of: workspace.model, name: "nieuw-\(round)-\(index)", using: &random)
      }
      let day = workspace.day.advanced(by: Int.random(in: -400...800, using: &random))
      let text = SourceText(path: "s.yaml", content: "on: \(day)\nsteps:\n\(steps.map { "  - \($0)\n" }.joined())")
      // Steps that cannot be done are told so; the others are looked at.
      guard let result = workspace.whatIf([("s", text)], order: .sideBySide).result else { continue }
      carriedOut += 1
      let after = try #require(result.workspaces.first)
      let report = result.report
      let comparison = report.outcomes[0].comparison
      let scratch = try #require(after.examination(on: report.day).examination)
      #expect(
        (comparison.new + comparison.unchanged).map(\.identity).sorted() == scratch.findings.map(\.identity).sorted(),
        "GREMIUM_SEED=\(randomSeed)\n\(text.content)")
      let new = Set(comparison.new.map(\.identity))
      #expect(
        comparison.new.map(\.message) == scratch.findings.filter { new.contains($0.identity) }.map(\.message),
        "GREMIUM_SEED=\(randomSeed)\n\(text.content)")
      let (changes, faults) = workspace.changes(to: after)
      // What a view names cannot be struck without changing the view.
      if !faults.isEmpty,
        faults.allSatisfy({ $0.code == "input/unknown-id" && $0.place?.path.contains("/views/") == true })
      {
        continue
      }
      #expect(faults.isEmpty, "GREMIUM_SEED=\(randomSeed)\n\(text.content)\(faults.map(\.message.en))")
      #expect(changes.isEmpty == comparison.difference.isEmpty, "GREMIUM_SEED=\(randomSeed)\n\(text.content)")
    }
    #expect(carriedOut > 2, "GREMIUM_SEED=\(randomSeed): too few of the random steps can be done")
  }

  private func step(of model: Model, name: String, using random: inout SeededGenerator) -> String {
    func any(_ classes: [String]) -> Entity? {
      model.entities.filter { classes.contains($0.classKey) }.randomElement(using: &random)
    }
    let bodies = model.entities.filter { $0.classKey == "body" }.shuffled(using: &random)
    guard let edge = model.edges.randomElement(using: &random), let body = bodies.first, let other = bodies.last,
      let entity = model.entities.randomElement(using: &random), let opgave = any(["opgave"]),
      let party = any(["party"])
    else { return "" }
    let taken = model.edges.first { $0.from == body.id || $0.to == body.id }.map {
      $0.from == body.id ? $0.to : $0.from
    }
    switch Int.random(in: 0..<14, using: &random) {
    case 0: return "{withdraw: \(edge.to), out-of: \(edge.from)}"
    case 1: return "{abolish: \(entity.id)}"
    case 2: return "{abolish: \(body.id), successor: \(other.id)}"
    case 3: return "{merge: [\(body.id), \(other.id)], into: {id: \(name), name: \"Nieuw: \(name)\"}}"
    case 4: return "{merge: [\(body.id), \(other.id)], into: \(other.id)}"
    case 5: return "{split: \(body.id), into: [{id: \(name)-a, takes: \(taken ?? other.id)}, {id: \(name)-b}]}"
    case 6: return "{move: \(body.id), to: \(other.id)}"
    case 7: return "{transfer: \(opgave.id), to: \(body.id)}"
    case 8:
      return "{grant: {id: \(name), kind: mandaat, grantor: \(body.id), grantee: \(party.id), ceiling: \"12,50\"}}"
    case 9: return "{replace: \(edge.to), by: \(party.id), in: \(edge.from)}"
    case 10: return "{remove: \(entity.id)}"
    case 11: return "{remove: \(edge.to), out-of: \(edge.from)}"
    case 12: return "{add: \(body.id), with: {members: {to: \(party.id), role: \"lid # 2\", until: 2030}}}"
    default: return "{set: \(opgave.id), with: {name: \"a: b\", owner: [\(body.id), {to: \(party.id), from: 2027}]}}"
    }
  }
}
