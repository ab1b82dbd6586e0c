#ifndef KB_LOGO_H
#define KB_LOGO_H

#include "lib/base/err.h"
#include "lib/base/str.h"

/* The asset that stands beside the letterhead of every letter. */
#define LOGO_NAME "letterhead.png"

/*
 * Can it be printed?  Asked when a knowledge base is built, so that no letter
 * fails for it later.  Fails with ERR_INVALID (no PNG, damaged, too large; the
 * note begins with LOGO_NAME) and ERR_MEMORY.
 */
enum err logo_check(struct str png, struct note *note);

#endif
