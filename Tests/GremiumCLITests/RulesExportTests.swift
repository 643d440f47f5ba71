// Rules and facts that are exported, run by the engine as a command of its own.

import Foundation
import TestSupport
import Testing

@Suite("gremium rules export")
struct RulesExportTests {
  @Test("what is exported runs in the engine alone, and finds what the check finds")
  func runsInTheEngine() throws {
    try withTemporaryFolder { folder in
      try Data("name: Proef\nlanguage: nl\non: 2025-01-01\n".utf8).write(to: folder.appending(path: "gremium.yaml"))
      try Data("bodies: {werkgroep: {kind: werkgroep}}\nopgaven: {acute-zorg: {name: Acute zorg}}\n".utf8)
        .write(to: folder.appending(path: "model.yaml"))
      // The folder is made, and the folder that it lies in.
      let export = try run(["rules", "export", ".", "--to", "souffle", "-o", "uit/souffle"], in: folder)
      #expect(export.status == 0 && export.output.isEmpty && export.errors.isEmpty)
      let engine = try run(
        ["datalog", "uit/souffle/program.dl", "-F", "uit/souffle/facts", "-D", "uit"], in: folder)
      #expect(engine.status == 0 && engine.errors.isEmpty, "\(engine.errors)")
      func found(_ relation: String) throws -> String {
        try String(contentsOf: folder.appending(path: "uit/\(relation).csv"), encoding: .utf8)
      }
      #expect(try found("opgave_without_owner") == "\"acute-zorg\"\n")
      #expect(try found("body_reports_to_nobody") == "\"werkgroep\"\n")
      #expect(try found("reporting_cycle").isEmpty)
      // Once more into the same folder gives the same files.
      let before = try Data(contentsOf: folder.appending(path: "uit/souffle/program.dl"))
      #expect(try run(["rules", "export", ".", "-o", "uit/souffle/"], in: folder).status == 0)
      #expect(try Data(contentsOf: folder.appending(path: "uit/souffle/program.dl")) == before)
    }
  }
}
