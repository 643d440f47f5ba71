// Components are taken apart: each `.init` becomes the items of its component, with names of the instance's own.
//
// What an instance `a` of a component declares as `b` is known as `a.b`, inside the component still as `b`. A name that
// the component does not declare is looked up where the instance is made. A component has what its bases have; what a
// base calls `overridable`, it may derive by clauses of its own in place of the base's, with `.override`.
//
// - Source: <https://souffle-lang.github.io/components>

import SourceDiagnostics

struct ComponentExpansion {
  private(set) var items: [Item] = []
  private(set) var diagnostics: [Diagnostic] = []
  private var scopes: [Scope] = []
  private var size = 0
  /// Where unknown components were found.
  private var unknown: Set<SourcePlace> = []
  private var hasOverflowed = false

  /// A scope: the components and parameters that names refer to at some place.
  private struct Scope {
    var components: [String: ComponentSyntax]
    /// The arguments of parameters, each with the scope in which its name is resolved.
    var arguments: [String: (name: String, scope: Int)] = [:]
    /// The scope in which the component is declared.
    var outer: Int?
    var bases: [Int] = []
    /// How many instances are around it.
    var level = 0
  }

  /// How many items components may become, and how deep instances and bases may be nested.
  private static let mostItems = 100_000
  private static let deepest = 100

  /// - Complexity: O(size of the result · depth of instances), which is bounded.
  init(_ items: [Item]) {
    report(duplicatesIn: items)
    report(clashesIn: items)
    scopes.append(Scope(components: ComponentExpansion.components(in: items)))
    self.items = expanded(items, in: 0, depth: 0)
  }

  private static func components(in items: [Item]) -> [String: ComponentSyntax] {
    var components: [String: ComponentSyntax] = [:]
    for case .component(let component) in items { components[component.name.text] = component }
    return components
  }

  private mutating func report(duplicatesIn items: [Item]) {
    var components: [String: Name] = [:]
    var instances: [String: Name] = [:]
    for item in items {
      switch item {
      case .component(let component):
        report(component.name, in: &components)
        report(duplicatesIn: component.items)
      case .instance(let instance): report(instance.name, in: &instances)
      default: break
      }
    }
  }

  /// Components and instances at the top level share their names with the types and relations there.
  private mutating func report(clashesIn items: [Item]) {
    var names: [String: Name] = [:]
    for item in items {
      switch item {
      case .type(let type): names[type.name.text] = type.name
      case .relations(let relations): for name in relations.names { names[name.text] = name }
      default: break
      }
    }
    let declared = items.compactMap { item in if case .component(let component) = item { component.name } else { nil } }
    let made = items.compactMap { item in if case .instance(let instance) = item { instance.name } else { nil } }
    for name in declared { report(name, in: names) }
    for name in declared { names[name.text] = name }
    for name in made { report(name, in: names) }
  }

  private mutating func report(_ name: Name, in names: [String: Name]) {
    if let first = names[name.text] {
      diagnostics.append(Messages.duplicate(name.text, at: name.place, first: first.place))
    }
  }

  private mutating func report(_ name: Name, in names: inout [String: Name]) {
    guard let first = names[name.text] else {
      names[name.text] = name
      return
    }
    diagnostics.append(Messages.duplicate(name.text, at: name.place, first: first.place))
  }

  // MARK: Instances

  /// The items with those of instances in place of `.init`.
  private mutating func expanded(_ items: [Item], in scope: Int, depth: Int) -> [Item] {
    var result: [Item] = []
    for item in items {
      switch item {
      case .component: break
      case .override(let name):
        if depth == 0 { diagnostics.append(Messages.nothingToOverride(name.text, at: name.place)) }
      case .instance(let instance): result += self.items(of: instance, in: scope, depth: depth + 1)
      default: result.append(item)
      }
    }
    return result
  }

  private mutating func items(of instance: InstanceSyntax, in scope: Int, depth: Int) -> [Item] {
    let level = scopes[scope].level + 1
    guard let (component, inner) = open(instance.component, from: scope, level: level, depth: depth) else {
      return [.unreadable([instance.name])]
    }
    let content = content(of: component, in: inner, overridden: [], depth: depth)
    let items = expanded(content, in: inner, depth: depth)
    size += items.count
    var renaming = Renaming()
    func add(_ name: Name, to names: inout [String: String]) { names[name.text] = "\(instance.name.text).\(name.text)" }
    for item in items {
      switch item {
      case .relations(let syntax): for name in syntax.names { add(name, to: &renaming.relations) }
      case .type(let syntax): add(syntax.name, to: &renaming.types)
      case .unreadable(let names):
        for name in names {
          add(name, to: &renaming.relations)
          add(name, to: &renaming.types)
        }
      default: break
      }
    }
    // What was left out may be anywhere in it.
    return items.map(renaming.applied(to:)) + (hasOverflowed ? [.unreadable([instance.name])] : [])
  }

  /// The component that is meant, and a new scope for what is in it.
  private mutating func open(
    _ reference: ComponentReference, from scope: Int, level: Int, depth: Int
  ) -> (component: ComponentSyntax, scope: Int)? {
    let name = reference.name
    guard let (component, home) = find(name.text, in: scope) else {
      // Once for each place, however often that is instantiated.
      guard unknown.insert(name.place).inserted else { return nil }
      let hint = suggestion(for: name.text, among: visibleComponents(in: scope))
      diagnostics.append(Messages.unknownComponent(name.text, at: name.place, hint: hint))
      return nil
    }
    guard component.parameters.count == reference.arguments.count else {
      diagnostics.append(
        Messages.componentArity(
          name.text, wanted: component.parameters.count, found: reference.arguments.count, at: name.place,
          declared: component.name.place))
      return nil
    }
    size += 1
    guard depth <= ComponentExpansion.deepest, size <= ComponentExpansion.mostItems, !hasOverflowed else {
      // Once is enough, and all that would still be made is left out.
      if !hasOverflowed { diagnostics.append(Messages.endlessComponent(name.text, at: name.place)) }
      hasOverflowed = true
      return nil
    }
    var inner = Scope(
      components: ComponentExpansion.components(in: component.items), outer: home, level: level)
    for (parameter, argument) in zip(component.parameters, reference.arguments) {
      inner.arguments[parameter.text] = (argument.text, scope)
    }
    scopes.append(inner)
    return (component, scopes.count - 1)
  }

  /// The component of that name, and the scope in which it is declared.
  private func find(_ name: String, in scope: Int) -> (component: ComponentSyntax, home: Int)? {
    var next: Int? = scope
    while let current = next {
      if let found = inherited(name, in: current) { return found }
      if let argument = scopes[current].arguments[name] { return find(argument.name, in: argument.scope) }
      next = scopes[current].outer
    }
    return nil
  }

  /// The component of that name that is declared in the scope's component or its bases.
  private func inherited(_ name: String, in scope: Int) -> (component: ComponentSyntax, home: Int)? {
    if let component = scopes[scope].components[name] { return (component, scope) }
    for base in scopes[scope].bases {
      if let found = inherited(name, in: base) { return found }
    }
    return nil
  }

  private func visibleComponents(in scope: Int) -> [String] {
    var names: [String] = []
    var next: Int? = scope
    while let current = next {
      names += scopes[current].components.keys.sorted()
      next = scopes[current].outer
    }
    return names
  }

  // MARK: Content

  /// The items of a component's bases and its own, but for the clauses that a component derived from it overrides.
  private mutating func content(
    of component: ComponentSyntax, in scope: Int, overridden: Set<String>, depth: Int
  ) -> [Item] {
    var overrides: [Name] = []
    for case .override(let name) in component.items { overrides.append(name) }
    var inherited: [Item] = []
    for base in component.bases {
      let level = scopes[scope].level
      guard let (parent, inner) = open(base, from: scope, level: level, depth: depth) else { continue }
      inherited += content(
        of: parent, in: inner, overridden: overridden.union(overrides.map(\.text)), depth: depth + 1)
      scopes[scope].bases.append(inner)
    }
    for name in overrides { check(name, among: inherited) }
    let parameters = visibleParameters(in: scope)
    size += component.items.count
    return inherited
      + ComponentExpansion.without(overridden, component.items).map(parameters.applied(to:))
  }

  private mutating func check(_ override: Name, among inherited: [Item]) {
    for case .relations(let relation) in inherited {
      for name in relation.names where name.text == override.text {
        if !relation.qualifiers.contains(where: { $0.text == "overridable" }) {
          diagnostics.append(Messages.notOverridable(name.text, at: override.place, declared: name.place))
        }
        return
      }
    }
    diagnostics.append(Messages.nothingToOverride(override.text, at: override.place))
  }

  /// The items without the clauses for these relations, and without the plans of those.
  private static func without(_ overridden: Set<String>, _ items: [Item]) -> [Item] {
    var isLeftOut = false
    return items.compactMap { item in
      if case .plan = item, isLeftOut { return nil }
      isLeftOut = false
      guard case .clause(var clause) = item else { return item }
      clause.heads.removeAll { overridden.contains($0.relation.text) }
      isLeftOut = clause.heads.isEmpty
      return isLeftOut ? nil : .clause(clause)
    }
  }

  /// A renaming of parameters to their arguments, marked as names of as many instances further out.
  private func visibleParameters(in scope: Int) -> Renaming {
    var renaming = Renaming()
    let level = scopes[scope].level
    var next: Int? = scope
    while let current = next {
      for (parameter, argument) in scopes[current].arguments where renaming.types[parameter] == nil {
        let (name, home) = resolved(argument.name, in: argument.scope)
        let marks = String(repeating: Renaming.outside, count: max(0, level - scopes[home].level))
        renaming.types[parameter] = marks + name
      }
      next = scopes[current].outer
    }
    return renaming
  }

  /// The name that a parameter stands for, and the scope in which it is resolved; any other name as it is.
  private func resolved(_ name: String, in scope: Int) -> (name: String, scope: Int) {
    var next: Int? = scope
    while let current = next {
      if let argument = scopes[current].arguments[name] { return resolved(argument.name, in: argument.scope) }
      next = scopes[current].outer
    }
    return (name, scope)
  }
}
