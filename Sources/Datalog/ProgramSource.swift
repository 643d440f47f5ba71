// Program text as it comes in.

import SourceDiagnostics

/// A block of program text: a whole file, or a part of one, such as a code block in a page.
public struct ProgramSource: Sendable {
  /// The file, as diagnostics show it.
  public let path: String
  /// The text.
  public let content: String
  /// The line of the file on which the content starts.
  public let firstLine: Int

  /// A text that was read by somebody else; nothing is read here.
  public init(path: String, content: String, firstLine: Int = 1) {
    self.path = path
    self.content = content
    self.firstLine = firstLine
  }
}

/// The declaration of a relation (`.decl`).
public struct RelationDeclaration: Sendable {
  /// A column of a relation.
  public struct Column: Sendable, Hashable {
    /// The name, different from that of the relation's other columns.
    public let name: String
    /// The type's name as it is declared.
    public let type: String
    /// The kind of values that the type has.
    public let kind: ValueKind
  }

  /// The relation's name; within a component's instance with the instance's name before it, as in `a.b`.
  public let name: String
  /// The columns, from left to right.
  public let columns: [Column]
  /// The `///` comment above it, a line each; empty if there is none.
  public let documentation: String
  /// Where its name is declared.
  public let place: SourcePlace
}

/// A directive about a relation (`.input`, `.output`, `.printsize`). Evaluation ignores it.
public struct RelationDirective: Sendable {
  /// The kind of a directive: read the relation's facts, write its tuples, or print how many there are.
  public enum Kind: String, Sendable {
    case input, output, printsize
  }

  /// A parameter of a directive, such as `filename="a.facts"`.
  public struct Parameter: Sendable, Hashable {
    /// The name before `=`.
    public let name: String
    /// The value behind `=`, without quotation marks.
    public let value: String

    /// A parameter; whether anybody knows its name is not checked.
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The kind: read, write or count.
  public let kind: Kind
  /// The relation's name.
  public let relation: String
  /// The parameters, in the order in which they are written.
  public let parameters: [Parameter]
  /// Where the relation is named in the directive.
  public let place: SourcePlace
}
