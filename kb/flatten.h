#ifndef KB_FLATTEN_H
#define KB_FLATTEN_H

#include "lib/base/buf.h"
#include "lib/base/value.h"

struct json_object;

/*
 * A json-c tree as a flat value, in "buf".  With "public_only" members whose
 * name starts with '_' are left out: views keep what only templates need
 * under such names.  None when the buffer is full or the tree too deep.
 */
struct value flatten(
    struct json_object *json, bool public_only, struct buf *buf);

#endif
