// The two headers that drawing needs (libgvc lays out and renders, libcgraph reads DOT), and the functions whose
// types differ between versions of Graphviz, with one type each.
#include <cgraph.h>
#include <gvc.h>
#include <stddef.h>

/// Sets an attribute of the graph as a whole. The library copies both texts; older headers lack the `const`.
static inline void graphvizSetAttribute(Agraph_t *graph, const char *name, const char *value) {
  agattr(graph, AGRAPH, (char *)name, (char *)value);
}

/// Names the graph. The library copies the text; older headers lack the `const`.
static inline int graphvizRename(Agraph_t *graph, const char *name) { return agrename((Agobj_t *)graph, (char *)name); }

/// Renders to memory that `gvFreeRenderData` frees.
///
/// SAFETY: the length is an `unsigned int` in older versions and a `size_t` in newer ones. It starts as zero, so that on
/// a little-endian machine (all that we support) either can be written to it.
static inline int graphvizRender(GVC_t *context, Agraph_t *graph, const char *format, char **data, size_t *length) {
  *data = NULL;
  *length = 0;
  return gvRenderData(context, graph, format, data, (void *)length);
}
