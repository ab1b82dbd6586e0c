#ifndef FCGI_WIPE_H
#define FCGI_WIPE_H

/*
 * While a thread serves a request that has a body, every piece of memory it
 * gives back to malloc is overwritten first, also by libraries: a letter's
 * patient must not stay in the heap.  Otherwise free() is as fast as ever.
 * wipe_stop() also overwrites the stack below its caller, 64 KiB of it.
 * Builds under a sanitizer, which bring their own free(), wipe only that.
 */
void wipe_start(void);
void wipe_stop(void);

#endif
