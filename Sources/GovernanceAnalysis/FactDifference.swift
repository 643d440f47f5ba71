// What a change of the model means to rules: the facts that go and the facts that come.

import Datalog

extension Delta {
  /// What leads from one set of facts to another.
  ///
  /// - Complexity: O(facts)
  package init(from before: FactSet, to after: FactSet) {
    self.init()
    for relation in Set(before.relations + after.relations).sorted() {
      let (old, new) = (before.tuples(of: relation), after.tuples(of: relation))
      let (known, kept) = (Set(old), Set(new))
      for tuple in old where !kept.contains(tuple) { delete(relation, tuple) }
      for tuple in new where !known.contains(tuple) { insert(relation, tuple) }
    }
  }
}
