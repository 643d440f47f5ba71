// Writing a scenario into files when the world does not cooperate: the old files stay whole.

import Foundation
import GovernanceIO
import GremiumKit
import SourceDiagnostics
import TestSupport
import Testing

@Suite("--apply replaces all files or none")
struct ApplyFileTests {
  private static let files = [
    "gremium.yaml": "name: Proef\nlanguage: nl\non: 2025-01-01\nrules: [ownership]\n",
    "bodies.yaml": "# gremia\nbodies:\n  a: {members: p}   # een\n  b: {}\n"
      + String(repeating: "# vol\n", count: 2000),
    "opgaven.yaml": "opgaven:\n  jeugd: {owner: a}\nparties: {p: {}}\n",
    "scenarios/s.yaml": "scenario: S\non: 2025-06-01\nsteps:\n  - abolish: a\n",
  ]

  private func content(_ folder: String) throws -> [String: String] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder)
    return try Dictionary(
      uniqueKeysWithValues: names.filter { $0.contains(".") }.map { name in
        (name, try String(contentsOf: URL(filePath: "\(folder)/\(name)"), encoding: .utf8))
      })
  }

  private func changes(in folder: String) throws -> [FileChange] {
    let session = try ProjectSession(.folder(folder), settings: Settings(relations: []))
    let workspace = try #require(session.workspace)
    let (texts, _) = session.scenarioTexts(named: ["s"])
    let after = try #require(workspace.whatIf(texts, order: .sideBySide).result?.workspaces.first)
    let changes = workspace.changes(to: after).changes
    try #require(changes.count == 2)
    return changes
  }

  @Test("--dry-run shows the patch, which `patch` can apply, and writes nothing")
  func dryRun() throws {
    try withProject(Self.files) { folder in
      let patched = try run(["what-if", ".", "s", "--apply", "--dry-run"], in: URL(filePath: folder))
      #expect(patched.status == 0)
      #expect(try content(folder) == Self.files)
      try patched.output.write(toFile: "\(folder)/p.diff", atomically: true, encoding: .utf8)
      let applied = try run(["what-if", ".", "s", "--apply", "--fail-on", "never"], in: URL(filePath: folder))
      #expect(applied.status == 0)
      #expect(applied.errors == "bijgewerkt: bodies.yaml\nbijgewerkt: opgaven.yaml\n")
      let written = try content(folder)
      #expect(
        written["bodies.yaml"]?.contains("  a: {members: {to: p, until: 2025-05-31}, until: 2025-05-31}   # een\n")
          == true)
      #expect(written["opgaven.yaml"]?.contains("owner: {to: a, until: 2025-05-31}") == true)
    }
  }

  /// How `--apply` ends where no file may grow beyond so many blocks of 512 bytes: what a full disk does, without one.
  private func statusOfApplying(in folder: String, blocks: Int) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = [
      "-c", "trap '' XFSZ; ulimit -f \(blocks); exec '\(program.path)' what-if . s --apply > /dev/null 2>&1",
    ]
    process.currentDirectoryURL = URL(filePath: folder)
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  @Test("on a full disk the old files stay whole, and nothing is left behind")
  func fullDisk() throws {
    try withProject(Self.files) { folder in
      let status = try statusOfApplying(in: folder, blocks: 8)
      #expect(status == 2)
      #expect(try content(folder) == Self.files)
    }
  }

  @Test("a file that changed since it was read is not replaced, nor is any other")
  func changedMeanwhile() throws {
    try withProject(Self.files) { folder in
      let changes = try changes(in: folder)
      var now = Self.files
      now["opgaven.yaml", default: ""] += "# net toegevoegd\n"
      try now["opgaven.yaml"]?.write(toFile: "\(folder)/opgaven.yaml", atomically: true, encoding: .utf8)
      #expect(replaceFiles(changes).map(\.code) == ["input/changed-meanwhile"])
      #expect(try content(folder) == now)
    }
  }

  @Test("a move that fails half-way undoes those before it")
  func halfWay() throws {
    try withProject(Self.files) { folder in
      let changes = try changes(in: folder)
      var now = Self.files
      // The name that the second file's old content would get is taken.
      let name = ".opgaven.yaml.\(getpid()).old"
      now[name] = "van een ander\n"
      try now[name]?.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
      #expect(replaceFiles(changes).map(\.code) == ["input/unwritable"])
      #expect(try content(folder) == now)
    }
  }

  /// A table of cells that cannot say when something ends, and a file that comes after the one that is made for it.
  private static let tables = [
    "gremium.yaml": "name: Proef\nlanguage: nl\non: 2025-01-01\nrules: [ownership]\n",
    "bodies.csv": "id;members\na;p|q\n",
    "parties.csv": "id;part-of\np;\nq;r\nr;\n",
    "scenarios/s.yaml": "on: 2025-06-01\nsteps:\n  - {withdraw: q, out-of: a}\n",
  ]

  @Test("a table that is not there is made, and nothing else is left")
  func newTable() throws {
    try withProject(Self.tables) { folder in
      let applied = try run(["what-if", ".", "s", "--apply", "--fail-on", "never"], in: URL(filePath: folder))
      #expect(applied.status == 0)
      #expect(applied.errors == "bijgewerkt: bodies.csv\ngemaakt: bodies.members.csv\n")
      var now = Self.tables
      now["bodies.csv"] = "id;members\na;p\n"
      now["bodies.members.csv"] = "id;to;until\na;q;2025-05-31\n"
      #expect(try content(folder) == now)
      let workspace = try #require(try ProjectSession(.folder(folder), settings: Settings(relations: [])).workspace)
      #expect(workspace.model.edges.map(\.id).count == 3)
    }
  }

  @Test("what comes meanwhile where a table is to be made stays, and nothing is written")
  func newTableMeanwhile() throws {
    try withProject(Self.tables) { folder in
      let changes = try changes(in: folder)
      var now = Self.tables
      now["bodies.members.csv"] = "van een ander\n"
      try now["bodies.members.csv"]?.write(
        toFile: "\(folder)/bodies.members.csv", atomically: true, encoding: .utf8)
      #expect(replaceFiles(changes).map(\.code) == ["input/changed-meanwhile"])
      #expect(try content(folder) == now)
    }
  }

  @Test("where a later file cannot be replaced, the table that was made is gone again")
  func newTableUndone() throws {
    try withProject(Self.tables) { folder in
      let changes = try changes(in: folder)
      let made = try #require(changes.last)
      let replaced = try #require(changes.first)
      #expect(made.before == nil && made.path.hasSuffix("bodies.members.csv"))
      var now = Self.tables
      let name = ".bodies.csv.\(getpid()).old"
      now[name] = "van een ander\n"
      try now[name]?.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
      #expect(replaceFiles([made, replaced]).map(\.code) == ["input/unwritable"])
      #expect(try content(folder) == now)
    }
  }

  @Test("on a full disk no part of a new table is left behind")
  func newTableOnFullDisk() throws {
    try withProject(Self.tables) { folder in
      let status = try statusOfApplying(in: folder, blocks: 0)
      #expect(status == 2)
      #expect(try content(folder) == Self.tables)
    }
  }

  @Test("a link stays a link, and permissions stay what they are")
  func linksAndPermissions() throws {
    try withProject(Self.files) { folder in
      try FileManager.default.moveItem(atPath: "\(folder)/opgaven.yaml", toPath: "\(folder)/elders.txt")
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder)/opgaven.yaml", withDestinationPath: "\(folder)/elders.txt")
      chmod("\(folder)/elders.txt", 0o640)
      let changes = try changes(in: folder)
      #expect(replaceFiles(changes).isEmpty)
      let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder)/opgaven.yaml")
      #expect(attributes[.type] as? FileAttributeType == .typeSymbolicLink)
      let target = try FileManager.default.attributesOfItem(atPath: "\(folder)/elders.txt")
      #expect((target[.posixPermissions] as? NSNumber)?.intValue == 0o640)
      #expect(try String(contentsOfFile: "\(folder)/elders.txt", encoding: .utf8).contains("until: 2025-05-31"))
    }
  }

  @Test(
    "a file that may not be written stays as it is, and so do the others",
    .enabled(if: geteuid() != 0, "the superuser may write everything"))
  func readOnly() throws {
    try withProject(Self.files) { folder in
      chmod("\(folder)/opgaven.yaml", 0o444)
      let changes = try changes(in: folder)
      #expect(replaceFiles(changes).map(\.code) == ["input/unwritable"])
      #expect(try content(folder) == Self.files)
    }
  }
}
