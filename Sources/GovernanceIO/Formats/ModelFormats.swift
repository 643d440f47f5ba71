// Every format of model files: the one place where they are registered.

/// The formats of model files, in the order in which their files are read.
let modelFormats: [any ModelFormat] = [YAMLFormat(), TableFormat()]
