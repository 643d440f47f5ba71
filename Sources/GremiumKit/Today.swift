// The day of asking. The only place where Gremium looks at a clock.

import GovernanceModel

#if canImport(Glibc)
  import Glibc
#endif

/// Today, where the program runs.
package func today() -> Day {
  var seconds = time(nil)
  var local = tm()
  localtime_r(&seconds, &local)
  return Day(year: Int(local.tm_year) + 1900, month: Int(local.tm_mon) + 1, day: Int(local.tm_mday)) ?? .earliest
}
