// YAML to text nodes: the only file that knows the YAML library.

import SourceDiagnostics
import Yams

/// Reads one YAML text.
///
/// Scalars stay text as written, so that `no`, `012` and `1:30` keep their meaning. Anchors may be used; what they
/// expand to is counted, so that a small text cannot become a huge tree.
///
/// - Returns: the tree, or nil with a diagnostic at the first syntax error, as far as the library reads.
/// - Complexity: O(size of the text)
func textNode(ofYAML text: SourceText) -> (node: TextNode?, diagnostics: [Diagnostic]) {
  if let place = aliasInKey(in: text) { return (nil, [Fault.complexKey.diagnostic(at: place)]) }
  do {
    let parser = try Parser(yaml: text.content, resolver: .basic, encoding: .utf8)
    guard let root = try parser.singleRoot() else {
      return (nil, [Fault.emptyFile.diagnostic(at: SourcePlace(path: text.path))])
    }
    var conversion = Conversion(path: text.path, remaining: max(100_000, text.content.utf8.count))
    let node = conversion.convert(root)
    if conversion.remaining < 0 {
      return (nil, [Fault.tooManyAliases.diagnostic(at: SourcePlace(path: text.path))])
    }
    return (conversion.diagnostics.containErrors ? nil : node, conversion.diagnostics)
  } catch let error as YamlError {
    return (nil, [diagnostic(for: error, in: text)])
  } catch {
    return (nil, [Fault.invalidYAML(problem: "\(error)").diagnostic(at: SourcePlace(path: text.path))])
  }
}

/// From the library's tree to ours.
private struct Conversion {
  let path: String
  /// How many nodes there may still be: a text without aliases has no more nodes than bytes.
  var remaining: Int
  var diagnostics: [Diagnostic] = []

  mutating func convert(_ node: Node) -> TextNode {
    let place = place(of: node)
    remaining -= 1
    guard remaining >= 0 else { return TextNode(content: .empty, place: place) }
    switch node {
    case .scalar(let scalar):
      let isEmpty = scalar.string.isEmpty && scalar.style == .plain
      return TextNode(content: isEmpty ? .empty : .scalar(scalar.string), place: place)
    case .sequence(let sequence):
      return TextNode(content: .list(sequence.map { convert($0) }), place: place)
    case .mapping(let mapping):
      var entries: [TextNode.Entry] = []
      for (key, value) in mapping {
        guard let name = key.scalar?.string else {
          diagnostics.append(Fault.complexKey.diagnostic(at: self.place(of: key)))
          continue
        }
        entries.append(.init(key: name, keyPlace: self.place(of: key), value: convert(value)))
      }
      return TextNode(content: .mapping(entries), place: place)
    case .alias:
      // The composer has replaced every alias by what it stands for.
      return TextNode(content: .empty, place: place)
    }
  }

  private func place(of node: Node) -> SourcePlace {
    guard let mark = node.mark else { return SourcePlace(path: path) }
    var length = 1
    if let scalar = node.scalar {
      switch scalar.style {
      case .plain, .any: length = scalar.string.unicodeScalars.count
      case .singleQuoted, .doubleQuoted: length = scalar.string.unicodeScalars.count + 2
      case .literal, .folded: length = 1
      }
    }
    return SourcePlace(path: path, line: mark.line, column: mark.column, length: length)
  }
}

/// Where a text seems to use an alias, or a whole list or mapping, as a key.
///
/// Nothing of ours needs that, and comparing such keys takes the library time without bound.
private func aliasInKey(in text: SourceText) -> SourcePlace? {
  guard text.content.utf8.contains(UInt8(ascii: "&")), text.content.utf8.contains(UInt8(ascii: "*")) else { return nil }
  for (offset, line) in text.content.utf8.split(separator: newline, omittingEmptySubsequences: false).enumerated()
  where hasComplexKey(line) {
    return SourcePlace(path: text.path, line: offset + 1, column: 1)
  }
  return nil
}

/// Whether a line has `? `, or a `:` right after an alias, a list or a mapping.
private func hasComplexKey(_ line: Substring.UTF8View) -> Bool {
  let blanks = [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r")]
  if line.drop(while: { blanks.contains($0) || $0 == UInt8(ascii: "-") }).first == UInt8(ascii: "?") { return true }
  for colon in line.indices where line[colon] == UInt8(ascii: ":") {
    let after = line.index(after: colon)
    guard after == line.endIndex || blanks.contains(line[after]) else { continue }
    let token = line[..<colon].reversed().drop { blanks.contains($0) }
    guard let last = token.first else { continue }
    if last == UInt8(ascii: "]") || last == UInt8(ascii: "}") { return true }
    let word = token.prefix { !blanks.contains($0) && !flowSigns.contains($0) }
    if word.last == UInt8(ascii: "*") { return true }
  }
  return false
}

private let newline = UInt8(ascii: "\n")
private let flowSigns = [UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "{")]

// MARK: Errors of the library

private func diagnostic(for error: YamlError, in text: SourceText) -> Diagnostic {
  switch error {
  case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
    .composer(_, let problem, let mark, _):
    let place = SourcePlace(path: text.path, line: mark.line, column: mark.column)
    return Fault.invalidYAML(problem: problem).diagnostic(at: place)
  case .reader(let problem, _, _, _):
    return Fault.invalidYAML(problem: problem).diagnostic(at: firstControlCharacter(in: text))
  case .duplicatedKeysInMapping(let keys, let context):
    let first = SourcePlace(
      path: text.path, line: context.mark.line, column: context.mark.column,
      length: keys.first?.unicodeScalars.count ?? 1)
    return Fault.duplicateKey(keys.first ?? "", first: first)
      .diagnostic(at: repetition(of: keys.first ?? "", after: first, in: text) ?? first)
  case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
    return Fault.invalidYAML(problem: error.description).diagnostic(at: SourcePlace(path: text.path))
  }
}

/// The library names the first of two equal keys; a person looks for the second.
private func repetition(of key: String, after first: SourcePlace, in text: SourceText) -> SourcePlace? {
  let lines = text.content.split(separator: "\n", omittingEmptySubsequences: false)
  for (offset, line) in lines.enumerated().dropFirst(first.line)
  where line.unicodeScalars.dropFirst(first.column - 1).starts(with: "\(key):".unicodeScalars)
    && line.unicodeScalars.prefix(first.column - 1).allSatisfy({ $0 == " " || $0 == "-" })
  {
    return SourcePlace(path: text.path, line: offset + 1, column: first.column, length: first.length)
  }
  return nil
}

private func firstControlCharacter(in text: SourceText) -> SourcePlace {
  var (line, column) = (1, 1)
  for scalar in text.content.unicodeScalars {
    if scalar == "\n" {
      (line, column) = (line + 1, 1)
      continue
    }
    if scalar.properties.generalCategory == .control, scalar != "\t", scalar != "\r" {
      return SourcePlace(path: text.path, line: line, column: column)
    }
    column += 1
  }
  return SourcePlace(path: text.path)
}
