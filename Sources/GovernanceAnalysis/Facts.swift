// A model, as of a day, as facts.

import Datalog
import GovernanceModel

/// The facts that a model offers to rules on a day.
///
/// Class facts and plain relation facts hold only while the entity, or the edge and both its ends, hold on the day.
/// `_edge`, `period`, `class`, `kind`, `name` and `stage` tell of everything, past and future too; attributes of whatever
/// has not ended, so that a rule can speak of what is planned; `unknown` of what holds on the day or is planned.
///
/// - Complexity: O(entities + edges + attributes)
package func facts(of model: Model, on day: Day) -> FactSet {
  var writer = FactWriter(model: model, day: day)
  writer.write()
  return writer.facts
}

private struct FactWriter {
  let model: Model
  let day: Day
  var facts = FactSet()
  private var dates: Set<Day>

  init(model: Model, day: Day) {
    self.model = model
    self.day = day
    dates = [day]
  }

  mutating func write() {
    facts.insert("as_of", [value(of: day)])
    facts.insert("min_date", [value(of: .earliest)])
    facts.insert("max_date", [value(of: .latest)])
    for entity in model.entities { write(entity) }
    for edge in model.edges { write(edge) }
    for date in dates.sorted() {
      let (year, month, dayOfMonth) = date.civil
      facts.insert("calendar", [value(of: date)] + [year, month, dayOfMonth].map { .number(Int64($0)) })
    }
  }

  private mutating func write(_ entity: Entity) {
    let id = Value.symbol(entity.id)
    let holds = model.holds(entity, on: day)
    let planned = model.isPlanned(entity, on: day)
    if holds {
      facts.insert("entity", [id])
      facts.insert(Vocabulary.predicate(of: entity.classKey), [id])
    }
    if planned { facts.insert("planned", [id]) }
    facts.insert("class", [id, .symbol(entity.classKey)])
    if let kind = entity.kind { facts.insert("kind", [id, .symbol(kind)]) }
    if let name = entity.name { facts.insert("name", [id, .symbol(name)]) }
    facts.insert("stage", [id, .symbol(entity.stage.rawValue)])
    write(entity.period, and: entity.provenance, of: id)
    guard holds || planned else { return }
    for attribute in entity.attributes {
      facts.insert(Vocabulary.predicate(of: attribute.key), [id, value(of: attribute.value)])
    }
    for unknown in entity.unknowns where day < unknown.period.until && (planned || unknown.period.from <= day) {
      facts.insert("unknown", [id, .symbol(unknown.key)])
    }
  }

  private mutating func write(_ edge: Edge) {
    let name = Vocabulary.predicate(of: edge.relation)
    let id = Value.symbol(edge.id)
    let ends = [Value.symbol(edge.from), Value.symbol(edge.to)]
    facts.insert("\(name)_edge", [id] + ends)
    facts.insert("\(name)_period", ends + [value(of: edge.period.from), value(of: edge.period.until)])
    write(edge.period, and: edge.provenance, of: id)
    for attribute in edge.attributes {
      facts.insert(Vocabulary.predicate(of: attribute.key), [id, value(of: attribute.value)])
    }
    guard model.holds(edge, on: day) else { return }
    facts.insert(name, ends)
    for attribute in edge.attributes {
      facts.insert("\(name)_\(Vocabulary.predicate(of: attribute.key))", ends + [value(of: attribute.value)])
    }
  }

  private mutating func write(_ period: Period, and provenance: Provenance, of subject: Value) {
    facts.insert("period", [subject, value(of: period.from), value(of: period.until)])
    facts.insert("certainty", [subject, .symbol(provenance.certainty.rawValue)])
    for citation in provenance.citations {
      facts.insert(
        "source",
        [subject, .symbol(citation.document), .number(Int64(citation.line ?? 0)), .symbol(citation.quote ?? "")])
    }
    for date in [period.from, period.until] where date != .earliest && date != .latest { dates.insert(date) }
  }

  private mutating func value(of value: AttributeValue) -> Value {
    switch value {
    case .text(let text), .choice(let text): return .symbol(text)
    case .number(let number): return .number(Int64(number))
    case .decimal(let number): return .float(number)
    case .euro(let cents): return .number(Int64(cents))
    case .boolean(let flag): return .symbol(flag ? "yes" : "no")
    case .date(let date):
      dates.insert(date)
      return self.value(of: date)
    }
  }

  private func value(of day: Day) -> Value { .number(Int64(day.number)) }
}
