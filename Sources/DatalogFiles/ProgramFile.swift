// Programs in files: the text, and the texts that it includes.
//
// This module knows Datalog, and the files that Soufflé reads and writes. It must not know governance.

import Datalog
import SourceDiagnostics
import TupleStore

/// What came of reading a program.
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
    do throws(SystemError) {
      let content = String(decoding: try OpenFile(at: path).allBytes(), as: UTF8.self)
      if !texts.contains(where: { $0.path == path }) { texts.append(SourceText(path: path, content: content)) }
      return ProgramSource(path: path, content: content)
    } catch {
      // What does not exist is told where it is asked for.
      if error != .missing { faults.append(FileFault.unreadable(error.reason).diagnostic(at: path)) }
      return nil
    }
  }
  guard let main = source(at: path) else {
    if faults.isEmpty { faults.append(FileFault.unreadable(SystemError.missing.reason).diagnostic(at: path)) }
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
