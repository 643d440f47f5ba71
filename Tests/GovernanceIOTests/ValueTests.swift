// Values as people write them, each read exactly or refused.

import Testing

@Suite("Values are read as they are meant, or refused")
struct ValueTests {
  /// The value of an attribute of an entity, as the model's description shows it; nil where it is refused.
  private func value(_ text: String, of attribute: String, in section: String) -> String? {
    let lines = outcome(read([("m.yaml", "\(section):\n  x: {\(attribute): \(text)}\n")])).split(separator: "\n")
    guard let line = lines.first(where: { $0.hasPrefix("  \(attribute) = ") }) else { return nil }
    return String(line.dropFirst("  \(attribute) = ".count))
  }

  @Test(
    "amounts in Dutch notation, to the cent",
    arguments: [
      ("25000", "2500000 cents"), ("€ 25.000", "2500000 cents"), ("'€ 25.000,50'", "2500050 cents"),
      ("'€ 25.000,5'", "2500050 cents"), ("'€ 25.000,-'", "2500000 cents"), ("'25.000,--'", "2500000 cents"),
      ("EUR 12", "1200 cents"), ("12 EUR", "1200 cents"), ("12 euro", "1200 cents"), ("€12", "1200 cents"),
      ("'€ 2,9 mln'", "290000000 cents"), ("'€ 1,4 mld'", "140000000000 cents"),
      ("'1,4 miljard euro'", "140000000000 cents"), ("'2,8 miljoen.'", "280000000 cents"),
      ("'€ 1,4 miljard euro'", "140000000000 cents"), ("-5", "-500 cents"), ("0", "0 cents"),
      ("'0,05'", "5 cents"), ("'0,000001 mln'", "100 cents"), ("1.000.000", "100000000 cents"),
      ("92233720368547758", "9223372036854775800 cents"), ("92233720368547759", nil),
      ("012", nil), ("00", nil), ("1e3", nil), ("1.00", nil), ("25000.50", nil), ("'1,005'", nil), ("1:30", nil),
      ("--5", nil), ("5-", nil), ("~", nil), ("'1,2,3'", nil), ("1.0000", nil), ("€", nil), ("mln", nil),
      ("'1 2'", nil), ("٣", nil), ("5 mln extra", nil), ("'€ 1,-5'", nil), ("'1,'", nil), ("0x10", nil),
    ] as [(String, String?)])
  func amounts(text: String, expected: String?) {
    #expect(value(text, of: "ceiling", in: "mandates") == expected)
  }

  @Test(
    "whole numbers without leading zeros",
    arguments: [
      ("12", "12"), ("0", "0"), ("-3", "-3"), ("'7'", "7"), ("012", nil), ("1e3", nil), ("1.0", nil), ("+1", nil),
      ("1_000", nil), ("0o17", nil), ("9223372036854775807", "9223372036854775807"), ("9223372036854775808", nil),
      ("yes", nil), ("null", nil), ("٣", nil), ("--1", nil), ("-", nil),
    ] as [(String, String?)])
  func numbers(text: String, expected: String?) {
    #expect(value(text, of: "seats", in: "bodies") == expected)
  }

  @Test(
    "decimals with a comma or a point",
    arguments: [
      ("1", "1.0"), ("'0,25'", "0.25"), ("0.25", "0.25"), ("-0.5", "-0.5"), ("1e3", nil), ("01.5", nil), (".5", nil),
      ("1.", nil), ("'1,2.3'", nil), ("nan", nil), ("inf", nil),
    ] as [(String, String?)])
  func decimals(text: String, expected: String?) {
    let header = "name: P\nvocabulary:\n  attributes:\n    weight: {type: decimal, of: [body]}\n"
    let lines = outcome(read([("gremium.yaml", header), ("m.yaml", "bodies: {x: {weight: \(text)}}\n")]))
    #expect(lines == (expected.map { "body x\n  weight = \($0)" } ?? "m.yaml:1:22 input/number"))
  }

  @Test(
    "a date that is a month or a year is its last day",
    arguments: [
      ("2024-03-31", "2024-03-31"), ("2024-02", "2024-02-29"), ("2023-02", "2023-02-28"), ("2024", "2024-12-31"),
      ("9999", "9999-12-31"), ("2024-02-30", nil), ("2024-00", nil), ("31-03-2024", nil), ("2024-3-1", nil),
      ("2024-03-31T00:00", nil), ("0000", nil), ("24", nil), ("no", nil), ("1e3", nil), ("~", nil), ("20240331", nil),
    ] as [(String, String?)])
  func dates(text: String, expected: String?) {
    #expect(value(text, of: "deadline", in: "opgaven") == expected)
  }

  @Test(
    "yes and no in either language, and as spreadsheets write them",
    arguments: [
      ("yes", "yes"), ("no", "no"), ("ja", "yes"), ("nee", "no"), ("true", "yes"), ("false", "no"), ("WAAR", "yes"),
      ("ONWAAR", "no"), ("Ja", "yes"), ("'no'", "no"), ("1", nil), ("0", nil), ("on", nil), ("off", nil), ("y", nil),
      ("n", nil), ("~", nil), ("null", nil), ("misschien", nil),
    ] as [(String, String?)])
  func flags(text: String, expected: String?) {
    #expect(value(text, of: "top", in: "bodies") == expected)
  }

  @Test(
    "text stays as written, whatever YAML makes of it elsewhere",
    arguments: [
      ("no", "no"), ("012", "012"), ("1:30", "1:30"), ("yes", "yes"), ("null", "null"), ("~", "~"), ("1e3", "1e3"),
      ("0x1F", "0x1F"), ("2024-01-01", "2024-01-01"), ("1.0", "1.0"), (".inf", ".inf"), ("'  x '", "  x "),
      ("R&D", "R&D"), ("a*b", "a*b"), ("'*a'", "*a"), ("\"*\\u002A\"", "**"), ("één", "één"), ("'it''s'", "it's"),
      ("=1+1", "=1+1"),
    ])
  func texts(text: String, expected: String) {
    #expect(value(text, of: "meets", in: "bodies") == "\"\(expected)\"")
  }

  @Test("a choice by its key or its word in either language")
  func choices() {
    check(
      "bodies:\n  a: {tier: regionaal, stage: planned}\n  b: {niveau: regional, fase: gepland}\n",
      gives: "body a (planned)\n  tier = regionaal\nbody b (planned)\n  tier = regionaal")
  }
}
