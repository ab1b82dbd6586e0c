#include "lib/template/datum.h"

size_t
datum_count(struct datum d)
{
	if (datum_type(d) != VALUE_ARRAY)
		return 0;
	if (d.source == NULL)
		return value_count(d.value);
	return d.source->count(d.node);
}

struct datum_each
datum_each(struct datum array)
{
	struct datum_each each = { .list = array };

	if (datum_type(array) != VALUE_ARRAY)
		return each;
	if (array.source == NULL)
		each.flat = value_each(array.value);
	else
		each.count = array.source->count(array.node);
	return each;
}

bool
datum_next(struct datum_each *each)
{
	struct datum list = each->list;

	if (list.source == NULL) {
		if (!value_next(&each->flat))
			return false;
		each->item = datum_of(each->flat.item);
		return true;
	}
	if (each->index == each->count)
		return false;
	each->item = (struct datum){ .source = list.source,
		.node = list.source->item(list.node, each->index++) };
	return true;
}
