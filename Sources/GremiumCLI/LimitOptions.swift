// `--limit NAME=VALUE`: how much of something there may be.

import ArgumentParser

/// The limits that somebody set.
struct LimitOptions: ParsableArguments {
  /// What can be limited. The names stand in the help, in alphabetical order.
  enum Name: String, CaseIterable {
    /// How many faults of the input are shown.
    case errors
  }

  struct Limit {
    let name: Name
    let value: Int

    /// - Throws: why it is none, in the language of the help.
    init(argument: String) throws {
      let parts = argument.split(separator: "=", omittingEmptySubsequences: false)
      guard parts.count == 2, let name = Name(rawValue: String(parts[0])), let value = Int(parts[1]), value > 0 else {
        let names = Name.allCases.map { "\($0.rawValue)=\(LimitOptions.usualErrors)" }.joined(separator: ", ")
        throw ValidationError(
          say(nl: "`\(argument)` is geen grens; schrijf \(names)", en: "`\(argument)` is no limit; write \(names)"))
      }
      (self.name, self.value) = (name, value)
    }
  }

  /// Told where a limit is met, for most never meet one.
  @Option(
    help: ArgumentHelp(
      say(
        nl: "Een grens, als errors=1000: zoveel fouten in de invoer worden getoond. Mag vaker.",
        en: "A limit, as errors=1000: so many faults in the input are shown. May be repeated."),
      valueName: "name=value", visibility: .hidden),
    transform: Limit.init(argument:))
  var limit: [Limit] = []

  /// How many faults of the input are shown.
  var errors: Int { limit.last { $0.name == .errors }?.value ?? Self.usualErrors }

  /// More than anybody reads.
  static let usualErrors = 1_000
}
