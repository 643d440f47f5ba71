// A question: a body of its own, whose variables are the columns of the answer.

import SourceDiagnostics

/// A conjunction of literals that somebody asks for, such as `owner(o, b), !reports_to(b, _)`.
public struct Query: Sendable {
  /// A variable of the question, and the type of the first column that it stands in.
  public struct Variable: Sendable, Hashable {
    public let name: String
    /// Nil where it stands in no column of a relation.
    public let type: String?
  }

  /// In the order in which they occur; those of aggregates, and those whose name starts with `_`, are not asked for.
  public let variables: [Variable]
  /// The relations that it speaks of.
  public let relations: [String]
  private let text: String
  private let path: String

  /// - Parameters:
  ///   - text: a body; the full stop at its end may be left out.
  ///   - path: what diagnostics call the text.
  ///   - declarations: the relations that it may speak of.
  /// - Complexity: O(size of the text · relations)
  public init(_ text: String, path: String, declarations: [RelationDeclaration] = []) {
    var body = text[...]
    while let last = body.last, last.isWhitespace || last == "." { body = body.dropLast() }
    self.text = String(body)
    self.path = path
    let parsed = ParsedSource(Self.source(head: "answer()", body: self.text, path: path))
    relations = parsed.mentionedNames.filter { $0 != "answer" }
    var variables: [Variable] = []
    for case .clause(let clause) in parsed.content.items {
      var names: [String: SourcePlace] = [:]
      let branches = clause.body?.branches(limit: 1000) ?? []
      for literal in branches.joined() { literal.literal.collectNames(&names) }
      let types = Self.types(in: Array(branches.joined()), declarations)
      for (name, _) in names.sorted(by: { $0.value < $1.value }) where !name.hasPrefix("_") {
        variables.append(Variable(name: name, type: types[name]))
      }
    }
    self.variables = variables
  }

  private static func types(in literals: [SignedLiteral], _ declarations: [RelationDeclaration]) -> [String: String] {
    var types: [String: String] = [:]
    // What a negation asks about has no value from it, but a type.
    for literal in literals.filter({ !$0.isNegated }) + literals.filter(\.isNegated) {
      guard case .atom(let atom) = literal.literal,
        let columns = declarations.first(where: { $0.name == atom.relation.text })?.columns
      else { continue }
      for (argument, column) in zip(atom.arguments, columns) {
        if case .variable(let name) = argument.form, types[name] == nil { types[name] = column.type }
      }
    }
    return types
  }

  /// The body is the first line, so that places in it are those of the text.
  private static func source(head: String, body: String, path: String) -> ProgramSource {
    ProgramSource(path: path, content: "\(head) :-\n\(body)\n.\n", firstLine: 0)
  }

  /// The relation that holds the answers, one column for each variable.
  ///
  /// - Parameter name: what it is called; a name that the program does not have.
  public func source(naming name: String) -> [ParsedSource] {
    let columns = variables.map { "\($0.name): \($0.type ?? "number")" }.joined(separator: ", ")
    let head = "\(name)(\(variables.map(\.name).joined(separator: ", ")))"
    return [
      ParsedSource(ProgramSource(path: path, content: ".decl \(name)(\(columns))\n")),
      ParsedSource(Self.source(head: head, body: text, path: path)),
    ]
  }
}
