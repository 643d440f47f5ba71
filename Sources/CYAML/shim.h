// What Swift imports as CYAML.
#include <yaml.h>
