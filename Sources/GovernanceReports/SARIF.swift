// Findings and their proofs as SARIF 2.1.0, the form in which code hosts and editors take the results of an analysis.
//
// Nothing in it depends on when or where it was made.
//
// - Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0,
//   <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>; the sections named here are its sections.

import GovernanceAnalysis
import GovernanceModel
import SourceDiagnostics

/// The findings of a check, each where it stands; what they rest on is for `explain` to tell.
///
/// - Complexity: O(size of the findings and the rules)
func checkSARIF(of report: CheckReport, language: Language) -> String {
  let rules = Descriptors(of: report.rules, for: report.findings, language)
  return log(rules, report.findings.map { result(of: $0, rules, language) }, language)
}

/// A finding with a code flow for each explanation, or a result for each explained fact.
///
/// - Complexity: O(size of the explanations and the rules)
func explanationSARIF(of report: ExplanationReport, language: Language) -> String {
  let rules = Descriptors(of: report.rules, for: report.finding.map { [$0] } ?? [], language)
  let results =
    report.finding.map { [result(of: $0, rules, explainedBy: report.explanations, language)] }
    ?? report.explanations.map { result(of: $0, language) }
  return log(rules, results, language)
}

/// Section 3.13: what holds one run.
private func log(_ rules: Descriptors, _ results: [JSON], _ language: Language) -> String {
  JSON.object([
    ("$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"),
    (
      "runs",
      .list([
        [
          "columnKind": "unicodeCodePoints",
          "language": .text(language.rawValue),
          "results": .list(results),
          "tool": ["driver": ["name": "gremium", "rules": .list(rules.entries)]],
        ]
      ])
    ),
    ("version", "2.1.0"),
  ]).document
}

/// The rules that results refer to, sorted by their code.
private struct Descriptors {
  /// Section 3.49.
  let entries: [JSON]
  private let indexes: [String: Int]

  init(of rules: [Rule], for findings: [Finding], _ language: Language) {
    let codes = Set(findings.map(\.code))
    let named = rules.filter { codes.contains($0.page.code) }
    entries = named.map { rule in
      [
        "defaultConfiguration": ["level": .text(name(of: rule.severity))],
        "help": message("\(Messages.basis[language]): \(rule.source)"),
        "helpUri": JSON(lawAddress(in: rule.source)),
        "id": .text(rule.page.code),
        "properties": ["tags": .texts([rule.page.pack])],
        "shortDescription": message(rule.page.titles[language]),
      ]
    }
    indexes = Dictionary(uniqueKeysWithValues: named.enumerated().map { ($0.element.page.code, $0.offset) })
  }

  func index(of code: String) -> Int? { indexes[code] }
}

/// Section 3.11; plain text.
private func message(_ text: String) -> JSON { ["text": .text(text)] }

/// Section 3.28.
private func location(
  _ place: SourcePlace?, id: Int? = nil, naming subject: String? = nil, message text: String? = nil
) -> JSON {
  [
    "id": JSON(id),
    "logicalLocations": subject.map { .list([["name": .text($0)]]) } ?? .absent,
    "message": text.map(message) ?? .absent,
    "physicalLocation": place.map(physicalLocation) ?? .absent,
  ]
}

/// Section 3.29. Columns count scalars, and the end is the column after the last.
private func physicalLocation(_ place: SourcePlace) -> JSON {
  [
    "artifactLocation": ["uri": .text(uriReference(toPath: place.path))],
    "region": place.line == 0
      ? .absent
      : [
        "endColumn": .number(place.column + place.length),
        "startColumn": .number(place.column),
        "startLine": .number(place.line),
      ],
  ]
}

/// The sentences of an explanation in the order in which they are read, each under the one that rests on it.
///
/// Who follows the flow is always somewhere: a sentence that nobody wrote stands where the one above it does.
///
/// - Parameter place: where the first one stands.
/// - Source: sections 3.36 to 3.38
private func codeFlow(of explanation: Explanation, at place: SourcePlace?, _ language: Language) -> JSON {
  var steps: [JSON] = []
  func add(_ explanation: Explanation, level: Int, place: SourcePlace?) {
    let place = explanation.place ?? place
    let text =
      explanation.statement[language] + (explanation.isToldBefore ? " (\(Messages.seeAbove[language]))" : "")
    steps.append(["location": location(place, message: text), "nestingLevel": .number(level)])
    for part in explanation.because { add(part, level: level + 1, place: place) }
  }
  add(explanation, level: 0, place: place)
  return ["threadFlows": .list([["locations": .list(steps)]])]
}

/// Section 3.27. Its fingerprint is the finding's identity: the same in every run, whatever lines were added above it.
///
/// - Parameter explanations: nil where none were asked for.
private func result(
  of finding: Finding, _ rules: Descriptors, explainedBy explanations: [Explanation]? = nil, _ language: Language
) -> JSON {
  [
    "codeFlows": explanations.map { .list($0.map { codeFlow(of: $0, at: finding.place, language) }) } ?? .absent,
    "level": .text(name(of: finding.severity)),
    "locations": .list([location(finding.place, naming: finding.subject)]),
    // The first sentence is what is shown where there is little room.
    "message": message([finding.message, finding.hint].compactMap { $0?[language] }.joined(separator: " ")),
    "partialFingerprints": ["findingIdentity/v1": .text(finding.identity)],
    "relatedLocations": explanations.map { leaves(of: $0, language) } ?? .absent,
    "ruleId": .text(finding.code),
    "ruleIndex": JSON(rules.index(of: finding.code)),
  ]
}

/// A fact that was asked about: nothing is wrong with it.
private func result(of explanation: Explanation, _ language: Language) -> JSON {
  let place = firstPlace(in: explanation)
  return [
    "codeFlows": .list([codeFlow(of: explanation, at: place, language)]),
    "kind": "informational",
    "level": "none",
    "locations": .list(place.map { [location($0)] } ?? []),
    "message": message(explanation.statement[language]),
    "relatedLocations": leaves(of: [explanation], language),
    "ruleId": JSON(explanation.rule),
  ]
}

/// Where the explanations' facts are written, each place once with its first sentence.
private func leaves(of explanations: [Explanation], _ language: Language) -> JSON {
  var locations: [JSON] = []
  var seen: Set<SourcePlace> = []
  func visit(_ explanation: Explanation) {
    if let place = explanation.place, seen.insert(place).inserted {
      locations.append(location(place, id: locations.count + 1, message: explanation.statement[language]))
    }
    explanation.because.forEach(visit)
  }
  explanations.forEach(visit)
  return .list(locations)
}

/// Where the fact is written, or the first one that it rests on.
private func firstPlace(in explanation: Explanation) -> SourcePlace? {
  explanation.place ?? explanation.because.lazy.compactMap(firstPlace).first
}

/// A path as a URI reference: relative where the path is.
///
/// - Source: RFC 3986, sections 2.3 and 4.2
private func uriReference(toPath path: String) -> String {
  let encoded = path.utf8.map { byte -> String in
    let scalar = Unicode.Scalar(byte)
    let isPlain = byte < 128 && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
    if isPlain || "-._~/".unicodeScalars.contains(scalar) { return String(Character(scalar)) }
    let digits = String(byte, radix: 16, uppercase: true)
    return "%" + (digits.count == 1 ? "0" : "") + digits
  }.joined()
  return path.hasPrefix("/") ? "file://" + encoded : encoded
}
