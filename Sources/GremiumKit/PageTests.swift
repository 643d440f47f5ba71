// Runs the examples in rule pages: a page is tested by what it says of itself.

import Datalog
import GovernanceAnalysis
import GovernanceIO
import GovernanceModel
import SourceDiagnostics

/// What the examples of one page showed.
package struct PageTest: Sendable {
  /// `pack/name` of the page.
  package let code: String
  /// How many examples the page has.
  package let exampleCount: Int
  /// Empty where the page keeps its promises.
  package let faults: [Diagnostic]
}

/// Runs the examples of pages, all pages' rules together.
///
/// - Returns: the tests, sorted by code; or none where the pages themselves have faults, which are the diagnostics.
/// - Complexity: O(examples · size of the rules)
package func test(
  pages: [RulePage], vocabulary: Vocabulary
) -> (tests: [PageTest], diagnostics: [Diagnostic]) {
  let (book, diagnostics) = ruleBook(pages: pages, vocabulary: vocabulary)
  guard let book else { return ([], diagnostics) }
  let concepts = book.concepts.map { ($0, nil as Rule?) }
  let all = (concepts + book.rules.map { ($0.page, $0) }).sorted { $0.0.code < $1.0.code }
  let tests = all.map { page, rule in
    PageTest(
      code: page.code, exampleCount: page.examples.count,
      faults: coverageFaults(of: page)
        + page.examples.flatMap { faults(in: $0, of: page, rule: rule, book: book, vocabulary: vocabulary) })
  }
  return (tests, diagnostics)
}

/// A rule shows when it fires and when it does not; a concept shows what holds.
private func coverageFaults(of page: RulePage) -> [Diagnostic] {
  let shown = Set(page.examples.map(\.expectation))
  let wanted: [RulePage.Expectation] = page.isConcept ? [.holds] : [.fires, .silent]
  return wanted.filter { !shown.contains($0) }.map {
    PageFault.missingExample($0).diagnostic(at: SourcePlace(path: page.text.path, line: 1, column: 1))
  }
}

private func faults(
  in example: RulePage.Example, of page: RulePage, rule: Rule?, book: RuleBook, vocabulary: Vocabulary
) -> [Diagnostic] {
  let reading = GovernanceIO.example(from: example.text, vocabulary: vocabulary)
  guard let model = reading.model else { return reading.diagnostics }
  let day = model.project.day ?? today()
  let (evaluation, diagnostics) = book.program.evaluate(facts(of: model, on: day))
  guard let evaluation else { return diagnostics }
  switch example.expectation {
  case .fires, .silent:
    let found = findings(of: evaluation, rules: rule.map { [$0] } ?? [], program: book.program, model: model)
    return markFaults(in: example, code: page.code, found: found)
  case .holds: return tupleFaults(in: example, evaluation: evaluation, program: book.program)
  }
}

/// Every mark has its finding on that line, and every finding its mark.
private func markFaults(in example: RulePage.Example, code: String, found: [Finding]) -> [Diagnostic] {
  var faults: [Diagnostic] = []
  var unmarked = found
  for (mark, place) in marks("#!", in: example.text) {
    if mark != code {
      faults.append(PageFault.otherMark(mark, code: code).diagnostic(at: place))
    } else if let index = unmarked.firstIndex(where: { $0.place?.line == place.line }) {
      unmarked.remove(at: index)
    } else {
      faults.append(PageFault.markWithoutFinding.diagnostic(at: place))
    }
  }
  if example.expectation == .fires, found.isEmpty, faults.isEmpty {
    faults.append(PageFault.silentExample.diagnostic(at: SourcePlace(path: example.text.path)))
  }
  return faults + unmarked.map { PageFault.findingWithoutMark($0.message).diagnostic(at: $0.place) }
}

/// `#= answers_to(a, b)` must hold, `#= !answers_to(a, b)` must not.
private func tupleFaults(in example: RulePage.Example, evaluation: Evaluation, program: Program) -> [Diagnostic] {
  var faults: [Diagnostic] = []
  var written = 0
  for (mark, place) in marks("#=", in: example.text) {
    written += 1
    let isAbsent = mark.hasPrefix("!")
    let atom = mark.drop { $0 == "!" }
    guard let open = atom.firstIndex(of: "("), atom.last == ")" else {
      faults.append(PageFault.badTuple.diagnostic(at: place))
      continue
    }
    let relation = String(atom[..<open])
    guard program.declaration(of: relation) != nil else {
      faults.append(PageFault.unknownRelation(relation).diagnostic(at: place))
      continue
    }
    let cells = atom[atom.index(after: open)...].dropLast().split(separator: ",").map { $0.filter { $0 != " " } }
    let holds = evaluation.tuples(of: relation).contains { $0.map(text(of:)) == cells }
    if holds == isAbsent { faults.append(PageFault.tuple(isAbsent: isAbsent).diagnostic(at: place)) }
  }
  if written == 0 { faults.append(PageFault.silentExample.diagnostic(at: SourcePlace(path: example.text.path))) }
  return faults
}

/// What stands behind a sign in the lines of a text, with its place.
private func marks(_ sign: String, in text: SourceText) -> [(mark: String, place: SourcePlace)] {
  text.lines.enumerated().compactMap { offset, line in
    guard let range = line.firstRange(of: sign) else { return nil }
    let words = line[range.upperBound...].drop { $0 == " " }
    let mark = String(words.reversed().drop { $0 == " " }.reversed())
    let column = line[..<range.lowerBound].unicodeScalars.count + 1
    return (
      mark,
      SourcePlace(path: text.path, line: offset + 1, column: column, length: sign.count + 1 + mark.unicodeScalars.count)
    )
  }
}
