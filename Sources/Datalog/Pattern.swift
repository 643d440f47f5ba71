// Regular expressions for `match`.
//
// A pattern becomes a small automaton, and a text is read once with all states that are possible at the same time, so
// no pattern takes more than its length times the text's. What cannot be matched that way (a reference back to a group,
// a look ahead) is refused.
//
// - Source: Thompson, "Regular expression search algorithm", CACM 1968; Cox, "Regular expression matching: the virtual
//   machine approach", 2009.

/// Why a text is not a pattern.
enum PatternFault: Error, Equatable {
  case syntax
  /// `\1`.
  case backReference
  /// `(?=…)` or `(?!…)`.
  case lookAhead
  /// Counted repetitions that take more states than there may be, or groups nested too deep.
  case tooLarge
}

/// A compiled pattern, in the dialect of ECMAScript that C++ and so Soufflé has, with its POSIX classes. Characters are
/// Unicode scalars.
struct Pattern {
  private let program: [PatternInstruction]

  /// Nil if the text is not a pattern; `fault(of:)` tells why.
  init?(_ text: String) {
    guard let program = try? Pattern.program(text) else { return nil }
    self.program = program
  }

  /// The fault of a text that is no pattern.
  static func fault(of text: String) -> PatternFault? {
    do throws(PatternFault) {
      _ = try program(text)
      return nil
    } catch {
      return error
    }
  }

  private static func program(_ text: String) throws(PatternFault) -> [PatternInstruction] {
    try PatternCompiler.program(for: try PatternParser.expression(of: text))
  }

  /// Whether it matches the text from its start to its end.
  ///
  /// - Complexity: O(size of the pattern · scalars of the text).
  func matches(_ text: String) -> Bool {
    var run = PatternRun(program)
    var previous: Unicode.Scalar?
    var scalars = text.unicodeScalars.makeIterator()
    var next = scalars.next()
    run.start(before: next)
    while let scalar = next {
      if run.isOver { return false }
      previous = scalar
      next = scalars.next()
      run.step(over: scalar, previous: previous, next: next)
    }
    return run.isAccepting
  }
}

/// The states that are possible at one place of a text.
private struct PatternRun {
  private let program: [PatternInstruction]
  /// Instructions that take a character, in which the run may be.
  private var states: [Int] = []
  private var following: [Int] = []
  /// The step at which an instruction was last reached.
  private var reached: [Int]
  private var number = 0
  private(set) var isAccepting = false

  init(_ program: [PatternInstruction]) {
    self.program = program
    reached = [Int](repeating: -1, count: program.count)
  }

  var isOver: Bool { states.isEmpty }

  mutating func start(before next: Unicode.Scalar?) {
    reach(0, previous: nil, next: next)
    swap(&states, &following)
  }

  mutating func step(over scalar: Unicode.Scalar, previous: Unicode.Scalar?, next: Unicode.Scalar?) {
    number += 1
    isAccepting = false
    following.removeAll(keepingCapacity: true)
    for state in states {
      if case .take(let set) = program[state], set.contains(scalar) { reach(state + 1, previous: previous, next: next) }
    }
    swap(&states, &following)
  }

  /// Follows everything that takes no character.
  private mutating func reach(_ start: Int, previous: Unicode.Scalar?, next: Unicode.Scalar?) {
    var open = [start]
    while let instruction = open.popLast() {
      guard reached[instruction] != number else { continue }
      reached[instruction] = number
      switch program[instruction] {
      case .take: following.append(instruction)
      case .jump(let target): open.append(target)
      case .fork(let one, let other):
        open.append(one)
        open.append(other)
      case .require(let assertion):
        if assertion.holds(between: previous, and: next) { open.append(instruction + 1) }
      case .accept: isAccepting = true
      }
    }
  }
}
