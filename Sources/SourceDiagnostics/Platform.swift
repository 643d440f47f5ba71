// What the system offers: files, terminals, and why it refuses something.
//
// The only file of this module that imports the system's library; modules above have what they need of it from here.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#else
  #error("the library of this system is not known here")
#endif

/// A refusal of the system, by its number (`errno`).
package struct SystemError: Error, Hashable, Sendable {
  /// The number.
  package let code: Int32

  /// A refusal with a number.
  package init(code: Int32) { self.code = code }

  /// The refusal of the call before, which must have been this thread's last one.
  package static var last: SystemError { SystemError(code: errno) }

  /// There is no such file.
  package static let missing = SystemError(code: ENOENT)
  /// Reading, or writing, is not allowed.
  package static let noPermission = SystemError(code: EACCES)
  /// The user may not do this at all.
  package static let notPermitted = SystemError(code: EPERM)
  /// A folder where a file was expected.
  package static let isFolder = SystemError(code: EISDIR)
  /// A file where a folder was expected.
  package static let isNoFolder = SystemError(code: ENOTDIR)
  /// Links that lead in a circle.
  package static let circularLink = SystemError(code: ELOOP)
  /// A pipe, a device or the like where a file was expected.
  package static let isNoRegularFile = SystemError(code: EINVAL)
  /// Nothing on this disk can be written.
  package static let readOnlyDisk = SystemError(code: EROFS)
  /// The disk is full.
  package static let noSpace = SystemError(code: ENOSPC)
  /// The user's share of the disk is full.
  package static let overQuota = SystemError(code: EDQUOT)

  /// What the system says of it, in its own words.
  package var systemText: String { String(cString: strerror(code)) }

  /// What it says of it, in words of ours where people run into it.
  package var reason: Wording { Messages.systemReason(self) }
}

// MARK: Reading

/// A file that is open for reading, closed when nobody has it any more; or the bytes of what can be read only once.
package final class OpenFile: Sendable {
  private let descriptor: Int32
  private let bytes: [UInt8]?
  /// In bytes, when it was opened.
  package let size: Int

  /// Opens a regular file, links followed.
  ///
  /// - Throws: what the system has against it; `isFolder` and `isNoRegularFile` for what is no file.
  package init(at path: String) throws(SystemError) {
    // Opening a pipe must not wait for somebody to write.
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last }
    // From here on the file is closed however this ends: an object whose properties are set has a `deinit`.
    self.descriptor = descriptor
    bytes = nil
    var information = stat()
    let status = fstat(descriptor, &information)
    size = Int(information.st_size)
    guard status == 0 else { throw .last }
    switch information.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw .isFolder
    default: throw .isNoRegularFile
    }
  }

  /// Standard input, read to its end.
  package init(standardInput: Void) throws(SystemError) {
    bytes = try readToEnd(of: STDIN_FILENO, limit: .max)
    descriptor = -1
    size = bytes?.count ?? 0
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Reads bytes from a place on, as many as there are and fit; how many that were.
  ///
  /// - Complexity: O(bytes)
  package func read(into memory: UnsafeMutableRawBufferPointer, from offset: Int) throws(SystemError) -> Int {
    if let bytes {
      let part = bytes[min(offset, size)..<min(offset + memory.count, size)]
      memory.copyBytes(from: part)
      return part.count
    }
    var count = 0
    while count < memory.count {
      // SAFETY: the system writes within the memory that it is given the rest of.
      let more = pread(descriptor, memory.baseAddress.map { $0 + count }, memory.count - count, off_t(offset + count))
      if more == 0 { break }
      if more < 0 {
        if errno == EINTR { continue }
        throw .last
      }
      count += more
    }
    return count
  }

  /// The whole file, as large as it turns out to be.
  ///
  /// - Parameter limit: one byte more than these is read at most, so that it can be told that there are more.
  /// - Complexity: O(bytes)
  package func allBytes(limit: Int = .max) throws(SystemError) -> [UInt8] {
    if let bytes { return bytes }
    return try readToEnd(of: descriptor, limit: limit, expecting: size)
  }
}

/// Reads up to the end, or until there is more than the limit.
private func readToEnd(of descriptor: Int32, limit: Int, expecting size: Int = 0) throws(SystemError) -> [UInt8] {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(min(size, limit))
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while bytes.count <= limit {
    // SAFETY: the system writes within the chunk, which lives during the call.
    let count = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
    if count == 0 { break }
    if count < 0 {
      if errno == EINTR { continue }
      throw .last
    }
    bytes += chunk[..<count]
  }
  return bytes
}

// MARK: Looking and changing

/// The files of the system, by their paths.
package enum FileSystem {
  /// What a path leads to.
  package enum Kind: Sendable { case folder, regular, other }

  /// What a path leads to, links followed; nil where there is nothing.
  package static func kind(of path: String) -> Kind? {
    guard let information = information(of: path) else { return nil }
    switch information.st_mode & S_IFMT {
    case S_IFDIR: return .folder
    case S_IFREG: return .regular
    default: return .other
    }
  }

  /// Whether there is anything of that name, be it a link that leads nowhere.
  package static func exists(_ path: String) -> Bool {
    var information = stat()
    return lstat(path, &information) == 0
  }

  /// Why a path may not be written; nil where it may.
  package static func refusalToWrite(_ path: String) -> SystemError? { access(path, W_OK) == 0 ? nil : .last }

  /// What tells a regular file from every other on the machine; nil for all else.
  package static func identity(of path: String) -> [UInt64]? {
    guard let information = information(of: path), information.st_mode & S_IFMT == S_IFREG else { return nil }
    return [UInt64(information.st_dev), UInt64(information.st_ino)]
  }

  /// A path with links followed.
  package static func resolved(_ path: String) throws(SystemError) -> String {
    guard let resolved = realpath(path, nil) else { throw .last }
    // SAFETY: a text that ends in a null byte, made for us, copied before it is freed.
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Makes a file that is not there yet, with its content down to the disk; none is left where that fails.
  ///
  /// - Parameter model: the file that is to be replaced, of which it has the permissions; nil leaves them to the user's
  ///   settings.
  /// - Complexity: O(size of the content)
  package static func create(
    _ path: String, content: [UInt8], permissionsOf model: String?
  ) throws(SystemError) {
    var mode: mode_t = 0o666
    if let model {
      guard let information = information(of: model) else { throw .last }
      mode = information.st_mode & 0o777
    }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw .last }
    var refusal: SystemError?
    do throws(SystemError) { try write(content, to: descriptor) } catch { refusal = error }
    if refusal == nil, fsync(descriptor) != 0 { refusal = .last }
    // The user's settings may have taken from the permissions.
    if model != nil { _ = fchmod(descriptor, mode) }
    if close(descriptor) != 0, refusal == nil { refusal = .last }
    guard let refusal else { return }
    unlink(path)
    throw refusal
  }

  /// Writes all bytes, however many the system takes at a time.
  ///
  /// - Complexity: O(bytes)
  package static func write(_ bytes: [UInt8], to descriptor: Int32) throws(SystemError) {
    var offset = 0
    while offset < bytes.count {
      // SAFETY: the system reads within the bytes, which live during the call.
      let count = bytes[offset...].withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        throw .last
      }
      offset += count
    }
  }

  /// Gives a file a second name, which must be free: unlike a move, this never takes the place of anything.
  package static func link(_ path: String, as name: String) throws(SystemError) {
    guard systemLink(path, name) == 0 else { throw .last }
  }

  /// Moves a file, in the place of what is there.
  package static func move(_ path: String, to target: String) throws(SystemError) {
    guard rename(path, target) == 0 else { throw .last }
  }

  /// Removes a file, or one of its names.
  package static func remove(_ path: String) throws(SystemError) {
    guard unlink(path) == 0 else { throw .last }
  }

  private static func information(of path: String) -> stat? {
    var information = stat()
    return stat(path, &information) == 0 ? information : nil
  }
}

// Within `FileSystem` these names are its own.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
private func systemLink(_ path: String, _ name: String) -> Int32 { link(path, name) }

// MARK: The process

/// Where a process writes to.
package enum StandardStream: Sendable {
  case output, error

  /// The number by which the system knows it.
  package var descriptor: Int32 {
    switch self {
    case .output: STDOUT_FILENO
    case .error: STDERR_FILENO
    }
  }

  /// Whether a person reads it as it comes.
  package var isTerminal: Bool { isatty(descriptor) == 1 }

  /// Writes all bytes; a reader that stopped listening, such as `head`, is no fault.
  ///
  /// - Complexity: O(bytes)
  package func write(_ bytes: [UInt8]) throws(SystemError) {
    do throws(SystemError) { try FileSystem.write(bytes, to: descriptor) } catch {
      if error.code != EPIPE { throw error }
    }
  }
}

/// The number of this process, which no other on the machine has while it runs.
package var processNumber: Int32 { getpid() }
