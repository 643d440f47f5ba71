// How the faults of a scenario's steps are worded, Dutch beside English, in alphabetical order.

import SourceDiagnostics

extension EditFault {
  var wording: (code: String, message: Wording, hint: Wording?) {
    switch self {
    case .alreadyThere(let id, let target):
      (
        "already-there",
        Wording(nl: "`\(id)` is al bij `\(target)`", en: "`\(id)` is with `\(target)` already"),
        Wording(nl: "laat de stap weg", en: "leave the step out")
      )
    case .cannotGo(let id, let target):
      (
        "cannot-go",
        Wording(nl: "`\(id)` kan niet naar `\(target)`", en: "`\(id)` cannot go to `\(target)`"),
        Wording(
          nl: "geen relatie van de woordenschat leidt van het een naar het ander; noem iets anders",
          en: "no relation of the vocabulary leads from the one to the other; name something else")
      )
    case .contradicts(let sentence, _):
      (
        "contradiction",
        Wording(
          nl: "deze stap maakt een eerdere ongedaan: \(sentence.nl)",
          en: "this step undoes an earlier one: \(sentence.en)"),
        Wording(
          nl: "houd een van beide, of maak er twee scenario's van", en: "keep one of the two, or make two scenarios")
      )
    case .doesNotFit(let sentence, let from, let to):
      (
        "does-not-fit",
        Wording(
          nl: "\(sentence.nl): dat kan niet overgaan op `\(from)` en `\(to)`",
          en: "\(sentence.en): that cannot pass to `\(from)` and `\(to)`"),
        Wording(
          nl: "beëindig die relatie eerst, of kies iets van dezelfde soort",
          en: "end that relation first, or choose something of the same class")
      )
    case .emptyPeriod(let id):
      (
        "empty-period",
        Wording(nl: "`\(id)` zou eindigen voordat het begint", en: "`\(id)` would end before it begins"),
        Wording(nl: "verander `vanaf` of `t/m`", en: "change `from` or `until`")
      )
    case .endedBefore(let id, let last, let day):
      (
        "ended-before",
        Wording(
          nl: "`\(id)` is er op \(day.inWords(.nl)) niet meer", en: "`\(id)` is no more on \(day.inWords(.en))"),
        last < .latest.advanced(by: -1)
          ? Wording(
            nl: "de laatste dag was \(last.inWords(.nl)); noem iets anders, of kies een eerdere dag",
            en: "its last day was \(last.inWords(.en)); name something else, or choose an earlier day")
          : Wording(nl: "noem iets anders", en: "name something else")
      )
    case .goneEarlier(let id, _):
      (
        "gone-earlier",
        Wording(nl: "`\(id)` is er na een eerdere stap niet meer", en: "`\(id)` is gone after an earlier step"),
        Wording(
          nl: "zet deze stap ervoor, of noem wat ervoor in de plaats komt",
          en: "put this step before it, or name what comes in its place")
      )
    case .mergesClasses(let first, let second):
      (
        "merges-classes",
        Wording(
          nl: "`\(first)` en `\(second)` staan in verschillende secties en kunnen niet samengaan",
          en: "`\(first)` and `\(second)` are in different sections and cannot become one"),
        Wording(nl: "voeg samen wat van één soort is", en: "merge what is of one class")
      )
    case .mergesOne:
      (
        "merges-one", Wording(nl: "samenvoegen vraagt er minstens twee", en: "a merge needs two at least"),
        Wording(nl: "schrijf ze als [a, b]", en: "write them as [a, b]")
      )
    case .missingFields(let id):
      (
        "missing-fields",
        Wording(nl: "wat moet er bij `\(id)`?", en: "what is to be added to `\(id)`?"),
        Wording(
          nl: "schrijf het onder `met:`, als `met: {leden: ID}`", en: "write it under `with:`, as `with: {members: ID}`"
        )
      )
    case .notAMandate(let id):
      (
        "not-a-mandate", Wording(nl: "`\(id)` is geen mandaat", en: "`\(id)` is not a mandate"),
        Wording(nl: "hef het op met `hef-op:`", en: "end it with `abolish:`")
      )
    case .notRelated(let id, let other):
      (
        "not-related",
        Wording(
          nl: "tussen `\(id)` en `\(other)` is er op die dag geen relatie",
          en: "there is no relation between `\(id)` and `\(other)` on that day"),
        Wording(nl: "noem iets waarmee het wel te maken heeft", en: "name something that it has to do with")
      )
    case .sameTwice(let id, _):
      (
        "same-twice",
        Wording(nl: "`\(id)` staat hier tegenover zichzelf", en: "`\(id)` is set against itself here"),
        Wording(nl: "noem twee verschillende", en: "name two different ones")
      )
    case .setEarlier(let key, let id, _):
      (
        "contradiction",
        Wording(
          nl: "een eerdere stap zet `\(key)` van `\(id)` al", en: "an earlier step sets `\(key)` of `\(id)` already"),
        Wording(
          nl: "houd een van beide, of maak er twee scenario's van", en: "keep one of the two, or make two scenarios")
      )
    case .splitsIntoOne:
      (
        "splits-into-one", Wording(nl: "splitsen vraagt er minstens twee", en: "a split needs two at least"),
        Wording(nl: "schrijf ze als [{id: a, …}, {id: b, …}]", en: "write them as [{id: a, …}, {id: b, …}]")
      )
    case .takenTwice(let id, _):
      (
        "taken-twice",
        Wording(nl: "twee delen krijgen `\(id)`", en: "two parts take `\(id)`"),
        Wording(nl: "geef het aan één van de delen", en: "give it to one of the parts")
      )
    }
  }
}
