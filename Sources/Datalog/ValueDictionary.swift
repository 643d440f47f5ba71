// What the ids of an evaluation mean.

import TupleStore

/// Values by id, and ids by value. Texts and numbers are numbered apart, for a column holds only one of the two.
struct ValueDictionary: Sendable {
  var texts = TextInterner()
  var words = WordInterner()

  /// The id of the value, a new one if it was never seen.
  ///
  /// - Complexity: O(1) on average, O(bytes) for a symbol.
  /// - Parameter stop: asked while tables grow; once it has said so, ids mean nothing any more.
  mutating func id(of value: Value, stop: StopCheck = .never) -> UInt32 {
    switch value {
    case .symbol(let text): texts.id(of: text, stop: stop)
    case .number(let number): words.id(of: UInt64(bitPattern: number), stop: stop)
    case .unsigned(let number): words.id(of: number, stop: stop)
    // Zero has two bit patterns, and is one value.
    case .float(let number): words.id(of: number == 0 ? 0 : number.bitPattern, stop: stop)
    }
  }

  /// The id of the value, if it was seen.
  ///
  /// - Complexity: as for `id(of:)`.
  mutating func find(_ value: Value, stop: StopCheck = .never) -> UInt32? {
    switch value {
    case .symbol(let text): texts.find(text, stop: stop)
    case .number(let number): words.find(UInt64(bitPattern: number))
    case .unsigned(let number): words.find(number)
    case .float(let number): words.find(number == 0 ? 0 : number.bitPattern)
    }
  }

  /// A dictionary that knows all that this one knows, without a copy of it.
  /// Not all if it is stopped.
  func forked(stop: StopCheck = .never) -> ValueDictionary {
    ValueDictionary(texts: texts.forked(stop: stop), words: words.forked())
  }

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
