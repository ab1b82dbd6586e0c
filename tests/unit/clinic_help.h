#ifndef TESTS_UNIT_CLINIC_HELP_H
#define TESTS_UNIT_CLINIC_HELP_H

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/edition.h"
#include "lib/render/media.h"
#include "lib/store/kb.h"

/* A knowledge base with an overlay of a clinic, open for reading. */
struct clinic {
	char *dir; /* where the file lies; gone with clinic_close() */
	struct edition edition;
	struct kb_read read;
	struct arena *arena;
};

/*
 * Build "sources" with the overlays laid over it ("over" of sources,
 * "templates" over templates/; NULL: none).  It must build
 * without a word about what is laid over.
 */
void clinic_open(struct clinic *clinic, const char *sources, const char *over,
    const char *templates);
void clinic_close(struct clinic *clinic);

/* The guide, which must be found; its verdict's name in "*verdict". */
struct str clinic_guide(struct clinic *clinic, const char *insurer,
    const char *treatment, const char *reason, enum media media,
    const char **verdict);

/* The letter of a case on 2026-11-22, which must be one. */
struct str clinic_letter(
    struct clinic *clinic, struct str text, enum media media);

#endif
