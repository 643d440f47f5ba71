// How work of the modules under the facade grows with its input, in counted steps at n and at 4n, in debug builds: there
// a `CountedArray` counts each look at an element.
//
// Linear work takes 4 times as many, quadratic work 16 times; 6 leaves room for what is sorted.

#if DEBUG
  import GovernanceDiagrams
  import GovernanceModel
  import Testing
  import WorkControl

  @testable import GovernanceReports
  @testable import SourceDiagnostics

  @Suite("Four times the input takes about four times the work")
  struct LoopScaleTests {
    /// Does some work at a size and at four times that.
    private func check(_ size: Int = 60, sourceLocation: SourceLocation = #_sourceLocation, _ work: (Int) -> Void) {
      func steps(_ size: Int) -> Int {
        let count = StepCount()
        StepCount.$current.withValue(count) { work(size) }
        return count.steps
      }
      let (small, large) = (steps(size), steps(size * 4))
      #expect(small >= size, "nothing was counted", sourceLocation: sourceLocation)
      #expect(large < small * 6, "\(small) steps became \(large)", sourceLocation: sourceLocation)
    }

    @Test("boxes under one top of which nobody knows to whom they report")
    func openEnds() {
      check { size in
        draw(
          (0..<size).map { body("b\($0)", unknowns: ["reports-to"]) } + [body("top")],
          (0..<size).map { edge("b\($0)", "part-of", "top") })
      }
    }

    @Test("boxes that hang in the air, with an open end each")
    func drawnOpenEnds() {
      check { size in draw((0..<size).map { body("b\($0)", unknowns: ["reports-to"]) }, []) }
    }

    @Test("boxes that tell of what is not drawn")
    func lists() {
      check { size in
        draw(
          (0..<size).flatMap { [body("b\($0)", unknowns: ["leads"]), party("p\($0)")] },
          (0..<size).map { edge("b\($0)", "leads", "p\($0)") })
      }
    }

    @Test("one box that tells of very much, seen from both ends")
    func longList() {
      check { size in
        draw(
          [body("b")] + (0..<size).map { party("p\($0)") },
          (0..<size).flatMap { [edge("b", "leads", "p\($0)"), edge("p\($0)", "leads", "b")] })
      }
    }

    @Test("frames in frames, and frames side by side", arguments: [1, 2])
    func frames(parts: Int) {
      check { size in
        draw(
          (0..<size).map { body("b\($0)") }, (1..<size).map { edge("b\($0)", "part-of", "b\(($0 - 1) / parts)") },
          cluster: .parent)
      }
    }

    @Test("hints that are repeated, and hints that are not", arguments: [1, 10_000])
    func hints(different: Int) {
      check { size in _ = distinct((0..<size).map { Hint(number: $0 % different) }) }
    }

    @Test("did-you-mean compares a name with few of the names that there are")
    func suggestions() {
      // Multiples of a prime in another base look like names of which none is near another.
      let names = (1...2_000).map { String(UInt64($0) &* 0x9E37_79B9_7F4A_7C15, radix: 30) }
      let index = NameIndex(names)
      for name in names.prefix(20) {
        let (found, comparisons) = index.search(for: name + "x")
        #expect(found.first == name)
        #expect(comparisons < 400)
      }
    }

    // MARK: Something to draw

    private func draw(_ entities: [Entity], _ edges: [Edge], cluster: View.Cluster = .none) {
      let model = Model(
        vocabulary: Self.vocabulary, project: Project(name: "Proef"), entities: entities, edges: edges)
      let view = View(
        key: "alles", title: Wording(nl: "alles", en: "all"), classes: ["body", "party"], listed: ["leads"],
        cluster: cluster)
      let drawn = diagram(of: model, as: view, on: Day(number: 0), language: .nl)
      #expect(!drawn.dot.isEmpty)
    }

    private static let vocabulary = Vocabulary(
      classes: ["body", "party"].map {
        .init(
          key: $0, section: "\($0)s", singular: Wording(nl: $0, en: $0), plural: Wording(nl: "\($0)s", en: "\($0)s"))
      },
      relations: [("reports-to", .up), ("part-of", .up), ("leads", .free)].map { key, rank in
        .init(
          key: key, words: Wording(nl: key, en: key), says: Wording(nl: "{x} {y}", en: "{x} {y}"),
          ends: [("body", ["body", "party"]), ("party", ["body", "party"])], rank: rank)
      },
      attributes: [])

    private func body(_ id: String, unknowns: [String] = []) -> Entity {
      Entity(
        id: id, classKey: "body", unknowns: unknowns.map { Unknown(key: $0, provenance: Self.provenance) },
        provenance: Self.provenance)
    }

    private func party(_ id: String) -> Entity { Entity(id: id, classKey: "party", provenance: Self.provenance) }

    private func edge(_ from: String, _ relation: String, _ to: String) -> Edge {
      Edge(id: "\(from)/\(relation)/\(to)", relation: relation, from: from, to: to, provenance: Self.provenance)
    }

    private static let provenance = Provenance(place: SourcePlace(path: "proef.yaml", line: 1, column: 1))

    /// A text that counts how often it is compared.
    private struct Hint: Hashable {
      let number: Int

      static func == (left: Hint, right: Hint) -> Bool {
        StepCount.add(1)
        return left.number == right.number
      }

      func hash(into hasher: inout Hasher) {
        StepCount.add(1)
        hasher.combine(number)
      }
    }
  }
#endif
