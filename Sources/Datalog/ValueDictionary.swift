// What the ids of an evaluation mean.

import TupleStore

/// Values by id, and ids by value. Texts and numbers are numbered apart, for a column holds only one of the two.
struct ValueDictionary: Sendable {
  var texts = TextInterner()
  var words = WordInterner()

  /// The id of the value, a new one if it was never seen.
  ///
  /// - Complexity: O(1) on average, O(bytes) for a symbol.
  mutating func id(of value: Value) -> UInt32 {
    switch value {
    case .symbol(let text): texts.id(of: text)
    case .number(let number): words.id(of: UInt64(bitPattern: number))
    case .unsigned(let number): words.id(of: number)
    // Zero has two bit patterns, and is one value.
    case .float(let number): words.id(of: number == 0 ? 0 : number.bitPattern)
    }
  }

  /// The id of the value, if it was seen.
  ///
  /// - Complexity: as for `id(of:)`.
  mutating func find(_ value: Value) -> UInt32? {
    switch value {
    case .symbol(let text): texts.find(text)
    case .number(let number): words.find(UInt64(bitPattern: number))
    case .unsigned(let number): words.find(number)
    case .float(let number): words.find(number == 0 ? 0 : number.bitPattern)
    }
  }

  /// A dictionary that knows all that this one knows, without a copy of it.
  func forked() -> ValueDictionary { ValueDictionary(texts: texts.forked(), words: words.forked()) }

  var isForked: Bool { texts.isForked }

  /// The value of an id that this dictionary gave out.
  func value(_ id: UInt32, _ kind: ValueKind) -> Value {
    switch kind {
    case .symbol: .symbol(texts.text(of: id))
    case .number: .number(Int64(bitPattern: words[id]))
    case .unsigned: .unsigned(words[id])
    case .float: .float(Double(bitPattern: words[id]))
    }
  }
}
