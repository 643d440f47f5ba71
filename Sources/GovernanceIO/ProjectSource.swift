// Where the texts of a project come from: a folder, or memory.

import FoundationEssentials
import SourceDiagnostics

/// Where the texts of a project come from.
public enum ProjectSource: Sendable {
  /// A folder on a disk, or its `gremium.yaml`; any other file is the settings and sections of a project by itself.
  case folder(String)
  /// Texts with their paths relative to the project, such as `views/top.yaml`. Of two with one path the last counts.
  case memory([SourceText])
}

/// Why a file was not read.
struct FileRefusal: Error {
  let fault: Fault
}

/// What a path leads to.
enum FileKind { case missing, folder, other }

/// A listing of files and what is in them, whatever keeps them.
protocol FileListing {
  func kind(of path: String) -> FileKind
  /// The visible names in a folder, sorted.
  func names(in folder: String) -> Result<[String], FileRefusal>
  /// A whole file.
  func bytes(at path: String, limit: Int) -> Result<[UInt8], FileRefusal>
}

/// The files that the system has.
struct DiskListing: FileListing {
  /// Links are followed.
  func kind(of path: String) -> FileKind {
    switch FileSystem.kind(of: path) {
    case nil: .missing
    case .folder?: .folder
    case .regular?, .other?: .other
    }
  }

  func names(in folder: String) -> Result<[String], FileRefusal> {
    do {
      return .success(
        try FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.hasPrefix(".") }.sorted())
    } catch {
      let refusal = (error as? CocoaError)?.code == .fileReadNoPermission ? SystemError.noPermission : .last
      return .failure(FileRefusal(fault: .unreadable(reason: refusal.reason)))
    }
  }

  func bytes(at path: String, limit: Int) -> Result<[UInt8], FileRefusal> {
    do throws(SystemError) {
      let file = try OpenFile(at: path)
      let bytes = file.size > limit ? [] : try file.allBytes(limit: limit)
      let size = max(file.size, bytes.count)
      return size > limit
        ? .failure(FileRefusal(fault: .fileTooLarge(bytes: size, limit: limit))) : .success(bytes)
    } catch {
      return .failure(FileRefusal(fault: .unreadable(reason: error.reason)))
    }
  }
}

/// Texts as if they were files.
struct MemoryListing: FileListing {
  private let texts: [String: String]
  private let folders: [String: Set<String>]

  /// - Complexity: O(number of texts)
  init(_ texts: [SourceText]) {
    self.texts = Dictionary(texts.map { (plainPath($0.path), $0.content) }, uniquingKeysWith: { _, last in last })
    var folders: [String: Set<String>] = [".": []]
    for path in self.texts.keys {
      var folder = "."
      for part in path.split(separator: "/") {
        folders[folder, default: []].insert(String(part))
        folder = joined(folder, String(part))
      }
    }
    self.folders = folders
  }

  func kind(of path: String) -> FileKind {
    folders[path] != nil ? .folder : texts[path] != nil ? .other : .missing
  }

  func names(in folder: String) -> Result<[String], FileRefusal> {
    .success((folders[folder] ?? []).filter { !$0.hasPrefix(".") }.sorted())
  }

  func bytes(at path: String, limit: Int) -> Result<[UInt8], FileRefusal> {
    guard let text = texts[path] else {
      return .failure(FileRefusal(fault: .unreadable(reason: SystemError.missing.reason)))
    }
    return GovernanceIO.bytes(of: text, limit: limit)
  }
}

extension ProjectSource {
  var listing: any FileListing {
    switch self {
    case .folder: DiskListing()
    case .memory(let texts): MemoryListing(texts)
    }
  }

  /// What somebody who asked for the project named.
  var path: String {
    switch self {
    case .folder(let path): path
    case .memory: "."
    }
  }
}

/// The bytes of a text that is not to be larger than a file may be.
///
/// - Complexity: O(size of the text)
func bytes(of text: String, limit: Int) -> Result<[UInt8], FileRefusal> {
  let size = text.utf8.count
  guard size <= limit else { return .failure(FileRefusal(fault: .fileTooLarge(bytes: size, limit: limit))) }
  return .success(Array(text.utf8))
}

/// A path without `./` before it.
func plainPath(_ path: String) -> String {
  var path = path[...]
  while path.hasPrefix("./") { path = path.dropFirst(2) }
  return String(path)
}

/// A name in a folder.
func joined(_ folder: String, _ name: String) -> String {
  if folder == "." { return name }
  return folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
}
