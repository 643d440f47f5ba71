// Questions in the rule language, answered about a project.

import Datalog
import GovernanceModel
import SourceDiagnostics

/// What a question gave: a table.
public struct Answer: Sendable {
  /// A cell of the table.
  package struct Cell: Sendable {
    /// The value for programs: an id, a text, a number; a date as 2024-12-31, an amount in euros.
    package let text: String
    /// The same in words; the name of what has the id.
    package let words: Wording
    /// Whether the words do not tell the value.
    package let isId: Bool
  }

  /// The variables of the question.
  package let columns: [String]
  /// Sorted by their values.
  package let rows: [[Cell]]
}

extension RuleBook {
  /// Answers a question about a model, as it is on a day.
  ///
  /// - Returns: nil, with diagnostics, where the question is not well formed or cannot be computed.
  /// - Complexity: that of evaluating what the question rests on.
  package func answer(
    to text: String, about model: Model, on day: Day, limits: EvaluationLimits = .init()
  ) -> (answer: Answer?, diagnostics: [Diagnostic]) {
    let question = Query(text, path: Self.questionPath, declarations: program.declarations)
    let (asked, faults) = Program.checked(parts + [question.source(naming: Self.answerName)])
    guard let asked else { return (nil, faults.filter { $0.severity == .error }) }
    let (evaluation, diagnostics) = asked.evaluate(facts(of: model, on: day), goals: [Self.answerName], limits: limits)
    guard let evaluation else { return (nil, diagnostics) }
    let writer = ValueWriter(model: model)
    let rows = evaluation.tuples(of: Self.answerName).map { tuple in
      zip(tuple, question.variables).map { value, variable in
        let words = Wording { writer.words(for: value, type: variable.type, language: $0) }
        let text = plain(value, type: variable.type)
        let isId = if case .symbol = value { words.nl != text } else { false }
        return Answer.Cell(text: text, words: words, isId: isId)
      }
    }
    return (Answer(columns: question.variables.map(\.name), rows: rows), [])
  }

  private func plain(_ value: Value, type: String?) -> String {
    guard case .number(let number) = value, let day = Int(exactly: number) else { return text(of: value) }
    switch type {
    case "Date": return Day(number: day).description
    case "Until": return Day(number: day - 1).description
    case "Euro":
      let (euros, cents) = number.magnitude.quotientAndRemainder(dividingBy: 100)
      return "\(number < 0 ? "-" : "")\(euros).\(cents < 10 ? "0" : "")\(cents)"
    default: return text(of: value)
    }
  }

  /// What diagnostics call the question.
  package static let questionPath = "question"
  private static let answerName = "answer_to_the_question"
}
