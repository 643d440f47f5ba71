// Who is there in a national project, and who belongs to whom; what they do to each other is written from it.

/// The skeleton of a country: municipalities with their bodies under a council, in regions of five.
///
/// Everything is numbered from 0; `b12` is body 12, `p12` person 12.
struct Country {
  /// Of a thousand entities 200 are bodies, 50 posts, 40 parties, 170 opgaven, 140 mandates, 30 powers, 20 funds,
  /// 60 plans, 10 agreements, 10 decisions and 10 duties; one in about ten thousand is a region, the others are people.
  let posts: Int
  let parties: Int
  let opgaven: Int
  let mandates: Int
  let powers: Int
  let funds: Int
  let plans: Int
  let agreements: Int
  let decisions: Int
  let duties: Int
  let people: Int
  let regions: Int

  let hierarchy: Hierarchy
  /// The council of each municipality.
  let councils: [Int]
  /// The municipality that each body belongs to.
  let municipality: [Int]
  /// Who reports to each body.
  let children: [[Int]]
  /// The bodies under a council that have powers of their own, and bodies to pass them on to.
  let authorities: [Int]

  /// - Complexity: O(entities), which must be at least 1,000
  init(entities: Int, random: inout SplitMix64) {
    precondition(entities >= 1000, "a smaller country has no room for its hierarchies")
    func share(_ perMille: Int) -> Int { entities * perMille / 1000 }
    hierarchy = Hierarchy(bodies: share(200), random: &random)
    let levels = hierarchy.level
    councils = levels.indices.filter { levels[$0] == 0 }
    regions = (councils.count + Self.municipalitiesPerRegion - 1) / Self.municipalitiesPerRegion
    (posts, parties, opgaven, mandates, powers) = (share(50), share(40), share(170), share(140), share(30))
    (funds, plans, agreements, decisions, duties) = (share(20), share(60), share(10), share(10), share(10))
    let others = levels.count + posts + parties + opgaven + mandates + powers + funds + plans
    people = entities - others - agreements - decisions - duties - regions
    var municipality: [Int] = []
    var children = [[Int]](repeating: [], count: levels.count)
    for body in levels.indices {
      municipality.append((municipality.last ?? -1) + (levels[body] == 0 ? 1 : 0))
      if let parent = hierarchy.parent[body] { children[parent].append(body) }
    }
    self.municipality = municipality
    self.children = children
    authorities = levels.indices.filter { levels[$0] == 1 && !children[$0].isEmpty }
    precondition(people >= levels.count + posts, "everybody who chairs a body or has a post is somebody else")
  }

  private static let municipalitiesPerRegion = 5

  var bodies: Int { hierarchy.level.count }

  /// The parties are the municipalities first, then the ministry, then who provides and insures care.
  var ministry: Int { councils.count }
  private var firstOfCare: Int { councils.count + 1 }
  private var careParties: Int { parties - firstOfCare }

  func region(of municipality: Int) -> Int { municipality / Self.municipalitiesPerRegion }

  func municipalities(of region: Int) -> Range<Int> {
    let first = region * Self.municipalitiesPerRegion
    return first..<min(first + Self.municipalitiesPerRegion, councils.count)
  }

  /// The care parties of a region in turn: 0 is its market leader, an insurer, the next are of the other kinds.
  func careParty(_ turn: Int, of region: Int) -> Int {
    let inRegion = (careParties - region + regions - 1) / regions
    return firstOfCare + region + turn % inRegion * regions
  }

  /// The kind of a party, and its name without its number.
  func kind(ofParty party: Int) -> (kind: String, name: String) {
    if party < ministry { return ("gemeente", "Gemeente") }
    if party == ministry { return ("ministerie", "Ministerie") }
    return Self.careKinds[(party - firstOfCare) / regions % Self.careKinds.count]
  }

  private static let careKinds = [
    (kind: "zorgverzekeraar", name: "Zorgverzekeraar"), ("zorgaanbieder", "Zorgaanbieder"),
    ("welzijnsorganisatie", "Welzijnsorganisatie"), ("ziekenhuis", "Ziekenhuis"), ("ggd", "GGD"),
    ("clientvertegenwoordiging", "Cliëntenberaad"), ("zorgaanbieder", "Zorggroep"), ("adviesbureau", "Bureau"),
  ]

  /// Three posts of each municipality are those that every municipality has; the others are spread over the bodies.
  var statutoryPosts: Int { 3 * councils.count }

  func mayor(of municipality: Int) -> Int { 3 * municipality }
  func secretary(of municipality: Int) -> Int { 3 * municipality + 1 }
  func clerk(of municipality: Int) -> Int { 3 * municipality + 2 }

  /// The body in which a post is that no law prescribes.
  func body(ofPost post: Int) -> Int {
    (post - statutoryPosts) * bodies / (posts - statutoryPosts)
  }

  /// People who chair a body come first, then the holders of posts.
  func chair(of body: Int) -> Int { body }
  func holder(of post: Int) -> Int { bodies + post }

  /// The municipality where a person lives.
  func municipality(ofPerson person: Int) -> Int {
    if person < bodies { return municipality[person] }
    if person < bodies + statutoryPosts { return (person - bodies) / 3 }
    if person < bodies + posts { return municipality[body(ofPost: person - bodies)] }
    return person % councils.count
  }

  /// A body of a municipality.
  func body(of place: Int, random: inout SplitMix64) -> Int {
    let end = place + 1 < councils.count ? councils[place + 1] : bodies
    return random.number(in: councils[place]...(end - 1))
  }
}
