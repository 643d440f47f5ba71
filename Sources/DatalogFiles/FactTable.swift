// Writes facts as the file that an `.input` with `rfc4180=true` reads.

import Datalog

/// The parameters of a directive whose files hold texts of any kind, tabs and line ends too.
package let quotedTable = #"rfc4180=true, delimiter="\t""#

/// Facts as a table: a line each, sorted, a tab between cells, texts between quotes.
///
/// - Complexity: O(n log n) for n facts.
package func factTable(_ tuples: [[Value]]) -> [UInt8] {
  var output: [UInt8] = []
  var last: [Value]?
  for tuple in tuples.sorted(by: { $0.lexicographicallyPrecedes($1) }) where tuple != last {
    last = tuple
    let cells = tuple.map { value in
      if case .symbol(let text) = value { "\"\(text.replacing("\"", with: "\"\""))\"" } else { value.description }
    }
    output += cells.joined(separator: "\t").utf8
    output.append(UInt8(ascii: "\n"))
  }
  return output
}
