// What a pattern consists of, and the automaton that it becomes.

indirect enum PatternExpression {
  case empty
  case character(ScalarSet)
  case sequence([PatternExpression])
  case choice([PatternExpression])
  /// No upper bound if that is nil.
  case repetition(PatternExpression, from: Int, to: Int?)
  case assertion(PatternAssertion)
}

enum PatternAssertion {
  case start, end, wordBoundary, noWordBoundary

  func holds(between previous: Unicode.Scalar?, and next: Unicode.Scalar?) -> Bool {
    func isWord(_ scalar: Unicode.Scalar?) -> Bool { scalar.map(ScalarSet.word.contains) ?? false }
    return switch self {
    case .start: previous == nil
    case .end: next == nil
    case .wordBoundary: isWord(previous) != isWord(next)
    case .noWordBoundary: isWord(previous) == isWord(next)
    }
  }
}

/// A set of scalars, as ranges or as all but those.
struct ScalarSet {
  var ranges: [ClosedRange<UInt32>]
  var isInverted = false

  func contains(_ scalar: Unicode.Scalar) -> Bool { ranges.contains { $0.contains(scalar.value) } != isInverted }

  var inverted: ScalarSet { ScalarSet(ranges: ranges, isInverted: !isInverted) }

  init(ranges: [ClosedRange<UInt32>], isInverted: Bool = false) {
    self.ranges = ranges
    self.isInverted = isInverted
  }

  init(_ ranges: ClosedRange<Unicode.Scalar>...) {
    self.ranges = ranges.map { $0.lowerBound.value...$0.upperBound.value }
  }

  static let digit = ScalarSet("0"..."9")
  static let word = ScalarSet("a"..."z", "A"..."Z", "0"..."9", "_"..."_")
  static let space = ScalarSet("\t"..."\r", " "..." ")
  static let anyButLineEnd = ScalarSet("\n"..."\n", "\r"..."\r").inverted

  /// The class that is written `[:name:]`.
  static func named(_ name: String) -> ScalarSet? {
    switch name {
    case "alnum": ScalarSet("a"..."z", "A"..."Z", "0"..."9")
    case "alpha": ScalarSet("a"..."z", "A"..."Z")
    case "blank": ScalarSet(" "..." ", "\t"..."\t")
    case "cntrl": ScalarSet("\0"..."\u{1F}", "\u{7F}"..."\u{7F}")
    case "digit", "d": digit
    case "graph": ScalarSet("!"..."~")
    case "lower": ScalarSet("a"..."z")
    case "print": ScalarSet(" "..."~")
    case "punct": ScalarSet("!"..."/", ":"..."@", "["..."`", "{"..."~")
    case "space", "s": space
    case "upper": ScalarSet("A"..."Z")
    case "w": word
    case "xdigit": ScalarSet("0"..."9", "a"..."f", "A"..."F")
    default: nil
    }
  }
}

/// A step of the automaton; one that takes a character goes on with the next instruction.
enum PatternInstruction {
  case take(ScalarSet)
  case require(PatternAssertion)
  case jump(Int)
  case fork(Int, Int)
  case accept
}

struct PatternCompiler {
  private var program: [PatternInstruction] = []

  /// How many instructions a pattern may take.
  private static let most = 20_000

  static func program(for expression: PatternExpression) throws(PatternFault) -> [PatternInstruction] {
    var compiler = PatternCompiler()
    try compiler.add(expression)
    try compiler.emit(.accept)
    return compiler.program
  }

  private mutating func emit(_ instruction: PatternInstruction) throws(PatternFault) {
    guard program.count < PatternCompiler.most else { throw .tooLarge }
    program.append(instruction)
  }

  private mutating func add(_ expression: PatternExpression) throws(PatternFault) {
    switch expression {
    case .empty: break
    case .character(let set): try emit(.take(set))
    case .assertion(let assertion): try emit(.require(assertion))
    case .sequence(let parts): for part in parts { try add(part) }
    case .choice(let branches):
      var ends: [Int] = []
      for branch in branches.dropLast() {
        let fork = program.count
        try emit(.accept)
        try add(branch)
        ends.append(program.count)
        try emit(.accept)
        program[fork] = .fork(fork + 1, program.count)
      }
      if let last = branches.last { try add(last) }
      for end in ends { program[end] = .jump(program.count) }
    case .repetition(let part, let least, let most):
      // Even what is empty takes room, so that a billion times nothing comes to an end.
      for _ in 0..<least { try addOnce(part) }
      guard let most else {
        let fork = program.count
        try emit(.accept)
        try add(part)
        try emit(.jump(fork))
        program[fork] = .fork(fork + 1, program.count)
        return
      }
      var forks: [Int] = []
      for _ in least..<max(least, most) {
        forks.append(program.count)
        try emit(.accept)
        try add(part)
      }
      for fork in forks { program[fork] = .fork(fork + 1, program.count) }
    }
  }

  private mutating func addOnce(_ part: PatternExpression) throws(PatternFault) {
    let start = program.count
    try add(part)
    if program.count == start { try emit(.jump(start + 1)) }
  }
}
