// The paths of the texts that were read, each kept once.

import Synchronization

/// The path of a text, as it is shown to the user: a number, which stands for the same path as long as the process runs.
public struct SourcePath: Sendable, Hashable {
  private let number: UInt32

  private struct Known {
    var numbers: [String: UInt32] = [:]
    var texts: [String] = []
  }

  /// A process reads few files; what they are called is kept for good.
  private static let known = Mutex(Known())

  /// - Complexity: O(bytes of the path); whoever makes many places makes it once.
  public init(_ text: String) {
    number = Self.known.withLock { known in
      if let number = known.numbers[text] { return number }
      let number = UInt32(known.texts.count)
      known.numbers[text] = number
      known.texts.append(text)
      return number
    }
  }

  /// The path, as it was given.
  ///
  /// - Complexity: O(1), under a lock that all paths share.
  public var text: String { Self.known.withLock { $0.texts[Int(number)] } }
}
