// A whole process, measured from the outside: how long it took, how much memory it had at most, what it printed.

import Foundation

/// A command line.
struct Command {
  var words: [String]
  var folder: URL
}

/// How a run of a command ended.
struct Outcome {
  enum End: Equatable {
    case success
    /// What it printed as error, or the signal that ended it.
    case failure(String)
    case timeout
  }

  var end: End
  /// From before the start of the process until it ended.
  var seconds: Double
  /// What all its threads, and the processes that it waited for, had of the processors.
  var processorSeconds: Double
  /// The largest resident set of the process or of one it waited for, in megabytes (10^6 bytes). Linux counts in it what
  /// this program itself had at most, since the process starts as a copy of it; see ``ownPeakMegabytes``.
  var peakMegabytes: Double
  var output: String
}

/// The smallest peak that an ``Outcome`` can tell.
func ownPeakMegabytes() -> Double {
  var usage = rusage()
  getrusage(RUSAGE_SELF.rawValue, &usage)
  return usage.megabytes
}

extension Command {
  /// Runs the command in a process group of its own, which is killed when the time is up.
  ///
  /// - Throws: When the program cannot be started.
  func run(timeoutSeconds: Double) throws -> Outcome {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw WorldFault(doing: "making a pipe", code: errno) }
    let readEnd = FileHandle(fileDescriptor: ends[0], closeOnDealloc: true)
    let start = ContinuousClock.now
    let process = try spawn(output: ends[1], closing: ends)
    close(ends[1])
    let (bytes, inTime) = read(from: readEnd.fileDescriptor, until: start + .seconds(timeoutSeconds))
    if !inTime { kill(-process, SIGKILL) }

    var status: Int32 = 0
    var usage = rusage()
    while wait4(process, &status, 0, &usage) < 0 {
      guard errno == EINTR else { throw WorldFault(doing: "waiting for \(words[0])", code: errno) }
    }
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let output = String(decoding: bytes, as: UTF8.self)
    return Outcome(
      end: inTime ? Self.end(status: status, output: output) : .timeout, seconds: seconds,
      processorSeconds: usage.processorSeconds, peakMegabytes: usage.megabytes, output: output)
  }

  /// Standard output and standard error both go to `output`; there is no input. The process starts in its folder by way of
  /// this program, which goes there and back, since `posix_spawn` has no portable way to say where.
  private func spawn(output: Int32, closing ends: [Int32]) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, output, 2)
    for end in ends { posix_spawn_file_actions_addclose(&actions, end) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))

    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
    defer { for argument in arguments { free(argument) } }
    arguments.append(nil)

    Self.changingFolder.lock()
    defer { Self.changingFolder.unlock() }
    let here = FileManager.default.currentDirectoryPath
    guard chdir(folder.path) == 0 else { throw WorldFault(doing: "going to \(folder.path)", code: errno) }
    defer { chdir(here) }
    var process: pid_t = 0
    let code = posix_spawnp(&process, words[0], &actions, &attributes, arguments, environ)
    guard code == 0 else { throw WorldFault(doing: "starting \(words[0])", code: code) }
    return process
  }

  private static let changingFolder = NSLock()

  /// What comes until the other end is closed, and whether that was in time.
  private func read(from descriptor: Int32, until deadline: ContinuousClock.Instant) -> ([UInt8], inTime: Bool) {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let milliseconds = (deadline - ContinuousClock.now) / .milliseconds(1)
      guard milliseconds > 0 else { return (bytes, false) }
      var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, Int32(min(milliseconds.rounded(.up), 1e9))) > 0 else { continue }
      let count = Foundation.read(descriptor, &chunk, chunk.count)
      if count > 0 { bytes += chunk[..<count] }
      if count == 0 { return (bytes, true) }
    }
  }

  private static func end(status: Int32, output: String) -> Outcome.End {
    let signal = status & 0x7f
    if signal != 0 { return .failure("ended by signal \(signal)") }
    return status == 0 ? .success : .failure(output)
  }
}

extension rusage {
  /// Linux gives the largest resident set in units of 1,024 bytes.
  fileprivate var megabytes: Double { Double(ru_maxrss) * 1024 / 1e6 }

  fileprivate var processorSeconds: Double {
    Double(ru_utime.tv_sec + ru_stime.tv_sec) + Double(ru_utime.tv_usec + ru_stime.tv_usec) / 1e6
  }
}

/// What the operating system refused.
struct WorldFault: Error, CustomStringConvertible {
  var doing: String
  var code: Int32

  var description: String { "\(doing): \(String(cString: strerror(code)))" }
}
