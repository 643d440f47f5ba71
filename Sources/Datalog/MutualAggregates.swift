// Aggregates of which each needs a value that another gives.
//
// Soufflé computes an aggregate with all that gives its variables a value. Of two aggregates
//
//     0 = count : { r(x, j), x < i }, 0 = count : { r(i, y), y < j }
//
// the first has `i` to be given and gives `j`, and the second the other way round: neither can be first. That other
// atoms of the rule give both does not count there, so it does not here.

import SourceDiagnostics

enum MutualAggregates {
  private struct Use {
    let place: SourcePlace
    /// Variables that it shares with the rule: those that nothing inside gives a value, and the others.
    let needs: [Int]
    let gives: NodeSet
  }

  /// One fault for each aggregate that has another to wait for, and that for it.
  ///
  /// - Complexity: O(literals + aggregates²)
  static func faults(of rule: Rule) -> [Diagnostic] { faults(in: rule.body, rule) }

  private static func faults(in literals: [Literal], _ rule: Rule) -> [Diagnostic] {
    var faults: [Diagnostic] = []
    var uses: [Use] = []
    var names: [Int: [Int]] = [:]
    for case .comparison(.equal, let left, let right, _) in literals {
      for (one, other) in [(left, right), (right, left)] where rule.nodes[one].isAssignable {
        if case .result = rule.nodes[rule.uncast(other)].form { names[rule.uncast(other), default: []].append(one) }
      }
    }
    for case .aggregate(let result, let aggregate) in literals {
      faults += self.faults(in: aggregate.body, rule)
      let inside = Bindings.bound(by: aggregate.body, in: rule)
      var gives = NodeSet(aggregate.shared.filter(inside.contains))
      gives.formUnion(names[result] ?? [])
      uses.append(Use(place: aggregate.place, needs: aggregate.shared.filter { !gives.contains($0) }, gives: gives))
    }
    uses.removeAll { $0.needs.isEmpty }
    for (number, use) in uses.enumerated() {
      for other in uses[..<number] {
        guard let needed = use.needs.first(where: other.gives.contains),
          let given = other.needs.first(where: use.gives.contains)
        else { continue }
        faults.append(
          Messages.mutualAggregates(rule.name(of: needed), rule.name(of: given), at: use.place, other: other.place))
        break
      }
    }
    return faults
  }
}

extension Rule {
  fileprivate func name(of variable: Int) -> String {
    if case .variable(let name) = nodes[variable].form { name } else { "" }
  }
}
