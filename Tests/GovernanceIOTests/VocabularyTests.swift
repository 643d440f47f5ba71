// The vocabulary that is shipped, and the words that a project adds to it.

import GovernanceIO
import GovernanceModel
import GremiumKit
import SourceDiagnostics
import Testing

@Suite("A project's own words can be used at once")
struct VocabularyTests {
  @Test("the shipped vocabulary has no fault")
  func shipped() {
    #expect(shippedVocabulary().diagnostics.isEmpty)
    #expect(vocabulary.classes.count == 13)
  }

  @Test("a new kind, class, relation and attribute, in either language")
  func ownWords() {
    check(
      [
        (
          "gremium.yaml",
          """
          name: P
          bodies:
            a: {kind: kring, ureninzet: 12, gebruikt: [x, {naar: y, wijze: dagelijks}]}
            b: {soort: gemeenteraad}
          woordenschat:
            classes:
              body:
                kinds:
                  kring: {nl: kring, en: circle, advisory: yes}
                  gemeenteraad: {nl: gemeenteraad, en: municipal council, elected: no}
              tool: {plural: tools, nl: {singular: middel, plural: middelen}, kinds: {app: {nl: app, en: app}}}
            relations:
              uses: {words: {nl: gebruikt, en: uses}, from: {body: [tool]}, attributes: [manner]}
            attributes:
              hours: {words: {nl: ureninzet, en: hours}, type: number, of: [body]}
              manner: {words: {nl: wijze, en: manner}, type: choice, of: [uses], values: {dagelijks: daily, soms: at times}}
          """
        ),
        (
          "m.yaml",
          "middelen:\n  x: {kind: app}\ntools:\n  y: {}\nbodies:\n  c: {uses: {to: x, manner: at-times}, kind: circle}\n"
        ),
      ],
      gives: """
        body a: kring
          hours = 12
          advisory = yes
          uses -> x
          uses -> y
            manner = dagelijks
        body b: gemeenteraad
          elected = no
        tool x: app
        tool y
        body c: kring
          advisory = yes
          uses -> x
            manner = soms
        """)
  }

  @Test(
    "a key that rules could not write or would confuse is refused",
    arguments: [
      ("relations:\n    count: {from: {body: [body]}}", "gremium.yaml:4:5 input/reserved-name"),
      ("classes:\n    entity: {}", "gremium.yaml:4:5 input/taken-name"),
      ("classes:\n    date: {}", "gremium.yaml:4:5 input/taken-name"),
      ("attributes:\n    owner: {of: [body]}", "gremium.yaml:4:5 input/taken-name"),
      ("attributes:\n    members-role: {of: [body]}", "gremium.yaml:4:5 input/taken-name"),
      ("attributes:\n    body: {of: [body]}", "gremium.yaml:4:5 input/taken-name"),
      (
        "relations:\n    x: {from: {body: [body]}}\n  attributes:\n    x: {of: [body]}",
        "gremium.yaml:6:5 input/taken-name"
      ),
      ("attributes:\n    Gewicht: {of: [body]}", "gremium.yaml:4:5 input/id"),
      ("attributes:\n    2e-lid: {of: [body]}", "gremium.yaml:4:5 input/id"),
      (
        "relations:\n    uses: {from: {bodies: [tool]}}",
        "gremium.yaml:4:19 input/choice\ngremium.yaml:4:28 input/choice"
      ),
      ("attributes:\n    x: {of: [bodies]}", "gremium.yaml:4:14 input/choice"),
      (
        "relations:\n    x: {from: {body: [body]}, attributes: [rool]}",
        "gremium.yaml:4:44 input/choice"
      ),
      ("attributes:\n    x: {type: tekst, of: [body]}", "gremium.yaml:4:15 input/choice"),
      ("classes:\n    body: {kinds: {x: {elected: 3}}}", "gremium.yaml:4:33 input/yes-no"),
      ("classes: [tool]", "gremium.yaml:3:12 input/shape"),
      ("classes:\n    tool: {actor: maybe}", "gremium.yaml:4:19 input/yes-no"),
      ("classes:\n    tool: {acts: yes}", "gremium.yaml:4:12 input/unknown-key"),
      ("relations:\n    uses: {from: {body: [body]}, accountability: yes}", "gremium.yaml:4:50 input/choice"),
      ("relations:\n    uses: {from: {body: [body]}, moved-by: [merge]}", "gremium.yaml:4:45 input/choice"),
      ("relations:\n    uses: {from: {body: [body]}, whole: far}", "gremium.yaml:4:41 input/yes-no"),
      ("attributes:\n    x: {type: text, of: [body], due: yes}", "gremium.yaml:4:33 input/choice"),
      ("attributes:\n    x: {of: [body], ends-accountability: yes}", "gremium.yaml:4:21 input/choice"),
    ])
  func refused(words: String, expected: String) {
    check([("gremium.yaml", "name: P\nvocabulary:\n  \(words)\n")], gives: expected)
  }
}
