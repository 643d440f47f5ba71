// Puts the items of included files in the place of `.include`.

import SourceDiagnostics

struct Inclusion {
  /// Gives the text of a file that the program includes: the path as it is written, and where that stands.
  typealias Loader = (_ path: String, _ from: SourcePlace) -> ProgramSource?

  private(set) var items: [Item] = []
  private(set) var diagnostics: [Diagnostic] = []
  private let load: Loader?
  /// The files that are being read, the innermost last, each with the place of the `.include` that asked for it.
  private var open: [(path: String, place: SourcePlace)] = []
  /// Files that say `.once`.
  private var once: Set<String> = []
  private var count = 0
  private var hasOverflowed = false

  /// How many inclusions one program may have.
  private static let most = 10_000

  /// - Complexity: O(bytes of all texts).
  init(_ sources: [ParsedSource], load: Loader?) {
    self.load = load
    for part in sources {
      items += read(part.source.path, at: SourcePlace(path: part.source.path)) { part.content }
    }
  }

  private mutating func read(_ path: String, at place: SourcePlace, _ content: () -> Parser.Content) -> [Item] {
    if once.contains(path) { return [] }
    if let first = open.firstIndex(where: { $0.path == path }) {
      diagnostics.append(Messages.inclusionCycle(open[first...].map(\.path) + [path], at: place))
      return []
    }
    let content = content()
    diagnostics += content.diagnostics
    for case .once in content.items { once.insert(path) }
    open.append((path, place))
    defer { open.removeLast() }
    return including(content.items)
  }

  /// The items with those of included files in place of `.include`; `.once` has done its work.
  private mutating func including(_ items: [Item]) -> [Item] {
    var result: [Item] = []
    for item in items {
      switch item {
      case .once: break
      case .include(let path, let place): result += included(path, at: place)
      case .component(var component):
        component.items = including(component.items)
        result.append(.component(component))
      default: result.append(item)
      }
    }
    return result
  }

  private mutating func included(_ path: String, at place: SourcePlace) -> [Item] {
    guard let load else {
      let directive = Messages.named("`.include`")
      diagnostics.append(Messages.unsupported(directive, at: place, hint: Messages.includeHint))
      return []
    }
    count += 1
    guard count <= Inclusion.most, open.count <= Parser.deepest, !hasOverflowed else {
      // Once is enough, and all that would still be read is left out.
      if !hasOverflowed { diagnostics.append(Messages.tooManyInclusions(Inclusion.most, at: place)) }
      hasOverflowed = true
      return []
    }
    guard let source = load(path, place) else {
      diagnostics.append(Messages.missingInclusion(path, at: place))
      return []
    }
    return read(source.path, at: place) { Parser.content(of: source) }
  }
}
