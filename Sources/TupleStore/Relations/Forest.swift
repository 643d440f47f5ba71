// Which pairs connect what was not connected before.

/// A forest over ids, of which only the trees' roots are known (union-find).
///
/// SAFETY: pairs come as two columns of `count` rows; parents are looked up with a checked subscript.
///
/// - Source: Tarjan, van Leeuwen, "Worst-case analysis of set union algorithms", JACM 1984: path halving.
struct Forest: Sendable {
  /// The parent of each id, itself for a root.
  private var parents = Buffer<UInt32>()

  private static let unseen = UInt32.max

  /// The pairs that connect two trees, or an id that is in none, to which they are added; the others change nothing.
  ///
  /// - Parameter pairs: two columns of `count` rows.
  /// - Complexity: O(pairs · log(ids)) at worst, almost O(pairs), and O(largest id) memory.
  mutating func connecting(_ pairs: ColumnPointers, count: Int) -> [Buffer<UInt32>] {
    var columns = [Buffer<UInt32>(), Buffer<UInt32>()]
    for row in 0..<count where connect(pairs[0][row], pairs[1][row]) {
      columns[0].append(pairs[0][row])
      columns[1].append(pairs[1][row])
    }
    return columns
  }

  private mutating func connect(_ left: UInt32, _ right: UInt32) -> Bool {
    let isNew = add(left)
    if left == right { return isNew }
    _ = add(right)
    let (one, other) = (root(left), root(right))
    // The smaller id is the root, so that the shape does not depend on which side a pair has first.
    parents[Int(max(one, other))] = min(one, other)
    return one != other
  }

  /// Whether the id was in no tree.
  private mutating func add(_ id: UInt32) -> Bool {
    if parents.count <= Int(id) {
      parents.append(repeating: Forest.unseen, count: Int(id) + 1 - parents.count)
    }
    guard parents[Int(id)] == Forest.unseen else { return false }
    parents[Int(id)] = id
    return true
  }

  private mutating func root(_ id: UInt32) -> UInt32 {
    var id = id
    while parents[Int(id)] != id {
      parents[Int(id)] = parents[Int(parents[Int(id)])]
      id = parents[Int(id)]
    }
    return id
  }
}

#if DEBUG
  extension Forest {
    /// Stops the program where a parent is not a smaller id, or the id itself, that is in a tree.
    func checkInvariants() {
      for id in 0..<parents.count where parents[id] != Forest.unseen {
        precondition(Int(parents[id]) <= id, "a parent that is greater than its child")
        precondition(parents[Int(parents[id])] != Forest.unseen, "a parent that is in no tree")
      }
    }
  }
#endif
