// Files as the system gives them: a folder, a pipe, a link in a circle, or too large.

#if canImport(Glibc)
  import Glibc
#endif

/// Why the system did not read a file.
package struct FileFailure: Error {
  /// An `errno`; `EINVAL` for what is no regular file.
  package let code: Int32

  package init(code: Int32) { self.code = code }

  /// The reason as people say it.
  package var reason: Wording {
    code == EINVAL
      ? Wording(nl: "geen gewoon bestand", en: "not a regular file") : SourceDiagnostics.reason(ofSystemError: code)
  }
}

/// A file that is open for reading, closed when nobody has it any more; or the bytes of what can be read only once.
package final class OpenFile: Sendable {
  private let descriptor: Int32
  private let bytes: [UInt8]?
  /// In bytes, when it was opened.
  package let size: Int

  /// Opens a regular file. It never waits, not for a pipe either.
  ///
  /// - Throws: `FileFailure` for what cannot be opened, a folder, and what is no regular file.
  package init(at path: String) throws(FileFailure) {
    // Opening a pipe must not wait for somebody to write.
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileFailure(code: errno) }
    self.descriptor = descriptor
    bytes = nil
    var information = stat()
    let status = fstat(descriptor, &information)
    size = Int(information.st_size)
    guard status == 0 else { throw FileFailure(code: errno) }
    switch information.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw FileFailure(code: EISDIR)
    default: throw FileFailure(code: EINVAL)
    }
  }

  /// Standard input, read to its end.
  ///
  /// - Complexity: O(bytes)
  package init(standardInput: Void) throws(FileFailure) {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      // SAFETY: the array lends its memory for the call, with its size.
      let count = chunk.withUnsafeMutableBytes { Glibc.read(STDIN_FILENO, $0.baseAddress, $0.count) }
      if count == 0 { break }
      if count < 0 {
        if errno == EINTR { continue }
        throw FileFailure(code: errno)
      }
      bytes += chunk[..<count]
    }
    descriptor = -1
    size = bytes.count
    self.bytes = bytes
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Reads bytes from a place on, as many as there are and fit.
  ///
  /// SAFETY: the system writes at most what is left of the memory, whose size comes with it.
  ///
  /// - Returns: how many that were.
  package func read(into memory: UnsafeMutableRawBufferPointer, from offset: Int) throws(FileFailure) -> Int {
    if let bytes {
      let part = bytes[min(offset, size)..<min(offset + memory.count, size)]
      memory.copyBytes(from: part)
      return part.count
    }
    var count = 0
    while count < memory.count {
      let more = pread(descriptor, memory.baseAddress.map { $0 + count }, memory.count - count, offset + count)
      if more == 0 { break }
      if more < 0 {
        if errno == EINTR { continue }
        throw FileFailure(code: errno)
      }
      count += more
    }
    return count
  }

  /// All of its bytes, also those that came since it was opened.
  ///
  /// - Parameter limit: once there are more, reading stops, whatever the file's size says.
  /// - Complexity: O(size of the file)
  package func content(limit: Int = .max) throws(FileFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count <= limit {
      // One byte more than there should be tells that it has not grown.
      let room = max(size + 1 - bytes.count, 1 << 16)
      var failure: FileFailure?
      // SAFETY: as many bytes count as were read, and no more are read than there is room for.
      let more = [UInt8](unsafeUninitializedCapacity: room) { memory, count in
        do throws(FileFailure) {
          count = try read(into: UnsafeMutableRawBufferPointer(memory), from: bytes.count)
        } catch {
          failure = error
        }
      }
      if let failure { throw failure }
      if bytes.isEmpty { bytes = more } else { bytes += more }
      if more.count < room { break }
    }
    return bytes
  }
}
