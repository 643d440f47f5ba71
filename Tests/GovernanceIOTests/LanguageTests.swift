// A project can be written wholly in Dutch, wholly in English, or by somebody who mixes them.

import GovernanceModel
import SourceDiagnostics
import TestSupport
import Testing

@Suite("Every word of the vocabulary can be written in Dutch and in English")
struct LanguageTests {
  @Test("a project in Dutch is the same project in English")
  func projects() throws {
    let dutch = read([
      (
        "gremium.yaml",
        """
        naam: Proef
        taal: nl
        peildatum: 2025-01-01
        regels: [ownership]
        ernst: {ownership/opgave-without-owner: waarschuwing}
        bronnen:
          brief: {titel: Brief, datum: 2024-05, vindplaats: archief}
        """
      ),
      (
        "m.yaml",
        """
        gremia:
          stuurgroep:
            soort: stuurgroep
            naam: Stuurgroep
            fase: gepland
            vanaf: 2024
            t/m: 2026
            zekerheid: afgeleid
            niveau: regionaal
            bron: {document: brief, regel: 3, citaat: stuurgroep}
            rapporteert-aan: onbekend
            leden: [{naar: gemeente-a, rol: lid, bron: brief}, gemeente-b]
            voorzitter: {naar: gemeente-a, zekerheid: aangenomen}
            zetels: {waarde: 9, bron: brief}
        partijen:
          gemeente-a: {soort: gemeente}
          gemeente-b: {soort: gemeente, onderdeel-van: gemeente-a, fase: beëindigd}
        """
      ),
    ])
    let english = read([
      (
        "gremium.yaml",
        """
        name: Proef
        language: nl
        on: 2025-01-01
        rules: [ownership]
        severity: {ownership/opgave-without-owner: warning}
        sources:
          brief: {title: Brief, date: 2024-05, reference: archief}
        """
      ),
      (
        "m.yaml",
        """
        bodies:
          stuurgroep:
            kind: steering-group
            name: Stuurgroep
            stage: planned
            from: 2024
            until: 2026
            certainty: inferred
            tier: regional
            source: {document: brief, line: 3, quote: stuurgroep}
            reports-to: unknown
            members: [{to: gemeente-a, role: lid, source: brief}, gemeente-b]
            chair: {to: gemeente-a, certainty: assumed}
            seats: {value: 9, source: brief}
        parties:
          gemeente-a: {kind: municipality}
          gemeente-b: {kind: gemeente, part-of: gemeente-a, stage: ended}
        """
      ),
    ])
    #expect(outcome(dutch) == outcome(english))
    let (first, second) = (try #require(dutch.model), try #require(english.model))
    #expect(first.entities.map(\.provenance.citations) == second.entities.map(\.provenance.citations))
    #expect(first.project.documents == second.project.documents)
    #expect(first.project.day == second.project.day && first.project.day != nil)
    #expect(first.project.packs?.map(\.key) == second.project.packs?.map(\.key))
    #expect(first.project.settings.map(\.setting) == [.warning] && second.project.settings.map(\.setting) == [.warning])
  }

  /// An example value of an attribute's type.
  private func sample(_ attribute: Vocabulary.AttributeDefinition, _ language: Language) -> String {
    switch attribute.type {
    case .text: "tekst"
    case .number: "12"
    case .decimal: "0.5"
    case .euro: "25000"
    case .date: "2024-03-31"
    case .boolean: vocabulary.word(for: "yes", in: language)
    case .choice: key(attribute.values[0].words, attribute.values[0].key, language)
    }
  }

  private func key(_ words: Wording, _ key: String, _ language: Language) -> String {
    let text = words[language]
    return Vocabulary.keys(from: Wording(nl: text, en: text)).first ?? key
  }

  /// A project with every kind, relation and attribute of every class, its keys in one language.
  private func everything(in language: Language) -> String {
    var yaml = ""
    func word(_ term: String) -> String { vocabulary.word(for: term, in: language) }
    for owner in vocabulary.classes {
      yaml += "\(key(owner.plural, owner.section, language)):\n"
      for kind in owner.kinds {
        yaml += "  \(owner.key)-\(kind.key): {\(word("kind")): \"\(key(kind.words, kind.key, language))\"}\n"
      }
      yaml += "  \(owner.key):\n    \(word("name")): Naam\n"
      for attribute in vocabulary.attributes where attribute.owners.contains(owner.key) {
        yaml += "    \(key(attribute.words, attribute.key, language)): \(sample(attribute, language))\n"
      }
      for relation in vocabulary.relations {
        guard let target = relation.targets(from: owner.key).first else { continue }
        yaml += "    \(key(relation.words, relation.key, language)): {\(word("to")): \(target)"
        for attribute in vocabulary.attributes where attribute.owners.contains(relation.key) {
          yaml += ", \(key(attribute.words, attribute.key, language)): \(sample(attribute, language))"
        }
        yaml += "}\n"
      }
    }
    return yaml
  }

  @Test("every kind, relation and attribute is the same in both languages")
  func wholeVocabulary() throws {
    let dutch = read([("m.yaml", everything(in: .nl))])
    let english = read([("m.yaml", everything(in: .en))])
    #expect(dutch.diagnostics.isEmpty && english.diagnostics.isEmpty, "\(outcome(dutch).prefix(500))")
    #expect(outcome(dutch) == outcome(english))
    #expect(try #require(dutch.model).edges.count > 50)
  }

  @Test("no two words of a class, or of a relation, are the same key")
  func uniqueKeys() {
    let owners = vocabulary.classes.map(\.key) + vocabulary.relations.map(\.key)
    for owner in owners {
      var meaning: [String: String] = [:]
      func take(_ key: String, _ words: Wording) {
        for name in Set([key] + Vocabulary.keys(from: words)) {
          #expect(meaning[name] == nil, "`\(name)` of \(owner) is both \(meaning[name] ?? "") and \(key)")
          meaning[name] = key
        }
      }
      for relation in vocabulary.relations where !relation.targets(from: owner).isEmpty {
        take(relation.key, relation.words)
      }
      for attribute in vocabulary.attributes where attribute.owners.contains(owner) {
        take(attribute.key, attribute.words)
      }
      // What stands beside every value may not be hidden by a word of the class.
      let terms = vocabulary.relation(owner) == nil ? ["kind", "name", "stage"] : ["to"]
      for term in terms + ["from", "until", "source", "certainty"] {
        for name in [term, vocabulary.word(for: term, in: .nl)] {
          #expect(meaning[name] == nil, "`\(name)` of \(owner) hides the key of every file")
        }
      }
    }
  }

  @Test("no two kinds of a class, and no two sections, share a word")
  func uniqueKinds() {
    var sections: [String: String] = [:]
    for owner in vocabulary.classes {
      for name in Set([owner.section, owner.key] + Vocabulary.keys(from: owner.plural)) {
        #expect(sections[name] == nil, "`\(name)` is both \(sections[name] ?? "") and \(owner.key)")
        sections[name] = owner.key
      }
      var kinds: [String: String] = [:]
      for kind in owner.kinds {
        for name in Set([kind.key] + Vocabulary.keys(from: kind.words)) {
          #expect(kinds[name] == nil, "`\(name)` of \(owner.key) is both \(kinds[name] ?? "") and \(kind.key)")
          kinds[name] = kind.key
        }
      }
    }
  }

  @Test("no two terms share a word")
  func uniqueTerms() {
    var terms: [String: String] = [:]
    for term in vocabulary.terms {
      for name in Set([term.key] + Vocabulary.keys(from: term.words)) {
        #expect(terms[name] == nil, "`\(name)` is both \(terms[name] ?? "") and \(term.key)")
        terms[name] = term.key
      }
    }
  }
}
