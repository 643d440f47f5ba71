// The pages that apply to a project, as one checked program.

import Datalog
import GovernanceModel
import SourceDiagnostics

/// A rule that can be run: its page, and how severe the project holds it to be.
package struct Rule: Sendable {
  /// The page that it is written on.
  package let page: RulePage
  /// As the project sets it, or else the page.
  package let severity: Diagnostic.Severity
  /// What a finding says, with `{column}` and `{list*}` for what is filled in.
  package let message: Wording
  /// What to do about a finding, with the same placeholders; nil where the page does not say.
  package let hint: Wording?
  /// The wording of the notes that `NAME_unknown` gives, where the page has that relation.
  package let unknownMessage: Wording?
  /// What to do about such a note.
  package let unknownHint: Wording?

  /// The law, agreement or practice that it rests on; empty where the page does not say.
  package var source: String { page["source"] ?? "" }
}

/// The rules that apply, checked together.
package struct RuleBook: Sendable {
  /// Sorted by code.
  package let rules: [Rule]
  /// The pages without findings of their own that the rules rest on, sorted by code.
  package let concepts: [RulePage]
  /// The rules of all pages, checked together with the declarations of the vocabulary.
  package let program: Program
  /// What the program was made of.
  let parts: [ParsedSource]

  /// The relations that findings and their lists are read from.
  package var goals: [String] {
    rules.flatMap { rule in
      let texts = [rule.message, rule.hint, rule.unknownMessage, rule.unknownHint].compactMap { $0 }
      let lists = texts.flatMap { $0.nl.placeholders + $0.en.placeholders }.filter { $0.hasSuffix("*") }
      return ["", "_unknown"].map { rule.page.relation + $0 } + lists.map { "\(rule.page.relation)_\($0.dropLast())" }
    }
  }
}

/// Checks pages against a vocabulary and makes one program of them.
///
/// - Parameters:
///   - own: the project's own pages, which apply whatever packs it names.
///   - others: codes of pages that exist too, of packs that the project does not name.
///   - declarations: the vocabulary's `factDeclarations`, where they were read already.
///   - project: what it says of packs and severities applies; with nil, every page does, as it is.
///   - relations: what is asked about beside that, relations or roles of concepts by their names; the concepts that give it
///     are there too.
/// - Returns: nil, with the faults of all pages, where any page has one.
/// - Complexity: O(size of the pages + size of the vocabulary)
package func ruleBook(
  pages: [RulePage], own: [RulePage] = [], others: [String] = [], vocabulary: Vocabulary,
  declarations: ParsedSource? = nil, project: Project? = nil, relations: [String] = []
) -> (book: RuleBook?, diagnostics: [Diagnostic]) {
  var diagnostics = nameFaults(in: pages + own, others: others)
  // A page that cannot have its name is not looked into further.
  let misnamed = Set(diagnostics.compactMap(\.place?.path))
  let (applying, choiceFaults) = choose(
    from: pages.filter { !misnamed.contains($0.text.path) }, own: own.filter { !misnamed.contains($0.text.path) },
    others: others, project: project, relations: relations)
  diagnostics += choiceFaults
  let declarations = declarations ?? ParsedSource(factDeclarations(of: vocabulary))
  let pagesApart = withHelpersApart(applying.map(\.page), given: declarations.declaredNames)
  let chosen = zip(pagesApart, applying).map { (page: $0, setting: $1.setting) }
  let concepts = chosen.map(\.page).filter(\.isConcept)
  let accountability = accountabilityRules(of: vocabulary, for: concepts).map { [ParsedSource($0)] } ?? []
  let sources = [declarations] + accountability + chosen.flatMap(\.page.parts)
  let (program, programDiagnostics) = Program.checked(sources)
  diagnostics += programDiagnostics
  if let program { diagnostics += chosen.flatMap { sentenceFaults(of: $0.page, in: program) } }
  diagnostics += concepts.flatMap(roleFaults)
  var rules: [Rule] = []
  for (page, setting) in chosen where !page.isConcept {
    let (rule, faults) = rule(of: page, setting: setting, program: program)
    diagnostics += faults
    if let rule { rules.append(rule) }
  }
  guard let program, !diagnostics.containErrors else { return (nil, diagnostics.inReadingOrder) }
  return (RuleBook(rules: rules, concepts: concepts, program: program, parts: sources), diagnostics.inReadingOrder)
}

/// A page's name is its relation's name, so it is unique over all packs.
private func nameFaults(in pages: [RulePage], others: [String]) -> [Diagnostic] {
  var first: [String: SourcePlace] = [:]
  for code in others {
    let name = String(code.drop { $0 != "/" }.dropFirst())
    first[name] = SourcePlace(path: "rules/\(code).md", line: 1, column: 1)
  }
  var diagnostics: [Diagnostic] = []
  for page in pages {
    if !page.isWellNamed {
      diagnostics.append(Fault.badPageName(page.name).diagnostic(at: page.place))
    } else if let other = first[page.name] {
      diagnostics.append(Fault.duplicatePage(page.name, first: other).diagnostic(at: page.place))
    } else {
      first[page.name] = page.place
    }
  }
  return diagnostics
}

private func choose(
  from shared: [RulePage], own: [RulePage], others: [String], project: Project?, relations: [String]
) -> (chosen: [(page: RulePage, setting: RuleSetting?)], diagnostics: [Diagnostic]) {
  let pages = shared + own
  var diagnostics: [Diagnostic] = []
  var settings: [String: RuleSetting] = [:]
  let codes = Set(pages.filter { !$0.isConcept }.map(\.code) + others)
  for (rule, setting) in project?.settings ?? [] {
    if codes.contains(rule.key) {
      settings[rule.key] = setting
    } else {
      diagnostics.append(Fault.unknownRule(rule.key, known: codes.sorted()).diagnostic(at: rule.place))
    }
  }
  let packs = Set(codes.map { String($0.prefix { $0 != "/" }) })
  for pack in project?.packs ?? [] where !packs.contains(pack.key) {
    diagnostics.append(Fault.unknownPack(pack.key, known: packs.sorted()).diagnostic(at: pack.place))
  }
  let wanted = project?.packs.map { Set($0.map(\.key)) }
  let always = Set(own.map(\.code))
  let applying = pages.filter { page in
    let isWanted = wanted?.contains(page.pack) ?? true || always.contains(page.code)
    return !page.isConcept && isWanted && settings[page.code] != .off
  }
  // Without a project everything is looked at; with one, the concepts that its rules rest on.
  let shared = shared.filter(\.isConcept)
  let concepts = own.filter(\.isConcept) + (project == nil ? shared : needed(shared, by: applying + own, relations))
  let chosen = (applying + concepts).sorted { $0.code < $1.code }.map { (page: $0, setting: settings[$0.code]) }
  return (chosen, diagnostics)
}

/// The concepts that pages rest on, directly or through each other.
///
/// - Complexity: O(size of the rules)
private func needed(_ concepts: [RulePage], by pages: [RulePage], _ relations: [String]) -> [RulePage] {
  var owners: [String: Int] = [:]
  for (index, concept) in concepts.enumerated() {
    for name in concept.askedNames { owners[name] = index }
  }
  var isNeeded = [Bool](repeating: false, count: concepts.count)
  var open = pages
  func need(_ names: [String]) {
    for name in names {
      guard let index = owners[name], !isNeeded[index] else { continue }
      isNeeded[index] = true
      open.append(concepts[index])
    }
  }
  need(relations)
  while let page = open.popLast() { need(page.names) }
  return concepts.indices.filter { isNeeded[$0] }.map { concepts[$0] }
}

/// Checks what a page promises against the program that it is part of.
private func rule(
  of page: RulePage, setting: RuleSetting?, program: Program?
) -> (rule: Rule?, diagnostics: [Diagnostic]) {
  var diagnostics: [Diagnostic] = []
  for key in ["severity", "nl", "en", "source"] where page[key] == nil && !page.frontMatter.isEmpty {
    diagnostics.append(Fault.missingFrontMatterKey(key).diagnostic(at: page.place))
  }
  var severity = Diagnostic.Severity.error
  if let written = page.frontMatter["severity"] {
    if let known = severities[written.text] {
      severity = known
    } else {
      diagnostics.append(Fault.badSeverity(written.text).diagnostic(at: written.place))
    }
  }
  if let program {
    if let declaration = program.declaration(of: page.relation) {
      diagnostics += placeholderFaults(of: page, keys: ["nl", "en", "hint-nl", "hint-en"], declaration, in: program)
      diagnostics += subjectFaults(of: page, declaration)
    } else {
      diagnostics.append(Fault.missingRelation(page.relation).diagnostic(at: page.place))
    }
    if let unknown = program.declaration(of: page.relation + "_unknown") {
      for key in ["unknown-nl", "unknown-en"] where page[key] == nil {
        diagnostics.append(Fault.missingFrontMatterKey(key).diagnostic(at: page.place))
      }
      let keys = ["unknown-nl", "unknown-en", "unknown-hint-nl", "unknown-hint-en"]
      diagnostics += placeholderFaults(of: page, keys: keys, unknown, in: program)
      diagnostics += subjectFaults(of: page, unknown)
    }
  }
  guard let message = page.wording(nil), !diagnostics.containErrors else { return (nil, diagnostics) }
  return (
    Rule(
      page: page, severity: setting.flatMap { severities[$0.rawValue] } ?? severity, message: message,
      hint: page.wording("hint"), unknownMessage: page.wording("unknown"),
      unknownHint: page.wording("unknown-hint")),
    diagnostics
  )
}

private let severities: [String: Diagnostic.Severity] = ["error": .error, "warning": .warning, "note": .note]

private func placeholderFaults(
  of page: RulePage, keys: [String], _ declaration: RelationDeclaration, in program: Program
) -> [Diagnostic] {
  let columns = declaration.columns.map(\.name)
  return keys.compactMap { page.frontMatter[$0] }.flatMap { value in
    value.text.placeholders.compactMap { name -> Diagnostic? in
      let place = place(of: "{\(name)}", in: value)
      if name.hasSuffix("*") {
        let list = "\(page.relation)_\(name.dropLast())"
        // Its first columns are the finding's own, so that each finding finds its list.
        let count = program.declaration(of: list)?.columns.count ?? 0
        if (2...columns.count + 1).contains(count) { return nil }
        return Fault.missingList(name, relation: list).diagnostic(at: place)
      }
      return columns.contains(name) ? nil : Fault.unknownPlaceholder(name, known: columns).diagnostic(at: place)
    }
  }
}

/// The sentences of a page are of its own relations, and name their columns.
private func sentenceFaults(of page: RulePage, in program: Program) -> [Diagnostic] {
  let sentences = page.frontMatter.filter { RulePage.isSaying($0.key) }
  if sentences.isEmpty { return [] }
  let declared = page.declaredNames
  return sentences.sorted { $0.key < $1.key }.flatMap { key, value -> [Diagnostic] in
    guard let relation = RulePage.relation(saidBy: key) else { return [] }
    guard declared.contains(relation), let declaration = program.declaration(of: relation) else {
      return [Fault.unknownSentence(relation, known: declared).diagnostic(at: value.place)]
    }
    return placeholderFaults(of: page, keys: [key], declaration, in: program)
  }
}

private func place(of text: String, in value: RulePage.FrontMatterValue) -> SourcePlace {
  guard let range = value.text.firstRange(of: text) else { return value.place }
  return SourcePlace(
    path: value.place.path, line: value.place.line,
    column: value.place.column + value.text[..<range.lowerBound].unicodeScalars.count,
    length: text.unicodeScalars.count)
}

/// Findings are about something: the first column names it.
private func subjectFaults(of page: RulePage, _ declaration: RelationDeclaration) -> [Diagnostic] {
  declaration.columns.isEmpty ? [Fault.missingSubject(declaration.name).diagnostic(at: declaration.place)] : []
}
