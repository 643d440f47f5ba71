// Accountability chains as text and as JSON.

import GovernanceAnalysis
import GovernanceModel
import SourceDiagnostics

/// Chains of accountability of one thing, or of many, ready to be shown.
public struct ChainReport: Sendable {
  /// How much of the chains a text tells.
  package enum Detail: Sendable {
    /// Every chain, step by step.
    case full
    /// Of each thing the shortest chain, on a line.
    case shortest
  }

  /// What is shown, in its order.
  package let chains: [Chains]
  private let model: Model
  private let titles: [String: String]
  fileprivate let detail: Detail

  /// A report of chains.
  ///
  /// - Parameters:
  ///   - chains: of each thing, in the order in which they are shown; the shortest chain of each first.
  ///   - model: what the chains run through, with its labels and sources.
  ///   - detail: of texts; JSON has all.
  /// - Complexity: O(documents of the model)
  package init(_ chains: [Chains], model: Model, detail: Detail) {
    self.chains = chains
    self.model = model
    self.detail = detail
    titles = Dictionary(uniqueKeysWithValues: model.project.documents.map { ($0.key, $0.title) })
  }

  private func label(_ id: String) -> String { model.entity(id)?.label ?? id }

  // MARK: Text

  /// Every chain, step by step, with what each step rests on.
  ///
  /// - Complexity: O(steps)
  fileprivate func text(_ language: Language) -> String {
    chains.map { chains in
      var lines = [label(chains.start)]
      for (number, chain) in chains.chains.enumerated() {
        lines.append("")
        lines.append("\(number + 1). \(chain.ids.map(label).joined(separator: " → "))")
        for step in chain.steps {
          lines.append("   \(step.reason?.statement[language] ?? "\(label(step.from)) → \(label(step.to))")")
          guard let reason = step.reason, let place = reason.place else { continue }
          let certainty = reason.certainty.inWords.map { " (\($0[language]))" } ?? ""
          lines.append("     --> \(place)\(certainty)")
          for citation in reason.citations {
            lines.append("     = \(words(of: citation, titles: titles, language: language))")
          }
        }
        lines.append("   \(ending(of: chain)[language])")
      }
      if chains.hasMore { lines += ["", Messages.moreChains[language]] }
      return lines.joined(separator: "\n") + "\n"
    }.joined(separator: "\n")
  }

  /// Where a chain ends, as a sentence.
  private func ending(of chain: Chain) -> Wording {
    let name = label(chain.last)
    switch chain.end {
    case .elected: return Messages.chainReaches(name)
    case .stops: return Messages.chainStops(name)
    case .circle: return Messages.chainCircles(name)
    case .goesOn: return Messages.chainGoesOn(name, after: chain.steps.count)
    case .unknown(let key):
      let words = model.vocabulary.relation(key)?.words ?? Wording(key)
      return Messages.chainFades(name, words)
    }
  }

  /// One line for each thing: its shortest chain, and how that ends.
  ///
  /// - Complexity: O(chains)
  fileprivate func table(_ language: Language) -> String {
    var lines: [String] = []
    for chains in chains {
      let best = chains.chains.first
      lines.append(chains.chains.isEmpty ? label(chains.start) : (best?.ids ?? []).map(label).joined(separator: " → "))
      if let best { lines.append("   \(ending(of: best)[language])") }
      let others = chains.chains.count - 1
      if others > 0 { lines.append("   \(Messages.otherChains(others)[language])") }
    }
    let reached = chains.count { $0.reachesElected }
    lines += ["", Messages.chainsReaching(reached, of: chains.count)[language]]
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: JSON

  fileprivate func json(_ language: Language) -> String {
    JSON.object([
      ("subjects", .list(self.chains.map { subject(of: $0, language) })),
      ("version", .number(1)),
    ]).document
  }

  private func subject(of chains: Chains, _ language: Language) -> JSON {
    [
      "chains": .list(chains.chains.map { entry(for: $0, language) }),
      "hasMore": .flag(chains.hasMore),
      "id": .text(chains.start),
      "reachesElected": .flag(chains.reachesElected),
    ]
  }

  private func entry(for chain: Chain, _ language: Language) -> JSON {
    let (end, missing): (String, String?) =
      switch chain.end {
      case .elected: ("elected", nil)
      case .stops: ("stops", nil)
      case .circle: ("circle", nil)
      case .goesOn: ("goes-on", nil)
      case .unknown(let key): ("unknown", key)
      }
    return [
      "at": .text(chain.last),
      "end": .text(end),
      "missing": JSON(missing),
      "steps": .list(
        chain.steps.map { step in
          [
            "certainty": JSON(step.reason?.certainty.rawValue),
            "file": JSON(step.reason?.place?.path),
            "from": .text(step.from),
            "line": JSON(step.reason?.place?.line),
            "statement": JSON(step.reason?.statement[language]),
            "to": .text(step.to),
          ]
        }),
    ]
  }
}

/// Every chain, step by step, or a line for each thing, as the report was made to tell.
func chainText(of report: ChainReport, language: Language) -> String {
  switch report.detail {
  case .full: report.text(language)
  case .shortest: report.table(language)
  }
}

/// Every chain, however much of it a text tells.
func chainJSON(of report: ChainReport, language: Language) -> String { report.json(language) }
