// Scenarios for a terminal: one in full, several side by side.

import GovernanceAnalysis
import GovernanceModel
import SourceDiagnostics

func whatIfText(of report: WhatIfReport, language: Language, style: TextStyle) -> String {
  let writer = WhatIfWriter(
    report: report, language: language,
    renderer: DiagnosticRenderer(language: language, style: style, texts: report.texts))
  return writer.text
}

private struct WhatIfWriter {
  let report: WhatIfReport
  let language: Language
  let renderer: DiagnosticRenderer

  var text: String {
    var output = "\(report.project), \(Messages.on[language]) \(report.day.inWords(language))\n\n"
    if report.outcomes.count == 1 {
      output += whole(report.outcomes[0])
    } else {
      output += table()
    }
    return output
  }

  // MARK: One outcome

  private func whole(_ outcome: WhatIfReport.Outcome) -> String {
    var output = "\(outcome.title)"
    if let day = outcome.day { output += ", \(Messages.startingOn[language]) \(day.inWords(language))" }
    output += "\n\n"
    let comparison = outcome.comparison
    output += section(Messages.changes[language], changeLines(of: outcome, language: language))
    output += section(
      "\(Messages.newFindings[language]) (\(comparison.new.count))",
      comparison.new.flatMap { lines(for: $0, isNew: true) })
    output += section(
      "\(Messages.solvedFindings[language]) (\(comparison.solved.count))",
      comparison.solved.flatMap { lines(for: $0, isNew: false) })
    output += section(Messages.changedLines[language], comparison.lines.flatMap { lines(for: $0, outcome: outcome) })
    output += section(Messages.orphans[language], orphanLines(of: outcome))
    return output + closingLine(of: outcome) + "\n"
  }

  private func section(_ heading: String, _ lines: [String]) -> String {
    lines.isEmpty ? "" : "\(heading)\n\(lines.map { "  \($0)\n" }.joined())\n"
  }

  private func lines(for finding: Finding, isNew: Bool) -> [String] {
    var lines = ["\(isNew ? "+" : "-") \(heading(of: finding)): \(finding.message[language])"]
    if isNew {
      if let place = finding.place { lines.append("    --> \(place)") }
      if let hint = finding.hint { lines.append("    = \(Messages.hint[language]): \(hint[language])") }
    }
    return lines
  }

  private func heading(of finding: Finding) -> String {
    renderer.heading("\(finding.severity.noun.one[language])[\(finding.code)]", finding.severity)
  }

  private func lines(for change: Comparison.LineChange, outcome: WhatIfReport.Outcome) -> [String] {
    let model: any EntityLookup = outcome.after.entity(change.opgave) == nil ? outcome.before : outcome.after
    return [model.label(of: change.opgave)]
      + lines(Messages.was[language], change.before, in: outcome.before)
      + lines(Messages.becomes[language], change.after, in: outcome.after)
  }

  private func lines(_ word: String, _ line: AccountabilityLine?, in model: some EntityLookup) -> [String] {
    let indent = String(repeating: " ", count: word.count)
    guard let line, !line.paths.isEmpty else { return ["  \(word)  \(Messages.nothing[language])"] }
    return line.paths.enumerated().map { index, path in
      var text = path.map(model.label(of:)).joined(separator: " → ")
      if !line.reachesElected { text += " → \(Messages.stops[language])" }
      return "  \(index == 0 ? word : indent)  \(text)"
    }
  }

  private func orphanLines(of outcome: WhatIfReport.Outcome) -> [String] {
    outcome.orphans.map { orphan in
      let lost = orphan.lost.map { sentence(of: $0, in: outcome.before, language: language) }
      return "\(orphan.entity.label): \(Messages.noLonger[language]) \(lost.map { "“\($0)”" }.joined(separator: ", "))"
    }
  }

  private func closingLine(of outcome: WhatIfReport.Outcome) -> String {
    func counted(_ findings: [Finding]) -> String {
      let counts = [Diagnostic.Severity.error, .warning, .note].compactMap { severity -> String? in
        let count = findings.count { $0.severity == severity }
        return count == 0 ? nil : severity.noun.counted(count)[language]
      }
      return counts.isEmpty ? "0" : counts.joined(separator: ", ")
    }
    let comparison = outcome.comparison
    return [
      "\(Messages.new[language]): \(counted(comparison.new))",
      "\(Messages.solved[language]): \(counted(comparison.solved))",
      "\(Messages.unchanged[language]): \(comparison.unchanged.count)",
    ].joined(separator: "; ")
  }

  // MARK: Several side by side

  private func table() -> String {
    let outcomes = report.outcomes
    var output = ""
    for (index, outcome) in outcomes.enumerated() {
      output += "\(letter(index)): \(outcome.title)"
      if let day = outcome.day { output += ", \(Messages.startingOn[language]) \(day.inWords(language))" }
      output += "\n"
    }
    var rows: [(label: String, cells: [String])] = []
    for severity in [Diagnostic.Severity.error, .warning, .note] {
      rows.append(
        (Messages.newCount(severity)[language], outcomes.map { String($0.count(new: severity)) }))
    }
    for severity in [Diagnostic.Severity.error, .warning, .note] {
      rows.append((Messages.solvedCount(severity)[language], outcomes.map { String($0.count(solved: severity)) }))
    }
    rows.append((Messages.unchangedCount[language], outcomes.map { String($0.comparison.unchanged.count) }))
    rows.append((Messages.lineCount[language], outcomes.map { String($0.comparison.lines.count) }))
    rows.append((Messages.orphanCount[language], outcomes.map { String($0.orphans.count) }))
    output += "\n" + grid([("", outcomes.indices.map(letter))] + rows) + "\n"
    let findings = differing()
    if !findings.isEmpty {
      output += "\(Messages.perFinding[language])\n"
      output += grid(
        findings.map { finding, cells in ("\(heading(of: finding)): \(finding.message[language])", cells) })
      output += "\n"
    }
    return output
  }

  private func letter(_ index: Int) -> String {
    index < 26 ? String(UnicodeScalar(UInt8(ascii: "A") + UInt8(index))) : String(index + 1)
  }

  /// Findings that some scenario brings or solves, with a sign for each scenario.
  private func differing() -> [(finding: Finding, cells: [String])] {
    var order: [String] = []
    var findings: [String: Finding] = [:]
    var cells: [String: [String]] = [:]
    for (index, outcome) in report.outcomes.enumerated() {
      for (sign, list) in [("+", outcome.comparison.new), ("-", outcome.comparison.solved)] {
        for finding in list {
          let key = finding.identity
          if findings[key] == nil {
            order.append(key)
            findings[key] = finding
            cells[key] = report.outcomes.map { _ in "·" }
          }
          cells[key]?[index] = sign
        }
      }
    }
    return order.compactMap { key in findings[key].map { ($0, cells[key] ?? []) } }
  }

  /// Columns of numbers and signs before their labels.
  private func grid(_ rows: [(label: String, cells: [String])]) -> String {
    let width = max(3, rows.flatMap(\.cells).map(\.count).max() ?? 0)
    return rows.map { row in
      let cells = row.cells.map { String(repeating: " ", count: width - $0.count) + $0 }
      let line = "  " + cells.joined(separator: " ")
      return row.label.isEmpty ? "\(line)\n" : "\(line)  \(row.label)\n"
    }.joined()
  }
}

// MARK: What changes in the record

/// An edge in words, with what it says of itself, such as a role, in brackets.
func sentence(of edge: Edge, in model: some EntityLookup, language: Language) -> String {
  let sentence = model.vocabulary.sentence(
    of: edge, from: model.label(of: edge.from), to: model.label(of: edge.to))[language]
  let details = edge.attributes.map { words(for: $0, model.vocabulary, language) }
  return details.isEmpty ? sentence : "\(sentence) (\(details.joined(separator: ", ")))"
}

/// What differs between the two models, a line for each entity and edge: `+` is added, `-` ends or is gone, `~` is said
/// otherwise.
func changeLines(of outcome: WhatIfReport.Outcome, language: Language) -> [String] {
  let difference = outcome.comparison.difference
  let vocabulary = outcome.after.vocabulary
  func described(_ entity: Entity) -> String {
    let words = vocabulary.kind(of: entity)?.words ?? vocabulary.entityClass(entity.classKey)?.singular
    return words.map { "\(entity.label) (\($0[language]))" } ?? entity.label
  }
  func ending(_ period: Period) -> String {
    ", \(Messages.lastDay[language]) \(period.until.advanced(by: -1).inWords(language))"
  }
  var lines = difference.addedEntities.map { "+ \(described($0))" }
  let ended = difference.changedEntities.filter { $0.after.period.until < $0.before.period.until }
  lines += ended.map { "- \(described($0.before))\(ending($0.after.period))" }
  lines += difference.removedEntities.map { "- \(described($0)), \(Messages.removed[language])" }
  let gone = Set(ended.map(\.after.id)).union(difference.removedEntities.map(\.id))
  for (before, after) in difference.changedEntities {
    for detail in changedFields(from: before, to: after, vocabulary: vocabulary, language: language) {
      lines.append("~ \(after.label): \(detail)")
    }
  }
  for (before, after) in difference.changedEdges where after.period.until < before.period.until {
    // That its relations end with it goes without saying.
    if gone.contains(after.from) || gone.contains(after.to) { continue }
    lines.append("- \(sentence(of: before, in: outcome.before, language: language))\(ending(after.period))")
  }
  for (before, after) in difference.changedEdges where after.period.until >= before.period.until {
    lines.append("~ \(sentence(of: after, in: outcome.after, language: language))")
  }
  for edge in difference.removedEdges where !gone.contains(edge.from) && !gone.contains(edge.to) {
    lines.append("- \(sentence(of: edge, in: outcome.before, language: language)), \(Messages.removed[language])")
  }
  lines += difference.addedEdges.map { "+ \(sentence(of: $0, in: outcome.after, language: language))" }
  return lines
}

private func changedFields(
  from before: Entity, to after: Entity, vocabulary: Vocabulary, language: Language
) -> [String] {
  var details: [String] = []
  func note(_ key: String, _ old: String, _ new: String) {
    if old != new { details.append("\(key): \(old.isEmpty ? "…" : old) → \(new.isEmpty ? "…" : new)") }
  }
  note(vocabulary.word(for: "name", in: language), before.name ?? "", after.name ?? "")
  note(vocabulary.word(for: "kind", in: language), before.kind ?? "", after.kind ?? "")
  note(
    vocabulary.word(for: "stage", in: language), vocabulary.word(for: before.stage.rawValue, in: language),
    vocabulary.word(for: after.stage.rawValue, in: language))
  if before.period.from != after.period.from {
    note(
      vocabulary.word(for: "from", in: language), before.period.from.description, after.period.from.description)
  }
  let unknown = vocabulary.word(for: "unknown", in: language)
  func said(_ entity: Entity, _ key: String) -> String {
    let values = entity.attributes.filter { $0.key == key }.map { words(for: $0, vocabulary, language) }
    let isUnknown = entity.unknowns.contains { $0.key == key && $0.period.until == .latest }
    return (values + (isUnknown ? [unknown] : [])).joined(separator: ", ")
  }
  let keys =
    before.attributes.map(\.key) + before.unknowns.map(\.key) + after.attributes.map(\.key) + after.unknowns.map(\.key)
  for (index, key) in keys.enumerated() where !keys[..<index].contains(key) {
    let words = vocabulary.relation(key)?.words ?? vocabulary.attribute(key)?.words
    note(words?[language] ?? key, said(before, key), said(after, key))
  }
  return details
}

private func words(for attribute: Attribute, _ vocabulary: Vocabulary, _ language: Language) -> String {
  switch attribute.value {
  case .text(let text): text
  case .choice(let key):
    vocabulary.attribute(attribute.key)?.values.first { $0.key == key }?.words[language] ?? key
  case .number(let number): String(number)
  case .decimal(let number): String(number)
  case .euro(let cents): euroInWords(cents: cents, language)
  case .date(let day): day.inWords(language)
  case .boolean(let flag): vocabulary.word(for: flag ? "yes" : "no", in: language)
  }
}
