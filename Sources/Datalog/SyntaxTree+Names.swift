// The names in a source: what it declares, and what it speaks of.

extension ParsedSource {
  /// The relations, types and components that it declares, those in components left out.
  ///
  /// - Complexity: O(number of declarations and clauses)
  public var declaredNames: [String] {
    content.items.flatMap { item -> [String] in
      switch item {
      case .type(let type): [type.name.text]
      case .relations(let relations): relations.names.map(\.text)
      case .component(let component): [component.name.text]
      case .unreadable(let names): names.map(\.text)
      default: []
      }
    }
  }

  /// The relations, types and components that it speaks of, as often as it does.
  ///
  /// - Complexity: O(size of the source)
  public var mentionedNames: [String] {
    var names: [String] = []
    for item in content.items { item.collectMentions(&names) }
    return names
  }
}

extension Item {
  fileprivate func collectMentions(_ names: inout [String]) {
    switch self {
    case .type(let type): names += type.needs.map(\.text)
    case .relations(let relations): names += relations.columns.map(\.type.text)
    case .directive(let directive): names += directive.relations.map(\.text)
    case .clause(let clause):
      for head in clause.heads { head.collectMentions(&names) }
      clause.body?.collectMentions(&names)
    case .component(let component):
      for base in component.bases { base.collectMentions(&names) }
      for item in component.items { item.collectMentions(&names) }
    case .instance(let instance): instance.component.collectMentions(&names)
    case .override(let name), .sizeLimit(let name, _): names.append(name.text)
    case .include, .once, .plan, .pragma, .documentation, .annotation, .unreadable: break
    }
  }
}

extension ComponentReference {
  fileprivate func collectMentions(_ names: inout [String]) {
    names.append(name.text)
    names += arguments.map(\.text)
  }
}

extension AtomSyntax {
  fileprivate func collectMentions(_ names: inout [String]) {
    names.append(relation.text)
    for argument in arguments { argument.collectMentions(&names) }
  }
}

extension BodySyntax {
  /// The relations and types that it speaks of, as often as it does.
  var mentionedNames: [String] {
    var names: [String] = []
    collectMentions(&names)
    return names
  }

  fileprivate func collectMentions(_ names: inout [String]) {
    switch self {
    case .and(let parts), .or(let parts): for part in parts { part.collectMentions(&names) }
    case .not(let part): part.collectMentions(&names)
    case .literal(.atom(let atom)): atom.collectMentions(&names)
    case .literal(.comparison(_, let left, let right, _)), .literal(.test(_, let left, let right, _)):
      left.collectMentions(&names)
      right.collectMentions(&names)
    case .literal(.truth): break
    }
  }
}

extension ExpressionSyntax {
  fileprivate func collectMentions(_ names: inout [String]) {
    switch form {
    case .variable, .wildcard, .text, .numeral: break
    case .apply(_, let arguments), .range(let arguments): for part in arguments { part.collectMentions(&names) }
    case .cast(let inner, let type):
      inner.collectMentions(&names)
      names.append(type.text)
    case .aggregate(let aggregate):
      aggregate.target?.collectMentions(&names)
      aggregate.body.collectMentions(&names)
    }
  }
}
