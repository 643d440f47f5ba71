// `benchmarks project` writes a country as its griffiers would: a project that `gremium check` reads.

import ArgumentParser
import Foundation

struct ProjectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "project",
    abstract: "Writes a project of a country that does not exist, for `gremium check` and its like.",
    discussion: "All shipped rules apply to it; about one in a hundred of its entities has a fault.")

  @Argument(help: "How many entities the country has, at least 1000.")
  var entities: Int

  @Option(help: "The same seed gives the same project.")
  var seed: UInt64 = 1

  @Option(name: .shortAndLong, help: "The folder to write to; by default `country-ENTITIES`.")
  var output: String?

  func validate() throws {
    guard entities >= 1000 else { throw ValidationError("a country has at least 1000 entities") }
  }

  func run() throws {
    let folder = URL(filePath: output ?? "country-\(entities)", directoryHint: .isDirectory)
    try NationalProject(entities: entities, seed: seed).write(to: folder)
  }
}
