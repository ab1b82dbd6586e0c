#include "lib/clinical/instrument.h"

#include <stddef.h>

/*
 * Lower is better in each: activity indices, affected surface and laboratory
 * signs of inflammation.  The patient's own reports are marked.
 */
static const struct instrument instruments[] = {
	{ "das28", false },
	{ "das28-crp", false },
	{ "das28-esr", false },
	{ "cdai", false },
	{ "sdai", false },
	{ "dapsa", false },
	{ "rapid3", true },
	{ "haq-di", true },
	{ "asdas", false },
	{ "asdas-crp", false },
	{ "basdai", true },
	{ "crp", false },
	{ "esr", false },
	{ "hbi", false },
	{ "ses-cd", false },
	{ "mayo", false },
	{ "mayo-score", false },
	{ "partial-mayo", false },
	{ "fecal-calprotectin", false },
	{ "calprotectin", false },
	{ "pasi", false },
	{ "bsa", false },
	{ "pga", false },
	{ "easi", false },
	{ "iga", false },
	{ "scorad", false },
	{ "poem", true },
	{ "dlqi", true },
	{ "itch-nrs", true },
	{ "pain-nrs", true },
	{ "salt", false },
	{ "vasi", false },
	{ "f-vasi", false },
};

const struct instrument *
instrument_find(struct str folded)
{
	size_t i;

	for (i = 0; i < sizeof(instruments) / sizeof(*instruments); i++)
		if (str_is(folded, instruments[i].name))
			return &instruments[i];
	return NULL;
}
