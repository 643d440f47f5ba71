// From a model, a view and marks to a diagram.

import GovernanceModel
import SourceDiagnostics

/// What a view of a model looks like on a day.
///
/// Drawn is what holds on the day, and what is planned as such; what has ended is not.
///
/// - Complexity: O(n log n) in entities, edges and marks, for each as many steps as the view names classes and
///   relations, and once more for each level of frames within clustering.
package func diagram(
  of model: Model, as view: View, on day: Day, language: Language, overlay: Overlay = Overlay()
) -> Diagram {
  DiagramBuilder(model: model, view: view, day: day, language: language, overlay: overlay).diagram
}

/// One chart in the making.
struct DiagramBuilder {
  let model: Model
  let view: View
  let language: Language
  let overlay: Overlay
  let selection: Selection
  let grouping: Grouping
  let clustering: Clustering
  let openEnds: OpenEnds
  let words: Sentences
  /// What is drawn as a frame and no more, because its node would only repeat the frame's title.
  let collapsed: Set<String>
  private let day: Day

  init(model: Model, view: View, day: Day, language: Language, overlay: Overlay) {
    self.model = model
    self.view = view
    self.day = day
    self.language = language
    self.overlay = overlay
    selection = Selection(of: model, as: view, on: day, overlay: overlay)
    let clustering = Clustering(selection, view: view, vocabulary: model.vocabulary, language: language)
    self.clustering = clustering
    grouping = Grouping(selection, clustering: clustering, overlay: overlay, focus: view.focus)
    openEnds = OpenEnds(selection, view: view, overlay: overlay)
    words = Sentences(model: model, language: language)
    collapsed = Self.collapsed(selection, clustering: clustering, view: view, overlay: overlay)
  }

  /// - Returns: where the view asks for frames by relations: what has a frame, and neither a line nor a list.
  private static func collapsed(
    _ selection: Selection, clustering: Clustering, view: View, overlay: Overlay
  ) -> Set<String> {
    guard case .relations = view.cluster else { return [] }
    let lined = selection.relations.filter { !clustering.shows($0.edge) }.flatMap { [$0.edge.from, $0.edge.to] }
    let shown = Set(lined + selection.listed.map(\.box))
    let alone = selection.entities.filter { clustering.hasCluster(for: $0.entity) && !shown.contains($0.entity.id) }
    return Set(alone.map(\.entity.id))
  }

  var diagram: Diagram {
    let clusteredNodes = clusteredNodes
    let isLarge = clusteredNodes.contains { !$0.node.classes.contains("group") && !$0.node.lists.isEmpty }
    let edges = staggered(self.edges, mostInRow: isLarge ? 4 : 6)
    let (nodes, clusters) = clustering.arranged(clusteredNodes, titles: clusterLines)
    let rows = Rows(nodes: nodes, clusters: clusters, edges: edges, pairs: unlinedPairs, goesSideways: goesSideways)
    return Diagram(
      title: title, description: description(of: edges), rankdir: rankdir, nodes: nodes, clusters: clusters,
      edges: edges, unlinedPairs: unlinedPairs, rowPairs: rows.pairs, legend: legend)
  }

  private var goesSideways: Bool { view.direction == .left || view.direction == .right }

  private var rankdir: String {
    switch view.direction {
    case .up: "TB"
    case .down: "BT"
    case .left: "LR"
    case .right: "RL"
    }
  }

  // MARK: Nodes

  /// Every node with the frame it stands in.
  private var clusteredNodes: [(frame: String?, node: Diagram.Node)] {
    var framed: [(frame: String?, node: Diagram.Node)] = []
    var drawn: Set<String> = []
    let groups = Dictionary(
      uniqueKeysWithValues: grouping.groups.compactMap { group in
        group.first.map { (grouping.node(of: $0.entity.id), group) }
      })
    for shown in selection.entities where !collapsed.contains(shown.entity.id) {
      let id = grouping.node(of: shown.entity.id)
      guard drawn.insert(id).inserted else { continue }
      let node = groups[id].map { self.node(of: $0, id: id) } ?? node(of: shown)
      framed.append((clustering.key(of: shown.entity), node))
    }
    if framed.isEmpty { framed.append((nil, emptiness)) }
    for end in openEnds.drawn { framed.append((clustering.key(of: end.entity), node(of: end))) }
    return framed
  }

  /// Says that there is nothing, so that nobody takes an empty page for a fault.
  private var emptiness: Diagram.Node {
    Diagram.Node(
      id: "nothing/shown", classes: ["empty"], lines: [Diagram.Line(text: Messages.nothing[language], tone: .detail)],
      lists: [], style: Style([("shape", "plaintext")]), tooltip: Messages.nothing[language])
  }

  private func node(of shown: Selection.Shown) -> Diagram.Node {
    let entity = shown.entity
    let marks = overlay.marks(on: entity.id)
    let change = overlay.change(of: entity.id)
    let tone: Diagram.Line.Tone = change == .removed ? .struck : .name
    var lines = wrapped(words.name(of: entity)).map { Diagram.Line(text: $0, tone: tone) }
    lines += details(of: shown)
    var classes = [entity.classKey] + (entity.kind.map { [$0] } ?? []) + (change.map { [$0.rawValue] } ?? [])
    if shown.isPlanned { classes.append("planned") }
    if entity.provenance.certainty != .explicit { classes.append(entity.provenance.certainty.rawValue) }
    if let gravest = marks.first?.level { classes.append("\(gravest)") }
    if overlay.trail?.passes(entity.id) == true { classes.append("trail") }
    return Diagram.Node(
      id: entity.id, classes: classes, lines: lines, lists: lists(in: entity), style: style(of: shown, marks: marks),
      tooltip: tooltip(of: shown, marks: marks))
  }

  /// What a box says below the name.
  private func details(of shown: Selection.Shown) -> [Diagram.Line] {
    let entity = shown.entity
    let marks = overlay.marks(on: entity.id)
    var texts = overlay.change(of: entity.id).map { [$0.label(in: language)] } ?? []
    texts += words.kindUnlessNamed(entity).map { [$0] } ?? []
    texts += words.told(entity.attributes, of: view.attributes)
    texts += clustering.texts(of: entity)
    if shown.isPlanned { texts.append(words.planned(entity.period)) }
    texts += openEnds.inLabel(of: entity).map { "\($0.relation.words[language]): ?" }
    var lines = texts.map { Diagram.Line(text: $0, tone: .detail) }
    if let gravest = marks.first?.level {
      lines.append(Diagram.Line(text: "\(gravest.sign) \(words.counts(of: marks))", tone: .badge(gravest)))
    }
    return lines
  }

  /// What the title of a frame adds where it stands for something that has no node.
  private var clusterLines: [String: [Diagram.Line]] {
    let alone = selection.entities.filter { collapsed.contains($0.entity.id) }
    return Dictionary(
      uniqueKeysWithValues: alone.map { shown in
        // A frame is not dashed, so words say how certain it is.
        let certainty = words.certainty(of: shown.entity.provenance).map { Diagram.Line(text: $0, tone: .detail) }
        return (shown.entity.id, certainty + details(of: shown))
      })
  }

  private func node(of group: [Selection.Shown], id: String) -> Diagram.Node {
    let entities = group.map(\.entity)
    let kinds = Set(entities.map(\.kind))
    let classKey = entities.first?.classKey ?? ""
    let kind = kinds.count == 1 ? entities.first.flatMap { model.vocabulary.kind(of: $0) } : nil
    // Who shares a box says the same of itself, so the first speaks for all.
    let texts = entities.first.map(clustering.texts) ?? []
    let details = (kind.map { [$0.words[language]] } ?? []) + texts
    let title =
      "\(entities.count) \(words.plural(of: classKey))"
      + (details.isEmpty ? "" : " (\(details.joined(separator: ", ")))")
    let members = group.map {
      Diagram.Member(
        id: $0.entity.id, lines: wrapped(words.name(of: $0.entity), width: 36), tooltip: tooltip(of: $0, marks: []))
    }
    var look = Style(model.vocabulary.entityClass(classKey)?.style ?? [])
    if let kind { look = look.overridden(by: Style(kind.style)) }
    // A trail passes nobody who shares a box.
    overlay.trail?.paint(node: &look, of: id)
    return Diagram.Node(
      id: id, classes: [classKey, "group"], lines: [Diagram.Line(text: title, tone: .detail)],
      lists: [Diagram.List(heading: "", members: members)],
      style: look, tooltip: title)
  }

  /// The look of a class, overridden by that of the kind, overridden by the state.
  private func style(of shown: Selection.Shown, marks: [Overlay.Mark]) -> Style {
    var look = words.look(of: shown.entity)
    if shown.isPlanned {
      look.add("dotted")
    } else if shown.entity.provenance.certainty != .explicit {
      look.add("dashed")
    }
    if let gravest = marks.first?.level {
      look["color"] = gravest.colour
      look["penwidth"] = "3"
    }
    overlay.change(of: shown.entity.id)?.paint(node: &look)
    if let weight = overlay.weight(of: shown.entity.id) { look["fontsize"] = Self.fontSize(of: weight) }
    overlay.trail?.paint(node: &look, of: shown.entity.id)
    return look
  }

  /// The area of the letters, and so of the box, grows with the weight: from an ordinary one to six times that.
  private static func fontSize(of weight: Double) -> String {
    let ordinary = 12.0
    return String(Int((ordinary * (1 + 5 * min(max(weight, 0), 1)).squareRoot()).rounded()))
  }

  private func tooltip(of shown: Selection.Shown, marks: [Overlay.Mark]) -> String {
    let entity = shown.entity
    var lines = [words.name(of: entity) + (words.kindUnlessNamed(entity).map { " (\($0))" } ?? "")]
    if shown.isPlanned { lines.append(words.planned(entity.period)) }
    lines += words.origin(of: entity.provenance)
    for end in selection.unknowns(of: entity.id) {
      let details = words.details(end.unknown.attributes) + words.origin(of: end.unknown.provenance)
      let more = details.isEmpty ? "" : " (\(details.joined(separator: "; ")))"
      lines.append("\(end.relation.words[language]): \(Messages.unknown[language])\(more)")
    }
    lines += marks.map { "\($0.level.sign) \($0.text)" }
    return lines.joined(separator: "\n")
  }

  // MARK: Ends that nobody knows

  private func tooltip(of end: Selection.OpenEnd) -> String {
    words.sentence(end.relation, near: words.name(of: end.entity), far: "?") + " (\(Messages.unknown[language]))"
  }

  private func node(of end: Selection.OpenEnd) -> Diagram.Node {
    var look = Style()
    look["shape"] = "circle"
    look["style"] = "dashed"
    look["color"] = "#777777"
    look["width"] = "0.28"
    look["margin"] = "0"
    return Diagram.Node(
      id: end.id, classes: ["unknown"], lines: [Diagram.Line(text: "?", tone: .detail)], lists: [], style: look,
      tooltip: tooltip(of: end))
  }

  // MARK: Edges

  /// A relation between two nodes is drawn once, however many terms or members it stands for.
  private var edges: [Diagram.Edge] {
    var order: [String] = []
    var merged: [String: [Selection.Relation]] = [:]
    for item in selection.relations where !clustering.shows(item.edge) {
      let change = overlay.change(of: item.edge.id)?.rawValue ?? ""
      let ends = [item.relation.key, grouping.node(of: item.edge.from), grouping.node(of: item.edge.to), change]
      let key = ends.joined(separator: "\u{1F}")
      if merged[key] == nil { order.append(key) }
      merged[key, default: []].append(item)
    }
    return order.compactMap { merged[$0] }.compactMap(edge)
      + openEnds.drawn.map { end in
        var look = line(of: end.relation)
        look.add("dashed")
        return Diagram.Edge(
          id: "\(end.entity.id)/\(end.relation.key)", classes: [end.relation.key, "unknown"], upper: end.id,
          lower: end.entity.id, style: look, label: [], tooltip: tooltip(of: end))
      }
  }

  /// What hangs alone under one node, and there is much of it, hangs in several rows: one row would not fit a page.
  private func staggered(_ edges: [Diagram.Edge], mostInRow: Int) -> [Diagram.Edge] {
    let ends = edges.flatMap { [$0.upper, $0.lower] }
    let degrees = Dictionary(ends.map { ($0, 1) }, uniquingKeysWith: +)
    let isHanging = edges.map { $0.style["constraint"] == nil && degrees[$0.lower] == 1 && $0.upper != $0.lower }
    let hanging = Dictionary(zip(edges, isHanging).filter(\.1).map { ($0.0.upper, 1) }, uniquingKeysWith: +)
    var placed: [String: Int] = [:]
    return zip(edges, isHanging).map { edge, isHanging in
      let count = hanging[edge.upper] ?? 0
      guard isHanging, count > mostInRow else { return edge }
      let rows = min(4, (count + mostInRow - 2) / (mostInRow - 1))
      let row = placed[edge.upper, default: 0] % rows
      placed[edge.upper, default: 0] += 1
      var result = edge
      if row > 0 { result.style["minlen"] = String(row + 1) }
      return result
    }
  }

  private var unlinedPairs: [Diagram.Pair] {
    var seen: Set<Diagram.Pair> = []
    return selection.relations.filter { clustering.shows($0.edge) }.map(\.upperAndLower)
      .filter { !collapsed.contains($0.upper) && !collapsed.contains($0.lower) }
      .map { Diagram.Pair(upper: grouping.node(of: $0.upper), lower: grouping.node(of: $0.lower)) }
      .filter { seen.insert($0).inserted }
  }

  private func edge(of items: [Selection.Relation]) -> Diagram.Edge? {
    guard let first = items.first else { return nil }
    var look = line(of: first.relation)
    var classes = [first.relation.key]
    // One firm term makes the line firm: a dash would take back what the source says.
    let isInferred = items.allSatisfy { $0.edge.provenance.certainty != .explicit }
    let isPlanned = items.allSatisfy(\.isPlanned)
    if isPlanned { classes.append("planned") }
    if isInferred { classes.append("inferred") }
    // A line has one pattern; that somebody read it into the source weighs more than when it starts.
    if isInferred { look.add("dashed") } else if isPlanned { look.add("dotted") }
    let change = overlay.change(of: first.edge.id)
    if let change { classes.append(change.rawValue) }
    change?.paint(edge: &look)
    overlay.trail?.paint(edge: &look, between: first.edge.from, and: first.edge.to)
    // A box that comes or goes tells it for its lines.
    let isToldByBox = [first.edge.from, first.edge.to].contains { overlay.change(of: $0) != nil }
    var labels = isToldByBox ? [] : change.map { [$0.label(in: language)] } ?? []
    var seen = Set(labels)
    for item in items {
      for text in item.edge.texts + words.told(item.edge.attributes, of: view.attributes)
      where seen.insert(text).inserted { labels.append(text) }
    }
    let (near, far) = (grouping.node(of: first.edge.from), grouping.node(of: first.edge.to))
    let farIsUpper = first.relation.rank == .up
    return Diagram.Edge(
      id: first.edge.id, classes: classes, upper: farIsUpper ? far : near, lower: farIsUpper ? near : far,
      style: look, label: labels.isEmpty ? [] : wrapped(labels.joined(separator: ", "), width: 18),
      tooltip: items.map(tooltip).joined(separator: "\n"))
  }

  /// The look of a relation's line, as drawn from the upper end to the lower.
  private func line(of relation: Vocabulary.Relation) -> Style {
    var look = Style(relation.style)
    guard relation.rank != .free else {
      look["constraint"] = "false"
      return look
    }
    guard relation.rank == .up else { return look }
    (look["arrowhead"], look["arrowtail"]) = (look["arrowtail"], look["arrowhead"])
    switch look["dir"] {
    case nil, "forward": look["dir"] = "back"
    case "back": look["dir"] = nil
    default: break
    }
    return look
  }

  func tooltip(of item: Selection.Relation) -> String {
    let edge = item.edge
    let names = [edge.from, edge.to].map { id in model.entity(id).map(words.name) ?? id }
    var details = words.details(edge.attributes)
    if day < edge.period.from { details.append(words.planned(edge.period)) }
    details += words.origin(of: edge.provenance)
    return words.sentence(item.relation, near: names[0], far: names[1])
      + (details.isEmpty ? "" : " (\(details.joined(separator: "; ")))")
  }

  // MARK: The whole

  private var title: String {
    [model.project.name, capitalised(view.title[language]), day.inWords(language)]
      .filter { !$0.isEmpty }.joined(separator: " — ")
  }

  private func description(of edges: [Diagram.Edge]) -> String {
    let counts = Dictionary(selection.entities.map { ($0.entity.classKey, 1) }, uniquingKeysWith: +)
    let classes = model.vocabulary.classes.compactMap { entityClass -> String? in
      guard let count = counts[entityClass.key] else { return nil }
      return "\(count) \((count == 1 ? entityClass.singular : entityClass.plural)[language])"
    }
    let marks = selection.entities.flatMap { overlay.marks(on: $0.entity.id) }
    var parts = classes.isEmpty ? [Messages.nothing[language]] : classes
    if !selection.relations.isEmpty { parts.append(Messages.relations.counted(selection.relations.count)[language]) }
    if !marks.isEmpty { parts.append(words.counts(of: marks)) }
    let subject = [model.project.name, capitalised(view.title[language])].filter { !$0.isEmpty }
    return "\(subject.joined(separator: " — ")), \(Messages.on[language]) \(day.inWords(language)): "
      + "\(parts.joined(separator: ", "))."
  }
}

extension Overlay.Mark.Level {
  /// Shapes that differ without their colour, and that common fonts have.
  var sign: String {
    switch self {
    case .error: "▲"
    case .warning: "■"
    case .note: "●"
    }
  }

  /// Vermilion, orange and blue of Okabe and Ito's palette.
  var colour: String {
    switch self {
    case .error: "#D55E00"
    case .warning: "#E69F00"
    case .note: "#0072B2"
    }
  }

  /// Darker, so that small letters stay readable.
  var textColour: String {
    switch self {
    case .error: "#933800"
    case .warning: "#6B4A00"
    case .note: "#005282"
    }
  }
}

/// With a capital letter, as a title begins.
func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
