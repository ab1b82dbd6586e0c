#include "fcgi/record.h"

struct record
record_parse(const unsigned char *bytes)
{
	return (struct record){
		.version = bytes[0],
		.type = bytes[1],
		.id = bytes[2] << 8 | bytes[3],
		.length = (size_t)bytes[4] << 8 | bytes[5],
		.padding = bytes[6],
	};
}

void
record_format(unsigned char *bytes, int type, size_t length)
{
	bytes[0] = RECORD_VERSION;
	bytes[1] = (unsigned char)type;
	bytes[2] = RECORD_ID >> 8;
	bytes[3] = RECORD_ID & 0xff;
	bytes[4] = (unsigned char)(length >> 8);
	bytes[5] = (unsigned char)(length & 0xff);
	bytes[6] = 0;
	bytes[7] = 0;
}
