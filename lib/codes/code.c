#include "lib/codes/code.h"

const char *
code_status_name(enum code_status status)
{
	switch (status) {
	case CODE_FOUND:
		return "found";
	case CODE_SEVERAL:
		return "several";
	case CODE_PHRASE:
		return "phrase";
	case CODE_UNKNOWN:
		return "unknown";
	}
	return "";
}
