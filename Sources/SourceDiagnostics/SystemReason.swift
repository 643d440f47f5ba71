// Why the system refused something, as people say it.

/// The system's reason for not reading a file, in words of ours where people run into it.
///
/// - Parameter code: an `errno`.
public func reason(ofSystemError code: Int32) -> Wording { Messages.systemReason(code) }
