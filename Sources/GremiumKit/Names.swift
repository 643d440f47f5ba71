// Names from the modules below that whoever asks a session needs: importing GremiumKit is enough.

import Datalog
import GovernanceIO
import GovernanceModel
import WorkControl

public typealias Cancellation = WorkControl.Cancellation
public typealias Cancelled = WorkControl.Cancelled
public typealias Day = GovernanceModel.Day
public typealias EvaluationLimits = Datalog.EvaluationLimits
public typealias FileChange = GovernanceIO.FileChange
public typealias ProjectSource = GovernanceIO.ProjectSource
package typealias SchemaSubject = GovernanceIO.SchemaSubject
public typealias WorkProgress = WorkControl.WorkProgress
