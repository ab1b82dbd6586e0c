#include "fcgi/wipe.h"

#include <errno.h>
#include <malloc.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

enum { STACK_WIPED = 64 * 1024 };

static _Thread_local bool wiping;

/* What functions that have returned left below us. */
static void __attribute__((noinline)) wipe_stack(void)
{
	char below[STACK_WIPED];

	explicit_bzero(below, sizeof(below));
}

void
wipe_start(void)
{
	wiping = true;
}

void
wipe_stop(void)
{
	if (wiping)
		wipe_stack();
	wiping = false;
}

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) ||     \
    __has_feature(memory_sanitizer)
#define WIPE_SANITIZED
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define WIPE_SANITIZED
#endif

#if defined(__GLIBC__) && !defined(WIPE_SANITIZED)

/* The allocator behind the names that we take over. */
void __libc_free(void *at);
void *__libc_malloc(size_t size);
void *__libc_realloc(void *at, size_t size);

/* Takes the place of free() in the whole program.  Keeps errno. */
void
free(void *at)
{
	int saved = errno;

	if (wiping && at != NULL)
		explicit_bzero(at, malloc_usable_size(at));
	__libc_free(at);
	errno = saved;
}

/* Takes the place of realloc(), which would move without wiping. */
void *
realloc(void *at, size_t size)
{
	size_t old;
	void *moved;

	if (!wiping || at == NULL || size == 0)
		return __libc_realloc(at, size);
	old = malloc_usable_size(at);
	if ((moved = __libc_malloc(size)) == NULL)
		return NULL;
	memcpy(moved, at, old < size ? old : size);
	free(at);
	return moved;
}

#endif
