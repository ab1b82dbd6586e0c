#ifndef KB_COMPOSE_H
#define KB_COMPOSE_H

#include <stdbool.h>

#include "kb/composer.h"
#include "kb/records.h"
#include "kb/source.h"
#include "lib/base/err.h"

struct template_set;

/*
 * Everything a knowledge base says that does not depend on a request, as
 * records: the facts as they were written, the names they go by, and every
 * section of every guide in JSON, text and HTML.  The records come out
 * unsorted.  Fails with what rendering fails with, and ERR_MEMORY.
 */
enum err compose(const struct sources *sources,
    const struct template_set *templates, struct records *records,
    struct note *note);

/* The stages, in the order compose() runs them. */
void compose_facts(struct composer *c);     /* fact/ */
void compose_names(struct composer *c);     /* name/ */
void compose_citations(struct composer *c); /* cite/ */
void compose_insurers(struct composer *c);  /* insurer/ */
void compose_plans(struct composer *c);     /* plan/ */
void compose_labels(struct composer *c);    /* indications/ regimens/ ... */
void compose_traits(struct composer *c);    /* traits/ */
void compose_policies(struct composer *c);  /* cover/ policy/ rows/ */
void compose_reasons(struct composer *c);   /* why/ process/ ... */
void compose_evidence(struct composer *c);  /* evidence/ warnings/ */
void compose_addresses(struct composer *c); /* addresses/ */
void compose_search(struct composer *c);    /* find/ spelling/ */
void compose_codes(struct composer *c);     /* code/ code-key/ ... */

/* What a treatment is, for the stages: knows classes and members. */
bool treatment_is_class(const struct source *treatment);

/* Does the drug name this class, or is "id" the drug itself? */
bool treatment_belongs(const struct source *drug, const char *id);

/*
 * Does the knowledge base hold guide facts for it: a drug listed in full, or
 * a class all of whose members are?
 */
bool treatment_is_held(
    const struct sources *sources, const struct source *treatment);

/*
 * Does a list of treatment ids ("*" means all) speak of this treatment, by
 * its own id or by a class of it?
 */
bool treatment_is_meant(struct json_object *holder, const char *list,
    const struct source *treatment);

/* Of how many drugs of a class does the list speak, out of "*members"? */
size_t treatment_members_meant(const struct sources *sources,
    struct json_object *holder, const char *list,
    const struct source *treatment, size_t *members);

/*
 * Does the list speak of the treatment as a whole: of the drug; or of the
 * class, or at least half of its drugs?  What is one drug's own belongs into
 * that drug's guide, not into its class's.
 */
bool treatment_is_typical(const struct sources *sources,
    struct json_object *holder, const char *list,
    const struct source *treatment);

#endif
