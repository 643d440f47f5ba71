// Changes of files as a patch that people and `patch` can read.

import SourceDiagnostics

/// The changes as a unified diff, with three lines around each change.
///
/// - Complexity: O(lines · changed lines) for each file.
package func unifiedDiff(of changes: [FileChange]) -> String { changes.map(unifiedDiff).joined() }

private enum Line {
  case same(String), removed(String), added(String)

  var isSame: Bool { if case .same = self { true } else { false } }
}

private func unifiedDiff(of change: FileChange) -> String {
  let script = lines(of: change)
  let around = 3
  var output = "--- \(change.before?.path ?? "/dev/null")\n+++ \(change.path)\n"
  var index = 0
  var (oldLine, newLine) = (1, 1)
  while let first = script[index...].firstIndex(where: { !$0.isSame }) {
    // A hunk goes on until there are more same lines than its two sides show.
    var end = first + 1
    var last = first
    while end < script.count, end - last <= 2 * around {
      if !script[end].isSame { last = end }
      end += 1
    }
    let start = max(index, first - around)
    for line in script[index..<start] where line.isSame { (oldLine, newLine) = (oldLine + 1, newLine + 1) }
    let hunk = script[start..<min(script.count, last + 1 + around)]
    let oldCount = hunk.count { if case .added = $0 { false } else { true } }
    let newCount = hunk.count { if case .removed = $0 { false } else { true } }
    output += "@@ -\(oldCount == 0 ? oldLine - 1 : oldLine),\(oldCount)"
    output += " +\(newCount == 0 ? newLine - 1 : newLine),\(newCount) @@\n"
    for line in hunk {
      switch line {
      case .same(let text): output += " \(text)\n"
      case .removed(let text): output += "-\(text)\n"
      case .added(let text): output += "+\(text)\n"
      }
    }
    (oldLine, newLine) = (oldLine + oldCount, newLine + newCount)
    index = hunk.endIndex
  }
  return output
}

/// Every line of both texts, in order.
private func lines(of change: FileChange) -> [Line] {
  func split(_ text: SourceText?) -> [String] {
    let lines = text?.lines.map(String.init) ?? []
    // What follows the last line end is no line unless something stands there.
    return lines.last == "" ? lines.dropLast() : lines
  }
  let (old, new) = (split(change.before), split(change.after))
  var removed: Set<Int> = []
  var added: Set<Int> = []
  for step in new.difference(from: old) {
    switch step {
    case .remove(let offset, _, _): removed.insert(offset)
    case .insert(let offset, _, _): added.insert(offset)
    }
  }
  var script: [Line] = []
  var (left, right) = (0, 0)
  while left < old.count || right < new.count {
    if left < old.count, removed.contains(left) {
      script.append(.removed(old[left]))
      left += 1
    } else if right < new.count, added.contains(right) {
      script.append(.added(new[right]))
      right += 1
    } else {
      script.append(.same(old[left]))
      (left, right) = (left + 1, right + 1)
    }
  }
  return script
}
