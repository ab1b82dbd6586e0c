#ifndef KB_VOCABULARY_H
#define KB_VOCABULARY_H

#include <stdbool.h>

/*
 * The identifiers that are fixed for all knowledge bases: plan regimes
 * ("plans") and denial reasons ("reasons").  A fact may speak of one of them
 * before, or without, a source file that describes it.
 */
bool vocabulary_has(const char *kind, const char *id);

#endif
