// Texts of lists and mappings within each other, which cost libyaml the square of their depth.

import SourceDiagnostics
import Testing

@testable import GovernanceIO

@Suite("Nesting that nobody writes is given up early")
struct YAMLDepthTests {
  @Test("reading ends at the greatest depth, however deep the text is", arguments: ["[", "{a: ", "- ", "? "])
  func giveUp(opening: String) throws {
    func events(_ depth: Int) -> Int {
      var count = 0
      #expect(throws: YAMLSyntaxError.self) {
        try YAMLEvents.read(String(repeating: opening, count: depth)) { events throws(YAMLSyntaxError) in
          repeat {
            try events.next()
            count += 1
          } while events.kind != .end
        }
      }
      return count
    }
    let most = 2 * YAMLEvents.greatestDepth + 2
    #expect(events(2_000) < most)
    #expect(events(8_000) == events(2_000))
  }

  @Test("the fault is said once, at the first place that is too deep", arguments: [150, 900, 5_000])
  func fault(depth: Int) {
    let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    let (node, diagnostics) = textNode(ofYAML: SourceText(path: "diep.yaml", content: text))
    #expect(node == nil)
    #expect(diagnostics.map(\.code) == ["input/too-deep"])
    #expect(diagnostics.first?.place?.column == 101)
  }
}
