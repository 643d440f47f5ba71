// transfer: another is accountable from the day on: the owner of an opgave, the holder of a power or a mandate, whoever
// receives a fund.

extension Verb {
  static let transfer = Verb("transfer", .many, ["to": .one]) { step, change in
    change.redirect(step, by: .transfer)
  }
}
