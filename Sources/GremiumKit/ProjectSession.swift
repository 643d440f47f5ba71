// A project that stays open: its texts change one by one, and what was checked follows.

import GovernanceIO
import GovernanceModel
import SourceDiagnostics
import Synchronization
import WorkControl

/// A project that stays open while its texts change.
///
/// A session is opened once, from a folder or from memory. Questions are asked of its `workspace`, a value that never
/// changes: whoever holds one goes on asking it while others change the session. After `replace(_:of:)` there is another
/// workspace, in which only what differs was computed anew; where the new text has a fault, the last workspace without
/// one stays, and `diagnostics` tells what is wrong.
///
/// Any number of threads may use a session at once; changes are made one after another.
///
///     let session = try ProjectSession(.folder("examples/kennemerland"))
///     guard let project = session.workspace else { return session.diagnostics }
///     let report = project.check().report
///     try session.replace(newText, of: "examples/kennemerland/bodies.yaml")
///     let next = session.workspace?.check().report
public final class ProjectSession: Sendable {
  private struct State {
    /// Of the texts as they are.
    var opening: Opening
    /// The last one without fault.
    var sound: Opening?
    /// What `undo` takes back, the newest last.
    var applied: [[FileChange]] = []
    /// Whether somebody makes a change now.
    var isChanging = false
  }

  private let state: Mutex<State>
  private let settings: Settings
  /// Whether changes are written to a disk.
  private let isOnDisk: Bool

  /// How many changes can be undone.
  private static let mostUndone = 10

  /// Opens a project. One with faults is open too: it has no workspace until they are mended.
  ///
  /// - Complexity: O(size of the project and the rules)
  /// - Throws: `Cancelled`
  public init(
    _ source: ProjectSource, settings: Settings = Settings(), cancellation: Cancellation = Cancellation()
  ) throws(Cancelled) {
    prepare()
    let files = try ProjectFiles(
      reading: source, maximumFileSize: settings.maximumFileSize, cancellation: cancellation)
    let opening = try Opening(of: files, settings: settings, cancellation: cancellation)
    state = Mutex(State(opening: opening, sound: opening.workspace == nil ? nil : opening))
    self.settings = settings
    isOnDisk = if case .folder = source { true } else { false }
  }

  private init(_ state: State, settings: Settings, isOnDisk: Bool) {
    self.state = Mutex(state)
    self.settings = settings
    self.isOnDisk = isOnDisk
  }

  // MARK: What there is

  /// The project as it was when it last had no fault; nil as long as it never was without.
  ///
  /// - Complexity: O(1)
  public var workspace: Workspace? { state.withLock { $0.sound?.workspace } }

  /// Whether the workspace says what the texts say now.
  public var isSound: Bool { state.withLock { $0.opening.workspace != nil } }

  /// What is wrong with the texts as they are now, and what they are warned of, in reading order.
  public var diagnostics: [Diagnostic] { state.withLock { $0.opening.diagnostics } }

  /// Every text as it is now, for excerpts; rule pages included.
  public var texts: [SourceText] { state.withLock { $0.opening.texts } }

  /// The language that the project asks for, where it can be read.
  public var language: Language? { state.withLock { $0.opening.language } }

  /// What opening gave, for what has to do with rule pages.
  package var opening: Opening { state.withLock { $0.opening } }

  /// Finds and reads scenarios of the project.
  ///
  /// - Parameter names: of files in its folder `scenarios`, with or without their ending, or paths.
  /// - Returns: the texts for `Workspace.whatIf`, each with its name; a diagnostic for each that is not there.
  /// - Complexity: O(size of the texts)
  public func scenarioTexts(
    named names: [String]
  ) -> (texts: [(key: String, text: SourceText)], diagnostics: [Diagnostic]) {
    state.withLock { $0.opening.files }.scenarioTexts(named: names)
  }

  /// Another session in the same state. What is changed in one is not changed in the other; what was computed before
  /// serves both.
  ///
  /// - Complexity: O(1)
  public func fork() -> ProjectSession {
    var copy = state.withLock { $0 }
    copy.isChanging = false
    // Two sessions that write the same files would each undo what the other did.
    copy.applied = []
    return ProjectSession(copy, settings: settings, isOnDisk: isOnDisk)
  }

  // MARK: Changing texts

  /// Takes another text in the place of one, or one more. Nothing is written to a disk.
  ///
  /// - Parameters:
  ///   - content: the text as it is from now on.
  ///   - path: as the session's other texts have theirs: in a folder with that of the folder before it, in memory
  ///     relative to the project. A file that has no part in a project changes nothing.
  ///   - cancellation: asked while texts are read and rules are computed.
  /// - Returns: what is wrong with the project now, and what it is warned of.
  /// - Complexity: O(size of the text + entities + edges); where rules or the project's own words change, that of opening.
  ///   Questions then cost what differs.
  /// - Throws: `Cancelled`; the session is then as before.
  @discardableResult
  public func replace(
    _ content: String, of path: String, cancellation: Cancellation = Cancellation()
  ) throws(Cancelled) -> [Diagnostic] {
    try change(cancellation) { $0.replacing(SourceText(path: path, content: content)) }
  }

  /// Leaves a file out. Nothing is removed from a disk.
  ///
  /// - Returns: what is wrong with the project now, and what it is warned of.
  /// - Complexity: that of `replace(_:of:)`
  /// - Throws: `Cancelled`; the session is then as before.
  @discardableResult
  public func remove(
    _ path: String, cancellation: Cancellation = Cancellation()
  ) throws(Cancelled) -> [Diagnostic] {
    try change(cancellation) { $0.removing(path) }
  }

  private func change(
    _ cancellation: Cancellation, _ changed: (ProjectFiles) -> ProjectFiles
  ) throws(Cancelled) -> [Diagnostic] {
    try beginChange(cancellation)
    defer { endChange() }
    return try take(changed(state.withLock { $0.opening.files }), cancellation)
  }

  /// Makes files those of the session. Whoever calls has begun a change.
  private func take(_ files: ProjectFiles, _ cancellation: Cancellation) throws(Cancelled) -> [Diagnostic] {
    let (opening, sound) = state.withLock { ($0.opening, $0.sound) }
    let next = try Opening(
      of: files, settings: settings, following: sound, treesOf: opening, cancellation: cancellation)
    state.withLock { state in
      state.opening = next
      if next.workspace != nil { state.sound = next }
    }
    return next.diagnostics
  }

  private func beginChange(_ cancellation: Cancellation) throws(Cancelled) {
    while true {
      try cancellation.check()
      let isMine = state.withLock { state in
        if state.isChanging { return false }
        state.isChanging = true
        return true
      }
      if isMine { return }
      pause(milliseconds: 2)
    }
  }

  private func endChange() { state.withLock { $0.isChanging = false } }

  // MARK: Writing

  /// Makes changes of files, such as `Workspace.changes(to:)` gives: on the disk, where the project is in a folder, and in
  /// the session. All of them are made, or none.
  ///
  /// - Returns: why nothing was changed, such as a file that somebody else changed since it was read; empty where
  ///   everything was.
  /// - Complexity: that of `replace(_:of:)`, and O(size of the files)
  /// - Throws: `Cancelled`, before anything is written; the session is then as before.
  public func apply(
    _ changes: [FileChange], cancellation: Cancellation = Cancellation()
  ) throws(Cancelled) -> [Diagnostic] {
    try write(changes, cancellation) { state in
      state.applied = (state.applied + [changes]).suffix(Self.mostUndone)
    }
  }

  /// Takes back what `apply` did last in this session.
  ///
  /// - Returns: the files that it changed back, nil where there is nothing to undo; with diagnostics, none.
  /// - Complexity: that of `apply`
  /// - Throws: `Cancelled`, before anything is written; the session is then as before.
  public func undo(
    cancellation: Cancellation = Cancellation()
  ) throws(Cancelled) -> (changes: [FileChange]?, diagnostics: [Diagnostic]) {
    guard let last = state.withLock({ $0.applied.last }) else { return (nil, []) }
    let changes = last.reversed().map(\.inverse)
    let diagnostics = try write(changes, cancellation) { $0.applied.removeLast() }
    return (diagnostics.isEmpty ? changes : nil, diagnostics)
  }

  private func write(
    _ changes: [FileChange], _ cancellation: Cancellation, _ remember: (inout State) -> Void
  ) throws(Cancelled) -> [Diagnostic] {
    try beginChange(cancellation)
    defer { endChange() }
    let files = state.withLock { $0.opening.files }
    let faults = files.faults(of: changes)
    guard faults.isEmpty else { return faults }
    if isOnDisk {
      let faults = replaceFiles(changes)
      guard faults.isEmpty else { return faults }
    }
    // What is written is written: from here on nobody's change of mind is heard.
    _ = try take(files.applying(changes), Cancellation())
    state.withLock { remember(&$0) }
    return []
  }
}
