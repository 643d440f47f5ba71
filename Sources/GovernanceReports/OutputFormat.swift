// The formats in which reports are shown, and which report is shown in which.

import SourceDiagnostics

/// A format of output, by the name that users give it.
public enum OutputFormat: String, Sendable, CaseIterable {
  /// For people: in their language, with colours where they are wanted.
  case text
  /// One JSON object with sorted members, ending in a line break (RFC 8259).
  case json
  /// For code hosts and editors (SARIF 2.1.0).
  case sarif
  /// A table for spreadsheets (RFC 4180).
  case csv
  /// A calendar (RFC 5545).
  case ics

  /// Whether programs read it. Within a version of its layout keys may be added, but none is changed.
  public var isForPrograms: Bool { self != .text }
}

/// A result that is ready to be shown.
public protocol Report: Sendable {
  /// How it is written in each of its formats; the first is what people get who do not choose.
  static var writers: [ReportWriter<Self>] { get }
}

// MARK: Which report is shown in which formats

extension AnswerReport: Report {
  /// Its formats, with what writes each.
  public static let writers = [
    ReportWriter(.text, answerText), ReportWriter(.csv, answerCSV), ReportWriter(.json, answerJSON),
  ]
}

extension ChainReport: Report {
  /// Its formats, with what writes each.
  public static let writers = [ReportWriter(.text, chainText), ReportWriter(.json, chainJSON)]
}

extension CheckReport: Report {
  /// Its formats, with what writes each.
  public static let writers = [
    ReportWriter(.text, checkText), ReportWriter(.json, checkJSON), ReportWriter(.sarif, checkSARIF),
  ]
}

extension ExplanationReport: Report {
  /// Its formats, with what writes each.
  public static let writers = [
    ReportWriter(.text, explanationText), ReportWriter(.json, explanationJSON),
    ReportWriter(.sarif, explanationSARIF),
  ]
}

extension StressReport: Report {
  /// Its formats, with what writes each.
  public static let writers = [ReportWriter(.text, stressText), ReportWriter(.json, stressJSON)]
}

extension TimelineReport: Report {
  /// Its formats, with what writes each.
  public static let writers = [
    ReportWriter(.text, timelineText), ReportWriter(.json, timelineJSON), ReportWriter(.ics, timelineCalendar),
  ]
}

extension WhatIfReport: Report {
  /// Its formats, with what writes each.
  public static let writers = [ReportWriter(.text, whatIfText), ReportWriter(.json, whatIfJSON)]
}

// MARK: Writing a report

/// A writer of reports of one kind in one format.
public struct ReportWriter<Shown: Sendable>: Sendable {
  /// What it writes.
  public let format: OutputFormat
  let write: @Sendable (Shown, Language, TextStyle) -> String

  /// A writer that uses colours where they are wanted.
  init(_ format: OutputFormat, _ write: @escaping @Sendable (Shown, Language, TextStyle) -> String) {
    self.format = format
    self.write = write
  }

  /// A writer that knows no colours.
  init(_ format: OutputFormat, _ write: @escaping @Sendable (Shown, Language) -> String) {
    self.format = format
    self.write = { report, language, _ in write(report, language) }
  }
}

/// A format that was asked for, though the kind of report is not shown in it.
public struct UnsupportedFormat: Error, Equatable {
  /// What was asked for.
  public let format: OutputFormat
  /// What it is shown in.
  public let supported: [OutputFormat]

  /// Names what is supported.
  public var message: Wording { Messages.unsupported(format.rawValue, supported: supported.map(\.rawValue)) }
}

extension Report {
  /// The formats in which it is shown; the first is what people get who do not choose.
  public static var formats: [OutputFormat] { writers.map(\.format) }

  /// The report in a format, ending in a line break.
  ///
  /// - Complexity: O(size of the report, and of the texts that it quotes)
  /// - Throws: ``UnsupportedFormat`` where it is not shown in the format.
  public func text(as format: OutputFormat, language: Language, style: TextStyle = .plain) throws(UnsupportedFormat)
    -> String
  {
    guard let writer = Self.writers.first(where: { $0.format == format }) else {
      throw UnsupportedFormat(format: format, supported: Self.formats)
    }
    return writer.write(self, language, style)
  }
}
