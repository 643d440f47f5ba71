// One result of a command, and where it goes.

import FoundationEssentials
import SourceDiagnostics

#if canImport(Glibc)
  import Glibc
#endif

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
    func unwritable(_ nl: String, _ en: String) -> Diagnostic {
      CommandFault.unwritable(Wording(nl: nl, en: en)).diagnostic(at: place)
    }
    if path.isEmpty { return unwritable("er is geen bestandsnaam", "there is no file name") }
    switch Self.mode(of: path) {
    case S_IFDIR?: return unwritable("dit is een map", "this is a folder")
    case S_IFREG?, nil: break
    default: return nil
    }
    switch Self.mode(of: folder) {
    case S_IFDIR?: return access(folder, W_OK) == 0 ? nil : unwritable("geen schrijfrecht", "no permission")
    case nil: return unwritable("de map bestaat niet", "the folder does not exist")
    default: return unwritable("`\(folder)` is geen map", "`\(folder)` is not a folder")
    }
  }

  /// - Throws: what the system has against it.
  func writeFile() throws {
    guard let path else { return }
    // Written beside the target and moved, so that no half-written file is left; what is no file is never replaced.
    let isDevice = Self.mode(of: path).map { $0 != S_IFREG } ?? false
    try Data(bytes).write(to: URL(filePath: path), options: isDevice ? [] : .atomic)
  }

  static func reason(of error: any Error) -> Wording {
    switch (error as? CocoaError)?.code {
    case .fileNoSuchFile, .fileReadNoSuchFile: Wording(nl: "de map bestaat niet", en: "the folder does not exist")
    case .fileWriteNoPermission: Wording(nl: "geen schrijfrecht", en: "no permission")
    case .fileWriteOutOfSpace: Wording(nl: "de schijf is vol", en: "the disk is full")
    default: Wording(nl: "\(error)", en: "\(error)")
    }
  }

  private var folder: String {
    guard let path, let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The kind of file that a path leads to; nil where there is none.
  private static func mode(of path: String) -> mode_t? {
    var information = stat()
    return stat(path, &information) == 0 ? information.st_mode & S_IFMT : nil
  }
}
