// Several files replaced at once: all of them, or none.

import SourceDiagnostics

#if canImport(Glibc)
  import Glibc
#endif

/// Replaces files by their changed texts.
///
/// Every new text is first written beside its file, whole and down to the disk. Only when all are there, and no file has
/// changed since it was read, are they moved into place; where a move fails, those already made are undone.
///
/// - Returns: why nothing was replaced; empty where everything was.
/// - Complexity: O(size of the files)
package func replaceFiles(_ changes: [FileChange]) -> [Diagnostic] {
  var replacement = FileReplacement()
  replacement.run(changes)
  return replacement.diagnostics
}

private struct FileReplacement {
  private struct Move {
    /// As it is shown to the user.
    let path: String
    /// With links followed, so that a link stays a link.
    let target: String
    let new: String
    let old: String
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
      // The second name keeps the old content until all is well.
      guard link(move.target, move.old) == 0 else {
        fail(errno, at: move.path)
        break
      }
      leftovers.append(move.old)
      guard rename(move.new, move.target) == 0 else {
        fail(errno, at: move.path)
        break
      }
      done.append(move)
    }
    guard !diagnostics.isEmpty else { return }
    for move in done.reversed() { rename(move.old, move.target) }
  }

  private mutating func prepare(_ change: FileChange) {
    let path = change.before.path
    guard let resolved = realpath(path, nil) else { return fail(errno, at: path) }
    let target = String(cString: resolved)
    free(resolved)
    // A file that is protected would be replaced all the same where its folder is not.
    guard access(target, W_OK) == 0 else { return fail(errno, at: path) }
    let slash = target.lastIndex(of: "/") ?? target.startIndex
    let name = "\(target[..<slash])/.\(target[target.index(after: slash)...]).\(getpid())"
    let move = Move(path: path, target: target, new: "\(name).new", old: "\(name).old")
    var information = stat()
    guard stat(target, &information) == 0 else { return fail(errno, at: path) }
    let descriptor = open(move.new, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, information.st_mode & 0o777)
    guard descriptor >= 0 else { return fail(errno, at: path) }
    leftovers.append(move.new)
    moves.append(move)
    var failure: Int32?
    let isMarked = (try? bytes(at: path, limit: .max).get().starts(with: byteOrderMark)) ?? false
    let content = (isMarked ? byteOrderMark : []) + Array(change.after.content.utf8)
    var offset = 0
    while offset < content.count, failure == nil {
      let count = content[offset...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 { offset += count } else if errno != EINTR { failure = errno }
    }
    if failure == nil, fsync(descriptor) != 0 { failure = errno }
    fchmod(descriptor, information.st_mode & 0o777)
    if close(descriptor) != 0, failure == nil { failure = errno }
    if let failure { fail(failure, at: path) }
  }

  private mutating func checkUnchanged(_ change: FileChange) {
    let path = change.before.path
    switch bytes(at: path, limit: .max) {
    case .failure(let failure): diagnostics.append(failure.fault.diagnostic(at: SourcePlace(path: path)))
    case .success(let now):
      let content = now.starts(with: byteOrderMark) ? now.dropFirst(byteOrderMark.count) : now[...]
      if !content.elementsEqual(change.before.content.utf8) {
        diagnostics.append(Fault.changedMeanwhile.diagnostic(at: SourcePlace(path: path)))
      }
    }
  }

  private mutating func fail(_ error: Int32, at path: String) {
    let reason =
      switch error {
      case EACCES, EPERM, EROFS: Wording(nl: "geen schrijfrecht", en: "no permission")
      case ENOSPC, EDQUOT: Wording(nl: "de schijf is vol", en: "the disk is full")
      default: reason(ofSystemError: error)
      }
    diagnostics.append(Fault.unwritable(reason: reason).diagnostic(at: SourcePlace(path: path)))
  }
}

private let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
