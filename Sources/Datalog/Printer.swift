// Program text from a syntax tree: one form for everything, which reads back as the same tree.

extension Item {
  var programText: String {
    switch self {
    case .type(let type):
      switch type.definition {
      case .subset(let base): return ".type \(type.name.text) <: \(base.text)"
      case .union(let members):
        return ".type \(type.name.text) = \(members.map(\.text).joined(separator: " | "))"
      }
    case .relations(let relations):
      let names = relations.names.map(\.text).joined(separator: ", ")
      let columns = relations.columns.map { "\($0.name.text): \($0.type.text)" }.joined(separator: ", ")
      return ".decl \(names)(\(columns))" + relations.qualifiers.map { " " + $0.text }.joined()
    case .directive(let directive):
      let names = directive.relations.map(\.text).joined(separator: ", ")
      let parameters = directive.parameters.map { "\($0.name)=\($0.isQuoted ? quoted($0.value) : $0.value)" }
      let list = parameters.isEmpty ? "" : "(\(parameters.joined(separator: ", ")))"
      return ".\(directive.kind.rawValue) \(names)\(list)"
    case .clause(let clause):
      let heads = clause.heads.map(\.programText).joined(separator: ", ")
      return clause.body.map { "\(heads) :- \($0.programText(inside: .top))." } ?? "\(heads)."
    case .component(let component):
      let bases = component.bases.map(\.programText).joined(separator: ", ")
      let own = ComponentReference(name: component.name, arguments: component.parameters)
      let lines = component.items.map { $0.programText + "\n" }.joined()
      return ".comp \(own.programText)\(bases.isEmpty ? "" : " : \(bases)") {\n\(lines)}"
    case .instance(let instance): return ".init \(instance.name.text) = \(instance.component.programText)"
    case .override(let name): return ".override \(name.text)"
    case .include(let path, _): return ".include \(quoted(path))"
    case .once: return ".once"
    case .plan(let plans):
      return ".plan " + plans.map { "\($0.version):(\($0.order.joined(separator: ", ")))" }.joined(separator: ", ")
    case .pragma(let texts): return ".pragma " + texts.map(quoted).joined(separator: " ")
    case .sizeLimit(let relation, let count): return ".limitsize \(relation.text)(n=\(count))"
    case .documentation(let line): return line.isEmpty ? "///" : "/// \(line)"
    case .annotation(let text): return text
    case .unreadable: return ""
    }
  }
}

extension ComponentReference {
  var programText: String {
    arguments.isEmpty ? name.text : "\(name.text)<\(arguments.map(\.text).joined(separator: ", "))>"
  }
}

extension AtomSyntax {
  var programText: String { "\(relation.text)(\(arguments.map(\.programText).joined(separator: ", ")))" }
}

extension BodySyntax {
  enum Surroundings { case top, conjunction, negation }

  func programText(inside surroundings: Surroundings) -> String {
    switch self {
    case .literal(let literal): return literal.programText
    case .not(let part): return "!" + part.programText(inside: .negation)
    case .and(let parts):
      let text = parts.map { $0.programText(inside: .conjunction) }.joined(separator: ", ")
      return surroundings == .top ? text : "(\(text))"
    case .or(let parts):
      let text = parts.map { part in
        // A conjunction binds tighter, and needs no parentheses of its own.
        if case .and = part { part.programText(inside: .top) } else { part.programText(inside: .conjunction) }
      }.joined(separator: "; ")
      return surroundings == .top ? text : "(\(text))"
    }
  }
}

extension LiteralSyntax {
  var programText: String {
    switch self {
    case .atom(let atom): atom.programText
    case .comparison(let comparison, let left, let right, _):
      "\(left.programText) \(comparison.rawValue) \(right.programText)"
    case .test(let test, let left, let right, _): "\(test.rawValue)(\(left.programText), \(right.programText))"
    case .truth(let truth, _): truth ? "true" : "false"
    }
  }
}

extension ExpressionSyntax {
  var programText: String { programText(atLeast: 0) }

  /// With parentheses around it if it binds less tightly than asked.
  private func programText(atLeast bound: Int) -> String {
    switch form {
    case .variable(let name): return name
    case .wildcard: return "_"
    case .text(let text): return quoted(text)
    case .numeral(let numeral):
      return numeral.isNegative && bound > 0 ? "(\(numeral.description))" : numeral.description
    case .cast(let inner, let type): return "as(\(inner.programText), \(type.text))"
    case .range(let bounds): return "range(\(bounds.map(\.programText).joined(separator: ", ")))"
    case .aggregate(let aggregate):
      let target = aggregate.target.map { " " + $0.programText } ?? ""
      let text = "\(aggregate.operation.rawValue)\(target) : { \(aggregate.body.programText(inside: .top)) }"
      return bound > 0 ? "(\(text))" : text
    case .apply(let functor, let arguments):
      if let precedence = functor.precedence {
        // All group to the left but `^`.
        let (left, right) = functor == .power ? (precedence + 1, precedence) : (precedence, precedence + 1)
        let text =
          "\(arguments[0].programText(atLeast: left)) \(functor.rawValue) \(arguments[1].programText(atLeast: right))"
        return precedence < bound ? "(\(text))" : text
      }
      if functor.isPrefix {
        let sign = functor == .negate ? "-" : functor.rawValue + " "
        // `-1` would read as a constant.
        let operand = arguments[0].programText(atLeast: Functor.prefixPrecedence + 1)
        let isConstant = if case .numeral(let numeral) = arguments[0].form { !numeral.isNegative } else { false }
        let text = sign + (isConstant && functor == .negate ? "(\(operand))" : operand)
        return Functor.prefixPrecedence < bound ? "(\(text))" : text
      }
      return "\(functor.rawValue)(\(arguments.map(\.programText).joined(separator: ", ")))"
    }
  }
}
