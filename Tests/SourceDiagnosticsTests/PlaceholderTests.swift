// Filling sentences: whatever names contain, they arrive as they are.

import SourceDiagnostics
import Testing

@Suite("Sentences with placeholders")
struct PlaceholderTests {
  @Test(
    "a placeholder is what stands between two braces, without a brace in it",
    arguments: [
      ("", []), ("x", []), ("{x}", ["x"]), ("{x} reports to {y}", ["x", "y"]), ("{x}{x}", ["x", "x"]), ("{}", [""]),
      ("{x", []), ("x}", []), ("}{", []), ("{a{x}b}", ["x"]), ("{{x}}", ["x"]), ("{lijst*}", ["lijst*"]),
      ("é{ë}\u{301}", ["ë"]), ("{x\n}", ["x\n"]),
    ] as [(String, [String])])
  func names(text: String, expected: [String]) { #expect(text.placeholders == expected) }

  @Test(
    "what a value contains is never taken for a placeholder",
    arguments: ["{y}", "{x}", "{x}{y}", "{", "}", "{z}", "\\(x)", "a{", "}b", "", "\u{301}", "{\u{301}y}", "👩‍👩‍👧{y}"])
  func hostileNames(name: String) {
    let filled = "{x} reports to {y}, {z}".filled { ["x": name, "y": "Bee"][$0] }
    #expect(filled.unicodeScalars.elementsEqual((name + " reports to Bee, {z}").unicodeScalars))
    let reversed = "{y}/{x}".filled { ["x": name, "y": name][$0] }
    #expect(reversed.unicodeScalars.elementsEqual((name + "/" + name).unicodeScalars))
  }

  @Test("what has no value stays as it is")
  func gaps() {
    #expect("{a{x}b} {q} {".filled { $0 == "x" ? "1" : nil } == "{a1b} {q} {")
    #expect("no gaps".filled { _ in "1" } == "no gaps")
  }

  @Test("a sentence is filled in each language with the words of that language")
  func languages() {
    let sentence = Wording(nl: "{x} is {y}", en: "{y} {x}").filled { name, language in
      name == "x" ? "X" : language == .nl ? "groen" : "green"
    }
    #expect(sentence == Wording(nl: "X is groen", en: "green X"))
  }

  @Test("each placeholder is asked for once, however often braces open")
  func linear() {
    let text = String(repeating: "{", count: 100_000) + String(repeating: "{x}", count: 1_000)
    var asked = 0
    let filled = text.filled { _ in
      asked += 1
      return "y"
    }
    #expect(asked == 1_000)
    #expect(filled.utf8.count == 101_000)
  }
}
