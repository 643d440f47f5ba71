// What rules see of a model on a day.

import Datalog
import GovernanceAnalysis
import GovernanceIO
import GovernanceModel
import GremiumKit
import SourceDiagnostics
import Testing

@Suite("Facts are those of the day")
struct FactsTests {
  private func facts(_ yaml: String, on text: String) throws -> FactSet {
    let vocabulary = try #require(shippedVocabulary().vocabulary)
    let reading = example(from: SourceText(path: "m.yaml", content: yaml), vocabulary: vocabulary)
    let model = try #require(reading.model, "\(reading.diagnostics)")
    return GovernanceAnalysis.facts(of: model, on: try #require(Day(text)))
  }

  /// The tuples of a relation, in order.
  private func tuples(_ relation: String, _ facts: FactSet) -> [String] {
    facts.tuples(of: relation).map { $0.map(\.description).joined(separator: " ") }.sorted()
  }

  private let yaml = """
    bodies:
      a: {from: 2024-03-01, until: 2024-06-30, reports-to: [{to: b, from: 2024-05}, {to: c}], seats: 9}
      b: {members: [{to: p, role: lid, until: 2024-05-15}, {to: p, role: voorzitter, from: 2024-05-16}]}
      c: {stage: planned, seats: 3, chair: unknown}
      d: {stage: ended, seats: 5, chair: unknown}
      e: {from: 2025, seats: 7}
    parties: {p: {}}
    """

  @Test(
    "an entity is there from its first day up to and including its last",
    arguments: [
      ("2024-02-29", ["b"]), ("2024-03-01", ["a", "b"]), ("2024-06-30", ["a", "b"]), ("2024-07-01", ["b"]),
      ("2025-01-01", ["b", "e"]),
    ])
  func entities(day: String, bodies: [String]) throws {
    let facts = try facts(yaml, on: day)
    #expect(tuples("body", facts) == bodies.map { "\"\($0)\"" })
    #expect(tuples("entity", facts) == (bodies + ["p"]).map { "\"\($0)\"" })
  }

  @Test(
    "a relation is there while it and both its ends are",
    arguments: [
      ("2024-04-30", []), ("2024-05-01", ["\"a\" \"b\""]), ("2024-06-30", ["\"a\" \"b\""]), ("2024-07-01", []),
    ])
  func relations(day: String, expected: [String]) throws {
    // `a` reports to `c` too, which is only planned.
    #expect(tuples("reports_to", try facts(yaml, on: day)) == expected)
  }

  @Test(
    "of two terms of a member, the day's own is there",
    arguments: [("2024-05-15", "lid"), ("2024-05-16", "voorzitter")])
  func terms(day: String, role: String) throws {
    let facts = try facts(yaml, on: day)
    #expect(tuples("members", facts) == ["\"b\" \"p\""])
    #expect(tuples("members_role", facts) == ["\"b\" \"p\" \"\(role)\""])
    #expect(tuples("members_edge", facts).count == 2)
    #expect(tuples("role", facts) == ["\"b/members/p\" \"lid\"", "\"b/members/p#2\" \"voorzitter\""])
  }

  @Test("what is to come is planned; what it says of itself is known, of what has ended it is not")
  func planned() throws {
    let facts = try facts(yaml, on: "2024-05-01")
    #expect(tuples("planned", facts) == ["\"c\"", "\"e\""])
    #expect(tuples("seats", facts) == ["\"a\" 9", "\"c\" 3", "\"e\" 7"])
    #expect(tuples("unknown", facts) == ["\"c\" \"chair\""])
    #expect(tuples("stage", facts).contains("\"d\" \"ended\""))
  }

  @Test("every period is half-open, its open ends the ends of time, its days in the calendar")
  func periods() throws {
    let facts = try facts("bodies: {a: {from: 2024-02, until: 2024-02}, b: {}}\n", on: "2024-02-10")
    func number(_ text: String) throws -> Int { try #require(Day(text)).number }
    #expect(
      tuples("period", facts) == [
        "\"a\" \(try number("2024-02-01")) \(try number("2024-03-01"))",
        "\"b\" \(Day.earliest.number) \(Day.latest.number)",
      ])
    #expect(tuples("min_date", facts) == ["\(Day.earliest.number)"])
    #expect(tuples("max_date", facts) == ["\(Day.latest.number)"])
    #expect(tuples("as_of", facts) == ["\(try number("2024-02-10"))"])
    #expect(
      tuples("calendar", facts) == [
        "\(try number("2024-02-01")) 2024 2 1", "\(try number("2024-02-10")) 2024 2 10",
        "\(try number("2024-03-01")) 2024 3 1",
      ])
  }

  @Test("values are written as rules read them: cents, days, yes and no, keys of choices")
  func values() throws {
    let facts = try facts(
      """
      bodies: {a: {top: ja, tier: regional, kind: gemeenteraad, source: {document: brief, line: 3, quote: "a, b"}}}
      mandates: {m: {ceiling: "€ 2,8 mld", certainty: afgeleid}}
      opgaven: {o: {deadline: 2024-02, name: "O \\"x\\""}}
      """, on: "2024-01-01")
    #expect(tuples("top", facts) == ["\"a\" \"yes\""])
    #expect(tuples("elected", facts) == ["\"a\" \"yes\""])
    #expect(tuples("tier", facts) == ["\"a\" \"regionaal\""])
    #expect(tuples("kind", facts) == ["\"a\" \"gemeenteraad\""])
    #expect(tuples("ceiling", facts) == ["\"m\" 280000000000"])
    #expect(tuples("deadline", facts) == ["\"o\" \(try #require(Day("2024-02-29")).number)"])
    #expect(tuples("source", facts) == ["\"a\" \"brief\" 3 \"a, b\""])
    #expect(tuples("certainty", facts).contains("\"m\" \"inferred\""))
    #expect(facts.tuples(of: "name") == [[.symbol("o"), .symbol("O \"x\"")]])
  }

  @Test("every fact that a model can give has its declaration")
  func declarations() throws {
    let vocabulary = try #require(shippedVocabulary().vocabulary)
    let (program, faults) = Program.checked([factDeclarations(of: vocabulary)])
    #expect(faults.isEmpty)
    let facts = try facts(yaml, on: "2024-05-01")
    for relation in facts.relations {
      let declaration = try #require(program?.declaration(of: relation), "\(relation)")
      #expect(facts.tuples(of: relation).allSatisfy { $0.count == declaration.columns.count }, "\(relation)")
    }
  }
}
