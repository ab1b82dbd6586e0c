#include "lib/letter/address.h"

#include "lib/store/kb.h"
#include "lib/store/names.h"

static const struct value none = { 0 };

/* Does the case write to nobody, or to just this one? */
static bool
is_meant(const struct kb_read *read, struct str insurer, struct value unit,
    const struct case_recipient *recipient, struct arena *arena)
{
	struct str name = value_text(unit, "name");
	struct named named;
	struct note note;

	if (recipient->unit.length > 0 &&
	    !str_equal(str_fold(recipient->unit, arena),
		str_fold(value_text(unit, "unit"), arena)))
		return false;
	if (recipient->name.length == 0)
		return true;
	if (name.length > 0)
		return str_equal(
		    str_fold(recipient->name, arena), str_fold(name, arena));
	return names_find(read, "insurers", recipient->name, arena, &named,
		   &note) == OK &&
	       str_equal(named.id, insurer);
}

struct value
address_find(const struct kb_read *read, struct str insurer,
    const struct case_recipient *recipient, struct arena *arena)
{
	struct value fact = kb_fact(read, "addresses", insurer);
	struct value_each it = value_each(value_get(fact, "units"));

	if (recipient->address.count > 0 || recipient->fax.length > 0 ||
	    value_is_true(value_get(fact, "unverified")))
		return none;
	while (value_next(&it))
		if (!value_is_true(value_get(it.item, "unverified")) &&
		    is_meant(read, insurer, it.item, recipient, arena))
			return it.item;
	return none;
}
