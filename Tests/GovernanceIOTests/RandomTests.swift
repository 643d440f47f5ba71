// Random projects and random damage: reading always ends, with a model or with a reason why not.

import Foundation
import GovernanceIO
import GovernanceModel
import SourceDiagnostics
import TestSupport
import Testing

@Suite("Whatever is in the files, reading ends with a model or with an error")
struct RandomTests {
  /// The files of an example, as a user would damage them.
  private let example: [(path: String, content: String)] = {
    let folder = repositoryRoot.appending(path: "examples/kennemerland")
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
    return names.filter { $0.hasSuffix(".yaml") }.compactMap { name in
      (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)).map { (name, $0) }
    }
  }()

  private func checkOutcome(_ texts: [(path: String, content: String)], seed: UInt64, sourceLocation: SourceLocation) {
    let reading = read(texts)
    let hasErrors = reading.diagnostics.containErrors
    #expect((reading.model == nil) == hasErrors, "GREMIUM_SEED=\(seed)", sourceLocation: sourceLocation)
    // Every place is in the text, so that it can be shown.
    let lines = Dictionary(
      uniqueKeysWithValues: texts.map { ($0.path, SourceText(path: $0.path, content: $0.content).lines) })
    for place in reading.diagnostics.compactMap(\.place) where place.line > 0 {
      let count = lines[place.path]?.count ?? 1
      #expect(place.line <= count, "\(place) GREMIUM_SEED=\(seed)", sourceLocation: sourceLocation)
    }
    let renderer = DiagnosticRenderer(
      language: .nl, texts: texts.map { SourceText(path: $0.path, content: $0.content) })
    #expect(renderer.render(reading.diagnostics).isEmpty == reading.diagnostics.isEmpty)
    #expect(reading.model?.description.isEmpty != true)
  }

  @Test("an example reads, before anything is done to it")
  func undamaged() throws {
    #expect(example.count > 5)
    #expect(read(example).diagnostics.isEmpty)
  }

  @Test("damaged examples")
  func mutations() {
    var generator = SeededGenerator(seed: randomSeed)
    let signs = Array("{}[]:,-#&*!|>'\"%@`?~\\ \t\n\r\u{0}\u{1B}\u{FEFF}\u{2028}éa0=<".unicodeScalars)
    for _ in 0..<150 {
      // One file of the example, alone or among the others, with one to five faults.
      var texts = Bool.random(using: &generator) ? example : [example.randomElement(using: &generator) ?? example[0]]
      let index = Int.random(in: texts.indices, using: &generator)
      var scalars = Array(texts[index].content.unicodeScalars)
      for _ in 0..<Int.random(in: 1...5, using: &generator) {
        let place = Int.random(in: scalars.indices, using: &generator)
        let length = min(Int.random(in: 1...20, using: &generator), scalars.count - place)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: scalars.removeSubrange(place..<place + length)
        case 1: scalars.insert(contentsOf: scalars[place..<place + length], at: place)
        case 2: scalars[place] = signs.randomElement(using: &generator) ?? " "
        default: scalars.insert(signs.randomElement(using: &generator) ?? " ", at: place)
        }
        if scalars.isEmpty { scalars = [" "] }
      }
      texts[index].content = String(String.UnicodeScalarView(scalars))
      checkOutcome(texts, seed: randomSeed, sourceLocation: #_sourceLocation)
    }
  }

  @Test("damaged tables")
  func tables() {
    var generator = SeededGenerator(seed: randomSeed)
    let signs = Array(";,\"|.\n\r\t \u{0}éa1".unicodeScalars)
    let table =
      "id;kind;name;source.document;source.line;seats;members\na;stuurgroep;\"A; \"\"a\"\"\";brief;3;9;p|q\nb;;;;;;\n"
    for _ in 0..<300 {
      var scalars = Array(table.unicodeScalars)
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        let place = Int.random(in: scalars.indices, using: &generator)
        if Bool.random(using: &generator) {
          scalars[place] = signs.randomElement(using: &generator) ?? " "
        } else {
          scalars.insert(signs.randomElement(using: &generator) ?? " ", at: place)
        }
      }
      let texts = [
        (path: "bodies.csv", content: String(String.UnicodeScalarView(scalars))),
        (path: "parties.yaml", content: "parties: {p: {}, q: {}}\n"),
      ]
      checkOutcome(texts, seed: randomSeed, sourceLocation: #_sourceLocation)
    }
  }

  @Test("short and senseless texts")
  func noise() {
    var generator = SeededGenerator(seed: randomSeed)
    let pieces = [
      "bodies", "gremia", ":", ": ", "{", "}", "[", "]", "- ", "\n", "\n  ", "\n    ", "a", "&a ", "*a", "!t ", "|\n",
      "\"", "'",
      ",", "#", "name", "naam", "kind", "members", "to", "unknown", "? ", "---\n", "<<", "vocabulary", "%", "\t",
    ]
    for _ in 0..<600 {
      let text = (0..<Int.random(in: 1...14, using: &generator)).map { _ in
        pieces.randomElement(using: &generator) ?? ""
      }.joined()
      checkOutcome(
        [(path: Bool.random(using: &generator) ? "gremium.yaml" : "m.yaml", content: text)], seed: randomSeed,
        sourceLocation: #_sourceLocation)
    }
  }

  @Test("projects without fault read as what they say")
  func validProjects() throws {
    var generator = SeededGenerator(seed: randomSeed)
    for _ in 0..<150 {
      let ids = (0..<Int.random(in: 1...12, using: &generator)).map { "x-\($0)" }
      var classes: [String: Vocabulary.EntityClass] = [:]
      for id in ids { classes[id] = vocabulary.classes.randomElement(using: &generator) }
      var yaml = ""
      var edgeCount = 0
      for owner in vocabulary.classes {
        let own = ids.filter { classes[$0]?.key == owner.key }
        if own.isEmpty { continue }
        yaml += "\(owner.section):\n"
        for id in own {
          yaml += "  \(id):\n    name: \"\(id) {:} #\"\n"
          if let kind = owner.kinds.randomElement(using: &generator) { yaml += "    kind: \(kind.key)\n" }
          for relation in vocabulary.relations {
            let targets = relation.targets(from: owner.key)
            let ends = ids.filter { end in classes[end].map { targets.contains($0.key) } ?? false }
            guard let end = ends.randomElement(using: &generator), Bool.random(using: &generator) else { continue }
            yaml += "    \(relation.key): [{to: \(end), from: 2024, until: 2025-06}, \(end)]\n"
            edgeCount += 2
          }
        }
      }
      let reading = read([("m.yaml", yaml)])
      let model = try #require(reading.model, "GREMIUM_SEED=\(randomSeed)\n\(yaml)\n\(outcome(reading))")
      #expect(Set(model.entities.map(\.id)) == Set(ids))
      #expect(model.edges.count == edgeCount)
      #expect(Set(model.edges.map(\.id)).count == edgeCount)
    }
  }
}
