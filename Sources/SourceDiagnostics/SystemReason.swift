// Why the system refused something, as people say it.

#if canImport(Glibc)
  import Glibc
#endif

/// The system's reason for not reading a file, in words of ours where people run into it.
///
/// - Parameter code: an `errno`.
public func reason(ofSystemError code: Int32) -> Wording {
  switch code {
  case EACCES, EPERM: Wording(nl: "geen leesrecht", en: "no permission")
  case EISDIR: Wording(nl: "dit is een map", en: "this is a folder")
  case ELOOP: Wording(nl: "een koppeling die naar zichzelf leidt", en: "a link that leads to itself")
  case ENOENT: Wording(nl: "het bestaat niet", en: "it does not exist")
  case ENOTDIR: Wording(nl: "dit is geen map", en: "this is not a folder")
  default: Wording(nl: String(cString: strerror(code)), en: String(cString: strerror(code)))
  }
}
