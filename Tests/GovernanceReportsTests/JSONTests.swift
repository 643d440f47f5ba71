// JSON as Foundation writes it, to the byte, whatever is in it.

import Foundation
import TestSupport
import Testing

@testable import GovernanceReports

@Suite("JSON")
struct JSONTests {
  @Test("random values are written as by Foundation, with sorted names and two spaces")
  func sameAsFoundation() throws {
    var random = SeededGenerator(seed: randomSeed)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    for _ in 0..<300 {
      let value = value(depth: 4, &random)
      let expected = String(decoding: try encoder.encode(Encoded(value: value)), as: UTF8.self) + "\n"
      #expect(value.document.utf8.elementsEqual(expected.utf8), "GREMIUM_SEED=\(randomSeed): \(value.document)")
    }
  }

  @Test("members without a value are left out")
  func absent() {
    let value: JSON = ["b": JSON(nil as String?), "a": JSON(nil as Int?), "c": .flag(true)]
    #expect(value.document == "{\n  \"c\" : true\n}\n")
  }

  private func value(depth: Int, _ random: inout SeededGenerator) -> JSON {
    switch Int.random(in: 0..<(depth == 0 ? 3 : 5), using: &random) {
    case 0: .text(text(&random))
    case 1: .number(Int.random(in: -1000...1000, using: &random) << Int.random(in: 0...40, using: &random))
    case 2: .flag(Bool.random(using: &random))
    case 3: .list((0..<Int.random(in: 0...4, using: &random)).map { _ in value(depth: depth - 1, &random) })
    default:
      .object(
        Set((0..<Int.random(in: 0...5, using: &random)).map { _ in text(&random) })
          .map { ($0, value(depth: depth - 1, &random)) })
    }
  }

  private func text(_ random: inout SeededGenerator) -> String {
    let scalars = (0...0x7F).map { Unicode.Scalar($0) } + Array("/é€\u{301}\u{2028}👩‍👩‍👧ß".unicodeScalars)
    return String(
      String.UnicodeScalarView(
        (0..<Int.random(in: 0...6, using: &random)).compactMap { _ in scalars.randomElement(using: &random) }))
  }
}

/// The same value for Foundation's encoder.
private struct Encoded: Encodable {
  let value: JSON

  func encode(to encoder: any Encoder) throws {
    switch value {
    case .text(let text):
      var container = encoder.singleValueContainer()
      try container.encode(text)
    case .number(let number):
      var container = encoder.singleValueContainer()
      try container.encode(number)
    case .flag(let flag):
      var container = encoder.singleValueContainer()
      try container.encode(flag)
    case .list(let items):
      var container = encoder.unkeyedContainer()
      for item in items { try container.encode(Encoded(value: item)) }
    case .object(let members):
      var container = encoder.singleValueContainer()
      try container.encode(Dictionary(uniqueKeysWithValues: members.map { ($0.name, Encoded(value: $0.value)) }))
    case .absent: break
    }
  }
}
