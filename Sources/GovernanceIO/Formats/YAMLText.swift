// YAML to text nodes.

import SourceDiagnostics
import WorkControl

/// Reads one YAML text.
///
/// Scalars stay text as written, so that `no`, `012` and `1:30` keep their meaning. Anchors may be used for values; what
/// they expand to is counted, so that a small text cannot become a huge tree.
///
/// - Parameter cancellation: once it is cancelled, what is returned means nothing.
/// - Returns: the tree, with a diagnostic at every repeated key, of which the first counts; or nil with every fault up to
///   the first syntax error, and that.
/// - Complexity: O(size of the text + size of what its aliases expand to, up to a limit)
func textNode(
  ofYAML text: SourceText, cancellation: Cancellation? = nil
) -> (node: TextNode?, diagnostics: [Diagnostic]) {
  var conversion = YAMLConversion(text)
  do throws(YAMLSyntaxError) {
    let node = try YAMLEvents.read(text.content, cancellation: cancellation) { events throws(YAMLSyntaxError) in
      try conversion.convert(&events)
    }
    let diagnostics = conversion.problems + conversion.unusedAnchors
    return (diagnostics.containErrors ? nil : node, (conversion.repetitions + diagnostics).inReadingOrder)
  } catch {
    // Where in the text the fault is takes time to find.
    if cancellation?.isCancelled == true { return (nil, []) }
    // Where reading was given up for its depth, the conversion has said so long before.
    let end = error.problem == YAMLSyntaxError.tooDeep ? [] : [diagnostic(for: error, in: text)]
    return (nil, (conversion.repetitions + conversion.problems + end).inReadingOrder)
  }
}

private struct YAMLConversion {
  /// Deeper than anything a person writes, and shallow enough for every walk over the tree.
  private static let greatestDepth = 100
  /// How many nodes aliases may add.
  private static let greatestExpansion = 100_000

  private struct Converted {
    var node: TextNode
    /// How many nodes it has, itself included, and how many levels.
    var size = 1
    var height = 1
  }

  private let file: SourcePath
  /// The last place in the text. For the library a text ends with a line break, also where it does not.
  private let end: SourcePlace
  private var anchors: [String: Converted] = [:]
  private var referenced: Set<String> = []
  private var expanded = 0
  // What goes on for the rest of the text is reported once.
  private var isTooDeep = false
  private var isTooLarge = false
  private(set) var problems: [Diagnostic] = []
  /// Keys that are written twice: what else the text says can be read all the same.
  private(set) var repetitions: [Diagnostic] = []

  init(_ text: SourceText) {
    file = SourcePath(text.path)
    end = text.end
  }

  /// An anchor that nothing refers to is text that starts with `&`, of which the library keeps what follows.
  var unusedAnchors: [Diagnostic] {
    // Where expansion stopped, nobody knows what would have been referred to.
    if isTooLarge || isTooDeep { return [] }
    return anchors.filter { !referenced.contains($0.key) }.map {
      Fault.startsWithSign("&").diagnostic(at: $0.value.node.place)
    }
  }

  /// The one document of a text.
  mutating func convert(_ events: inout YAMLEvents) throws(YAMLSyntaxError) -> TextNode {
    try events.next()
    guard events.kind == .documentStart else {
      return TextNode(content: .empty, place: SourcePlace(in: file, line: 0, column: 0))
    }
    try events.next()
    let root = try value(&events, depth: 1).node
    try events.next()
    try events.next()
    if events.kind == .documentStart {
      throw YAMLSyntaxError(
        problem: "but found another document", mark: events.start, begin: .init(line: 1, column: 1))
    }
    return root
  }

  /// The value that starts with the present event, up to its last event.
  private mutating func value(_ events: inout YAMLEvents, depth: Int) throws(YAMLSyntaxError) -> Converted {
    let place = place(of: events)
    guard depth <= Self.greatestDepth else {
      try skip(&events, depth: depth)
      return Converted(node: TextNode(content: .empty, place: place))
    }
    if events.kind == .alias { return expansion(of: events.anchor ?? "", at: place, depth: depth) }
    let anchor = events.anchor
    if events.hasTag { report(.startsWithSign("!"), at: place) }
    var result = Converted(node: TextNode(content: .empty, place: place))
    switch events.kind {
    case .listStart:
      var items: [TextNode] = []
      try events.next()
      while events.kind != .listEnd {
        items.append(try part(of: &result, &events, depth: depth))
        try events.next()
      }
      result.node = TextNode(content: .list(items), place: place)
    case .mappingStart:
      var entries: [TextNode.Entry] = []
      var keys = Keys()
      try events.next()
      while events.kind != .mappingEnd {
        let keyPlace = self.place(of: events)
        let key = try key(&events, at: keyPlace, depth: depth + 1)
        try events.next()
        let value = try part(of: &result, &events, depth: depth)
        if let key {
          if let first = keys.insert(key, at: entries.count, among: entries) {
            repetitions.append(Fault.duplicateKey(key, first: entries[first].keyPlace).diagnostic(at: keyPlace))
          } else {
            entries.append(.init(key: key, keyPlace: keyPlace, value: value))
          }
        }
        try events.next()
      }
      result.node = TextNode(content: .mapping(entries), place: place)
    default:
      let text = checked(events.text, at: place)
      if !text.isEmpty || !events.isPlain { result.node = TextNode(content: .scalar(text), place: place) }
    }
    if let anchor { anchors[anchor] = result }
    return result
  }

  /// A value inside another one, whose size it adds to.
  private mutating func part(
    of whole: inout Converted, _ events: inout YAMLEvents, depth: Int
  ) throws(YAMLSyntaxError) -> TextNode {
    let part = try value(&events, depth: depth + 1)
    whole.size += part.size
    whole.height = max(whole.height, part.height + 1)
    return part.node
  }

  /// The text of a key, or nil with a diagnostic where it is an alias, a list or a mapping.
  private mutating func key(
    _ events: inout YAMLEvents, at place: SourcePlace, depth: Int
  ) throws(YAMLSyntaxError) -> String? {
    guard events.kind == .scalar else {
      if events.kind == .alias, let name = events.anchor { referenced.insert(name) }
      report(.complexKey, at: place)
      try skip(&events, depth: depth)
      return nil
    }
    if events.hasTag { report(.startsWithSign("!"), at: place) }
    let text = checked(events.text, at: place)
    if let anchor = events.anchor {
      anchors[anchor] = Converted(node: TextNode(content: .scalar(text), place: place))
    }
    return text
  }

  private mutating func expansion(of name: String, at place: SourcePlace, depth: Int) -> Converted {
    referenced.insert(name)
    let nothing = Converted(node: TextNode(content: .empty, place: place))
    guard let anchored = anchors[name] else {
      report(.unknownAnchor(name), at: place)
      return nothing
    }
    expanded += anchored.size
    if expanded > Self.greatestExpansion || depth + anchored.height > Self.greatestDepth {
      if !isTooLarge { report(.tooManyAliases, at: place) }
      isTooLarge = true
      return nothing
    }
    return anchored
  }

  /// Goes to the last event of the value that starts with the present one.
  private mutating func skip(_ events: inout YAMLEvents, depth: Int) throws(YAMLSyntaxError) {
    var open = 0
    while true {
      if depth + open > Self.greatestDepth, !isTooDeep {
        isTooDeep = true
        report(.tooDeep, at: place(of: events))
      }
      switch events.kind {
      case .listStart, .mappingStart: open += 1
      case .listEnd, .mappingEnd: open -= 1
      case .alias, .scalar, .documentStart, .documentEnd, .end: break
      }
      if open <= 0 { return }
      try events.next()
    }
  }

  /// A scalar's text, after looking for what does harm.
  private mutating func checked(_ text: String, at place: SourcePlace) -> String {
    if containsControl(text) { report(.controlCharacter, at: place) }
    return text
  }

  private mutating func report(_ fault: Fault, at place: SourcePlace) {
    problems.append(fault.diagnostic(at: place))
  }

  private func place(of events: borrowing YAMLEvents) -> SourcePlace {
    let start = events.start
    if start.line > end.line { return end }
    var length = 1
    if events.kind == .alias || events.kind == .scalar && !events.isBlock {
      let end = events.end
      length = end.line == start.line ? end.column - start.column : events.text.unicodeScalars.count
    }
    return SourcePlace(in: file, line: start.line, column: start.column, length: length)
  }
}

/// The keys of one mapping: most have few, which are compared one by one; of many, a table is kept.
private struct Keys {
  private static let few = 12
  private var table: [String: Int] = [:]

  /// - Returns: the index of the entry that has the key already.
  mutating func insert(_ key: String, at index: Int, among entries: [TextNode.Entry]) -> Int? {
    if index < Self.few { return entries.firstIndex { $0.key == key } }
    if table.isEmpty { for (offset, entry) in entries.enumerated() { table[entry.key] = offset } }
    if let first = table[key] { return first }
    table[key] = index
    return nil
  }
}

/// Whether a text holds a control character; most texts are told by their bytes.
func containsControl(_ text: String) -> Bool {
  text.utf8.contains { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 } && text.unicodeScalars.contains(where: isControl)
}

/// Whether a scalar steers a terminal or ends a C string, rather than being text.
func isControl(_ scalar: Unicode.Scalar) -> Bool {
  scalar.properties.generalCategory == .control && scalar != "\t" && !isLineBreak(scalar)
}

// MARK: Syntax errors

private func diagnostic(for error: YAMLSyntaxError, in text: SourceText) -> Diagnostic {
  guard let problem = error.problem else { return Fault.controlCharacter.diagnostic(at: firstUnreadable(in: text)) }
  func place(_ mark: YAMLSyntaxError.Mark) -> SourcePlace {
    let end = text.end
    return mark.line > end.line ? end : SourcePlace(path: text.path, line: mark.line, column: mark.column)
  }
  return syntaxError(problem, at: place(error.mark), begin: error.begin.map(place), in: text)
}

private func syntaxError(
  _ problem: String, at place: SourcePlace, begin: SourcePlace?, in text: SourceText
) -> Diagnostic {
  func fault(_ problem: String, begin: SourcePlace? = nil) -> Fault { .invalidYAML(problem: problem, begin: begin) }
  let lines = text.lines
  let lastLine = (lines.lastIndex { !$0.allSatisfy(\.isWhitespace) } ?? 0) + 1
  let isAtEnd =
    place.line > lastLine || (place.line == lastLine && place.column > lines[lastLine - 1].unicodeScalars.count)
  // What is never closed is noticed at the end of the text; a person looks for where it was opened.
  if let begin, begin != place, isAtEnd || problem.hasPrefix("could not find expected ':'") {
    return fault(problem).diagnostic(at: begin)
  }
  if place.line > lastLine {
    let column = lines[lastLine - 1].unicodeScalars.count + 1
    return fault(problem).diagnostic(at: SourcePlace(path: text.path, line: lastLine, column: column))
  }
  if lines[place.line - 1].unicodeScalars.dropFirst(place.column - 1).first == "\t" {
    return fault("found a tab character").diagnostic(at: place)
  }
  return fault(problem, begin: begin == place ? nil : begin).diagnostic(at: place)
}

/// Where the first character stands that YAML does not allow in a text.
private func firstUnreadable(in text: SourceText) -> SourcePlace {
  for (offset, line) in text.lines.enumerated() {
    for (column, scalar) in line.unicodeScalars.enumerated()
    where isControl(scalar) || ["\u{FEFF}", "\u{FFFE}", "\u{FFFF}"].contains(scalar) {
      return SourcePlace(path: text.path, line: offset + 1, column: column + 1)
    }
  }
  return SourcePlace(path: text.path)
}
