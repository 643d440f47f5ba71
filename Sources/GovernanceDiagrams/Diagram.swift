// A chart as a value: what stands in it and how it looks, before anything is placed.
//
// This module turns a model, a view and marks into a diagram and its DOT text. It must not know what the marks mean,
// how rules are evaluated, files, or the library that draws.

import SourceDiagnostics

/// What a chart shows, in the order in which it is written.
package struct Diagram: Sendable {
  /// One line of a node's label.
  package struct Line: Sendable, Hashable {
    /// How a line is shown.
    package enum Tone: Sendable, Hashable {
      case name, detail
      /// A name that will be gone.
      case struck
      case badge(Overlay.Mark.Level)
    }

    /// The text, as it is shown: not yet written for DOT.
    package let text: String
    /// How it is shown.
    package let tone: Tone
  }

  /// An entity that is told of in a box: one of several that share it, or one to which the box's own is related.
  package struct Member: Sendable, Hashable {
    /// The entity's id; empty for one that nobody knows.
    package let id: String
    /// The lines of its name and details, wrapped.
    package let lines: [String]
    /// Shown when somebody points at it; lines are separated by line breaks.
    package let tooltip: String
    /// What is found of it, where it has no box of its own to say so.
    package var mark: Overlay.Mark.Level?
  }

  /// Entities under a heading in a box.
  package struct List: Sendable, Hashable {
    /// Empty where the box's own lines are the heading.
    package let heading: String
    /// The entities, in the order in which they are listed.
    package let members: [Member]
  }

  /// A box of the chart.
  package struct Node: Sendable, Hashable {
    /// The entity's id; for what is no entity a text that contains a `/` or starts with `group-`.
    package let id: String
    /// Class and kind of the entity, and its state: for style sheets.
    package let classes: [String]
    /// What the box says, from top to bottom.
    package let lines: [Line]
    /// What the box tells beside its lines; for a node that stands for several entities, these.
    package let lists: [List]
    /// The look, as attributes of Graphviz.
    package let style: Style
    /// Shown when somebody points at the box; lines are separated by line breaks.
    package let tooltip: String
  }

  /// A line of the chart.
  package struct Edge: Sendable, Hashable {
    /// The model's edge, or the first of those that are drawn as one.
    package let id: String
    /// The relation's key, and states such as `planned`: for style sheets.
    package let classes: [String]
    /// The node that stands above (or beside: on the side of authority) unless the edge is free.
    package let upper: String
    /// The id of the node below, or on the other side.
    package let lower: String
    /// The look, as attributes of Graphviz.
    package var style: Style
    /// The lines of the label; empty without one.
    package let label: [String]
    /// Shown when somebody points at the line; lines are separated by line breaks.
    package let tooltip: String
  }

  /// Two nodes of which one stands above the other without a line, because a frame says why.
  package struct Pair: Sendable, Hashable {
    /// The id of the node above.
    package let upper: String
    /// The id of the node below.
    package let lower: String
  }

  /// A frame around nodes.
  package struct Cluster: Sendable, Hashable {
    /// Starts with `cluster`, as the library wants it.
    package let id: String
    /// What the cluster is called.
    package let title: String
    /// What there is to say of what the frame stands for, where it has no node of its own.
    package let lines: [Line]
    /// The nodes that stand in it and in no cluster within it.
    package let nodes: [Node]
    /// The clusters within it.
    package let clusters: [Cluster]
  }

  /// What a way of drawing means.
  package enum LegendEntry: Sendable, Hashable {
    /// A node's look, by its words.
    case node(style: Style, words: String)
    /// A line's look, by the relation's words.
    case line(style: Style, words: String)
    /// A sign in a label.
    case sign(String, words: String)
  }

  /// The heading of the chart: project, view and day.
  package let title: String
  /// What the chart shows, in a sentence, for readers who cannot see it.
  package let description: String
  /// The direction in which ranks follow each other, as Graphviz names it: `TB`, `BT`, `LR` or `RL`.
  package let rankdir: String
  /// The nodes outside every frame.
  package let nodes: [Node]
  /// The clusters that stand in no other.
  package let clusters: [Cluster]
  /// The lines, each pair of nodes and relation once.
  package let edges: [Edge]
  /// Pairs that a cluster shows in place of a line; they still stand above each other.
  package let unlinedPairs: [Pair]
  /// What stands in a row, above what stands in the next: parts of the chart that no line joins.
  package let rowPairs: [Pair]
  /// Only what is drawn.
  package let legend: [LegendEntry]
}

/// Attributes of Graphviz for one node or edge.
package struct Style: Sendable, Hashable {
  private var values: [String: String] = [:]

  /// A style that says nothing.
  package init() {}

  /// Keeps what concerns looks: labels, links and files are not a vocabulary's to set.
  init(_ style: [(key: String, value: String)]) {
    for (key, value) in style where Self.looks.contains(key) { values[key] = value }
  }

  /// The value of an attribute of Graphviz; nil where the style does not say it.
  package subscript(key: String) -> String? {
    get { values[key] }
    set { values[key] = newValue }
  }

  /// By key, so that the text does not depend on the order in which it was put together.
  package var sorted: [(key: String, value: String)] { values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } }

  /// This style where the other says nothing, else the other.
  func overridden(by other: Style) -> Style {
    var result = self
    result.values.merge(other.values) { _, later in later }
    return result
  }

  /// Adds a word to the list that Graphviz itself calls `style`.
  mutating func add(_ word: String) {
    values["style"] = values["style"].map { "\($0),\(word)" } ?? word
  }

  private static let looks: Set<String> = [
    "arrowhead", "arrowsize", "arrowtail", "color", "dir", "distortion", "fillcolor", "fontcolor", "gradientangle",
    "height", "margin", "orientation", "penwidth", "peripheries", "shape", "sides", "skew", "style", "weight", "width",
  ]
}
