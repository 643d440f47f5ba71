// Nothing that the documents say is forgotten: each row of the inventory is in the example, or the table says why not.

import Foundation
import GovernanceModel
import GremiumKit
import TestSupport
import Testing

/// One row of `examples/inventory/NAME.csv`; its README tells what stands in the columns.
private struct InventoryRow {
  let row: String
  let says: String
  /// What holds it; empty where it deliberately is not in the project.
  let items: [String]
  let reason: String

  /// - Returns: nil unless the line has three or four columns, of which the first three say something.
  init?(_ line: Substring) {
    let columns = line.split(separator: ";", omittingEmptySubsequences: false)
      .map { $0.trimmingCharacters(in: .whitespaces) }
    guard (3...4).contains(columns.count), columns.prefix(3).allSatisfy({ !$0.isEmpty }) else { return nil }
    row = columns[0]
    says = columns[1]
    let isLeftOut = columns[2] == "-"
    items = isLeftOut ? [] : columns[2].split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    reason = columns.count == 4 ? columns[3] : ""
    guard isLeftOut != reason.isEmpty else { return nil }
  }
}

@Suite("The inventory of the documents")
struct InventoryTests {
  @Test("every row is in the example, or the table says why not", arguments: examples)
  func rows(example: String) throws {
    let table = repositoryRoot.appending(path: "examples/inventory/\(example).csv")
    let text = try #require(
      try? String(contentsOf: table, encoding: .utf8), "examples/inventory/\(example).csv does not exist")
    let lines = text.split(separator: "\n")
    #expect(lines.first == "row;says;in;why-not")
    let model = try open(example: example).model
    var seen: Set<String> = []
    for line in lines.dropFirst() {
      guard let row = InventoryRow(line) else {
        Issue.record("not a row, or neither an item nor a reason, or both: \(line)")
        continue
      }
      #expect(seen.insert(row.row).inserted, "\(row.row) stands twice")
      let missing = row.items.filter { !model.holds($0) }
      #expect(missing.isEmpty, "\(row.row) (\(row.says)) is not in \(example): \(missing.joined(separator: " | "))")
    }
    #expect(!seen.isEmpty)
  }

  @Test("every table is about an example")
  func tables() throws {
    let files = try FileManager.default.contentsOfDirectory(
      atPath: repositoryRoot.appending(path: "examples/inventory").path)
    let tables = files.filter { $0.hasSuffix(".csv") }.map { String($0.dropLast(4)) }
    #expect(Set(tables).isSubset(of: examples))
  }

  @Test("what is not in a project is missed")
  func missing() throws {
    let model = try open(example: "kennemerland").model
    let held = [
      "stuurgroep", "stuurgroep.members=sigra", "overleg-wethouders.members=haarlemmermeer (wethouder)",
      "stuurgroep.kind=stuurgroep", "stuurgroep.top=yes", "spuk-iza.amount=€ 2,9 mln", "stuurgroep.chair=unknown",
      "subregio-kennemerland.participants=unknown (mandaatgemeente)", "transformatieplannen.stage=planned",
      "voorkeursrichtingen-inbrengen.deadline=2023-12-21",
    ]
    for item in held { #expect(model.holds(item), "\(item)") }
    let absent = [
      "stuurgroepje", "stuurgroep.members=haarlemmermeer", "overleg-wethouders.members=haarlemmermeer (voorzitter)",
      "stuurgroep.kind=regiegroep", "stuurgroep.top=no", "spuk-iza.amount=€ 2,8 mln", "spuk-iza.amount=2,9 mln",
      "sigra.reports-to=unknown",
      "subregio-kennemerland.participants=unknown (marktleider)", "regioplan.stage=planned", "", "stuurgroep.members",
    ]
    for item in absent { #expect(!model.holds(item), "\(item)") }
  }
}

extension Model {
  /// Whether the model holds what an item of the inventory names: `id`, `id.relation=id2` (with the role of that
  /// relation in brackets, if need be) or `id.attribute=value`.
  fileprivate func holds(_ item: String) -> Bool {
    guard let equals = item.firstIndex(of: "=") else { return entity(item) != nil }
    let left = item[..<equals].split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard left.count == 2, let entity = entity(left[0]) else { return false }
    let key = left[1]
    let value = String(item[item.index(after: equals)...])
    if isAttribute(value, key: key, of: entity) { return true }
    let (target, role) = Self.targetAndRole(value)
    func hasRole(_ attributes: [Attribute]) -> Bool {
      role.map { role in attributes.contains { $0.key == "role" && $0.value == .text(role) } } ?? true
    }
    if target == "unknown" {
      return entity.unknowns.contains { $0.key == key && hasRole($0.attributes) }
    }
    return edges.contains {
      $0.from == entity.id && $0.relation == key && $0.to == target && hasRole($0.attributes)
    }
  }

  private func isAttribute(_ value: String, key: String, of entity: Entity) -> Bool {
    switch key {
    case "kind": entity.kind == value
    case "name": entity.name == value
    case "stage": entity.stage.rawValue == value
    case "from": entity.period.from.description == value
    case "until": entity.period.until.advanced(by: -1).description == value
    default: entity.attributes.contains { $0.key == key && Self.says(value, $0.value) }
    }
  }

  /// `gemeente (mandaatgemeente)`: the far end, and its role if one is named.
  private static func targetAndRole(_ value: String) -> (target: String, role: String?) {
    guard value.hasSuffix(")"), let bracket = value.range(of: " (") else { return (value, nil) }
    return (String(value[..<bracket.lowerBound]), String(value[bracket.upperBound...].dropLast()))
  }

  /// Whether a text is how the inventory writes a value: dates in ISO 8601, amounts as `€ 6,9 mln`.
  private static func says(_ text: String, _ value: AttributeValue) -> Bool {
    switch value {
    case .text(let known), .choice(let known): text == known
    case .number(let number): text == String(number)
    case .decimal(let number): text == String(number)
    case .euro(let cents): amount(text) == Double(cents) / 100
    case .date(let day): text == day.description
    case .boolean(let isTrue): text == (isTrue ? "yes" : "no")
    }
  }

  /// Euros; nil for what is no amount.
  private static func amount(_ text: String) -> Double? {
    let words = text.split(separator: " ")
    let factors = ["mln": 1e6, "mld": 1e9]
    guard words.first == "€", (2...3).contains(words.count),
      let number = Double(words[1].replacing(".", with: "").replacing(",", with: "."))
    else { return nil }
    guard words.count == 3 else { return number }
    return factors[String(words[2])].map { (number * $0).rounded() }
  }
}
