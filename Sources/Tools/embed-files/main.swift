// embed-files OUTPUT ROOT FILE…: writes Swift source that holds the files as text, by their path under the root.

import FoundationEssentials

/// A raw string literal whose delimiter does not occur in the text.
func literal(_ text: String) -> String {
  var hashes = "#"
  while text.contains("\"\"\"\(hashes)") || text.contains("\\\(hashes)") { hashes += "#" }
  return "\(hashes)\"\"\"\n\(text)\n\"\"\"\(hashes)"
}

let arguments = CommandLine.arguments
let root = arguments[2] + "/"
var source = """
  // Generated.

  extension RuleCatalog {
    package static let files: [(path: String, content: String)] = [\n
  """
for file in arguments.dropFirst(3) {
  let content = try String(contentsOf: URL(filePath: file), encoding: .utf8)
  let path = file.hasPrefix(root) ? String(file.dropFirst(root.count)) : file
  source += "(\"\(path)\", \(literal(content))),\n"
}
source += "  ]\n}\n"
try Data(source.utf8).write(to: URL(filePath: arguments[1]), options: .atomic)
