// The vocabulary as declarations of the rule language: what rules may speak of.

import Datalog
import GovernanceModel

/// The types and fact relations that a vocabulary offers to rules.
///
/// A class is a unary relation of what holds on the day; a relation `r` is binary, with `r_edge` for its edges,
/// `r_period`, and `r_a` for each attribute `a` of its edges; an attribute is binary. A column that takes several
/// classes has a union type named after its relation; a choice has a type named after its attribute.
///
/// - Complexity: O(size of the vocabulary)
package func factDeclarations(of vocabulary: Vocabulary) -> ProgramSource {
  var lines = [
    "// Generated from the vocabulary.",
    ".type Entity <: symbol",
    ".type Edge <: symbol",
    ".type Subject = Entity | Edge",
    ".type Field <: symbol",
    ".type Date <: number",
    ".type Until <: Date",
    ".type Euro <: number",
  ]
  lines += vocabulary.classes.map { ".type \($0.typeName) <: Entity" }
  lines += vocabulary.attributes.compactMap(\.choiceTypeName).map { ".type \($0) <: symbol" }
  lines += [
    ".decl as_of(day: Date)",
    ".decl min_date(day: Date)",
    ".decl max_date(day: Date)",
    ".decl calendar(date: Date, year: number, month: number, day: number)",
    ".decl entity(x: Entity)",
    ".decl planned(x: Entity)",
    ".decl class(x: Entity, class: symbol)",
    ".decl kind(x: Entity, kind: symbol)",
    ".decl name(x: Entity, name: symbol)",
    ".decl stage(x: Entity, stage: symbol)",
    ".decl period(x: Subject, from: Date, until: Until)",
    ".decl certainty(x: Subject, certainty: symbol)",
    ".decl source(x: Subject, document: symbol, line: number, quote: symbol)",
    ".decl unknown(x: Entity, what: Field)",
  ]
  lines += vocabulary.classes.map { ".decl \(Vocabulary.predicate(of: $0.key))(x: \($0.typeName))" }
  for relation in vocabulary.relations { lines += declarations(of: relation, in: vocabulary) }
  for attribute in vocabulary.attributes { lines += declarations(of: attribute, in: vocabulary) }
  return ProgramSource(path: "vocabulary.dl", content: lines.joined(separator: "\n") + "\n")
}

private func declarations(of relation: Vocabulary.Relation, in vocabulary: Vocabulary) -> [String] {
  let name = relation.predicate
  var lines: [String] = []
  let near = column(of: relation.ends.map(\.from), named: "\(name)_domain", in: vocabulary, lines: &lines)
  var classes: [String] = []
  for target in relation.ends.flatMap(\.to) where !classes.contains(target) { classes.append(target) }
  let far = column(of: classes, named: "\(name)_range", in: vocabulary, lines: &lines)
  lines.append(".decl \(name)(x: \(near), y: \(far))")
  lines.append(".decl \(name)_edge(e: Edge, x: \(near), y: \(far))")
  lines.append(".decl \(name)_period(x: \(near), y: \(far), from: Date, until: Until)")
  for key in attributeKeys(of: relation, in: vocabulary) {
    guard let attribute = vocabulary.attribute(key) else { continue }
    lines.append(".decl \(name)_\(attribute.predicate)(x: \(near), y: \(far), value: \(typeName(of: attribute)))")
  }
  return lines
}

private func declarations(of attribute: Vocabulary.AttributeDefinition, in vocabulary: Vocabulary) -> [String] {
  var lines: [String] = []
  var types = attribute.owners.compactMap { owner in
    vocabulary.classes.first { $0.key == owner }?.typeName
  }
  if attribute.owners.contains(where: { vocabulary.relation($0) != nil }) { types.append("Edge") }
  let owner = union(of: types, named: "\(attribute.predicate)_domain", lines: &lines)
  lines.append(".decl \(attribute.predicate)(x: \(owner), value: \(typeName(of: attribute)))")
  return lines
}

/// The keys of the attributes that an edge of a relation may carry, whichever side names the other.
func attributeKeys(of relation: Vocabulary.Relation, in vocabulary: Vocabulary) -> [String] {
  var keys = relation.attributes
  for attribute in vocabulary.attributes
  where attribute.owners.contains(relation.key) && !keys.contains(attribute.key) { keys.append(attribute.key) }
  return keys
}

private func column(
  of classes: [String], named name: String, in vocabulary: Vocabulary, lines: inout [String]
) -> String {
  union(
    of: classes.compactMap { key in vocabulary.classes.first { $0.key == key }?.typeName }, named: name, lines: &lines)
}

/// One type as it is; several as a union with a name of its own.
private func union(of types: [String], named name: String, lines: inout [String]) -> String {
  if types.count == 1 { return types[0] }
  let union = name.prefix(1).uppercased() + name.dropFirst()
  lines.append(".type \(union) = \(types.joined(separator: " | "))")
  return union
}

extension Vocabulary.AttributeDefinition {
  /// The type of what is chosen from, so that messages print a value by its label; nil for an attribute of another kind.
  var choiceTypeName: String? {
    type == .choice ? "\(predicate.prefix(1).uppercased())\(predicate.dropFirst())_choice" : nil
  }
}

private func typeName(of attribute: Vocabulary.AttributeDefinition) -> String {
  switch attribute.type {
  case .choice: attribute.choiceTypeName ?? "symbol"
  case .text, .boolean: "symbol"
  case .number: "number"
  case .decimal: "float"
  case .euro: "Euro"
  case .date: "Date"
  }
}
