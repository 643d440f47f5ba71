// What a file of a project is for, which its path says.

/// What a file of a project is for.
enum FileRole: Sendable, Equatable {
  /// `gremium.yaml`.
  case header
  /// A file of the model, with the number of its format.
  case model(format: Int)
  /// `views/NAME.yaml`.
  case view
  /// `rules/PACK/NAME.md`; the code is `PACK/NAME`.
  case page(code: String)
  /// A page right under `rules`, where it belongs to no pack.
  case pageOutsidePack
  /// `scenarios/NAME.yaml`.
  case scenario

  /// - Parameters:
  ///   - path: the parts of the path under the project's folder.
  ///   - formats: of model files.
  /// - Returns: nil for a file that has no part in the project, among them hidden ones.
  init?(_ path: [String], formats: [any ModelFormat]) {
    guard let name = path.last, path.allSatisfy({ !$0.hasPrefix(".") }) else { return nil }
    switch (path.first, path.count) {
    case (_, 1):
      if name == "gremium.yaml" {
        self = .header
      } else if let format = formats.firstIndex(where: { $0.ending(of: name) != nil }) {
        self = .model(format: format)
      } else {
        return nil
      }
    case ("views", 2) where isYAML(name): self = .view
    case ("scenarios", 2) where isYAML(name): self = .scenario
    case ("rules", 2) where isPage(name): self = .pageOutsidePack
    case ("rules", 3) where isPage(name): self = .page(code: "\(path[1])/\(name.dropLast(3))")
    default: return nil
    }
  }

  /// In which order files are read: by role, models by their format, and then by path.
  var order: (Int, Int) {
    switch self {
    case .header: (0, 0)
    case .model(let format): (1, format)
    case .view: (2, 0)
    case .page: (3, 0)
    case .pageOutsidePack: (4, 0)
    case .scenario: (5, 0)
    }
  }
}

/// Whether a file is one that people write in YAML: a view, a scenario.
func isYAML(_ name: String) -> Bool { YAMLFormat().ending(of: name) != nil }

/// Whether a file is a rule page.
func isPage(_ name: String) -> Bool { name.lowercased().hasSuffix(".md") && name != "README.md" }
