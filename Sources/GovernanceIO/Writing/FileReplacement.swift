// Several files replaced or made at once: all of them, or none.

import SourceDiagnostics

#if canImport(Glibc)
  import Glibc
#endif

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
    defer { for path in leftovers { unlink(path) } }
    for change in changes { prepare(change) }
    // Looked at last, so that little time passes before the moves.
    for change in changes where diagnostics.isEmpty { checkUnchanged(change) }
    guard diagnostics.isEmpty else { return }
    var done: [Move] = []
    for move in moves {
      guard put(move) else {
        fail(errno, at: move.path)
        break
      }
      done.append(move)
    }
    guard !diagnostics.isEmpty else { return }
    for move in done.reversed() {
      if let old = move.old { rename(old, move.target) } else { unlink(move.target) }
    }
  }

  /// - Returns: false, with the reason in `errno` and nothing changed, where the system refuses.
  private mutating func put(_ move: Move) -> Bool {
    // A second name, unlike a move, never takes the place of what somebody else made meanwhile.
    guard let old = move.old else { return move.new.map { link($0, move.target) == 0 } ?? true }
    // The second name keeps the old content until all is well.
    guard link(move.target, old) == 0 else { return false }
    leftovers.append(old)
    return move.new.map { rename($0, move.target) == 0 } ?? (unlink(move.target) == 0)
  }

  private mutating func prepare(_ change: FileChange) {
    let path = change.path
    let isNew = change.before == nil
    guard let target = isNew ? resolved(folderOf: path) : resolved(path) else { return fail(errno, at: path) }
    // A file that is protected would be replaced all the same where its folder is not.
    guard isNew || access(target, W_OK) == 0 else { return fail(errno, at: path) }
    let slash = target.lastIndex(of: "/") ?? target.startIndex
    let name = "\(target[..<slash])/.\(target[target.index(after: slash)...]).\(getpid())"
    guard let after = change.after else {
      moves.append(Move(path: path, target: target, new: nil, old: isNew ? nil : "\(name).old"))
      return
    }
    let new = "\(name).new"
    let move = Move(path: path, target: target, new: new, old: isNew ? nil : "\(name).old")
    var information = stat()
    guard isNew || stat(target, &information) == 0 else { return fail(errno, at: path) }
    // What is new may be read and written by whom the user lets.
    let mode = isNew ? 0o666 : information.st_mode & 0o777
    let descriptor = open(new, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard descriptor >= 0 else { return fail(errno, at: path) }
    leftovers.append(new)
    moves.append(move)
    var failure: Int32?
    let isMarked = !isNew && (try? OpenFile(at: path).content().starts(with: byteOrderMark)) ?? false
    let content = (isMarked ? byteOrderMark : []) + Array(after.content.utf8)
    var offset = 0
    while offset < content.count, failure == nil {
      let count = content[offset...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 { offset += count } else if errno != EINTR { failure = errno }
    }
    if failure == nil, fsync(descriptor) != 0 { failure = errno }
    if !isNew { fchmod(descriptor, mode) }
    if close(descriptor) != 0, failure == nil { failure = errno }
    if let failure { fail(failure, at: path) }
  }

  /// A path with links followed; nil, with the reason in `errno`, where there is nothing.
  private func resolved(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// The same for a file that is not there yet.
  private func resolved(folderOf path: String) -> String? {
    let name = fileName(of: path)
    let folder = path.dropLast(name.count)
    return resolved(folder.isEmpty ? "." : String(folder)).map { "\($0)/\(name)" }
  }

  private mutating func checkUnchanged(_ change: FileChange) {
    let path = change.path
    guard let before = change.before else {
      var information = stat()
      if lstat(path, &information) == 0 {
        diagnostics.append(Fault.changedMeanwhile.diagnostic(at: SourcePlace(path: path)))
      }
      return
    }
    do throws(FileFailure) {
      let now = try OpenFile(at: path).content()
      let content = now.starts(with: byteOrderMark) ? now.dropFirst(byteOrderMark.count) : now[...]
      if !content.elementsEqual(before.content.utf8) {
        diagnostics.append(Fault.changedMeanwhile.diagnostic(at: SourcePlace(path: path)))
      }
    } catch {
      diagnostics.append(Fault.unreadable(reason: error.reason).diagnostic(at: SourcePlace(path: path)))
    }
  }

  private mutating func fail(_ error: Int32, at path: String) {
    let reason =
      switch error {
      case EACCES, EPERM, EROFS: Messages.mayNotWrite
      case ENOSPC, EDQUOT: Messages.diskFull
      default: reason(ofSystemError: error)
      }
    diagnostics.append(Fault.unwritable(reason: reason).diagnostic(at: SourcePlace(path: path)))
  }
}

private let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
