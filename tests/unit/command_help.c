#include "tests/unit/command_help.h"

#include <check.h>
#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { WORDS_MAX = 16 };

char command_out[1 << 16];
char command_said[1 << 16];

/* A file that is gone when it is closed, in the place of "fd". */
static int
redirect(int fd, FILE **file)
{
	int kept = dup(fd);

	*file = tmpfile();
	ck_assert_ptr_nonnull(*file);
	ck_assert_int_ge(dup2(fileno(*file), fd), 0);
	return kept;
}

static void
give_back(int fd, int kept, FILE *file, char *to)
{
	size_t length;

	dup2(kept, fd);
	close(kept);
	rewind(file);
	if (to != NULL) {
		length = fread(to, 1, sizeof(command_out) - 1, file);
		to[length] = '\0';
	}
	fclose(file);
}

int
command_run(int (*run)(int argc, char **argv), const char *input,
    const char *const *words)
{
	char copies[WORDS_MAX][512], *argv[WORDS_MAX + 2];
	int status, in, out, said, argc = 1;
	FILE *files[3];
	char name[] = "appealctl";

	argv[0] = name;
	for (; words[argc - 1] != NULL; argc++) {
		ck_assert_int_lt(argc, WORDS_MAX);
		snprintf(
		    copies[argc], sizeof(copies[argc]), "%s", words[argc - 1]);
		argv[argc] = copies[argc];
	}
	argv[argc] = NULL;
	in = redirect(STDIN_FILENO, &files[0]);
	fputs(input == NULL ? "" : input, files[0]);
	fflush(files[0]);
	lseek(STDIN_FILENO, 0, SEEK_SET);
	clearerr(stdin);
	fflush(stdout);
	out = redirect(STDOUT_FILENO, &files[1]);
	said = redirect(STDERR_FILENO, &files[2]);
	optind = 0; /* getopt() starts anew */
	status = run(argc, argv);
	fflush(stdout);
	fflush(stderr);
	give_back(STDERR_FILENO, said, files[2], command_said);
	give_back(STDOUT_FILENO, out, files[1], command_out);
	give_back(STDIN_FILENO, in, files[0], NULL);
	return status;
}
