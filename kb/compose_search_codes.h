#ifndef KB_COMPOSE_SEARCH_CODES_H
#define KB_COMPOSE_SEARCH_CODES_H

struct search_index;
struct sources;

/*
 * Add every denial code: with what introduces it in its list ("CO-50",
 * "CARC 50", "reject 76"; from the list's name, groups and patterns), and
 * alone ("50") where it holds a digit or is a word.
 */
void compose_search_codes(
    const struct sources *sources, struct search_index *index);

#endif
