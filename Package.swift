// swift-tools-version: 6.2
import PackageDescription

// The map of the targets, with what each must not know, is Sources/ARCHITECTURE.md.

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

let package = Package(
  name: "gremium",
  products: [
    .library(name: "Datalog", targets: ["Datalog"])
  ],
  targets: [
    .target(name: "SourceDiagnostics", swiftSettings: strict),
    .target(name: "TupleStore", swiftSettings: strict),
    .target(name: "Datalog", dependencies: ["SourceDiagnostics", "TupleStore"], swiftSettings: strict),
    .testTarget(name: "SourceDiagnosticsTests", dependencies: ["SourceDiagnostics"], swiftSettings: strict),
    .testTarget(name: "TupleStoreTests", dependencies: ["TupleStore"], swiftSettings: strict),
    .testTarget(name: "DatalogTests", dependencies: ["Datalog", "SourceDiagnostics"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
