// The JSON Schema that editors use, in the opinion of an independent validator.

import Foundation
import GovernanceIO
import GremiumKit
import TestSupport
import Testing

@Suite("Editors that know the schema accept what Gremium accepts")
struct SchemaTests {
  /// What the validator says of texts: nothing, or a line for each fault.
  private func validate(
    _ texts: [(name: String, content: String)], as subject: SchemaSubject = .model
  ) throws -> [String] {
    try withTemporaryFolder { folder in
      let vocabulary = try #require(shippedVocabulary().vocabulary)
      let schema = folder.appending(path: "schema.json")
      try Data(jsonSchema(of: vocabulary, for: subject).utf8).write(to: schema)
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

  @Test("the scenarios of the examples")
  func exampleScenarios() throws {
    let folder = repositoryRoot.appending(path: "examples")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
      .filter { $0.contains("/scenarios/") && $0.hasSuffix(".yaml") }
    #expect(paths.count >= 6)
    let texts = try paths.map { path in
      (path.replacing("/", with: "-"), try String(contentsOf: folder.appending(path: path), encoding: .utf8))
    }
    #expect(try validate(texts, as: .scenario).isEmpty)
  }

  @Test("every step, in either language, by the schema and by the reader alike")
  func steps() throws {
    let scenario = """
      scenario: Alles
      peildatum: 2025-06-01
      stappen:
        - {hef-op: oud, opvolger: b}
        - abolish: [ouder]
        - add: {bodies: {nieuw: {members: {to: p, role: lid}}}, partijen: {q: }}
        - {voeg-toe: b, met: {leden: [q]}}
        - verleen: {id: m2, mandaatgever: b, gemandateerde: c}
        - {merge: [c, d], into: {id: cd, naam: CD}}
        - {voeg-samen: [e, f], tot: e}
        - {move: e, to: b}
        - {verwijder: e, vanuit: b, als: [rapporteert-aan]}
        - {replace: p, by: q, in: [b], as: members}
        - trek-in: m
        - {set: b, with: {name: B, top: yes}}
        - {splits: g, tot: [{id: g1, krijgt: o}, {id: g2, takes: [o2], name: G}]}
        - {transfer: o3, to: cd}
        - {withdraw: p, out-of: [h], as: [leden]}

      """
    #expect(try validate([("s.yaml", scenario)], as: .scenario) == [])
    try withTemporaryFolder { folder in
      let model = """
        name: Proef
        on: 2025-01-01
        rules: ownership
        bodies: {oud: , ouder: , b: {members: p}, c: , d: , e: , f: , g: {members: p}, h: {members: p}}
        parties: {p: }
        opgaven: {o: {owner: g}, o2: {owner: g}, o3: {owner: h}}
        mandates: {m: {grantor: b, grantee: h}}

        """
      let run = try whatIf(scenario, in: model, at: folder)
      #expect(run.errors == "")
      #expect(run.status == 0)
    }
  }

  /// What the reader says of a scenario.
  private func whatIf(_ scenario: String, in model: String, at folder: URL) throws -> Run {
    let scenarios = folder.appending(path: "scenarios")
    try FileManager.default.createDirectory(at: scenarios, withIntermediateDirectories: true)
    try Data(model.utf8).write(to: folder.appending(path: "gremium.yaml"))
    try Data(scenario.utf8).write(to: scenarios.appending(path: "s.yaml"))
    return try run(["what-if", ".", "s", "--fail-on", "never"], in: folder)
  }

  @Test(
    "what is wrong in a scenario, by the schema and by the reader alike",
    arguments: [
      "steps: [{abolsh: a}]",
      "steps: [{abolish: a, opvolgr: b}]",
      "steps: [{merge: [a, b]}]",
      "steps: [{merge: [a, b], into: {name: Nieuw}}]",
      "steps: [{split: a, into: [{id: c, leeden: b}]}]",
      "steps: [{set: a, with: {nmae: A}}]",
      "steps: [{add: {bodys: {c: {}}}}]",
      "steps: [{withdraw: b, out-of: a, as: fietsen}]",
      "steps: [{grant: {id: m, kind: mandat}}]",
      "steps: abolish",
      "stapen: []",
      "on: 2025-06\nsteps: [{abolish: a}]",
      "scenario: Zonder stappen",
    ])
  func refusedScenarios(text: String) throws {
    #expect(try !validate([("s.yaml", text + "\n")], as: .scenario).isEmpty)
    try withTemporaryFolder { folder in
      let model = "name: Proef\non: 2025-01-01\nrules: ownership\nbodies: {a: {members: b}, b: {}}\n"
      let refused = try whatIf(text + "\n", in: model, at: folder)
      #expect(refused.status == 2)
      #expect(refused.errors.contains("scenarios/s.yaml"), "\(refused.errors)")
    }
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
