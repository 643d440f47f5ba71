// What the suites share: program text in, tuples or diagnostics out as text.

import Datalog
import SourceDiagnostics
import Testing

/// The tuples of the relations that the program outputs, or of all of them, one a line.
func tuples(of program: Program, _ evaluation: Evaluation) -> String {
  let outputs = program.directives.filter { $0.kind == .output }.map(\.relation)
  let names = outputs.isEmpty ? program.declarations.map(\.name) : outputs
  return names.flatMap { name in
    evaluation.tuples(of: name).map { "\(name)(\($0.map(\.description).joined(separator: ", ")))" }
  }.joined(separator: "\n")
}

/// Diagnostics in English, one a line, with hints and related places below them.
func lines(_ diagnostics: [Diagnostic]) -> String {
  diagnostics.map { diagnostic in
    let place = diagnostic.place.map { "\($0.line):\($0.column)-\($0.column + $0.length) " } ?? ""
    let severity = diagnostic.severity == .error ? "" : "\(diagnostic.severity) "
    let hint = diagnostic.hint.map { "\n  = \($0.en)" } ?? ""
    let related = diagnostic.related.map { "\n  > \($0.place.line):\($0.place.column) \($0.message.en)" }
    return "\(place)\(severity)\(diagnostic.code): \(diagnostic.message.en)\(hint)\(related.joined())"
  }.joined(separator: "\n")
}

/// Everything that a program gives: its tuples, or what is wrong with it.
func outcome(of text: String, facts: FactSet = FactSet(), limits: EvaluationLimits = .init()) -> String {
  let (program, faults) = Program.checked([ProgramSource(path: "p.dl", content: text)])
  guard let program else { return lines(faults) }
  let (evaluation, problems) = program.evaluate(facts, limits: limits)
  let all = faults + problems
  let result = evaluation.map { tuples(of: program, $0) } ?? ""
  return [lines(all), result].filter { !$0.isEmpty }.joined(separator: "\n")
}
