// What may differ from one opening of a project to the next.

import GovernanceModel

/// How a project is opened.
public struct Settings: Sendable, Equatable {
  /// The concepts that can be asked about beside the findings.
  public enum Concepts: Sendable, Equatable {
    /// Every concept there is: for a session in which anything may be asked.
    case all
    /// Those that give the relations, and what the project's rules rest on: for one question that is known before.
    case giving([String])
  }

  /// Bytes; a larger file of a project is reported and not read.
  public var maximumFileSize: Int
  /// Paths of folders with more rule pages.
  public var ruleFolders: [String]
  /// What can be asked about beside the findings.
  public var concepts: Concepts
  /// The day on which a project is looked at that names none.
  public var today: Day

  /// Settings for a session in which anything may be asked.
  ///
  /// - Parameters:
  ///   - maximumFileSize: in bytes; a larger file is reported and not read.
  ///   - ruleFolders: paths of folders with more rule pages.
  ///   - concepts: the concepts that are read.
  ///   - today: nil for the day on which the program runs.
  public init(
    maximumFileSize: Int = 20_000_000, ruleFolders: [String] = [], concepts: Concepts = .all, today: Day? = nil
  ) {
    self.maximumFileSize = maximumFileSize
    self.ruleFolders = ruleFolders
    self.concepts = concepts
    self.today = today ?? GremiumKit.today()
  }

  /// Settings for questions about certain relations only.
  ///
  /// - Parameter relations: of concepts, beside what the project's rules rest on.
  package init(maximumFileSize: Int = 20_000_000, ruleFolders: [String] = [], relations: [String]) {
    self.init(maximumFileSize: maximumFileSize, ruleFolders: ruleFolders, concepts: .giving(relations))
  }
}
