// Marks that a caller lays over a chart.

/// What to point out on a chart, by entity.
///
/// A mark is a level and a text; why it is there is not this module's business.
package struct Overlay: Sendable {
  package struct Mark: Sendable, Hashable {
    package enum Level: Int, Sendable, Comparable, CaseIterable {
      case note, warning, error

      package static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
    }

    package let level: Level
    /// One line, shown when somebody points at the entity.
    package let text: String

    package init(level: Level, text: String) {
      self.level = level
      self.text = text
    }
  }

  private let marks: [String: [Mark]]

  /// - Parameter marks: by the entity's id; ids that a chart does not show are left out of it.
  package init(marks: [String: [Mark]] = [:]) { self.marks = marks }

  /// The marks of an entity: the gravest first, then as given.
  package func marks(on id: String) -> [Mark] {
    let given = marks[id] ?? []
    return Mark.Level.allCases.reversed().flatMap { level in given.filter { $0.level == level } }
  }
}
