// The formats in which reports are shown, and which report is shown in which.

import SourceDiagnostics

/// A format of output, by the name that users give it.
package enum OutputFormat: String, Sendable, CaseIterable {
  case text, json, sarif, csv, ics

  /// Whether programs read it. Within a version of its layout keys may be added, but none is changed.
  package var isForPrograms: Bool { self != .text }
}

/// A result that is ready to be shown.
package protocol Report: Sendable {
  /// How it is written in each of its formats; the first is what people get who do not choose.
  static var writers: [ReportWriter<Self>] { get }
}

// MARK: Which report is shown in which formats

extension AnswerReport: Report {
  package static let writers = [
    ReportWriter(.text, answerText), ReportWriter(.csv, answerCSV), ReportWriter(.json, answerJSON),
  ]
}

extension ChainReport: Report {
  package static let writers = [ReportWriter(.text, chainText), ReportWriter(.json, chainJSON)]
}

extension CheckReport: Report {
  package static let writers = [
    ReportWriter(.text, checkText), ReportWriter(.json, checkJSON), ReportWriter(.sarif, checkSARIF),
  ]
}

extension ExplanationReport: Report {
  package static let writers = [
    ReportWriter(.text, explanationText), ReportWriter(.json, explanationJSON),
    ReportWriter(.sarif, explanationSARIF),
  ]
}

extension StressReport: Report {
  package static let writers = [ReportWriter(.text, stressText), ReportWriter(.json, stressJSON)]
}

extension TimelineReport: Report {
  package static let writers = [
    ReportWriter(.text, timelineText), ReportWriter(.json, timelineJSON), ReportWriter(.ics, timelineCalendar),
  ]
}

extension WhatIfReport: Report {
  package static let writers = [ReportWriter(.text, whatIfText), ReportWriter(.json, whatIfJSON)]
}

// MARK: Writing a report

/// A writer of reports of one kind in one format.
package struct ReportWriter<Shown: Sendable>: Sendable {
  package let format: OutputFormat
  let write: @Sendable (Shown, Language, TextStyle) throws -> String

  /// A writer that uses colours where they are wanted.
  init(_ format: OutputFormat, _ write: @escaping @Sendable (Shown, Language, TextStyle) throws -> String) {
    self.format = format
    self.write = write
  }

  /// A writer that knows no colours.
  init(_ format: OutputFormat, _ write: @escaping @Sendable (Shown, Language) throws -> String) {
    self.format = format
    self.write = { report, language, _ in try write(report, language) }
  }
}

/// A format was asked for in which this kind of report is not shown.
package struct UnsupportedFormat: Error, Equatable {
  package let format: OutputFormat
  /// What it is shown in.
  package let supported: [OutputFormat]

  /// Names what is supported.
  package var message: Wording { Words.unsupported(format.rawValue, supported: supported.map(\.rawValue)) }
}

extension Report {
  /// The formats in which it is shown; the first is what people get who do not choose.
  package static var formats: [OutputFormat] { writers.map(\.format) }

  /// The report in a format, ending in a line break.
  ///
  /// - Complexity: O(size of the report, and of the texts that it quotes)
  /// - Throws: ``UnsupportedFormat`` where it is not shown in the format.
  package func text(as format: OutputFormat, language: Language, style: TextStyle = .plain) throws -> String {
    guard let writer = Self.writers.first(where: { $0.format == format }) else {
      throw UnsupportedFormat(format: format, supported: Self.formats)
    }
    return try writer.write(self, language, style)
  }
}
