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
func checkSARIF(of report: CheckReport, language: Language) throws -> String {
  let rules = Descriptors(of: report.rules, for: report.findings, language)
  return try jsonText(of: Log(rules, report.findings.map { Result(of: $0, rules, language) }, language))
}

/// A finding with a code flow for each explanation, or a result for each explained fact.
func explanationSARIF(of report: ExplanationReport, language: Language) throws -> String {
  let rules = Descriptors(of: report.rules, for: report.finding.map { [$0] } ?? [], language)
  guard let finding = report.finding else {
    return try jsonText(of: Log(rules, report.explanations.map { Result(of: $0, language) }, language))
  }
  var result = Result(of: finding, rules, language)
  result.explain(with: report.explanations, at: finding.place, language)
  return try jsonText(of: Log(rules, [result], language))
}

/// The rules that results refer to, sorted by their code.
private struct Descriptors {
  let rules: [Descriptor]
  private let indexes: [String: Int]

  init(of rules: [Rule], for findings: [Finding], _ language: Language) {
    let codes = Set(findings.map(\.code))
    self.rules = rules.filter { codes.contains($0.page.code) }.map { Descriptor(of: $0, language) }
    indexes = Dictionary(uniqueKeysWithValues: self.rules.enumerated().map { ($0.element.id, $0.offset) })
  }

  func index(of code: String) -> Int? { indexes[code] }
}

/// Section 3.13.
private struct Log: Encodable {
  struct Run: Encodable {
    struct Tool: Encodable {
      struct Driver: Encodable {
        let name = "gremium"
        let rules: [Descriptor]
      }

      let driver: Driver
    }

    let tool: Tool
    let language: String
    let columnKind = "unicodeCodePoints"
    let results: [Result]
  }

  enum CodingKeys: String, CodingKey {
    case schema = "$schema"
    case version, runs
  }

  let schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
  let version = "2.1.0"
  let runs: [Run]

  init(_ rules: Descriptors, _ results: [Result], _ language: Language) {
    runs = [Run(tool: .init(driver: .init(rules: rules.rules)), language: language.rawValue, results: results)]
  }
}

/// Section 3.11; plain text.
private struct Message: Encodable {
  let text: String
}

/// Section 3.49.
private struct Descriptor: Encodable {
  struct Configuration: Encodable {
    let level: String
  }

  struct Properties: Encodable {
    let tags: [String]
  }

  let id: String
  let shortDescription: Message
  let help: Message
  let helpUri: String?
  let defaultConfiguration: Configuration
  let properties: Properties

  init(of rule: Rule, _ language: Language) {
    id = rule.page.code
    shortDescription = Message(text: rule.page.titles[language])
    help = Message(text: "\(Messages.basis[language]): \(rule.source)")
    helpUri = lawAddress(in: rule.source)
    defaultConfiguration = Configuration(level: name(of: rule.severity))
    properties = Properties(tags: [rule.page.pack])
  }
}

/// Section 3.28.
private struct Location: Encodable {
  struct Physical: Encodable {
    struct Artifact: Encodable {
      let uri: String
    }

    /// Columns count scalars, and the end is the column after the last.
    struct Region: Encodable {
      let startLine: Int
      let startColumn: Int
      let endColumn: Int
    }

    let artifactLocation: Artifact
    let region: Region?

    init(_ place: SourcePlace) {
      artifactLocation = Artifact(uri: uriReference(toPath: place.path))
      region =
        place.line == 0
        ? nil : Region(startLine: place.line, startColumn: place.column, endColumn: place.column + place.length)
    }
  }

  struct Logical: Encodable {
    let name: String
  }

  var id: Int?
  let physicalLocation: Physical?
  var logicalLocations: [Logical]?
  var message: Message?

  init(_ place: SourcePlace?) { physicalLocation = place.map { Physical($0) } }
}

/// Sections 3.36 to 3.38.
private struct CodeFlow: Encodable {
  struct ThreadFlow: Encodable {
    struct Step: Encodable {
      let location: Location
      let nestingLevel: Int
    }

    let locations: [Step]
  }

  let threadFlows: [ThreadFlow]

  /// The sentences of an explanation in the order in which they are read, each under the one that rests on it.
  ///
  /// Who follows the flow is always somewhere: a sentence that nobody wrote stands where the one above it does.
  ///
  /// - Parameter place: where the first one stands.
  init(of explanation: Explanation, at place: SourcePlace?, _ language: Language) {
    var steps: [ThreadFlow.Step] = []
    func add(_ explanation: Explanation, level: Int, place: SourcePlace?) {
      let place = explanation.place ?? place
      var location = Location(place)
      location.message = Message(
        text: explanation.statement[language] + (explanation.isToldBefore ? " (\(Messages.seeAbove[language]))" : ""))
      steps.append(.init(location: location, nestingLevel: level))
      for part in explanation.because { add(part, level: level + 1, place: place) }
    }
    add(explanation, level: 0, place: place)
    threadFlows = [ThreadFlow(locations: steps)]
  }
}

/// Section 3.27.
private struct Result: Encodable {
  let ruleId: String?
  let ruleIndex: Int?
  let kind: String?
  let level: String
  let message: Message
  let locations: [Location]
  private(set) var relatedLocations: [Location]?
  private(set) var codeFlows: [CodeFlow]?
  /// The finding's identity: the same in every run, whatever lines were added above it.
  let partialFingerprints: [String: String]?

  init(of finding: Finding, _ rules: Descriptors, _ language: Language) {
    (ruleId, ruleIndex, kind, level) = (finding.code, rules.index(of: finding.code), nil, name(of: finding.severity))
    // The first sentence is what is shown where there is little room.
    message = Message(text: [finding.message, finding.hint].compactMap { $0?[language] }.joined(separator: " "))
    var location = Location(finding.place)
    location.logicalLocations = [.init(name: finding.subject)]
    locations = [location]
    partialFingerprints = ["findingIdentity/v1": finding.identity]
  }

  /// A fact that was asked about: nothing is wrong with it.
  init(of explanation: Explanation, _ language: Language) {
    (ruleId, ruleIndex, kind, level) = (explanation.rule, nil, "informational", "none")
    message = Message(text: explanation.statement[language])
    let place = firstPlace(in: explanation)
    locations = place.map { [Location($0)] } ?? []
    partialFingerprints = nil
    explain(with: [explanation], at: place, language)
  }

  mutating func explain(with explanations: [Explanation], at place: SourcePlace?, _ language: Language) {
    codeFlows = explanations.map { CodeFlow(of: $0, at: place, language) }
    relatedLocations = leaves(of: explanations, language)
  }
}

/// Where the explanations' facts are written, each place once with its first sentence.
private func leaves(of explanations: [Explanation], _ language: Language) -> [Location] {
  var locations: [Location] = []
  var seen: Set<SourcePlace> = []
  func visit(_ explanation: Explanation) {
    if let place = explanation.place, seen.insert(place).inserted {
      var location = Location(place)
      location.id = locations.count + 1
      location.message = Message(text: explanation.statement[language])
      locations.append(location)
    }
    explanation.because.forEach(visit)
  }
  explanations.forEach(visit)
  return locations
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
