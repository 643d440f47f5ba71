// The rule engine alone: a program in a file, its facts in a folder, its relations to another.

import Datalog
import DatalogFiles
import SourceDiagnostics

/// A program that was read from a file, narrowed to what its directives ask for.
package struct DatalogProgram: Sendable {
  private let program: Program
  private let goals: [String]?
  /// For excerpts.
  package let texts: [SourceText]

  /// A result and the file it is for; nil for standard output.
  package typealias Result = (bytes: [UInt8], path: String?)

  /// Reads a program with what it includes.
  ///
  /// - Returns: nil with diagnostics where it has a fault.
  /// - Complexity: O(size of the texts)
  package static func read(
    at path: String
  ) -> (program: DatalogProgram?, texts: [SourceText], diagnostics: [Diagnostic]) {
    let reading = readProgram(at: path)
    let program = reading.program.map { whole in
      let goals = DatalogFiles.goals(of: whole)
      return DatalogProgram(
        program: goals.map { whole.answering($0.map { Question($0) }) } ?? whole, goals: goals, texts: reading.texts)
    }
    return (program, reading.texts, reading.diagnostics)
  }

  /// How the rules are computed, as text.
  package var planDescription: String { program.planDescription }

  /// The files that running the program would write.
  ///
  /// - Parameter folder: nil for standard output.
  package func outputPaths(in folder: String?) -> (paths: [String], diagnostics: [Diagnostic]) {
    outputs(of: program, to: Self.place(folder))
  }

  private static func place(_ folder: String?) -> OutputPlace { folder.map { .folder($0) } ?? .standardOutput }

  /// Computes what the program outputs. Nothing is written.
  ///
  /// - Parameters:
  ///   - factFolder: where the facts are.
  ///   - outputFolder: where the results are to go; nil for standard output.
  ///   - faults: what is wrong already; facts are read all the same, so that everything is told at once.
  ///   - threads: how many cores may be used.
  /// - Returns: the results with what each rule cost, nil with diagnostics where something is wrong.
  /// - Complexity: O(facts + what the rules derive)
  package func run(
    factsFrom factFolder: String, outputTo outputFolder: String?, refusing faults: [Diagnostic], threads: Int,
    limits: EvaluationLimits
  ) -> (output: (results: [Result], profile: String)?, diagnostics: [Diagnostic]) {
    let (evaluation, diagnostics) = evaluated(factFolder, faults, threads, limits)
    guard let evaluation else { return (nil, diagnostics) }
    let results = written(evaluation, of: program, to: Self.place(outputFolder)).map { ($0.bytes, $0.path) }
    return ((results, evaluation.profileDescription), diagnostics)
  }

  /// Tries changes of the facts: what each would change in what the program outputs, starting from the facts as they are.
  ///
  /// - Parameter path: the file with the changes. The others as in `run`.
  /// - Returns: the changes as text, and for each its number, how many tuples came and went, and microseconds.
  /// - Complexity: that of `run`, and for each change what it touches
  package func tryEdits(
    at path: String, factsFrom factFolder: String, refusing faults: [Diagnostic], threads: Int, limits: EvaluationLimits
  ) -> (output: (changes: String, times: String)?, diagnostics: [Diagnostic]) {
    let (edits, unreadable) = readEdits(of: program, at: path)
    var (evaluation, diagnostics) = evaluated(factFolder, faults + unreadable, threads, limits)
    guard let evaluation else { return (nil, diagnostics) }
    let shown = goals ?? program.declarations.map(\.name)
    let clock = ContinuousClock()
    var (changes, times) = ("", "")
    for (number, edit) in edits.enumerated() {
      let start = clock.now
      let (update, problems) = evaluation.updated(by: edit, limits: limits)
      let duration = (clock.now - start).wholeMicroseconds
      diagnostics += problems
      guard let update else { return (nil, diagnostics) }
      let (added, removed) = update.change.counts
      if number > 0 { changes += "\n" }
      changes += text(of: update.change, in: shown)
      times += "\(number + 1)\t\(added)\t\(removed)\t\(duration)\n"
    }
    return ((changes, times), diagnostics)
  }

  private func evaluated(
    _ factFolder: String, _ faults: [Diagnostic], _ threads: Int, _ limits: EvaluationLimits
  ) -> (evaluation: Evaluation?, diagnostics: [Diagnostic]) {
    var (read, unreadable) = readFacts(of: program, from: factFolder, threads: threads)
    let told = (faults + unreadable).inReadingOrder
    // Taken out, for only facts with one owner are not copied.
    guard let facts = read.take(), faults.isEmpty else { return (nil, told) }
    let (evaluation, problems) = program.evaluate(consume facts, goals: goals, limits: limits, threads: threads)
    return (evaluation, told + problems)
  }
}

/// How many cores there are.
package var coreCount: Int { availableCores }

extension Duration {
  /// In microseconds, what is left over not counted.
  package var wholeMicroseconds: Int64 { components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000 }
}
