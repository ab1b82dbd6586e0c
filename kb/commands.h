#ifndef KB_COMMANDS_H
#define KB_COMMANDS_H

/* What the shell is told. */
enum {
	EXIT_FOUND = 0,  /* found, held, ready */
	EXIT_NOT_HELD = 1, /* an answer, but not held, or a draft */
	EXIT_USAGE = 2,
	EXIT_INPUT = 3,
	EXIT_SYSTEM = 4
};

struct command {
	const char *name; /* one or two words */
	const char *usage;
	const char *summary;
	int (*run)(int argc, char **argv); /* argv[0] is the last word */
};

extern const struct command commands[]; /* ends with a NULL name */

int command_kb_build(int argc, char **argv);
int command_kb_check(int argc, char **argv);
int command_kb_stat(int argc, char **argv);
int command_kb_dump(int argc, char **argv);
int command_kb_diff(int argc, char **argv);
int command_kb_verify(int argc, char **argv);
int command_kb_publish(int argc, char **argv);
int command_kb_rollback(int argc, char **argv);
int command_kb_list(int argc, char **argv);
int command_kb_keygen(int argc, char **argv);
int command_kb_sign(int argc, char **argv);
int command_guide(int argc, char **argv);
int command_letter(int argc, char **argv);
int command_search(int argc, char **argv);
int command_code(int argc, char **argv);
int command_templates_fill(int argc, char **argv);
int command_templates_check(int argc, char **argv);
int command_help(int argc, char **argv);
int command_version(int argc, char **argv);

#endif
