// DOT text to pictures, in this process, through libgvc.
//
// The only module that calls C. It must not know what is drawn.

import CGraphviz
import Synchronization
import WorkControl

/// Graphviz as one function.
package enum Graphviz {
  /// The kinds of file that a graph can become.
  package enum Format: String, Sendable, CaseIterable {
    case svg, pdf, png
    /// The text itself, unread.
    case dot
  }

  /// Draws a graph.
  ///
  /// The same input gives the same bytes on one machine: nothing in them tells the time or the library's version.
  /// Calls from several threads wait for each other, as libgvc is not thread-safe; who waits hears a cancellation.
  ///
  /// - Parameters:
  ///   - dot: one graph in Graphviz's language.
  ///   - title: what the picture is called; in an SVG its accessible name.
  ///   - description: what it shows, in a sentence or two; in an SVG its accessible description.
  ///   - cancellation: looked at while waiting for other pictures, before the layout, and before and after drawing. The
  ///     library itself cannot be stopped: a layout that has begun is finished first.
  /// - Returns: a whole file; an SVG starts with `<svg`, so that it can stand in an HTML page as it is.
  /// - Complexity: the first call in a process loads the plugins and fonts, about 15 ms; a graph of 30 nodes takes a few
  ///   milliseconds more, one of 1000 seconds.
  /// - Throws: `GraphvizError`; nothing is printed.
  package static func render(
    dot: String, format: Format, title: String, description: String, cancellation: Cancellation? = nil
  ) throws(GraphvizError) -> [UInt8] {
    if format == .dot { return Array(dot.utf8) }
    guard !dot.utf8.contains(0) else { throw .syntax(messages: ["the text contains a null character"]) }
    let bytes = try library.withLock(unless: cancellation) { library throws(GraphvizError) in
      try library.render(dot: dot, format: format, unless: cancellation)
    }
    if cancellation?.isCancelled == true { throw .cancelled }
    switch format {
    case .svg: return accessibleSVG(bytes, title: title, description: description)
    case .pdf: return undatedPDF(bytes)
    case .png, .dot: return bytes
    }
  }

  private static let library = Mutex(Library())
}

/// The messages of the call that is under way.
///
/// SAFETY: libgvc and libcgraph report only while one of their functions runs; they run only inside `Library`, which is
/// only reached through the lock. So no two threads ever touch this at once.
nonisolated(unsafe) private var collected: [String] = []

/// The library's state: one context for the life of the process, because loading its plugins is most of the cost.
private struct Library {
  private var context: OpaquePointer?

  mutating func render(
    dot: String, format: Graphviz.Format, unless cancellation: Cancellation?
  ) throws(GraphvizError) -> [UInt8] {
    collected = []
    defer { collected = [] }
    agseterr(AGWARN)
    agseterrf { message in
      // SAFETY: a null-terminated text that lives during the call; it is copied.
      if let message { collected.append(String(cString: message)) }
      return 0
    }
    defer { agseterrf(nil) }
    let context = try openContext()
    let graph = try read(dot)
    // SAFETY: every pointer was checked when it was made; layout, then graph are freed last, in the order libgvc asks.
    defer { agclose(graph) }
    if format == .png { graphvizSetAttribute(graph, "dpi", pngDotsPerInch) }
    if cancellation?.isCancelled == true { throw .cancelled }
    agreseterrors()
    let laidOut = gvLayout(context, graph, "dot")
    defer { gvFreeLayout(context, graph) }
    guard laidOut == 0, !hasFailed else { throw .layout(messages: messages) }
    if cancellation?.isCancelled == true { throw .cancelled }
    return try draw(graph, in: context, as: format)
  }

  private mutating func openContext() throws(GraphvizError) -> OpaquePointer {
    if let context { return context }
    guard let opened = gvContext() else { throw .unavailable(messages: messages) }
    context = opened
    return opened
  }

  private func read(_ dot: String) throws(GraphvizError) -> UnsafeMutablePointer<Agraph_t> {
    agreseterrors()
    // Places in messages count from the first line of this text, not from where the text before it stopped.
    agreadline(1)
    var text = dot
    let graph = text.withUTF8 { utf8 in
      utf8.withMemoryRebound(to: CChar.self) { graphvizRead($0.baseAddress, $0.count) }
    }
    guard let graph else { throw .syntax(messages: messages.isEmpty ? ["there is no graph in the text"] : messages) }
    guard !hasFailed else {
      agclose(graph)
      throw .syntax(messages: messages)
    }
    // A graph without a name is called by a number that grows with every graph in the process, and an SVG shows it.
    if let name = agnameof(graph), name.pointee == CChar(bitPattern: UInt8(ascii: "%")) {
      graphvizRename(graph, "graph")
    }
    return graph
  }

  private func draw(
    _ graph: UnsafeMutablePointer<Agraph_t>, in context: OpaquePointer, as format: Graphviz.Format
  ) throws(GraphvizError) -> [UInt8] {
    var data: UnsafeMutablePointer<CChar>?
    var length = 0
    agreseterrors()
    let drawn = graphvizRender(context, graph, format.rawValue, &data, &length)
    // SAFETY: the library gives memory of `length` bytes or none at all; it is copied, then given back once.
    defer { if let data { gvFreeRenderData(data) } }
    guard drawn == 0, !hasFailed, let data, length > 0 else { throw .rendering(messages: messages) }
    return data.withMemoryRebound(to: UInt8.self, capacity: length) {
      Array(UnsafeBufferPointer(start: $0, count: length))
    }
  }

  /// Whether the library called anything an error since `agreseterrors`; a warning leaves a whole picture.
  private var hasFailed: Bool { agerrors() >= Int32(AGERR.rawValue) }

  /// The library writes a message in pieces (level, text, continuation): joined, then split into lines.
  private var messages: [String] {
    collected.joined().split(separator: "\n").map(String.init)
  }
}

/// Sharp in print at the width of a page.
private let pngDotsPerInch = "192"
