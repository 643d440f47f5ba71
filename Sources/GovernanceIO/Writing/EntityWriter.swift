// Changes of one entity where it is written: relations that end, go or come, and what it says of itself.

import GovernanceModel
import SourceDiagnostics

/// Writes into the mapping of one entity.
struct EntityWriter {
  let entry: YAMLSpan.Entry
  let classKey: String
  let phrases: YAMLPhrases
  let file: SourcePath
  var splices: TextSplices
  /// Places that could not be changed.
  var refused: [(fault: Fault, place: SourcePlace)] = []
  /// What is added where the entity has nothing yet, or at the end of its braces.
  private var pending: [(key: String, value: String)] = []
  /// Lines of fields that are added below all others.
  private var newLines: [String] = []
  private var removedEntries: Set<Int> = []

  init(entry: YAMLSpan.Entry, classKey: String, phrases: YAMLPhrases, file: SourcePath, splices: TextSplices) {
    self.entry = entry
    self.classKey = classKey
    self.phrases = phrases
    self.file = file
    self.splices = splices
  }

  private var mapping: YAMLSpan { entry.value }
  private var vocabulary: Vocabulary { phrases.vocabulary }

  /// Writes what was collected; nothing can be changed after it.
  mutating func finish() {
    splices.removeEntries(removedEntries, of: mapping)
    // Last of all, so that they stand behind what is added to a list that ends the entity.
    for line in newLines { splices.insertLine(line, afterLineOf: mapping.range.upperBound) }
    guard !pending.isEmpty else { return }
    guard mapping.isMapping else {
      var colon = entry.keyRange.upperBound
      while colon < splices.scalars.count, splices.scalars[colon] != ":" { colon += 1 }
      return splices.insert(" \(phrases.braces(pending))", at: min(colon + 1, splices.scalars.count))
    }
    // For the same reason.
    let text = pending.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
    let isEmptied = removedEntries.count == mapping.entries.count
    let end = mapping.entries.last.map { max($0.value.range.upperBound, $0.keyRange.upperBound) }
    splices.insert(isEmptied ? text : ", \(text)", at: end ?? mapping.range.lowerBound + 1)
  }

  // MARK: Relations

  mutating func change(_ relation: String, _ changes: LineChanges) {
    let added = changes.added.map(phrases.phrase)
    let index = fieldIndex(relation)
    let value = index.map { mapping.entries[$0].value }
    let items = value?.items ?? []
    let deleted = Set(changes.deleted.map(\.place))
    let ending = Dictionary(changes.ending.map { ($0.line.place, $0.period) }, uniquingKeysWith: { first, _ in first })
    // What an alias stands for is written elsewhere, and is said there too.
    guard deleted.union(ending.keys).isSubset(of: items.map(place)) else {
      let alias = (items + [value, mapping].compactMap { $0 }).first { $0.isAlias } ?? mapping
      refused.append((.aliasEdit, SourcePlace(in: file, line: alias.mark.line, column: alias.mark.column)))
      return
    }
    guard let index, let value else {
      if !added.isEmpty { add(phrases.field(relation, of: classKey), added) }
      return
    }
    let removed = items.indices.filter { deleted.contains(place(of: items[$0])) }
    if removed.count == items.count {
      if added.isEmpty { removedEntries.insert(index) } else { replaceValue(at: index, with: added) }
      return
    }
    splices.removeItems(removed, of: value)
    for item in items {
      if let period = ending[place(of: item)] { end(item, period) }
    }
    if !added.isEmpty { append(added, to: value) }
  }

  private mutating func end(_ item: YAMLSpan, _ period: Period) {
    let day = phrases.lastDay(of: period)
    switch item.content {
    case .scalar:
      let text = String(String.UnicodeScalarView(splices.scalars[item.range]))
      splices.replace(item.range, with: phrases.braces([(phrases.word("to"), text), (phrases.word("until"), day)]))
    case .mapping(let entries):
      if let until = entries.first(where: { vocabulary.term($0.key) == "until" }) {
        splices.replace(until.value.range, with: day)
      } else if let target = entries.first(where: { vocabulary.term($0.key) == "to" }) {
        splices.insertEntry("\(phrases.word("until")): \(day)", after: target, in: item)
      }
    case .list, .alias: refused.append((.aliasEdit, place(of: item)))
    }
  }

  private mutating func append(_ added: [String], to value: YAMLSpan) {
    switch value.content {
    case .list(let items) where value.isFlow:
      let text = added.joined(separator: ", ")
      if let last = items.last {
        splices.insert(", \(text)", at: last.range.upperBound)
      } else {
        splices.insert(text, at: value.range.lowerBound + 1)
      }
    case .list:
      let indent = String(repeating: " ", count: splices.column(of: value.range.lowerBound))
      for phrase in added { splices.insertLine("\(indent)- \(phrase)", afterLineOf: value.range.upperBound) }
    case .mapping where !value.isFlow:
      splices.makeItem(of: value)
      let indent = String(repeating: " ", count: splices.column(of: value.range.lowerBound))
      for phrase in added { splices.insertLine("\(indent)- \(phrase)", afterLineOf: value.range.upperBound) }
    case .mapping, .scalar:
      splices.insert("[", at: value.range.lowerBound)
      splices.insert(", \(added.joined(separator: ", "))]", at: value.range.upperBound)
    case .alias: refused.append((.aliasEdit, place(of: value)))
    }
  }

  /// The place that the reader gives to a value of a relation: that of the id.
  private func place(of item: YAMLSpan) -> SourcePlace {
    let target = item.entries.first { vocabulary.term($0.key) == "to" }?.value ?? item
    return SourcePlace(in: file, line: target.mark.line, column: target.mark.column)
  }

  // MARK: What it says of itself

  mutating func say(_ changes: EntityChanges, of later: Entity) {
    for term in changes.terms { say(term, value(of: term, later)) }
    for values in changes.values {
      if values.isAppended {
        append(
          attribute: values.key,
          values.after.dropFirst(values.before.count).map { phrases.phrase(for: [$0], unknown: nil) })
      } else {
        let isGone = values.after.isEmpty && values.unknown == nil
        let text = isGone ? nil : phrases.phrase(for: values.after, unknown: values.unknown)
        set(fieldIndex(values.key), key: phrases.field(values.key, of: classKey), value: text)
      }
    }
  }

  /// Nil for what is not said any more.
  private func value(of term: String, _ entity: Entity) -> String? {
    switch term {
    case "kind": entity.kind
    case "name": entity.name.map(phrases.scalar)
    case "stage": phrases.word(entity.stage.rawValue)
    case "until": entity.period.until == .latest ? nil : phrases.lastDay(of: entity.period)
    case "from": entity.period.from == .earliest ? nil : entity.period.from.description
    case "certainty": phrases.word(entity.provenance.certainty.rawValue)
    case "source":
      phrases.fields(of: Provenance(citations: entity.provenance.citations, place: entity.provenance.place)).first?
        .value
    default: nil
    }
  }

  /// Says a structural term, such as `until`, anew; nil takes it out.
  private mutating func say(_ term: String, _ value: String?) {
    let index = mapping.entries.firstIndex {
      vocabulary.field($0.key, of: classKey) == nil && vocabulary.term($0.key) == term
    }
    set(index, key: phrases.word(term), value: value)
  }

  private mutating func append(attribute key: String, _ values: [String]) {
    if let index = fieldIndex(key) {
      append(values, to: mapping.entries[index].value)
    } else {
      add(phrases.field(key, of: classKey), values)
    }
  }

  private mutating func set(_ index: Int?, key: String, value: String?) {
    switch (index, value) {
    case (let index?, let value?): replaceValue(at: index, with: [value])
    case (let index?, nil): removedEntries.insert(index)
    case (nil, let value?): addNearTop(key, value)
    case (nil, nil): break
    }
  }

  private func fieldIndex(_ key: String) -> Int? {
    mapping.entries.firstIndex { entry in
      switch vocabulary.field(entry.key, of: classKey) {
      case .relation(let relation)?: relation.key == key
      case .attribute(let attribute)?: attribute.key == key
      case nil: false
      }
    }
  }

  private mutating func replaceValue(at index: Int, with values: [String]) {
    let old = mapping.entries[index]
    let text = values.count == 1 ? values[0] : "[\(values.joined(separator: ", "))]"
    let isInline = old.value.isFlow || (!old.value.isList && !old.value.isMapping && !old.value.isBlockScalar)
    if isInline, !old.value.isEmpty {
      splices.replace(old.value.range, with: text)
    } else {
      splices.replace(
        old.keyRange.upperBound..<max(old.value.range.upperBound, old.keyRange.upperBound + 1), with: ": \(text)")
    }
  }

  /// Adds a field after all others.
  private mutating func add(_ key: String, _ values: [String]) {
    let text = values.count == 1 ? values[0] : "[\(values.joined(separator: ", "))]"
    if mapping.isMapping, !mapping.isFlow {
      let indent = String(repeating: " ", count: splices.column(of: mapping.range.lowerBound))
      newLines.append("\(indent)\(key): \(values.count == 1 ? text : "")".trimmedEnd)
      if values.count > 1 { newLines += values.map { "\(indent)  - \($0)" } }
    } else {
      addInline(key, text)
    }
  }

  /// Adds a field where a reader looks first: after the name, kind or beginning.
  private mutating func addNearTop(_ key: String, _ value: String) {
    let plain = mapping.entries.filter { entry in
      if case .scalar = entry.value.content { return !entry.value.isBlockScalar }
      return false
    }
    let terms = ["from", "name", "kind"].compactMap { term in
      plain.first { vocabulary.term($0.key) == term && vocabulary.field($0.key, of: classKey) == nil }
    }
    if let anchor = terms.first {
      splices.insertEntry("\(key): \(value)", after: anchor, in: mapping)
    } else if mapping.isMapping, !mapping.isFlow, let first = mapping.entries.first {
      let indent = String(repeating: " ", count: splices.column(of: first.keyRange.lowerBound))
      splices.insert("\(key): \(value)\(splices.lineEnd)\(indent)", at: first.keyRange.lowerBound)
    } else {
      addInline(key, value)
    }
  }

  private mutating func addInline(_ key: String, _ text: String) {
    switch mapping.content {
    case .mapping: pending.append((key, text))
    case .scalar(let old) where old.isEmpty: pending.append((key, text))
    default:
      refused.append(
        (.aliasEdit, SourcePlace(in: file, line: mapping.mark.line, column: mapping.mark.column)))
    }
  }
}

extension String {
  /// Without blanks at its end.
  fileprivate var trimmedEnd: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}

extension TextSplices {
  /// Inserts a whole line after the line of an offset.
  mutating func insertLine(_ text: String, afterLineOf offset: Int) {
    let end = lineEnd(of: offset)
    if end < scalars.count {
      insert(text + lineEnd, at: nextLine(after: offset))
    } else {
      insert(lineEnd + text, at: end)
    }
  }

  /// Inserts an entry behind another one of the same mapping.
  mutating func insertEntry(_ text: String, after entry: YAMLSpan.Entry, in mapping: YAMLSpan) {
    if mapping.isFlow {
      insert(", \(text)", at: max(entry.value.range.upperBound, entry.keyRange.upperBound))
    } else {
      let indent = String(repeating: " ", count: column(of: entry.keyRange.lowerBound))
      insertLine(indent + text, afterLineOf: entry.value.range.upperBound)
    }
  }

  /// Makes a block mapping the first item of a block list.
  mutating func makeItem(of mapping: YAMLSpan) {
    insert("- ", at: mapping.range.lowerBound)
    var line = nextLine(after: mapping.range.lowerBound)
    while line < mapping.range.upperBound {
      if lineEnd(of: line) > line { insert("  ", at: line) }
      line = nextLine(after: line)
    }
  }

  /// Takes some items out of a list, not all.
  mutating func removeItems(_ indices: [Int], of list: YAMLSpan) {
    let items = list.items
    remove(indices, ranges: items.map(\.range), isFlow: list.isFlow)
  }

  /// Takes entries out of a mapping.
  mutating func removeEntries(_ indices: Set<Int>, of mapping: YAMLSpan) {
    let ranges = mapping.entries.map { entry in
      entry.keyRange.lowerBound..<max(entry.value.range.upperBound, entry.keyRange.upperBound)
    }
    if mapping.isFlow, indices.count == ranges.count, let first = ranges.first, let last = ranges.last {
      replace(first.lowerBound..<last.upperBound, with: "")
    } else {
      remove(indices.sorted(), ranges: ranges, isFlow: mapping.isFlow)
    }
  }

  private mutating func remove(_ indices: [Int], ranges: [Range<Int>], isFlow: Bool) {
    guard isFlow else {
      for index in indices {
        replace(
          lineStart(of: ranges[index].lowerBound)..<nextLine(after: ranges[index].upperBound), with: "")
      }
      return
    }
    let removed = Set(indices)
    for first in indices where !removed.contains(first - 1) {
      var last = first
      while removed.contains(last + 1) { last += 1 }
      if last + 1 < ranges.count {
        replace(ranges[first].lowerBound..<ranges[last + 1].lowerBound, with: "")
      } else if first > 0 {
        replace(ranges[first - 1].upperBound..<ranges[last].upperBound, with: "")
      }
    }
  }
}
