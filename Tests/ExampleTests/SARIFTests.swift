// Findings as SARIF: as expected for two examples, and what every code host and editor relies on for all of them.

import Foundation
import GovernanceAnalysis
import GovernanceReports
import GremiumKit
import SourceDiagnostics
import TestSupport
import Testing

@Suite("Findings as SARIF")
struct SARIFTests {
  /// What of a log the tests look at.
  private struct Log: Decodable {
    struct Run: Decodable {
      struct Tool: Decodable {
        struct Driver: Decodable { let rules: [Rule] }
        let driver: Driver
      }
      let tool: Tool
      let results: [Result]
    }
    struct Rule: Decodable {
      struct Configuration: Decodable { let level: String }
      let id: String
      let shortDescription: Message
      let helpUri: String?
      let defaultConfiguration: Configuration
    }
    struct Message: Decodable { let text: String }
    struct Location: Decodable {
      struct Physical: Decodable {
        struct Artifact: Decodable { let uri: String }
        struct Region: Decodable {
          let startLine: Int
          let startColumn: Int
          let endColumn: Int
        }
        let artifactLocation: Artifact
        let region: Region?
      }
      let id: Int?
      let physicalLocation: Physical?
      let message: Message?
    }
    struct Flow: Decodable {
      struct ThreadFlow: Decodable {
        struct Step: Decodable {
          let location: Location
          let nestingLevel: Int
        }
        let locations: [Step]
      }
      let threadFlows: [ThreadFlow]
    }
    struct Result: Decodable {
      let ruleId: String?
      let ruleIndex: Int?
      let level: String
      let message: Message
      let locations: [Location]
      let relatedLocations: [Location]?
      let codeFlows: [Flow]?
      let partialFingerprints: [String: String]?
    }
    let version: String
    let runs: [Run]
  }

  private func log(_ text: String) throws -> Log.Run {
    let log = try JSONDecoder().decode(Log.self, from: Data(text.utf8))
    #expect(log.version == "2.1.0")
    return try #require(log.runs.first)
  }

  private func language(of workspace: Workspace) -> Language { workspace.model.project.language ?? .en }

  @Test("a check and the explanation of its first finding are as expected", arguments: ["kennemerland", "rotterdam"])
  func golden(example: String) throws {
    let workspace = try open(example: example)
    let report = try #require(workspace.check(on: workspace.day).report)
    let expected = "examples/\(example)/expected"
    let language = language(of: workspace)
    try expect(try report.text(as: .sarif, language: language), equalsGolden: "\(expected)/findings.sarif")
    let (made, findings, _) = workspace.explainer(on: workspace.day)
    var explainer = try #require(made)
    let first = try #require(findings.first)
    let explanation = ExplanationReport(
      explainer.explanations(of: first, limit: 10), of: first, rules: workspace.book.rules, documents: [])
    try expect(
      try explanation.text(as: .sarif, language: language),
      equalsGolden: "\(expected)/explanation.sarif")
  }

  @Test("each result has its rule, its level and a place that is there", arguments: examples)
  func results(example: String) throws {
    let workspace = try open(example: example)
    let report = try #require(workspace.check(on: workspace.day).report)
    let run = try log(try report.text(as: .sarif, language: language(of: workspace)))
    let rules = run.tool.driver.rules
    #expect(rules.map(\.id) == Set(report.findings.map(\.code)).sorted())
    #expect(rules.allSatisfy { !$0.shortDescription.text.isEmpty && !$0.defaultConfiguration.level.isEmpty })
    #expect(run.results.count == report.findings.count)
    for (result, finding) in zip(run.results, report.findings) {
      let index = try #require(result.ruleIndex)
      #expect(rules[index].id == result.ruleId && result.ruleId == finding.code)
      #expect(["error", "warning", "note"].contains(result.level))
      #expect(result.message.text.hasPrefix(finding.message[language(of: workspace)]))
      #expect(result.codeFlows == nil)
      let location = try #require(result.locations.first)
      try expectPlace(location)
    }
    let fingerprints = run.results.compactMap { $0.partialFingerprints?["findingIdentity/v1"] }
    #expect(Set(fingerprints).count == report.findings.count, "no two findings are taken for one")
  }

  @Test(
    "a proof is a code flow that goes down a level at a time, and its facts are related places", arguments: examples)
  func flows(example: String) throws {
    let workspace = try open(example: example)
    let (made, findings, _) = workspace.explainer(on: workspace.day)
    var explainer = try #require(made)
    for finding in findings {
      let report = ExplanationReport(
        explainer.explanations(of: finding, limit: 1), of: finding, rules: workspace.book.rules, documents: [])
      let run = try log(try report.text(as: .sarif, language: .nl))
      let result = try #require(run.results.first)
      #expect(run.results.count == 1 && result.ruleId == finding.code)
      let steps = try #require(result.codeFlows?.first?.threadFlows.first?.locations)
      #expect(steps.first?.nestingLevel == 0)
      #expect(steps.first?.location.message?.text == finding.message.nl)
      #expect(steps.count > 1, "a finding rests on something")
      for (step, next) in zip(steps, steps.dropFirst()) {
        #expect(next.nestingLevel > 0 && next.nestingLevel <= step.nestingLevel + 1)
      }
      let related = result.relatedLocations ?? []
      #expect(related.map(\.id) == Array(1..<(related.count + 1)))
      let stops = Set(try steps.map { try Self.described($0.location) })
      #expect(try stops.isSuperset(of: related.map { try Self.described($0) }))
      for location in related + steps.map(\.location) { try expectPlace(location) }
    }
  }

  @Test("a fact that is explained is no fault")
  func facts() throws {
    let workspace = try open(example: "kennemerland")
    let (made, _, _) = workspace.explainer(on: workspace.day)
    var explainer = try #require(made)
    let pattern = try FactPattern("members(_, _)", book: workspace.book, model: workspace.model)
    let tuple = try #require(explainer.tuples(agreeing: pattern, limit: 1).first)
    let report = ExplanationReport(
      explainer.explanations(of: tuple, limit: 1), rules: workspace.book.rules, documents: [])
    let result = try #require(try log(try report.text(as: .sarif, language: .en)).results.first)
    #expect(result.level == "none" && result.partialFingerprints == nil)
    #expect(result.codeFlows?.count == 1)
  }

  private static func described(_ location: Log.Location) throws -> String {
    let physical = try #require(location.physicalLocation)
    let region = try #require(physical.region)
    return "\(physical.artifactLocation.uri):\(region.startLine):\(region.startColumn)-\(region.endColumn)"
  }

  /// The file is there, seen from the repository's root, and has what the region says.
  private func expectPlace(_ location: Log.Location) throws {
    let physical = try #require(location.physicalLocation)
    let uri = physical.artifactLocation.uri
    #expect(!uri.hasPrefix("/") && !uri.contains("://"))
    let file = repositoryRoot.appending(path: try #require(uri.removingPercentEncoding))
    let region = try #require(physical.region)
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
    let line = try #require(lines.indices.contains(region.startLine - 1) ? lines[region.startLine - 1] : nil)
    #expect(region.startColumn >= 1 && region.startColumn < region.endColumn)
    #expect(region.endColumn <= line.unicodeScalars.count + 1)
  }
}
