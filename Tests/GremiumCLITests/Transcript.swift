// Cases as a reader sees them: the files, the command, and what the program answers, in one text.
//
//     === what the case shows
//     --- gremium.yaml
//     name: A
//     $ gremium check .
//     what is written on standard error
//     [2]
//
// The number is the exit status. A case without `$` runs `gremium check .`. Files named in a case are in the current
// folder; `gremium.yaml` with a name and a language is there unless the case has one, or removes it with `--- -gremium.yaml`.

import Foundation

struct Transcript: Sendable, CustomStringConvertible {
  let title: String
  let files: [(name: String, content: String)]
  let command: String
  let answer: String

  var description: String { title }

  /// The words after `gremium`; spaces separate, but not between single quotation marks.
  var arguments: [String] {
    command.split(separator: "'", omittingEmptySubsequences: false).enumerated()
      .flatMap { number, part in
        number.isMultiple(of: 2) ? part.split(separator: " ").map(String.init) : [String(part)]
      }.dropFirst().map { $0 }
  }

  static func cases(in text: String) -> [Transcript] {
    text.split(separator: "=== ", omittingEmptySubsequences: true).compactMap { part in
      let lines = part.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      var files: [(name: String, content: String)] = []
      var command = "gremium check ."
      var answer: [String] = []
      var isAnswer = false
      for line in lines.dropFirst() {
        if isAnswer {
          answer.append(line)
        } else if line.hasPrefix("--- ") {
          files.append((String(line.dropFirst(4)), ""))
        } else if line.hasPrefix("$ ") {
          command = String(line.dropFirst(2))
          isAnswer = true
        } else if !files.isEmpty {
          files[files.count - 1].content += line + "\n"
        }
      }
      return Transcript(
        title: lines[0], files: files, command: command, answer: answer.joined(separator: "\n"))
    }
  }

  /// The case as it stands in its file, with an answer.
  func written(answer: String) -> String {
    "=== \(title)\n" + files.map { "--- \($0.name)\n\($0.content)" }.joined() + "$ \(command)\n\(answer)"
  }
}
