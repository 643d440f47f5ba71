// From the law that a rule names to where it can be read.

/// The laws that rules name by a short name, with their number in the national collection (BWB).
private let laws: [(name: String, number: String)] = [
  ("Awb", "BWBR0005537"), ("Gemeentewet", "BWBR0005416"), ("Wgr", "BWBR0003740"),
  ("Wet gemeenschappelijke regelingen", "BWBR0003740"),
]

/// The address of the first law or article in a rule's source.
///
/// - Returns: nil where none is named that has a number in the national collection.
/// - Source: Juriconnect, standard for links to Dutch law (jci 1.3); <https://wetten.overheid.nl>
func lawAddress(in source: String) -> String? {
  var first: (start: String.Index, address: String)?
  func add(_ start: String.Index, _ address: String) {
    if let known = first, known.start <= start { return }
    first = (start, "https://wetten.overheid.nl/\(address)")
  }
  for law in laws {
    guard let range = source.firstRange(of: "\(law.name) art. ") else { continue }
    let article = source[range.upperBound...].prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == ":") }
    if article.first?.isNumber == true { add(range.lowerBound, "jci1.3:c:\(law.number)&artikel=\(article)") }
  }
  if let range = source.firstRange(of: "BWBR") {
    let number = source[range.upperBound...].prefix { $0.isNumber }
    if !number.isEmpty { add(range.lowerBound, "BWBR\(number)") }
  }
  return first?.address
}
