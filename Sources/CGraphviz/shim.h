// The two headers that drawing needs (libgvc lays out and renders, libcgraph reads DOT), the functions whose types
// differ between versions of Graphviz, with one type each, and a way to read DOT whose outcome does not depend on where
// memory happens to be.
#include <cgraph.h>
#include <gvc.h>
#include <stddef.h>
#include <string.h>

/// A text, and how much of it has been read.
struct GraphvizText {
  const char *bytes;
  size_t length;
  size_t read;
};

static int graphvizReadPart(void *channel, char *buffer, int size) {
  struct GraphvizText *text = (struct GraphvizText *)channel;
  size_t rest = text->length - text->read;
  size_t part = size < 0 ? 0 : (size_t)size < rest ? (size_t)size : rest;
  memcpy(buffer, text->bytes + text->read, part);
  text->read += part;
  return (int)part;
}

static IDTYPE graphvizLastID = 0;

static void *graphvizOpenIDs(Agraph_t *graph, Agdisc_t *discipline) { return NULL; }

/// Numbers what the library makes in the order in which it is made; the names it keeps itself.
static long graphvizMapID(void *state, int type, char *name, IDTYPE *id, int create) {
  if (name || !create) return 0;
  *id = ++graphvizLastID;
  return 1;
}

static long graphvizAllocateID(void *state, int type, IDTYPE id) { return 0; }
static void graphvizFreeID(void *state, int type, IDTYPE id) {}
static char *graphvizPrintID(void *state, int type, IDTYPE id) { return NULL; }
static void graphvizCloseIDs(void *state) {}
static void graphvizRegisterID(void *state, int type, void *object) {}

/// Reads the first graph of a text, or gives NULL.
///
/// The library's scanner keeps what follows a graph for its next call, which has another text: so the rest is read too.
///
/// The library's own way (`agmemread`) takes the address of a name for the identity of what is named and orders
/// subgraphs by it, so that frames change places from one picture to the next.
///
/// SAFETY: one graph at a time, under the caller's lock; the disciplines live as long as the process.
static inline Agraph_t *graphvizRead(const char *bytes, size_t length) {
  static Agiddisc_t ids = {
      .open = graphvizOpenIDs,
      .map = graphvizMapID,
      .alloc = graphvizAllocateID,
      .free = graphvizFreeID,
      .print = graphvizPrintID,
      .close = graphvizCloseIDs,
      .idregister = graphvizRegisterID,
  };
  static Agiodisc_t input;
  input = AgIoDisc;
  input.afread = graphvizReadPart;
  static Agdisc_t discipline;
  discipline = AgDefaultDisc;
  discipline.id = &ids;
  discipline.io = &input;
  graphvizLastID = 0;
  struct GraphvizText text = {bytes, length, 0};
  Agraph_t *graph = agread(&text, &discipline);
  Agraph_t *next = graph;
  while (next) {
    next = agread(&text, &discipline);
    if (next) agclose(next);
  }
  return graph;
}

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
