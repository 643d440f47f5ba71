// The words of program text.

/// One word, where it is, and how long it is in scalars.
struct Token: Sendable {
  enum Kind: Sendable {
    case identifier
    /// A word that the language keeps for itself.
    case keyword
    /// `.decl` and its like.
    case directive
    case string
    case numeral
    case punctuation
    case end
  }

  var kind: Kind
  /// Its bytes in the source.
  var bytes: Range<Int>
  var line: Int
  var column: Int
  var length: Int
}

/// Words that cannot name a relation or a variable: those of Soufflé, whether or not they are supported here.
let keywords: Set<String> = [
  "__FILE__", "__INCL__", "__ITERATION__", "__LINE__",
  "as", "autoinc", "band", "bnot", "bor", "brie", "bshl", "bshr", "bshru", "btree", "btree_delete", "bxor", "cat",
  "choice-domain", "contains", "count", "debug_delta", "eqrel", "false", "fold", "inline", "input", "land", "lnot",
  "lor", "lxor", "magic", "match", "max", "mean", "min", "nil", "no_inline", "no_magic", "ord", "output",
  "overridable", "override", "printsize", "range", "stateful", "strlen", "substr", "sum", "to_float", "to_number",
  "to_string", "to_unsigned", "true",
]

/// The directives: the words that may follow a full stop at the start of a clause.
let directives: Set<String> = [
  "comp", "decl", "functor", "include", "init", "input", "lattice", "limitsize", "number_type", "once", "output",
  "override", "plan", "pragma", "printsize", "symbol_type", "type",
]
