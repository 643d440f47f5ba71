// Programs in files: the text, and the texts that it includes.
//
// This module knows Datalog, and the files that Soufflé reads and writes. It must not know governance.

import Datalog
import SourceDiagnostics
import TupleStore

#if canImport(Glibc)
  import Glibc
#endif

/// A program that was read from a file, with what is wrong with it.
package struct ProgramReading: Sendable {
  /// The checked program; nil if there is any error.
  package let program: Program?
  /// All errors and warnings, in reading order.
  package let diagnostics: [Diagnostic]
  /// The texts that were read, for showing where the faults are.
  package let texts: [SourceText]
}

/// Reads and checks a program file; what it includes is looked for beside the file that includes it.
///
/// - Complexity: O(size of the texts) for reading; see `Program.checked`.
package func readProgram(at path: String) -> ProgramReading {
  var texts: [SourceText] = []
  var faults: [Diagnostic] = []
  func source(at path: String) -> ProgramSource? {
    switch Result(catching: { () throws(FileFailure) in try OpenFile(at: path).content() }) {
    case .success(let bytes):
      let content = String(decoding: bytes, as: UTF8.self)
      if !texts.contains(where: { $0.path == path }) { texts.append(SourceText(path: path, content: content)) }
      return ProgramSource(path: path, content: content)
    case .failure(let failure):
      // What does not exist is told where it is asked for.
      if failure.code != ENOENT { faults.append(FileFault.unreadable(failure.reason).diagnostic(at: path)) }
      return nil
    }
  }
  guard let main = source(at: path) else {
    if faults.isEmpty { faults.append(FileFault.unreadable(FileFailure(code: ENOENT).reason).diagnostic(at: path)) }
    return ProgramReading(program: nil, diagnostics: faults, texts: texts)
  }
  let (program, diagnostics) = Program.checked([main]) { included, place in
    source(at: included.hasPrefix("/") ? included : folder(of: place.path) + included)
  }
  let all = (faults + diagnostics).inReadingOrder
  return ProgramReading(program: all.containErrors ? nil : program, diagnostics: all, texts: texts)
}

/// The path up to and including the last slash.
private func folder(of path: String) -> String { path.lastIndex(of: "/").map { String(path[...$0]) } ?? "" }

/// How many cores this process may use.
package var availableCores: Int { processorCount }
