// Relations as sentences, in the words of the vocabulary.

import SourceDiagnostics

extension Vocabulary.Relation {
  /// Its sentence about two names: `A reports to B`.
  ///
  /// - Complexity: O(length)
  package func sentence(from near: String, to far: String, in language: Language) -> String {
    said(says[language], near, far)
  }
}

extension Vocabulary {
  /// An edge as a sentence with the labels of its ends; the labels alone where the vocabulary does not know its relation.
  ///
  /// - Complexity: O(length)
  package func sentence(of edge: Edge, from near: String, to far: String, in language: Language) -> String {
    said(relation(edge.relation)?.says[language] ?? "{x} {y}", near, far)
  }

  /// The same in every language.
  package func sentence(of edge: Edge, from near: String, to far: String) -> Wording {
    Wording { sentence(of: edge, from: near, to: far, in: $0) }
  }
}

private func said(_ sentence: String, _ near: String, _ far: String) -> String {
  sentence.filled { name in
    switch name {
    case "x": near
    case "y": far
    default: nil
    }
  }
}
