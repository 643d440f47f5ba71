// How ids, words and rows are hashed, in one place.

/// Fibonacci hashing: a key times 2^64 divided by the golden ratio; the upper bits of the product are the best mixed.
///
/// - Source: Knuth, "The Art of Computer Programming", volume 3, 1998, section 6.4.
let goldenMultiplier: UInt64 = 0x9E37_79B9_7F4A_7C15

/// The hash of a row or a key so far, with one id more. `finished` makes its upper bits good for a table.
@inline(__always)
func combined(_ hash: UInt64, _ id: UInt32) -> UInt64 {
  let mixed = (hash ^ UInt64(id)) &* goldenMultiplier
  return mixed ^ (mixed >> 32)
}

/// The hash whose upper bits tell the slot.
@inline(__always)
func finished(_ hash: UInt64) -> UInt64 { hash &* goldenMultiplier }

/// The hash of one 64-bit word.
@inline(__always)
func wordHash(_ word: UInt64) -> UInt64 { (word ^ (word >> 29)) &* goldenMultiplier }

/// The hash of one row of some columns.
///
/// SAFETY: the caller has `arity` columns, each with more than `row` values.
@inline(__always)
func rowHash(_ columns: ColumnPointers, _ row: Int, arity: Int) -> UInt64 {
  var hash: UInt64 = 0
  for column in 0..<arity { hash = combined(hash, columns[column][row]) }
  return finished(hash)
}

/// How many slots a hash table needs for so many entries, that at most two thirds of them are taken.
///
/// - Parameter least: a power of two, as the result.
func slotCount(for entries: Int, atLeast least: Int) -> Int {
  var count = least
  while entries * 3 > count * 2 { count *= 2 }
  return count
}
