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
    case ".limitsize": try readSizeLimit()
    case ".comp": try readComponent()
    case ".init": try readInstance()
    case ".override": items.append(.override(try name(Messages.relationName)))
    case ".include": items.append(.include(path: try readString(), place(from: start)))
    case ".once": items.append(.once)
    case ".plan": try readPlan(start)
    case ".pragma": try readPragma()
    case let name: throw refuse(name, start)
    }
  }

  private mutating func refuse(_ directive: String, _ start: Token) -> ParseFailure {
    let hint =
      switch directive {
      case ".functor": Messages.functorHint
      case ".lattice": Messages.latticeHint
      case ".number_type", ".symbol_type": Messages.oldTypeHint
      default: Messages.leaveOutHint
      }
    let failure = unsupported(Messages.named("`\(directive)`"), at: place(start), hint: hint)
    // What it declares is known by name.
    if token.kind == .identifier { declared.append(Name(text: text(token), place: place(token))) }
    // What is between its braces is not read.
    if directive == ".lattice" { skipBraces() }
    return failure
  }

  private mutating func skipBraces() {
    var open = 0
    let line = token.line
    while position < limit, open > 0 || token.line == line {
      if isNext("{") { open += 1 }
      if isNext("}") { open -= 1 }
      let isClosed = isNext("}") && open <= 0
      position += 1
      if isClosed { return }
    }
  }

  /// The names one after another, with commas between them.
  private mutating func readDeclared(_ what: Wording) throws(ParseFailure) -> [Name] {
    repeat { declared.append(try name(what)) } while accept(",")
    return declared
  }

  private mutating func readType() throws(ParseFailure) {
    let name = try name(Messages.typeName)
    declared = [name]
    if accept("<:") {
      let base = try qualifiedName(Messages.typeName)
      items.append(.type(TypeSyntax(name: name, definition: .subset(of: base))))
      return
    }
    guard accept("=") else { throw expected(oneOf: "<:", "=") }
    if isNext("[") { throw unsupported(Messages.records, at: place(token), hint: Messages.recordsHint) }
    var members: [Name] = []
    repeat {
      members.append(try qualifiedName(Messages.typeName))
      if isNext("{") {
        throw unsupported(Messages.branches, at: place(token), hint: Messages.recordsHint)
      }
    } while accept("|")
    items.append(.type(TypeSyntax(name: name, definition: .union(members))))
  }

  private mutating func readRelations() throws(ParseFailure) {
    let names = try readDeclared(Messages.relationName)
    try expect("(")
    var columns: [(name: Name, type: Name)] = []
    if !accept(")") {
      repeat {
        let column = try name(Messages.columnName)
        try expect(":")
        columns.append((column, try qualifiedName(Messages.typeName)))
        if isNext("<"), isNext(">", ahead: 1) {
          throw unsupported(Messages.lattices, at: place(token), hint: Messages.latticeHint)
        }
      } while accept(",")
      try expect(")")
    }
    let qualifiers = try readQualifiers()
    items.append(.relations(RelationSyntax(names: names, columns: columns, qualifiers: qualifiers)))
  }

  private mutating func readQualifiers() throws(ParseFailure) -> [Name] {
    var qualifiers: [Name] = []
    while token.kind == .keyword {
      switch text(token) {
      case "choice-domain":
        throw unsupported(Messages.named("`choice-domain`"), at: place(token), hint: Messages.choiceHint)
      case "btree_delete":
        throw unsupported(Messages.named("`btree_delete`"), at: place(token), hint: Messages.subsumptionHint)
      case "eqrel", "inline", "no_inline", "magic", "no_magic", "brie", "btree", "overridable", "input", "output",
        "printsize":
        let word = take()
        qualifiers.append(Name(text: text(word), place: place(word)))
      default: throw expected(Messages.qualifier)
      }
    }
    return qualifiers
  }

  // MARK: What is done with relations

  private mutating func readRelationDirective(_ kind: RelationDirective.Kind) throws(ParseFailure) {
    let (relations, parameters) = try readRelationsAndParameters()
    items.append(.directive(DirectiveSyntax(kind: kind, relations: relations, parameters: parameters)))
  }

  private mutating func readRelationsAndParameters() throws(ParseFailure) -> (
    relations: [Name], parameters: [(name: String, value: String, isQuoted: Bool)]
  ) {
    var relations: [Name] = []
    repeat { relations.append(try qualifiedName(Messages.relationName)) } while accept(",")
    var parameters: [(name: String, value: String, isQuoted: Bool)] = []
    if accept("("), !accept(")") {
      repeat {
        let key = try name(Messages.parameterName).text
        try expect("=")
        let value = take()
        switch value.kind {
        case .string: parameters.append((key, try string(value), true))
        case .identifier, .numeral, .keyword: parameters.append((key, text(value), false))
        default:
          position -= value.kind == .end ? 0 : 1
          throw expected(Messages.value)
        }
      } while accept(",")
      try expect(")")
    }
    return (relations, parameters)
  }

  private mutating func readSizeLimit() throws(ParseFailure) {
    let start = token
    let (relations, parameters) = try readRelationsAndParameters()
    guard parameters.count == 1, parameters[0].name == "n", let count = Int(parameters[0].value), count >= 0 else {
      throw fail(Messages.sizeLimit(at: place(from: start)))
    }
    items += relations.map { .sizeLimit($0, count) }
  }

  // MARK: Components

  /// `A` or `A<T, U>`.
  private mutating func readReference(_ what: Wording) throws(ParseFailure) -> ComponentReference {
    let name = try name(what)
    var arguments: [Name] = []
    if accept("<") {
      repeat { arguments.append(try qualifiedName(Messages.typeName)) } while accept(",")
      try expect(">")
    }
    return ComponentReference(name: name, arguments: arguments)
  }

  private mutating func readComponent() throws(ParseFailure) {
    let head = try readReference(Messages.componentName)
    var bases: [ComponentReference] = []
    if accept(":") {
      repeat { bases.append(try readReference(Messages.componentName)) } while accept(",")
    }
    guard isNext("{") else { throw expected(oneOf: "{") }
    guard componentDepth < Parser.deepest else { throw fail(Messages.tooDeep(at: place(token))) }
    let (outside, enclosing) = (items, limit)
    items = []
    limit = min(closing[position] ?? enclosing, enclosing)
    position += 1
    componentDepth += 1
    readItems()
    componentDepth -= 1
    let component = ComponentSyntax(name: head.name, parameters: head.arguments, bases: bases, items: items)
    (items, limit) = (outside + [.component(component)], enclosing)
    declared = []
    try expect("}")
  }

  private mutating func readInstance() throws(ParseFailure) {
    let name = try name(Messages.instanceName)
    try expect("=")
    items.append(.instance(InstanceSyntax(name: name, component: try readReference(Messages.componentName))))
  }

  // MARK: What changes nothing

  private mutating func readString() throws(ParseFailure) -> String {
    guard token.kind == .string else {
      throw expected(Messages.quotedText)
    }
    return try string(take())
  }

  private mutating func readPragma() throws(ParseFailure) {
    var texts = [try readString()]
    if token.kind == .string { texts.append(try readString()) }
    items.append(.pragma(texts))
  }

  private mutating func readPlan(_ start: Token) throws(ParseFailure) {
    guard case .clause(let clause)? = items.last, clause.body != nil else {
      throw fail(Messages.planWithoutRule(at: place(start)))
    }
    var plans: [PlanSyntax] = []
    repeat {
      let start = token
      let version = try readNumeral()
      try expect(":")
      try expect("(")
      var order: [String] = []
      if !accept(")") {
        repeat { order.append(try readNumeral()) } while accept(",")
        try expect(")")
      }
      plans.append(PlanSyntax(version: version, order: order, place: place(from: start)))
    } while accept(",")
    items.append(.plan(plans))
  }

  private mutating func readNumeral() throws(ParseFailure) -> String {
    guard token.kind == .numeral else { throw expected(Messages.number) }
    return text(take())
  }

  /// `@[…]`, kept as it is written, with at most one space between its words.
  mutating func readAnnotation() throws(ParseFailure) {
    var words = text(take())
    var open = 0
    repeat {
      guard position < limit else { throw expected(oneOf: "]") }
      if isNext("[") { open += 1 }
      if isNext("]") { open -= 1 }
      let isJoined = tokens[position - 1].bytes.upperBound == token.bytes.lowerBound
      words += (isJoined ? "" : " ") + text(take())
    } while open > 0 || words == "@!" || words == "@ !"
    items.append(.annotation(words))
  }
}
