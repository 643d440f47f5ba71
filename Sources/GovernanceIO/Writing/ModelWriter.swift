// A changed model back into the files that it was read from: what did not change stays to the byte.

import GovernanceModel
import SourceDiagnostics

/// A file before and after a change.
public struct FileChange: Sendable {
  /// Where the file is, as the user is shown it.
  public let path: String
  /// Nil for a file that is not there yet.
  public let before: SourceText?
  /// Nil for a file that is to go.
  public let after: SourceText?

  /// - Parameter after: what takes the place of `before`, with the path that it has or is to have.
  package init(before: SourceText?, after: SourceText) {
    self.init(path: after.path, before: before, after: after)
  }

  private init(path: String, before: SourceText?, after: SourceText?) {
    (self.path, self.before, self.after) = (path, before, after)
  }

  /// The change that takes this one back.
  public var inverse: FileChange { FileChange(path: path, before: after, after: before) }
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
  let reread = project(from: ProjectTrees(files.applying(changes)), vocabulary: vocabulary)
  guard let model = reread.model, ModelDifference(from: after, to: model).isIndifferentToOrder(after, model) else {
    // A view that names what is struck, say, is for whoever wrote it to change.
    let changed = Set(changes.map { SourcePath($0.path) })
    let elsewhere = reread.diagnostics.filter { $0.place.map { !changed.contains($0.file) } ?? false }
    if elsewhere.containErrors { return ([], elsewhere) }
    let repeated = writer.repeatedChanges
    if !repeated.isEmpty { return ([], repeated) }
    return ([], [Fault.unfaithful.diagnostic(at: changes.first.map { SourcePlace(path: $0.path) })])
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
  /// The files after changes.
  ///
  /// - Complexity: O(number of files · changes + size of the changed texts)
  package func applying(_ changes: [FileChange]) -> ProjectFiles {
    changes.reduce(self) { files, change in
      change.after.map { files.replacing($0) } ?? files.removing(change.path)
    }
  }

  /// The texts of the model's files into which changes are written in one way.
  fileprivate func models(written writing: ModelFileWriting?) -> [SourceText] {
    modelFiles.filter { $0.format.writing == writing }.map(\.text)
  }
}

/// Decides where each change is written: in the YAML files or in which table.
private struct ModelWriter {
  private let before: Model
  private let after: Model
  private var yaml: YAMLWriter
  private var tables: [TableWriter]
  /// The files that are only read.
  private let fixed: Set<SourcePath>
  private var refusals: [Diagnostic] = []

  init(files: ProjectFiles, before: Model, after: Model) {
    self.before = before
    self.after = after
    let yaml = YAMLWriter(
      (files.header.map { [$0] } ?? []) + files.models(written: .values), vocabulary: before.vocabulary)
    self.yaml = yaml
    tables = files.models(written: .cells).compactMap {
      TableWriter($0, vocabulary: before.vocabulary, otherwise: yaml.language)
    }
    fixed = Set(files.models(written: nil).map { SourcePath($0.path) })
  }

  var changes: [FileChange] { yaml.changes + tables.compactMap(\.change) }

  var diagnostics: [Diagnostic] { yaml.diagnostics + refusals }

  var repeatedChanges: [Diagnostic] { yaml.repeatedChanges }

  mutating func write() {
    let lines = lineChanges(from: before, to: after)
    for entity in before.entities {
      guard let later = after.entity(entity.id) else { continue }
      write(entity, later, lines[entity.id] ?? [:])
    }
    let removed = before.entities.filter { after.entity($0.id) == nil }.map { entity in
      if fixed.contains(entity.provenance.place.file) { refuse(.fixedFormat, at: entity.provenance.place) }
      return entity.id
    }
    yaml.remove(removed)
    for index in tables.indices { tables[index].delete(removed) }
    var unplaced: [String: [(Entity, [Edge])]] = [:]
    for entity in after.entities where before.entity(entity.id) == nil {
      let edges = after.edges(from: entity.id)
      if yaml.hasSection(of: entity.classKey) {
        yaml.insert(entity, edges)
      } else if !insertRow(entity) {
        unplaced[entity.classKey, default: []].append((entity, edges))
      }
    }
    for entityClass in before.vocabulary.classes {
      if let entities = unplaced[entityClass.key] { yaml.appendSection(of: entityClass.key, with: entities) }
    }
  }

  // MARK: What there was

  private mutating func write(_ entity: Entity, _ later: Entity, _ lines: [String: LineChanges]) {
    let changes = EntityChanges(from: entity, to: later, vocabulary: before.vocabulary)
    var others: [String: LineChanges] = [:]
    for (key, change) in lines.sorted(by: { $0.key < $1.key }) {
      let rest = writeIntoTables(change, of: entity)
      if !rest.isEmpty { others[key] = rest }
    }
    let standing = others.values.flatMap { $0.deleted + $0.ending.map(\.0) }.map(\.place)
    let places = standing + (changes.isEmpty && others.isEmpty ? [] : [entity.provenance.place])
    if let place = places.filter({ fixed.contains($0.file) }).min() { return refuse(.fixedFormat, at: place) }
    if let table = table(describing: entity.id) {
      let unsaid = tables[table].say(changes, of: later)
      for key in unsaid { refuse(.cellText(key, of: entity.id), at: entity.provenance.place) }
      for (key, rest) in others.sorted(by: { $0.key < $1.key }) {
        let word = tables[table].word(for: key, of: entity.classKey)
        for line in rest.added {
          refuse(
            .cellText(word, of: entity.id),
            at: line.place.file == tables[table].file ? line.provenance.place : entity.provenance.place)
        }
      }
    } else if !changes.isEmpty || !others.isEmpty {
      guard yaml.describes(entity.id) else { return refuse(.aliasEdit, at: entity.provenance.place) }
      yaml.write(changes, and: others, of: entity, becoming: later)
    }
  }

  /// Writes into tables what stands there, and what is new where the entity has its lines there.
  ///
  /// - Returns: what is left.
  private mutating func writeIntoTables(_ changes: LineChanges, of entity: Entity) -> LineChanges {
    var rest = LineChanges()
    var coming: [RelationLine] = []
    for line in changes.deleted {
      if let table = table(at: line.place) { tables[table].delete(line) } else { rest.deleted.append(line) }
    }
    for (line, period) in changes.ending {
      guard let table = table(at: line.place) else {
        rest.ending.append((line, period))
        continue
      }
      if tables[table].end(line, period) { continue }
      // A cell of ids has no room for a day: the line goes where there is.
      tables[table].delete(line)
      var ended = line
      ended.period = period
      coming.append(ended)
    }
    for line in coming + changes.added where !insert(line, of: entity) && !insertIntoNewTable(line, of: entity) {
      rest.added.append(line)
    }
    return rest
  }

  /// - Returns: whether there is a table that the line can stand in.
  private mutating func insert(_ line: RelationLine, of entity: Entity) -> Bool {
    let own = tables.lastIndex { $0.holdsLines(of: line.relation, from: entity.id) }
    if let own { return tables[own].insert(line) }
    guard let described = table(describing: entity.id) else { return false }
    if line.isPlain, tables[described].add(line) { return true }
    guard let home = home(of: line.relation, from: entity.classKey) else { return false }
    return tables[home].insert(line)
  }

  /// Makes the table of a relation for what is described in a table itself.
  ///
  /// - Returns: false, with nothing made, where the table is there or cells cannot say the line.
  private mutating func insertIntoNewTable(_ line: RelationLine, of entity: Entity) -> Bool {
    guard home(of: line.relation, from: entity.classKey) == nil, let described = table(describing: entity.id),
      var table = tables[described].newTable(of: line.relation, from: entity.classKey), table.insert(line)
    else { return false }
    tables.append(table)
    return true
  }

  private func table(describing id: String) -> Int? { tables.firstIndex { $0.describes(id) } }

  private func table(at place: SourcePlace) -> Int? { tables.firstIndex { $0.file == place.file } }

  private func home(of relation: String, from classKey: String) -> Int? {
    tables.lastIndex { $0.isTable(of: relation, from: classKey) }
  }

  private mutating func refuse(_ fault: Fault, at place: SourcePlace) {
    refusals.append(fault.diagnostic(at: place))
  }

  // MARK: What is new

  /// Writes a new entity into a table of its class, and its relations there or into their own tables.
  ///
  /// - Returns: false, with nothing written, where there is none or it cannot be said in cells.
  private mutating func insertRow(_ entity: Entity) -> Bool {
    guard let table = tables.lastIndex(where: { $0.isTable(of: entity.classKey) }) else { return false }
    let start = tables
    guard tables[table].insert(entity) else { return false }
    for line in after.lines(of: entity) where !insert(line, of: entity) {
      tables = start
      return false
    }
    return true
  }
}
