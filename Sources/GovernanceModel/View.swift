// What a chart shows and how: chosen by name from the vocabulary or the project.

import SourceDiagnostics

/// A chart's choice of what to show.
package struct View: Sendable {
  /// Which way the lines of authority run.
  package enum Direction: String, Sendable, CaseIterable {
    case up, down, left, right
  }

  /// By what the nodes are put into frames.
  package enum Cluster: Sendable, Hashable {
    case none
    /// Bodies by their tier, parties apart, and so on: an attribute's value, or the class for what has none.
    case attribute(String)
    case entityClass
    /// What is part of something stands within it.
    case parent
    /// What one of these relations puts into something stands within it: a participant within its region, say. Keys of
    /// relations; where two of them claim the same thing, the first one has it.
    case relations([String])
  }

  /// The name by which it is asked for, in kebab-case.
  package var key: String
  /// What the chart is called.
  package var title: Wording
  /// Keys of classes; an edge is shown where both its ends are.
  package var classes: [String]
  /// Keys of kinds; nil shows every kind.
  package var kinds: [String]?
  /// Keys of relations; nil shows every relation between what is shown.
  package var relations: [String]?
  /// Keys of relations that are told in a box instead of drawn: in the box of whichever end's class `classes` names first.
  /// Between two of the same class they are drawn, unless they have no upper and no lower end.
  package var listed: [String]
  /// Those of `listed` that are drawn all the same where several boxes would tell of the same thing; where that would be
  /// many lines, the boxes say in how many others it is.
  package var shared: [String]
  /// Keys of attributes that are told in the boxes and on the lines.
  package var attributes: [String]
  /// The key of the class that the chart is about: what is connected with none of it is left out.
  package var subject: String?
  /// Which way the lines of authority run.
  package var direction: Direction
  /// By what the nodes are put into clusters.
  package var cluster: Cluster
  /// Whether entities without any shown relation are in the chart.
  package var showsIsolated: Bool
  /// Ids from which the chart reaches out `depth` steps, whichever way the relations run; empty shows everything.
  package var focus: [String]
  /// Steps from the focus; nil goes as far as there are relations.
  package var depth: Int?

  /// A view; what is not given shows everything.
  package init(
    key: String, title: Wording, classes: [String], kinds: [String]? = nil, relations: [String]? = nil,
    listed: [String] = [], shared: [String] = [], attributes: [String] = [], subject: String? = nil,
    direction: Direction = .up, cluster: Cluster = .none, showsIsolated: Bool = true, focus: [String] = [],
    depth: Int? = nil
  ) {
    self.key = key
    self.title = title
    self.classes = classes
    self.kinds = kinds
    self.relations = relations
    self.listed = listed
    self.shared = shared
    self.attributes = attributes
    self.subject = subject
    self.direction = direction
    self.cluster = cluster
    self.showsIsolated = showsIsolated
    self.focus = focus
    self.depth = depth
  }
}
