#include "fcgi/current.h"

#include <pthread.h>
#include <stdlib.h>

#include "lib/base/memo.h"
#include "lib/store/signature.h"

struct held {
	struct edition edition; /* first: what requests are handed */
	size_t users;           /* requests, and one while it is current */
};

struct current {
	pthread_mutex_t lock;
	const char *path;
	size_t copy_max;
	size_t memo_max;
	const char *key_path; /* NULL: no signature is needed */
	struct held *held;
};

struct current *
current_new(const char *path, size_t copy_max)
{
	struct current *current = calloc(1, sizeof(*current));

	if (current == NULL)
		return NULL;
	current->path = path;
	current->copy_max = copy_max;
	pthread_mutex_init(&current->lock, NULL);
	return current;
}

void
current_keep(struct current *current, size_t memo_max)
{
	current->memo_max = memo_max;
}

void
current_require(struct current *current, const char *key_path)
{
	current->key_path = key_path;
}

static void
close_held(struct held *held)
{
	if (held == NULL)
		return;
	edition_close(&held->edition);
	free(held);
}

void
current_free(struct current *current)
{
	if (current == NULL)
		return;
	close_held(current->held);
	pthread_mutex_destroy(&current->lock);
	free(current);
}

/* One user less; the one to close it, when that was the last. */
static struct held *
let_go(struct held *held)
{
	return held != NULL && --held->users == 0 ? held : NULL;
}

static enum err
open_edition(
    const struct current *current, struct edition *out, struct note *note)
{
	struct signature_key key;
	enum err err;

	if (current->key_path == NULL)
		return edition_open(
		    current->path, current->copy_max, out, note);
	/* A key that is not there is no missing knowledge base. */
	err = signature_key_load(current->key_path, &key, note);
	if (err != OK)
		return err == ERR_NOT_FOUND ? ERR_SYSTEM : err;
	return edition_open_signed(
	    current->path, current->copy_max, &key, out, note);
}

enum err
current_load(struct current *current, struct note *note)
{
	struct held *fresh = calloc(1, sizeof(*fresh)), *old;
	enum err err;

	if (fresh == NULL)
		return err_set(note, ERR_MEMORY, "out of memory");
	if ((err = open_edition(current, &fresh->edition, note)) != OK) {
		free(fresh);
		return err;
	}
	fresh->edition.memo = memo_new(current->memo_max);
	fresh->users = 1;
	pthread_mutex_lock(&current->lock);
	old = let_go(current->held);
	current->held = fresh;
	pthread_mutex_unlock(&current->lock);
	close_held(old);
	return OK;
}

struct edition *
current_take(struct current *current)
{
	struct edition *edition = NULL;

	pthread_mutex_lock(&current->lock);
	if (current->held != NULL) {
		current->held->users++;
		edition = &current->held->edition;
	}
	pthread_mutex_unlock(&current->lock);
	return edition;
}

void
current_give_back(struct current *current, struct edition *edition)
{
	struct held *last;

	pthread_mutex_lock(&current->lock);
	/* The edition is the first member of what holds it. */
	last = let_go((struct held *)edition);
	pthread_mutex_unlock(&current->lock);
	close_held(last);
}
