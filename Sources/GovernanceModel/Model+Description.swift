// A model as text: what was read, entity by entity, for `gremium dump model`.

import SourceDiagnostics

extension Model: CustomStringConvertible {
  /// One line for each entity, attribute, unknown and edge, with its place; in the order of the model.
  ///
  /// - Complexity: O(entities + edges)
  package var description: String {
    var edgesByOrigin: [String: [Edge]] = [:]
    for edge in edges { edgesByOrigin[edge.from, default: []].append(edge) }
    var lines: [String] = []
    for entity in entities {
      lines.append(line(of: entity))
      for attribute in entity.attributes { lines.append("  \(line(of: attribute))") }
      for unknown in entity.unknowns {
        lines.append("  \(unknown.key) = ?\(suffix(of: unknown.period, unknown.provenance))")
      }
      for edge in edgesByOrigin[entity.id] ?? [] {
        lines.append("  \(edge.relation) -> \(edge.to)\(suffix(of: edge.period, edge.provenance))")
        for attribute in edge.attributes { lines.append("    \(line(of: attribute))") }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func line(of entity: Entity) -> String {
    var text = "\(entity.classKey) \(entity.id)"
    if let kind = entity.kind { text += ": \(kind)" }
    if let name = entity.name { text += " \"\(name)\"" }
    if entity.stage != .active { text += " (\(entity.stage.rawValue))" }
    return text + suffix(of: entity.period, entity.provenance)
  }

  private func line(of attribute: Attribute) -> String {
    let value =
      switch attribute.value {
      case .text(let text): "\"\(text)\""
      case .choice(let key): key
      case .number(let number): String(number)
      case .decimal(let number): String(number)
      case .euro(let cents): "\(cents) cents"
      case .date(let day): day.description
      case .boolean(let flag): flag ? "yes" : "no"
      }
    return "\(attribute.key) = \(value)\(suffix(of: .always, attribute.provenance))"
  }

  private func suffix(of period: Period, _ provenance: Provenance) -> String {
    var text = ""
    if period != .always {
      let from = period.from == .earliest ? "" : period.from.description
      let until = period.until == .latest ? "" : period.until.advanced(by: -1).description
      text += " [\(from)…\(until)]"
    }
    if provenance.certainty != .explicit { text += " \(provenance.certainty.rawValue)" }
    return text + "  @\(provenance.place)"
  }
}
