// The words of a file in its own language: what YAML and tables are written with.

import GovernanceModel
import SourceDiagnostics

/// Something that writes in the language of a file.
protocol FileWords {
  var vocabulary: Vocabulary { get }
  var language: Language { get }
}

extension FileWords {
  /// A structural term, such as `until`.
  func word(_ term: String) -> String {
    let word = vocabulary.word(for: term, in: language)
    return vocabulary.term(word) == term ? word : term
  }

  func section(of classKey: String) -> String {
    guard let entityClass = vocabulary.entityClass(classKey) else { return classKey }
    let dutch = Reading.keys(of: entityClass.section, entityClass.plural).nl
    return language == .nl && vocabulary.entityClass(dutch)?.key == classKey ? dutch : entityClass.section
  }

  /// The key of a relation or an attribute, for something of a class or relation.
  func field(_ key: String, of owner: String) -> String {
    guard language == .nl, let words = vocabulary.relation(key)?.words ?? vocabulary.attribute(key)?.words else {
      return key
    }
    let dutch = Reading.keys(of: key, words).nl
    switch vocabulary.field(dutch, of: owner) {
    case .relation(let relation)? where relation.key == key: return dutch
    case .attribute(let attribute)? where attribute.key == key: return dutch
    default: return key
    }
  }

  func lastDay(of period: Period) -> String { period.until.advanced(by: -1).description }

  /// A value as a reader of the file would write it, without any quotation marks.
  func text(of value: AttributeValue) -> String {
    switch value {
    case .text(let text): text
    case .choice(let key): key
    case .number(let number): String(number)
    case .decimal(let number): String(number)
    case .euro(let cents): euro(cents)
    case .date(let day): day.description
    case .boolean(let flag): word(flag ? "yes" : "no")
    }
  }

  private func euro(_ cents: Int) -> String {
    let (whole, part) = cents.magnitude.quotientAndRemainder(dividingBy: 100)
    let fraction = part == 0 ? "" : ",\(part < 10 ? "0" : "")\(part)"
    return "\(cents < 0 ? "-" : "")\(whole)\(fraction)"
  }
}

/// Dutch where more keys of a file are Dutch than English; nil where there are as many.
struct LanguageCount {
  let vocabulary: Vocabulary
  private var dutch = 0
  private var english = 0

  init(vocabulary: Vocabulary) { self.vocabulary = vocabulary }

  mutating func count(_ key: String) {
    guard let term = vocabulary.term(key) else { return }
    let word = vocabulary.word(for: term, in: .nl)
    if key == word, key != term { dutch += 1 } else if key == term, key != word { english += 1 }
  }

  var language: Language? { dutch == english ? nil : dutch > english ? .nl : .en }
}
