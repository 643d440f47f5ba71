// What the rule language has from the system's library.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#else
  #error("the library of this system is not known here")
#endif

/// A floating-point number to the power of another.
func raise(_ base: Double, to exponent: Double) -> Double { pow(base, exponent) }
