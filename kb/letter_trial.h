#ifndef KB_LETTER_TRIAL_H
#define KB_LETTER_TRIAL_H

#include <stddef.h>

#include "kb/report.h"
#include "kb/template_files.h"
#include "lib/appeal.h"
#include "lib/base/date.h"
#include "lib/base/err.h"

/*
 * Print the letter of every sample among "files" in every medium, and throw
 * it away.  A letter that cannot be printed, or that is empty, goes to
 * "report" with the sample's path or name and the medium; a draft is as good
 * as a letter that is ready.  "today" dates samples that give no date.
 *
 * "*printed" is the number of letters printed.  Fails with ERR_INVALID when
 * there is no sample at all, and ERR_MEMORY.
 */
enum err letter_trial(const struct template_files *files,
    const struct appeal_tools *tools, struct date today, struct report *report,
    size_t *printed, struct note *note);

#endif
