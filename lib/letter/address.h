#ifndef LIB_LETTER_ADDRESS_H
#define LIB_LETTER_ADDRESS_H

#include "lib/base/str.h"
#include "lib/base/value.h"
#include "lib/letter/case.h"

struct arena;
struct kb_read;

/*
 * Where to send an appeal that gives no address itself, as the clinic's own
 * knowledge base holds it (kb/README.md, addresses): the insurer's unit of
 * that name, or its first where the case names no unit.
 *
 * None where the case gives an address or a fax; where no address is held,
 * or only one that nobody has seen; and where the case writes to a body or
 * unit that is not held, since another's address would be a wrong one.
 * Borrowed from the knowledge base; "arena" is for names being compared.
 */
struct value address_find(const struct kb_read *read, struct str insurer,
    const struct case_recipient *recipient, struct arena *arena);

#endif
