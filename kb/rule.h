#ifndef KB_RULE_H
#define KB_RULE_H

#include "kb/report.h"
#include "kb/source.h"
#include "kb/tree.h"
#include "lib/base/date.h"

struct arena;
struct json_object;
struct rule;
struct staleness;

/* One run over all sources. */
struct check {
	const struct sources *sources;
	struct report *report;
	const struct rule *rule; /* the one at work */
	const struct staleness *staleness;
	struct date today; /* the day facts are judged for */
	struct arena *arena; /* for rules; it ends with the run */
};

/*
 * A rule that joins files, or fields of one file, beyond what a schema can
 * say.  To add one: write its function in the kb/rules_*.c it belongs to,
 * declare it here, give it a line in the table of kb/rules.c.
 */
typedef void rule_function(struct check *check);

struct rule {
	const char *id;
	const char *sentence;
	rule_function *run;
};

extern const struct rule rules[]; /* ends with a NULL id */

/* kb/rules_names.c */
rule_function rule_names_exist;
rule_function rule_policies_end;
rule_function rule_angle_ids;
rule_function rule_unique_ids;

/* kb/rules_aliases.c */
rule_function rule_aliases;

/* kb/rules_claims.c */
rule_function rule_label;
rule_function rule_companions;

/* kb/rules_law.c */
rule_function rule_reach;
rule_function rule_in_force;

/* kb/rules_facts.c */
rule_function rule_provenance;
rule_function rule_stale;
rule_function rule_unused;
rule_function rule_unverified;
rule_function rule_asserted;

/* kb/rules_disputes.c */
rule_function rule_disputes;

/* kb/rules_criteria.c */
rule_function rule_evidence;
rule_function rule_thresholds;

/* kb/rules_prose.c */
rule_function rule_talk;
rule_function rule_doses;

/* kb/rules_english.c */
rule_function rule_sentences;
rule_function rule_english;
rule_function rule_placeholders;

/* kb/rules_regimens.c */
rule_function rule_regimens;
rule_function rule_indications;

/* kb/rules_measures.c */
rule_function rule_measures;

/* Report a problem of the rule at work; "place" NULL is the whole file. */
void check_error(struct check *check, const struct source *source,
    const struct place *place, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void check_warning(struct check *check, const struct source *source,
    const struct place *place, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* One value of one source, with what a rule remembers between values. */
struct spot {
	struct check *check;
	const struct source *source;
	const struct place *place;
	struct json_object *value;
	void *memory;
};

typedef void spot_visit(const struct spot *spot);

/* Visit every value of the source; of all of a kind; of all (kind NULL). */
void check_values_of(struct check *check, const struct source *source,
    spot_visit *visit, void *memory);
void check_values(
    struct check *check, const char *kind, spot_visit *visit, void *memory);

/* The value as text; NULL when it is none. */
const char *spot_text(const struct spot *spot);

#endif
