// The shipped rules on the examples, in the opinion of another engine.

import Datalog
import Foundation
import GremiumKit
import TestSupport
import Testing

@Suite("Another engine finds the same in the examples")
struct IndependentEngineTests {
  @Test("every relation of every shipped rule has the tuples that clingo derives", arguments: examples)
  func shippedRules(example: String) throws {
    let workspace = try open(example: example)
    let (program, facts) = (
      workspace.dump(.program, on: workspace.day), workspace.dump(.facts, on: workspace.day)
    )
    let answer = try #require(try IndependentEngine.clingo.ask([(program, facts)]).first)
    let sources = [ProgramSource(path: "program", content: program), ProgramSource(path: "facts", content: facts)]
    let checked = try #require(Program.checked(sources).program)
    let evaluation = try #require(checked.evaluate(FactSet()).evaluation)
    var derived = 0
    for declaration in checked.declarations where !answer.leftOut.contains(declaration.name) {
      let found = evaluation.tuples(of: declaration.name).map { tuple in
        "\(declaration.name)(\(tuple.map(\.description).joined(separator: ", ")))"
      }
      #expect(found.sorted() == answer.relations[declaration.name], "\(declaration.name)")
      derived += found.count
    }
    // What is left out must be the exception.
    #expect(derived > 500 && answer.leftOut.count * 10 < checked.declarations.count)
  }
}
