// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that the first build of `gremium` does not pay for it.

let package = Package(
  name: "benchmarks",
  dependencies: [
    .package(name: "gremium", path: ".."),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
  ],
  targets: [
    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Datalog", package: "gremium"),
      ],
      resources: [.copy("Programs")],
      swiftSettings: [.treatAllWarnings(as: .error)]),
    .testTarget(
      name: "BenchmarksTests", dependencies: ["Benchmarks"], swiftSettings: [.treatAllWarnings(as: .error)]),
  ],
  swiftLanguageModes: [.v6]
)
