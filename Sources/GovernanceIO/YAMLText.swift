// YAML to text nodes: the only file that knows the YAML library.

import SourceDiagnostics
import Yams

/// Reads one YAML text.
///
/// Scalars stay text as written, so that `no`, `012` and `1:30` keep their meaning. Anchors may be used for values; what
/// they expand to is counted, so that a small text cannot become a huge tree.
///
/// - Returns: the tree, or nil with a diagnostic at the first syntax error, as far as the library reads, and at every
///   repeated key.
/// - Complexity: O(size of the text), as many times as keys are repeated, up to a limit
func textNode(ofYAML text: SourceText) -> (node: TextNode?, diagnostics: [Diagnostic]) {
  guard var masked = MaskedYAML(text) else {
    return (nil, [Fault.tooManyAliases.diagnostic(at: SourcePlace(path: text.path))])
  }
  var repetitions: [Diagnostic] = []
  while true {
    do {
      let (node, diagnostics) = try textNode(of: masked)
      return (diagnostics.containErrors ? nil : node, (repetitions + diagnostics).inReadingOrder)
    } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
      // The library stops here; with this key out of the way it goes on to the next fault.
      let (fault, place) = repeatedKey(keys, at: context, in: text, masked: masked)
      repetitions.append(fault)
      guard let place, masked.dropKey(at: place) else { return (nil, repetitions) }
    } catch let error as YamlError {
      return (nil, repetitions + [diagnostic(for: error, in: text, masked: masked)])
    } catch {
      let fault = Fault.invalidYAML(problem: "\(error)", begin: nil)
      return (nil, repetitions + [fault.diagnostic(at: SourcePlace(path: text.path))])
    }
  }
}

private func textNode(of masked: MaskedYAML) throws -> (node: TextNode, diagnostics: [Diagnostic]) {
  let parser = try Parser(yaml: masked.content, resolver: .basic, encoding: .utf8)
  // The nodes hold their anchors weakly, the parser holds them for good.
  return try withExtendedLifetime(parser) {
    guard let root = try parser.singleRoot() else {
      return (TextNode(content: .empty, place: SourcePlace(path: masked.path)), [])
    }
    var conversion = YAMLConversion(masked: masked)
    let node = conversion.convert(root)
    return (node, conversion.diagnostics)
  }
}

/// A text in which a sign that does not occur in it stands for every `*`.
///
/// The library replaces an alias by a copy of what it stands for before anybody can count, and compares such copies where
/// they are keys, which takes it time without bound. Behind the mask it sees plain text; a plain scalar that starts with
/// the sign is an alias, since no plain scalar of YAML starts with `*`. One scalar for one scalar: places stay the same.
private struct MaskedYAML {
  let path: String
  private(set) var content: String
  private let sign: Unicode.Scalar
  /// More signs that do not occur: each stands in one key that was dropped.
  private var dropSigns: [Unicode.Scalar]
  private var usedSigns: Set<Unicode.Scalar> = []
  /// The first byte of the sign, which little else has.
  private let lead: UInt8
  private let end: SourcePlace

  /// - Returns: nil where every sign for private use occurs in the text.
  init?(_ source: SourceText) {
    let text = source.content
    path = source.path
    let lines = source.lines
    end = SourcePlace(path: path, line: lines.count, column: (lines.last?.unicodeScalars.count ?? 0) + 1)
    // All of these signs start with the same byte, so most texts need one look.
    let candidates = (0xE000...0xEFFF).lazy.compactMap { Unicode.Scalar(UInt32($0)) }
    let hasPrivateUse = text.utf8.contains(0xEE)
    let isFree: (Unicode.Scalar) -> Bool = { !hasPrivateUse || !text.unicodeScalars.contains($0) }
    dropSigns = Array(candidates.filter(isFree).prefix(1 + Self.mostDropped))
    guard let free = dropSigns.popLast() else { return nil }
    sign = free
    // The library keeps a pointer into the text: it must have storage of its own, as a string of up to 15 bytes has only
    // where more was reserved.
    var masked = ""
    masked.reserveCapacity(max(64, text.utf8.count))
    let parts = text.utf8.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false)
    for (offset, part) in parts.enumerated() {
      if offset > 0 { masked.unicodeScalars.append(free) }
      masked += Substring(part)
    }
    content = masked
    lead = String(free).utf8.first ?? 0
  }

  /// Where the library's mark is. For the library a text ends with a line break, also where it does not.
  func place(of mark: Mark, length: Int = 1) -> SourcePlace {
    mark.line > end.line ? end : SourcePlace(path: path, line: mark.line, column: mark.column, length: length)
  }

  /// How many keys may be dropped: as many repetitions are told in one go.
  private static let mostDropped = 50

  /// Gives the key at a place a name of its own, of the same length.
  ///
  /// - Returns: whether that could be done.
  mutating func dropKey(at place: SourcePlace) -> Bool {
    let lines = SourceText(path: path, content: content).lines
    guard lines.indices.contains(place.line - 1), let unique = dropSigns.popLast() else { return false }
    let line = lines[place.line - 1].unicodeScalars
    guard let last = line.index(line.startIndex, offsetBy: place.column + place.length - 2, limitedBy: line.endIndex),
      last < line.endIndex
    else { return false }
    content.unicodeScalars.replaceSubrange(last...last, with: [unique])
    content.reserveCapacity(64)
    usedSigns.insert(unique)
    return true
  }

  func isDropped(_ scalar: Node.Scalar) -> Bool {
    !usedSigns.isEmpty && scalar.string.unicodeScalars.contains(where: usedSigns.contains)
  }

  func unmasked(_ text: String) -> String {
    guard text.utf8.contains(lead) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == sign ? "*" : $0 }))
  }

  /// The anchor that a scalar refers to, where it is an alias.
  func alias(_ scalar: Node.Scalar) -> String? {
    guard scalar.style == .plain, scalar.string.unicodeScalars.first == sign else { return nil }
    return String(unmasked(scalar.string).dropFirst())
  }
}

// MARK: From the library's tree to ours

private struct YAMLConversion {
  /// Deeper than anything a person writes, and shallow enough for every walk over the tree.
  private static let greatestDepth = 100
  /// How many nodes aliases may add.
  private static let greatestExpansion = 100_000

  private struct Anchored {
    let node: TextNode
    let size: Int
    let height: Int
    let place: SourcePlace
  }

  private let masked: MaskedYAML
  private var anchors: [String: Anchored] = [:]
  private var referenced: Set<String> = []
  private var expanded = 0
  // What goes on for the rest of the text is reported once.
  private var isTooDeep = false
  private var isTooLarge = false
  private var problems: [Diagnostic] = []

  init(masked: MaskedYAML) { self.masked = masked }

  /// An anchor that nothing refers to is text that starts with `&`, of which the library keeps what follows.
  var diagnostics: [Diagnostic] {
    // Where expansion stopped, nobody knows what would have been referred to.
    let unused = isTooLarge || isTooDeep ? [] : anchors.filter { !referenced.contains($0.key) }.map(\.value)
    return problems + unused.map { Fault.startsWithSign("&").diagnostic(at: $0.place) }
  }

  mutating func convert(_ root: Node) -> TextNode { convert(root, depth: 1).node }

  private mutating func convert(_ node: Node, depth: Int) -> (node: TextNode, size: Int, height: Int) {
    let place = place(of: node)
    let nothing = (node: TextNode(content: .empty, place: place), size: 1, height: 1)
    guard depth <= Self.greatestDepth else {
      if !isTooDeep { report(.tooDeep, at: place) }
      isTooDeep = true
      return nothing
    }
    var result = nothing
    switch node {
    case .scalar(let scalar):
      if let name = masked.alias(scalar) { return expansion(of: name, at: place, depth: depth) }
      // A plain value has no tag unless somebody wrote one; of keys the library resolves the tag.
      if scalar.style == .plain, !scalar.tag.description.isEmpty { report(.startsWithSign("!"), at: place) }
      let text = checked(scalar, at: place)
      let isEmpty = text.isEmpty && scalar.style == .plain
      result.node = TextNode(content: isEmpty ? .empty : .scalar(text), place: place)
      register(scalar.anchor, result)
    case .sequence(let sequence):
      check(sequence.tag, at: place)
      var items: [TextNode] = []
      for item in sequence {
        let converted = convert(item, depth: depth + 1)
        items.append(converted.node)
        result.size += converted.size
        result.height = max(result.height, converted.height + 1)
      }
      result.node = TextNode(content: .list(items), place: place)
      register(sequence.anchor, result)
    case .mapping(let mapping):
      check(mapping.tag, at: place)
      var entries: [TextNode.Entry] = []
      for (key, value) in mapping {
        let name = self.key(key)
        let converted = convert(value, depth: depth + 1)
        result.size += converted.size
        result.height = max(result.height, converted.height + 1)
        if let name { entries.append(.init(key: name, keyPlace: self.place(of: key), value: converted.node)) }
      }
      result.node = TextNode(content: .mapping(entries), place: place)
      register(mapping.anchor, result)
    case .alias: break  // The parser makes none.
    }
    return result
  }

  /// The text of a key, or nil with a diagnostic where it is an alias, a list or a mapping.
  private mutating func key(_ node: Node) -> String? {
    let place = place(of: node)
    if let scalar = node.scalar, masked.isDropped(scalar) { return nil }
    if let alias = node.scalar.flatMap(masked.alias) { referenced.insert(alias) }
    guard let scalar = node.scalar, masked.alias(scalar) == nil else {
      report(.complexKey, at: place)
      return nil
    }
    let text = checked(scalar, at: place)
    register(scalar.anchor, (TextNode(content: .scalar(text), place: place), 1, 1))
    return text
  }

  private mutating func expansion(
    of name: String, at place: SourcePlace, depth: Int
  ) -> (node: TextNode, size: Int, height: Int) {
    let nothing = (node: TextNode(content: .empty, place: place), size: 1, height: 1)
    referenced.insert(name)
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
    return (anchored.node, anchored.size, anchored.height)
  }

  private mutating func register(_ anchor: Anchor?, _ converted: (node: TextNode, size: Int, height: Int)) {
    guard let name = anchor?.rawValue else { return }
    let place = converted.node.place
    anchors[name] = Anchored(node: converted.node, size: converted.size, height: converted.height, place: place)
  }

  /// A scalar's text, after looking for what would be lost or does harm: tags and control characters.
  private mutating func checked(_ scalar: Node.Scalar, at place: SourcePlace) -> String {
    check(scalar.tag, at: place)
    if containsControl(scalar.string) { report(.controlCharacter, at: place) }
    return masked.unmasked(scalar.string)
  }

  /// Nobody wrote a tag where it is empty or one of those that the library gives by itself.
  private mutating func check(_ tag: Tag, at place: SourcePlace) {
    let name = tag.description
    if name.isEmpty || Self.givenTags.contains(name) { return }
    report(.startsWithSign("!"), at: place)
  }

  private static let givenTags = [Tag.Name.str, .map, .seq].map(\.rawValue)

  private mutating func report(_ fault: Fault, at place: SourcePlace) {
    problems.append(fault.diagnostic(at: place))
  }

  private func place(of node: Node) -> SourcePlace {
    guard let mark = node.mark else { return SourcePlace(path: masked.path) }
    var length = 1
    if let scalar = node.scalar {
      switch scalar.style {
      case .plain, .any: length = scalar.string.unicodeScalars.count
      case .singleQuoted, .doubleQuoted: length = scalar.string.unicodeScalars.count + 2
      case .literal, .folded: length = 1
      }
    }
    return masked.place(of: mark, length: length)
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

// MARK: Errors of the library

private func diagnostic(for error: YamlError, in text: SourceText, masked: MaskedYAML) -> Diagnostic {
  switch error {
  case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
    .composer(let context, let problem, let mark, _):
    return syntaxError(
      problem, at: masked.place(of: mark), begin: (context?.mark).map { masked.place(of: $0) }, in: text)
  case .reader:
    return Fault.controlCharacter.diagnostic(at: firstUnreadable(in: text))
  case .duplicatedKeysInMapping(let keys, let context):
    return repeatedKey(keys, at: context, in: text, masked: masked).diagnostic
  case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
    return Fault.invalidYAML(problem: error.description, begin: nil).diagnostic(at: SourcePlace(path: text.path))
  }
}

/// - Returns: the diagnostic, and where the second of the two keys stands, if that could be found.
private func repeatedKey(
  _ keys: [String], at context: YamlError.Context, in text: SourceText, masked: MaskedYAML
) -> (diagnostic: Diagnostic, place: SourcePlace?) {
  let key = masked.unmasked(keys.first ?? "")
  let first = masked.place(of: context.mark, length: key.unicodeScalars.count)
  let current = SourceText(path: text.path, content: masked.unmasked(masked.content))
  let second = repetition(of: key, after: first, in: current)
  return (Fault.duplicateKey(key, first: second == nil ? nil : first).diagnostic(at: second ?? first), second)
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

/// The library names the first of two equal keys; a person looks for the second.
private func repetition(of key: String, after first: SourcePlace, in text: SourceText) -> SourcePlace? {
  let lines = text.lines
  guard lines.indices.contains(first.line - 1) else { return nil }
  let skipped = first.column - 1 + key.unicodeScalars.count
  let rest = lines[first.line - 1].unicodeScalars.dropFirst(skipped)
  // In braces the second stands on the same line.
  if let range = Substring(rest).firstRange(of: "\(key):") {
    let column = skipped + Substring(rest)[..<range.lowerBound].unicodeScalars.count + 1
    return SourcePlace(path: text.path, line: first.line, column: column, length: first.length)
  }
  for (offset, line) in lines.enumerated().dropFirst(first.line) {
    let margin = line.unicodeScalars.prefix(first.column - 1)
    if line.unicodeScalars.dropFirst(first.column - 1).starts(with: "\(key):".unicodeScalars),
      margin.allSatisfy({ $0 == " " })
    {
      return SourcePlace(path: text.path, line: offset + 1, column: first.column, length: first.length)
    }
    // What stands further to the left ends the mapping.
    let content = line.unicodeScalars.drop { $0 == " " }
    if let start = content.first, start != "#", line.unicodeScalars.count - content.count < first.column - 1 { break }
  }
  return nil
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
