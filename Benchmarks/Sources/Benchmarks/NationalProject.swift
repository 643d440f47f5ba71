// A country as its griffiers would write it down: the project on which whole commands are measured.

import Foundation

/// A Gremium project of any size, to which all shipped rules apply.
///
/// About one in a hundred of its entities has a fault, of the kinds that records have: a body that reports to nobody, an
/// opgave that nobody owns, a mandate that goes beyond the one above it. One in a thousand bodies reports to itself in the
/// end. Whatever else the rules ask for is there, so that nothing is found of a whole class.
struct NationalProject {
  let entities: Int
  let seed: UInt64

  /// The day of which the project speaks: `gremium.yaml` says so.
  static let day = "2025-02-01"

  /// Writes the project's files into a folder, which is made if it is not there.
  ///
  /// - Complexity: linear in `entities`, which must be at least 1,000; keeps a few words per body and mandate in memory
  func write(to folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var random = SplitMix64(seed: seed)
    let country = Country(entities: entities, random: &random)
    try Data(header.utf8).write(to: folder.appending(path: "gremium.yaml"))
    try country.writePlaces(to: folder)
    try country.writeBodies(to: folder, random: &random)
    try country.writePeople(to: folder, random: &random)
    try country.writeOpgaven(to: folder, random: &random)
    try country.writePowers(to: folder, random: &random)
    try country.writeMandates(to: folder, random: &random)
    try country.writePlans(to: folder, random: &random)
    try country.writeFunds(to: folder, random: &random)
    try country.writeAgreements(to: folder, random: &random)
    try country.writeDecisions(to: folder, random: &random)
  }

  private var header: String {
    """
    # Made by `Benchmarks project`: nobody is meant by it.
    name: Een land van \(entities) entiteiten
    language: nl
    on: \(Self.day)
    rules: [ownership, accountability, practice, mandate, gemeentewet, wgr, iza, periods, roles]

    """
  }
}
