// Plans as text, for people who want to know why a rule is slow.

import TupleStore

extension Program {
  /// The strata in order, each with its rules, and for each version of a rule the steps of its join: how a relation is
  /// looked up, by which columns, and what is tested where.
  ///
  /// Sizes of relations are not known here, so the order of an evaluation may differ.
  public var planDescription: String {
    var lines: [String] = []
    for (number, stratum) in strata.enumerated() {
      let names = stratum.relations.map { relations[$0].declaration.name }.joined(separator: ", ")
      lines.append("stratum \(number + 1)\(stratum.isRecursive ? ", recursive" : ""): \(names)")
      for rule in stratum.rules {
        lines.append("  rule \(rules[rule].place)")
        for isDelta in stratum.isRecursive ? [false, true] : [false] {
          for plan in plans(of: rule, stratum, isDelta: isDelta, size: { _ in Program.unknownSize }) {
            lines += description(of: plan).map { "    \($0)" }
          }
        }
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }
}

extension Program {
  /// The steps of a plan, a line each.
  func description(of plan: RulePlan) -> [String] {
    let described = PlanText(program: self, rule: rules[plan.rule])
    let version = plan.delta.map { "delta \($0 + 1)" } ?? "all rows"
    return [version] + plan.steps.flatMap { described.lines($0, indent: "  ") }
      + ["  insert \(described.atom(rules[plan.rule].head))"]
  }
}

private struct PlanText {
  let program: Program
  let rule: Rule

  func atom(_ atom: RuleAtom) -> String {
    "\(program.relations[atom.relation].declaration.name)(\(atom.arguments.map(text).joined(separator: ", ")))"
  }

  func lines(_ step: PlanStep, indent: String) -> [String] {
    switch step {
    case .match(let planned):
      let rows = planned.part == .all ? "" : planned.part == .recent ? " recent" : " stable"
      let verb = planned.keyColumns.isEmpty ? "scan" : isWhole(planned) ? "find" : "look up"
      let first = planned.firstOnly && !isWhole(planned) ? ", first row only" : ""
      return ["\(indent)\(verb)\(rows) \(atom(planned.atom))\(key(planned))\(first)"]
    case .absent(let planned): return ["\(indent)absent \(atom(planned.atom))\(key(planned))"]
    case .assign(let variable, let source): return ["\(indent)let \(text(variable)) = \(text(source))"]
    case .compute(let node): return ["\(indent)compute \(text(node))"]
    case .compare(let comparison, let left, let right, _):
      return ["\(indent)test \(text(left)) \(comparison.rawValue) \(text(right))"]
    case .test(let test, let isNegated, let left, let right, _):
      return ["\(indent)test \(isNegated ? "!" : "")\(test.rawValue)(\(text(left)), \(text(right)))"]
    case .never: return ["\(indent)never"]
    case .expand(let variable, let bounds, _):
      return ["\(indent)each \(text(variable)) of range(\(bounds.map(text).joined(separator: ", ")))"]
    case .fold(let result, let aggregate, let steps):
      let target = aggregate.target.map { " " + text($0) } ?? ""
      return ["\(indent)let \(text(result)) = \(aggregate.operation.rawValue)\(target) of"]
        + steps.flatMap { lines($0, indent: indent + "  ") }
    }
  }

  private func isWhole(_ planned: PlannedAtom) -> Bool {
    planned.keyColumns.count == planned.atom.arguments.count
  }

  private func key(_ planned: PlannedAtom) -> String {
    guard !planned.keyColumns.isEmpty, !isWhole(planned) else { return "" }
    let columns = program.relations[planned.atom.relation].declaration.columns
    return " by \(planned.keyColumns.map { columns[$0].name }.joined(separator: ", "))"
  }

  private func text(_ node: Int) -> String {
    switch rule.nodes[node].form {
    case .variable(let name): return name.isEmpty ? "#\(node)" : name
    case .result: return "#\(node)"
    case .wildcard: return "_"
    case .text(let text): return quoted(text)
    case .numeral(let numeral): return numeral.description
    case .cast(let inner, _): return text(inner)
    case .apply(let functor, let arguments):
      if functor.precedence != nil { return "(\(text(arguments[0])) \(functor.rawValue) \(text(arguments[1])))" }
      if functor.isPrefix { return "\(functor == .negate ? "-" : functor.rawValue + " ")\(text(arguments[0]))" }
      return "\(functor.rawValue)(\(arguments.map(text).joined(separator: ", ")))"
    }
  }
}
