// The files of a project, found and read as text.

import FoundationEssentials
import SourceDiagnostics

#if canImport(Glibc)
  import Glibc
#endif

/// The texts of a project folder, by what they are for. Each list is sorted by path.
package struct ProjectFiles: Sendable {
  /// `gremium.yaml`.
  package var header: SourceText?
  package var models: [SourceText] = []
  package var tables: [SourceText] = []
  package var views: [SourceText] = []
  /// The project's own rule pages, with their code (`pack/name`).
  package var rulePages: [(code: String, text: SourceText)] = []

  /// Whether every file of the model could be read.
  package var isComplete = true
  /// Texts that could not be read in full, for excerpts only.
  package var excerpts: [SourceText] = []

  package init() {}

  package var all: [SourceText] {
    (header.map { [$0] } ?? []) + models + tables + views + rulePages.map(\.text) + excerpts
  }
}

/// Reads the files of a project.
///
/// - Parameters:
///   - path: the project's folder, or its `gremium.yaml`.
///   - maximumFileSize: in bytes; a larger file is reported and not read.
/// - Returns: every file that could be read, and a diagnostic for each that could not.
/// - Complexity: O(size of the files)
package func projectFiles(
  at path: String, maximumFileSize: Int
) -> (files: ProjectFiles, diagnostics: [Diagnostic]) {
  var reader = FolderReader(maximumFileSize: maximumFileSize)
  let files = reader.read(path)
  return (files, reader.diagnostics)
}

/// Reads rule pages under a folder, sorted by code.
package func rulePages(
  in folder: String, maximumFileSize: Int
) -> (pages: [(code: String, text: SourceText)], diagnostics: [Diagnostic]) {
  var reader = FolderReader(maximumFileSize: maximumFileSize)
  guard kind(of: folder) == .folder else {
    return ([], [Fault.missingRuleFolder.diagnostic(at: SourcePlace(path: folder))])
  }
  let pages = reader.pages(in: folder)
  return (pages, reader.diagnostics)
}

/// Finds and reads scenarios.
///
/// - Parameters:
///   - names: names of files in the project's folder `scenarios`, with or without their ending, or paths.
///   - project: the project's folder, or its `gremium.yaml`.
/// - Returns: every text with the name of its file, in the order asked; a diagnostic for each that is not there.
package func scenarioTexts(
  named names: [String], of project: String, maximumFileSize: Int
) -> (texts: [(key: String, text: SourceText)], diagnostics: [Diagnostic]) {
  var reader = FolderReader(maximumFileSize: maximumFileSize)
  let texts = names.compactMap { reader.scenario($0, of: project) }
  return (texts, reader.diagnostics)
}

private struct FolderReader {
  let maximumFileSize: Int
  var diagnostics: [Diagnostic] = []
  private var excerpts: [SourceText] = []

  init(maximumFileSize: Int) { self.maximumFileSize = maximumFileSize }

  mutating func read(_ path: String) -> ProjectFiles {
    var files = ProjectFiles()
    switch kind(of: path) {
    case .missing: diagnostics.append(Fault.missingProject.diagnostic(at: SourcePlace(path: path)))
    case .other where isNamed(path, "gremium.yaml"):
      // Whoever names the file means the project.
      files = project(in: folder(of: path))
    case .other: files.header = text(at: path)
    case .folder: files = project(in: path)
    }
    files.isComplete = diagnostics.isEmpty
    files.excerpts = excerpts
    return files
  }

  private mutating func project(in folder: String) -> ProjectFiles {
    var files = ProjectFiles()
    let names = self.names(in: folder)
    if names.contains("gremium.yaml") {
      files.header = text(at: joined(folder, "gremium.yaml"))
    } else if diagnostics.isEmpty {
      diagnostics.append(Fault.missingProjectFile.diagnostic(at: SourcePlace(path: folder)))
    }
    files.models = texts(in: folder, names: names.filter { isYAML($0) && $0 != "gremium.yaml" })
    files.tables = texts(in: folder, names: names.filter { $0.lowercased().hasSuffix(".csv") })
    let views = joined(folder, "views")
    if kind(of: views) == .folder { files.views = texts(in: views, names: self.names(in: views).filter(isYAML)) }
    let rules = joined(folder, "rules")
    if kind(of: rules) == .folder { files.rulePages = pages(in: rules) }
    return files
  }

  /// Every page two levels down, `pack/name.md`.
  mutating func pages(in folder: String) -> [(code: String, text: SourceText)] {
    var pages: [(code: String, text: SourceText)] = []
    for pack in names(in: folder) {
      guard kind(of: joined(folder, pack)) == .folder else {
        if isPage(pack) {
          diagnostics.append(Fault.pageOutsidePack.diagnostic(at: SourcePlace(path: joined(folder, pack))))
        }
        continue
      }
      for name in names(in: joined(folder, pack)) where isPage(name) {
        guard let text = text(at: joined(joined(folder, pack), name)) else { continue }
        pages.append(("\(pack)/\(name.dropLast(3))", text))
      }
    }
    return pages
  }

  mutating func scenario(_ name: String, of project: String) -> (key: String, text: SourceText)? {
    let root = isNamed(project, "gremium.yaml") && kind(of: project) == .other ? folder(of: project) : project
    let folder = joined(root, "scenarios")
    let known = kind(of: folder) == .folder ? names(in: folder).filter(isYAML) : []
    let candidates = ["\(name).yaml", "\(name).yml", name].filter(known.contains).map { joined(folder, $0) }
    guard let path = candidates.first ?? (isYAML(name) && kind(of: name) != .missing ? name : nil) else {
      let fault = Fault.unknownScenario(name, known: known.map(withoutEnding))
      diagnostics.append(fault.diagnostic(at: SourcePlace(path: folder)))
      return nil
    }
    let file = path.split(separator: "/").last.map(String.init) ?? path
    return text(at: path).map { (withoutEnding(file), $0) }
  }

  private func withoutEnding(_ name: String) -> String {
    name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
  }

  /// The folder that a path to a file names.
  private func folder(of path: String) -> String {
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    return folder.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : folder
  }

  private func isYAML(_ name: String) -> Bool {
    name.lowercased().hasSuffix(".yaml") || name.lowercased().hasSuffix(".yml")
  }

  private func isPage(_ name: String) -> Bool { name.lowercased().hasSuffix(".md") && name != "README.md" }

  private func isNamed(_ path: String, _ name: String) -> Bool { path.split(separator: "/").last ?? "" == name }

  /// The visible names in a folder, sorted.
  private mutating func names(in folder: String) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.hasPrefix(".") }.sorted()
    } catch {
      let reason =
        (error as? CocoaError)?.code == .fileReadNoPermission
        ? reason(ofSystemError: EACCES) : reason(ofSystemError: errno)
      diagnostics.append(Fault.unreadable(reason: reason).diagnostic(at: SourcePlace(path: folder)))
      return []
    }
  }

  private mutating func texts(in folder: String, names: [String]) -> [SourceText] {
    names.compactMap { text(at: joined(folder, $0)) }
  }

  /// The content of one file without its byte order mark, or nil with a diagnostic.
  private mutating func text(at path: String) -> SourceText? {
    switch bytes(at: path, limit: maximumFileSize) {
    case .failure(let failure):
      diagnostics.append(failure.fault.diagnostic(at: SourcePlace(path: path)))
      return nil
    case .success(let bytes):
      let isMarked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
      let content = isMarked ? bytes.dropFirst(3) : bytes[...]
      if let text = String(validating: content, as: UTF8.self) { return SourceText(path: path, content: text) }
      diagnostics.append(Fault.notUTF8.diagnostic(at: firstInvalid(in: content, path: path)))
      excerpts.append(SourceText(path: path, content: String(decoding: content, as: UTF8.self)))
      return nil
    }
  }

  /// The line and column of the first byte that is not UTF-8.
  private func firstInvalid(in bytes: ArraySlice<UInt8>, path: String) -> SourcePlace {
    var (line, column) = (1, 1)
    var decoder = UTF8()
    var rest = bytes.makeIterator()
    while case .scalarValue(let scalar) = decoder.decode(&rest) {
      if scalar == "\n" { (line, column) = (line + 1, 1) } else { column += 1 }
    }
    return SourcePlace(path: path, line: line, column: column)
  }

  private func joined(_ folder: String, _ name: String) -> String {
    if folder == "." { return name }
    return folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
  }
}
