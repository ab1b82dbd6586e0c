#include "fcgi/config.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct config config;
static struct note note;
static bool stop;

static const char *const variables[] = { "APPEALD_KB", "APPEALD_SOCKET",
	"APPEALD_FONTS", "APPEALD_SOCKET_MODE", "APPEALD_WORKERS", "APPEALD_BODY_MAX",
	"APPEALD_PARAMS_MAX", "APPEALD_ARENA_MAX", "APPEALD_COPY_MAX",
	"APPEALD_REQUEST_TIMEOUT", "APPEALD_DRAIN_TIMEOUT", "APPEALD_TODAY" };

static const char *const options[] = { "--kb", "--socket", "--fonts",
	"--socket-mode",
	"--workers", "--body-max", "--params-max", "--arena-max", "--copy-max",
	"--request-timeout", "--drain-timeout", "--today" };

enum { OPTIONS = sizeof(options) / sizeof(*options) };

static void
setup(void)
{
	size_t i;

	for (i = 0; i < OPTIONS; i++)
		unsetenv(variables[i]);
	memset(&config, 0, sizeof(config));
	note.text[0] = '\0';
}

/* Read a command line of up to four words. */
static enum err
read_words(const char *a, const char *b, const char *c, const char *d)
{
	const char *given[] = { a, b, c, d };
	char words[5][64] = { "appeald" };
	char *argv[6] = { words[0] };
	int argc = 1, i;

	for (i = 0; i < 4 && given[i] != NULL; i++) {
		snprintf(words[argc], sizeof(words[0]), "%s", given[i]);
		argv[argc] = words[argc];
		argc++;
	}
	return config_read(argc, argv, &config, &stop, &note);
}

START_TEST(has_a_value_for_everything)
{
	ck_assert_int_eq(OK, read_words(NULL, NULL, NULL, NULL));
	ck_assert(!stop);
	ck_assert_str_eq("build/kb.mdb", config.kb);
	ck_assert_ptr_null(config.socket);
	ck_assert_int_eq(0660, config.socket_mode);
	ck_assert_int_ge(config.workers, 1);
	ck_assert_uint_eq(256 * 1024, config.body_max);
	ck_assert_uint_eq(16 * 1024, config.params_max);
	ck_assert_uint_eq(32 << 20, config.arena_max);
	ck_assert_uint_eq(1 << 30, config.copy_max);
	ck_assert_int_eq(5000, config.request_timeout_ms);
	ck_assert_int_eq(10000, config.drain_timeout_ms);
	ck_assert(!config.has_today);
	ck_assert_ptr_null(config.fonts);
}
END_TEST

START_TEST(requires_a_signature_when_told_a_key)
{
	ck_assert_int_eq(OK, read_words(NULL, NULL, NULL, NULL));
	ck_assert_ptr_null(config.require_signature);
	setenv("APPEALD_REQUIRE_SIGNATURE", "/a.pub", 1);
	ck_assert_int_eq(OK, read_words(NULL, NULL, NULL, NULL));
	ck_assert_str_eq("/a.pub", config.require_signature);
	unsetenv("APPEALD_REQUIRE_SIGNATURE");
}
END_TEST

START_TEST(takes_folders_of_fonts)
{
	setenv("APPEALD_FONTS", "/a:/b", 1);
	ck_assert_int_eq(OK, read_words(NULL, NULL, NULL, NULL));
	ck_assert_str_eq("/a:/b", config.fonts);
	ck_assert_int_eq(OK, read_words("--fonts", "/c", NULL, NULL));
	ck_assert_str_ne("/a:/b", config.fonts);
}
END_TEST

START_TEST(takes_the_environment_over_its_own_value)
{
	setenv("APPEALD_WORKERS", "3", 1);
	setenv("APPEALD_TODAY", "2026-11-22", 1);
	ck_assert_int_eq(OK, read_words(NULL, NULL, NULL, NULL));
	ck_assert_int_eq(3, config.workers);
	ck_assert(config.has_today);
	ck_assert_int_eq(2026, date_split(config.today).year);
}
END_TEST

START_TEST(takes_an_option_over_the_environment)
{
	setenv("APPEALD_WORKERS", "3", 1);
	ck_assert_int_eq(OK, read_words("--workers", "5", NULL, NULL));
	ck_assert_int_eq(5, config.workers);
}
END_TEST

START_TEST(takes_an_empty_variable_for_none)
{
	setenv("APPEALD_WORKERS", "", 1);
	setenv("APPEALD_KB", "", 1);
	ck_assert_int_eq(OK, read_words(NULL, NULL, NULL, NULL));
	ck_assert_str_eq("build/kb.mdb", config.kb);
}
END_TEST

START_TEST(takes_the_last_of_two_options)
{
	ck_assert_int_eq(OK, read_words("--workers", "2", "--workers", "4"));
	ck_assert_int_eq(4, config.workers);
}
END_TEST

START_TEST(puts_each_option_in_its_own_place)
{
	ck_assert_int_eq(
	    OK, read_words("--body-max", "2048", "--params-max", "3072"));
	ck_assert_uint_eq(2048, config.body_max);
	ck_assert_uint_eq(3072, config.params_max);
	ck_assert_int_eq(
	    OK, read_words("--arena-max", "4194304", "--copy-max", "0"));
	ck_assert_uint_eq(4194304, config.arena_max);
	ck_assert_uint_eq(0, config.copy_max);
	ck_assert_int_eq(
	    OK, read_words("--request-timeout", "20", "--drain-timeout", "0"));
	ck_assert_int_eq(20, config.request_timeout_ms);
	ck_assert_int_eq(0, config.drain_timeout_ms);
	ck_assert_int_eq(OK, read_words("--socket-mode", "600", NULL, NULL));
	ck_assert_int_eq(0600, config.socket_mode);
}
END_TEST

START_TEST(keeps_the_words_for_file_names)
{
	char name[] = "appeald", kb[] = "--kb", file[] = "x.mdb";
	char socket[] = "--socket", path[] = "/run/s";
	char *argv[] = { name, kb, file, socket, path, NULL };

	ck_assert_int_eq(OK, config_read(5, argv, &config, &stop, &note));
	ck_assert_ptr_eq(file, config.kb);
	ck_assert_ptr_eq(path, config.socket);
}
END_TEST

static const struct {
	const char *option;
	const char *value;
} bad[] = {
	{ "--workers", "0" },
	{ "--workers", "257" },
	{ "--workers", "-1" },
	{ "--workers", "many" },
	{ "--workers", "2x" },
	{ "--workers", "" },
	{ "--workers", "99999999999999999999" },
	{ "--socket-mode", "0888" },
	{ "--socket-mode", "1777" },
	{ "--socket-mode", "rw" },
	{ "--body-max", "1023" },
	{ "--body-max", "67108865" },
	{ "--params-max", "65536" },
	{ "--arena-max", "1" },
	{ "--copy-max", "-1" },
	{ "--request-timeout", "9" },
	{ "--drain-timeout", "600001" },
	{ "--today", "2026-02-30" },
	{ "--today", "today" },
	{ "--today", "" },
};

START_TEST(names_the_option_whose_value_is_bad)
{
	ck_assert_int_eq(
	    ERR_INVALID, read_words(bad[_i].option, bad[_i].value, NULL, NULL));
	ck_assert_msg(
	    strstr(note.text, bad[_i].option) != NULL, "%s", note.text);
	ck_assert_ptr_null(config.kb);
}
END_TEST

START_TEST(names_the_option_whose_variable_is_bad)
{
	size_t i;

	for (i = 3; i < OPTIONS; i++) { /* the first are any text */
		setenv(variables[i], "bad", 1);
		ck_assert_int_eq(
		    ERR_INVALID, read_words(NULL, NULL, NULL, NULL));
		ck_assert_msg(
		    strstr(note.text, options[i]) != NULL, "%s", note.text);
		unsetenv(variables[i]);
	}
}
END_TEST

START_TEST(refuses_options_it_does_not_know)
{
	static const char *const words[] = { "--none", "-k", "kb", "--",
		"--kb=x", "--Kb" };
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(*words); i++) {
		ck_assert_int_eq(
		    ERR_INVALID, read_words(words[i], "x", NULL, NULL));
		ck_assert_ptr_nonnull(strstr(note.text, words[i]));
	}
}
END_TEST

START_TEST(refuses_an_option_without_a_value)
{
	ck_assert_int_eq(ERR_INVALID, read_words("--kb", NULL, NULL, NULL));
	ck_assert_ptr_nonnull(strstr(note.text, "--kb"));
}
END_TEST

/* What config_read() prints for one word. */
static const char *
printed(const char *word)
{
	static char text[8192];
	FILE *file = tmpfile();
	int out = dup(STDOUT_FILENO);
	size_t length;

	fflush(stdout);
	dup2(fileno(file), STDOUT_FILENO);
	ck_assert_int_eq(OK, read_words(word, NULL, NULL, NULL));
	fflush(stdout);
	dup2(out, STDOUT_FILENO);
	close(out);
	rewind(file);
	length = fread(text, 1, sizeof(text) - 1, file);
	text[length] = '\0';
	fclose(file);
	return text;
}

START_TEST(lists_every_option_and_variable_when_asked_for_help)
{
	const char *help = printed("--help");
	size_t i;

	ck_assert(stop);
	for (i = 0; i < OPTIONS; i++) {
		ck_assert_msg(
		    strstr(help, options[i]) != NULL, "%s", options[i]);
		ck_assert_msg(
		    strstr(help, variables[i]) != NULL, "%s", variables[i]);
	}
}
END_TEST

START_TEST(prints_its_version_and_stops)
{
	ck_assert_str_eq("appeald " APPEALD_VERSION "\n", printed("--version"));
	ck_assert(stop);
}
END_TEST

Suite *suite_config(void);

Suite *
suite_config(void)
{
	Suite *suite = suite_create("config");
	TCase *tcase = tcase_create("config");

	tcase_add_checked_fixture(tcase, setup, NULL);
	tcase_add_test(tcase, has_a_value_for_everything);
	tcase_add_test(tcase, requires_a_signature_when_told_a_key);
	tcase_add_test(tcase, takes_folders_of_fonts);
	tcase_add_test(tcase, takes_the_environment_over_its_own_value);
	tcase_add_test(tcase, takes_an_option_over_the_environment);
	tcase_add_test(tcase, takes_an_empty_variable_for_none);
	tcase_add_test(tcase, takes_the_last_of_two_options);
	tcase_add_test(tcase, puts_each_option_in_its_own_place);
	tcase_add_test(tcase, keeps_the_words_for_file_names);
	tcase_add_loop_test(tcase, names_the_option_whose_value_is_bad, 0,
	    (int)(sizeof(bad) / sizeof(*bad)));
	tcase_add_test(tcase, names_the_option_whose_variable_is_bad);
	tcase_add_test(tcase, refuses_options_it_does_not_know);
	tcase_add_test(tcase, refuses_an_option_without_a_value);
	tcase_add_test(
	    tcase, lists_every_option_and_variable_when_asked_for_help);
	tcase_add_test(tcase, prints_its_version_and_stops);
	suite_add_tcase(suite, tcase);
	return suite;
}
