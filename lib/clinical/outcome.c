#include "lib/clinical/outcome.h"

const char *
outcome_name(enum outcome outcome)
{
	switch (outcome) {
	case OUTCOME_NONE:
		return "";
	case OUTCOME_INADEQUATE_RESPONSE:
		return "inadequate-response";
	case OUTCOME_INTOLERANCE:
		return "intolerance";
	case OUTCOME_CONTRAINDICATION:
		return "contraindicated";
	case OUTCOME_STABLE:
		return "stable";
	case OUTCOME_COMPLETED:
		return "completed";
	}
	return "";
}

const char *
outcome_words(enum outcome outcome)
{
	switch (outcome) {
	case OUTCOME_NONE:
		return "";
	case OUTCOME_INADEQUATE_RESPONSE:
		return "inadequate response";
	case OUTCOME_INTOLERANCE:
		return "not tolerated";
	case OUTCOME_CONTRAINDICATION:
		return "contraindicated";
	case OUTCOME_STABLE:
		return "stable";
	case OUTCOME_COMPLETED:
		return "completed";
	}
	return "";
}
