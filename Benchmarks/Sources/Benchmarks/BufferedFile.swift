// A file that is written piece by piece.

import Foundation

/// A file that is written a quarter of a megabyte at a time.
final class BufferedFile {
  private static let capacity = 1 << 18
  private let handle: FileHandle
  private var bytes: [UInt8] = []

  init(at location: URL) throws {
    try Data().write(to: location)
    handle = try FileHandle(forWritingTo: location)
  }

  func append(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  func append(_ cell: Cell) {
    switch cell {
    case .name(let letter, let number):
      bytes.append(contentsOf: String(letter).utf8)
      bytes.append(contentsOf: String(number).utf8)
    case .word(let word): bytes.append(contentsOf: word.utf8)
    case .number(let number): bytes.append(contentsOf: String(number).utf8)
    }
  }

  func writeIfLarge() throws {
    if bytes.count >= Self.capacity { try write() }
  }

  func finish() throws {
    try write()
    try handle.close()
  }

  private func write() throws {
    try handle.write(contentsOf: Data(bytes))
    bytes.removeAll(keepingCapacity: true)
  }
}
