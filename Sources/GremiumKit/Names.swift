// Names from the modules below that whoever asks a session needs: importing GremiumKit is enough.

import Datalog
import GovernanceIO
import GovernanceModel
import GovernanceReports
import SourceDiagnostics
import WorkControl

/// A request to stop long work.
public typealias Cancellation = WorkControl.Cancellation
/// What is thrown by work that was no longer wanted.
public typealias Cancelled = WorkControl.Cancelled
/// A day of the calendar, on which a project is looked at.
public typealias Day = GovernanceModel.Day
/// When to give up on a question, and by whom it can be cancelled.
public typealias EvaluationLimits = Datalog.EvaluationLimits
/// A file before and after a change.
public typealias FileChange = GovernanceIO.FileChange
/// The language of what is said.
public typealias Language = SourceDiagnostics.Language
/// A format in which reports are shown.
public typealias OutputFormat = GovernanceReports.OutputFormat
/// Where the texts of a project come from.
public typealias ProjectSource = GovernanceIO.ProjectSource
/// A result that is ready to be shown.
public typealias Report = GovernanceReports.Report
/// The kinds of file that a JSON Schema describes.
package typealias SchemaSubject = GovernanceIO.SchemaSubject
/// A text as it was read: a file of a project, a scenario.
public typealias SourceText = SourceDiagnostics.SourceText
/// How far long work is.
public typealias WorkProgress = WorkControl.WorkProgress
