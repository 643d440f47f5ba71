// Random changes of the facts of a random program.

import Datalog
import TestSupport

/// Facts to take away and facts to add.
struct TestEdit {
  var deletions: [(relation: String, values: [Value])] = []
  var insertions: [(relation: String, values: [Value])] = []

  var delta: Delta {
    var delta = Delta()
    for fact in deletions { delta.delete(fact.relation, fact.values) }
    for fact in insertions { delta.insert(fact.relation, fact.values) }
    return delta
  }

  var text: String {
    func line(_ sign: String, _ fact: (relation: String, values: [Value])) -> String {
      "\(sign) \(fact.relation)(\(fact.values.map(\.description).joined(separator: ", ")))"
    }
    return (deletions.map { line("-", $0) } + insertions.map { line("+", $0) }).joined(separator: "\n")
  }

  /// The edits with one change less.
  var smaller: [TestEdit] {
    deletions.indices.map { position in
      var edit = self
      edit.deletions.remove(at: position)
      return edit
    }
      + insertions.indices.map { position in
        var edit = self
        edit.insertions.remove(at: position)
        return edit
      }
  }
}

/// A program, and changes of its facts one after another.
struct EditedProgram {
  var program: TestProgram
  var edits: [TestEdit]

  var text: String {
    ([program.text, program.factText] + edits.map(\.text)).joined(separator: "\n----\n")
  }

  /// The program with the facts as they are after the edits.
  func edited(_ edits: some Sequence<TestEdit>) -> TestProgram {
    var result = program
    for edit in edits {
      result.facts.removeAll { fact in edit.deletions.contains { $0 == fact } }
      result.facts += edit.insertions
    }
    return result
  }

  static func random(seed: UInt64) -> EditedProgram {
    let program = RandomProgram.program(seed: seed)
    var random = SeededGenerator(seed: seed ^ 0xED17)
    var facts = program.facts
    var former: [(relation: String, values: [Value])] = []
    var edits: [TestEdit] = []
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      var edit = TestEdit()
      for _ in 0..<random.pick([0, 1, 1, 1, 2, 3]) where !facts.isEmpty {
        let fact = random.pick(facts)
        edit.deletions.append(fact)
        facts.removeAll { $0 == fact }
        former.append(fact)
      }
      for _ in 0..<random.pick([0, 1, 1, 1, 2, 3]) {
        let fact = !former.isEmpty && random.chance(25) ? random.pick(former) : randomFact(program, &random)
        edit.insertions.append(fact)
        facts.append(fact)
      }
      edits.append(edit)
    }
    return EditedProgram(program: program, edits: edits)
  }

  /// Mostly of the relations that are given; values mostly such that occur, some new.
  private static func randomFact(
    _ program: TestProgram, _ random: inout SeededGenerator
  ) -> (relation: String, values: [Value]) {
    let given = program.relations.filter { $0.name.hasPrefix("e") }
    let relation = random.pick(random.chance(15) ? program.relations : given)
    let values = relation.kinds.map { kind -> Value in
      kind == .number
        ? .number(Int64.random(in: -3...6, using: &random)) : .symbol(random.pick(["a", "b", "ab", "", "é", "new"]))
    }
    return (relation.name, values)
  }

  /// A smallest one that still fails.
  func shrunk(_ fails: (EditedProgram) -> Bool) -> EditedProgram {
    var smallest = self
    while true {
      if let position = smallest.edits.indices.first(where: { fails(smallest.without($0)) }) {
        smallest = smallest.without(position)
        continue
      }
      let edits = smallest.edits
      let smaller = edits.indices.lazy.flatMap { position in
        edits[position].smaller.map { edit -> EditedProgram in
          var copy = smallest
          copy.edits[position] = edit
          return copy
        }
      }.first(where: fails)
      if let smaller {
        smallest = smaller
        continue
      }
      let program = smallest.program.shrunk { program in
        fails(EditedProgram(program: program, edits: smallest.edits.map { $0.restricted(to: program) }))
      }
      let isDone = program.text == smallest.program.text && program.facts.count == smallest.program.facts.count
      smallest = EditedProgram(program: program, edits: edits.map { $0.restricted(to: program) })
      if isDone { return smallest }
    }
  }

  private func without(_ edit: Int) -> EditedProgram {
    var copy = self
    copy.edits.remove(at: edit)
    return copy
  }
}

extension TestEdit {
  fileprivate func restricted(to program: TestProgram) -> TestEdit {
    let names = Set(program.relations.map(\.name))
    return TestEdit(
      deletions: deletions.filter { names.contains($0.relation) },
      insertions: insertions.filter { names.contains($0.relation) })
  }
}
