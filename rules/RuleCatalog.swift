// The shipped rule pages and the vocabulary, as text in the program.
//
// This module must not know what they mean.

/// Every page and the vocabulary. The build plugin adds `files`, each with its path in this folder, sorted by path.
package enum RuleCatalog {}
