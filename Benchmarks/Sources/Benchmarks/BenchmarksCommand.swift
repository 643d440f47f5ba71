// What a user types: `benchmarks generate` writes facts and programs, `benchmarks run` measures.

import ArgumentParser
import Foundation

@main
struct BenchmarksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "benchmarks", abstract: "Measures gremium's rule engine beside other engines.",
    subcommands: [
      ExplainCommand.self, EditsCommand.self, GenerateCommand.self, ProjectCommand.self, ProveCommand.self,
      RunCommand.self,
    ])
}

struct GenerateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Writes a workload: its facts, and its program for every engine.",
    discussion:
      "In the folder, `gremium datalog program.dl -F facts` and `souffle -F facts program.dl` run as they are.")

  @Argument(help: "governance-ENTITIES, closure-NODES-ARCS, same-generation-NODES-ARCS or points-to-MODULES.")
  var workload: Workload

  @Option(help: "The same seed gives the same facts.")
  var seed: UInt64 = 1

  @Option(name: .shortAndLong, help: "The folder to write to; by default the workload's name.")
  var output: String?

  func run() throws {
    let folder = URL(filePath: output ?? workload.defaultValueDescription, directoryHint: .isDirectory)
    try workload.write(to: folder, seed: seed)
  }
}

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Measures whole processes: start, reading the facts, all rules, counting.",
    discussion: "Fails when an engine fails or when two engines do not count the same.")

  @Argument(help: "The workloads, by default a standard set; see `generate`.")
  var workloads: [Workload] = []

  @Option(parsing: .upToNextOption, help: "The engines; those that are not installed are named and left out.")
  var engines: [Engine] = Engine.allCases

  @Option(help: "The program `gremium`; by default it is built for release from this package's parent.")
  var gremium: String?

  @Option(name: [.customShort("j"), .long], help: "Threads, for engines that can use them.")
  var threads = 2

  @Option(help: "How often each engine runs each workload.")
  var runs = 5

  @Option(help: "Seconds after which a run is stopped.")
  var timeout = 120.0

  @Option(help: "The same seed gives the same facts.")
  var seed: UInt64 = 1

  @Option(help: "The folder in which facts are kept; by default one that is removed at the end.")
  var folder: String?

  @Option(help: "A file for the results as JSON.")
  var json: String?

  func validate() throws {
    guard runs > 0, threads > 0, timeout > 0 else {
      throw ValidationError("`--runs`, `--threads` and `--timeout` must be positive")
    }
  }

  func run() throws {
    let setting = Setting(
      gremium: try gremium.map { URL(filePath: $0).path }
        ?? (engines.contains(.gremium) ? GremiumBuild.build(say) : ""),
      threads: threads, runs: runs, timeoutSeconds: timeout)
    var installed: [Engine: String] = [:]
    for engine in engines { installed[engine] = engine.version(setting) }
    let runner = Runner(setting: setting, engines: engines.filter { installed[$0] != nil }, report: say)
    let root =
      folder.map { URL(filePath: $0, directoryHint: .isDirectory) }
      ?? FileManager.default.temporaryDirectory.appending(path: "gremium-benchmarks-\(getpid())")
    defer { if folder == nil { try? FileManager.default.removeItem(at: root) } }

    var results: [WorkloadResult] = []
    for workload in workloads.isEmpty ? Workload.standard : workloads {
      let name = workload.defaultValueDescription
      let place = root.appending(path: "\(name)-seed-\(seed)")
      say("\(name): writing the facts")
      try generate(workload, in: place)
      results.append(try runner.measure(workload, in: place))
    }
    let report = Report(
      seed: seed, threads: threads, processors: ProcessInfo.processInfo.activeProcessorCount,
      versions: Dictionary(uniqueKeysWithValues: installed.map { ($0.key.rawValue, $0.value) }),
      notInstalled: engines.filter { installed[$0] == nil }, leastPeakMegabytes: ownPeakMegabytes(), workloads: results)
    print(report.table(), terminator: "")
    if let json { try Data(report.json().utf8).write(to: URL(filePath: json)) }
    if !report.agrees { throw ExitCode.failure }
  }

  /// In a process of its own, whose memory is not counted with the engines'.
  private func generate(_ workload: Workload, in place: URL) throws {
    let generator = try Command(
      words: [
        "/proc/self/exe", "generate", workload.defaultValueDescription, "--seed", String(seed), "--output", place.path,
      ], folder: URL(filePath: FileManager.default.currentDirectoryPath)
    ).run(timeoutSeconds: 600)
    guard generator.end == .success else {
      throw ValidationError("the facts could not be written: \(generator.output)")
    }
  }

  private func say(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }
}
