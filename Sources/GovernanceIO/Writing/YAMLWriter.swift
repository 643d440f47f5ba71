// What changes in the YAML files of a project: which file, which section, and what is new in it.

import GovernanceModel
import SourceDiagnostics

/// The YAML files of a project with what is to change in them.
struct YAMLWriter {
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

  private let vocabulary: Vocabulary
  private var files: [File] = []
  private var locations: [String: Location] = [:]
  /// What cannot be changed where it stands.
  private(set) var diagnostics: [Diagnostic] = []

  /// - Parameter texts: without fault, in reading order.
  /// - Complexity: O(size of the texts)
  init(_ texts: [SourceText], vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
    for text in texts {
      guard let root = yamlSpans(of: text.content) else { continue }
      let number = files.count
      files.append(
        File(
          text: text, root: root,
          phrases: YAMLPhrases(vocabulary: vocabulary, language: keyLanguage(of: root, vocabulary)),
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

  /// What changes and is repeated elsewhere by an alias, which would then say it too.
  ///
  /// - Complexity: O(size of the texts · changes)
  var repeatedChanges: [Diagnostic] {
    files.filter { !$0.splices.isEmpty }.flatMap { file in
      let spans = file.root.all
      return spans.compactMap { span -> Diagnostic? in
        guard let anchor = span.anchor, file.splices.touch(span.range) else { return nil }
        let alias = spans.first { other in
          if case .alias(anchor) = other.content { other.range.lowerBound > span.range.lowerBound } else { false }
        }
        guard let alias else { return nil }
        let place = SourcePlace(path: file.text.path, line: span.mark.line, column: span.mark.column)
        return Fault.anchorEdit(anchor, aliasLine: alias.mark.line).diagnostic(at: place)
      }
    }
  }

  /// The language of the first file, which is the project's own.
  var language: Language { files.first?.phrases.language ?? .en }

  /// Whether an entity is written in one of the files.
  func describes(_ id: String) -> Bool { locations[id] != nil }

  /// Whether one of the files has a section for a class.
  func hasSection(of classKey: String) -> Bool { home(of: classKey) != nil }

  // MARK: What there was

  mutating func write(
    _ changes: EntityChanges, and relations: [String: LineChanges], of entity: Entity, becoming later: Entity
  ) {
    guard let location = locations[entity.id] else { return }
    let file = files[location.file]
    let entry = file.root.entries[location.section].value.entries[location.entry]
    var writer = EntityWriter(
      entry: entry, classKey: entity.classKey, phrases: file.phrases, file: SourcePath(file.text.path),
      splices: file.splices)
    writer.say(changes, of: later)
    for key in relations.keys.sorted() {
      if let change = relations[key] { writer.change(key, change) }
    }
    writer.finish()
    for refusal in writer.refused { diagnostics.append(refusal.fault.diagnostic(at: refusal.place)) }
    files[location.file].splices = writer.splices
  }

  /// Takes entities out, of those that are written here.
  mutating func remove(_ ids: [String]) {
    var removed: [[Int]: Set<Int>] = [:]
    for location in ids.compactMap({ locations[$0] }) {
      removed[[location.file, location.section], default: []].insert(location.entry)
    }
    for (key, entries) in removed {
      files[key[0]].splices.removeEntries(entries, of: files[key[0]].root.entries[key[1]].value)
    }
  }

  // MARK: What is new

  /// Writes a new entity into the last section of its class.
  mutating func insert(_ entity: Entity, _ edges: [Edge]) {
    if let home = home(of: entity.classKey) { insert(entity, edges, in: home) }
  }

  /// The last file that has a section of the class.
  private func home(of classKey: String) -> (file: Int, section: YAMLSpan.Entry)? {
    files.indices.reversed().lazy.compactMap { number in
      files[number].root.entries.last { vocabulary.entityClass($0.key)?.key == classKey }.map { (number, $0) }
    }.first
  }

  private mutating func insert(
    _ entity: Entity, _ edges: [Edge], in home: (file: Int, section: YAMLSpan.Entry)
  ) {
    let phrases = files[home.file].phrases
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
  mutating func appendSection(of classKey: String, with entities: [(entity: Entity, edges: [Edge])]) {
    guard let number = files.indices.last else { return }
    let (phrases, splices) = (files[number].phrases, files[number].splices)
    let lines = entities.flatMap { entity, edges in block(entity, edges, phrases).map { "  \($0)" } }
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
    var order: [String] = []
    var phrasesByRelation: [String: [String]] = [:]
    for edge in edges {
      if phrasesByRelation[edge.relation] == nil { order.append(edge.relation) }
      phrasesByRelation[edge.relation, default: []].append(phrases.phrase(for: RelationLine(edge)))
    }
    return order.map { (phrases.field($0, of: entity.classKey), phrasesByRelation[$0] ?? []) }
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
private func keyLanguage(of root: YAMLSpan, _ vocabulary: Vocabulary) -> Language {
  var count = LanguageCount(vocabulary: vocabulary)
  for section in root.entries {
    count.count(section.key)
    for entity in section.value.entries { for field in entity.value.entries { count.count(field.key) } }
  }
  return count.language ?? .en
}
