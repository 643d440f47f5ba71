// A program as it was written, with the place of every part.

import SourceDiagnostics

/// A name and where it stands.
struct Name: Sendable {
  var text: String
  var place: SourcePlace
}

/// Everything that stands at the top level of a program or of a component.
indirect enum Item: Sendable {
  case type(TypeSyntax)
  case relations(RelationSyntax)
  case directive(DirectiveSyntax)
  case clause(ClauseSyntax)
  case component(ComponentSyntax)
  case instance(InstanceSyntax)
  /// `.override a`, in a component.
  case override(Name)
  /// `.include "file"`.
  case include(path: String, SourcePlace)
  /// `.once`: the file counts only the first time that it is included.
  case once
  /// `.plan 0:(2, 1)`, after a clause.
  case plan([PlanSyntax])
  /// `.pragma "name" "value"`.
  case pragma([String])
  /// `.limitsize a(n=10)`.
  case sizeLimit(Name, Int)
  /// A `///` comment, without its slashes.
  case documentation(String)
  /// `@[…]` or `@![…]`, as it is written.
  case annotation(String)
  /// Names whose declaration could not be read, or whose component could not be made: what uses them, or what is in
  /// them, is not at fault for that.
  case unreadable([Name])
}

struct TypeSyntax: Sendable {
  enum Definition: Sendable {
    case subset(of: Name)
    /// One name is an alias.
    case union([Name])
  }

  var name: Name
  var definition: Definition
}

/// `.decl a, b(x: T) eqrel`.
struct RelationSyntax: Sendable {
  var names: [Name]
  var columns: [(name: Name, type: Name)]
  /// The words behind the columns.
  var qualifiers: [Name]
}

/// `.comp A<T> : B<T> { … }`.
struct ComponentSyntax: Sendable {
  var name: Name
  var parameters: [Name]
  var bases: [ComponentReference]
  var items: [Item]
}

/// `A<T>`, where a component is meant.
struct ComponentReference: Sendable {
  var name: Name
  var arguments: [Name]
}

/// `.init a = A<T>`.
struct InstanceSyntax: Sendable {
  var name: Name
  var component: ComponentReference
}

/// One version of a `.plan`: an order of the clause's atoms.
struct PlanSyntax: Sendable {
  var version: String
  var order: [String]
  var place: SourcePlace
}

/// `.output a, b(key=value)`.
struct DirectiveSyntax: Sendable {
  var kind: RelationDirective.Kind
  var relations: [Name]
  var parameters: [(name: String, value: String, isQuoted: Bool)]
}

/// A fact or a rule.
struct ClauseSyntax: Sendable {
  var heads: [AtomSyntax]
  /// Nil for a fact.
  var body: BodySyntax?
  var place: SourcePlace
  /// Whether somebody asks it (`Query`), and its head is no part of what was written.
  var isQuestion = false
}

struct AtomSyntax: Sendable {
  var relation: Name
  var arguments: [ExpressionSyntax]
  /// The atom as a whole.
  var place: SourcePlace
}

indirect enum BodySyntax: Sendable {
  case and([BodySyntax])
  case or([BodySyntax])
  case not(BodySyntax)
  case literal(LiteralSyntax)
}

extension BodySyntax {
  /// How deep expressions are nested in it.
  var expressionDepth: Int {
    switch self {
    case .and(let parts), .or(let parts): parts.map(\.expressionDepth).max() ?? 0
    case .not(let part): part.expressionDepth
    case .literal(.atom(let atom)): atom.arguments.map(\.depth).max() ?? 0
    case .literal(.comparison(_, let left, let right, _)), .literal(.test(_, let left, let right, _)):
      max(left.depth, right.depth)
    case .literal(.truth): 0
    }
  }
}

enum LiteralSyntax: Sendable {
  case atom(AtomSyntax)
  case comparison(Comparison, ExpressionSyntax, ExpressionSyntax, SourcePlace)
  case test(TextTest, ExpressionSyntax, ExpressionSyntax, SourcePlace)
  case truth(Bool, SourcePlace)
}

enum Comparison: String, Sendable {
  case equal = "="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="

  var negated: Comparison {
    switch self {
    case .equal: .notEqual
    case .notEqual: .equal
    case .less: .greaterOrEqual
    case .lessOrEqual: .greater
    case .greater: .lessOrEqual
    case .greaterOrEqual: .less
    }
  }
}

/// Constraints on two texts.
enum TextTest: String, Sendable {
  case match, contains
}

struct ExpressionSyntax: Sendable {
  indirect enum Form: Sendable {
    case variable(String)
    case wildcard
    case text(String)
    case numeral(Numeral)
    case apply(Functor, [ExpressionSyntax])
    case cast(ExpressionSyntax, Name)
    case range([ExpressionSyntax])
    case aggregate(AggregateSyntax)
  }

  var form: Form
  var place: SourcePlace
  /// How deep expressions are nested in it; bounded, so that walking the tree may recurse.
  var depth: Int
}

/// A number as it is written; its kind follows from its form or else from where it stands.
struct Numeral: Sendable {
  enum Form: Sendable {
    case whole(UInt64)
    case unsigned(UInt64)
    case float(Double)
  }

  var form: Form
  var isNegative: Bool

  /// The value as one of this kind; nil if it is not, or does not fit.
  func value(as kind: ValueKind) -> Value? {
    switch (form, kind) {
    case (.whole(let magnitude), .number):
      if isNegative {
        return magnitude <= UInt64(Int64.max) + 1 ? .number(Int64(truncatingIfNeeded: 0 &- magnitude)) : nil
      }
      return Int64(exactly: magnitude).map(Value.number)
    case (.whole(let magnitude), .unsigned), (.unsigned(let magnitude), .unsigned):
      return isNegative && magnitude > 0 ? nil : .unsigned(magnitude)
    case (.whole(let magnitude), .float):
      return .float(isNegative && magnitude > 0 ? -Double(magnitude) : Double(magnitude))
    case (.float(let magnitude), .float):
      return .float(isNegative && magnitude != 0 ? -magnitude : magnitude)
    default: return nil
    }
  }

  var description: String {
    let digits =
      switch form {
      case .whole(let magnitude): String(magnitude)
      case .unsigned(let magnitude): "\(magnitude)u"
      case .float(let magnitude): floatText(magnitude)
      }
    return (isNegative ? "-" : "") + digits
  }
}

enum AggregateOperation: String, Sendable {
  case count, sum, min, max, mean
}

struct AggregateSyntax: Sendable {
  var operation: AggregateOperation
  /// The target: the expression that is summed or compared; nil for `count`.
  var target: ExpressionSyntax?
  var body: BodySyntax
}
