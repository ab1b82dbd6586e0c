#ifndef TESTS_UNIT_CONTRACT_HELP_H
#define TESTS_UNIT_CONTRACT_HELP_H

#include <check.h>
#include <stdbool.h>

#include "kb/template_files.h"
#include "lib/base/buf.h"
#include "lib/base/json.h"
#include "lib/base/value.h"
#include "lib/template/contract.h"

/*
 * The contracts of templates/views against what is really handed to
 * templates: no view may hold a name that its contract does not have, and no
 * contract a name that never occurs.
 */

extern struct arena *contract_arena;
extern struct template_files contract_files; /* of templates/ */
extern struct contracts contract_set;
extern struct buf contract_wrong; /* what was found, a line each */
extern const struct json_limits contract_limits;

/* Fixtures: all contracts of templates/views, and nothing wrong yet. */
void contract_setup(void);
void contract_teardown(void);

/* The contract of this template; there must be one. */
const struct contract *contract_for(const char *template);

/* Hold a view to a contract, and remember which of its names occurred. */
void contract_compare(struct value view, struct value member, const char *path);
void contract_mark(struct value member);

/* Names that did not occur are wrong; "_x" only with "hidden". */
void contract_unseen(struct value member, const char *path, bool hidden);

/* All that is wrong, as a C string. */
const char *contract_said(void);

#endif
