// Files that no editor shows well: other encodings, odd bytes, no files at all, or far too much of something.

import Foundation
import TestSupport
import Testing

@Suite("Files that are broken or hostile end in an answer, never in a crash or a hang")
struct HostileFileTests {
  private static let header = Data("name: Proef\nlanguage: nl\non: 2025-01-01\n".utf8)

  /// A project whose only other file is as given.
  private func check(
    _ content: Data, as name: String = "bodies.yaml", says expected: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try withTemporaryFolder { folder in
      try Self.header.write(to: folder.appending(path: "gremium.yaml"))
      try content.write(to: folder.appending(path: name))
      try check(folder, says: expected, sourceLocation: sourceLocation)
    }
  }

  private func check(
    _ folder: URL, says expected: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let run = try run(["check", "."], in: folder)
    // The last line only counts the faults.
    let lines = run.errors.split(separator: "\n", omittingEmptySubsequences: false).dropLast(2)
    #expect(lines.joined(separator: "\n") == expected, sourceLocation: sourceLocation)
    #expect(run.status == 2, sourceLocation: sourceLocation)
    #expect(run.output.isEmpty, sourceLocation: sourceLocation)
  }

  private func text(_ text: String) -> Data { Data(text.utf8) }

  // MARK: Encodings and odd characters

  @Test("Latin-1 is pointed at, letter by letter")
  func latin1() throws {
    try check(
      text("bodies:\n  a: {name: Co") + Data([0xF6]) + text("rdinatie}\n"),
      says: """
        fout[input/not-utf8]: het bestand is geen UTF-8
          --> bodies.yaml:2:15
          |
        2 |   a: {name: Co\u{FFFD}rdinatie}
          |               ^
          = tip: sla het op met de codering UTF-8 (in Excel: "CSV UTF-8")

        """)
  }

  @Test("UTF-16 is pointed at where it starts")
  func utf16() throws {
    try check(
      Data([0xFF, 0xFE]) + Data("id;naam".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }),
      says: """
        fout[input/not-utf8]: het bestand is geen UTF-8
          --> bodies.yaml:1:1
          |
        1 | \u{FFFD}\u{FFFD}i\u{FFFD}d\u{FFFD};\u{FFFD}n\u{FFFD}a\u{FFFD}a\u{FFFD}m\u{FFFD}
          | ^
          = tip: sla het op met de codering UTF-8 (in Excel: "CSV UTF-8")

        """)
  }

  @Test(
    "a character that cannot be seen is pointed at",
    arguments: [
      ("bodies.yaml", "bodies:\n  a: {name: \u{0}}\n", "bodies.yaml:2:13", "2 |   a: {name: \u{FFFD}}"),
      ("bodies.yaml", "bodies:\r\n  \u{1B}a: {}\r\n", "bodies.yaml:2:3", "2 |   \u{FFFD}a: {}"),
      ("bodies.csv", "id;naam\na;A\u{7}\n", "bodies.csv:2:3", "2 | a;A\u{FFFD}"),
    ])
  func control(name: String, content: String, place: String, line: String) throws {
    let column = try #require(place.split(separator: ":").last.flatMap { Int($0) })
    try check(
      text(content), as: name,
      says: """
        fout[input/control-character]: hier staat een onzichtbaar teken dat er niet hoort
          --> \(place)
          |
        \(line)
          | \(String(repeating: " ", count: column - 1))^
          = tip: verwijder het, of typ de regel opnieuw

        """)
  }

  @Test("a mark at the start and Windows line ends are no fault, and do not move the places")
  func windows() throws {
    let mark = Data([0xEF, 0xBB, 0xBF])
    try withTemporaryFolder { folder in
      try (mark + text("name: Proef\r\nlanguage: nl\r\non: 2025-01-01\r\n"))
        .write(to: folder.appending(path: "gremium.yaml"))
      try (mark + text("bodies:\r\n  a:\r\n    name: A\r\n    knd: stuurgroep\r\n    name: B\r\n"))
        .write(to: folder.appending(path: "bodies.yaml"))
      try (mark + text("id;nmae\r\nb;B\r\n")).write(to: folder.appending(path: "parties.csv"))
      let rules = folder.appending(path: "rules/eigen")
      try FileManager.default.createDirectory(at: rules, withIntermediateDirectories: true)
      let page =
        "---\r\nseverity: eror\r\nnl: X\r\nen: X\r\nsource: Y\r\n---\r\n# Titel\r\n```datalog\r\n"
        + ".decl regel(o: Opgave)\r\nregel(o) :- opgave(o).\r\n```\r\n"
      try (mark + text(page)).write(to: rules.appending(path: "regel.md"))
      try check(
        folder,
        says: """
          fout[input/unknown-key]: onbekende sleutel `knd`
            --> bodies.yaml:4:5
            |
          4 |     knd: stuurgroep
            |     ^^^
            = tip: bedoelde u `kind`?

          fout[input/duplicate-key]: `name` staat er twee keer
            --> bodies.yaml:5:5
            |
          5 |     name: B
            |     ^^^^
            zie ook: hier staat de eerste
            --> bodies.yaml:3:5
            |
          3 |     name: A
            |     ^^^^
            = tip: voeg de twee samen of hernoem er een

          fout[input/unknown-key]: onbekende sleutel `nmae`
            --> parties.csv:1:4
            |
          1 | id;nmae
            |    ^^^^
            = tip: bedoelde u `name`?

          fout[rules/severity]: `eror` is geen ernst
            --> rules/eigen/regel.md:2:11
            |
          2 | severity: eror
            |           ^^^^
            = tip: schrijf error, warning of note

          """)
    }
  }

  // MARK: No files

  @Test("a link in a circle, a pipe and a device are not read")
  func noFiles() throws {
    try withTemporaryFolder { folder in
      try Self.header.write(to: folder.appending(path: "gremium.yaml"))
      let link = folder.appending(path: "kring.yaml").path
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "kring.yaml")
      try FileManager.default.createSymbolicLink(
        atPath: folder.appending(path: "nul.yaml").path, withDestinationPath: "/dev/zero")
      mkfifo(folder.appending(path: "pijp.yaml").path, 0o600)
      try check(
        folder,
        says: """
          fout[input/unreadable]: niet te lezen: een koppeling die naar zichzelf leidt
            --> kring.yaml
            = tip: controleer de naam en de rechten, of haal het uit de map

          fout[input/unreadable]: niet te lezen: geen gewoon bestand
            --> nul.yaml
            = tip: controleer de naam en de rechten, of haal het uit de map

          fout[input/unreadable]: niet te lezen: geen gewoon bestand
            --> pijp.yaml
            = tip: controleer de naam en de rechten, of haal het uit de map

          """)
    }
  }

  @Test("a file that may not be read", .enabled(if: geteuid() != 0, "the superuser may read everything"))
  func noPermission() throws {
    try withTemporaryFolder { folder in
      try Self.header.write(to: folder.appending(path: "gremium.yaml"))
      let file = folder.appending(path: "bodies.yaml")
      try text("bodies: {}\n").write(to: file)
      chmod(file.path, 0)
      try check(
        folder,
        says: """
          fout[input/unreadable]: niet te lezen: geen leesrecht
            --> bodies.yaml
            = tip: controleer de naam en de rechten, of haal het uit de map

          """)
    }
  }

  @Test("a pipe that is written to stays a pipe")
  func outputToPipe() throws {
    try withTemporaryFolder { folder in
      try Self.header.write(to: folder.appending(path: "gremium.yaml"))
      let pipe = folder.appending(path: "pijp").path
      mkfifo(pipe, 0o600)
      // Open for both, so that nobody waits.
      let reader = open(pipe, O_RDWR | O_NONBLOCK)
      defer { close(reader) }
      let run = try run(["check", ".", "-o", "pijp"], in: folder)
      #expect(run.status == 0)
      var information = stat()
      #expect(stat(pipe, &information) == 0)
      #expect(information.st_mode & S_IFMT == S_IFIFO)
    }
  }

  // MARK: Far too much

  @Test("a line of 100 MB is not read at all")
  func longLine() throws {
    try withTemporaryFolder { folder in
      try Self.header.write(to: folder.appending(path: "gremium.yaml"))
      let file = folder.appending(path: "bodies.yaml")
      try text("bodies: {a: {name: ").write(to: file)
      // A hole in the file: large, and written in no time.
      let handle = try FileHandle(forWritingTo: file)
      try handle.truncate(atOffset: 100_000_000)
      try handle.close()
      // A link to it is as large.
      try FileManager.default.createSymbolicLink(
        atPath: folder.appending(path: "parties.yaml").path, withDestinationPath: "bodies.yaml")
      try check(
        folder,
        says: """
          fout[input/file-too-large]: het bestand is 100 MB; meer dan 20 MB wordt niet gelezen
            --> bodies.yaml
            = tip: splits het bestand, of verhoog de grens met --max-file-size

          fout[input/file-too-large]: het bestand is 100 MB; meer dan 20 MB wordt niet gelezen
            --> parties.yaml
            = tip: splits het bestand, of verhoog de grens met --max-file-size

          """)
    }
  }

  @Test("in a line of a million characters the place is shown, not the line")
  func longLineWithFault() throws {
    let name = String(repeating: "x", count: 1_000_000)
    try withTemporaryFolder { folder in
      try Self.header.write(to: folder.appending(path: "gremium.yaml"))
      try text("bodies: {a: {name: \(name), knd: stuurgroep}}\n").write(to: folder.appending(path: "bodies.yaml"))
      let run = try run(["check", "."], in: folder)
      #expect(run.status == 2)
      #expect(run.errors.contains("bodies.yaml:1:1000022"))
      #expect(run.errors.contains("bedoelde u `kind`?"))
      #expect(run.errors.utf8.count < 1_000)
    }
  }

  @Test(
    "nesting ends before the memory does",
    arguments: [
      String(repeating: "[", count: 100_000), String(repeating: "{", count: 100_000),
      String(repeating: "{a: ", count: 100_000), String(repeating: "- ", count: 100_000),
      String(repeating: "? ", count: 100_000), String(repeating: "[", count: 500) + String(repeating: "]", count: 500),
      (0..<3_000).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
      (0..<300).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
      String(repeating: "a: &a ", count: 1) + String(repeating: "[", count: 90) + String(repeating: "]", count: 90)
        + "\nb: " + String(repeating: "[", count: 90) + "*a" + String(repeating: "]", count: 90),
    ])
  func nesting(content: String) throws {
    try withTemporaryFolder { folder in
      try Self.header.write(to: folder.appending(path: "gremium.yaml"))
      try text(content).write(to: folder.appending(path: "bodies.yaml"))
      let run = try run(["check", "."], in: folder)
      #expect(run.status == 2)
      let codes = ["fout[input/too-deep]", "fout[input/yaml]: dit is te diep genest", "fout[input/aliases]"]
      #expect(codes.contains { run.errors.contains($0) }, "\(run.errors.prefix(200))")
      #expect(run.errors.utf8.count < 2_000)
    }
  }

  @Test(
    "aliases that expand without end are counted",
    arguments: [
      "x: *l9", "? *l9\n: x", "x: {*l9}", "x: {[*l9]}", "x: [*l9, {*l9: *l9}]", "x: {*l9 : y}", "x: {?\n  *l9\n  : y}",
    ])
  func aliases(end: String) throws {
    var content = "l0: &l0 [a, a, a, a, a, a, a, a, a, a]\n"
    for level in 1...9 {
      content += "l\(level): &l\(level) [\(Array(repeating: "*l\(level - 1)", count: 10).joined(separator: ", "))]\n"
    }
    try withTemporaryFolder { folder in
      try Self.header.write(to: folder.appending(path: "gremium.yaml"))
      try text(content + end + "\n").write(to: folder.appending(path: "bodies.yaml"))
      let run = try run(["check", "."], in: folder)
      #expect(run.status == 2)
      #expect(run.errors.contains("de aliassen in dit bestand vouwen uit tot te veel tekst"))
      #expect(run.errors.utf8.count < 4_000)
    }
  }

  @Test("a thousand unknown ids are all told, and quickly")
  func unknownIds() throws {
    let members = (0..<1_000).map { "gemeente-\($0)" }.joined(separator: ", ")
    let parties = (0..<1_000).map { "  partij-\($0): {}\n" }.joined()
    try withTemporaryFolder { folder in
      try Self.header.write(to: folder.appending(path: "gremium.yaml"))
      try text("bodies:\n  a: {members: [\(members)]}\nparties:\n\(parties)")
        .write(to: folder.appending(path: "bodies.yaml"))
      let run = try run(["check", "."], in: folder)
      #expect(run.status == 2)
      #expect(run.errors.hasSuffix("\n1000 fouten in de invoer; niets is uitgevoerd\n"))
    }
  }

  @Test("of a flood of unknown ids so many are shown as were asked for, and the others are counted")
  func manyUnknownIds() throws {
    let members = (0..<1_500).map { "gemeente-\($0)" }.joined(separator: ", ")
    try withTemporaryFolder { folder in
      try Self.header.write(to: folder.appending(path: "gremium.yaml"))
      try text("bodies:\n  a: {members: [\(members)]}\n").write(to: folder.appending(path: "bodies.yaml"))
      for (options, shown) in [([], 1_000), (["--limit", "errors=2"], 2), (["--limit", "errors=1500"], 1_500)] {
        let run = try run(["check", "."] + options, in: folder)
        #expect(run.status == 2)
        #expect(run.errors.split(separator: "fout[input/unknown-id]").count == shown)
        let count = "\n1500 fouten in de invoer; niets is uitgevoerd\n"
        let rest = shown < 1_500 ? "niet getoond: \(1_500 - shown); `--limit errors=1500` toont alles\n" : ""
        #expect(run.errors.hasSuffix(count + rest))
      }
      #expect(try run(["check", ".", "--limit", "errors=0"], in: folder).status == 64)
    }
  }
}
