// What every file keeps to, whatever it is about.

import Testing

@Suite("Every file is as tidy as the next")
struct TidyTests {
  @Test("every file says in its first line what it is for")
  func firstLines() throws {
    try check("no first line", allowing: [:]) { $0.text.hasPrefix("// ") ? [] : [$0.path] }
  }

  @Test("a file can be read in one sitting: at most 450 lines, lists of words apart")
  func fileLengths() throws {
    try check("files over 450 lines", allowing: Outstanding.longFiles) { file in
      file.holdsWords || file.lines.count <= 451 ? [] : [file.path]
    }
  }

  @Test("a function can be seen at once: at most 60 lines")
  func functionLengths() throws {
    try check("functions over 60 lines", allowing: Outstanding.longFunctions) { $0.functions(longerThan: 60) }
  }

  @Test("where the compiler does not check memory or threads, a comment says why it is safe")
  func safety() throws {
    try check("unsafe code without a reason", allowing: Outstanding.unsafeWithoutReason) { file in
      file.isUnsafe && !file.text.contains("SAFETY:") ? [file.path] : []
    }
  }

  @Test("what other modules see has a doc comment")
  func documentation() throws {
    try check("no doc comment", allowing: Outstanding.undocumented) { $0.undocumented }
  }

  @Test("what differs from one system to the next is in a module's Platform.swift")
  func platforms() throws {
    try check("a system's library imported", allowing: Outstanding.platformImports) { file in
      let systems = Set(file.imports).intersection(["Android", "Darwin", "Glibc", "Musl", "WinSDK"])
      return systems.isEmpty || file.name == "Platform.swift" ? [] : [file.path]
    }
  }

  @Test("a type's name is seen in one module only")
  func typeNames() throws {
    var modules: [String: Set<String>] = [:]
    for file in try Repository.files() {
      for type in file.visibleTypes { modules[type, default: []].insert(file.module) }
    }
    for (type, modules) in modules { #expect(modules.count == 1, "\(type) is in \(modules.sorted())") }
  }

  /// Looks for something in every file, and prints what there still is of it.
  ///
  /// - Parameter known: how much of it each module may still have.
  private func check(
    _ fault: String, allowing known: [String: Int], in find: (SourceFile) -> [String]
  ) throws {
    let found = Dictionary(grouping: try Repository.files(), by: \.module).mapValues { $0.flatMap(find) }
    for (module, found) in found.sorted(by: { $0.key < $1.key }) {
      let allowed = known[module] ?? 0
      #expect(found.count <= allowed, "\(fault):\n\(found.joined(separator: "\n"))")
      if allowed > 0 { print("\(module): \(fault): \(found.count) of \(allowed) outstanding") }
    }
  }
}
