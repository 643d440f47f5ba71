// swift-tools-version: 6.2
import PackageDescription

// The map of the targets, with what each must not know, is Sources/ARCHITECTURE.md.

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

let package = Package(
  name: "gremium",
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .target(name: "SourceDiagnostics", swiftSettings: strict),
    .target(name: "GovernanceModel", dependencies: ["SourceDiagnostics"], swiftSettings: strict),
    .target(
      name: "GovernanceIO",
      dependencies: ["GovernanceModel", "SourceDiagnostics", .product(name: "Yams", package: "Yams")],
      swiftSettings: strict),
    .testTarget(name: "SourceDiagnosticsTests", dependencies: ["SourceDiagnostics"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
