// Many bindings of a plan's registers at once.

/// A batch of bindings: values for registers, a column for each register, and which of the bindings go on.
///
/// A view into the join machine: good for one call of the host, not to be kept.
package struct BindingBatch {
  /// How many bindings there are.
  package let count: Int
  // SAFETY: the machine gives columns of at least `count` values, and keeps them for as long as the call lasts.
  let columns: UnsafeMutableBufferPointer<UnsafeMutablePointer<UInt32>?>
  let kept: UnsafeMutablePointer<Bool>

  /// - Precondition: the step that is run names the register among those that it reads or writes.
  package subscript(register: Int, position: Int) -> UInt32 {
    get { column(register)[checked(position)] }
    nonmutating set { column(register)[checked(position)] = newValue }
  }

  /// The binding does not go on.
  package func drop(_ position: Int) { kept[checked(position)] = false }

  private func column(_ register: Int) -> UnsafeMutablePointer<UInt32> {
    precondition(register >= 0 && register < columns.count, "a register that the plan does not have")
    guard let column = columns[register] else { preconditionFailure("a register that the step does not name") }
    return column
  }

  private func checked(_ position: Int) -> Int {
    precondition(position >= 0 && position < count, "a position outside the bindings")
    return position
  }
}
