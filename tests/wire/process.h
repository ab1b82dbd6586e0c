#ifndef TESTS_WIRE_PROCESS_H
#define TESTS_WIRE_PROCESS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* The responder under test: a process of its own on a socket of its own. */
struct process {
	pid_t pid; /* 0 once it has ended */
	char folder[64];
	char socket[96];
	char log[96]; /* its stderr */
};

enum process_start {
	PROCESS_BINDS, /* it makes the socket itself */
	PROCESS_FD_0, /* it finds a listening descriptor 0 */
	PROCESS_LISTEN_FDS /* it finds descriptor 3, as from systemd */
};

/*
 * Run the program that the environment calls WIRE_RESPONDER in a new folder
 * and wait until it can be connected to.  "options" ends with NULL.  Fails
 * the test if it does not come up.
 */
void process_start(struct process *process, enum process_start how,
    const char *const *options);

/* Another one on the socket of "first". */
void process_succeed(struct process *process, const struct process *first);

/*
 * Wait at most "timeout_ms" for its end: the exit status, 128 and the number
 * for a signal, -1 if it still runs.
 */
int process_wait(struct process *process, int timeout_ms);

/* Kill it if it runs, and remove the folder. */
void process_end(struct process *process);

/* Its log so far, terminated, in a static buffer. */
const char *process_log(const struct process *process);

/* The log says "text" within "timeout_ms". */
bool process_says(
    const struct process *process, const char *text, int timeout_ms);

/* Clock ticks of processor time it has used. */
long process_ticks(const struct process *process);

/* How often "text" lies in its writable memory; -1: not allowed to look. */
long process_holds(
    const struct process *process, const char *text, size_t length);

void pause_ms(long ms);
long clock_ms(void);

#endif
