#include "lib/pdf/pdf_columns.h"

/* Cut long words rather than give one column all: up to this share. */
static void
squeeze(struct pdf_column *columns, size_t count, double room)
{
	double even = room / (double)count, spare = 0, over = 0;
	size_t i;

	for (i = 0; i < count; i++)
		if (columns[i].least <= even)
			spare += even - columns[i].least;
		else
			over += columns[i].least - even;
	for (i = 0; i < count; i++)
		if (columns[i].least <= even)
			columns[i].width = columns[i].least;
		else
			columns[i].width = even +
			    spare * (columns[i].least - even) / over;
}

void
pdf_columns(struct pdf_column *columns, size_t count, double room)
{
	double least = 0, most = 0;
	size_t i;

	for (i = 0; i < count; i++) {
		if (columns[i].most > room)
			columns[i].most = room;
		if (columns[i].least > room)
			columns[i].least = room;
		least += columns[i].least;
		most += columns[i].most;
	}
	if (least > room) {
		squeeze(columns, count, room);
		return;
	}
	for (i = 0; i < count; i++)
		if (most == 0)
			columns[i].width = room / (double)count;
		else if (most <= room)
			columns[i].width = columns[i].most * room / most;
		else
			columns[i].width = columns[i].least +
			    (columns[i].most - columns[i].least) *
			    (room - least) / (most - least);
}
