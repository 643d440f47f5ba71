// The order in which relations can be computed.
//
// A relation depends on the relations in the bodies of its rules. Relations that depend on each other are computed
// together, in one stratum, and strata one after another. What is negated or aggregated must be complete before it is
// used, so it has to be in an earlier stratum: a negation within one has no meaning, and is a fault.

import SourceDiagnostics

/// Relations that are computed together, and their rules.
struct Stratum: Sendable {
  var relations: [Int]
  /// Numbers of rules.
  var rules: [Int]
  /// Whether its relations depend on themselves.
  var isRecursive: Bool

  /// Circles of relations that depend on each other, of those that are given, each once: as many relations as there are
  /// steps, the first of them once more at the end.
  ///
  /// - Complexity: O(rules + literals), and that for each circle.
  static func cycles(among members: Set<Int>, rules: [Rule], relationCount: Int) -> [[Int]] {
    let dependencies = rules.filter { members.contains($0.head.relation) }
      .flatMap { Stratum.dependencies(of: $0.body, head: $0.head.relation, isAggregated: false) }
      .filter { members.contains($0.relation) }
    var successors = [[Int]](repeating: [], count: relationCount)
    for dependency in dependencies { successors[dependency.head].append(dependency.relation) }
    let byHead = Dictionary(grouping: dependencies, by: \.head)
    return stronglyConnected(successors).compactMap { component -> [Int]? in
      guard let first = component.min(), let step = byHead[first]?.first(where: { component.contains($0.relation) })
      else { return nil }
      return [first, step.relation] + shortestPath(from: step.relation, to: first, byHead).map(\.relation)
    }
  }

  /// How a rule's head depends on a relation in its body.
  private struct Dependency {
    enum Way { case positive, negated, aggregated }

    var head: Int
    var relation: Int
    var way: Way
    var place: SourcePlace
  }

  /// The strata in an order in which they can be computed, and the cycles that make that impossible.
  ///
  /// - Complexity: O(rules + literals).
  /// - Source: Tarjan, "Depth-first search and linear graph algorithms", SIAM Journal on Computing 1972; Apt, Blair,
  ///   Walker, "Towards a theory of declarative knowledge", 1988.
  static func ordered(rules: [Rule], relations: [RelationInfo]) -> (strata: [Stratum], diagnostics: [Diagnostic]) {
    let dependencies = rules.flatMap { rule in
      Stratum.dependencies(of: rule.body, head: rule.head.relation, isAggregated: false)
    }
    var successors = [[Int]](repeating: [], count: relations.count)
    for dependency in dependencies { successors[dependency.head].append(dependency.relation) }
    let components = stronglyConnected(successors)
    var component = [Int](repeating: 0, count: relations.count)
    for (number, members) in components.enumerated() { for member in members { component[member] = number } }

    var strata = components.map { Stratum(relations: $0.sorted(), rules: [], isRecursive: false) }
    for (number, rule) in rules.enumerated() { strata[component[rule.head.relation]].rules.append(number) }
    var diagnostics: [Diagnostic] = []
    let within = dependencies.filter { component[$0.head] == component[$0.relation] }
    for dependency in within { strata[component[dependency.head]].isRecursive = true }
    let byHead = Dictionary(grouping: within, by: \.head)
    var reported: Set<String> = []
    for dependency in within where dependency.way != .positive {
      let path = shortestPath(from: dependency.relation, to: dependency.head, byHead)
      let fault = cycleFault([dependency] + path, relations)
      if reported.insert(fault.message.en).inserted { diagnostics.append(fault) }
    }
    return (strata.filter { !$0.rules.isEmpty }, diagnostics)
  }

  private static func dependencies(of body: [Literal], head: Int, isAggregated: Bool) -> [Dependency] {
    body.flatMap { literal -> [Dependency] in
      switch literal {
      case .atom(let atom):
        let way: Dependency.Way = isAggregated ? .aggregated : .positive
        return [Dependency(head: head, relation: atom.relation, way: way, place: atom.place)]
      case .negation(let atom):
        return [Dependency(head: head, relation: atom.relation, way: .negated, place: atom.place)]
      case .aggregate(_, let aggregate):
        return dependencies(of: aggregate.body, head: head, isAggregated: true)
      case .comparison, .test, .truth, .range: return []
      }
    }
  }

  /// The dependencies that lead from one relation to another, the fewest there are.
  private static func shortestPath(
    from start: Int, to end: Int, _ dependencies: [Int: [Dependency]]
  ) -> [Dependency] {
    guard start != end else { return [] }
    var arrived: [Int: Dependency] = [:]
    var queue = [start]
    var next = 0
    while next < queue.count, arrived[end] == nil {
      for dependency in dependencies[queue[next]] ?? []
      where arrived[dependency.relation] == nil && dependency.relation != start {
        arrived[dependency.relation] = dependency
        queue.append(dependency.relation)
      }
      next += 1
    }
    var path: [Dependency] = []
    var relation = end
    while relation != start, let step = arrived[relation] {
      path.append(step)
      relation = step.head
    }
    return path.reversed()
  }

  private static func cycleFault(_ cycle: [Dependency], _ relations: [RelationInfo]) -> Diagnostic {
    func name(_ relation: Int) -> String { relations[relations[relation].pairsOf ?? relation].declaration.name }
    // That an `eqrel` follows from its pairs is no step that anybody wrote.
    let cycle = cycle.filter { relations[$0.relation].pairsOf != $0.head }
    var words = [name(cycle[0].head)]
    for step in cycle {
      switch step.way {
      case .positive: words.append(name(step.relation))
      case .negated: words.append("!" + name(step.relation))
      case .aggregated: words.append("{" + name(step.relation) + "}")
      }
    }
    let related = cycle.map { step in
      Diagnostic.Related(place: step.place, message: Messages.dependsOn(name(step.head), name(step.relation)))
    }
    return Messages.unstratified(
      words.joined(separator: " → "), isNegation: cycle[0].way == .negated, at: cycle[0].place, related: related)
  }

  /// Tarjan's algorithm without recursion; a component comes after those that it depends on.
  private static func stronglyConnected(_ successors: [[Int]]) -> [[Int]] {
    var components: [[Int]] = []
    var index = [Int?](repeating: nil, count: successors.count)
    var low = [Int](repeating: 0, count: successors.count)
    var isOpen = [Bool](repeating: false, count: successors.count)
    var open: [Int] = []
    var counter = 0
    for start in successors.indices where index[start] == nil {
      var calls: [(vertex: Int, next: Int)] = [(start, 0)]
      while let (vertex, next) = calls.last {
        if next == 0 {
          index[vertex] = counter
          low[vertex] = counter
          counter += 1
          open.append(vertex)
          isOpen[vertex] = true
        }
        if next < successors[vertex].count {
          calls[calls.count - 1].next += 1
          let successor = successors[vertex][next]
          if let seen = index[successor] {
            if isOpen[successor] { low[vertex] = min(low[vertex], seen) }
          } else {
            calls.append((successor, 0))
          }
          continue
        }
        calls.removeLast()
        if let (parent, _) = calls.last { low[parent] = min(low[parent], low[vertex]) }
        guard low[vertex] == index[vertex] else { continue }
        var members: [Int] = []
        while let member = open.popLast() {
          isOpen[member] = false
          members.append(member)
          if member == vertex { break }
        }
        components.append(members)
      }
    }
    return components
  }
}
