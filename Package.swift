// swift-tools-version: 6.2
import PackageDescription

// The map of the targets, with what each must not know, is Sources/ARCHITECTURE.md.

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

/// A library target; warnings are errors, here and in the tests.
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: [.treatAllWarnings(as: .error)])
}

/// - Parameter files: what lies in the tests' folder and is not Swift.
func tests(of name: String, with dependencies: [Target.Dependency] = [], besides files: [String] = []) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.byName(name: name)] + dependencies, exclude: files,
    swiftSettings: [.treatAllWarnings(as: .error)])
}

let package = Package(
  name: "gremium",
  products: [
    .executable(name: "gremium", targets: ["gremium"]),
    .library(name: "Datalog", targets: ["Datalog"]),
    .library(name: "GremiumKit", targets: ["GremiumKit"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    // Layer 0
    module("SourceDiagnostics"),
    module("TupleStore"),
    module("WorkControl"),
    .systemLibrary(name: "CGraphviz", pkgConfig: "libgvc", providers: [.apt(["libgraphviz-dev"])]),
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .target(
      name: "RuleCatalog", path: "rules", exclude: ["README.md"], swiftSettings: [.treatAllWarnings(as: .error)],
      plugins: ["EmbedFiles"]),
    // Layer 1
    module("Datalog", ["SourceDiagnostics", "TupleStore", "WorkControl"]),
    module("GovernanceModel", ["SourceDiagnostics"]),
    module("Graphviz", ["CGraphviz", "SourceDiagnostics", "WorkControl"]),
    // Layer 2
    module("GovernanceIO", ["CYAML", "GovernanceModel", "SourceDiagnostics", "WorkControl"]),
    module("GovernanceAnalysis", ["Datalog", "GovernanceModel", "SourceDiagnostics", "TupleStore", "WorkControl"]),
    module("DatalogFiles", ["Datalog", "SourceDiagnostics", "TupleStore"]),
    module("GovernanceDiagrams", ["GovernanceModel", "SourceDiagnostics", "WorkControl"]),
    // Layer 3
    module("GovernanceReports", ["Datalog", "GovernanceAnalysis", "GovernanceModel", "SourceDiagnostics"]),
    // Layer 4
    module(
      "GremiumKit",
      [
        "Datalog", "DatalogFiles", "GovernanceAnalysis", "GovernanceDiagrams", "GovernanceIO", "GovernanceModel",
        "GovernanceReports", "Graphviz", "RuleCatalog", "SourceDiagnostics", "WorkControl",
      ]),
    // Layer 6
    module("GremiumCLI", ["GovernanceReports", "GremiumKit", "SourceDiagnostics", argumentParser]),
    .executableTarget(
      name: "gremium", dependencies: ["GremiumCLI"], swiftSettings: [.treatAllWarnings(as: .error)]),
    // The build plugin that makes the rule pages part of the program
    .executableTarget(name: "embed-files", path: "Sources/Tools/embed-files"),
    .plugin(
      name: "EmbedFiles", capability: .buildTool(), dependencies: ["embed-files"], path: "Sources/Tools/EmbedFiles"),
    // Tests
    .target(
      name: "TestSupport", path: "Tests/TestSupport", exclude: ["ask_clingo.py", "ask_duckdb.py", "read_datalog.py"],
      swiftSettings: [.treatAllWarnings(as: .error)]),
    .testTarget(name: "ArchitectureTests", swiftSettings: [.treatAllWarnings(as: .error)]),
    .testTarget(
      name: "ExampleTests",
      dependencies: [
        "Datalog", "DatalogFiles", "GovernanceAnalysis", "GovernanceIO", "GovernanceModel", "GovernanceReports",
        "GremiumKit", "SourceDiagnostics", "TestSupport", "WorkControl",
      ],
      swiftSettings: [.treatAllWarnings(as: .error)]),
    .testTarget(
      name: "RuleTests",
      dependencies: [
        "Datalog", "GovernanceAnalysis", "GovernanceIO", "GovernanceModel", "GremiumKit", "SourceDiagnostics",
      ],
      swiftSettings: [.treatAllWarnings(as: .error)]),
    .testTarget(
      name: "ScaleTests",
      dependencies: [
        "GovernanceDiagrams", "GovernanceModel", "GovernanceReports", "SourceDiagnostics", "WorkControl",
      ],
      swiftSettings: [.treatAllWarnings(as: .error)]),
    tests(of: "Datalog", with: ["SourceDiagnostics", "TestSupport", "TupleStore", "WorkControl"], besides: ["Corpus"]),
    tests(of: "DatalogFiles", with: ["Datalog", "SourceDiagnostics", "TestSupport"]),
    tests(
      of: "GovernanceAnalysis",
      with: ["Datalog", "GovernanceIO", "GovernanceModel", "GremiumKit", "SourceDiagnostics", "TestSupport"]),
    tests(of: "GovernanceDiagrams", with: ["GovernanceModel", "Graphviz", "SourceDiagnostics"]),
    tests(
      of: "GovernanceIO", with: ["GovernanceModel", "GremiumKit", "SourceDiagnostics", "TestSupport", "WorkControl"]),
    tests(of: "GovernanceModel", with: ["SourceDiagnostics", "TestSupport"]),
    tests(
      of: "GovernanceReports", with: ["GovernanceAnalysis", "GovernanceModel", "SourceDiagnostics", "TestSupport"]),
    tests(of: "Graphviz", with: ["SourceDiagnostics", "WorkControl"]),
    tests(
      of: "GremiumCLI", with: ["GovernanceIO", "GovernanceModel", "GremiumKit", "SourceDiagnostics", "TestSupport"],
      besides: ["Answers", "Cases", "validate.py"]),
    tests(
      of: "GremiumKit",
      with: ["Datalog", "GovernanceIO", "GovernanceModel", "GovernanceReports", "SourceDiagnostics", "TestSupport"]),
    tests(of: "SourceDiagnostics"),
    tests(of: "TupleStore", with: ["TestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)
