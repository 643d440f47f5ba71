// Work on several cores.

import Glibc

/// How many cores this process may use.
package var processorCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

/// Runs the body once for each part, on as many threads, and comes back when all are done.
///
/// A part that gets no thread, for the system has none left, runs here.
///
/// - Complexity: about 50 microseconds a thread; not worth it for less work than a few times that.
package func concurrently(parts: Int, _ body: @Sendable (Int) -> Void) {
  guard parts > 1 else {
    if parts == 1 { body(0) }
    return
  }
  withoutActuallyEscaping(body) { body in
    var threads: [pthread_t] = []
    for part in 1..<parts {
      let work = Unmanaged.passRetained(Work(part: part, body: body))
      var thread = pthread_t()
      let status = pthread_create(
        &thread, nil,
        { argument in
          guard let argument else { return nil }
          let work = Unmanaged<Work>.fromOpaque(argument).takeRetainedValue()
          work.body(work.part)
          return nil
        }, work.toOpaque())
      if status == 0 {
        threads.append(thread)
      } else {
        work.release()
        body(part)
      }
    }
    body(0)
    for thread in threads { pthread_join(thread, nil) }
  }
}

private final class Work: Sendable {
  let part: Int
  let body: @Sendable (Int) -> Void

  init(part: Int, body: @escaping @Sendable (Int) -> Void) {
    self.part = part
    self.body = body
  }
}

/// Values that are written by several threads, each at places of its own.
///
/// SAFETY: every part of `concurrently` writes only the place that has its number.
package final class Parts<Element: Sendable>: @unchecked Sendable {
  private let places: UnsafeMutableBufferPointer<Element>

  package init(_ elements: [Element]) {
    places = .allocate(capacity: elements.count)
    _ = places.initialize(from: elements)
  }

  deinit { places.deinitialize().deallocate() }

  package subscript(part: Int) -> Element {
    get { places[checked(part)] }
    _modify { yield &places[checked(part)] }
  }

  private func checked(_ part: Int) -> Int {
    precondition(part >= 0 && part < places.count, "a part that does not exist")
    return part
  }
}
