// A project's texts to its model, its views and what is wrong with them.
//
// This module turns files into a model. It must not know rules, findings or drawing.

import GovernanceModel
import SourceDiagnostics
import WorkControl

/// What reading a project gave.
package struct ProjectReading: Sendable {
  /// Nil where anything is wrong.
  package let model: Model?
  /// The project's settings as far as they could be read.
  package let project: Project
  /// The project's own views.
  package let views: [View]
  /// With the project's own words; nil where these have a fault or could not be read.
  package let vocabulary: Vocabulary?
  /// Whether it has words of its own.
  package let hasOwnWords: Bool
  /// In reading order.
  package let diagnostics: [Diagnostic]
}

/// Reads a project.
///
/// `gremium.yaml` holds the project's own settings and may hold sections too, so that a small project is one file.
///
/// - Returns: the model and its views, or a nil model where anything is wrong; every fault of every file is reported,
///   but for what follows a file's first syntax error.
/// - Complexity: O(size of the texts)
package func project(from trees: ProjectTrees, vocabulary: Vocabulary) -> ProjectReading {
  var reader = ProjectReader(vocabulary: vocabulary)
  return reader.read(trees)
}

/// Reads a project, unless that is no longer wanted.
///
/// - Returns: as above.
/// - Throws: `Cancelled`, within an entity, a row or a reference; making the model of what was read is not interrupted.
/// - Complexity: O(size of the texts)
package func project(
  from trees: ProjectTrees, vocabulary: Vocabulary, cancellation: Cancellation
) throws(Cancelled) -> ProjectReading {
  var reader = ProjectReader(vocabulary: vocabulary, cancellation: cancellation)
  let reading = reader.read(trees)
  guard cancellation.isCancelled else { return reading }
  discard((reader, reading, trees))
  throw Cancelled()
}

/// Reads a text that stands alone, such as an example in a rule page: sections, and settings if need be.
///
/// Sources may be cited without being declared.
///
/// - Complexity: O(size of the text)
package func example(from text: SourceText, vocabulary: Vocabulary) -> ProjectReading {
  var reader = ProjectReader(vocabulary: vocabulary, isExample: true)
  return reader.read(ProjectTrees(text))
}

private struct ProjectReader {
  var reading: Reading
  private let isExample: Bool
  private var builder = ModelBuilder()
  private var knowsVocabulary = true
  private var hasOwnWords = false

  init(vocabulary: Vocabulary, isExample: Bool = false, cancellation: Cancellation? = nil) {
    reading = Reading(vocabulary: vocabulary, cancellation: cancellation)
    self.isExample = isExample
  }

  mutating func read(_ trees: ProjectTrees) -> ProjectReading {
    builder.isComplete = trees.isComplete
    var project = Project(name: "")
    var headerWasRead = false
    if let header = trees.header, let node = node(of: header) {
      headerWasRead = true
      extendVocabulary(from: node)
      project = self.project(node, path: header.text.path)
      if !isExample { reading.documents = Set(project.documents.map(\.key)) }
      readSections(of: node, besides: Self.settings)
    }
    for tree in trees.models {
      if case .tables(let tables)? = tree.content.shape {
        reading.diagnostics += tree.content.diagnostics
        for table in tables { readTable(table, in: tree.text) }
      } else if let node = node(of: tree) {
        readSections(of: node, besides: [])
      }
    }
    var views: [View] = []
    for tree in trees.views {
      guard let node = node(of: tree) else { continue }
      let path = tree.text.path
      let name = fileName(of: path)
      let key = name.split(separator: ".").first.map(String.init) ?? name
      views.append(reading.view(key: key, at: SourcePlace(path: path), node: node))
    }
    let model = builder.model(project: project, reading: &reading)
    if let header = trees.header, !headerWasRead, Self.mentionsVocabulary(header.text) {
      // Words that nobody knows may be the project's own, in the file that could not be read.
      reading.diagnostics.removeAll { Fault.unknownWordCodes.contains($0.code) }
      knowsVocabulary = false
    }
    return ProjectReading(
      model: model, project: project, views: views, vocabulary: knowsVocabulary ? reading.vocabulary : nil,
      hasOwnWords: hasOwnWords,
      diagnostics: reading.diagnostics.inReadingOrder)
  }

  private mutating func node(of tree: ProjectTrees.Tree) -> TextNode? {
    reading.diagnostics += tree.content.diagnostics
    let node = tree.content.node
    if node == nil { builder.mayBeDescribed(words(in: tree.text)) }
    return node
  }

  // MARK: Settings

  private static let settings = ["language", "name", "on", "rules", "severity", "sources", "vocabulary"]

  private static func mentionsVocabulary(_ header: SourceText) -> Bool {
    header.lines.contains { $0.hasPrefix("vocabulary:") || $0.hasPrefix("woordenschat:") }
  }

  private mutating func extendVocabulary(from node: TextNode) {
    for entry in node.entries ?? [] where reading.vocabulary.term(entry.key) == "vocabulary" {
      var reader = VocabularyReader(extending: reading.vocabulary)
      let extended = reader.read(entry.value)
      if reader.reading.diagnostics.containErrors { knowsVocabulary = false }
      var next = Reading(vocabulary: extended, cancellation: reading.cancellation)
      next.diagnostics = reading.diagnostics + reader.reading.diagnostics
      next.mentions = reading.mentions
      reading = next
      hasOwnWords = true
    }
  }

  private mutating func project(_ node: TextNode, path: String) -> Project {
    var name: String?
    var language: Language?
    var day: Day?
    var packs: [Project.Choice]?
    var settings: [(rule: Project.Choice, setting: RuleSetting)] = []
    var documents: [SourceDocument] = []
    for entry in reading.fields(of: node) {
      switch reading.vocabulary.term(entry.key) {
      case "name": name = reading.text(entry)
      case "language": language = reading.choice(entry, of: Language.self)
      case "on":
        guard let text = reading.text(entry) else { break }
        day = Day(text)
        if day == nil { reading.report(.badDay(text), at: entry.value.place) }
      case "rules":
        if entry.value.items.isEmpty { reading.report(.emptyValue(key: entry.key, advice: .text), at: entry.keyPlace) }
        packs = entry.value.items.compactMap { item in
          reading.text(item, of: entry.key, at: entry.keyPlace).map { .init(key: $0, place: item.place) }
        }
      case "severity":
        for setting in reading.entries(of: entry.value) {
          guard let value = reading.choice(setting, of: RuleSetting.self) else { continue }
          settings.append((.init(key: setting.key, place: setting.keyPlace), value))
        }
      case "sources":
        documents = reading.entries(of: entry.value).map { document($0) }
      default: break
      }
    }
    if name == nil, !isExample, !(node.entries ?? []).contains(where: { reading.vocabulary.term($0.key) == "name" }) {
      reading.report(.missingKey(Messages.name, example: Messages.nameExample), at: SourcePlace(path: path))
    }
    return Project(
      name: name ?? "", language: language, day: day, packs: packs, settings: settings, documents: documents)
  }

  private mutating func document(_ entry: TextNode.Entry) -> SourceDocument {
    if let title = entry.value.scalar { return SourceDocument(key: entry.key, title: title) }
    var title: String?
    var date: String?
    var reference: String?
    for part in reading.fields(of: entry.value) {
      switch reading.vocabulary.term(part.key) {
      case "title": title = reading.text(part)
      case "date": date = reading.date(part).flatMap { _ in part.value.scalar }
      case "reference": reference = reading.text(part)
      default:
        reading.report(.unknownKey(part.key, known: reading.words(["date", "reference", "title"])), at: part.keyPlace)
      }
    }
    return SourceDocument(key: entry.key, title: title ?? entry.key, date: date, reference: reference)
  }

  // MARK: Sections and tables

  private mutating func readSections(of node: TextNode, besides settings: [String]) {
    for section in reading.entries(of: node) {
      if let term = reading.vocabulary.term(section.key), settings.contains(term) { continue }
      guard let entityClass = reading.vocabulary.entityClass(section.key) else {
        let known = reading.vocabulary.classes.map { Reading.keys(of: $0.section, $0.plural) } + reading.words(settings)
        reading.report(.unknownSection(section.key, known: known), at: section.keyPlace)
        builder.mayBeDescribed((section.value.entries ?? []).map(\.key))
        continue
      }
      for entry in reading.entries(of: section.value) {
        if reading.isCancelled { return }
        let (entity, references) = reading.entity(
          id: entry.key, at: entry.keyPlace, class: entityClass, node: entry.value)
        builder.add(entity, references: references, to: &reading)
      }
    }
  }

  private mutating func readTable(_ table: ModelTable, in text: SourceText) {
    let name = table.name + table.ending
    let entityClass: Vocabulary.EntityClass
    var relation: Vocabulary.Relation?
    switch TableSubject(table.name, vocabulary: reading.vocabulary) {
    case .entities(let named): entityClass = named
    case .relations(let named, let owner): (relation, entityClass) = (named, owner)
    case .unknownRelation(let owner):
      let section = name.prefix { $0 != "." }
      let known = reading.vocabulary.relations.filter { !$0.targets(from: owner.key).isEmpty }
        .map { "\(section).\($0.key)\(table.ending)" }
      reading.report(.unknownTable(name, known: known), at: table.place)
      return
    case .unknown:
      reading.report(
        .unknownTable(name, known: reading.vocabulary.classes.map { "\($0.section)\(table.ending)" }),
        at: table.place)
      builder.mayBeDescribed(words(in: text))
      return
    }
    let faultCount = reading.diagnostics.count
    let rows = table.entries(requiring: relation == nil ? ["id"] : ["id", "to"], reading: &reading)
    if relation == nil, reading.diagnostics.count > faultCount { builder.mayBeDescribed(words(in: text)) }
    for row in rows {
      if reading.isCancelled { return }
      guard let id = row.entries.first(where: { reading.vocabulary.term($0.key) == "id" }) else {
        reading.report(.emptyValue(key: "id", advice: .text), at: row.place)
        continue
      }
      guard let key = reading.text(id) else { continue }
      let others = row.entries.filter { reading.vocabulary.term($0.key) != "id" }
      let node = TextNode(content: .mapping(others), place: id.value.place)
      if let relation {
        var references: [Reference] = []
        var unknowns: [Unknown] = []
        let entry = TextNode.Entry(key: relation.key, keyPlace: id.value.place, value: node)
        reading.read(
          entry, as: relation, from: key, at: id.value.place, references: &references, unknowns: &unknowns)
        builder.add(references, unknowns: unknowns, of: key, at: id.value.place, relation: relation)
      } else {
        let (entity, references) = reading.entity(id: key, at: id.value.place, class: entityClass, node: node)
        builder.add(entity, references: references, to: &reading)
      }
    }
  }
}

/// Everything in a text that could be an id.
///
/// - Complexity: O(size of the text)
private func words(in text: SourceText) -> [String] {
  text.content.utf8.split { byte in
    let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    return !isLetter && !isDigit && byte != UInt8(ascii: "-")
  }.map { String(Substring($0)) }
}
