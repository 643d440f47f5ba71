// The sentences and words of this module, Dutch beside English, in alphabetical order.

import SourceDiagnostics

enum Messages {
  static let addresses = Wording(nl: "een IP-adres als getal", en: "an IP address as a number")
  static let addressHint = Wording(nl: "schrijf het als één geheel getal", en: "write it as one whole number")
  static let aggregateDisjunction = Wording(nl: "`;` in een aggregaat", en: "`;` in an aggregate")
  static let aggregateHint = Wording(
    nl: "geef de keuze een eigen relatie en tel of neem die samen",
    en: "give the alternatives a relation of their own and aggregate that")
  static let annotationHint = Wording(
    nl: "zet haar boven de declaratie of de regel", en: "put it above the declaration or the rule")
  static let annotationWithin = Wording(
    nl: "een annotatie binnen een regel", en: "an annotation within a clause")

  static func arity(
    _ relation: String, wanted: Int, found: Int, at place: SourcePlace, declared: SourcePlace
  ) -> Diagnostic {
    Diagnostic(
      code: "datalog/arity", place: place,
      message: Wording(
        nl: "`\(relation)` heeft \(columnsNL(wanted)), hier staan er \(found)",
        en: "`\(relation)` has \(columnsEN(wanted)), there are \(found) here"),
      hint: found < wanted
        ? Wording(
          nl: "schrijf `_` voor een kolom die er niet toe doet", en: "write `_` for a column that does not matter")
        : nil,
      related: [.init(place: declared, message: declaredHere(relation))])
  }

  static let asAggregate = Wording(nl: "in een aggregaat staan", en: "be in an aggregate")
  static let asFile = Wording(nl: "worden gelezen, geschreven of geteld", en: "be read, written or counted")
  static let asNegation = Wording(
    nl: "worden ontkend, want haar regels hebben eigen variabelen",
    en: "be negated, for its rules have variables of their own")
  static let asNegationOfWildcard = Wording(nl: "worden ontkend met een `_`", en: "be negated with a `_`")

  static func badEquivalence(_ relation: String, at place: SourcePlace) -> Diagnostic {
    Diagnostic(
      code: "datalog/eqrel", place: place,
      message: Wording(
        nl: "`\(relation)` kan geen `eqrel` zijn: die heeft twee kolommen van één type",
        en: "`\(relation)` cannot be an `eqrel`, which has two columns of one type"))
  }

  static func badFact(_ relation: String, wanted: Int, found: Int) -> Diagnostic {
    Diagnostic(
      code: "datalog/fact-arity", place: nil,
      message: Wording(
        nl: "een feit voor `\(relation)` heeft \(found) waarden, de relatie heeft \(columnsNL(wanted))",
        en: "a fact for `\(relation)` has \(found) values, the relation has \(columnsEN(wanted))"))
  }

  static func badFact(_ relation: String, column: String, wanted: ValueKind, found: Value) -> Diagnostic {
    Diagnostic(
      code: "datalog/fact-type", place: nil,
      message: Wording(
        nl: "`\(found)` past niet in kolom `\(column)` van `\(relation)`: dat is \(kindNL(wanted))",
        en: "`\(found)` does not fit column `\(column)` of `\(relation)`, which is \(kindEN(wanted))"))
  }

  static func badFact(_ relation: String, column: String, wanted: ValueKind, found: ValueKind) -> Diagnostic {
    Diagnostic(
      code: "datalog/fact-type", place: nil,
      message: Wording(
        nl: "kolom `\(column)` van `\(relation)` is \(kindNL(wanted)), in de feiten is het \(kindNL(found))",
        en: "column `\(column)` of `\(relation)` is \(kindEN(wanted)), in the facts it is \(kindEN(found))"))
  }

  static func badNumeral(_ text: String, at place: SourcePlace) -> Diagnostic {
    Diagnostic(
      code: "datalog/number", place: place,
      message: Wording(
        nl: "`\(text)` is geen getal dat in 64 bits past", en: "`\(text)` is not a number that fits in 64 bits"),
      hint: Wording(
        nl: "schrijf `12`, `0x1F`, `0b101`, `12u` of `1.5`", en: "write `12`, `0x1F`, `0b101`, `12u` or `1.5`"))
  }

  static func badPattern(_ pattern: String, at place: SourcePlace) -> Diagnostic {
    let hint: Wording? =
      switch Pattern.fault(of: pattern) {
      case .backReference:
        Wording(
          nl: "een verwijzing terug, zoals `\\1`, wordt niet ondersteund",
          en: "a reference back, such as `\\1`, is not supported")
      case .lookAhead:
        Wording(
          nl: "vooruitkijken, zoals `(?=a)`, wordt niet ondersteund: gebruik twee keer `match`",
          en: "looking ahead, such as `(?=a)`, is not supported: use `match` twice")
      case .tooLarge: Wording(nl: "de herhalingen zijn te groot", en: "its repetitions are too large")
      case .syntax, nil: nil
      }
    return Diagnostic(
      code: "datalog/pattern", place: place,
      message: Wording(
        nl: "`\(shown(pattern))` is geen reguliere expressie", en: "`\(shown(pattern))` is not a regular expression"),
      hint: hint)
  }

  static func badPlan(atoms: Int, at place: SourcePlace) -> Diagnostic {
    Diagnostic(
      code: "datalog/plan", place: place,
      message: Wording(
        nl: "dit is geen volgorde van de \(atoms) atomen van de regel",
        en: "this is not an order of the rule's \(atoms) atoms"),
      hint: Wording(
        nl: "noem elk getal van 1 tot en met \(atoms) één keer", en: "name each number from 1 to \(atoms) once"))
  }

  static func badPlan(versions: Int, at place: SourcePlace) -> Diagnostic {
    Diagnostic(
      code: "datalog/plan", place: place,
      message: Wording(
        nl: "de regel heeft \(versions == 1 ? "één recursief atoom" : "\(versions) recursieve atomen")",
        en: "the rule has \(versions == 1 ? "one recursive atom" : "\(versions) recursive atoms")"),
      hint: Wording(
        nl: "tel de versies vanaf 0: de hoogste is \(versions - 1)",
        en: "count the versions from 0: the highest is \(versions - 1)"))
  }

  static let braceOrRelation = Wording(nl: "`{` of een relatie", en: "`{` or a relation")
  static let branches = Wording(nl: "een type met varianten", en: "a type with branches")
  static let choiceHint = Wording(
    nl: "kies met een regel, bijvoorbeeld het kleinste getal met `min`",
    en: "choose with a rule, such as the smallest number with `min`")
  static let colonOfCount = Wording(
    nl: "`:`, want `count` heeft geen expressie", en: "`:`, for `count` has no expression")
  static let columnName = Wording(nl: "de naam van een kolom", en: "the name of a column")
  static let comparison = Wording(nl: "een vergelijking of `(`", en: "a comparison or `(`")

  static func componentArity(
    _ component: String, wanted: Int, found: Int, at place: SourcePlace, declared: SourcePlace
  ) -> Diagnostic {
    Diagnostic(
      code: "datalog/arity", place: place,
      message: Wording(
        nl: "component `\(component)` vraagt \(wanted) types, hier staan er \(found)",
        en: "component `\(component)` takes \(wanted) types, there are \(found) here"),
      related: [.init(place: declared, message: declaredHere(component))])
  }

  static let componentName = Wording(nl: "de naam van een component", en: "the name of a component")

  static func conversion(_ functor: Functor, _ value: Value, at place: SourcePlace) -> Diagnostic {
    Diagnostic(
      code: "datalog/conversion", place: place,
      message: Wording(
        nl: "`\(functor.rawValue)` kan `\(shown(value.description))` niet omzetten",
        en: "`\(functor.rawValue)` cannot convert `\(shown(value.description))`"),
      hint: Wording(
        nl: "sluit zulke waarden eerder in de regel uit, bijvoorbeeld met `match`",
        en: "exclude such values earlier in the rule, for instance with `match`"))
  }

  static let counterHint = Wording(
    nl: "geef elk tupel een nummer dat uit zijn waarden volgt",
    en: "give each tuple a number that follows from its values")

  static func declaredHere(_ name: String) -> Wording {
    Wording(nl: "`\(name)` is hier gedeclareerd", en: "`\(name)` is declared here")
  }

  static func declareHint(_ relation: String) -> Wording {
    Wording(
      nl: "declareer haar: `.decl \(relation)(kolom: type)`", en: "declare it: `.decl \(relation)(column: type)`")
  }

  static func dependsOn(_ head: String, _ relation: String) -> Wording {
    Wording(nl: "`\(head)` hangt hier af van `\(relation)`", en: "`\(head)` depends on `\(relation)` here")
  }

  static func divisionByZero(_ expression: String, at place: SourcePlace) -> Diagnostic {
    Diagnostic(
      code: "datalog/division-by-zero", place: place,
      message: Wording(
        nl: "deling door nul: `\(expression)`", en: "division by zero: `\(expression)`"),
      hint: Wording(
        nl: "sluit nul eerder in de regel uit, met `!= 0`", en: "exclude zero earlier in the rule, with `!= 0`"))
  }

  static func duplicate(_ name: String, at place: SourcePlace, first: SourcePlace?) -> Diagnostic {
    Diagnostic(
      code: "datalog/duplicate-declaration", place: place,
      message: Wording(nl: "`\(name)` is al gedeclareerd", en: "`\(name)` is declared already"),
      hint: Wording(
        nl: "geef een van de twee een andere naam, of laat er een weg",
        en: "give one of the two another name, or leave one out"),
      related: first.map { [.init(place: $0, message: declaredHere(name))] } ?? [])
  }

  static func endlessComponent(_ component: String, at place: SourcePlace) -> Diagnostic {
    Diagnostic(
      code: "datalog/endless-component", place: place,
      message: Wording(
        nl: "component `\(component)` bevat zichzelf, of te veel andere",
        en: "component `\(component)` contains itself, or too many others"),
      hint: Wording(nl: "laat een van de `.init` of bases weg", en: "leave out one of the `.init` or bases"))
  }

  static func functorArity(_ functor: String, wanted: String, found: Int, at place: SourcePlace) -> Diagnostic {
    Diagnostic(
      code: "datalog/arity", place: place,
      message: Wording(
        nl: "`\(functor)` vraagt \(wanted) \(wanted == "1" ? "argument" : "argumenten"), hier staan er \(found)",
        en: "`\(functor)` takes \(wanted) \(wanted == "1" ? "argument" : "arguments"), there are \(found) here"))
  }

  static let functorHint = Wording(
    nl: "alleen de ingebouwde functies zijn er, zoals `cat` en `substr`",
    en: "only the built-in functions are there, such as `cat` and `substr`")
  static let inAggregate = Wording(nl: "in een aggregaat", en: "in an aggregate")
  static let includeHint = Wording(
    nl: "geef de bestanden samen als één programma", en: "give the files together as one program")

  static func inclusionCycle(_ paths: [String], at place: SourcePlace) -> Diagnostic {
    Diagnostic(
      code: "datalog/include-cycle", place: place,
      message: Wording(
        nl: "een bestand voegt zichzelf in: \(paths.joined(separator: " → "))",
        en: "a file includes itself: \(paths.joined(separator: " → "))"),
      hint: Wording(
        nl: "schrijf `.once` in een bestand dat maar één keer mag meetellen",
        en: "write `.once` in a file that is to count only once"))
  }

  static let inComparison = Wording(nl: "in een vergelijking", en: "in a comparison")
  static let inHead = Wording(nl: "in de kop", en: "in the head")

  static func inline(_ relation: String, _ what: Wording, at place: SourcePlace) -> Diagnostic {
    Diagnostic(
      code: "datalog/inline", place: place,
      message: Wording(
        nl: "`\(relation)` is `inline` en kan niet \(what.nl)", en: "`\(relation)` is `inline` and cannot \(what.en)"),
      hint: Wording(nl: "laat `inline` weg", en: "leave out `inline`"))
  }

  static let inNegation = Wording(nl: "in een ontkenning", en: "in a negation")
  static let inQuestion = Wording(nl: "in de vraag", en: "in the question")
  static let inRange = Wording(nl: "in een `range`", en: "in a `range`")
  static let instanceName = Wording(nl: "de naam van een exemplaar", en: "the name of an instance")

  static func itsOwnCycle(_ cycle: String) -> Wording {
    Wording(nl: "van zichzelf afhangen: \(cycle)", en: "depend on itself: \(cycle)")
  }

  static func keyword(_ word: String, as what: Wording, at place: SourcePlace) -> Diagnostic {
    Diagnostic(
      code: "datalog/keyword", place: place,
      message: Wording(
        nl: "`\(word)` is een woord van de taal en kan hier niet staan als \(what.nl)",
        en: "`\(word)` is a word of the language and cannot be \(what.en)"),
      hint: Wording(nl: "kies een andere naam, zoals `\(word)_`", en: "choose another name, such as `\(word)_`"))
  }

  static func kindMismatch(
    _ variable: String?, _ kind: ValueKind, wanted: ValueKind, at place: SourcePlace
  ) -> Diagnostic {
    let subject = variable.map { "`\($0)`" }
    return Diagnostic(
      code: "datalog/type", place: place,
      message: Wording(
        nl: "\(subject ?? "dit") is \(kindNL(kind)), hier hoort \(kindNL(wanted))",
        en: "\(subject ?? "this") is \(kindEN(kind)), \(kindEN(wanted)) belongs here"),
      hint: Wording(
        nl: "zet om met `\(conversionName(to: wanted))`", en: "convert with `\(conversionName(to: wanted))`"))
  }

  static let latticeHint = Wording(
    nl: "neem met `min` of `max` de uiterste waarde", en: "take the extreme value with `min` or `max`")
  static let lattices = Wording(nl: "een tralie", en: "a lattice")
  static let leaveOutHint = Wording(nl: "laat het weg", en: "leave it out")
  private static let limitHint = Wording(
    nl: "begrens wat er in de recursie wordt berekend, of verhoog de grens",
    en: "bound what is computed in the recursion, or raise the limit")

  static func misplacedRange(at place: SourcePlace) -> Diagnostic {
    Diagnostic(
      code: "datalog/range", place: place,
      message: Wording(
        nl: "`range` geeft meer waarden en kan alleen naast `=` staan",
        en: "`range` gives several values and can only stand beside `=`"),
      hint: Wording(nl: "schrijf `x = range(…)` en gebruik `x`", en: "write `x = range(…)` and use `x`"))
  }

  static func missingInclusion(_ path: String, at place: SourcePlace) -> Diagnostic {
    Diagnostic(
      code: "datalog/include", place: place,
      message: Wording(
        nl: "`\(shown(path))` is er niet, of kan niet worden gelezen",
        en: "`\(shown(path))` does not exist or cannot be read"),
      hint: Wording(
        nl: "een pad begint bij de map van het bestand dat het invoegt",
        en: "a path starts at the folder of the file that includes it"))
  }

  static func mixedUnion(
    _ name: String, _ kind: ValueKind, with other: String, _ otherKind: ValueKind, at place: SourcePlace
  ) -> Diagnostic {
    Diagnostic(
      code: "datalog/type", place: place,
      message: Wording(
        nl: "`\(name)` is \(kindNL(kind)) en `\(other)` is \(kindNL(otherKind)): dat kan niet samen één type zijn",
        en: "`\(name)` is \(kindEN(kind)) and `\(other)` is \(kindEN(otherKind)): together they cannot be one type"))
  }

  static func mutualAggregates(
    _ needed: String, _ given: String, at place: SourcePlace, other: SourcePlace
  ) -> Diagnostic {
    Diagnostic(
      code: "datalog/mutual-aggregates", place: place,
      message: Wording(
        nl: "dit aggregaat vraagt `\(needed)` van een ander, en dat `\(given)` van dit",
        en: "this aggregate needs `\(needed)` of another, and that one `\(given)` of this"),
      hint: Wording(
        nl: "geef een van de twee een eigen relatie", en: "give one of the two a relation of its own"),
      related: [.init(place: other, message: Wording(nl: "het andere staat hier", en: "the other is here"))])
  }

  static func named(_ name: String) -> Wording { Wording(name) }

  static func noKind(at place: SourcePlace) -> Diagnostic {
    Diagnostic(
      code: "datalog/type", place: place,
      message: Wording(nl: "geen enkele waarde past hier", en: "no value at all fits here"))
  }

  static func nothingToOverride(_ relation: String, at place: SourcePlace) -> Diagnostic {
    Diagnostic(
      code: "datalog/override", place: place,
      message: Wording(
        nl: "geen basis van deze component declareert `\(relation)`",
        en: "no base of this component declares `\(relation)`"),
      hint: Wording(
        nl: "schrijf `.override` in een component die een andere uitbreidt",
        en: "write `.override` in a component that extends another"))
  }

  static func notOfKind(_ kind: ValueKind, allowed: KindSet, at place: SourcePlace) -> Diagnostic {
    let kinds = ValueKind.allCases.filter { allowed.contains($0) }
    return Diagnostic(
      code: "datalog/type", place: place,
      message: Wording(
        nl: "dit is \(kindNL(kind)), hier hoort \(kinds.map(kindNL).joined(separator: " of "))",
        en: "this is \(kindEN(kind)), \(kinds.map(kindEN).joined(separator: " or ")) belongs here"))
  }

  static func notOfKind(_ kind: ValueKind, numeral: String, at place: SourcePlace) -> Diagnostic {
    Diagnostic(
      code: "datalog/type", place: place,
      message: Wording(
        nl: "`\(numeral)` past niet in \(kindNL(kind))", en: "`\(numeral)` does not fit in \(kindEN(kind))"))
  }

  static func notOverridable(_ relation: String, at place: SourcePlace, declared: SourcePlace) -> Diagnostic {
    Diagnostic(
      code: "datalog/override", place: place,
      message: Wording(nl: "`\(relation)` is niet `overridable`", en: "`\(relation)` is not `overridable`"),
      hint: Wording(
        nl: "schrijf `overridable` achter de declaratie", en: "write `overridable` behind its declaration"),
      related: [.init(place: declared, message: declaredHere(relation))])
  }

  static let number = Wording(nl: "een getal", en: "a number")
  static let oldTypeHint = Wording(
    nl: "schrijf `.type Naam <: number` of `.type Naam <: symbol`",
    en: "write `.type Name <: number` or `.type Name <: symbol`")

  /// One of several symbols.
  static func oneOf(_ symbols: [String]) -> Wording {
    let quoted = symbols.map { "`\($0)`" }
    guard let last = quoted.last, quoted.count > 1 else { return Wording(quoted.first ?? "") }
    let others = quoted.dropLast().joined(separator: ", ")
    return Wording(nl: "\(others) of \(last)", en: "\(others) or \(last)")
  }

  static let orEndOfQuestion = Wording(
    nl: "`,`, `;` of het einde van de vraag", en: "`,`, `;` or the end of the question")

  static func overflow(_ expression: String, at place: SourcePlace) -> Diagnostic {
    Diagnostic(
      code: "datalog/overflow", place: place,
      message: Wording(nl: "`\(expression)` past niet in 64 bits", en: "`\(expression)` does not fit in 64 bits"),
      hint: Wording(
        nl: "sluit zulke waarden eerder in de regel uit", en: "exclude such values earlier in the rule"))
  }

  static let parameterName = Wording(nl: "de naam van een parameter", en: "the name of a parameter")

  static func planWithoutRule(at place: SourcePlace) -> Diagnostic {
    Diagnostic(
      code: "datalog/syntax", place: place,
      message: Wording(nl: "`.plan` hoort direct achter een regel", en: "`.plan` belongs right behind a rule"),
      hint: leaveOutHint)
  }

  static let preprocessor = Wording(nl: "een opdracht van de C-preprocessor", en: "a command of the C preprocessor")
  static let preprocessorHint = Wording(
    nl: "schrijf `.include` voor een ander bestand, en de rest uit",
    en: "write `.include` for another file, and the rest out")
  static let qualifier = Wording(
    nl: "een kwalificatie of de volgende clausule", en: "a qualifier or the next clause")
  static let quotedText = Wording(nl: "een tekst tussen aanhalingstekens", en: "a text in quotation marks")

  static func rangeTooLong(_ limit: Int, at place: SourcePlace) -> Diagnostic {
    Diagnostic(
      code: "datalog/limit", place: place,
      message: Wording(
        nl: "dit `range` geeft meer dan \(limit) waarden", en: "this `range` gives more than \(limit) values"),
      hint: Wording(nl: "maak de grenzen kleiner", en: "narrow its bounds"))
  }

  static let records = Wording(nl: "een record", en: "a record")
  static let recordsHint = Wording(
    nl: "geef elk onderdeel een eigen kolom", en: "give every part a column of its own")
  static let relationName = Wording(nl: "de naam van een relatie", en: "the name of a relation")

  static func secondDirective(
    _ directive: String, _ relation: String, at place: SourcePlace, first: SourcePlace
  ) -> Diagnostic {
    Diagnostic(
      code: "datalog/duplicate-directive", place: place,
      message: Wording(
        nl: "`\(relation)` heeft al een `.\(directive)`", en: "`\(relation)` has a `.\(directive)` already"),
      hint: leaveOutHint,
      related: [.init(place: first, message: Wording(nl: "het eerste staat hier", en: "the first is here"))])
  }

  static func singleVariable(_ name: String, at place: SourcePlace) -> Diagnostic {
    Diagnostic(
      code: "datalog/single-variable", severity: .warning, place: place,
      message: Wording(nl: "`\(name)` komt maar één keer voor", en: "`\(name)` occurs only once"),
      hint: Wording(nl: "schrijf `_` als het er niet toe doet", en: "write `_` if it does not matter"))
  }

  static func sizeLimit(at place: SourcePlace) -> Diagnostic {
    Diagnostic(
      code: "datalog/syntax", place: place,
      message: Wording(
        nl: "`.limitsize` vraagt één grens", en: "`.limitsize` takes one limit"),
      hint: Wording(nl: "schrijf `.limitsize naam(n=100)`", en: "write `.limitsize name(n=100)`"))
  }

  static func strangeCharacter(_ text: String, at place: SourcePlace) -> Diagnostic {
    Diagnostic(
      code: "datalog/character", place: place,
      message: Wording(
        nl: "`\(printable(text))` hoort niet bij de taal", en: "`\(printable(text))` is not part of the language"),
      hint: Wording(
        nl: "zet tekst tussen aanhalingstekens: `\"…\"`", en: "put text between quotation marks: `\"…\"`"))
  }

  static let subsumption = Wording(nl: "een regel met `<=` (subsumptie)", en: "a rule with `<=` (subsumption)")
  static let subsumptionHint = Wording(
    nl: "leid eerst alles af en kies daarna met `!` of `min`",
    en: "derive everything first, then choose with `!` or `min`")

  static func syntax(expected: Wording, found: String?, at place: SourcePlace, hint: Wording? = nil) -> Diagnostic {
    Diagnostic(
      code: "datalog/syntax", place: place,
      message: Wording(
        nl: "\(expected.nl) verwacht, maar hier staat \(found.map { "`\(shown($0))`" } ?? "het einde van de tekst")",
        en: "expected \(expected.en), found \(found.map { "`\(shown($0))`" } ?? "the end of the text")"),
      hint: hint)
  }

  static func tooDeep(at place: SourcePlace) -> Diagnostic {
    Diagnostic(
      code: "datalog/too-deep", place: place,
      message: Wording(
        nl: "dit is dieper genest dan \(Parser.deepest) niveaus",
        en: "this is nested more than \(Parser.deepest) levels deep"),
      hint: Wording(
        nl: "geef een deel een eigen relatie of variabele", en: "give a part a relation or a variable of its own"))
  }

  static func tooManyBranches(_ limit: Int, at place: SourcePlace) -> Diagnostic {
    Diagnostic(
      code: "datalog/too-many-branches", place: place,
      message: Wording(
        nl: "de `;` in deze regel staan voor meer dan \(limit) combinaties",
        en: "the `;` in this rule stand for more than \(limit) combinations"),
      hint: Wording(nl: "geef een keuze een eigen relatie", en: "give one of the choices a relation of its own"))
  }

  static func tooManyFaults(_ limit: Int, at place: SourcePlace) -> Diagnostic {
    Diagnostic(
      code: "datalog/too-many-faults", place: place,
      message: Wording(
        nl: "dit bestand heeft al \(limit) fouten van deze soort, en wat volgt wordt niet genoemd",
        en: "this file has \(limit) faults of this kind already, and those that follow are not listed"),
      hint: Wording(
        nl: "verbeter eerst wat hierboven staat, of kijk of dit wel een programma is",
        en: "mend those above first, or see whether this is a program at all"))
  }

  static func tooManyInclusions(_ limit: Int, at place: SourcePlace) -> Diagnostic {
    Diagnostic(
      code: "datalog/include", place: place,
      message: Wording(
        nl: "er wordt meer dan \(limit) keer of \(Parser.deepest) diep ingevoegd",
        en: "there are more than \(limit) inclusions, or \(Parser.deepest) inside each other"),
      hint: Wording(
        nl: "schrijf `.once` in de ingevoegde bestanden", en: "write `.once` in the files that are included"))
  }

  static func tooManyIterations(_ limit: Int, at place: SourcePlace) -> Diagnostic {
    Diagnostic(
      code: "datalog/limit", place: place,
      message: Wording(
        nl: "deze regel leidt na \(limit) ronden nog nieuwe tupels af",
        en: "this rule still derives new tuples after \(limit) rounds"),
      hint: limitHint)
  }

  static func tooManyLiterals(_ limit: Int, at place: SourcePlace) -> Diagnostic {
    Diagnostic(
      code: "datalog/too-many-literals", place: place,
      message: Wording(
        nl: "deze regel heeft meer dan \(limit) koppen en voorwaarden",
        en: "this rule has more than \(limit) heads and literals"),
      hint: Wording(nl: "geef een deel een eigen relatie", en: "give a part a relation of its own"))
  }

  static func tooManyLiterals(together limit: Int, at place: SourcePlace) -> Diagnostic {
    Diagnostic(
      code: "datalog/too-many-literals", place: place,
      message: Wording(
        nl: "de koppen en de `;` van deze regel staan samen voor meer dan \(limit) voorwaarden",
        en: "the heads and the `;` of this rule together stand for more than \(limit) literals"),
      hint: Wording(nl: "geef een keuze een eigen relatie", en: "give one of the choices a relation of its own"))
  }

  static func tooManyRecursiveAtoms(_ limit: Int, at place: SourcePlace) -> Diagnostic {
    Diagnostic(
      code: "datalog/too-many-literals", place: place,
      message: Wording(
        nl: "deze regel heeft meer dan \(limit) atomen die van haar kop afhangen",
        en: "this rule has more than \(limit) atoms that depend on its head"),
      hint: Wording(nl: "geef een deel een eigen relatie", en: "give a part a relation of its own"))
  }

  static func tooManyTuples(_ limit: Int, at place: SourcePlace) -> Diagnostic {
    Diagnostic(
      code: "datalog/limit", place: place,
      message: Wording(
        nl: "met deze regel zijn er meer dan \(limit) tupels afgeleid",
        en: "with this rule more than \(limit) tuples are derived"),
      hint: limitHint)
  }

  static func tooMuchText(_ limit: Int, at place: SourcePlace) -> Diagnostic {
    Diagnostic(
      code: "datalog/limit", place: place,
      message: Wording(
        nl: "hiermee zijn de gemaakte teksten samen langer dan \(limit) bytes",
        en: "with this the texts that are made have more than \(limit) bytes together"),
      hint: limitHint)
  }

  static func tooMuchTime(_ seconds: Double, at place: SourcePlace?) -> Diagnostic {
    let limit = seconds == seconds.rounded() && abs(seconds) < 1e9 ? "\(Int(seconds))" : "\(seconds)"
    return Diagnostic(
      code: "datalog/limit", place: place,
      message: place == nil
        ? Wording(
          nl: "de feiten zijn na \(limit) s nog niet ingelezen", en: "after \(limit) s the facts are not yet taken in")
        : Wording(
          nl: "na \(limit) s is deze regel nog niet klaar met tupels afleiden",
          en: "after \(limit) s this rule is not done deriving tuples"),
      hint: limitHint)
  }

  static func typeClash(
    _ variable: String?, _ types: [String], _ others: [String], bridge: String?, at place: SourcePlace
  ) -> Diagnostic {
    let subject = variable.map { "`\($0)`" }
    let (one, other) = (list(types), list(others))
    return Diagnostic(
      code: "datalog/type", place: place,
      message: Wording(
        nl: "\(subject ?? "dit") kan niet tegelijk van type \(one) en \(other) zijn",
        en: "\(subject ?? "this") cannot be of type \(one) and of \(other) at once"),
      hint: bridge.map { bridge in
        let example = "as(\(variable ?? "x"), \(bridge))"
        return Wording(
          nl: "vergelijk ze als `\(bridge)`: `\(example)`", en: "compare them as `\(bridge)`: `\(example)`")
      })
  }

  static func typeCycle(_ name: String, at place: SourcePlace) -> Diagnostic {
    Diagnostic(
      code: "datalog/type-cycle", place: place,
      message: Wording(
        nl: "type `\(name)` is met zichzelf gedefinieerd", en: "type `\(name)` is defined by itself"))
  }

  static let typeName = Wording(nl: "de naam van een type", en: "the name of a type")

  static func typeTooWide(
    _ variable: String?, _ type: String, column: String, of relation: String, wanted: String, at place: SourcePlace
  ) -> Diagnostic {
    let subject = variable.map { "`\($0)`" }
    return Diagnostic(
      code: "datalog/type", place: place,
      message: Wording(
        nl: "\(subject ?? "dit") is van type `\(type)`, kolom `\(column)` van `\(relation)` is `\(wanted)`",
        en: "\(subject ?? "this") is of type `\(type)`, column `\(column)` of `\(relation)` is `\(wanted)`"),
      hint: Wording(
        nl: "voeg een relatie toe waarvan de kolom `\(wanted)` is, of schrijf `as(\(variable ?? "x"), \(wanted))`",
        en: "add a relation whose column is `\(wanted)`, or write `as(\(variable ?? "x"), \(wanted))`"))
  }

  static func unbound(_ variable: String, _ user: Wording, at place: SourcePlace) -> Diagnostic {
    Diagnostic(
      code: "datalog/unbound", place: place,
      message: Wording(
        nl: "`\(variable)` \(user.nl) krijgt nergens een waarde", en: "`\(variable)` \(user.en) gets no value anywhere"),
      hint: Wording(
        nl: "gebruik `\(variable)` ook in een relatie zonder `!`", en: "use `\(variable)` in a relation without `!` too"
      ))
  }

  static func unclosedComment(at place: SourcePlace) -> Diagnostic {
    Diagnostic(
      code: "datalog/unclosed", place: place,
      message: Wording(nl: "het commentaar houdt niet op", en: "the comment does not end"),
      hint: Wording(nl: "sluit het af met `*/`", en: "close it with `*/`"))
  }

  static func unclosedString(at place: SourcePlace) -> Diagnostic {
    Diagnostic(
      code: "datalog/unclosed", place: place,
      message: Wording(nl: "de tekst houdt niet op", en: "the text does not end"),
      hint: Wording(nl: "sluit hem af met `\"`", en: "close it with `\"`"))
  }

  static func unknownComponent(_ name: String, at place: SourcePlace, hint: Wording?) -> Diagnostic {
    Diagnostic(
      code: "datalog/unknown-component", place: place,
      message: Wording(nl: "onbekende component `\(name)`", en: "unknown component `\(name)`"), hint: hint)
  }

  static func unknownDirective(_ name: String, at place: SourcePlace, hint: Wording?) -> Diagnostic {
    Diagnostic(
      code: "datalog/unknown-directive", place: place,
      message: Wording(nl: "onbekende opdracht `\(name)`", en: "unknown directive `\(name)`"), hint: hint)
  }

  static func unknownEscape(_ text: String, at place: SourcePlace) -> Diagnostic {
    Diagnostic(
      code: "datalog/escape", place: place,
      message: Wording(
        nl: "onbekend teken `\(printable(text))` in een tekst", en: "unknown escape `\(printable(text))` in a text"),
      hint: Wording(nl: "schrijf een backslash als `\\\\`", en: "write a backslash as `\\\\`"))
  }

  static func unknownFactRelation(_ relation: String, hint: Wording?) -> Diagnostic {
    Diagnostic(
      code: "datalog/unknown-relation", place: nil,
      message: Wording(
        nl: "er zijn feiten voor `\(relation)`, een relatie die het programma niet declareert",
        en: "there are facts for `\(relation)`, a relation that the program does not declare"),
      hint: hint)
  }

  static func unknownFunctor(_ name: String, at place: SourcePlace, before: String?) -> Diagnostic {
    let known = Functor.called.map(\.rawValue) + ["range", "as"]
    return Diagnostic(
      code: "datalog/unknown-functor", place: place,
      message: Wording(
        nl: "`\(name)` is geen functie, en een relatie is geen waarde\(before.map { " voor `\($0)`" } ?? "")",
        en: "`\(name)` is not a function, and a relation is not a value\(before.map { " before `\($0)`" } ?? "")"),
      hint: suggestion(for: name, among: known) ?? functorHint)
  }

  static func unknownRelation(_ name: String, at place: SourcePlace, hint: Wording?) -> Diagnostic {
    Diagnostic(
      code: "datalog/unknown-relation", place: place,
      message: Wording(nl: "onbekende relatie `\(name)`", en: "unknown relation `\(name)`"), hint: hint)
  }

  static func unknownType(_ name: String, at place: SourcePlace, hint: Wording?) -> Diagnostic {
    Diagnostic(
      code: "datalog/unknown-type", place: place,
      message: Wording(nl: "onbekend type `\(name)`", en: "unknown type `\(name)`"), hint: hint)
  }

  static func unstratified(
    _ cycle: String, isNegation: Bool, at place: SourcePlace, related: [Diagnostic.Related]
  ) -> Diagnostic {
    Diagnostic(
      code: "datalog/unstratified", place: place,
      message: isNegation
        ? Wording(nl: "een ontkenning hangt van zichzelf af: \(cycle)", en: "a negation depends on itself: \(cycle)")
        : Wording(nl: "een aggregaat hangt van zichzelf af: \(cycle)", en: "an aggregate depends on itself: \(cycle)"),
      hint: Wording(
        nl: "leid eerst een relatie af zonder deze kring, en gebruik die hier",
        en: "derive a relation without this cycle first, and use that here"),
      related: related)
  }

  static func unsupported(_ construct: Wording, at place: SourcePlace, hint: Wording) -> Diagnostic {
    Diagnostic(
      code: "datalog/unsupported", place: place,
      message: Wording(
        nl: "\(construct.nl) wordt niet ondersteund", en: "\(construct.en) is not supported"),
      hint: hint)
  }

  static let userFunctors = Wording(nl: "een eigen functie", en: "a user-defined functor")
  static let value = Wording(nl: "een waarde", en: "a value")

  static func wildcardAsValue(at place: SourcePlace) -> Diagnostic {
    Diagnostic(
      code: "datalog/wildcard", place: place,
      message: Wording(nl: "`_` heeft geen waarde om mee te rekenen", en: "`_` has no value to compute with"),
      hint: Wording(nl: "geef het een naam", en: "give it a name"))
  }

  static func wildcardInHead(at place: SourcePlace) -> Diagnostic {
    Diagnostic(
      code: "datalog/wildcard", place: place,
      message: Wording(nl: "`_` in de kop zegt niet welke waarde", en: "`_` in the head does not say which value"),
      hint: Wording(
        nl: "gebruik een variabele van de romp, of een constante", en: "use a variable of the body, or a constant"))
  }

  // MARK: Words

  private static func columnsEN(_ count: Int) -> String { count == 1 ? "1 column" : "\(count) columns" }

  private static func columnsNL(_ count: Int) -> String { count == 1 ? "1 kolom" : "\(count) kolommen" }

  private static func conversionName(to kind: ValueKind) -> String {
    switch kind {
    case .symbol: "to_string"
    case .number: "to_number"
    case .unsigned: "to_unsigned"
    case .float: "to_float"
    }
  }

  private static func kindEN(_ kind: ValueKind) -> String {
    switch kind {
    case .symbol: "a symbol"
    case .number: "a number"
    case .unsigned: "an unsigned number"
    case .float: "a float"
    }
  }

  private static func kindNL(_ kind: ValueKind) -> String {
    switch kind {
    case .symbol: "een symbool"
    case .number: "een getal"
    case .unsigned: "een getal zonder teken"
    case .float: "een kommagetal"
    }
  }

  private static func list(_ types: [String]) -> String { types.map { "`\($0)`" }.joined(separator: "/") }

  /// One line of at most a few words.
  private static func shown(_ text: String) -> String {
    let line = printable(text)
    return line.count <= 40 ? line : line.prefix(39) + "…"
  }

  /// Without control characters, which a message must not carry.
  private static func printable(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? "\u{FFFD}" : $0 }))
  }
}
