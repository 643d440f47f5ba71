// Random changes of random tables: read again they say what was meant, and the rows of all others are as they were.

import GovernanceIO
import GovernanceModel
import SourceDiagnostics
import TestSupport
import Testing

@Suite("Whatever changes, tables say it when they are read again")
struct TableWriterRandomTests {
  /// A project in tables, but for the opgaven, with separators, quotation marks, line ends and short rows as they come.
  private struct Layout {
    let separator: String
    let lineEnd: String
    let isEnded: Bool
    var random: SeededGenerator

    mutating func table(_ header: [String], _ rows: [[String]]) -> String {
      var lines = [line(header)]
      for row in rows {
        let cells = Bool.random(using: &random) ? row : Array(row.prefix((row.lastIndex { !$0.isEmpty } ?? 0) + 1))
        lines.append(line(cells))
        if Int.random(in: 0..<8, using: &random) == 0 { lines.append("") }
      }
      return lines.joined(separator: lineEnd) + (isEnded ? lineEnd : "")
    }

    private mutating func line(_ cells: [String]) -> String {
      var written: [String] = []
      for (index, cell) in cells.enumerated() {
        let needsQuotes = cell.contains(separator) || cell.contains("\"")
        if needsQuotes || (index > 0 && Int.random(in: 0..<6, using: &random) == 0) {
          written.append("\"\(cell.replacing("\"", with: "\"\""))\"")
        } else {
          written.append(index > 0 && Int.random(in: 0..<6, using: &random) == 0 ? " \(cell) " : cell)
        }
      }
      return written.joined(separator: separator)
    }
  }

  private static let names = [
    "Een", "A; \"B\"", "x,y", "één", "a|b", " voor", "\"", "\"\u{301}", "|\u{301}", "-", "=1+1",
  ]

  private func project(using random: inout SeededGenerator) -> [(path: String, content: String)] {
    var layout = Layout(
      separator: Bool.random(using: &random) ? ";" : ",",
      lineEnd: ["\n", "\r\n"].randomElement(using: &random) ?? "\n",
      isEnded: Bool.random(using: &random), random: random)
    func any(_ values: [String]) -> String { values.randomElement(using: &random) ?? "" }
    let ids = (0..<8).map { "b\($0)" }
    let bodies = ids.map { id in
      [
        id, any(["Een", "twee; drie", "vier, \"vijf\"", ""]), any(["", "2024", "2024-03-01"]), any(["", "2030"]),
        any(["", "p0", "p0|p1", "p0 | p2|p3", "unknown"]), any(["", "9", "unknown"]),
      ]
    }
    let reports = ids.filter { _ in Bool.random(using: &random) }.map { [$0, any(ids), any(["", "2031-05"])] }
    layout.random = random
    var texts = [
      ("bodies.csv", layout.table(["id", "name", "from", "until", "members", "seats"], bodies)),
      ("parties.csv", layout.table(["id", "kind"], (0..<4).map { ["p\($0)", "gemeente"] })),
      ("opgaven.yaml", "opgaven: {o0: {owner: b0}, o1: {}, o2: {}}\n"),
      ("opgaven.owner.csv", layout.table(["id", "to"], [["o1", "b1"], ["o2", "b2"], ["o1", "unknown"]])),
      ("bodies.reports-to.csv", layout.table(["id", "to", "until"], reports)),
    ]
    if Bool.random(using: &layout.random) {
      texts.append(("bodies.members.csv", layout.table(["id", "to", "role"], [])))
    }
    random = layout.random
    return texts.map { (path: $0.0, content: $0.1) }
  }

  /// A change, and the ids whose rows it may touch.
  private func edit(
    of model: Model, number: Int, using random: inout SeededGenerator
  ) -> (edit: Edit, touched: [String])? {
    let place = SourcePlace(path: "s.yaml", line: number + 1, column: 1)
    let provenance = Provenance(place: place)
    guard let day = Day("2025-06-01"), let entity = model.entities.randomElement(using: &random),
      let other = model.entities.filter({ $0.classKey == "body" }).randomElement(using: &random)
    else { return nil }
    let edge = model.edges.randomElement(using: &random)
    let from = Int.random(in: 0..<3, using: &random) == 0 ? day : .earliest
    switch Int.random(in: 0..<7, using: &random) {
    case 0: return edge.map { (.disconnect(edge: $0.id, on: day), [$0.from]) }
    case 1: return edge.map { (.deleteEdge($0.id), [$0.from]) }
    case 2:
      let relation = entity.classKey == "party" ? "members" : entity.classKey == "body" ? "reports-to" : "owner"
      let (start, end) = entity.classKey == "party" ? (other.id, entity.id) : (entity.id, other.id)
      let group = "\(start)/\(relation)/\(end)"
      let count = model.edges.count { $0.from == start && $0.relation == relation && $0.to == end }
      let edge = Edge(
        id: count == 0 ? group : "\(group)#\(count + 1)", relation: relation, from: start, to: end,
        period: Period(from: from), provenance: provenance)
      return (.connect(edge), [start])
    case 3: return (.delete(entity: entity.id), [entity.id] + model.edges.filter { $0.to == entity.id }.map(\.from))
    case 4: return (.end(entity: entity.id, on: day), [entity.id])
    case 5:
      let name = Self.names.randomElement(using: &random) ?? ""
      let id = "n\(number)"
      let new = Entity(id: id, classKey: "body", name: name, period: Period(from: from), provenance: provenance)
      return (.insert(new), [id])
    default:
      guard entity.classKey == "body" else { return nil }
      let value = Attribute(
        key: "seats", value: .number(Int.random(in: 1...99, using: &random)),
        provenance: Provenance(
          certainty: Bool.random(using: &random) ? .explicit : .inferred,
          place: SourcePlace(path: "s.yaml", line: number + 1, column: 9)))
      return (
        .change(
          entity.with(
            name: Self.names.randomElement(using: &random), attributes: [value],
            unknowns: entity.unknowns.filter { $0.key != "seats" })), [entity.id]
      )
    }
  }

  @Test("read again they say what was meant, and rows of what was not touched are as they were")
  func holds() throws {
    var random = SeededGenerator(seed: randomSeed)
    var written = 0
    var made = 0
    for round in 0..<300 {
      let texts = project(using: &random)
      let note: Comment =
        "GREMIUM_SEED=\(randomSeed) round \(round)\n\(texts.map(\.content).joined(separator: "---\n"))"
      let before = try #require(read(texts).model, note)
      var edited = EditedModel(EditBase(before))
      var touched: Set<String> = []
      var said: [String] = []
      for number in 0..<Int.random(in: 1...4, using: &random) {
        guard let (edit, ids) = edit(of: edited.model, number: number, using: &random) else { continue }
        touched.formUnion(ids)
        said.append(String(describing: edit).replacing("GovernanceModel.", with: ""))
        edited.apply(edit)
      }
      let after = edited.model
      let (changes, faults) = GovernanceIO.changes(
        of: projectFiles(texts), from: before, to: after, vocabulary: vocabulary)
      guard faults.isEmpty else {
        #expect(
          faults.allSatisfy { $0.code == "input/cell-text" },
          "\(note) \(said) \(faults.map(\.code))")
        continue
      }
      written += changes.isEmpty ? 0 : 1
      let contents = Dictionary(uniqueKeysWithValues: changes.compactMap(\.after).map { ($0.path, $0.content) })
      let new = changes.filter { $0.before == nil }.compactMap(\.after).map { (path: $0.path, content: $0.content) }
      made += new.count
      let again = try #require(read(texts.map { ($0.path, contents[$0.path] ?? $0.content) } + new).model, note)
      #expect(lines(of: again) == lines(of: after), note)
      for change in changes where change.path.hasSuffix(".csv") {
        guard let before = change.before, let after = change.after else { continue }
        #expect(others(in: after.content, than: touched) == others(in: before.content, than: touched), note)
        // A blank line may have become the last one.
        if before.lines.dropLast().contains("") { continue }
        let (last, was) = (after.content.unicodeScalars.last, before.content.unicodeScalars.last)
        #expect((last == "\n") == (was == "\n"), note)
      }
    }
    #expect(written > 100, "GREMIUM_SEED=\(randomSeed): too few changes could be written")
    #expect(made > 0, "GREMIUM_SEED=\(randomSeed): no table was made")
  }

  /// The model without its places, in any order.
  private func lines(of model: Model) -> [Substring] {
    var owner: Substring = ""
    return model.description.split(separator: "\n").map { line in
      let line = line.firstRange(of: "  @").map { line[..<$0.lowerBound] } ?? line
      if !line.hasPrefix(" ") { owner = line }
      return "\(owner) \(line)"
    }.sorted()
  }

  /// The lines of other entities, without the header.
  private func others(in text: String, than touched: Set<String>) -> [Substring] {
    text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).dropFirst().map { line in
      let isCut = line.last == "\r"
      return Substring(isCut ? line.dropLast() : line)
    }.filter { line in
      let id = line.prefix { $0 != ";" && $0 != "," }
      return !id.isEmpty && !touched.contains(String(id))
    }
  }
}
