// A scenario being carried out: what its verbs share.

import SourceDiagnostics

/// What carrying out a scenario gives.
package struct ReorganisedModel: Sendable {
  /// The model as the steps leave it.
  package let edited: EditedModel
  /// The edges that ended or were deleted, in the order in which it happened.
  package let endedEdges: [Edge]
  /// In the order in which it happens.
  package let orphans: [Orphan]
}

extension EditedModel {
  /// Carries out a scenario, on top of what was edited before.
  ///
  /// Whatever a step takes away ends on the day before the scenario's; only `remove` deletes.
  ///
  /// - Returns: nil where a step cannot be done; every such step is reported.
  /// - Complexity: what the steps touch, and the relations of what they touch.
  package func applying(_ scenario: Scenario) -> (result: ReorganisedModel?, diagnostics: [Diagnostic]) {
    var reorganisation = Reorganisation(of: self, on: scenario.day)
    for step in scenario.steps {
      reorganisation.step = step
      step.verb.apply(step, &reorganisation)
    }
    let diagnostics = reorganisation.diagnostics.inReadingOrder
    guard !diagnostics.containErrors else { return (nil, diagnostics) }
    return (reorganisation.result, diagnostics)
  }

  /// Ends entities with all their relations, as `abolish` without a successor does.
  ///
  /// - Parameter ids: of what is there on the day.
  /// - Complexity: the relations of these, and of what they lead to.
  package func ending(_ ids: [String], on day: Day) -> ReorganisedModel {
    var reorganisation = Reorganisation(of: self, on: day)
    for id in ids { if let entity = entity(id) { reorganisation.end(entity) } }
    return reorganisation.result
  }
}

/// The state between two steps.
struct Reorganisation {
  /// The first day of the new situation.
  let day: Day
  private let start: EditedModel
  fileprivate(set) var editor: EditedModel
  fileprivate(set) var diagnostics: [Diagnostic] = []
  fileprivate var step: Step?
  /// Where a step took the entity away.
  private var gone: [String: SourcePlace] = [:]
  /// Edges that a step asked for by name, which no later one may contradict.
  private var asked: [String: SourcePlace] = [:]
  /// Fields that a step set, as `id/key`.
  private var settings: [String: SourcePlace] = [:]
  /// Ids of edges that the scenario itself brought in.
  private var created: Set<String> = []
  private var endedEdges: [Edge] = []

  init(of start: EditedModel, on day: Day) {
    self.start = start
    editor = start
    self.day = day
  }

  var vocabulary: Vocabulary { editor.vocabulary }

  mutating func report(_ fault: EditFault, at place: SourcePlace) { diagnostics.append(fault.diagnostic(at: place)) }

  // MARK: What there is

  /// The entity, if it is still there on the day; otherwise a fault at the place that names it.
  mutating func existing(_ mention: Mention) -> Entity? {
    if let place = gone[mention.id] {
      report(.goneEarlier(mention.id, at: place), at: mention.place)
      return nil
    }
    // Whether the id exists at all is the reader's business, which knows the ids that steps bring in.
    guard let entity = editor.entity(mention.id) else { return nil }
    guard day < entity.period.until, entity.stage != .ended else {
      report(.endedBefore(mention.id, last: entity.period.until.advanced(by: -1), on: day), at: mention.place)
      return nil
    }
    return entity
  }

  /// All of them, or nil where one is not there.
  mutating func existing(_ mentions: [Mention]) -> [Entity]? {
    let found = mentions.map { existing($0) }
    return found.contains { $0 == nil } ? nil : found.compactMap { $0 }
  }

  /// Whether two mentions name different things; if not, that is a fault.
  mutating func differ(_ first: Mention, _ second: Mention) -> Bool {
    if first.id != second.id { return true }
    report(.sameTwice(first.id, at: first.place), at: second.place)
    return false
  }

  /// The edges of an entity that hold on the day or will later.
  func edges(of id: String) -> [Edge] { editor.edges(of: id).filter { day < $0.period.until } }

  // MARK: Edits that keep track of what happens

  mutating func perform(_ edit: Edit) { editor.apply(edit) }

  /// Ends an entity and all its edges.
  mutating func end(_ entity: Entity) {
    for edge in edges(of: entity.id) { end(edge) }
    perform(.end(entity: entity.id, on: day))
    gone[entity.id] = here
  }

  mutating func end(_ edge: Edge) {
    endedEdges.append(edge)
    perform(.disconnect(edge: edge.id, on: day))
  }

  /// Ends an edge because a step says so by name: an earlier step may not have asked for it.
  mutating func endAsAsked(_ edge: Edge) {
    if let place = asked[edge.id] {
      report(.contradicts(sentence(of: edge), at: place), at: here)
      return
    }
    end(edge)
  }

  /// Deletes an entity, or an edge, as if it had never been written.
  mutating func delete(_ entity: Entity) {
    endedEdges += edges(of: entity.id)
    perform(.delete(entity: entity.id))
    gone[entity.id] = here
  }

  mutating func delete(_ edge: Edge) {
    endedEdges.append(edge)
    perform(.deleteEdge(edge.id))
  }

  /// Where the present step stands, for what it brings in.
  private func provenance(_ certainty: Certainty, at place: SourcePlace? = nil) -> Provenance {
    Provenance(certainty: certainty, place: place ?? here)
  }

  /// Where the present step stands; nowhere, where no scenario asks for what is done.
  private var here: SourcePlace { step?.place ?? SourcePlace(path: "") }

  /// Inserts a new entity from the day on, unless it says when, and what it says of its relations.
  mutating func insert(_ draft: Draft) {
    let entity = draft.entity
    let starts = entity.period.from == .earliest && entity.stage == .active && day < entity.period.until
    perform(.insert(starts ? entity.with(period: Period(from: day, until: entity.period.until)) : entity))
    for line in draft.lines { connect(line, of: entity.id) }
  }

  /// Adds the relation that a step names.
  mutating func connect(_ line: Draft.Line, of id: String) {
    if let place = gone[line.to.id] {
      report(.goneEarlier(line.to.id, at: place), at: line.to.place)
      return
    }
    let isOpen = line.period.from == .earliest && day < line.period.until
    connect(
      from: id, relation: line.relation, to: line.to.id,
      period: isOpen ? Period(from: day, until: line.period.until) : line.period, attributes: line.attributes,
      provenance: provenance(line.certainty, at: line.to.place), isAsked: true)
  }

  /// Adds the relation that a step asks for by name.
  mutating func connect(from: String, relation: String, to: String, at place: SourcePlace) {
    connect(
      from: from, relation: relation, to: to, period: Period(from: day), attributes: [],
      provenance: provenance(.explicit, at: place), isAsked: true)
  }

  /// Carries an edge over to other ends, unless there is such a one, or it would lead to itself. How certain it was, it
  /// stays; the document that it was found in does not speak of the new one.
  mutating func carry(_ edge: Edge, from: String, to: String) {
    guard from != to, let origin = editor.entity(from), let target = editor.entity(to) else { return }
    guard vocabulary.relation(edge.relation)?.targets(from: origin.classKey).contains(target.classKey) == true else {
      report(.doesNotFit(sentence(of: edge), from: from, to: to), at: here)
      return
    }
    let isThere = edges(of: from).contains { other in
      other.relation == edge.relation && other.from == from && other.to == to
        && other.attributes.map(\.value) == edge.attributes.map(\.value)
    }
    if isThere { return }
    connect(
      from: from, relation: edge.relation, to: to,
      period: Period(from: max(day, edge.period.from), until: edge.period.until), attributes: edge.attributes,
      provenance: provenance(edge.provenance.certainty), isAsked: false)
  }

  private mutating func connect(
    from: String, relation: String, to: String, period: Period, attributes: [Attribute], provenance: Provenance,
    isAsked: Bool
  ) {
    let id = editor.edgeId(from: from, relation: relation, to: to)
    perform(
      .connect(
        Edge(
          id: id, relation: relation, from: from, to: to, period: period, attributes: attributes,
          provenance: provenance)))
    created.insert(id)
    if isAsked { asked[id] = provenance.place }
  }

  /// What was not known of a relation is known from the day on.
  mutating func settleUnknown(_ key: String, of id: String) {
    guard let entity = editor.entity(id), entity.unknowns.contains(where: { $0.key == key }) else { return }
    let unknowns = entity.unknowns.compactMap { unknown -> Unknown? in
      guard unknown.key == key, day < unknown.period.until else { return unknown }
      guard unknown.period.from < day else { return nil }
      return Unknown(
        key: key, period: Period(from: unknown.period.from, until: day), attributes: unknown.attributes,
        provenance: unknown.provenance)
    }
    perform(.change(entity.with(unknowns: unknowns)))
  }

  /// Notes that a step sets a field, and reports where an earlier one did so.
  mutating func mark(_ key: String, of id: String, at place: SourcePlace) -> Bool {
    if let earlier = settings["\(id)/\(key)"] {
      report(.setEarlier(key, of: id, at: earlier), at: place)
      return false
    }
    settings["\(id)/\(key)"] = place
    return true
  }

  // MARK: Passing on

  /// Whether the entity can act: what others hold of it passes to whoever comes in its place, and what it is made of
  /// does not.
  func isActor(_ id: String) -> Bool {
    editor.entity(id).map { vocabulary.hasTrait(.actor, $0.classKey) } ?? false
  }

  /// Passes on what one entity is to others, and what it works on, to another: relations that lead to it, and its own to
  /// what is no actor. Its own members, chair, reporting line and so on are not passed on.
  mutating func passOn(
    from old: Entity, to new: Entity, within limits: [Mention] = [], where concerns: (Edge) -> Bool
  ) {
    let allowed = Set(limits.map(\.id))
    for edge in edges(of: old.id) where concerns(edge) {
      let isIncoming = edge.to == old.id
      let other = isIncoming ? edge.from : edge.to
      if allowed.isEmpty {
        guard isIncoming || !isActor(other) else { continue }
      } else {
        guard allowed.contains(other) else { continue }
      }
      end(edge)
      if isIncoming { carry(edge, from: other, to: new.id) } else { carry(edge, from: new.id, to: other) }
    }
  }

  // MARK: Words

  func sentence(of edge: Edge) -> Wording {
    vocabulary.sentence(
      of: edge, from: editor.entity(edge.from)?.label ?? edge.from, to: editor.entity(edge.to)?.label ?? edge.to)
  }

  // MARK: The result

  fileprivate var result: ReorganisedModel {
    ReorganisedModel(edited: editor, endedEdges: endedEdges, orphans: orphans)
  }

  /// - Complexity: O(edges that ended), and of what they led to as many edges as it takes to find one that is left.
  private var orphans: [Orphan] {
    Orphan.all(losing: endedEdges.filter { !created.contains($0.id) }) { id in
      gone[id] == nil && start.entity(id) != nil ? editor.entity(id) : nil
    } isLeft: { end in
      editor.hasEdge(of: end.id) { day < $0.period.until && end.belongs(to: $0) }
    }
  }
}
