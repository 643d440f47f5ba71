// Edits from files, and what they change, as text.

import Datalog
import DatalogFiles
import Foundation
import TestSupport
import Testing

@Suite("Edits in files")
struct EditTests {
  @Test("each edit is tried on the facts as they are, and what it changes is told in the same form")
  func edits() throws {
    let (program, _) = Program.checked([
      ProgramSource(
        path: "p.dl",
        content: """
          .decl under(x: symbol, y: symbol)
          .decl above(x: symbol, y: symbol)
          .decl reached(x: symbol, n: number)
          under("college", "raad").
          above(x, y) :- under(x, y).
          above(x, z) :- above(x, y), under(y, z).
          reached(x, n) :- above(_, x), n = count : { above(_, x) }.
          """)
    ])
    let checked = try #require(program)
    let (edits, faults) = try withTemporaryFolder { folder in
      let file = folder.appending(path: "edits")
      let lines = "+\tunder\tteam\tcollege\r\n\n\n+\tunder\traad\tcollege\n-\tunder\tnobody\tcollege\n"
      try Data(lines.utf8).write(to: file)
      return readEdits(of: checked, at: file.path)
    }
    try #require(faults.isEmpty && edits.count == 2)
    let evaluation = try #require(checked.evaluate(FactSet()).evaluation)
    let changes = try edits.map { edit in
      text(of: try #require(evaluation.updated(by: edit).update).change, in: ["above", "reached"])
    }
    #expect(
      changes == [
        """
        +\tabove\tteam\tcollege
        +\tabove\tteam\traad
        -\treached\traad\t1
        +\treached\tcollege\t1
        +\treached\traad\t2

        """,
        """
        +\tabove\tcollege\tcollege
        +\tabove\traad\tcollege
        +\tabove\traad\traad
        -\treached\traad\t1
        +\treached\tcollege\t2
        +\treached\traad\t2

        """,
      ])
  }
}
