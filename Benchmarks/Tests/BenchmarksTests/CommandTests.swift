// What is seen of a process from the outside.

import Foundation
import Testing

@testable import Benchmarks

@Suite("A process is measured from the outside")
struct CommandTests {
  private func outcome(of script: String, timeoutSeconds: Double = 30) throws -> Outcome {
    try Command(words: ["sh", "-c", script], folder: FileManager.default.temporaryDirectory)
      .run(timeoutSeconds: timeoutSeconds)
  }

  @Test("its output is read to the end, longer than a pipe holds")
  func output() throws {
    let outcome = try outcome(of: "seq 100000; pwd")
    #expect(outcome.end == .success)
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count == 100_001 && lines[99_999] == "100000")
    #expect(lines[100_000].hasSuffix(FileManager.default.temporaryDirectory.lastPathComponent))
    #expect(outcome.peakMegabytes > 0)
  }

  @Test("its failure is told in its own words")
  func failure() throws {
    #expect(try outcome(of: "echo no such thing >&2; exit 3").end == .failure("no such thing\n"))
    #expect(try outcome(of: "kill -9 $$").end == .failure("ended by signal 9"))
  }

  @Test("it is ended with all that it started when its time is up")
  func timeout() throws {
    #expect(try outcome(of: "sleep 600 & sleep 600", timeoutSeconds: 0.2).end == .timeout)
  }

  @Test("a program that is not there cannot be started")
  func missing() {
    #expect(throws: WorldFault.self) {
      try Command(words: ["no-such-program"], folder: FileManager.default.temporaryDirectory).run(timeoutSeconds: 1)
    }
  }
}
