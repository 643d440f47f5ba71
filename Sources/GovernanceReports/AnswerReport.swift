// The answer to a question as a table, as CSV and as JSON.

import GovernanceAnalysis
import SourceDiagnostics

/// An answer to a question, ready to be shown.
public struct AnswerReport: Sendable {
  /// A table: the question's variables, and a row for each way in which it holds.
  package let answer: Answer

  /// A report of an answer.
  package init(_ answer: Answer) { self.answer = answer }
}

/// Columns under their names, each value with its name where that says more; a line that counts at the end.
func answerText(of report: AnswerReport, language: Language) -> String {
  let answer = report.answer
  let count = Messages.rows.counted(answer.rows.count)[language] + "\n"
  guard !answer.columns.isEmpty else { return (!answer.rows.isEmpty).inWords(language) + "\n" }
  let cells = answer.rows.map { row in
    row.map { $0.isId ? "\($0.words[language]) (\($0.text))" : $0.words[language] }
  }
  let widths = answer.columns.indices.map { column in
    ([answer.columns[column]] + cells.map { $0[column] }).map(\.count).max() ?? 0
  }
  func line(_ cells: [String]) -> String {
    let padded = zip(cells, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }.joined(separator: "  ")
    return String(padded.reversed().drop { $0 == " " }.reversed()) + "\n"
  }
  let rule = line(widths.map { String(repeating: "─", count: $0) })
  return line(answer.columns) + rule + cells.map(line).joined() + "\n" + count
}

/// As RFC 4180 has it, with the names of the columns first.
func answerCSV(of report: AnswerReport, language: Language) -> String {
  let answer = report.answer
  func quoted(_ text: String) -> String {
    text.contains { "\",\n\r".contains($0) } ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
  }
  let lines = [answer.columns] + answer.rows.map { $0.map(\.text) }
  return lines.map { $0.map(quoted).joined(separator: ",") + "\r\n" }.joined()
}

/// The layout carries a version; within one, keys are added but never changed.
func answerJSON(of report: AnswerReport, language: Language) -> String {
  let answer = report.answer
  return JSON.object([
    ("columns", .texts(answer.columns)),
    ("rows", .list(answer.rows.map { .texts($0.map(\.text)) })),
    ("version", .number(1)),
  ]).document
}
