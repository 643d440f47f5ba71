// The files of a project, found and read as text.

import SourceDiagnostics
import WorkControl

/// The texts of a project, by what they are for, and what is wrong with its files.
///
/// A value: `replacing` and `removing` give another one, and leave this one as it is.
package struct ProjectFiles: Sendable {
  /// A file of the model with its format.
  struct ModelFile {
    let text: SourceText
    let format: any ModelFormat
  }

  private struct File: Sendable {
    let role: FileRole
    /// As it is shown.
    let path: String
    /// Under the project's folder.
    let parts: [String]
    let content: Content
  }

  private enum Content: Sendable {
    case text(SourceText)
    /// - excerpt: the text with what could not be read left out.
    case fault(Diagnostic, excerpt: SourceText?)
  }

  private let formats: [any ModelFormat]
  private let maximumFileSize: Int
  private let source: ProjectSource
  /// The project's folder; nil where the project is a single file.
  private let root: String?
  /// In the order in which they are read.
  private var files: [File] = []
  /// What is wrong with folders.
  private var folderFaults: [Diagnostic] = []

  /// Reads the files of a project.
  ///
  /// - Parameters:
  ///   - source: a folder, its `gremium.yaml`, or texts.
  ///   - maximumFileSize: in bytes; a larger file is a fault and is not read.
  /// - Complexity: O(size of the files)
  package init(reading source: ProjectSource, maximumFileSize: Int) {
    self.init(source, maximumFileSize: maximumFileSize, formats: modelFormats, hearing: nil)
  }

  /// Reads the files of a project, unless that is no longer wanted.
  ///
  /// - Parameters: as above.
  /// - Throws: `Cancelled`, between two files.
  /// - Complexity: O(size of the files)
  package init(reading source: ProjectSource, maximumFileSize: Int, cancellation: Cancellation) throws(Cancelled) {
    self.init(source, maximumFileSize: maximumFileSize, formats: modelFormats, hearing: cancellation)
    try cancellation.check()
  }

  /// - Parameter cancellation: once it is cancelled, the value means nothing.
  init(
    _ source: ProjectSource, maximumFileSize: Int, formats: [any ModelFormat], hearing cancellation: Cancellation?
  ) {
    (self.source, self.maximumFileSize, self.formats) = (source, maximumFileSize, formats)
    var reader = FileReader(listing: source.listing, maximumFileSize: maximumFileSize)
    let path = source.path
    switch reader.listing.kind(of: path) {
    case .missing:
      root = nil
      folderFaults = [Fault.missingProject.diagnostic(at: SourcePlace(path: path))]
      return
    case .other where fileName(of: path) == "gremium.yaml":
      // Whoever names the file means the project.
      root = folder(of: path)
    case .other: root = nil
    case .folder: root = path
    }
    guard let root else {
      // A single file has both its settings and its sections.
      files = [File(role: .header, path: path, parts: [path], content: Self.content(reader.text(at: path)))]
      return
    }
    var found: [[String]] = reader.names(in: root).map { [$0] }
    for folder in ["views"] where reader.listing.kind(of: joined(root, folder)) == .folder {
      found += reader.names(in: joined(root, folder)).map { [folder, $0] }
    }
    found += reader.pages(in: joined(root, "rules")).map { ["rules"] + $0 }
    if case .memory = source { found += reader.names(in: "scenarios").map { ["scenarios", $0] } }
    for parts in found where cancellation?.isCancelled != true {
      guard let role = FileRole(parts, formats: formats) else { continue }
      let path = parts.reduce(root, joined)
      let content =
        role == .pageOutsidePack ? Self.pageOutsidePack(at: path) : Self.content(reader.text(at: path))
      files.append(File(role: role, path: path, parts: parts, content: content))
    }
    files.sort(by: Self.isReadFirst)
    folderFaults = reader.diagnostics
  }

  private static func content(_ read: FileReader.Read) -> Content {
    switch read {
    case .text(let text): .text(text)
    case .fault(let fault, let excerpt): .fault(fault, excerpt: excerpt)
    }
  }

  private static func pageOutsidePack(at path: String) -> Content {
    .fault(Fault.pageOutsidePack.diagnostic(at: SourcePlace(path: path)), excerpt: nil)
  }

  private static func isReadFirst(_ left: File, _ right: File) -> Bool {
    left.role.order == right.role.order
      ? left.parts.lexicographicallyPrecedes(right.parts) : left.role.order < right.role.order
  }

  // MARK: The texts

  /// `gremium.yaml`; nil where there is none that could be read.
  package var header: SourceText? { texts { $0 == .header }.first }

  /// The files of the model: by format, and then by path.
  package var models: [SourceText] { modelFiles.map(\.text) }

  var modelFiles: [ModelFile] {
    files.compactMap { file in
      guard case .model(let format) = file.role, case .text(let text) = file.content else { return nil }
      return ModelFile(text: text, format: formats[format])
    }
  }

  /// Sorted by path.
  package var views: [SourceText] { texts { $0 == .view } }

  /// The project's own rule pages with their code (`pack/name`), sorted by it.
  package var rulePages: [(code: String, text: SourceText)] {
    files.compactMap { file in
      guard case .page(let code) = file.role, case .text(let text) = file.content else { return nil }
      return (code, text)
    }
  }

  /// Texts that could not be read in full, for excerpts only.
  package var excerpts: [SourceText] {
    files.compactMap { if case .fault(_, let excerpt?) = $0.content { excerpt } else { nil } }
  }

  /// Every text but the scenarios, those that could not be read in full last.
  package var all: [SourceText] { texts { $0 != .scenario } + excerpts }

  private func texts(_ isMeant: (FileRole) -> Bool) -> [SourceText] {
    files.compactMap { file in
      guard isMeant(file.role), case .text(let text) = file.content else { return nil }
      return text
    }
  }

  // MARK: What is wrong

  /// What is wrong with files and folders, rather than with what the texts say: one that cannot be read or is too large,
  /// a page outside a pack, no `gremium.yaml`. In reading order.
  package var diagnostics: [Diagnostic] {
    var diagnostics = folderFaults
    for file in files where file.role != .scenario {
      if case .fault(let fault, _) = file.content { diagnostics.append(fault) }
    }
    if let root, folderFaults.isEmpty, !files.contains(where: { $0.role == .header }) {
      diagnostics.append(Fault.missingProjectFile.diagnostic(at: SourcePlace(path: root)))
    }
    return diagnostics.inReadingOrder
  }

  /// Whether every file could be read.
  package var isComplete: Bool { diagnostics.isEmpty }

  // MARK: Changing

  /// The files with another text in place of one of them, or with one more.
  ///
  /// - Parameter text: its path as the project's other texts have theirs. A text that has no part in a project, such as
  ///   `notes.txt`, changes nothing.
  /// - Complexity: O(number of files + size of the text)
  package func replacing(_ text: SourceText) -> ProjectFiles {
    let path = shownPath(text.path)
    guard let parts = parts(of: path), let role = role(of: parts) else { return self }
    let read = FileReader.text(in: bytes(of: text.content, limit: maximumFileSize), at: path)
    let content = role == .pageOutsidePack ? Self.pageOutsidePack(at: path) : Self.content(read)
    var result = removing(path)
    let file = File(role: role, path: path, parts: parts, content: content)
    let index = result.files.firstIndex { Self.isReadFirst(file, $0) } ?? result.files.count
    result.files.insert(file, at: index)
    return result
  }

  /// The files without one of them; a path that is not among them changes nothing.
  ///
  /// - Complexity: O(number of files)
  package func removing(_ path: String) -> ProjectFiles {
    var result = self
    let path = shownPath(path)
    result.files.removeAll { $0.path == path }
    return result
  }

  private func shownPath(_ path: String) -> String { if case .memory = source { plainPath(path) } else { path } }

  /// The parts of a path under the project's folder; nil for one that is elsewhere.
  private func parts(of path: String) -> [String]? {
    guard let root else { return files.contains { $0.path == path } ? [path] : nil }
    let beginning = root == "." ? "" : joined(root, "")
    guard path.hasPrefix(beginning) else { return nil }
    return path.dropFirst(beginning.count).split(separator: "/", omittingEmptySubsequences: false).map(String.init)
  }

  private func role(of parts: [String]) -> FileRole? { root == nil ? .header : FileRole(parts, formats: formats) }

  // MARK: Scenarios

  /// Finds scenarios among the project's texts, or else where the project comes from.
  ///
  /// - Parameter names: as in `scenarioTexts(named:of:maximumFileSize:)`.
  /// - Returns: every text with the name of its file, in the order asked; a diagnostic for each that is not there.
  /// - Complexity: O(number of files + size of the texts that are read)
  package func scenarioTexts(
    named names: [String]
  ) -> (texts: [(key: String, text: SourceText)], diagnostics: [Diagnostic]) {
    var known: [String: Content] = [:]
    for file in files where file.role == .scenario { known[fileName(of: file.path)] = file.content }
    var texts: [(key: String, text: SourceText)] = []
    var diagnostics: [Diagnostic] = []
    for name in names {
      switch ["\(name).yaml", "\(name).yml", name].lazy.compactMap({ known[$0] }).first {
      case .text(let text): texts.append((withoutEnding(fileName(of: text.path)), text))
      case .fault(let fault, _): diagnostics.append(fault)
      case nil:
        let read = GovernanceIO.scenarioTexts(
          named: [name], of: source, besides: Set(known.keys), maximumFileSize: maximumFileSize)
        texts += read.texts
        diagnostics += read.diagnostics
      }
    }
    return (texts, diagnostics)
  }
}

/// Reads rule pages under a folder, sorted by code.
///
/// - Complexity: O(size of the pages)
package func rulePages(
  in folder: String, maximumFileSize: Int
) -> (pages: [(code: String, text: SourceText)], diagnostics: [Diagnostic]) {
  var reader = FileReader(listing: DiskListing(), maximumFileSize: maximumFileSize)
  guard reader.listing.kind(of: folder) == .folder else {
    return ([], [Fault.missingRuleFolder.diagnostic(at: SourcePlace(path: folder))])
  }
  var pages: [(code: String, text: SourceText)] = []
  for parts in reader.pages(in: folder) {
    let path = parts.reduce(folder, joined)
    switch FileRole(["rules"] + parts, formats: []) {
    case .page(let code):
      switch reader.text(at: path) {
      case .text(let text): pages.append((code, text))
      case .fault(let fault, _): reader.diagnostics.append(fault)
      }
    case .pageOutsidePack: reader.diagnostics.append(Fault.pageOutsidePack.diagnostic(at: SourcePlace(path: path)))
    default: break
    }
  }
  return (pages, reader.diagnostics)
}

/// Finds and reads scenarios.
///
/// - Parameters:
///   - names: names of files in the project's folder `scenarios`, with or without their ending, or paths of a disk.
///   - source: the project.
/// - Returns: every text with the name of its file, in the order asked; a diagnostic for each that is not there.
/// - Complexity: O(size of the texts)
package func scenarioTexts(
  named names: [String], of source: ProjectSource, maximumFileSize: Int
) -> (texts: [(key: String, text: SourceText)], diagnostics: [Diagnostic]) {
  scenarioTexts(named: names, of: source, besides: [], maximumFileSize: maximumFileSize)
}

/// - Parameter others: names of files that are known already.
private func scenarioTexts(
  named names: [String], of source: ProjectSource, besides others: Set<String>, maximumFileSize: Int
) -> (texts: [(key: String, text: SourceText)], diagnostics: [Diagnostic]) {
  var reader = FileReader(listing: source.listing, maximumFileSize: maximumFileSize)
  var isOnDisk = false
  if case .folder = source { isOnDisk = true }
  let listing = reader.listing
  let path = source.path
  let isHeader = fileName(of: path) == "gremium.yaml" && listing.kind(of: path) == .other
  let scenarios = joined(isHeader ? folder(of: path) : path, "scenarios")
  let known = listing.kind(of: scenarios) == .folder ? reader.names(in: scenarios).filter(isYAML) : []
  var texts: [(key: String, text: SourceText)] = []
  for name in names {
    let candidates = ["\(name).yaml", "\(name).yml", name].filter(known.contains).map { joined(scenarios, $0) }
    let isPath = isOnDisk && isYAML(name) && listing.kind(of: name) != .missing
    guard let path = candidates.first ?? (isPath ? name : nil) else {
      let fault = Fault.unknownScenario(name, known: others.union(known).sorted().map(withoutEnding))
      reader.diagnostics.append(fault.diagnostic(at: SourcePlace(path: scenarios)))
      continue
    }
    switch reader.text(at: path) {
    case .text(let text): texts.append((withoutEnding(fileName(of: path)), text))
    case .fault(let fault, _): reader.diagnostics.append(fault)
    }
  }
  return (texts, reader.diagnostics)
}

/// The folder that a path to a file names.
private func folder(of path: String) -> String {
  let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
  return folder.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : folder
}

private func withoutEnding(_ name: String) -> String {
  name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
}

/// Names in folders, and files as texts.
private struct FileReader {
  enum Read {
    case text(SourceText)
    case fault(Diagnostic, excerpt: SourceText?)
  }

  let listing: any FileListing
  let maximumFileSize: Int
  /// What is wrong with folders.
  var diagnostics: [Diagnostic] = []

  init(listing: any FileListing, maximumFileSize: Int) {
    (self.listing, self.maximumFileSize) = (listing, maximumFileSize)
  }

  /// The visible names in a folder, sorted; none, with a diagnostic, where it cannot be looked into.
  mutating func names(in folder: String) -> [String] {
    switch listing.names(in: folder) {
    case .success(let names): return names
    case .failure(let failure):
      diagnostics.append(failure.fault.diagnostic(at: SourcePlace(path: folder)))
      return []
    }
  }

  /// What may be a page in a folder of packs, as the parts of its path there: `PACK/NAME.md`, or `NAME.md` outside packs.
  mutating func pages(in folder: String) -> [[String]] {
    guard listing.kind(of: folder) == .folder else { return [] }
    var found: [[String]] = []
    for name in names(in: folder) {
      let isPack = listing.kind(of: joined(folder, name)) == .folder
      found += isPack ? names(in: joined(folder, name)).map { [name, $0] } : [[name]]
    }
    return found
  }

  /// The content of one file without its byte order mark.
  ///
  /// - Complexity: O(size of the file)
  func text(at path: String) -> Read { Self.text(in: listing.bytes(at: path, limit: maximumFileSize), at: path) }

  /// What bytes say, without their byte order mark.
  ///
  /// - Complexity: O(number of bytes)
  static func text(in bytes: Result<[UInt8], FileRefusal>, at path: String) -> Read {
    switch bytes {
    case .failure(let failure): return .fault(failure.fault.diagnostic(at: SourcePlace(path: path)), excerpt: nil)
    case .success(let bytes):
      let isMarked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
      let content = isMarked ? bytes.dropFirst(3) : bytes[...]
      if let text = String(validating: content, as: UTF8.self) {
        return .text(SourceText(path: path, content: text))
      }
      return .fault(
        Fault.notUTF8.diagnostic(at: firstInvalid(in: content, path: path)),
        excerpt: SourceText(path: path, content: String(decoding: content, as: UTF8.self)))
    }
  }

  /// The line and column of the first byte that is not UTF-8.
  private static func firstInvalid(in bytes: ArraySlice<UInt8>, path: String) -> SourcePlace {
    var (line, column) = (1, 1)
    var decoder = UTF8()
    var rest = bytes.makeIterator()
    while case .scalarValue(let scalar) = decoder.decode(&rest) {
      if scalar == "\n" { (line, column) = (line + 1, 1) } else { column += 1 }
    }
    return SourcePlace(path: path, line: line, column: column)
  }
}
