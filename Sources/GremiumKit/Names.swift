// Names from the modules below that whoever asks a session needs: importing GremiumKit is enough.

import Datalog
import GovernanceIO
import GovernanceModel
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
/// Where the texts of a project come from.
public typealias ProjectSource = GovernanceIO.ProjectSource
/// The kinds of file that a JSON Schema describes.
package typealias SchemaSubject = GovernanceIO.SchemaSubject
/// How far long work is.
public typealias WorkProgress = WorkControl.WorkProgress
