// What the system does for this module: the clock and a pause. The only place where Gremium looks at a clock for a date.

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

/// Leaves the core to others for a while.
func pause(milliseconds: UInt32) { usleep(milliseconds * 1000) }
