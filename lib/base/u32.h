#ifndef LIB_BASE_U32_H
#define LIB_BASE_U32_H

#include <stddef.h>

/* Four bytes, little endian, anywhere: how lengths and counts are stored. */
static inline size_t
u32_get(const unsigned char *at)
{
	return (size_t)at[0] | (size_t)at[1] << 8 | (size_t)at[2] << 16 |
	    (size_t)at[3] << 24;
}

static inline void
u32_set(unsigned char *at, size_t n)
{
	at[0] = (unsigned char)n;
	at[1] = (unsigned char)(n >> 8);
	at[2] = (unsigned char)(n >> 16);
	at[3] = (unsigned char)(n >> 24);
}

#endif
