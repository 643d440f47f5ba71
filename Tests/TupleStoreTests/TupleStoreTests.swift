import TupleStore
