// What follows from a baseline, step by step, is what an evaluation from scratch gives.

import Datalog
import GovernanceAnalysis
import GovernanceModel
import GremiumKit
import TestSupport
import Testing

@Suite("A baseline follows models as if each were evaluated from scratch", .serialized)
struct BaselineTests {
  @Test("a hundred models in a row, some like the last and some not", arguments: ["rotterdam", "waardenland"])
  func chain(example: String) throws {
    let workspace = try open(example: example)
    var random = SeededGenerator(seed: randomSeed)
    var baseline = try scratch(workspace.model, on: workspace.day, in: workspace)
    for round in 0..<100 {
      // Now and then back to the beginning: an update that takes away most of what came.
      let start = round % 30 == 29 ? workspace.model : baseline.base.model
      let model = edited(start, by: round % 10 == 9 ? 20 : 2, round: round, day: workspace.day, using: &random)
      let before = baseline
      let (updated, change, faults) = baseline.updated(to: model)
      baseline = try #require(updated, "\(faults)")
      #expect(described(baseline.base.model) == described(model))
      guard round % 5 == 4 else { continue }
      let comment: Comment = "GREMIUM_SEED=\(randomSeed), round \(round)"
      let expected = try scratch(model, on: workspace.day, in: workspace)
      expectSame(baseline, expected, in: workspace, comment)
      for form in workspace.book.rules.map(\.page.relation) {
        let (old, new) = (Set(before.evaluation.tuples(of: form)), Set(expected.evaluation.tuples(of: form)))
        #expect(Set(change?.added(to: form) ?? []) == new.subtracting(old), comment)
        #expect(Set(change?.removed(from: form) ?? []) == old.subtracting(new), comment)
      }
    }
  }

  @Test("the facts of a day, with what another day takes away and brings, are that day's facts", arguments: examples)
  func factsOfDays(example: String) throws {
    let workspace = try open(example: example)
    var random = SeededGenerator(seed: randomSeed)
    for round in 0..<12 {
      let model = edited(workspace.model, by: round, round: round, day: workspace.day, using: &random)
      let days = model.daysOfChange
      func someDay() -> Day {
        let near = days.randomElement(using: &random) ?? workspace.day
        return near.advanced(by: Int.random(in: -2...2, using: &random))
      }
      let (first, last) = (someDay(), someDay())
      let (made, _) = Baseline.baseline(of: EditBase(model), on: first, by: workspace.book, goals: [])
      let delta = try #require(made).delta(to: last)
      let comment: Comment = "GREMIUM_SEED=\(randomSeed), round \(round), \(first) to \(last)"
      let (before, after) = (described(facts(of: model, on: first)), described(facts(of: model, on: last)))
      #expect(described(delta.deletions) == before.subtracting(after), comment)
      #expect(described(delta.insertions) == after.subtracting(before), comment)
    }
  }

  @Test("one day after another, forward and back", arguments: ["handreiking", "rotterdam", "waardenland"])
  func days(example: String) throws {
    let workspace = try open(example: example)
    var random = SeededGenerator(seed: randomSeed)
    let model = edited(workspace.model, by: 10, round: 0, day: workspace.day, using: &random)
    let days = model.daysOfChange
    var baseline = try scratch(model, on: workspace.day, in: workspace)
    for round in 0..<40 {
      let near = days.randomElement(using: &random) ?? workspace.day
      let day = near.advanced(by: Int.random(in: -2...2, using: &random))
      let (moved, _, faults) = baseline.moved(to: day)
      baseline = try #require(moved, "\(faults)")
      #expect(baseline.day == day)
      guard round % 4 == 3 else { continue }
      expectSame(
        baseline, try scratch(model, on: day, in: workspace), in: workspace,
        "GREMIUM_SEED=\(randomSeed), round \(round), \(day)")
    }
  }

  private func described(_ facts: FactSet) -> Set<[String]> {
    described(Dictionary(uniqueKeysWithValues: facts.relations.map { ($0, facts.tuples(of: $0)) }))
  }

  private func described(_ tuples: [String: [[Value]]]) -> Set<[String]> {
    Set(tuples.flatMap { relation, tuples in tuples.map { [relation] + $0.map(\.description) } })
  }

  private func edited(
    _ model: Model, by count: Int, round: Int, day: Day, using random: inout SeededGenerator
  ) -> Model {
    var edited = EditedModel(EditBase(model))
    for number in 0..<count {
      for edit in randomEdits(of: edited.model, day: day, name: "nieuw-\(round)-\(number)", using: &random) {
        edited.apply(edit)
      }
    }
    return edited.model
  }

  private func described(_ model: Model) -> [String] { model.entities.map(\.id) + model.edges.map(\.id) }
}

/// The baseline of a model by itself.
private func scratch(_ model: Model, on day: Day, in workspace: Workspace) throws -> Baseline {
  let (made, faults) = Baseline.baseline(
    of: EditBase(model), on: day, by: workspace.book, goals: workspace.book.goals)
  return try #require(made, "\(faults)")
}

/// Compares all tuples of all relations, and what is found in words.
private func expectSame(_ one: Baseline, _ other: Baseline, in workspace: Workspace, _ comment: Comment) {
  for relation in workspace.book.program.declarations.map(\.name) {
    let (found, expected) = (one.evaluation.tuples(of: relation), other.evaluation.tuples(of: relation))
    #expect(found == expected, "\(relation), \(comment)")
  }
  #expect(told(one, in: workspace) == told(other, in: workspace), comment)
}

private func told(_ baseline: Baseline, in workspace: Workspace) -> [String] {
  findings(
    of: baseline.evaluation, rules: workspace.book.rules, program: workspace.book.program, model: baseline.base.model
  ).map { "\($0.identity) \($0.severity) \($0.message.nl) \($0.message.en) \($0.hint?.nl ?? "")" }
}
