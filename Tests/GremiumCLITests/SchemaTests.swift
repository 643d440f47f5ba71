// The JSON Schema that editors use, in the opinion of an independent validator.

import Foundation
import GovernanceIO
import GremiumKit
import TestSupport
import Testing

@Suite("Editors that know the schema accept what Gremium accepts")
struct SchemaTests {
  /// What the validator says of texts: nothing, or a line for each fault.
  private func validate(_ texts: [(name: String, content: String)]) throws -> [String] {
    try withTemporaryFolder { folder in
      let vocabulary = try #require(shippedVocabulary().vocabulary)
      let schema = folder.appending(path: "schema.json")
      try Data(jsonSchema(of: vocabulary).utf8).write(to: schema)
      let files = try texts.map { text in
        let file = folder.appending(path: text.name)
        try Data(text.content.utf8).write(to: file)
        return file.path
      }
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/python3")
      let script = repositoryRoot.appending(path: "Tests/GremiumCLITests/validate.py").path
      process.arguments = ["-B", script, schema.path] + files
      let output = folder.appending(path: "out")
      try Data().write(to: output)
      process.standardOutput = try FileHandle(forWritingTo: output)
      try process.run()
      process.waitUntilExit()
      let said = String(decoding: try Data(contentsOf: output), as: UTF8.self)
      try #require(
        process.terminationStatus != 3,
        "\(said)this test needs: apt-get install python3-jsonschema python3-yaml")
      #expect(process.terminationStatus == (said.isEmpty ? 0 : 1))
      return said.split(separator: "\n").map(String.init)
    }
  }

  @Test("the files of the examples")
  func examples() throws {
    let folder = repositoryRoot.appending(path: "examples")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
      .filter { $0.hasSuffix(".yaml") && $0.split(separator: "/").count == 2 }
    #expect(paths.count >= 8)
    let texts = try paths.map { path in
      (path.replacing("/", with: "-"), try String(contentsOf: folder.appending(path: path), encoding: .utf8))
    }
    #expect(try validate(texts).isEmpty)
  }

  /// What both the schema and the reader must accept.
  private let accepted = """
    naam: Proef
    taal: nl
    on: 2025-01-01
    regels: ownership
    ernst: {ownership/opgave-without-owner: waarschuwing, ownership/opgave-with-two-owners: off}
    sources: {brief: Brief, nota: {titel: Nota, datum: 2024-05, vindplaats: archief}}
    gremia:
      a:
        soort: steering-group
        name: 2024
        from: 2024
        t/m: 2025-06-30
        fase: gepland
        zekerheid: afgeleid
        bron: [brief, {document: nota, regel: 3, citaat: "nee"}]
        zetels: {waarde: 9, bron: brief}
        top: ja
        gekozen: false
        advisory: unknown
        niveau: regional
        grondslag: [art. 1, {waarde: art. 2}]
        leden: [p, {naar: p, rol: lid, vanaf: 2024-02}]
        chair: {to: unknown, certainty: assumed}
        rapporteert-aan: onbekend
      b:
      c: {}
    parties: {p: {kind: gemeente}}
    mandaten: {m: {plafond: "€ 2,9 mln"}, n: {plafond: 25000}, k: {plafond: {value: "€ 25.000,50"}}}
    opgaven: {o: {uiterlijk: 2024-03}, q: {deadline: 2024}, r: {deadline: unknown}}
    plans:

    """

  @Test("every form of every value, in either language")
  func forms() throws {
    #expect(try validate([("a.yaml", accepted)]) == [])
    try withTemporaryFolder { folder in
      try Data(accepted.utf8).write(to: folder.appending(path: "gremium.yaml"))
      let run = try run(["dump", ".", "model"], in: folder)
      #expect(run.errors.isEmpty)
      #expect(run.status == 0)
    }
  }

  @Test(
    "what is misspelt or of the wrong kind, by the schema and by the reader alike",
    arguments: [
      ("bodys: {}", "Additional properties are not allowed ('bodys' was unexpected)"),
      ("bodies: {a: {nmae: A}}", "Additional properties are not allowed ('nmae' was unexpected)"),
      ("bodies: {a: {kind: stuurgrop}}", "'stuurgrop' is not one of"),
      ("bodies: {a: {stage: later}}", "'later' is not one of"),
      ("bodies: {a: {tier: regionaa}}", "'regionaa'"),
      ("bodies: {A: {}}", "'A' does not match"),
      ("bodies: [a]", "['a'] is not of type"),
      ("bodies: {a: b}", "'b' is not of type"),
      ("bodies: {a: {seats: veel}}", "'veel'"),
      ("bodies: {a: {top: misschien}}", "'misschien'"),
      ("bodies: {a: {from: eind 2024}}", "'eind 2024'"),
      ("bodies: {a: {name: [A]}}", "['A'] is not of type"),
      ("bodies: {a: {chair: {rol: x}}}", "{'rol': 'x'}"),
      ("bodies: {a: {seats: {value: 9, from: 2024}}}", "{'value': 9, 'from': 2024}"),
      ("bodies: {a: {source: {dokument: x}}}", "{'dokument': 'x'}"),
      ("bodies: {a: {owner: x}}", "Additional properties are not allowed ('owner' was unexpected)"),
      ("severity: {x/y: streng}", "'streng' is not one of"),
      ("on: morgen", "'morgen'"),
      ("language: de", "'de' is not one of"),
    ])
  func refused(line: String, reason: String) throws {
    let text = "name: Proef\n\(line)\n"
    let faults = try validate([("a.yaml", text)])
    #expect(faults.count == 1)
    #expect(faults.first?.contains(reason) == true, "\(faults)")
    try withTemporaryFolder { folder in
      try Data(text.utf8).write(to: folder.appending(path: "gremium.yaml"))
      let run = try run(["check", "."], in: folder)
      #expect(run.status == 2)
    }
  }
}
