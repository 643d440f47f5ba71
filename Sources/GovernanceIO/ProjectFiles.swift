// The files of a project, found and read as text. The only file here that touches the disk.

import FoundationEssentials
import SourceDiagnostics

/// The texts of a project folder, by what they are for. Each list is sorted by path.
package struct ProjectFiles: Sendable {
  /// `gremium.yaml`.
  package var header: SourceText?
  package var models: [SourceText] = []
  package var tables: [SourceText] = []
  package var views: [SourceText] = []
  /// The project's own rule pages, with their code (`pack/name`).
  package var rulePages: [(code: String, text: SourceText)] = []

  package init() {}

  package var all: [SourceText] {
    (header.map { [$0] } ?? []) + models + tables + views + rulePages.map(\.text)
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
  guard reader.kind(of: folder) == .folder else {
    return ([], [Fault.unreadable(reason: noSuchFile.nl).diagnostic(at: SourcePlace(path: folder))])
  }
  let pages = reader.pages(in: folder)
  return (pages, reader.diagnostics)
}

private let noSuchFile = Wording(nl: "deze map is er niet", en: "there is no such folder")

private struct FolderReader {
  enum Kind { case missing, file, folder }

  let maximumFileSize: Int
  var diagnostics: [Diagnostic] = []

  mutating func read(_ path: String) -> ProjectFiles {
    var files = ProjectFiles()
    switch kind(of: path) {
    case .missing:
      diagnostics.append(Fault.missingProject.diagnostic(at: SourcePlace(path: path)))
    case .file:
      files.header = text(at: path)
    case .folder:
      let names = self.names(in: path)
      if names.contains("gremium.yaml") {
        files.header = text(at: joined(path, "gremium.yaml"))
      } else {
        diagnostics.append(Fault.missingProjectFile.diagnostic(at: SourcePlace(path: path)))
      }
      files.models = texts(in: path, names: names.filter { isYAML($0) && $0 != "gremium.yaml" })
      files.tables = texts(in: path, names: names.filter { $0.hasSuffix(".csv") })
      let views = joined(path, "views")
      if kind(of: views) == .folder { files.views = texts(in: views, names: self.names(in: views).filter(isYAML)) }
      let rules = joined(path, "rules")
      if kind(of: rules) == .folder { files.rulePages = pages(in: rules) }
    }
    return files
  }

  /// Every page two levels down, `pack/name.md`.
  mutating func pages(in folder: String) -> [(code: String, text: SourceText)] {
    var pages: [(code: String, text: SourceText)] = []
    for pack in names(in: folder) where kind(of: joined(folder, pack)) == .folder {
      for name in names(in: joined(folder, pack)) where name.hasSuffix(".md") && name != "README.md" {
        guard let text = text(at: joined(joined(folder, pack), name)) else { continue }
        pages.append(("\(pack)/\(name.dropLast(3))", text))
      }
    }
    return pages
  }

  func kind(of path: String) -> Kind {
    var isFolder = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return .missing }
    return isFolder ? .folder : .file
  }

  private func isYAML(_ name: String) -> Bool { name.hasSuffix(".yaml") || name.hasSuffix(".yml") }

  /// The visible names in a folder, sorted.
  private mutating func names(in folder: String) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.hasPrefix(".") }.sorted()
    } catch {
      diagnostics.append(Fault.unreadable(reason: Self.reason(error)).diagnostic(at: SourcePlace(path: folder)))
      return []
    }
  }

  private mutating func texts(in folder: String, names: [String]) -> [SourceText] {
    names.compactMap { text(at: joined(folder, $0)) }
  }

  /// The content of one file, or nil with a diagnostic.
  private mutating func text(at path: String) -> SourceText? {
    let place = SourcePlace(path: path)
    do {
      let size = (try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
      guard size <= maximumFileSize else {
        diagnostics.append(Fault.fileTooLarge(bytes: size, limit: maximumFileSize).diagnostic(at: place))
        return nil
      }
      let data = try Data(contentsOf: URL(filePath: path))
      guard let content = String(validating: data, as: UTF8.self) else {
        diagnostics.append(Fault.notUTF8.diagnostic(at: firstInvalid(in: data, path: path)))
        return nil
      }
      return SourceText(path: path, content: content)
    } catch {
      diagnostics.append(Fault.unreadable(reason: Self.reason(error)).diagnostic(at: place))
      return nil
    }
  }

  /// The line and column of the first byte that is not UTF-8.
  private func firstInvalid(in data: Data, path: String) -> SourcePlace {
    var line = 1
    var lineStart = data.startIndex
    for (index, byte) in zip(data.indices, data) where byte == UInt8(ascii: "\n") {
      if String(validating: data[lineStart..<index], as: UTF8.self) == nil { break }
      line += 1
      lineStart = index + 1
    }
    let bytes = data[lineStart...].prefix { $0 != UInt8(ascii: "\n") }
    var valid = bytes.startIndex
    for end in bytes.indices where String(validating: bytes[valid...end], as: UTF8.self) != nil { valid = end + 1 }
    let before = String(decoding: bytes[..<valid], as: UTF8.self)
    return SourcePlace(path: path, line: line, column: before.unicodeScalars.count + 1)
  }

  private func joined(_ folder: String, _ name: String) -> String {
    folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
  }

  private static func reason(_ error: any Error) -> String {
    switch (error as? CocoaError)?.code {
    case .fileReadNoPermission: "geen leesrecht / no permission"
    case .fileReadNoSuchFile: "bestaat niet / does not exist"
    default: "\(error)"
    }
  }
}
