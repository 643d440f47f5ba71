// The article "How a rule becomes a loop" says what the code does: every block in it is what the code gives.

import Foundation
import SourceDiagnostics
import Testing

@testable import Datalog

@Suite("The article on how a rule becomes a loop is true")
struct ArticleTests {
  private let article: Article
  private let program: Program
  /// The clause that is followed, and its line.
  private let clause = "accountable(o, c) :- accountable(o, b), !elected(b), reports_to(b, c)."
  private let line = 21

  init() throws {
    article = try Article()
    program = try #require(Self.checked(article.program).program)
  }

  private static func checked(_ text: String) -> (program: Program?, diagnostics: [Diagnostic]) {
    Program.checked([ProgramSource(path: "accountable.dl", content: text)])
  }

  @Test("the clause stands in the line that is named")
  func place() {
    let lines = article.program.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[line - 1] == clause)
  }

  @Test("these are its tokens")
  func tokens() throws {
    let literal = try #require(clause.range(of: "!elected(b)"))
    let first = clause.distance(from: clause.startIndex, to: literal.lowerBound) + 1
    let last = clause.distance(from: clause.startIndex, to: literal.upperBound)
    let bytes = Array(article.program.utf8)
    let tokens = Lexer.tokens(of: ProgramSource(path: "accountable.dl", content: article.program), bytes: bytes).tokens
    let described = tokens.filter { $0.line == line && (first...last).contains($0.column) }.map { token in
      "\(token.line):\(token.column) \(token.kind) \(String(decoding: bytes[token.bytes], as: UTF8.self))\n"
    }
    #expect(article.blocks("tokens") == [described.joined()])
  }

  @Test("this is its syntax tree")
  func tree() {
    let trees = program.items.compactMap { item -> String? in
      guard case .clause(let clause) = item, clause.place.line == line, let body = clause.body else { return nil }
      let heads = clause.heads.map { "  \($0.programText)\n" }.joined()
      return "head\n\(heads)body\n\(outline(body, indent: "  "))"
    }
    #expect(article.blocks("tree") == trees)
  }

  private func outline(_ body: BodySyntax, indent: String) -> String {
    switch body {
    case .and(let parts): "\(indent)all of\n" + parts.map { outline($0, indent: indent + "  ") }.joined()
    case .or(let parts): "\(indent)one of\n" + parts.map { outline($0, indent: indent + "  ") }.joined()
    case .not(let part): "\(indent)not\n" + outline(part, indent: indent + "  ")
    case .literal(let literal): "\(indent)\(literal.programText)\n"
    }
  }

  @Test("what is refused is refused in these words")
  func refusals() {
    let refusals = article.blocks("refused")
    #expect(refusals.count == 3)
    for refusal in refusals {
      let written = String(refusal.prefix { $0 != "\n" })
      let (program, diagnostics) = Self.checked(article.program.replacing(clause, with: written))
      #expect(program == nil && refusal == "\(written)\n\(lines(diagnostics))\n")
    }
  }

  @Test("this is the plan")
  func plan() {
    #expect(article.blocks("plan") == [program.planDescription])
  }

  @Test("this is the plan for a question")
  func question() {
    let question = Question("accountable", [.symbol("preventie")])
    #expect(article.blocks("narrowed") == [program.answering([question]).planDescription])
  }

  @Test("each round finds these tuples, and the engine needs as many rounds")
  func rounds() throws {
    var known = FactSet()
    var described = ""
    var round = 0
    var found: [[Value]] = []
    repeat {
      round += 1
      found = try oneRound(known)
      described += "round \(round)\n" + found.map { "  accountable(\(text($0)))\n" }.joined()
      for tuple in found { known.insert("known", tuple) }
    } while !found.isEmpty
    #expect(article.blocks("rounds") == [described + "  nothing new\n"])

    let productive = round - 1
    #expect(program.evaluate(FactSet(), limits: EvaluationLimits(maximumIterations: productive)).evaluation != nil)
    #expect(program.evaluate(FactSet(), limits: EvaluationLimits(maximumIterations: productive - 1)).evaluation == nil)
  }

  /// What the clauses of `accountable` find that is not known yet: in their heads the relation is another one than in
  /// their bodies.
  private func oneRound(_ known: FactSet) throws -> [[Value]] {
    let clauses = article.program.split(separator: "\n").filter { !$0.contains("council") }.map { line in
      let renamed = line.replacing("accountable(", with: "known(")
      return line.starts(with: "accountable(") ? "found(" + renamed.dropFirst("known(".count) : renamed
    }
    let text =
      clauses.joined(separator: "\n") + """

        .decl found(o: Opgave, b: Body)
        .decl new(o: Opgave, b: Body)
        new(o, b) :- found(o, b), !known(o, b).
        """
    let (program, diagnostics) = Self.checked(text)
    #expect(diagnostics.isEmpty, "\(lines(diagnostics))")
    let (evaluation, _) = try #require(program).evaluate(known)
    return try #require(evaluation).tuples(of: "new")
  }

  @Test("these are the tuples that are derived")
  func result() throws {
    let evaluation = try #require(program.evaluate(FactSet()).evaluation)
    let described = ["accountable", "without_council", "reaches_council"].flatMap { relation in
      evaluation.tuples(of: relation).map { "\(relation)(\(text($0)))\n" }
    }
    #expect(article.blocks("result") == [described.joined()])
  }

  private func text(_ tuple: [Value]) -> String { tuple.map(\.description).joined(separator: ", ") }

  @Test("this is what a fact that comes and goes changes")
  func changes() throws {
    let fact = [Value.symbol("jeugd"), Value.symbol("werkgroep")]
    let evaluation = try #require(program.evaluate(FactSet()).evaluation)
    var delta = Delta()
    delta.insert("owner", fact)
    let gained = try #require(evaluation.updated(by: delta).update)
    let lost = try #require(gained.evaluation.updated(by: delta.inverse).update)
    #expect(article.blocks("gained") == [text(gained.change)])
    #expect(article.blocks("lost") == [text(lost.change)])
  }

  private func text(_ change: EvaluationChange) -> String {
    change.relations.flatMap { relation in
      change.removed(from: relation).map { "- \(relation)(\(text($0)))\n" }
        + change.added(to: relation).map { "+ \(relation)(\(text($0)))\n" }
    }.joined()
  }

  @Test("the files that it names are there, and no block is left unread")
  func names() throws {
    let files = try Set(
      [Article.folder, Article.folder.appending(path: "../TupleStore")].flatMap { folder in
        try FileManager.default.subpathsOfDirectory(atPath: folder.path).map {
          URL(fileURLWithPath: $0).lastPathComponent
        }
      })
    for name in article.text.matches(of: /[A-Z][A-Za-z+]*\.swift/).map(\.output) {
      #expect(files.contains(String(name)), "\(name)")
    }
    let kinds = ["datalog", "tokens", "tree", "refused", "plan", "narrowed", "rounds", "result", "gained", "lost"]
    #expect(article.fences == kinds.reduce(0) { $0 + article.blocks($1).count })
  }
}

/// The article's text and its fenced blocks.
private struct Article {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Sources/Datalog")

  let text: String

  init() throws {
    text = try String(
      contentsOf: Self.folder.appending(path: "Documentation.docc/HowARuleBecomesALoop.md"), encoding: .utf8)
  }

  var program: String { blocks("datalog").joined() }

  var fences: Int { text.matches(of: /(?m)^```[a-z]+$/).count }

  /// The blocks of a kind, which is written behind the opening fence.
  func blocks(_ kind: String) -> [String] {
    text.split(separator: "\n```\(kind)\n").dropFirst().compactMap { part in
      part.range(of: "```").map { String(part[..<$0.lowerBound]) }
    }
  }
}
