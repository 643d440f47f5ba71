// Program text as it comes in.

import SourceDiagnostics

/// A block of program text: a whole file, or a part of one, such as a code block in a page.
public struct ProgramSource: Sendable {
  /// The file, as diagnostics show it.
  public let path: String
  public let content: String
  /// The line of the file on which the content starts.
  public let firstLine: Int

  public init(path: String, content: String, firstLine: Int = 1) {
    self.path = path
    self.content = content
    self.firstLine = firstLine
  }
}

/// A relation that a program declares.
public struct RelationDeclaration: Sendable {
  public struct Column: Sendable, Hashable {
    public let name: String
    /// The type as it is declared.
    public let type: String
    /// What its values are.
    public let kind: ValueKind
  }

  public let name: String
  public let columns: [Column]
  /// The `///` comment above it, a line each; empty if there is none.
  public let documentation: String
  /// Where its name is declared.
  public let place: SourcePlace
}

/// What a program asks to be done with a relation (`.input`, `.output`, `.printsize`). Evaluation takes no notice.
public struct RelationDirective: Sendable {
  public enum Kind: String, Sendable {
    case input, output, printsize
  }

  public struct Parameter: Sendable, Hashable {
    public let name: String
    public let value: String

    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  public let kind: Kind
  public let relation: String
  public let parameters: [Parameter]
  public let place: SourcePlace
}
