// What is a page's own: two pages may use one name for their helpers.

import Datalog

extension RulePage {
  /// Whether others may use a relation or type that the page declares: all of a concept's, and of a rule what begins with
  /// the rule's own name (`NAME`, `NAME_unknown`, `NAME_list`). All else are helpers, which mean something in the page only.
  func offers(_ name: String) -> Bool { isConcept || name == relation || name.hasPrefix("\(relation)_") }

  /// The page with other names for some of its helpers, in its rules and in the keys of their sentences.
  fileprivate func renaming(_ names: [String: String]) -> RulePage {
    if names.isEmpty { return self }
    let parts = parts.map { $0.renaming(names) }
    let frontMatter = frontMatter.map { key, value in
      guard let new = RulePage.relation(saidBy: key).flatMap({ names[$0] }) else { return (key, value) }
      return ("says-\(new.replacing("_", with: "-"))\(key.suffix(3))", value)
    }
    return RulePage(
      code: code, text: text, title: title, explanation: explanation, blocks: parts.map(\.source), parts: parts,
      examples: examples, frontMatter: Dictionary(uniqueKeysWithValues: frontMatter))
  }
}

/// The pages, with every helper that has the name of something in another rule called `NAME__helper` after its page.
///
/// A helper that is alone with its name keeps it, so that programs read as their pages do. One that has a name of the
/// vocabulary or of a concept keeps it too, and is declared twice: whoever wrote it may have meant the other.
///
/// - Parameter given: the names that the vocabulary declares.
/// - Complexity: O(size of the pages + names)
func withHelpersApart(_ pages: [RulePage], given: [String]) -> [RulePage] {
  let taken = Set(given).union(pages.filter(\.isConcept).flatMap(\.declaredNames))
  var uses: [String: Int] = [:]
  for page in pages { for name in Set(page.declaredNames) { uses[name, default: 0] += 1 } }
  return pages.map { page in
    let shared = Set(page.declaredNames).filter { name in
      !page.offers(name) && uses[name, default: 0] > 1 && !taken.contains(name)
    }
    return page.renaming(Dictionary(uniqueKeysWithValues: shared.map { ($0, "\(page.relation)__\($0)") }))
  }
}
