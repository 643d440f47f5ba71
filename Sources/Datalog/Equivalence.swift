// What makes an `eqrel` an equivalence.
//
// The pairs that are stated or derived go into a relation beside it, and four rules derive the rest:
//
//     e(x, x) :- pairs(x, _).
//     e(x, x) :- pairs(_, x).
//     e(x, z) :- e(x, y), pairs(y, z).
//     e(x, z) :- e(x, y), pairs(z, y).
//
// Of the pairs only those are kept that connect what was not connected before (`Relation.connections`), which generate
// the same equivalence: a class of n values has fewer than n of them, so the rules take O(n²) steps for the n² tuples
// that the class has, however many pairs were stated. And since they are rules, every tuple has a proof.

import SourceDiagnostics

enum Equivalence {
  /// The rules, ready for the planner.
  ///
  /// - Parameters:
  ///   - pairs: the relation that takes what is stated and derived.
  ///   - closure: the relation that becomes the equivalence.
  ///   - clause: the number that the rules are given; no clause of the program has it.
  static func rules(
    closing pairs: Int, into closure: Int, _ relations: [RelationInfo], _ types: TypeTable, clause: Int
  ) -> [Rule] {
    let declaration = relations[closure].declaration
    let kind = types.kind(of: relations[closure].types[0])
    func node(_ name: String) -> Node {
      Node(form: name == "_" ? .wildcard : .variable(name), place: declaration.place, kind: kind)
    }
    func rule(_ head: (String, String), _ body: [(relation: Int, arguments: (String, String))]) -> Rule {
      var rule = Rule(place: declaration.place, clause: clause, part: 0)
      var numbers: [String: Int] = [:]
      func atom(_ relation: Int, _ names: (String, String)) -> RuleAtom {
        let arguments = [names.0, names.1].map { name in
          if let number = numbers[name] { return number }
          rule.nodes.append(node(name))
          numbers[name] = rule.nodes.count - 1
          return rule.nodes.count - 1
        }
        let places = [declaration.place, declaration.place]
        return RuleAtom(relation: relation, arguments: arguments, places: places, place: declaration.place)
      }
      rule.head = atom(closure, head)
      rule.body = body.map { .atom(atom($0.relation, $0.arguments)) }
      return rule
    }
    return [
      rule(("x", "x"), [(pairs, ("x", "_"))]),
      rule(("x", "x"), [(pairs, ("_", "x"))]),
      rule(("x", "z"), [(closure, ("x", "y")), (pairs, ("y", "z"))]),
      rule(("x", "z"), [(closure, ("x", "y")), (pairs, ("z", "y"))]),
    ]
  }
}
