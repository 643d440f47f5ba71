// What the program itself asks of concept pages, which name their relations for it.

import Datalog
import GovernanceModel
import SourceDiagnostics

/// A relation of a concept page that the program reads, whatever the page calls it: a line of its front matter says which
/// it is, as in `accountability: answers_to`.
package enum ConceptRole: String, Sendable, CaseIterable {
  /// Who answers to whom, in one step: `(x, y)`.
  case accountability
  /// What may reach an elected body by a line that is not known: `(x)`.
  case unknownAccountability = "unknown-accountability"
  /// What somebody should answer for: `(x)`.
  case answeredFor = "answered-for"
  /// The days that laws name; the day is in the last column.
  case legalDay = "legal-day"
}

extension RulePage {
  /// The page's relation for a role; nil where it has none.
  func relation(for role: ConceptRole) -> String? { isConcept ? self[role.rawValue] : nil }

  /// What can be asked of the page: its relations, and its roles by their names.
  var askedNames: [String] {
    declaredNames + ConceptRole.allCases.filter { relation(for: $0) != nil }.map(\.rawValue)
  }
}

extension RuleBook {
  /// The relation for a role; nil where no page that applies has one.
  ///
  /// - Complexity: O(number of concepts)
  package func relation(for role: ConceptRole) -> String? { concepts.lazy.compactMap { $0.relation(for: role) }.first }

  /// The relation that a name asks for: that of a role, or the one of the name itself.
  package func relation(asked name: String) -> String {
    ConceptRole(rawValue: name).flatMap { relation(for: $0) } ?? name
  }
}

/// What the vocabulary adds to the concept of accountability: a rule for each relation along which it runs without more.
///
/// - Returns: nil where no concept has the role.
/// - Complexity: O(number of relations)
package func accountabilityRules(of vocabulary: Vocabulary, for concepts: [RulePage]) -> ProgramSource? {
  func relation(_ role: ConceptRole) -> String? { concepts.lazy.compactMap { $0.relation(for: role) }.first }
  guard let step = relation(.accountability) else { return nil }
  var lines = ["// Generated from the vocabulary."]
  for relation in vocabulary.accountabilityRelations {
    switch relation.accountability {
    case .up: lines.append("\(step)(x, y) :- \(relation.predicate)(x, y).")
    case .down: lines.append("\(step)(y, x) :- \(relation.predicate)(x, y).")
    case .conditional, nil: break
    }
  }
  if let unknown = relation(.unknownAccountability) {
    for relation in vocabulary.accountabilityRelations where relation.accountability == .up {
      lines.append("\(unknown)(x) :- unknown(x, \"\(relation.key)\").")
    }
  }
  return ProgramSource(path: "accountability.dl", content: lines.joined(separator: "\n") + "\n")
}

/// A role is given to a relation of the page itself.
func roleFaults(of page: RulePage) -> [Diagnostic] {
  guard page.isConcept else { return [] }
  return ConceptRole.allCases.compactMap { role in
    guard let value = page.frontMatter[role.rawValue], !page.declaredNames.contains(value.text) else { return nil }
    return Fault.unknownRole(value.text, known: page.declaredNames).diagnostic(at: value.place)
  }
}
