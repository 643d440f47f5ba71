// swift-tools-version: 6.2
import PackageDescription

// Programs that libFuzzer feeds with bytes. The modules under test are the main package's own sources (links in Sources),
// built here once more with the fuzzer's instruments in them.

let instruments: [SwiftSetting] = [
  .treatAllWarnings(as: .error), .unsafeFlags(["-sanitize=fuzzer", "-parse-as-library"]),
]

let package = Package(
  name: "fuzzing",
  targets: [
    .target(name: "SourceDiagnostics", swiftSettings: instruments),
    .target(name: "TupleStore", swiftSettings: instruments),
    .target(name: "Datalog", dependencies: ["SourceDiagnostics", "TupleStore"], swiftSettings: instruments),
    .executableTarget(
      name: "fuzz-datalog", dependencies: ["Datalog"], swiftSettings: instruments,
      // libFuzzer brings a `main` of its own, which does the same.
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-Xlinker", "-zmuldefs"])]),
  ],
  swiftLanguageModes: [.v6]
)
