// The engines that are compared, and how each is started on a workload's folder.

import ArgumentParser
import Foundation

/// An engine, started as its own users start it. Each reads the facts in the form that it reads fastest.
enum Engine: String, CaseIterable, Codable, ExpressibleByArgument {
  case gremium
  case duckdb
  case souffle
  case souffleCompiled = "souffle-compiled"
  case clingo
  case swipl

  /// The file that holds the program for this engine. Where a workload has none, the engine cannot say it.
  var program: String {
    switch self {
    case .gremium, .souffle, .souffleCompiled: "program.dl"
    case .duckdb: "program.sql"
    case .clingo: "program.lp"
    case .swipl: "program.pl"
    }
  }

  /// The first line that the engine prints about its version; nil where it is not installed.
  func version(_ setting: Setting) -> String? {
    let command = Command(words: versionCommand(setting), folder: URL(filePath: "/"))
    guard let outcome = try? command.run(timeoutSeconds: 20), outcome.end == .success else { return nil }
    return String(outcome.output.prefix { !$0.isNewline })
  }

  private func versionCommand(_ setting: Setting) -> [String] {
    switch self {
    case .gremium: [setting.gremium, "--version"]
    case .duckdb: ["python3", "-c", "import duckdb; print(duckdb.__version__)"]
    case .souffle, .souffleCompiled: ["souffle", "--version"]
    case .clingo: ["python3", "-c", "import clingo; print(clingo.__version__)"]
    case .swipl: ["swipl", "--version"]
    }
  }

  /// What must be done once per workload, outside of the time that is measured.
  var preparation: [String]? {
    self == .souffleCompiled ? ["souffle", "-j2", "-o", "program-compiled", "program.dl"] : nil
  }

  /// Prints a line per relation: its name, a tab, its size.
  func command(_ setting: Setting) -> [String] {
    let threads = String(setting.threads)
    return switch self {
    case .gremium: [setting.gremium, "datalog", "program.dl", "-F", "facts", "-j", threads]
    case .duckdb: ["python3", "run_duckdb.py", threads]
    case .souffle: ["souffle", "-F", "facts", "-j", threads, "program.dl"]
    case .souffleCompiled: ["./program-compiled", "-F", "facts", "-j", threads]
    case .clingo: ["python3", "run_clingo.py"]
    case .swipl: ["swipl", "--stack-limit=8g", "--table-space=8g", "-g", "main", "-t", "halt", "program.pl"]
    }
  }
}

/// What holds for all runs.
struct Setting {
  /// The program's path.
  var gremium: String
  /// For engines that can use several.
  var threads: Int
  var runs: Int
  var timeoutSeconds: Double
}
