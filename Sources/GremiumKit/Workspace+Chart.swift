// A project as a chart, by one of its views.

import GovernanceAnalysis
import GovernanceDiagrams
import GovernanceModel
import GovernanceReports
import SourceDiagnostics

extension Workspace {
  /// A chart of the project on a day.
  ///
  /// - Parameters:
  ///   - name: of one of the views.
  ///   - focus: ids of what is shown, with what is related to it; empty for what the view says.
  ///   - depth: how many steps from the focus; nil for what the view says.
  ///   - report: of which the findings are marked on what they are about; nil for no marks.
  ///   - day: the day that is looked at; nil for the project's own.
  ///   - language: of what stands in the chart.
  /// - Returns: nil with diagnostics where there is no such view or id.
  /// - Complexity: O(entities + edges)
  public func chart(
    as name: String = "organogram", focus: [String] = [], depth: Int? = nil, marking report: CheckReport? = nil,
    on day: Day? = nil, language: Language
  ) -> (chart: Chart?, diagnostics: [Diagnostic]) {
    guard var view = view(name) else {
      return (nil, [QuestionFault.unknownView(name, known: viewNames).diagnostic()])
    }
    if !focus.isEmpty { view.focus = focus }
    if let depth { view.depth = depth }
    let unknown = view.focus.filter { model.entity($0) == nil }
    guard unknown.isEmpty else {
      let known = model.entities.map(\.id)
      return (nil, unknown.map { QuestionFault.unknownId($0, known: known).diagnostic() })
    }
    return (Chart(diagram(as: view, on: day ?? self.day, language: language, marking: report)), [])
  }

  /// A chart of the project on a day, with the findings of a report marked in it.
  package func diagram(as view: View, on day: Day, language: Language, marking report: CheckReport?) -> Diagram {
    GovernanceDiagrams.diagram(
      of: model, as: view, on: day, language: language,
      overlay: Overlay(marks: Self.marks(of: report?.findings ?? [], language)))
  }

  /// Findings as marks on what they are about, by id.
  static func marks(of findings: [Finding], _ language: Language) -> [String: [Overlay.Mark]] {
    var marks: [String: [Overlay.Mark]] = [:]
    for finding in findings {
      let level = Overlay.Mark.Level(finding.severity)
      marks[finding.subject, default: []].append(.init(level: level, text: finding.message[language]))
    }
    return marks
  }
}
