// On which days a model's entities and edges hold otherwise than on the day before.

/// The days on which periods begin and end, each with the entities and the edges whose periods these are.
package struct Chronology: Sendable {
  /// Sorted by day; an entity stands once for each of its days, those of its unknowns included.
  private let entities: [(day: Day, position: Int32)]
  private let edges: [(day: Day, position: Int32)]

  /// - Complexity: O(n log n) for n entities, edges and unknowns
  init(_ model: Model) {
    func days(_ period: Period) -> [Day] {
      period == .always ? [] : [period.from, period.until].filter { $0 != .earliest && $0 != .latest }
    }
    var entities: [(day: Day, position: Int32)] = []
    for (position, entity) in model.entities.enumerated() {
      var own = days(entity.period)
      // Nearly all have no unknowns, and the two days of a period are different ones.
      if !entity.unknowns.isEmpty { own = Array(Set(own + entity.unknowns.flatMap { days($0.period) })) }
      for day in own { entities.append((day, Int32(position))) }
    }
    var edges: [(day: Day, position: Int32)] = []
    for (position, edge) in model.edges.enumerated() {
      for day in days(edge.period) { edges.append((day, Int32(position))) }
    }
    func isBefore(_ left: (day: Day, position: Int32), _ right: (day: Day, position: Int32)) -> Bool {
      (left.day, left.position) < (right.day, right.position)
    }
    self.entities = entities.sorted(by: isBefore)
    self.edges = edges.sorted(by: isBefore)
  }

  /// Positions of the entities of which a period begins or ends after one day and up to and including another.
  ///
  /// - Returns: in the order of the model.
  /// - Complexity: O(log n + k log k) for k of them
  func entities(after first: Day, through last: Day) -> [Int] { positions(in: entities, first, last) }

  /// The same of edges.
  func edges(after first: Day, through last: Day) -> [Int] { positions(in: edges, first, last) }

  private func positions(in list: [(day: Day, position: Int32)], _ first: Day, _ last: Day) -> [Int] {
    func start(after day: Day) -> Int {
      var (lower, upper) = (0, list.count)
      while lower < upper {
        let middle = (lower + upper) / 2
        if list[middle].day <= day { lower = middle + 1 } else { upper = middle }
      }
      return lower
    }
    return Set(list[start(after: first)..<start(after: last)].map { Int($0.position) }).sorted()
  }
}
