// swift-tools-version: 6.2
import PackageDescription

// The map of the targets, with what each must not know, is Sources/ARCHITECTURE.md.

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

let package = Package(
  name: "gremium",
  targets: [
    .target(name: "SourceDiagnostics", swiftSettings: strict),
    .target(name: "GovernanceModel", dependencies: ["SourceDiagnostics"], swiftSettings: strict),
    .target(
      name: "GovernanceDiagrams", dependencies: ["GovernanceModel", "SourceDiagnostics"], swiftSettings: strict),
    .systemLibrary(name: "CGraphviz", pkgConfig: "libgvc", providers: [.apt(["libgraphviz-dev"])]),
    .target(name: "Graphviz", dependencies: ["CGraphviz"], swiftSettings: strict),
    .testTarget(name: "SourceDiagnosticsTests", dependencies: ["SourceDiagnostics"], swiftSettings: strict),
    .testTarget(name: "GraphvizTests", dependencies: ["Graphviz"], swiftSettings: strict),
    .testTarget(
      name: "GovernanceDiagramsTests",
      dependencies: ["GovernanceDiagrams", "GovernanceModel", "Graphviz", "SourceDiagnostics"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
