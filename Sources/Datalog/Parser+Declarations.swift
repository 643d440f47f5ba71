// Reads types, relation declarations and directives, and refuses what is not supported by its name.

import SourceDiagnostics

extension Parser {
  mutating func readDirective() throws(ParseFailure) {
    let start = take()
    switch text(start) {
    case ".type": try readType()
    case ".decl": try readRelations()
    case ".input": try readRelationDirective(.input)
    case ".output": try readRelationDirective(.output)
    case ".printsize": try readRelationDirective(.printsize)
    case let name: throw refuse(name, start)
    }
  }

  private mutating func refuse(_ directive: String, _ start: Token) -> ParseFailure {
    let hint =
      switch directive {
      case ".comp", ".init", ".override": Wordings.componentsHint
      case ".functor": Wordings.functorHint
      case ".lattice": Wordings.latticeHint
      case ".number_type", ".symbol_type": Wordings.oldTypeHint
      case ".include", ".once": Wordings.includeHint
      default: Wordings.leaveOutHint
      }
    let failure = unsupported(Wordings.named("`\(directive)`"), at: place(start), hint: hint)
    // What is between its braces is not read.
    if directive == ".comp" || directive == ".lattice" { skipBraces() }
    return failure
  }

  private mutating func skipBraces() {
    var open = 0
    let line = token.line
    while token.kind != .end, open > 0 || token.line == line {
      if isNext("{") { open += 1 }
      if isNext("}") { open -= 1 }
      let isClosed = isNext("}") && open <= 0
      position += 1
      if isClosed { return }
    }
  }

  private mutating func readType() throws(ParseFailure) {
    let name = try name(Wordings.typeName)
    if accept("<:") {
      let base = try self.name(Wordings.typeName)
      items.append(.type(TypeSyntax(name: name, definition: .subset(of: base))))
      return
    }
    guard accept("=") else { throw expected("`<:` or `=`", nl: "`<:` of `=`") }
    if isNext("[") { throw unsupported(Wordings.records, at: place(token), hint: Wordings.recordsHint) }
    var members: [Name] = []
    repeat {
      members.append(try self.name(Wordings.typeName))
      if isNext("{") {
        throw unsupported(Wordings.branches, at: place(token), hint: Wordings.recordsHint)
      }
    } while accept("|")
    items.append(.type(TypeSyntax(name: name, definition: .union(members))))
  }

  private mutating func readRelations() throws(ParseFailure) {
    var names: [Name] = []
    repeat { names.append(try name(Wordings.relationName)) } while accept(",")
    try expect("(")
    var columns: [(name: Name, type: Name)] = []
    if !accept(")") {
      repeat {
        let column = try name(Wordings.columnName)
        try expect(":")
        columns.append((column, try name(Wordings.typeName)))
        if isNext("<"), isNext(">", ahead: 1) {
          throw unsupported(Wordings.lattices, at: place(token), hint: Wordings.latticeHint)
        }
      } while accept(",")
      try expect(")")
    }
    try readQualifiers()
    items.append(.relations(RelationSyntax(names: names, columns: columns)))
  }

  private mutating func readQualifiers() throws(ParseFailure) {
    while token.kind == .keyword {
      switch text(token) {
      case "eqrel": throw unsupported(Wordings.named("`eqrel`"), at: place(token), hint: Wordings.eqrelHint)
      case "choice-domain":
        throw unsupported(Wordings.named("`choice-domain`"), at: place(token), hint: Wordings.choiceHint)
      case "btree_delete":
        throw unsupported(Wordings.named("`btree_delete`"), at: place(token), hint: Wordings.subsumptionHint)
      case "inline", "no_inline", "magic", "no_magic", "brie", "btree", "overridable", "input", "output", "printsize":
        position += 1
      default: throw expected("a qualifier or the next clause", nl: "een kwalificatie of de volgende clausule")
      }
    }
  }

  private mutating func readRelationDirective(_ kind: RelationDirective.Kind) throws(ParseFailure) {
    var relations: [Name] = []
    repeat { relations.append(try name(Wordings.relationName)) } while accept(",")
    var parameters: [(name: String, value: String, isQuoted: Bool)] = []
    if accept("("), !accept(")") {
      repeat {
        let key = try name(Wordings.parameterName).text
        try expect("=")
        let value = take()
        switch value.kind {
        case .string: parameters.append((key, try string(value), true))
        case .identifier, .numeral, .keyword: parameters.append((key, text(value), false))
        default:
          position -= value.kind == .end ? 0 : 1
          throw expected("a value", nl: "een waarde")
        }
      } while accept(",")
      try expect(")")
    }
    items.append(.directive(DirectiveSyntax(kind: kind, relations: relations, parameters: parameters)))
  }
}
