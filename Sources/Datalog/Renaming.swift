// Gives relations and types of a syntax tree other names: what a component declares is known outside by the name of its
// instance.

/// New names by old ones; what is not there keeps its name.
struct Renaming {
  var relations: [String: String] = [:]
  var types: [String: String] = [:]

  /// Stands before a name that means what it means outside: it is not renamed, and loses one mark.
  static let outside: Character = "'"

  private func relation(_ name: Name) -> Name { Name(text: relations[name.text] ?? name.text, place: name.place) }

  private func type(_ name: Name) -> Name {
    let isOutside = name.text.first == Renaming.outside
    return Name(text: isOutside ? String(name.text.dropFirst()) : types[name.text] ?? name.text, place: name.place)
  }

  /// - Complexity: O(size of the item).
  func applied(to item: Item) -> Item {
    switch item {
    case .type(var syntax):
      syntax.name = type(syntax.name)
      switch syntax.definition {
      case .subset(let base): syntax.definition = .subset(of: type(base))
      case .union(let members): syntax.definition = .union(members.map(type))
      }
      return .type(syntax)
    case .relations(var syntax):
      syntax.names = syntax.names.map(relation)
      syntax.columns = syntax.columns.map { ($0.name, type($0.type)) }
      return .relations(syntax)
    case .directive(var syntax):
      syntax.relations = syntax.relations.map(relation)
      return .directive(syntax)
    case .clause(var syntax):
      syntax.heads = syntax.heads.map(applied(to:))
      syntax.body = syntax.body.map(applied(to:))
      return .clause(syntax)
    case .sizeLimit(let name, let count): return .sizeLimit(relation(name), count)
    case .unreadable(let names): return .unreadable(names.map(relation))
    case .component, .instance, .override, .include, .once, .plan, .pragma, .documentation, .annotation: return item
    }
  }

  private func applied(to atom: AtomSyntax) -> AtomSyntax {
    AtomSyntax(relation: relation(atom.relation), arguments: atom.arguments.map(applied(to:)), place: atom.place)
  }

  private func applied(to body: BodySyntax) -> BodySyntax {
    switch body {
    case .and(let parts): .and(parts.map(applied(to:)))
    case .or(let parts): .or(parts.map(applied(to:)))
    case .not(let part): .not(applied(to: part))
    case .literal(.atom(let atom)): .literal(.atom(applied(to: atom)))
    case .literal(.comparison(let comparison, let left, let right, let place)):
      .literal(.comparison(comparison, applied(to: left), applied(to: right), place))
    case .literal(.test(let test, let left, let right, let place)):
      .literal(.test(test, applied(to: left), applied(to: right), place))
    case .literal(.truth): body
    }
  }

  private func applied(to expression: ExpressionSyntax) -> ExpressionSyntax {
    var result = expression
    switch expression.form {
    case .variable, .wildcard, .text, .numeral: break
    case .apply(let functor, let arguments): result.form = .apply(functor, arguments.map(applied(to:)))
    case .cast(let inner, let name): result.form = .cast(applied(to: inner), type(name))
    case .range(let bounds): result.form = .range(bounds.map(applied(to:)))
    case .aggregate(var aggregate):
      aggregate.target = aggregate.target.map(applied(to:))
      aggregate.body = applied(to: aggregate.body)
      result.form = .aggregate(aggregate)
    }
    return result
  }
}
