// A changed model back into the files that it was read from: what did not change stays to the byte.

import GovernanceModel
import SourceDiagnostics

/// A file before and after.
package struct FileChange: Sendable {
  package let before: SourceText
  package let after: SourceText
}

/// The files of a project, changed so that they say what a model says.
///
/// What is written where it was found keeps its place: the texts are changed at the ends of values, and nowhere else. The
/// result is read again, and refused unless it gives the very model.
///
/// - Parameters:
///   - files: what `before` was read from.
///   - after: `before` after edits; whatever stayed still has its place in the files.
///   - vocabulary: without the project's own words.
/// - Returns: the files that change, in reading order; with diagnostics, none.
/// - Complexity: O(size of the texts + entities + edges)
package func changes(
  of files: ProjectFiles, from before: Model, to after: Model, vocabulary: Vocabulary
) -> (changes: [FileChange], diagnostics: [Diagnostic]) {
  var writer = ModelWriter(files: files, before: before, after: after)
  writer.write()
  guard writer.diagnostics.isEmpty else { return ([], writer.diagnostics.inReadingOrder) }
  let changes = writer.changes
  let reread = project(from: ProjectTrees(files.replacing(changes)), vocabulary: vocabulary)
  guard let model = reread.model, ModelDifference(from: after, to: model).isIndifferentToOrder(after, model) else {
    // A view that names what is struck, say, is for whoever wrote it to change.
    let changed = Set(changes.map { SourcePath($0.before.path) })
    let elsewhere = reread.diagnostics.filter { $0.place.map { !changed.contains($0.file) } ?? false }
    if elsewhere.containErrors { return ([], elsewhere) }
    return ([], [Fault.unfaithful.diagnostic(at: changes.first.map { SourcePlace(path: $0.before.path) })])
  }
  return (changes, [])
}

extension ModelDifference {
  /// Whether nothing differs; values of an attribute that stand in another order are the same.
  fileprivate func isIndifferentToOrder(_ first: Model, _ second: Model) -> Bool {
    guard addedEntities.isEmpty, removedEntities.isEmpty, addedEdges.isEmpty, removedEdges.isEmpty, changedEdges.isEmpty
    else { return false }
    return changedEntities.allSatisfy { before, after in before.sorted.says(theSameAs: after.sorted) }
  }
}

extension Entity {
  /// With attributes and what is unknown in the order of their keys.
  fileprivate var sorted: Entity {
    let attributes = attributes.enumerated().sorted { ($0.element.key, $0.offset) < ($1.element.key, $1.offset) }
    let unknowns = unknowns.enumerated().sorted { ($0.element.key, $0.offset) < ($1.element.key, $1.offset) }
    return with(attributes: attributes.map(\.element), unknowns: unknowns.map(\.element))
  }
}

extension ProjectFiles {
  /// The same files, some with another text.
  fileprivate func replacing(_ changes: [FileChange]) -> ProjectFiles {
    let texts = Dictionary(changes.map { ($0.before.path, $0.after) }, uniquingKeysWith: { first, _ in first })
    var files = self
    files.header = header.map { texts[$0.path] ?? $0 }
    files.models = models.map { texts[$0.path] ?? $0 }
    return files
  }
}

private struct ModelWriter {
  private struct File {
    let text: SourceText
    let root: YAMLSpan
    let phrases: YAMLPhrases
    var splices: TextSplices
  }

  /// Where an entity is written.
  private struct Location {
    let file: Int
    let section: Int
    let entry: Int
  }

  private let before: Model
  private let after: Model
  private var files: [File] = []
  private var locations: [String: Location] = [:]
  private(set) var diagnostics: [Diagnostic] = []

  init(files: ProjectFiles, before: Model, after: Model) {
    self.before = before
    self.after = after
    let vocabulary = before.vocabulary
    for text in (files.header.map { [$0] } ?? []) + files.models {
      guard let root = yamlSpans(of: text.content) else { continue }
      let number = self.files.count
      self.files.append(
        File(
          text: text, root: root,
          phrases: YAMLPhrases(vocabulary: vocabulary, language: language(of: root, vocabulary)),
          splices: TextSplices(text.content)))
      for (section, entry) in root.entries.enumerated() where vocabulary.entityClass(entry.key) != nil {
        for (index, entity) in entry.value.entries.enumerated() where locations[entity.key] == nil {
          locations[entity.key] = Location(file: number, section: section, entry: index)
        }
      }
    }
  }

  var changes: [FileChange] {
    files.filter { !$0.splices.isEmpty }.map { file in
      FileChange(before: file.text, after: SourceText(path: file.text.path, content: file.splices.result))
    }
  }

  private mutating func report(_ fault: Fault, at place: SourcePlace) {
    diagnostics.append(fault.diagnostic(at: place))
  }

  mutating func write() {
    let relations = relationChanges()
    for entity in before.entities {
      guard let later = after.entity(entity.id) else { continue }
      let changed = !entity.says(theSameAs: later)
      if changed || relations[entity.id] != nil { write(entity, later, relations[entity.id] ?? [:]) }
    }
    removeEntities()
    var homeless: [String: [Entity]] = [:]
    for entity in after.entities where before.entity(entity.id) == nil {
      if let home = home(of: entity.classKey) {
        insert(entity, in: home)
      } else {
        homeless[entity.classKey, default: []].append(entity)
      }
    }
    for entityClass in before.vocabulary.classes {
      if let entities = homeless[entityClass.key] { appendSection(of: entityClass.key, with: entities) }
    }
  }

  // MARK: What there was

  /// What happens to the relations of each entity, by key.
  private func relationChanges() -> [String: [String: RelationChanges]] {
    func key(_ edge: Edge) -> [String] { [edge.from, edge.relation, edge.to, edge.provenance.place.description] }
    func start(_ place: SourcePlace) -> SourcePlace {
      SourcePlace(in: place.file, line: place.line, column: place.column)
    }
    var changes: [String: [String: RelationChanges]] = [:]
    var later: [[String]: Edge] = [:]
    for edge in after.edges { later[key(edge)] = edge }
    let earlier = Set(before.edges.map(key))
    for edge in before.edges where after.entity(edge.from) != nil {
      let place = start(edge.provenance.place)
      if let kept = later[key(edge)] {
        if kept.period != edge.period {
          changes[edge.from, default: [:]][edge.relation, default: .init()].ending[place] = kept.period
        }
      } else {
        changes[edge.from, default: [:]][edge.relation, default: .init()].deleted.insert(place)
      }
    }
    for edge in after.edges where !earlier.contains(key(edge)) && before.entity(edge.from) != nil {
      let phrase = phrases(for: edge.from).phrase(for: edge)
      changes[edge.from, default: [:]][edge.relation, default: .init()].added.append(phrase)
    }
    for entity in before.entities {
      guard let kept = after.entity(entity.id) else { continue }
      for unknown in entity.unknowns where before.vocabulary.relation(unknown.key) != nil {
        let place = start(unknown.provenance.place)
        let same = kept.unknowns.first { $0.key == unknown.key && $0.provenance.place == unknown.provenance.place }
        if same?.period == unknown.period { continue }
        if let same {
          changes[entity.id, default: [:]][unknown.key, default: .init()].ending[place] = same.period
        } else {
          changes[entity.id, default: [:]][unknown.key, default: .init()].deleted.insert(place)
        }
      }
      for unknown in kept.unknowns where before.vocabulary.relation(unknown.key) != nil {
        let isOld = entity.unknowns.contains {
          $0.key == unknown.key && $0.provenance.place == unknown.provenance.place
        }
        if isOld { continue }
        let phrase = phrases(for: entity.id).phrase(for: unknown)
        changes[entity.id, default: [:]][unknown.key, default: .init()].added.append(phrase)
      }
    }
    return changes
  }

  private func phrases(for id: String) -> YAMLPhrases {
    locations[id].map { files[$0.file].phrases }
      ?? YAMLPhrases(vocabulary: before.vocabulary, language: files.first?.phrases.language ?? .en)
  }

  private mutating func write(_ entity: Entity, _ later: Entity, _ relations: [String: RelationChanges]) {
    guard let location = locations[entity.id] else {
      report(.tableEdit(entity.id), at: entity.provenance.place)
      return
    }
    let file = files[location.file]
    let path = SourcePath(file.text.path)
    for change in relations.values {
      for place in Array(change.ending.keys) + change.deleted where place.file != path {
        report(.tableEdit(entity.id), at: place)
      }
    }
    let entry = file.root.entries[location.section].value.entries[location.entry]
    var writer = EntityWriter(
      entry: entry, classKey: entity.classKey, phrases: file.phrases, file: path, splices: file.splices)
    describe(entity, later, with: &writer)
    for key in relations.keys.sorted() {
      if let change = relations[key] { writer.change(key, change) }
    }
    writer.finish()
    for refusal in writer.refused { report(refusal.fault, at: refusal.place) }
    files[location.file].splices = writer.splices
  }

  private func describe(_ entity: Entity, _ later: Entity, with writer: inout EntityWriter) {
    let phrases = writer.phrases
    if entity.kind != later.kind { writer.say("kind", later.kind) }
    if entity.name != later.name { writer.say("name", later.name.map(phrases.scalar)) }
    if entity.stage != later.stage { writer.say("stage", phrases.word(later.stage.rawValue)) }
    if entity.period.until != later.period.until {
      writer.say("until", later.period.until == .latest ? nil : phrases.lastDay(of: later.period))
    }
    if entity.period.from != later.period.from {
      writer.say("from", later.period.from == .earliest ? nil : later.period.from.description)
    }
    if entity.provenance.certainty != later.provenance.certainty {
      writer.say("certainty", phrases.word(later.provenance.certainty.rawValue))
    }
    if entity.provenance.citations != later.provenance.citations {
      writer.say(
        "source",
        phrases.fields(of: Provenance(citations: later.provenance.citations, place: later.provenance.place)).first?
          .value)
    }
    let old = entity.ownAttributes
    let new = later.ownAttributes
    let unknownKeys = (entity.unknowns + later.unknowns).map(\.key).filter { phrases.vocabulary.relation($0) == nil }
    for key in Set(old.map(\.key) + new.map(\.key) + unknownKeys).sorted() {
      let was = old.filter { $0.key == key }
      let becomes = new.filter { $0.key == key }
      let unknown = later.unknowns.first { $0.key == key }
      let wasUnknown = entity.unknowns.contains { $0.key == key }
      if was == becomes, wasUnknown == (unknown != nil) { continue }
      if !was.isEmpty, !wasUnknown, unknown == nil, becomes.starts(with: was) {
        writer.append(
          attribute: key, becomes.dropFirst(was.count).map { phrases.phrase(for: [$0], unknown: nil) })
      } else {
        let isGone = becomes.isEmpty && unknown == nil
        writer.say(attribute: key, isGone ? nil : phrases.phrase(for: becomes, unknown: unknown))
      }
    }
  }

  private mutating func removeEntities() {
    var removed: [[Int]: Set<Int>] = [:]
    for entity in before.entities where after.entity(entity.id) == nil {
      guard let location = locations[entity.id] else {
        report(.tableEdit(entity.id), at: entity.provenance.place)
        continue
      }
      removed[[location.file, location.section], default: []].insert(location.entry)
    }
    for (key, entries) in removed {
      files[key[0]].splices.removeEntries(entries, of: files[key[0]].root.entries[key[1]].value)
    }
  }

  // MARK: What is new

  /// The last file that has a section of the class.
  private func home(of classKey: String) -> (file: Int, section: YAMLSpan.Entry)? {
    files.indices.reversed().lazy.compactMap { number in
      files[number].root.entries.last { before.vocabulary.entityClass($0.key)?.key == classKey }.map { (number, $0) }
    }.first
  }

  private mutating func insert(_ entity: Entity, in home: (file: Int, section: YAMLSpan.Entry)) {
    let phrases = files[home.file].phrases
    let edges = after.edges.filter { $0.from == entity.id }
    let value = home.section.value
    var splices = files[home.file].splices
    if value.isFlow {
      let text = "\(entity.id): \(phrases.braces(inline(entity, edges, phrases)))"
      if let last = value.entries.last {
        splices.insert(", \(text)", at: max(last.value.range.upperBound, last.keyRange.upperBound))
      } else {
        splices.insert(text, at: value.range.lowerBound + 1)
      }
    } else {
      let column = value.entries.first.map { splices.column(of: $0.keyRange.lowerBound) } ?? 2
      let indent = String(repeating: " ", count: column)
      let end = max(value.range.upperBound, home.section.keyRange.upperBound)
      if splices.separatesByBlankLines(value) { splices.insertLine("", afterLineOf: end) }
      for line in block(entity, edges, phrases) { splices.insertLine(indent + line, afterLineOf: end) }
    }
    files[home.file].splices = splices
  }

  /// A section for what no file has a section for, at the end of the last file.
  private mutating func appendSection(of classKey: String, with entities: [Entity]) {
    guard let number = files.indices.last else { return }
    let (phrases, splices) = (files[number].phrases, files[number].splices)
    let lines = entities.flatMap { entity in
      block(entity, after.edges.filter { $0.from == entity.id }, phrases).map { "  \($0)" }
    }
    let text = (["", "\(phrases.section(of: classKey)):"] + lines).joined(separator: splices.lineEnd) + splices.lineEnd
    let end = splices.scalars.count
    let isEnded = end == 0 || isLineBreak(splices.scalars[end - 1])
    files[number].splices.insert(isEnded ? text : splices.lineEnd + text, at: end)
  }

  private func inline(_ entity: Entity, _ edges: [Edge], _ phrases: YAMLPhrases) -> [(key: String, value: String)] {
    phrases.fields(of: entity)
      + grouped(edges, entity, phrases).map { key, values in
        (key, values.count == 1 ? values[0] : "[\(values.joined(separator: ", "))]")
      }
  }

  /// The lines of a new entity.
  private func block(_ entity: Entity, _ edges: [Edge], _ phrases: YAMLPhrases) -> [String] {
    let fields = phrases.fields(of: entity)
    let relations = grouped(edges, entity, phrases)
    if fields.isEmpty, relations.isEmpty { return ["\(entity.id): {}"] }
    return ["\(entity.id):"] + fields.map { "  \($0.key): \($0.value)" }
      + relations.flatMap { key, values in
        values.count == 1 ? ["  \(key): \(values[0])"] : ["  \(key):"] + values.map { "    - \($0)" }
      }
  }

  private func grouped(
    _ edges: [Edge], _ entity: Entity, _ phrases: YAMLPhrases
  ) -> [(key: String, values: [String])] {
    edges.enumerated().filter { item in !edges[..<item.offset].contains { $0.relation == item.element.relation } }
      .map { item in
        (
          phrases.field(item.element.relation, of: entity.classKey),
          edges.filter { $0.relation == item.element.relation }.map { phrases.phrase(for: $0) }
        )
      }
  }
}

extension TextSplices {
  /// Whether blank lines stand between the entries of a mapping.
  fileprivate func separatesByBlankLines(_ mapping: YAMLSpan) -> Bool {
    guard mapping.entries.count > 1, let last = mapping.entries.last else { return false }
    let previous = mapping.entries[mapping.entries.count - 2]
    var line = nextLine(after: max(previous.value.range.upperBound, previous.keyRange.upperBound))
    while line < last.keyRange.lowerBound {
      if lineEnd(of: line) == line { return true }
      line = nextLine(after: line)
    }
    return false
  }
}

/// The language that the keys of a file are written in.
private func language(of root: YAMLSpan, _ vocabulary: Vocabulary) -> Language {
  var dutch = 0
  var english = 0
  func count(_ key: String) {
    guard let term = vocabulary.term(key) else { return }
    let word = vocabulary.word(for: term, in: .nl)
    if key == word, key != term { dutch += 1 } else if key == term, key != word { english += 1 }
  }
  for section in root.entries {
    count(section.key)
    for entity in section.value.entries { for field in entity.value.entries { count(field.key) } }
  }
  return dutch > english ? .nl : .en
}
