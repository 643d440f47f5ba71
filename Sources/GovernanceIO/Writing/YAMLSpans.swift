// Where every value of a YAML text begins and ends, so that one can be changed and all else stays as it is.

import SourceDiagnostics

/// One value of a YAML text with its range, in Unicode scalars from the start of the text.
struct YAMLSpan {
  struct Entry {
    let key: String
    let keyRange: Range<Int>
    let keyMark: YAMLSyntaxError.Mark
    let value: YAMLSpan
  }

  enum Content {
    case scalar(String)
    case list([YAMLSpan])
    case mapping([Entry])
    /// Of what has this name.
    case alias(String)
  }

  let content: Content
  /// From the first to the last character of what it says; comments and blank lines after it are outside.
  let range: Range<Int>
  let mark: YAMLSyntaxError.Mark
  /// Whether it is written between brackets or braces.
  let isFlow: Bool
  /// Whether it is written over the lines after a `|` or `>`.
  var isBlockScalar = false
  /// The name after `&`, by which an alias repeats it.
  var anchor: String?

  var isEmpty: Bool { range.isEmpty }
  var entries: [Entry] { if case .mapping(let entries) = content { entries } else { [] } }

  /// What a relation or an attribute has as values: the items of a list, or the one.
  var items: [YAMLSpan] { if case .list(let items) = content { items } else { [self] } }

  /// Itself and every value in it, in the order of the text.
  var all: [YAMLSpan] {
    switch content {
    case .scalar, .alias: [self]
    case .list(let items): [self] + items.flatMap(\.all)
    case .mapping(let entries): [self] + entries.flatMap(\.value.all)
    }
  }

  var isList: Bool { if case .list = content { true } else { false } }
  var isMapping: Bool { if case .mapping = content { true } else { false } }
  var isAlias: Bool { if case .alias = content { true } else { false } }
}

/// The values of a text with their ranges.
///
/// - Returns: nil for a text that has a fault or nothing in it.
/// - Complexity: O(size of the text)
func yamlSpans(of text: String) -> YAMLSpan? {
  let scalars = Array(text.unicodeScalars)
  let reader = SpanReader(scalars: scalars)
  return try? YAMLEvents.read(text) { events throws(YAMLSyntaxError) in
    try events.next()
    guard events.kind == .documentStart else { return nil }
    try events.next()
    return try reader.value(&events)
  }
}

private struct SpanReader {
  let scalars: [Unicode.Scalar]

  /// The value that starts with the present event, up to its last event.
  func value(_ events: inout YAMLEvents) throws(YAMLSyntaxError) -> YAMLSpan {
    let name = events.anchor
    var span = try plainValue(&events)
    if !span.isAlias { span.anchor = name }
    return span
  }

  private func plainValue(_ events: inout YAMLEvents) throws(YAMLSyntaxError) -> YAMLSpan {
    let (start, mark, isFlow) = (events.startOffset, events.start, events.isFlow)
    switch events.kind {
    case .listStart:
      var items: [YAMLSpan] = []
      try events.next()
      while events.kind != .listEnd {
        items.append(try value(&events))
        try events.next()
      }
      // A block ends where something else begins; what it says ends with its last item.
      let end = isFlow ? events.endOffset : items.last?.range.upperBound ?? start
      return YAMLSpan(content: .list(items), range: start..<end, mark: mark, isFlow: isFlow)
    case .mappingStart:
      var entries: [YAMLSpan.Entry] = []
      try events.next()
      while events.kind != .mappingEnd {
        let (key, keyMark, keyRange) = (events.text, events.start, events.startOffset..<events.endOffset)
        let isPlainKey = events.kind == .scalar
        if !isPlainKey { _ = try value(&events) }
        try events.next()
        let value = try value(&events)
        if isPlainKey { entries.append(.init(key: key, keyRange: keyRange, keyMark: keyMark, value: value)) }
        try events.next()
      }
      let end = isFlow ? events.endOffset : entries.last.map { max($0.value.range.upperBound, $0.keyRange.upperBound) }
      return YAMLSpan(content: .mapping(entries), range: start..<(end ?? start), mark: mark, isFlow: isFlow)
    case .scalar:
      let isBlock = events.isBlock
      var end = min(events.endOffset, scalars.count)
      while isBlock, end > start, isLineBreak(scalars[end - 1]) || scalars[end - 1] == " " { end -= 1 }
      return YAMLSpan(
        content: .scalar(events.text), range: start..<max(start, end), mark: mark, isFlow: false, isBlockScalar: isBlock
      )
    default:
      return YAMLSpan(
        content: .alias(events.anchor ?? ""), range: start..<max(start, events.endOffset), mark: mark, isFlow: false)
    }
  }
}
