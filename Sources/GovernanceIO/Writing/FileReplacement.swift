// Several files replaced or made at once: all of them, or none.

import SourceDiagnostics

/// Replaces files by their changed texts, makes those that are new, and removes those that are to go.
///
/// Every new text is first written beside its file, whole and down to the disk. Only when all are there, and no file has
/// changed since it was read, or has come where a new one is to be, are they moved into place; where a move fails, those
/// already made are undone.
///
/// - Returns: why nothing was replaced; empty where everything was.
/// - Complexity: O(size of the files)
package func replaceFiles(_ changes: [FileChange]) -> [Diagnostic] {
  var replacement = FileReplacement()
  replacement.run(changes)
  return replacement.diagnostics
}

extension ProjectFiles {
  /// Why changes are not of these files as they are: somebody changed one of them since.
  ///
  /// - Complexity: O(size of the texts that change + number of texts)
  package func faults(of changes: [FileChange]) -> [Diagnostic] {
    let texts = Dictionary(all.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    return changes.filter { $0.before?.content != texts[$0.path]?.content }.map {
      Fault.changedMeanwhile.diagnostic(at: SourcePlace(path: $0.path))
    }
  }
}

private struct FileReplacement {
  private struct Move {
    /// As it is shown to the user.
    let path: String
    /// With links followed, so that a link stays a link.
    let target: String
    /// Nil where the file is to go.
    let new: String?
    /// Nil where there was no file.
    let old: String?
  }

  private(set) var diagnostics: [Diagnostic] = []
  private var moves: [Move] = []
  /// Files of our own that are to be gone in the end.
  private var leftovers: [String] = []

  mutating func run(_ changes: [FileChange]) {
    defer { for path in leftovers { try? FileSystem.remove(path) } }
    for change in changes {
      do throws(SystemError) { try prepare(change) } catch { fail(error, at: change.path) }
    }
    // Looked at last, so that little time passes before the moves.
    for change in changes where diagnostics.isEmpty { checkUnchanged(change) }
    guard diagnostics.isEmpty else { return }
    var done: [Move] = []
    for move in moves {
      do throws(SystemError) { try put(move) } catch {
        fail(error, at: move.path)
        break
      }
      done.append(move)
    }
    guard !diagnostics.isEmpty else { return }
    for move in done.reversed() {
      // What cannot be undone stays: there is nothing else to try.
      if let old = move.old { try? FileSystem.move(old, to: move.target) } else { try? FileSystem.remove(move.target) }
    }
  }

  /// - Throws: why the system refuses; nothing is changed then.
  private mutating func put(_ move: Move) throws(SystemError) {
    guard let old = move.old else {
      // A second name, unlike a move, never takes the place of what somebody else made meanwhile.
      if let new = move.new { try FileSystem.link(new, as: move.target) }
      return
    }
    // The second name keeps the old content until all is well.
    try FileSystem.link(move.target, as: old)
    leftovers.append(old)
    if let new = move.new { try FileSystem.move(new, to: move.target) } else { try FileSystem.remove(move.target) }
  }

  private mutating func prepare(_ change: FileChange) throws(SystemError) {
    let path = change.path
    let isNew = change.before == nil
    let target = isNew ? try resolved(folderOf: path) : try FileSystem.resolved(path)
    // A file that is protected would be replaced all the same where its folder is not.
    if !isNew, let refusal = FileSystem.refusalToWrite(target) { throw refusal }
    let slash = target.lastIndex(of: "/") ?? target.startIndex
    let name = "\(target[..<slash])/.\(target[target.index(after: slash)...]).\(processNumber)"
    guard let after = change.after else {
      moves.append(Move(path: path, target: target, new: nil, old: isNew ? nil : "\(name).old"))
      return
    }
    let new = "\(name).new"
    let isMarked = !isNew && (try? OpenFile(at: path).allBytes().starts(with: byteOrderMark)) ?? false
    let content = (isMarked ? byteOrderMark : []) + Array(after.content.utf8)
    try FileSystem.create(new, content: content, permissionsOf: isNew ? nil : target)
    leftovers.append(new)
    moves.append(Move(path: path, target: target, new: new, old: isNew ? nil : "\(name).old"))
  }

  /// The path, with links followed, of a file that is not there yet.
  private func resolved(folderOf path: String) throws(SystemError) -> String {
    let name = fileName(of: path)
    let folder = path.dropLast(name.count)
    return "\(try FileSystem.resolved(folder.isEmpty ? "." : String(folder)))/\(name)"
  }

  private mutating func checkUnchanged(_ change: FileChange) {
    let path = change.path
    guard let before = change.before else {
      if FileSystem.exists(path) {
        diagnostics.append(Fault.changedMeanwhile.diagnostic(at: SourcePlace(path: path)))
      }
      return
    }
    do throws(SystemError) {
      let now = try OpenFile(at: path).allBytes()
      let content = now.starts(with: byteOrderMark) ? now.dropFirst(byteOrderMark.count) : now[...]
      if !content.elementsEqual(before.content.utf8) {
        diagnostics.append(Fault.changedMeanwhile.diagnostic(at: SourcePlace(path: path)))
      }
    } catch {
      diagnostics.append(Fault.unreadable(reason: error.reason).diagnostic(at: SourcePlace(path: path)))
    }
  }

  private mutating func fail(_ error: SystemError, at path: String) {
    let reason =
      switch error {
      case .noPermission, .notPermitted, .readOnlyDisk: Messages.mayNotWrite
      case .noSpace, .overQuota: Messages.diskFull
      default: error.reason
      }
    diagnostics.append(Fault.unwritable(reason: reason).diagnostic(at: SourcePlace(path: path)))
  }
}

private let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
