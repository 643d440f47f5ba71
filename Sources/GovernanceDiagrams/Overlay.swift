// Marks that a caller lays over a chart.

import SourceDiagnostics

/// What to point out on a chart: marks by entity, and what becomes of entities and relations where a chart shows a change.
///
/// A mark is a level and a text; why it is there is not this module's business.
package struct Overlay: Sendable {
  /// A mark on an entity.
  package struct Mark: Sendable, Hashable {
    /// How grave a mark is, the least first.
    package enum Level: Int, Sendable, Comparable, CaseIterable {
      case note, warning, error

      /// The less grave first.
      package static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }

      /// What a mark of this level is called.
      var noun: Noun {
        switch self {
        case .note: Diagnostic.Severity.note.noun
        case .warning: Diagnostic.Severity.warning.noun
        case .error: Diagnostic.Severity.error.noun
        }
      }
    }

    /// How grave it is.
    package let level: Level
    /// One line, shown when somebody points at the entity.
    package let text: String

    /// A mark with its level and its text.
    package init(level: Level, text: String) {
      self.level = level
      self.text = text
    }
  }

  /// What a chart says with marks and with size, for its legend.
  package struct Meaning: Sendable {
    /// What the marks stand for.
    package let marks: Wording
    /// What the size of a box stands for.
    package let size: Wording

    /// A meaning of marks and sizes.
    package init(marks: Wording, size: Wording) {
      self.marks = marks
      self.size = size
    }
  }

  /// What becomes of something between the two states that one chart shows.
  package enum Change: String, Sendable, CaseIterable {
    case added, removed, moved
  }

  /// Ways through a chart: what they pass stands out, and the rest is there to show where they run.
  package struct Trail: Sendable {
    private let ids: Set<String>
    private let steps: Set<[String]>
    /// What it is, for the legend.
    let words: Wording

    /// - Parameter paths: ids of entities, one after the other.
    package init(_ paths: [[String]], words: Wording) {
      self.words = words
      ids = Set(paths.joined())
      steps = Set(paths.flatMap { path in zip(path, path.dropFirst()).map { [$0, $1] } })
    }

    func passes(_ id: String) -> Bool { ids.contains(id) }

    /// Whether it goes from one to the other, whichever of them it comes to first.
    func passes(between first: String, and second: String) -> Bool {
      steps.contains([first, second]) || steps.contains([second, first])
    }
  }

  private let marks: [String: [Mark]]
  private let changes: [String: Change]
  private let weights: [String: Double]
  /// What the marks and the weights of a chart that has weights stand for.
  package let meaning: Meaning?
  let trail: Trail?

  /// - Parameters:
  ///   - marks: by the entity's id; ids that a chart does not show are left out of it.
  ///   - changes: by the id of the entity or the edge.
  ///   - weights: by the entity's id, from 0 to 1: what weighs more is drawn larger.
  ///   - trail: what stands out; nil lets nothing.
  package init(
    marks: [String: [Mark]] = [:], changes: [String: Change] = [:], weights: [String: Double] = [:],
    meaning: Meaning? = nil, trail: Trail? = nil
  ) {
    self.marks = marks
    self.changes = changes
    self.weights = weights
    self.meaning = meaning
    self.trail = trail
  }

  /// How much hangs on an entity, from 0 to 1; nil where that is not told.
  package func weight(of id: String) -> Double? { weights[id] }

  /// What becomes of an entity or an edge; nil where it stays.
  package func change(of id: String) -> Change? { changes[id] }

  /// The marks of an entity: the gravest first, then as given.
  package func marks(on id: String) -> [Mark] {
    let given = marks[id] ?? []
    return Mark.Level.allCases.reversed().flatMap { level in given.filter { $0.level == level } }
  }
}
