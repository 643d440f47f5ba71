// A scenario's text to its steps: every id looked up, every key a word of the vocabulary.

import GovernanceModel
import SourceDiagnostics

/// What reading a scenario gave.
package struct ScenarioReading: Sendable {
  /// Nil where anything is wrong.
  package let scenario: Scenario?
  /// Where steps are wrong, the others that have nothing to do with them, so that these can be looked at too.
  package let others: Scenario?
  /// Every fault of the text; whether the steps can be done is not looked at.
  package let diagnostics: [Diagnostic]
}

/// Reads a scenario.
///
/// - Parameters:
///   - key: what the scenario is called where it has no title, such as the name of its file.
///   - start: the model that it starts from; steps may name what earlier steps bring in.
///   - day: the first day of the new situation where the text does not say.
/// - Complexity: O(size of the text), and a question to a `NameIndex` of all ids for each unknown id; the index is made
///   anew for the first unknown id after steps that bring in entities.
package func scenario(
  from text: SourceText, key: String, for start: EditedModel, on day: Day
) -> ScenarioReading {
  let tree = ProjectTrees.Tree(text)
  guard let node = tree.content.node else {
    return ScenarioReading(scenario: nil, others: nil, diagnostics: tree.content.diagnostics)
  }
  var reader = ScenarioReader(start: start)
  reader.reading.diagnostics = tree.content.diagnostics
  let scenario = reader.read(node, key: key, place: SourcePlace(path: text.path), day: day)
  let diagnostics = reader.reading.diagnostics.inReadingOrder
  let isSound = !diagnostics.containErrors
  return ScenarioReading(
    scenario: isSound ? scenario : nil, others: isSound || reader.isDayUnknown ? nil : scenario,
    diagnostics: diagnostics)
}

private struct ScenarioReader {
  var reading: Reading
  private(set) var isDayUnknown = false
  /// What a step names that is wrong, or one that has to do with such a step.
  private var doubtful: Set<String> = []
  private let start: EditedModel
  /// The class of what steps bring in, and where.
  private var introduced: [String: (classKey: String, place: SourcePlace)] = [:] {
    didSet { knownIds = nil }
  }
  /// Every id that there is by now, made ready when an unknown one is met.
  private var knownIds: NameIndex?

  init(start: EditedModel) {
    self.start = start
    reading = Reading(vocabulary: start.vocabulary)
    reading.documents = Set(start.project.documents.map(\.key))
  }

  private var vocabulary: Vocabulary { reading.vocabulary }

  mutating func read(_ node: TextNode, key: String, place: SourcePlace, day: Day) -> Scenario {
    var title = key
    var start = day
    var steps: [Step]?
    for entry in reading.fields(of: node) {
      switch vocabulary.term(entry.key) {
      case "scenario": title = reading.text(entry) ?? title
      case "on":
        guard let text = reading.text(entry) else { break }
        if let day = Day(text) {
          start = day
        } else {
          isDayUnknown = true
          reading.report(.badDay(text), at: entry.value.place)
        }
      case "steps":
        guard case .list(let items) = entry.value.content else {
          reading.report(.wrongShape(.list), at: entry.value.place)
          steps = []
          break
        }
        steps = items.compactMap { soundStep($0) }
      default:
        reading.report(.unknownKey(entry.key, known: reading.words(["on", "scenario", "steps"])), at: entry.keyPlace)
      }
    }
    if steps == nil {
      reading.report(
        .missingKey(Messages.steps, example: Messages.stepsExample),
        at: place)
    }
    return Scenario(key: key, title: title, day: start, steps: steps ?? [])
  }

  // MARK: Steps

  /// A step without fault, that has nothing to do with an earlier one that has a fault.
  private mutating func soundStep(_ node: TextNode) -> Step? {
    guard let step = step(node) else {
      doubtful.formUnion(node.words)
      doubtful.remove(Self.noId)
      return nil
    }
    if step.ids.isDisjoint(with: doubtful) { return step }
    doubtful.formUnion(step.ids.subtracting([Self.noId]))
    return nil
  }

  /// What a draft that only has fields is called.
  private static let noId = "id"

  private mutating func step(_ node: TextNode) -> Step? {
    let entries = reading.fields(of: node)
    guard node.entries != nil else { return nil }
    let verbs = entries.compactMap { entry in
      Verb.all.first { $0.key == vocabulary.term(entry.key) }.map { (verb: $0, entry: entry) }
    }
    guard let (verb, subjectEntry) = verbs.first else {
      let known = reading.words(Verb.all.map(\.key))
      if let first = entries.first {
        reading.report(.unknownStep(first.key, known: known), at: first.keyPlace)
      } else {
        reading.report(.wrongShape(.mapping), at: node.place)
      }
      return nil
    }
    let faults = reading.diagnostics.count
    let subject = argument(verb.shape, subjectEntry, subjectClass: nil)
    var arguments: [String: Step.Argument] = [:]
    let subjectClass = classOfSubject(subject)
    for entry in entries where entry.keyPlace != subjectEntry.keyPlace {
      guard let parameter = verb.parameters.first(where: { $0.key == vocabulary.term(entry.key) }) else {
        reading.report(
          .unknownKey(entry.key, known: reading.words([verb.key] + verb.parameters.map(\.key))), at: entry.keyPlace)
        continue
      }
      arguments[parameter.key] = argument(parameter.shape, entry, subjectClass: subjectClass)
    }
    let said = Set(entries.compactMap { vocabulary.term($0.key) })
    for parameter in verb.parameters where parameter.isRequired && !said.contains(parameter.key) {
      let words = reading.words([verb.key, parameter.key])
      reading.report(
        .missingKey(words[1], example: Wording { "{\(words[0][$0]): …, \(words[1][$0]): …}" }),
        at: subjectEntry.keyPlace)
    }
    guard let subject, reading.diagnostics.count == faults else { return nil }
    return Step(verb: verb, place: subjectEntry.keyPlace, subject: subject, arguments: arguments)
  }

  private func classOfSubject(_ subject: Step.Argument?) -> String? {
    guard case .mentions(let mentions)? = subject, let first = mentions.first else { return nil }
    return classKey(of: first.id)
  }

  private mutating func argument(
    _ shape: Verb.Shape, _ entry: TextNode.Entry, subjectClass: String?
  ) -> Step.Argument? {
    switch shape {
    case .one:
      return reading.text(entry).flatMap { mention($0, at: entry.value.place) }.map { .mentions([$0]) }
    case .many:
      return mentions(entry).map { .mentions($0) }
    case .newGranted: return newEntity(entry, classKey: vocabulary.classes(with: .granted).first?.key)
    case .newOrOne:
      if let id = entry.value.scalar { return mention(id, at: entry.value.place).map { .mentions([$0]) } }
      return newEntity(entry, classKey: subjectClass)
    case .parts:
      if entry.value.items.isEmpty { reading.report(.emptyValue(key: entry.key, advice: .text), at: entry.keyPlace) }
      let drafts = entry.value.items.compactMap { newEntity($0, classKey: subjectClass) }
      checkLines(drafts)
      return .drafts(drafts)
    case .sectionsOrOne:
      if let id = entry.value.scalar { return mention(id, at: entry.value.place).map { .mentions([$0]) } }
      let drafts = sections(entry.value)
      checkLines(drafts)
      return .drafts(drafts)
    case .relations:
      return .mentions(reading.relations(entry).map { Mention(id: $0, place: entry.value.place) })
    case .fields:
      guard let subjectClass, let entityClass = vocabulary.entityClass(subjectClass) else { return nil }
      let draft = draft(
        id: "", at: entry.keyPlace, class: entityClass, node: entry.value, takes: [])
      checkLines([draft])
      return .drafts([draft])
    }
  }

  // MARK: Naming what is there

  private func classKey(of id: String) -> String? { introduced[id]?.classKey ?? start.entity(id)?.classKey }

  private mutating func mention(_ id: String, at place: SourcePlace) -> Mention? {
    if classKey(of: id) == nil {
      let known = knownIds ?? NameIndex(start.model.entities.map(\.id) + introduced.keys)
      knownIds = known
      reading.report(.unknownId(id, nearest: known.nearest(to: id)), at: place)
      return nil
    }
    return Mention(id: id, place: place)
  }

  private mutating func mentions(_ entry: TextNode.Entry) -> [Mention]? {
    if entry.value.items.isEmpty { reading.report(.emptyValue(key: entry.key, advice: .text), at: entry.keyPlace) }
    var mentions: [Mention] = []
    for item in entry.value.items {
      guard let id = reading.text(item, of: entry.key, at: entry.keyPlace) else { continue }
      if let mention = mention(id, at: item.place) { mentions.append(mention) }
    }
    return mentions.count == entry.value.items.count ? mentions : nil
  }

  // MARK: Describing what is new

  private mutating func newEntity(_ entry: TextNode.Entry, classKey: String?) -> Step.Argument? {
    let draft = newEntity(entry.value, classKey: classKey)
    checkLines(draft.map { [$0] } ?? [])
    return draft.map { .drafts([$0]) }
  }

  /// `{id: …, …}`: the fields of an entity with its id among them.
  private mutating func newEntity(_ node: TextNode, classKey: String?) -> Draft? {
    let entries = reading.entries(of: node)
    guard node.entries != nil, let entityClass = classKey.flatMap({ vocabulary.entityClass($0) }) else { return nil }
    guard let id = entries.first(where: { vocabulary.term($0.key) == "id" }) else {
      reading.report(
        .missingKey(Messages.id, example: Messages.idExample),
        at: node.place)
      return nil
    }
    guard let key = reading.text(id) else { return nil }
    let takes = entries.first { vocabulary.term($0.key) == "takes" }.flatMap { mentions($0) } ?? []
    let fields = entries.filter { !["id", "takes"].contains(vocabulary.term($0.key) ?? "") }
    introduce(key, entityClass.key, at: id.value.place)
    return draft(
      id: key, at: id.value.place, class: entityClass,
      node: TextNode(content: .mapping(fields), place: node.place), takes: takes)
  }

  private mutating func sections(_ node: TextNode) -> [Draft] {
    var drafts: [Draft] = []
    for section in reading.entries(of: node) {
      guard let entityClass = vocabulary.entityClass(section.key) else {
        let known = vocabulary.classes.map { Reading.keys(of: $0.section, $0.plural) }
        reading.report(.unknownSection(section.key, known: known), at: section.keyPlace)
        continue
      }
      for entry in reading.entries(of: section.value) {
        introduce(entry.key, entityClass.key, at: entry.keyPlace)
        drafts.append(draft(id: entry.key, at: entry.keyPlace, class: entityClass, node: entry.value, takes: []))
      }
    }
    return drafts
  }

  private mutating func introduce(_ id: String, _ classKey: String, at place: SourcePlace) {
    if let first = introduced[id]?.place ?? start.entity(id)?.provenance.place {
      reading.report(.duplicateId(id, first: first), at: place)
    } else {
      introduced[id] = (classKey, place)
    }
  }

  private mutating func draft(
    id: String, at place: SourcePlace, class entityClass: Vocabulary.EntityClass, node: TextNode, takes: [Mention]
  ) -> Draft {
    // Fields of something that is there have no id of their own, and every id but none is checked.
    let (entity, references) = reading.entity(
      id: id.isEmpty ? Self.noId : id, at: place, class: entityClass, node: node)
    let lines = references.map { reference in
      Draft.Line(
        relation: reference.relation.key, to: Mention(id: reference.to, place: reference.toPlace),
        period: reference.period, attributes: reference.attributes, certainty: reference.provenance.certainty)
    }
    let fields = (node.entries ?? []).filter { vocabulary.field($0.key, of: entityClass.key) == nil }
    return Draft(
      entity: entity, lines: lines, takes: takes, terms: Set(fields.compactMap { vocabulary.term($0.key) }))
  }

  /// Whether every relation that drafts name leads to something that is there and fits.
  private mutating func checkLines(_ drafts: [Draft]) {
    for draft in drafts {
      for line in draft.lines {
        guard let relation = vocabulary.relation(line.relation), let target = mention(line.to.id, at: line.to.place),
          let classKey = classKey(of: target.id)
        else { continue }
        let expected = relation.targets(from: draft.entity.classKey)
        if expected.contains(classKey) { continue }
        func name(_ key: String) -> Wording { vocabulary.entityClass(key)?.singular ?? Wording(key) }
        reading.report(
          .wrongClass(id: target.id, isA: name(classKey), key: relation.key, expected: expected.map(name)),
          at: line.to.place)
      }
    }
  }
}
