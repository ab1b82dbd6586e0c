#ifndef FCGI_ROUTES_CHANGES_H
#define FCGI_ROUTES_CHANGES_H

#include "fcgi/exchange.h"

/*
 * GET /changes[?since=GENERATION]: what changed on the way to the generation
 * that is served, newest first; with "since" only what came after that one.
 * ERR_NOT_FOUND when the list does not reach back to it, ERR_INVALID when it
 * is no generation, ERR_CORRUPT when the list cannot be used.
 */
enum err get_changes(struct exchange *exchange);

#endif
