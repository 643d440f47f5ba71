// The metamodel as a value: which classes, kinds, relations and attributes there are, and what they are called.

import SourceDiagnostics

/// Everything that a model may consist of. It is read from `vocabulary.yaml`, extended by a project's own words.
package struct Vocabulary: Sendable {
  /// Attributes for drawing, as Graphviz names them; this module does not look inside. In the order of the file.
  package typealias Style = [(key: String, value: String)]

  /// A class of entities, such as `body`.
  package struct EntityClass: Sendable {
    /// The English singular: its predicate in rules.
    package let key: String
    /// The English plural: its section in a model file.
    package let section: String
    /// What one of it is called.
    package let singular: Wording
    /// What several of it are called.
    package let plural: Wording
    /// How a node is drawn.
    package let style: Style
    /// The kinds of it, in the order of the vocabulary.
    package let kinds: [Kind]
    /// What the program does with its entities.
    package let traits: Set<ClassTrait>

    /// A class with its words.
    package init(
      key: String, section: String, singular: Wording, plural: Wording, style: Style = [], kinds: [Kind] = [],
      traits: Set<ClassTrait> = []
    ) {
      self.key = key
      self.section = section
      self.singular = singular
      self.plural = plural
      self.style = style
      self.kinds = kinds
      self.traits = traits
    }

    /// The name of its type in rules.
    package var typeName: String { key.prefix(1).uppercased() + Vocabulary.predicate(of: key).dropFirst() }
  }

  /// What the program does with the entities of a class.
  package enum ClassTrait: String, Sendable, CaseIterable {
    /// It acts: what others hold of it passes to whoever comes in its place, and what it is made of does not.
    case actor
    /// Somebody answers for it, up to an elected body.
    case answeredFor = "answered-for"
    /// `stress` tries what breaks without it.
    case canDropOut = "can-drop-out"
    /// The step `grant` makes it, and `revoke` ends it.
    case granted
  }

  /// A kind within a class, such as `stuurgroep`.
  package struct Kind: Sendable {
    /// Unique within its class, in kebab-case.
    package let key: String
    /// What it is called.
    package let words: Wording
    /// Attributes that an entity of this kind has unless it says otherwise.
    package let defaults: [(key: String, value: AttributeValue)]
    /// What its style adds to that of the class.
    package let style: Style

    /// A kind with its words.
    package init(
      key: String, words: Wording, defaults: [(key: String, value: AttributeValue)] = [], style: Style = []
    ) {
      self.key = key
      self.words = words
      self.defaults = defaults
      self.style = style
    }
  }

  /// Where the far end of a relation stands in a chart, seen from the near end.
  package enum Rank: String, Sendable, CaseIterable {
    case up, down, free
  }

  /// How answering for things runs along a relation.
  package enum Accountability: String, Sendable, CaseIterable {
    /// The near end answers to the far end.
    case up
    /// The far end answers to the near end.
    case down
    /// A rule page says when, and which way.
    case conditional
  }

  /// The steps of a scenario that lead a relation to another end.
  package enum Redirection: String, Sendable, CaseIterable {
    case move, transfer
  }

  /// A relation, such as `reports-to`.
  package struct Relation: Sendable {
    /// Unique among relations, in kebab-case.
    package let key: String
    /// What it is called, seen from the near end.
    package let words: Wording
    /// What the near end is called at the far end, as in “gecoördineerd door”; the words themselves where they say it too.
    package let reverse: Wording
    /// Its sentence, with `{x}` for the near end and `{y}` for the far end.
    package let says: Wording
    /// For each class that may have it, the classes it may lead to.
    package let ends: [(from: String, to: [String])]
    /// Keys of attributes that an edge may carry, beside those that name this relation as their owner.
    package let attributes: [String]
    /// Where its far end stands in a chart.
    package let rank: Rank
    /// Nil where chains of accountability do not run along it.
    package let accountability: Accountability?
    /// The steps that lead it to another end.
    package let movedBy: Set<Redirection>
    /// Whether the far end is the whole of which the near end is a part.
    package let leadsToWhole: Bool
    /// How its line is drawn.
    package let style: Style

    /// A relation with its words and its ends.
    package init(
      key: String, words: Wording, reverse: Wording? = nil, says: Wording, ends: [(from: String, to: [String])],
      attributes: [String] = [], rank: Rank = .free, accountability: Accountability? = nil,
      movedBy: Set<Redirection> = [], leadsToWhole: Bool = false, style: Style = []
    ) {
      self.key = key
      self.words = words
      self.reverse = reverse ?? words
      self.says = says
      self.ends = ends
      self.attributes = attributes
      self.rank = rank
      self.accountability = accountability
      self.movedBy = movedBy
      self.leadsToWhole = leadsToWhole
      self.style = style
    }

    /// The name of its predicate in rules.
    package var predicate: String { Vocabulary.predicate(of: key) }

    /// The classes that it may lead to from a class; empty where that class cannot have it.
    package func targets(from classKey: String) -> [String] { ends.first { $0.from == classKey }?.to ?? [] }
  }

  /// What a value of an attribute can be.
  package enum ValueType: String, Sendable, CaseIterable {
    case text, number, decimal, euro, date, boolean, choice
  }

  /// An attribute of entities or edges, such as `deadline`.
  package struct AttributeDefinition: Sendable {
    /// Unique among attributes, in kebab-case.
    package let key: String
    /// What it is called.
    package let words: Wording
    /// How a chart says its value, with `{value}` for it, as in “{value} per jaar”; nil for `words: value`.
    package let says: Wording?
    /// What its values are.
    package let type: ValueType
    /// Whether it may have several values at once.
    package let allowsMany: Bool
    /// Keys of the classes and relations that may have it.
    package let owners: [String]
    /// What a choice is from.
    package let values: [(key: String, words: Wording)]
    /// Whether something is due on the day that it names.
    package let isDue: Bool
    /// Whether chains of accountability end at what has it.
    package let endsAccountability: Bool

    /// An attribute with its words and its type.
    package init(
      key: String, words: Wording, says: Wording? = nil, type: ValueType, allowsMany: Bool = false, owners: [String],
      values: [(key: String, words: Wording)] = [], isDue: Bool = false, endsAccountability: Bool = false
    ) {
      self.key = key
      self.words = words
      self.says = says
      self.type = type
      self.allowsMany = allowsMany
      self.owners = owners
      self.values = values
      self.isDue = isDue
      self.endsAccountability = endsAccountability
    }

    /// The name of its predicate in rules.
    package var predicate: String { Vocabulary.predicate(of: key) }
  }

  /// What a key in an entity's or an edge's text stands for.
  package enum Field: Sendable {
    case relation(Relation)
    case attribute(AttributeDefinition)
  }

  /// The classes, in the order of the file.
  package let classes: [EntityClass]
  /// The relations, in the order of the file.
  package let relations: [Relation]
  /// The attributes, in the order of the file.
  package let attributes: [AttributeDefinition]
  /// The views, in the order of the file.
  package let views: [View]
  /// The structural words of every file (`kind`, `name`, `until`, `yes`…), each with its Dutch.
  package let terms: [(key: String, words: Wording)]

  private let classByName: [String: Int]
  private let relationByKey: [String: Int]
  private let attributeByKey: [String: Int]
  private let fieldsByOwner: [String: [String: Field]]
  private let termByName: [String: String]

  /// - Complexity: O(size of the vocabulary)
  package init(
    classes: [EntityClass], relations: [Relation], attributes: [AttributeDefinition], views: [View] = [],
    terms: [(key: String, words: Wording)] = []
  ) {
    self.classes = classes
    self.relations = relations
    self.attributes = attributes
    self.views = views
    self.terms = terms
    classByName = Self.index(classes.map { [$0.section, $0.key] + Self.keys(from: $0.plural) })
    relationByKey = Self.index(relations.map { [$0.key] })
    attributeByKey = Self.index(attributes.map { [$0.key] })
    termByName = Dictionary(
      terms.flatMap { term in ([term.key] + Self.keys(from: term.words)).map { ($0, term.key) } },
      uniquingKeysWith: { first, _ in first })
    var fields: [String: [String: Field]] = [:]
    for relation in relations {
      for end in relation.ends { Self.add(.relation(relation), relation.key, relation.words, to: &fields[end.from]) }
    }
    for attribute in attributes {
      for owner in attribute.owners {
        Self.add(.attribute(attribute), attribute.key, attribute.words, to: &fields[owner])
      }
    }
    for relation in relations {
      for attribute in attributes where relation.attributes.contains(attribute.key) {
        Self.add(.attribute(attribute), attribute.key, attribute.words, to: &fields[relation.key])
      }
    }
    fieldsByOwner = fields
  }

  // MARK: What has a trait

  /// The classes of which the program does something, in their order.
  ///
  /// - Complexity: O(number of classes)
  package func classes(with trait: ClassTrait) -> [EntityClass] { classes.filter { $0.traits.contains(trait) } }

  /// Whether a class has a trait; false for a key that is no class.
  ///
  /// - Complexity: O(1)
  package func hasTrait(_ trait: ClassTrait, _ classKey: String) -> Bool {
    entityClass(classKey)?.traits.contains(trait) ?? false
  }

  /// The relations along which accountability runs, in their order.
  package var accountabilityRelations: [Relation] { relations.filter { $0.accountability != nil } }

  // MARK: Looking things up

  /// The class of a section, by its English or Dutch plural or its key.
  package func entityClass(_ name: String) -> EntityClass? { classByName[name].map { classes[$0] } }

  /// The relation with a key.
  ///
  /// - Complexity: O(1)
  package func relation(_ key: String) -> Relation? { relationByKey[key].map { relations[$0] } }

  /// The attribute with a key.
  ///
  /// - Complexity: O(1)
  package func attribute(_ key: String) -> AttributeDefinition? { attributeByKey[key].map { attributes[$0] } }

  /// The view with a key, or with a key that its title gives.
  ///
  /// - Complexity: O(views)
  package func view(_ key: String) -> View? {
    views.first { $0.key == key || Self.keys(from: $0.title).contains(key) }
  }

  /// What a key means for an entity of a class or an edge of a relation, by its English key or Dutch word.
  ///
  /// - Complexity: O(1)
  package func field(_ name: String, of owner: String) -> Field? { fieldsByOwner[owner]?[name] }

  /// Every key that an entity of a class, or an edge of a relation, may have, in both languages, sorted.
  package func fieldNames(of owner: String) -> [String] { fieldsByOwner[owner]?.keys.sorted() ?? [] }

  /// The structural term that a word stands for, in English or in Dutch.
  package func term(_ name: String) -> String? { termByName[name] }

  /// A structural term in a language.
  package func word(for term: String, in language: Language) -> String {
    terms.first { $0.key == term }?.words[language] ?? term
  }

  /// The kind of a class, by its key or its words.
  package func kind(_ name: String, of entityClass: EntityClass) -> Kind? {
    entityClass.kinds.first { $0.key == name } ?? entityClass.kinds.first { Self.keys(from: $0.words).contains(name) }
  }

  /// The kind of an entity.
  package func kind(of entity: Entity) -> Kind? {
    guard let key = entity.kind, let entityClass = entityClass(entity.classKey) else { return nil }
    return entityClass.kinds.first { $0.key == key }
  }

  /// `reports-to` as rules write it: `reports_to`.
  ///
  /// - Complexity: O(length); written out because it runs for every fact.
  package static func predicate(of key: String) -> String {
    guard key.utf8.contains(UInt8(ascii: "-")) else { return key }
    return String(decoding: key.utf8.map { $0 == UInt8(ascii: "-") ? UInt8(ascii: "_") : $0 }, as: UTF8.self)
  }

  /// The keys that a label gives: lower case, joined by `-`, as written and without accents.
  package static func keys(from words: Wording) -> [String] { keys(from: words.en) + keys(from: words.nl) }

  private static func keys(from label: String) -> [String] {
    if label.utf8.allSatisfy({ $0 < 0x80 }) { return [key(fromASCII: label)] }
    let key = label.lowercased().replacing("’", with: "").replacing(" ", with: "-").replacing("'", with: "")
    let plain = String(key.map { accents[$0] ?? $0 })
    return plain == key ? [key] : [key, plain]
  }

  /// The common case, without the cost of Unicode: this runs for every word of the vocabulary at every start.
  private static func key(fromASCII label: String) -> String {
    let bytes = label.utf8.compactMap { byte -> UInt8? in
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte + 32
      case UInt8(ascii: " "): UInt8(ascii: "-")
      case UInt8(ascii: "'"): nil
      default: byte
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let accents: [Character: Character] = [
    "á": "a", "à": "a", "ä": "a", "â": "a", "é": "e", "è": "e", "ë": "e", "ê": "e", "í": "i", "ï": "i", "ó": "o",
    "ö": "o", "ô": "o", "ú": "u", "ü": "u", "ç": "c",
  ]

  private static func index(_ names: [[String]]) -> [String: Int] {
    Dictionary(
      names.enumerated().flatMap { item in item.element.map { ($0, item.offset) } },
      uniquingKeysWith: { first, _ in first })
  }

  private static func add(_ field: Field, _ key: String, _ words: Wording, to fields: inout [String: Field]?) {
    var known = fields ?? [:]
    known[key] = field
    for name in keys(from: words) where known[name] == nil { known[name] = field }
    fields = known
  }
}
