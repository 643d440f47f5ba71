// Reading one file, whatever it turns out to be: a folder, a pipe, a link in a circle, or too large.

import SourceDiagnostics

#if canImport(Glibc)
  import Glibc
#endif

/// Why a file was not read.
struct FileFailure: Error {
  let fault: Fault
}

enum FileKind { case missing, folder, other }

/// What a path leads to, links followed.
func kind(of path: String) -> FileKind {
  var information = stat()
  guard stat(path, &information) == 0 else { return .missing }
  return information.st_mode & S_IFMT == S_IFDIR ? .folder : .other
}

/// The bytes of a file.
///
/// - Parameter limit: more bytes are not read, whatever the file's size says.
/// - Complexity: O(size of the file)
func bytes(at path: String, limit: Int) -> Result<[UInt8], FileFailure> {
  func failure(_ fault: Fault) -> Result<[UInt8], FileFailure> { .failure(FileFailure(fault: fault)) }
  // Opening a pipe must not wait for somebody to write.
  let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
  guard descriptor >= 0 else { return failure(.unreadable(reason: reason(ofSystemError: errno))) }
  defer { close(descriptor) }
  var information = stat()
  guard fstat(descriptor, &information) == 0 else { return failure(.unreadable(reason: reason(ofSystemError: errno))) }
  switch information.st_mode & S_IFMT {
  case S_IFREG: break
  case S_IFDIR: return failure(.unreadable(reason: reason(ofSystemError: EISDIR)))
  default: return failure(.unreadable(reason: Wording(nl: "geen gewoon bestand", en: "not a regular file")))
  }
  let size = Int(information.st_size)
  guard size <= limit else { return failure(.fileTooLarge(bytes: size, limit: limit)) }
  var bytes: [UInt8] = []
  bytes.reserveCapacity(size)
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
    if count == 0 { return .success(bytes) }
    guard count > 0 else {
      if errno == EINTR { continue }
      return failure(.unreadable(reason: reason(ofSystemError: errno)))
    }
    bytes += chunk[..<count]
    guard bytes.count <= limit else { return failure(.fileTooLarge(bytes: bytes.count, limit: limit)) }
  }
}
