// What planning costs is told by what it asks, at one size and at four times that.

import SourceDiagnostics
import Testing

@testable import Datalog

@Suite("Planning a large rule")
struct PlannerCostTests {
  /// How often the plan of a rule asks what it costs to look at a relation.
  private func questions(_ body: String) throws -> Int {
    let text = ".decl a(x: number, y: number)\n.decl r(x: number)\nr(1) :- \(body)."
    let program = try #require(Program.checked([ProgramSource(path: "p.dl", content: text)]).program)
    var count = 0
    let planner = Planner(rule: program.rules[0]) { _, _ in
      count += 1
      return 1
    }
    _ = planner.plan(number: 0, recursive: [], delta: nil)
    return count
  }

  @Test(
    "asks again only about what shares a variable with what was placed",
    arguments: ["a(x#, y#)", "a(x#, x@)", "a(x#, 1), a(x#, 2)"])
  func linear(literal: String) throws {
    func body(_ count: Int) -> String {
      (0..<count).map { literal.replacing("#", with: "\($0)").replacing("@", with: "\($0 + 1)") }
        .joined(separator: ", ")
    }
    let (small, large) = (try questions(body(100)), try questions(body(400)))
    #expect(large <= small * 5)
  }
}
