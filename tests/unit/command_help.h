#ifndef TESTS_UNIT_COMMAND_HELP_H
#define TESTS_UNIT_COMMAND_HELP_H

/*
 * Run a command of appealctl with these words behind its name, NULL after
 * the last, and "input" on its standard input.  Gives the exit status; what
 * it printed is in command_out and command_said, until the next run.
 */
int command_run(int (*run)(int argc, char **argv), const char *input,
    const char *const *words);

extern char command_out[1 << 16];
extern char command_said[1 << 16]; /* on standard error */

#endif
