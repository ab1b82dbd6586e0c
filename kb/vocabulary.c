#include "kb/vocabulary.h"

#include <stddef.h>
#include <string.h>

static const struct {
	const char *kind;
	const char *id;
} words[] = {
	{ "plans", "aca_nongrandfathered" },
	{ "plans", "church" },
	{ "plans", "erisa_self_funded" },
	{ "plans", "excepted_benefits" },
	{ "plans", "fehb" },
	{ "plans", "grandfathered" },
	{ "plans", "medicaid_ffs" },
	{ "plans", "medicaid_managed_care" },
	{ "plans", "medicare_original_part_b" },
	{ "plans", "medicare_part_c" },
	{ "plans", "medicare_part_d" },
	{ "plans", "nonfederal_governmental" },
	{ "plans", "state_fully_insured" },
	{ "plans", "stldi" },
	{ "plans", "tricare" },
	{ "plans", "va" },
	{ "reasons", "age-limit" },
	{ "reasons", "benefit-exclusion" },
	{ "reasons", "duplicate-therapy" },
	{ "reasons", "experimental" },
	{ "reasons", "formulary-change" },
	{ "reasons", "medical-necessity" },
	{ "reasons", "missing-information" },
	{ "reasons", "non-formulary" },
	{ "reasons", "not-fda-approved" },
	{ "reasons", "out-of-network" },
	{ "reasons", "prior-auth-required" },
	{ "reasons", "quantity-limits" },
	{ "reasons", "reauthorization" },
	{ "reasons", "refill-too-soon" },
	{ "reasons", "site-of-care" },
	{ "reasons", "specialist-required" },
	{ "reasons", "step-therapy" },
	{ "reasons", "tiering" },
};

bool
vocabulary_has(const char *kind, const char *id)
{
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strcmp(words[i].kind, kind) == 0 &&
		    strcmp(words[i].id, id) == 0)
			return true;
	return false;
}
