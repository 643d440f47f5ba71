// The built program, run as a user runs it.

import Foundation
import TestSupport

/// What a run of the program gave.
struct Run: Sendable {
  let status: Int32
  let output: String
  let errors: String
}

/// The program beside the bundle of the tests.
let program: URL = {
  // On Linux the tests are an executable in the build folder itself.
  let tests = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
  let candidates = [tests.deletingLastPathComponent(), repositoryRoot.appending(path: ".build/debug")]
  return candidates.map { $0.appending(path: "gremium") }
    .first { FileManager.default.isExecutableFile(atPath: $0.path) } ?? candidates[1].appending(path: "gremium")
}()

/// Runs the program in a folder, in Dutch unless an argument says otherwise.
func run(_ arguments: [String], in folder: URL, environment: [String: String] = [:]) throws -> Run {
  let process = Process()
  process.executableURL = program
  process.arguments = arguments
  process.currentDirectoryURL = folder
  // What a sanitizer is told of the tests holds of the program too.
  let sanitizers = ProcessInfo.processInfo.environment.filter { ["LD_PRELOAD", "LSAN_OPTIONS"].contains($0.key) }
  process.environment = ["LANG": "nl_NL.UTF-8", "PATH": "/usr/bin:/bin"].merging(sanitizers) { $1 }
    .merging(environment) { $1 }
  // Files rather than pipes: whatever the program writes, nobody waits for the other.
  let streams = FileManager.default.temporaryDirectory.appending(path: "gremium-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: streams, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: streams) }
  let (output, errors) = (streams.appending(path: "out"), streams.appending(path: "err"))
  for file in [output, errors] { try Data().write(to: file) }
  process.standardInput = FileHandle.nullDevice
  process.standardOutput = try FileHandle(forWritingTo: output)
  process.standardError = try FileHandle(forWritingTo: errors)
  try process.run()
  process.waitUntilExit()
  return Run(
    // A crash is no exit status: it is shown as the negative signal.
    status: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
    output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
    errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
}
