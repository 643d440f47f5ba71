// One result of a command, and where it goes.

import FoundationEssentials
import SourceDiagnostics

struct Output {
  let bytes: [UInt8]
  /// Nil for standard output.
  let path: String?

  init(_ bytes: [UInt8], to path: String?) {
    self.bytes = bytes
    self.path = path == "-" ? nil : path
  }

  init(_ text: String, to path: String?) { self.init(Array(text.utf8), to: path) }

  /// Why the place cannot be written, as far as that can be seen without writing.
  var fault: Diagnostic? {
    guard let path else { return nil }
    let place = SourcePlace(path: path)
    func unwritable(_ reason: Wording) -> Diagnostic { CommandFault.unwritable(reason).diagnostic(at: place) }
    if path.isEmpty { return unwritable(Messages.noFileName) }
    switch FileSystem.kind(of: path) {
    case .folder?: return unwritable(Messages.isFolder)
    case .regular?, nil: break
    default: return nil
    }
    switch FileSystem.kind(of: folder) {
    case .folder?: return FileSystem.refusalToWrite(folder) == nil ? nil : unwritable(Messages.mayNotWrite)
    case nil: return unwritable(Messages.noFolder)
    default: return unwritable(Messages.notFolder(folder))
    }
  }

  /// Why a folder cannot be made or written in, as far as that can be seen without doing it.
  static func folderFault(_ path: String) -> Diagnostic? {
    func unwritable(_ reason: Wording) -> Diagnostic {
      CommandFault.unwritable(reason).diagnostic(at: SourcePlace(path: path))
    }
    if path.isEmpty { return unwritable(Messages.noFolderName) }
    switch FileSystem.kind(of: path) {
    case .folder?:
      return FileSystem.refusalToWrite(path) == nil ? nil : unwritable(Messages.mayNotWrite)
    case nil: return folderFault(folder(of: path))
    default: return unwritable(Messages.thisNotFolder)
    }
  }

  /// Why the place cannot be written because it is needed otherwise: it was read, or another result goes there.
  func collision(with inputs: [String], earlier outputs: [String]) -> Diagnostic? {
    guard let path else { return nil }
    let place = SourcePlace(path: path)
    let identity = FileSystem.identity(of: path)
    func isSame(_ other: String) -> Bool {
      if other == path { return true }
      guard let identity else { return false }
      return FileSystem.identity(of: other) == identity
    }
    if inputs.contains(where: isSame) { return CommandFault.overwritesInput.diagnostic(at: place) }
    return outputs.contains(where: isSame) ? CommandFault.sameOutput.diagnostic(at: place) : nil
  }

  /// - Throws: what the system has against it.
  func writeFile() throws {
    guard let path else { return }
    // Written beside the target and moved, so that no half-written file is left; what is no file is never replaced.
    let isDevice = FileSystem.kind(of: path).map { $0 != .regular } ?? false
    try Data(bytes).write(to: URL(filePath: path), options: isDevice ? [] : .atomic)
  }

  static func reason(of error: any Error) -> Wording {
    switch (error as? CocoaError)?.code {
    case .fileNoSuchFile, .fileReadNoSuchFile: Messages.noFolder
    case .fileWriteNoPermission: Messages.mayNotWrite
    case .fileWriteOutOfSpace: Messages.diskFull
    default: Wording("\(error)")
    }
  }

  /// Where the file lies.
  var folder: String { path.map(Self.folder) ?? "." }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
