// The property: reading and checking any bytes ends with a program or with errors, a program printed is a program again,
// and evaluating it within small limits ends.

import Datalog
import Glibc

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

@main
struct Main {
  static func main() {
    var count = CommandLine.argc
    var arguments = CommandLine.unsafeArgv
    exit(runDriver(&count, &arguments, testOneInput))
  }
}

/// What libFuzzer calls for each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  // SAFETY: libFuzzer gives `count` readable bytes, which are copied here and not kept.
  let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  let source = ProgramSource(path: "input.dl", content: text)
  // A program may include itself, once.
  let (program, diagnostics) = Program.checked([source]) { path, _ in
    path == "input.dl" ? source : ProgramSource(path: path, content: ".decl included(x: number)\n")
  }
  guard let program else {
    precondition(!diagnostics.isEmpty, "no program, and no reason why")
    return 0
  }
  let printed = Program.checked([ProgramSource(path: "printed.dl", content: program.description)])
  precondition(printed.program?.description == program.description, "what was printed is not the same program")
  _ = program.planDescription
  _ = program.evaluate(FactSet(), limits: EvaluationLimits(maximumTuples: 500, maximumIterations: 20))
  return 0
}
