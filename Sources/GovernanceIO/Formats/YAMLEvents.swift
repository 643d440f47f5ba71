// The events of a YAML text: the only file that knows libyaml.

import CYAML
import SourceDiagnostics
import WorkControl

/// What libyaml refuses, in its own words.
struct YAMLSyntaxError: Error {
  /// Lines and columns count from 1; a column counts Unicode scalars.
  struct Mark: Equatable {
    let line: Int
    let column: Int
  }

  /// Nil where a character cannot be read at all.
  let problem: String?
  let mark: Mark
  /// Where what has the problem begins.
  let begin: Mark?

  /// The problem of a text whose lists and mappings stand too deep in each other for the library.
  static let tooDeep = "exceeded the greatest depth"
}

/// Reads a YAML text event by event. An alias is an event, not a copy of what it stands for.
///
/// - Source: libyaml 0.2.5, yaml.h.
struct YAMLEvents: ~Copyable {
  /// How many lists and mappings may stand in each other: for each token the library looks at all that are open, so
  /// that a text of nothing but brackets takes it the square of their number.
  static let greatestDepth = 1_000

  enum Kind {
    case alias, scalar, listStart, listEnd, mappingStart, mappingEnd, documentStart, documentEnd, end
  }

  /// On the heap, since the library keeps pointers into it.
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private var event = yaml_event_t()
  private(set) var kind = Kind.end
  private var cancellation: Cancellation?
  /// How many events until the next look whether anybody still wants them.
  private var patience = YAMLEvents.batch
  private static let batch = 1024
  /// How many lists and mappings are open.
  private var depth = 0

  /// Calls `body` with the events of a text.
  ///
  /// - Parameter cancellation: looked at every thousand events.
  static func read<Result>(
    _ text: String, cancellation: Cancellation? = nil, _ body: (inout YAMLEvents) throws(YAMLSyntaxError) -> Result
  ) throws(YAMLSyntaxError) -> Result {
    // The library wants an address, which the bytes of an empty text may not have.
    var text = text.isEmpty ? "\n" : text
    let result = text.withUTF8 { bytes -> Swift.Result<Result, YAMLSyntaxError> in
      var events = YAMLEvents(bytes)
      events.cancellation = cancellation
      do throws(YAMLSyntaxError) { return .success(try body(&events)) } catch { return .failure(error) }
    }
    return try result.get()
  }

  /// SAFETY: the bytes are used until the value is gone; `read` keeps them that long.
  private init(_ bytes: UnsafeBufferPointer<UInt8>) {
    parser = .allocate(capacity: 1)
    // It fails where there is no memory at all, and then `next` says so.
    _ = yaml_parser_initialize(parser)
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
  }

  deinit {
    var event = event
    yaml_event_delete(&event)
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  /// Goes on to the next event. Once nobody wants them, there is none: whoever cancelled knows that it is no fault.
  ///
  /// - Complexity: O(bytes of the event + open lists and mappings), of which there are at most `greatestDepth`.
  /// - Throws: what is not YAML, and what is nested too deeply.
  mutating func next() throws(YAMLSyntaxError) {
    patience -= 1
    if patience == 0 {
      patience = Self.batch
      if cancellation?.isCancelled == true {
        throw YAMLSyntaxError(problem: nil, mark: .init(line: 1, column: 1), begin: nil)
      }
    }
    repeat {
      yaml_event_delete(&event)
      guard yaml_parser_parse(parser, &event) != 0 else { throw problem() }
    } while event.type == YAML_STREAM_START_EVENT
    kind =
      switch event.type {
      case YAML_ALIAS_EVENT: .alias
      case YAML_SCALAR_EVENT: .scalar
      case YAML_SEQUENCE_START_EVENT: .listStart
      case YAML_SEQUENCE_END_EVENT: .listEnd
      case YAML_MAPPING_START_EVENT: .mappingStart
      case YAML_MAPPING_END_EVENT: .mappingEnd
      case YAML_DOCUMENT_START_EVENT: .documentStart
      case YAML_DOCUMENT_END_EVENT: .documentEnd
      default: .end
      }
    switch kind {
    case .listStart, .mappingStart: depth += 1
    case .listEnd, .mappingEnd: depth -= 1
    case .alias, .scalar, .documentStart, .documentEnd, .end: return
    }
    if depth > Self.greatestDepth {
      throw YAMLSyntaxError(problem: YAMLSyntaxError.tooDeep, mark: start, begin: nil)
    }
  }

  private func problem() -> YAMLSyntaxError {
    let state = parser.pointee
    if state.error == YAML_READER_ERROR {
      return YAMLSyntaxError(problem: nil, mark: .init(line: 1, column: 1), begin: nil)
    }
    let problem = state.problem.map { String(cString: $0) } ?? "out of memory"
    let begin = state.context == nil ? nil : Self.mark(state.context_mark)
    // Of `&` and `*` the library says the same; only what it was doing tells which it is.
    if let begin, state.context.map({ String(cString: $0) }) == "while scanning an alias" {
      return YAMLSyntaxError(problem: "in an alias: \(problem)", mark: begin, begin: nil)
    }
    return YAMLSyntaxError(problem: problem, mark: Self.mark(state.problem_mark), begin: begin)
  }

  private static func mark(_ mark: yaml_mark_t) -> YAMLSyntaxError.Mark {
    .init(line: mark.line + 1, column: mark.column + 1)
  }

  // MARK: The present event

  var start: YAMLSyntaxError.Mark { Self.mark(event.start_mark) }
  var end: YAMLSyntaxError.Mark { Self.mark(event.end_mark) }
  /// Unicode scalars from the start of the text.
  var startOffset: Int { event.start_mark.index }
  var endOffset: Int { event.end_mark.index }

  /// Whether a list or a mapping is written between brackets or braces.
  var isFlow: Bool {
    switch kind {
    case .listStart: event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE
    case .mappingStart: event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
    default: false
    }
  }

  /// The text of a scalar; of anything else, nothing.
  var text: String {
    guard kind == .scalar, let value = event.data.scalar.value else { return "" }
    return String(decoding: UnsafeBufferPointer(start: value, count: event.data.scalar.length), as: UTF8.self)
  }

  /// Whether a scalar stands without quotation marks, `|` or `>`.
  var isPlain: Bool { kind == .scalar && event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE }

  /// Whether a scalar is written over the lines after a `|` or `>`.
  var isBlock: Bool {
    kind == .scalar
      && (event.data.scalar.style == YAML_LITERAL_SCALAR_STYLE || event.data.scalar.style == YAML_FOLDED_SCALAR_STYLE)
  }

  /// The name after `&`, or after `*` of an alias.
  var anchor: String? {
    let name =
      switch kind {
      case .alias: event.data.alias.anchor
      case .scalar: event.data.scalar.anchor
      case .listStart: event.data.sequence_start.anchor
      case .mappingStart: event.data.mapping_start.anchor
      default: nil as UnsafeMutablePointer<yaml_char_t>?
      }
    return name.map { String(cString: $0) }
  }

  /// Whether somebody wrote a tag.
  var hasTag: Bool {
    switch kind {
    case .scalar: event.data.scalar.tag != nil
    case .listStart: event.data.sequence_start.tag != nil
    case .mappingStart: event.data.mapping_start.tag != nil
    default: false
    }
  }
}
