// What the ids of an evaluation mean, and the computations that plans ask for.

import SourceDiagnostics
import TupleStore

/// An expression over registers.
indirect enum Computation {
  case register(Int, ValueKind)
  case constant(Value)
  case apply(Functor, [Computation], SourcePlace)
  /// The same bits as another kind of whole number.
  case reinterpret(Computation, ValueKind)

  /// The same computation with its result as a value of the kind.
  func reinterpreted(as kind: ValueKind) -> Computation {
    switch self {
    // An id stands for bits, whatever the kind.
    case .register(let register, _): .register(register, kind)
    case .constant(let value): .constant(value.reinterpreted(as: kind))
    case .apply, .reinterpret: .reinterpret(self, kind)
    }
  }
}

/// Something that a plan asks for.
enum Site {
  case never
  case compute(Computation, into: Int)
  case compare(Comparison, Computation, Computation)
  case test(TextTest, isNegated: Bool, Computation, Computation, SourcePlace)
  case expand([Computation], SourcePlace)
  case fold(AggregateOperation, target: Computation?, kind: ValueKind, into: Int, SourcePlace)
}

/// The host of a join machine. Faults are collected, one for each place; the binding that met one is passed over.
final class EvaluationContext: JoinHost {
  var dictionary: ValueDictionary
  /// Asked where one call of a plan may take long. What it stopped is not a fault, and is not to be used.
  private var stop: StopCheck
  private var sites: [Site] = []
  /// For each fold that is going on, what each binding has met so far.
  private var folds: [Int: [Fold]] = [:]
  private var faults: [SourcePlace: Diagnostic] = [:]
  /// Whether a binding that meets a fault is passed over without a word.
  var isSilent = false
  private var patterns: [String: Pattern?] = [:]
  /// How many bytes all texts may have together, those of facts among them, and how many of these rules may make.
  private var textLimit = (total: Int.max, made: Int.max)

  /// - Parameter dictionary: what the ids of the facts mean.
  init(_ dictionary: ValueDictionary, _ stop: StopCheck) {
    self.dictionary = dictionary
    self.stop = stop
  }

  var diagnostics: [Diagnostic] { faults.values.inReadingOrder }
  var faultCount: Int { faults.count }

  /// Starts on something else.
  func begin(_ dictionary: ValueDictionary, _ stop: StopCheck) {
    self.dictionary = dictionary
    self.stop = stop
    faults = [:]
    folds = [:]
    isSilent = false
  }

  /// From now on, texts that are made may have so many bytes together.
  func limitTexts(toBytes bytes: Int) { textLimit = (dictionary.texts.byteCount + bytes, bytes) }

  func add(_ site: Site) -> Int {
    sites.append(site)
    return sites.count - 1
  }

  func id(of value: Value) -> UInt32 { dictionary.id(of: value, stop: stop) }

  /// Gives back the memory that only new values need, until there is one.
  func releaseTables(remembering texts: some Sequence<UInt32>) {
    dictionary.texts.releaseTable(remembering: texts)
  }

  private func report(_ diagnostic: Diagnostic, at place: SourcePlace) {
    if !isSilent, faults[place] == nil, !stop.isStopped { faults[place] = diagnostic }
  }

  // MARK: Expressions

  private func value(_ computation: Computation, _ bindings: BindingBatch, _ position: Int) -> Value? {
    switch computation {
    case .register(let register, let kind): return dictionary.value(bindings[register, position], kind)
    case .constant(let value): return value
    case .reinterpret(let part, let kind): return value(part, bindings, position)?.reinterpreted(as: kind)
    case .apply(let functor, let parts, let place):
      var arguments: [Value] = []
      arguments.reserveCapacity(parts.count)
      for part in parts {
        guard let argument = value(part, bindings, position) else { return nil }
        arguments.append(argument)
      }
      if functor == .ordinal { return .number(Int64(id(of: arguments[0]))) }
      // Only these make texts that are longer than those that there are.
      let isConcatenation = functor == .concatenate || functor == .add && arguments[0].kind == .symbol
      if isConcatenation, !isSilent, dictionary.texts.byteCount + byteCount(of: arguments) > textLimit.total {
        report(Messages.tooMuchText(textLimit.made, at: place), at: place)
        return nil
      }
      do throws(FunctionFault) {
        return try functor.value(of: arguments)
      } catch {
        report(EvaluationContext.diagnostic(error, functor, arguments, at: place), at: place)
        return nil
      }
    }
  }

  private func byteCount(of texts: [Value]) -> Int {
    texts.reduce(0) { count, value in if case .symbol(let text) = value { count + text.utf8.count } else { count } }
  }

  /// The function's value; nil if it has none.
  func apply(_ functor: Functor, _ arguments: [Value]) -> Value? {
    functor == .ordinal ? .number(Int64(id(of: arguments[0]))) : try? functor.value(of: arguments)
  }

  private static func diagnostic(
    _ fault: FunctionFault, _ functor: Functor, _ arguments: [Value], at place: SourcePlace
  ) -> Diagnostic {
    let shown =
      arguments.count == 1
      ? "-(\(arguments[0]))" : arguments.map(\.description).joined(separator: " \(functor.rawValue) ")
    return switch fault {
    case .divisionByZero: Messages.divisionByZero(shown, at: place)
    case .conversion: Messages.conversion(functor, arguments[0], at: place)
    case .overflow: Messages.overflow(shown, at: place)
    }
  }

  // MARK: The host

  func call(site: Int, _ bindings: BindingBatch) {
    if case .compare(let comparison, let left, let right) = sites[site],
      let left = words(of: left, bindings), let right = words(of: right, bindings)
    {
      compare(left, comparison, right, bindings)
      return
    }
    for position in 0..<bindings.count {
      // A text may be long, and so is what is done with it.
      if position % 16 == 15, stop.isStopped { return }
      if !holds(sites[site], bindings, position) { bindings.drop(position) }
    }
  }

  private func holds(_ site: Site, _ bindings: BindingBatch, _ position: Int) -> Bool {
    switch site {
    case .compute(let computation, let register):
      guard let value = value(computation, bindings, position) else { return false }
      bindings[register, position] = id(of: value)
      return true
    case .compare(let comparison, let left, let right):
      guard let left = value(left, bindings, position), let right = value(right, bindings, position) else {
        return false
      }
      switch comparison {
      case .equal: return left == right
      case .notEqual: return left != right
      case .less: return left < right
      case .lessOrEqual: return left <= right
      case .greater: return left > right
      case .greaterOrEqual: return left >= right
      }
    case .test(let test, let isNegated, let left, let right, let place):
      guard case .symbol(let first) = value(left, bindings, position),
        case .symbol(let second) = value(right, bindings, position)
      else { return false }
      switch test {
      case .contains: return isNegated != contains(first, in: second)
      case .match:
        guard let pattern = pattern(first, at: place) else { return false }
        return isNegated != pattern.matches(second)
      }
    case .never, .expand, .fold: return false
    }
  }

  /// The numbers of all bindings, if the computation only has to look them up.
  private func words(of computation: Computation, _ bindings: BindingBatch) -> (words: [UInt64], kind: ValueKind)? {
    let known = dictionary.words
    switch computation {
    case .register(_, .symbol), .constant(.symbol), .apply, .reinterpret: return nil
    case .register(let register, let kind):
      return ((0..<bindings.count).map { known[bindings[register, $0]] }, kind)
    case .constant(.number(let number)):
      return ([UInt64](repeating: UInt64(bitPattern: number), count: bindings.count), .number)
    case .constant(.unsigned(let number)): return ([UInt64](repeating: number, count: bindings.count), .unsigned)
    case .constant(.float(let number)):
      return ([UInt64](repeating: number.bitPattern, count: bindings.count), .float)
    }
  }

  /// Compares numbers of one kind without making values of them.
  private func compare(
    _ left: (words: [UInt64], kind: ValueKind), _ comparison: Comparison, _ right: (words: [UInt64], kind: ValueKind),
    _ bindings: BindingBatch
  ) {
    func keep<Number: Comparable>(_ number: (UInt64) -> Number) {
      for position in 0..<bindings.count {
        let (one, other) = (number(left.words[position]), number(right.words[position]))
        let holds =
          switch comparison {
          case .equal: one == other
          case .notEqual: one != other
          case .less: one < other
          case .lessOrEqual: one <= other
          case .greater: one > other
          case .greaterOrEqual: one >= other
          }
        if !holds { bindings.drop(position) }
      }
    }
    switch left.kind {
    case .number: keep { Int64(bitPattern: $0) }
    case .float: keep { Double(bitPattern: $0) }
    case .unsigned, .symbol: keep { $0 }
    }
  }

  private func contains(_ part: String, in whole: String) -> Bool {
    let (part, whole) = (Array(part.utf8), Array(whole.utf8))
    guard part.count <= whole.count else { return false }
    return (0...(whole.count - part.count)).contains { whole[$0..<($0 + part.count)].elementsEqual(part) }
  }

  /// The compiled pattern, compiled once; nil, and a fault, if it is not one.
  private func pattern(_ text: String, at place: SourcePlace) -> Pattern? {
    let pattern = patterns[text] ?? Pattern(text)
    patterns[text] = .some(pattern)
    if pattern == nil { report(Messages.badPattern(text, at: place), at: place) }
    return pattern
  }

  // MARK: Ranges

  /// How many values a range may have.
  private static let longestRange = 10_000_000

  func expand(site: Int, _ bindings: BindingBatch, at position: Int) -> [UInt32] {
    guard case .expand(let bounds, let place) = sites[site] else { return [] }
    let values = bounds.compactMap { value($0, bindings, position) }
    guard values.count == bounds.count else { return [] }
    let result: [UInt32]?
    switch (values[0], values[1], values.count > 2 ? values[2] : nil) {
    case (.number(let start), .number(let end), nil):
      result = steps(from: start, to: end, by: start <= end ? 1 : -1) { .number($0) }
    case (.number(let start), .number(let end), .number(let step)?):
      result = steps(from: start, to: end, by: step) { .number($0) }
    case (.unsigned(let start), .unsigned(let end), nil):
      // Downwards by one: what leads up to the start from just after the end, turned round.
      result =
        start <= end
        ? steps(from: start, to: end, by: 1) { .unsigned($0) }
        : steps(from: end + 1, to: start, by: 1) { .unsigned($0) }.map { ($0 + [id(of: .unsigned(start))]).reversed() }
    case (.unsigned(let start), .unsigned(let end), .unsigned(let step)?):
      result = steps(from: start, to: end, by: step) { .unsigned($0) }
    case (.float(let start), .float(let end), let step):
      let by = if case .float(let step)? = step { step } else { start <= end ? 1.0 : -1.0 }
      result = steps(from: start, to: end, by: by)
    default: result = []
    }
    guard let result else {
      report(Messages.rangeTooLong(EvaluationContext.longestRange, at: place), at: place)
      return []
    }
    return result
  }

  /// The ids of the values from the start up or down to before the end. A step of zero gives the start, as in Soufflé; one in the wrong
  /// direction gives nothing. Nil if there are too many.
  private func steps<Number: FixedWidthInteger>(
    from start: Number, to end: Number, by step: Number, _ value: (Number) -> Value
  ) -> [UInt32]? {
    if step == 0 { return start == end ? [] : [id(of: value(start))] }
    if (Int128(end) - Int128(start)) / Int128(step) >= EvaluationContext.longestRange { return nil }
    var values: [UInt32] = []
    var next = start
    while step > 0 ? next < end : next > end {
      if stop.isStopped(at: values.count) { return [] }
      values.append(id(of: value(next)))
      let (sum, overflow) = next.addingReportingOverflow(step)
      if overflow { break }
      next = sum
    }
    return values
  }

  private func steps(from start: Double, to end: Double, by step: Double) -> [UInt32]? {
    if step == 0 { return start == end ? [] : [id(of: .float(start))] }
    if (end - start) / step >= Double(EvaluationContext.longestRange) { return nil }
    var values: [UInt32] = []
    var next = start
    while step > 0 ? next < end : next > end {
      // A step too small to change the number would never arrive.
      if next + step == next { return nil }
      if stop.isStopped(at: values.count) { return [] }
      values.append(id(of: .float(next)))
      next += step
    }
    return values
  }

  // MARK: Aggregates

  /// The state of an aggregate over the bindings so far.
  private struct Fold {
    var count: Int64 = 0
    var sum: Int128 = 0
    var extreme: Value?
    /// Floats are added at the end, in order of size, so that the sum does not depend on the order of the tuples.
    var floats: [Double] = []

    mutating func add(_ value: Value, _ operation: AggregateOperation) {
      count += 1
      switch operation {
      case .count: break
      case .min: extreme = extreme.map { Swift.min($0, value) } ?? value
      case .max: extreme = extreme.map { Swift.max($0, value) } ?? value
      case .sum, .mean:
        switch value {
        case .number(let number): sum += Int128(number)
        case .unsigned(let number): sum += Int128(number)
        case .float(let number): floats.append(number)
        case .symbol: break
        }
      }
    }
  }

  func foldStarts(site: Int, count: Int) { folds[site] = [Fold](repeating: Fold(), count: count) }

  func foldReceives(site: Int, _ bindings: BindingBatch, owner: Int) {
    // Taken out and put back, so that there is never a second reference.
    guard case .fold(let operation, let target, _, _, _) = sites[site], var met = folds.removeValue(forKey: site)
    else { return }
    defer { folds[site] = met }
    for position in 0..<bindings.count {
      let number = Int(bindings[owner, position])
      if operation == .count {
        met[number].count += 1
      } else if let target, let value = value(target, bindings, position) {
        met[number].add(value, operation)
      }
    }
  }

  func foldEnds(site: Int, _ bindings: BindingBatch) {
    guard case .fold(let operation, _, let kind, let register, let place) = sites[site],
      let met = folds.removeValue(forKey: site)
    else { return }
    for position in 0..<bindings.count {
      if let result = result(of: met[position], operation, kind, place) {
        bindings[register, position] = id(of: result)
      } else {
        bindings.drop(position)
      }
    }
  }

  private func result(
    of fold: Fold, _ operation: AggregateOperation, _ kind: ValueKind, _ place: SourcePlace
  ) -> Value? {
    switch operation {
    case .count: return .number(fold.count)
    case .min, .max: return fold.extreme
    case .sum:
      let total = sum(of: fold, kind)
      if total == nil { report(Messages.overflow("sum", at: place), at: place) }
      return total
    case .mean:
      guard fold.count > 0 else { return nil }
      guard case .float(let total)? = sum(of: fold, .float) else {
        report(Messages.overflow("mean", at: place), at: place)
        return nil
      }
      return .float(total / Double(fold.count))
    }
  }

  private func sum(of fold: Fold, _ kind: ValueKind) -> Value? {
    switch kind {
    case .number: return Int64(exactly: fold.sum).map(Value.number)
    case .unsigned: return UInt64(exactly: fold.sum).map(Value.unsigned)
    case .float:
      var floats = fold.floats
      guard floats.sort(stop, by: <) else { return nil }
      let total = floats.reduce(0, +)
      return total.isFinite ? .float(total) : nil
    case .symbol: return nil
    }
  }
}
