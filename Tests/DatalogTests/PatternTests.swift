// Regular expressions: what they match, and that no pattern takes long.

import Testing

@testable import Datalog

@Suite("Patterns match whole texts, as those of C++ do")
struct PatternTests {
  private func check(
    _ pattern: String, matches texts: [String], not others: [String], sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let compiled = try #require(Pattern(pattern), sourceLocation: sourceLocation)
    #expect(texts.filter(compiled.matches) == texts, sourceLocation: sourceLocation)
    #expect(others.filter(compiled.matches) == [], sourceLocation: sourceLocation)
  }

  @Test("characters, choices, groups and repetitions")
  func structure() throws {
    try check("", matches: [""], not: ["a"])
    try check("ab|cd|", matches: ["ab", "cd", ""], not: ["abcd", "a"])
    try check("a(b|c)*d", matches: ["ad", "abcbd"], not: ["abc", "aad"])
    try check("(?:ab)+", matches: ["ab", "abab"], not: ["", "aba"])
    try check("a?b{2}c{1,}d{0,2}", matches: ["bbc", "abbccdd"], not: ["abc", "abbcddd"])
    try check("a*?b+?c??", matches: ["b", "aabbc"], not: ["a"])
    try check("(a*)*", matches: ["", "aaa"], not: ["b"])
    try check("()", matches: [""], not: ["a"])
    try check("a{0}b", matches: ["b"], not: ["ab"])
    try check("a]b}", matches: ["a]b}"], not: [])
  }

  @Test("classes of characters")
  func classes() throws {
    try check(".", matches: ["a", "é", "👩"], not: ["\n", "\r", "", "e\u{301}"])
    try check("[a-cx_-]+", matches: ["abcx_-"], not: ["d", ""])
    try check("[^a-c]", matches: ["d", "\n"], not: ["a"])
    try check("[\\d\\]\\\\]+", matches: ["1]\\"], not: ["a"])
    try check("[[:alpha:][:digit:].]+", matches: ["aZ9."], not: ["_", "é"])
    try check("[[.a.]-[=c=]]", matches: ["a", "b", "c"], not: ["d"])
    try check("[\\S]", matches: ["a"], not: [" ", "\t"])
    try check("[]", matches: [], not: ["", "a", "]"])
    try check("[^]", matches: ["a", "\n"], not: [""])
    try check("\\w+\\s\\W\\D", matches: ["a_9 -x"], not: ["a_9 -1"])
    try check("[é-ü]+", matches: ["éü"], not: ["e"])
  }

  @Test("escapes, anchors and borders of words")
  func escapes() throws {
    try check("\\.\\*\\/\\-", matches: [".*/-"], not: ["aa/-"])
    try check("\\t\\n\\x41\\u00e9\\cJ\\0", matches: ["\t\nAé\n\0"], not: [])
    try check("^a$", matches: ["a"], not: ["aa"])
    try check("a^b|$", matches: [""], not: ["ab"])
    try check("a\\b.*\\bb", matches: ["a b", "a-b"], not: ["ab", "axb"])
    try check("a\\Bb", matches: ["ab"], not: ["a"])
    try check("[\\b]", matches: ["\u{8}"], not: ["b"])
  }

  @Test("what is not a pattern, and why")
  func faults() {
    for text in ["(", ")", "a)", "[a", "[z-a]", "*", "a|+", "{2}", "a{", "a{x}", "a{2,1}", "\\", "[[:no:]]", "(?<a>b)"]
    {
      #expect(Pattern.fault(of: text) == .syntax, "\(text)")
      #expect(Pattern(text) == nil)
    }
    #expect(Pattern.fault(of: "(a)\\1") == .backReference)
    #expect(Pattern.fault(of: "(?=a)a") == .lookAhead)
    #expect(Pattern.fault(of: "(a{1000}){1000}") == .tooLarge)
    #expect(Pattern.fault(of: "(){1000000}") == .tooLarge)
    #expect(Pattern.fault(of: String(repeating: "(", count: 100_000)) == .tooLarge)
    #expect(Pattern.fault(of: "[a-z]+@[a-z.]+") == nil)
  }

  @Test("a pattern that others take forever for comes to an end")
  func linear() throws {
    let text = String(repeating: "a", count: 20_000) + "!"
    for pattern in ["(a+)+b", "(a|aa)*b", "(a*)*b", "(.*)*\\d"] {
      #expect(try !#require(Pattern(pattern)).matches(text))
    }
  }
}
