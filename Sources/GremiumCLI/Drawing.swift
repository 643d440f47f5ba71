// What the commands share that draw a chart into a file.

import GremiumKit
import SourceDiagnostics

/// A chart for a file whose name tells the format; without one, as DOT for standard output.
///
/// - Throws: exit status 2 where the format is unknown or the picture fails.
func drawing(of chart: Chart, to path: String?, console: Console) throws -> Output {
  guard let path, path != "-" else { return Output(chart.dot, to: nil) }
  guard let format = Chart.Format(path: path) else {
    console.show(.unknownPictureFormat(path))
    throw Exit.unusableInput
  }
  do {
    return Output(try chart.picture(as: format), to: path)
  } catch {
    console.show(.pictureFailed(error.message))
    throw Exit.unusableInput
  }
}
