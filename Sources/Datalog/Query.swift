// A question: a body of its own, whose variables are the columns of the answer.

import SourceDiagnostics

/// A conjunction of literals that somebody asks for, such as `owner(o, b), !reports_to(b, _)`.
///
/// In a question, as in a rule, `!` may ask about any value that the column could have: an owner may be a party or a
/// body, and whether one that is a body reports to something is a fair question.
public struct Query: Sendable {
  /// A variable of the question, and the type of the first column that it stands in.
  public struct Variable: Sendable, Hashable {
    /// The name, as the question writes it.
    public let name: String
    /// The type's name; nil where it stands in no column of a relation, and is a number.
    public let type: String?
  }

  /// The variables that the question asks for, in the order in which they occur; those of aggregates, and those whose name starts with `_`, are not asked for.
  public let variables: [Variable]
  /// The relations and types that it speaks of.
  public let mentionedNames: [String]
  private let text: ProgramSource
  private let body: BodySyntax?
  /// Where each variable stands first.
  private let places: [String: SourcePlace]
  private let diagnostics: [Diagnostic]

  /// - Parameters:
  ///   - text: a body; the full stop at its end may be left out.
  ///   - path: what diagnostics call the text.
  ///   - declarations: the relations that it may speak of.
  /// - Complexity: O(size of the text · relations)
  public init(_ text: String, path: String, declarations: [RelationDeclaration] = []) {
    self.text = ProgramSource(path: path, content: text)
    (body, diagnostics) = Parser.body(of: self.text)
    mentionedNames = body?.mentionedNames ?? []
    // What is too large is reported when it is checked, as a rule is.
    let isSmall = (body?.largestBranch() ?? 0) <= Checker.mostLiterals
    let literals = (isSmall ? body?.branches(limit: Checker.mostBranches) ?? [] : []).joined()
    var names: [String: SourcePlace] = [:]
    for literal in literals { literal.literal.collectNames(&names) }
    places = names
    let columns = QueryColumns(literals, declarations)
    variables = names.sorted { $0.value < $1.value }.map(\.key).filter { !$0.hasPrefix("_") }
      .map { Variable(name: $0, type: columns.types[$0]) }
  }

  /// The relation that holds the answers, one column for each variable, and the rule that finds them.
  ///
  /// - Parameter name: what it is called; a name that the program does not have.
  public func source(naming name: String) -> ParsedSource {
    let start = SourcePlace(path: text.path, line: 1, column: 1)
    let relation = Name(text: name, place: start)
    var items: [Item] = []
    if let body {
      let columns = variables.map { variable in
        let place = places[variable.name] ?? start
        return (
          name: Name(text: variable.name, place: place), type: Name(text: variable.type ?? "number", place: place)
        )
      }
      let arguments = columns.map { ExpressionSyntax(form: .variable($0.name.text), place: $0.name.place, depth: 1) }
      let head = AtomSyntax(relation: relation, arguments: arguments, place: start)
      items = [
        .relations(RelationSyntax(names: [relation], columns: columns, qualifiers: [])),
        .clause(ClauseSyntax(heads: [head], body: body, place: start, isQuestion: true)),
      ]
    }
    return ParsedSource(source: text, content: Parser.Content(items: items, diagnostics: diagnostics))
  }
}

/// The types and kinds of a question's variables.
private struct QueryColumns {
  private(set) var types: [String: String] = [:]
  private var kinds: [String: ValueKind] = [:]
  private let declarations: [RelationDeclaration]

  init(_ literals: some Sequence<SignedLiteral>, _ declarations: [RelationDeclaration]) {
    self.declarations = declarations
    // What a negation asks about has no value from it, but a type; and an equation tells where nothing else does.
    for literal in literals where !literal.isNegated { learn(from: literal.literal) }
    for literal in literals where literal.isNegated { learn(from: literal.literal) }
    for case .comparison(.equal, let left, let right, _) in literals.map(\.literal) {
      learn(left, from: right)
      learn(right, from: left)
    }
  }

  private mutating func learn(from literal: LiteralSyntax) {
    guard case .atom(let atom) = literal,
      let columns = declarations.first(where: { $0.name == atom.relation.text })?.columns
    else { return }
    for (argument, column) in zip(atom.arguments, columns) {
      guard case .variable(let name) = argument.form, types[name] == nil else { continue }
      types[name] = column.type
      kinds[name] = column.kind
    }
  }

  private mutating func learn(_ variable: ExpressionSyntax, from value: ExpressionSyntax) {
    guard case .variable(let name) = variable.form, types[name] == nil else { return }
    types[name] = type(of: value)
    kinds[name] = kind(of: value)
  }

  private func type(of value: ExpressionSyntax) -> String? {
    switch value.form {
    case .variable(let name): return types[name]
    case .cast(_, let type): return type.text
    case .aggregate(let aggregate):
      switch aggregate.operation {
      case .count, .mean: return kind(of: value)?.rawValue
      case .sum, .min, .max:
        let literals = (aggregate.body.branches(limit: Checker.mostBranches) ?? []).joined()
        return aggregate.target.flatMap { QueryColumns(literals, declarations).type(of: $0) }
      }
    // A day less another is no day.
    case .apply, .text, .numeral: return kind(of: value)?.rawValue
    case .wildcard, .range: return nil
    }
  }

  private func kind(of value: ExpressionSyntax) -> ValueKind? {
    switch value.form {
    case .variable(let name): return kinds[name]
    case .text: return .symbol
    case .numeral(let numeral): return [.number, .unsigned, .float].first { numeral.value(as: $0) != nil }
    case .apply(let functor, let arguments):
      if case .exactly(let kind) = functor.signature.result { return kind }
      return arguments.lazy.compactMap { kind(of: $0) }.first
    case .aggregate(let aggregate):
      switch aggregate.operation {
      case .count: return .number
      case .mean: return .float
      case .sum, .min, .max: return nil
      }
    case .wildcard, .range, .cast: return nil
    }
  }
}
