/* appealctl kb keygen, sign, verify. */

#include <getopt.h>
#include <stdio.h>

#include "kb/commands.h"
#include "kb/options.h"
#include "kb/signing.h"
#include "kb/verify.h"
#include "lib/store/kb.h"
#include "lib/store/signature.h"

struct sign_line {
	const char *key;
	const char *comment;
	char **words;
	int count;
};

static bool
read_line(int argc, char **argv, struct sign_line *line)
{
	static const struct option long_options[] = {
		{ "key", required_argument, NULL, 'k' },
		{ "comment", required_argument, NULL, 'c' },
		{ NULL, 0, NULL, 0 },
	};
	int option;

	*line = (struct sign_line){ NULL, NULL, NULL, 0 };
	while ((option = getopt_long(argc, argv, "", long_options, NULL)) !=
	    -1) {
		if (option == 'k')
			line->key = optarg;
		else if (option == 'c')
			line->comment = optarg;
		else
			return false;
	}
	line->words = argv + optind;
	line->count = argc - optind;
	return true;
}

int
command_kb_keygen(int argc, char **argv)
{
	struct sign_line line;
	struct note note;
	enum err err;

	if (!read_line(argc, argv, &line) || line.count != 2 ||
	    line.key != NULL || line.comment != NULL)
		return options_usage("kb keygen");
	err = signing_keygen(line.words[0], line.words[1], &note);
	if (err != OK)
		return options_fail(err, &note);
	printf("%s signs: keep it secret.  %s checks.\n", line.words[0],
	    line.words[1]);
	return EXIT_FOUND;
}

int
command_kb_sign(int argc, char **argv)
{
	struct sign_line line;
	struct note note;
	enum err err;

	if (!read_line(argc, argv, &line) || line.count != 1 ||
	    line.key == NULL)
		return options_usage("kb sign");
	err = signing_sign(line.words[0], line.key, line.comment, &note);
	if (err != OK)
		return options_fail(err, &note);
	printf("%s" SIGNATURE_SUFFIX "\n", line.words[0]);
	return EXIT_FOUND;
}

static enum err
open_as_asked(const char *path, const char *key_path, struct kb **out,
    struct note *note)
{
	struct signature_key key;
	enum err err;

	if (key_path == NULL)
		return kb_open(path, 0, out, note);
	if ((err = signature_key_load(key_path, &key, note)) != OK)
		return err;
	return kb_open_signed(path, 0, &key, out, note);
}

int
command_kb_verify(int argc, char **argv)
{
	struct report report = { .out = stderr };
	struct verify_result counts;
	struct sign_line line;
	struct kb *kb = NULL;
	struct note note;
	enum err err;

	if (!read_line(argc, argv, &line) || line.count != 1 ||
	    line.comment != NULL)
		return options_usage("kb verify");
	err = open_as_asked(line.words[0], line.key, &kb, &note);
	if (err == OK)
		err = verify(line.words[0], kb, &report, &counts, &note);
	if (err == OK)
		printf("%s: generation %.*s: %zu records, %zu facts, "
		       "%zu references%s\n",
		    line.words[0], STR_ARG(kb_generation(kb)), counts.records,
		    counts.facts, counts.references,
		    line.key == NULL ? "" : ", signed");
	kb_close(kb);
	return err == OK ? EXIT_FOUND : options_fail(err, &note);
}
