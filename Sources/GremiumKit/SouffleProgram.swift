// The rules and the facts of a project as files that Soufflé runs, so that another engine can be asked for its opinion.

import Datalog
import DatalogFiles
import GovernanceAnalysis
import GovernanceModel
import SourceDiagnostics

extension Workspace {
  /// The program, as `program.dl`, and the facts of a day, as `facts/RELATION.facts`.
  ///
  /// The text of the rules is that of their pages. Only relations that have facts are read; written are those that
  /// findings are read from.
  ///
  /// - Returns: paths with `/`, relative to the folder that they are for.
  /// - Complexity: O(size of the rules + n log n) for n facts
  /// - Source: <https://souffle-lang.github.io/io>
  package func souffleProgram(on day: Day, language: Language) -> [(path: String, bytes: [UInt8])] {
    let facts = facts(of: model, on: day)
    let written = Set(book.goals).filter { book.program.declaration(of: $0) != nil }.sorted()
    let title = [model.project.name, day.inWords(language)].filter { !$0.isEmpty }.joined(separator: ", ")
    let heading = Messages.souffleHeading(title)
    let pages = (book.concepts + book.rules.map(\.page)).sorted { $0.code < $1.code }
    let rules = accountabilityRules(of: model.vocabulary, for: book.concepts).map { [$0] } ?? []
    let blocks = [("vocabulary", [factDeclarations(of: model.vocabulary)] + rules)] + pages.map { ($0.code, $0.blocks) }
    let text = blocks.map { "\n// \($0)\n\($1.map(\.content).joined(separator: "\n"))" }.joined()
    let inputs = facts.relations.map { ".input \($0)(\(quotedTable))\n" }.joined()
    let outputs = written.map { ".output \($0)(\(quotedTable))\n" }.joined()
    let program = "\(heading[language])\(text)\n// facts\n\(inputs)\n// findings\n\(outputs)"
    return [("program.dl", Array(program.utf8))]
      + facts.relations.map { ("facts/\($0).facts", factTable(facts.tuples(of: $0))) }
  }
}
