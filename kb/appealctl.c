/* THE table: every command in one line, and below it the shortest two. */

#include <stddef.h>
#include <stdio.h>

#include "kb/commands.h"

const struct command commands[] = {
	{ "kb build", "-o FILE [-t DIR] [-s DIR] [--today DATE] DIR...",
	    "compile sources into a knowledge base file", command_kb_build },
	{ "kb check", "[-t DIR] [-s DIR] [--today DATE] DIR...",
	    "hold sources to their rules; write nothing", command_kb_check },
	{ "kb stat", "[-k FILE]", "what a knowledge base file holds",
	    command_kb_stat },
	{ "kb dump", "[-k FILE] DIR",
	    "write a knowledge base back as source files", command_kb_dump },
	{ "kb diff", "[-f text|json] [-o FILE] OLD NEW",
	    "what changed between two knowledge bases; status 1 if anything",
	    command_kb_diff },
	{ "kb verify", "[--key PUBLIC] FILE",
	    "hold every page, count and reference of a file to what it says",
	    command_kb_verify },
	{ "kb publish",
	    "[--key SECRET] [--pub PUBLIC] [--keep N] [--pid-file FILE]\n"
	    "      [--reload COMMAND] FILE DIR",
	    "put a file into service in one step, and tell appeald",
	    command_kb_publish },
	{ "kb rollback",
	    "[--key SECRET] [--pub PUBLIC] [--pid-file FILE]\n"
	    "      [--reload COMMAND] DIR [GENERATION]",
	    "go back to the one that was served before", command_kb_rollback },
	{ "kb list", "DIR", "what is published and kept; * is served",
	    command_kb_list },
	{ "kb keygen", "SECRET PUBLIC", "make a pair of keys for signatures",
	    command_kb_keygen },
	{ "kb sign", "--key SECRET [--comment TEXT] FILE",
	    "sign a file, as minisign does", command_kb_sign },
	{ "guide",
	    "[-k FILE] [-f FORMAT] [-o FILE] [--plan P] [--indication C]\n"
	    "      [--state S] [--received DATE] [--notice DATE] "
	    "INSURER TREATMENT REASON",
	    "the guide for a denial", command_guide },
	{ "letter",
	    "[-k FILE] [-f FORMAT] [-o FILE] [--fonts DIRS] [--today DATE]\n"
	    "      CASE.json",
	    "an appeal letter from the facts of a case", command_letter },
	{ "search", "[-k FILE] [-f FORMAT] [-o FILE] WORD...",
	    "what words name, misspelt ones too, and the guides they make",
	    command_search },
	{ "code",
	    "[-k FILE] [-f FORMAT] [-o FILE] [--insurer I] [--treatment T]\n"
	    "      [CODE...]",
	    "what denial codes mean, and what to do about them", command_code },
	{ "templates fill",
	    "FILE --data VIEW.json [--partials DIR]\n"
	    "      [--escape html|md|none]",
	    "any template, filled from a view", command_templates_fill },
	{ "templates check",
	    "[-k FILE] [--whole] [--fonts DIR:...] [--today DATE] DIR...",
	    "hold templates to their views, and try every sample's letter",
	    command_templates_check },
	{ "help", "", "this list", command_help },
	{ "version", "", "the version", command_version },
	{ NULL, NULL, NULL, NULL },
};

int
command_version(int argc, char **argv)
{
	(void)argc;
	(void)argv;
	printf("appealctl %s\n", APPEALD_VERSION);
	return 0;
}

int
command_help(int argc, char **argv)
{
	const struct command *c;

	(void)argc;
	(void)argv;
	puts("usage: appealctl COMMAND [OPTION...]\n");
	for (c = commands; c->name != NULL; c++)
		printf("  appealctl %s %s\n      %s\n", c->name, c->usage,
		    c->summary);
	puts("\nFORMAT is text, html or json; of a letter also pdf or docx.\n"
	     "The knowledge base is FILE, else $APPEALD_KB, else build/kb.mdb.  Exit status: 0 found or\n"
	     "ready, 1 not held or draft, 2 usage, 3 bad input, 4 system.");
	return 0;
}
