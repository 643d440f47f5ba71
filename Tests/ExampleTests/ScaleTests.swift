// How work grows with its input, in counted steps: a project of n things, and one of four times as many.

import Datalog
import GovernanceModel
import GremiumKit
import SourceDiagnostics
import TestSupport
import Testing
import WorkControl

@testable import GovernanceAnalysis

@Suite("Four times as much takes four times the steps", .serialized)
struct ScaleTests {
  @Test("a day on which one thing begins costs the same, however much there is")
  func dayStep() throws {
    func steps(_ count: Int) throws -> Int {
      let workspace = try register(count)
      let day = try #require(Day("2024-01-01"))
      let (made, _) = Baseline.baseline(of: EditBase(workspace.model), on: day, by: workspace.book, goals: [])
      let baseline = try #require(made)
      return counted { #expect(!baseline.delta(to: day.advanced(by: 1)).isEmpty) }
    }
    let few = try steps(50)
    #expect(few > 0)
    #expect(try steps(200) == few)
  }

  @Test("on an open project the second question of a kind computes nothing again, but what a scenario touches")
  func openProject() throws {
    func steps(_ count: Int) throws -> (again: Int, whatIf: Int) {
      let workspace = try register(count)
      let scenario = SourceText(path: "s.yaml", content: "scenario: Weg\nsteps: [{abolish: b-0}]\n")
      func ask() -> Int {
        counted {
          #expect(workspace.check().report != nil)
          #expect(workspace.explanation(of: "1").report != nil)
          #expect(workspace.explanation(of: "2").report != nil)
          #expect(workspace.chains(from: "p-0").report != nil)
        }
      }
      func whatIf() -> Int { counted { #expect(workspace.whatIf([("s", scenario)]).result != nil) } }
      #expect(ask() > count)
      _ = whatIf()
      return (ask(), whatIf())
    }
    let (few, many) = (try steps(50), try steps(200))
    #expect(few.again == 0 && many.again == 0)
    #expect(few.whatIf > 0 && many.whatIf == few.whatIf)
  }

  @Test("a timeline writes the facts of what changes, and puts a finding in words once")
  func timeline() throws {
    func steps(_ count: Int) throws -> Int {
      let workspace = try register(count)
      var found = 0
      let steps = counted {
        let timeline = workspace.timeline().report?.timeline
        found = timeline?.bars.count ?? 0
        #expect(timeline?.changes.reduce(0) { $0 + $1.started.count } == found)
      }
      #expect(found >= count)
      return steps
    }
    let few = try steps(30)
    #expect(try steps(120) < 5 * few)
  }

  @Test("what stress tells of more losses takes what they change, not what there is for each")
  func stress() throws {
    func steps(_ top: Int) throws -> Int {
      let workspace = try register(64)
      return counted { #expect(workspace.stress(on: workspace.day, top: top).report?.entries.count == top) }
    }
    let few = try steps(8)
    #expect(try steps(32) < 3 * few)
  }

  @Test("what an aggregate rests on is told apart by a look at each")
  func members() {
    func looks(_ count: Int) -> Int {
      let looks = Looks()
      let members = (0..<count).map { Looked(value: $0 / 2, looks: looks) }
      #expect(members.distinct.count == count / 2)
      return looks.count
    }
    #expect(looks(4000) < 5 * looks(1000))
  }

  @Test("a long proof is told as far as anybody reads it, and says how much is left")
  func longProof() throws {
    let workspace = try chain(300)
    let (made, _, _) = workspace.explainer(on: workspace.day, relations: ["reports_up_to"])
    var explainer = try #require(made)
    let goal = Tuple("reports_up_to", [.symbol("b-0"), .symbol("b-299")])
    let explanation = try #require(explainer.explanations(of: goal, limit: 1).first)
    var sentences: [Explanation] = []
    var level = [explanation]
    var depth = 0
    while !level.isEmpty {
      depth += 1
      sentences += level
      level = level.flatMap(\.because)
    }
    #expect(depth == Explanation.greatestDepth + 1)
    let omitted = sentences.filter { $0.kind == .omitted }
    #expect(
      omitted.map(\.statement.en) == [
        "… and so on: 199 more steps, from: b-0 reports, directly or through others, to b-199"
      ])
    #expect(
      omitted.map(\.statement.nl) == [
        "… en zo verder: nog 199 stappen, vanaf: b-0 rapporteert, al dan niet via anderen, aan b-199"
      ])
  }

  @Test("a long chain is followed as far as anybody reads it, and says where it goes on")
  func longChain() throws {
    let workspace = try chain(ProjectExplainer.greatestLength + 100)
    let (made, _, _) = workspace.explainer(on: workspace.day, relations: ProjectExplainer.chainRelations)
    var explainer = try #require(made)
    let chains = try #require(explainer.chains(from: ["b-0"], model: workspace.model).first?.chains)
    #expect(chains.map(\.end) == [.goesOn])
    #expect(chains.map(\.last) == ["b-\(ProjectExplainer.greatestLength)"])
  }

  private func counted(_ body: () -> Void) -> Int {
    let count = StepCount()
    StepCount.$current.withValue(count, operation: body)
    return count.steps
  }

  /// Bodies of which one more begins every other day of 2024, each with a party for which nobody answers.
  private func register(_ count: Int) throws -> Workspace {
    let first = try #require(Day("2023-12-31"))
    let bodies = (0..<count).map { number in
      "  b-\(number): {kind: stuurgroep, top: yes, members: [p-\(number)], from: \(first.advanced(by: 2 * number + 2))}\n"
    }
    let parties = (0..<count).map { "  p-\($0): {kind: zorgverzekeraar}\n" }
    return try workspace("bodies:\n\(bodies.joined())parties:\n\(parties.joined())", on: first.advanced(by: 2 * count))
  }

  /// Bodies that report to each other, in a row.
  private func chain(_ count: Int) throws -> Workspace {
    let bodies = (0..<count).map { number in
      "  b-\(number): {kind: stuurgroep\(number + 1 < count ? ", reports-to: b-\(number + 1)" : "")}\n"
    }
    return try workspace("bodies:\n\(bodies.joined())", on: try #require(Day("2024-01-01")))
  }

  private func workspace(_ content: String, on day: Day) throws -> Workspace {
    let header = "name: Veel\nlanguage: nl\non: \(day)\nrules: [accountability, roles]\n"
    return try withProject(["gremium.yaml": header + content]) { path in
      let opening = try ProjectSession(
        .folder(path), settings: Settings(relations: ["reports_up_to"] + ProjectExplainer.chainRelations))
      let faults = DiagnosticRenderer(language: .en, texts: opening.texts).render(opening.diagnostics)
      return try #require(opening.workspace, "\(faults)")
    }
  }
}

/// How often values were compared.
private final class Looks {
  var count = 0
}

private struct Looked: Hashable {
  let value: Int
  let looks: Looks

  static func == (left: Looked, right: Looked) -> Bool {
    left.looks.count += 1
    return left.value == right.value
  }

  func hash(into hasher: inout Hasher) {
    looks.count += 1
    hasher.combine(value)
  }
}
