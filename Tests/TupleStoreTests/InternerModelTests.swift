// Interners against dictionaries, with forks of them and tables that were given back.

import TestSupport
import Testing

@testable import TupleStore

@Suite("An interner numbers as a dictionary would, whatever became of its table")
struct InternerModelTests {
  private func text(_ random: inout SeededGenerator, below limit: Int) -> String {
    let number = Int.random(in: 0..<limit, using: &random)
    // On either side of eight bytes, up to which a text is its own key.
    return ["", "é", "a", "number-"][number % 4] + (number % 7 == 0 ? "" : String(number))
      + String(repeating: "x", count: number % 11)
  }

  @Test("random texts, in forks of forks")
  func texts() {
    var random = generator(120)
    var (interner, model): (TextInterner, [String: UInt32]) = (TextInterner(), [:])
    var (base, baseModel) = (interner, model)
    for step in 0..<4000 {
      let text = text(&random, below: 900)
      switch UInt32.random(in: 0..<10, using: &random) {
      case 0...5:
        let id = model[text] ?? UInt32(model.count)
        model[text] = id
        #expect(interner.id(of: text) == id, seedNote)
      case 6...8: #expect(interner.find(text) == model[text], seedNote)
      default:
        // A fork does not change what it was made of.
        if step % 20 == 0 {
          (base, baseModel) = (interner, model)
          interner = interner.forked()
        } else if step % 20 == 7 {
          (interner, model) = (base, baseModel)
        }
      }
      #expect(interner.count == model.count, seedNote)
    }
    for (text, id) in model { #expect(interner.text(of: id) == text, seedNote) }
    #expect(interner.byteCount == model.keys.reduce(0) { $0 + $1.utf8.count }, seedNote)
  }

  @Test("texts of another interner get the ids that they would get one by one", arguments: [1, 3])
  func merged(threads: Int) {
    var random = generator(130)
    var (one, other, single) = (TextInterner(), TextInterner(), TextInterner())
    for _ in 0..<500 { _ = one.id(of: text(&random, below: 2000)) }
    for number in 0..<70_000 { _ = other.id(of: number % 3 == 0 ? text(&random, below: 2000) : "n\(number)") }
    for id in 0..<UInt32(one.count) { _ = single.id(of: one.text(of: id)) }
    let ids = one.ids(ofAll: &other, threads: threads)
    #expect(ids.count == other.count)
    for id in 0..<UInt32(other.count) {
      let text = other.text(of: id)
      let isSame = ids[Int(id)] == single.id(of: text)
      if !isSame { #expect(isSame, seedNote) }
    }
    #expect(one.count == single.count, seedNote)
  }

  @Test("random words, in forks")
  func words() {
    var random = generator(140)
    var (interner, model): (WordInterner, [UInt64: UInt32]) = (WordInterner(), [:])
    for step in 0..<4000 {
      let word = UInt64.random(in: 0..<700, using: &random) << UInt64.random(in: 0..<3, using: &random) * 20
      if step % 3 == 0 {
        #expect(interner.find(word) == model[word], seedNote)
      } else {
        let id = model[word] ?? UInt32(model.count)
        model[word] = id
        #expect(interner.id(of: word) == id, seedNote)
      }
      if step == 1500 { interner = interner.forked() }
    }
    for (word, id) in model { #expect(interner[id] == word, seedNote) }
  }
}
