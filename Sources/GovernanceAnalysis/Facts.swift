// A model, as of a day, as facts: the one place where it is written what an entity and an edge say to rules.

import Datalog
import GovernanceModel
import WorkControl

/// The facts that a model offers to rules on a day.
///
/// Class facts and plain relation facts hold only while the entity, or the edge and both its ends, hold on the day.
/// `_edge`, `period`, `class`, `kind`, `name` and `stage` tell of everything, past and future too; attributes of whatever
/// has not ended, so that a rule can speak of what is planned; `unknown` of what holds on the day or is planned.
///
/// - Complexity: O(entities + edges + attributes)
package func facts(of model: Model, on day: Day) -> FactSet {
  countedFacts(of: model, on: day, cancellation: nil).facts
}

/// The facts, and how often each day is named by what is in them: those days the calendar explains.
///
/// - Parameter cancellation: once it is cancelled, what is returned means nothing.
func countedFacts(
  of model: Model, on day: Day, cancellation: Cancellation?
) -> (facts: FactSet, uses: [Day: Int]) {
  var isWanted: Bool { cancellation?.isCancelled != true }
  var writer = FactWriter(day: day, sink: CountedFacts())
  StepCount.add(model.entities.count + model.edges.count)
  writer.writeDay()
  for (relation, day) in [("min_date", Day.earliest), ("max_date", .latest)] {
    writer.sink.insert(relation, [day.asValue])
  }
  for entity in model.entities where isWanted { writer.write(entity) }
  for edge in model.edges where isWanted { writer.write(edge, holds: model.holds(edge, on: day)) }
  var (facts, uses) = (writer.sink.facts, writer.sink.uses)
  for day in uses.keys.sorted() { facts.insert("calendar", calendarEntry(of: day)) }
  return (facts, uses)
}

/// What `calendar` says of a day.
func calendarEntry(of day: Day) -> [Value] {
  let (year, month, dayOfMonth) = day.civil
  return [day.asValue] + [year, month, dayOfMonth].map { .number(Int64($0)) }
}

/// Where facts go.
protocol FactSink {
  mutating func insert(_ relation: String, _ values: [Value])
  /// A fact names the day.
  mutating func name(_ day: Day)
}

private struct CountedFacts: FactSink {
  var facts = FactSet()
  var uses: [Day: Int] = [:]

  mutating func insert(_ relation: String, _ values: [Value]) { facts.insert(relation, values) }
  mutating func name(_ day: Day) { uses[day, default: 0] += 1 }
}

/// Writes the facts of entities and edges. Those of an entity are its own; those of an edge it may share with edges that
/// have the same ends and relation, and with no others.
struct FactWriter<Sink: FactSink> {
  let day: Day
  var sink: Sink

  /// Writes which day is looked at.
  mutating func writeDay() {
    sink.name(day)
    sink.insert("as_of", [day.asValue])
  }

  mutating func write(_ entity: Entity) {
    let id = Value.symbol(entity.id)
    let holds = entity.holds(on: day)
    let planned = entity.isPlanned(on: day)
    if holds {
      sink.insert("entity", [id])
      sink.insert(Vocabulary.predicate(of: entity.classKey), [id])
    }
    if planned { sink.insert("planned", [id]) }
    sink.insert("class", [id, .symbol(entity.classKey)])
    if let kind = entity.kind { sink.insert("kind", [id, .symbol(kind)]) }
    if let name = entity.name { sink.insert("name", [id, .symbol(name)]) }
    sink.insert("stage", [id, .symbol(entity.stage.rawValue)])
    write(entity.period, and: entity.provenance, of: id)
    guard holds || planned else { return }
    for attribute in entity.attributes {
      sink.insert(Vocabulary.predicate(of: attribute.key), [id, value(of: attribute.value)])
    }
    for unknown in entity.unknowns where day < unknown.period.until && (planned || unknown.period.from <= day) {
      sink.insert("unknown", [id, .symbol(unknown.key)])
    }
  }

  /// - Parameter holds: whether the edge and both its ends hold on the day.
  mutating func write(_ edge: Edge, holds: Bool) {
    let name = Vocabulary.predicate(of: edge.relation)
    let id = Value.symbol(edge.id)
    let ends = [Value.symbol(edge.from), Value.symbol(edge.to)]
    sink.insert("\(name)_edge", [id] + ends)
    sink.insert("\(name)_period", ends + [edge.period.from.asValue, edge.period.until.asValue])
    write(edge.period, and: edge.provenance, of: id)
    for attribute in edge.attributes {
      sink.insert(Vocabulary.predicate(of: attribute.key), [id, value(of: attribute.value)])
    }
    guard holds else { return }
    sink.insert(name, ends)
    for attribute in edge.attributes {
      sink.insert("\(name)_\(Vocabulary.predicate(of: attribute.key))", ends + [value(of: attribute.value)])
    }
  }

  private mutating func write(_ period: Period, and provenance: Provenance, of subject: Value) {
    sink.insert("period", [subject, period.from.asValue, period.until.asValue])
    sink.insert("certainty", [subject, .symbol(provenance.certainty.rawValue)])
    for citation in provenance.citations {
      sink.insert(
        "source",
        [subject, .symbol(citation.document), .number(Int64(citation.line ?? 0)), .symbol(citation.quote ?? "")])
    }
    for date in [period.from, period.until] where date != .earliest && date != .latest { sink.name(date) }
  }

  private mutating func value(of value: AttributeValue) -> Value {
    switch value {
    case .text(let text), .choice(let text): return .symbol(text)
    case .number(let number): return .number(Int64(number))
    case .decimal(let number): return .float(number)
    case .euro(let cents): return .number(Int64(cents))
    case .boolean(let flag): return .symbol(flag ? "yes" : "no")
    case .date(let date):
      sink.name(date)
      return date.asValue
    }
  }
}

extension Day {
  /// The day as rules count it.
  fileprivate var asValue: Value { .number(Int64(number)) }
}
