// What proofs cost: `benchmarks prove` evaluates a workload in this process, and asks why tuples are there.

import ArgumentParser
import Datalog
import Foundation

struct ProveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prove",
    abstract: "Measures proofs: the first of each relation, which makes indexes, and those that follow.",
    discussion: "Evaluates with one thread, in this process; the facts are not read from files.")

  @Argument(help: "The workloads; see `generate`.")
  var workloads: [Workload] = [.governance(entities: 1_000_000), .closure(nodes: 1_000, arcs: 10_000)]

  @Option(help: "How many tuples of each relation are asked about.")
  var proofs = 1000

  @Option(help: "The same seed gives the same facts.")
  var seed: UInt64 = 1

  func validate() throws {
    guard proofs > 0 else { throw ValidationError("`--proofs` must be positive") }
  }

  func run() throws {
    print("| workload | relation | tuples | conclusions | first | median | most |")
    print("|---|---|--:|--:|--:|--:|--:|")
    for workload in workloads { try prove(workload) }
  }

  private func prove(_ workload: Workload) throws {
    let name = workload.defaultValueDescription
    let source = ProgramSource(path: "program.dl", content: try workload.programText())
    guard let program = Program.checked([source]).program else { throw ValidationError("\(name): no program") }
    var sink = FactSetSink()
    try workload.generate(into: &sink, seed: seed)
    let facts = sink.facts
    let clock = ContinuousClock()
    let start = clock.now
    guard let evaluation = program.evaluate(facts).evaluation else { throw ValidationError("\(name): no result") }
    let duration = clock.now - start
    var explainer = Explainer(evaluation)
    let derived = program.directives.filter { $0.kind == .printsize }.map(\.relation).filter {
      evaluation.count(of: $0) > 0
    }
    for relation in derived {
      var times: [Duration] = []
      var conclusions = 0
      for tuple in evenly(evaluation.tuples(of: relation)) {
        let start = clock.now
        guard let proof = explainer.proof(of: Tuple(relation, tuple)) else {
          throw ValidationError("\(name): \(relation)\(tuple) has no proof")
        }
        times.append(clock.now - start)
        conclusions += proof.conclusions.count
      }
      let following = times.dropFirst().sorted()
      let cells = [
        name, relation, String(evaluation.count(of: relation)), String(conclusions / times.count),
        String(format: "%.1f ms", milliseconds(times[0])),
        following.isEmpty ? "" : String(format: "%.0f µs", milliseconds(following[following.count / 2]) * 1000),
        following.last.map { String(format: "%.0f µs", milliseconds($0) * 1000) } ?? "",
      ]
      print("| " + cells.joined(separator: " | ") + " |")
    }
    let seconds = String(format: "%.3f", milliseconds(duration) / 1000)
    FileHandle.standardError.write(Data("\(name): evaluated in \(seconds) s\n".utf8))
  }

  /// As many tuples as are wanted, from the first to the last.
  private func evenly(_ tuples: [[Value]]) -> [[Value]] {
    let count = min(proofs, tuples.count)
    return (0..<count).map { tuples[$0 * tuples.count / count] }
  }
}

private func milliseconds(_ duration: Duration) -> Double {
  Double(duration.components.seconds) * 1000 + Double(duration.components.attoseconds) / 1e15
}

/// Facts in memory, for an evaluation in this process.
private struct FactSetSink: FactSink {
  private(set) var facts = FactSet()

  mutating func add(_ relation: String, _ cells: Cell...) {
    facts.insert(
      relation,
      cells.map { cell in
        switch cell {
        case .name(let letter, let number): .symbol("\(letter)\(number)")
        case .word(let word): .symbol(word)
        case .number(let number): .number(Int64(number))
        }
      })
  }
}
