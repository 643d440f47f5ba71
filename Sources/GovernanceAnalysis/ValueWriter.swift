// Values of the rule language as people write them: names, labels, dates and amounts.

import Datalog
import GovernanceModel
import SourceDiagnostics

/// Writes values and tuples of a project's rules in words.
struct ValueWriter {
  let model: any ModelLookup
  /// The labels of what an attribute is chosen from, by the type of its column.
  private let choices: [String: [(key: String, words: Wording)]]

  /// - Complexity: O(attributes of the vocabulary)
  init(model: any ModelLookup) {
    self.model = model
    choices = Dictionary(
      model.vocabulary.attributes.compactMap { attribute in attribute.choiceTypeName.map { ($0, attribute.values) } },
      uniquingKeysWith: { first, _ in first })
  }

  func edge(_ id: String) -> Edge? { model.edge(id) }

  /// - Parameter type: the declared type of the value's column.
  func words(for value: Value, type: String?, language: Language) -> String {
    switch value {
    case .symbol(let symbol):
      switch type {
      case "symbol": return symbol
      case "Field":
        let words = model.vocabulary.relation(symbol)?.words ?? model.vocabulary.attribute(symbol)?.words
        return words?[language] ?? symbol
      case "Edge", "Subject":
        return edge(symbol).map { sentence(of: $0, language: language) } ?? model.label(of: symbol)
      default:
        if let type, let values = choices[type] {
          return values.first { $0.key == symbol }?.words[language] ?? symbol
        }
        return model.label(of: symbol)
      }
    case .number(let number):
      switch type {
      case "Date", "Until":
        let day = Day(number: Int(number))
        if day <= .earliest { return Messages.openBeginning[language] }
        if day >= .latest { return Messages.openEnd[language] }
        return (type == "Until" ? day.advanced(by: -1) : day).inWords(language)
      case "Euro": return euroInWords(cents: Int(number), language)
      default: return String(number)
      }
    case .unsigned, .float: return text(of: value)
    }
  }

  private func sentence(of edge: Edge, language: Language) -> String {
    model.vocabulary.sentence(
      of: edge, from: model.label(of: edge.from), to: model.label(of: edge.to), in: language)
  }
}
