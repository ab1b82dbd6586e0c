#include "kb/publish.h"

#include <check.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "kb/signing.h"
#include "lib/base/arena.h"
#include "lib/store/changes.h"
#include "lib/store/kb.h"
#include "lib/store/signature.h"
#include "tests/unit/kb_help.h"
#include "tests/unit/store_help.h"

#define KEY "tests/data/minisign/test.key"
#define PUBLIC "tests/data/minisign/test.pub"

/* Three knowledge bases, built once, and a folder to publish them in. */
enum { FILES = 3 };

static char *made;
static char files[FILES][256];
static char generations[FILES][17];

static char *dir;
static char shelf[256], served[300];
static struct publish_options options;
static struct publish_result result;
static struct report report;
static struct note note;

static void
make_files(void)
{
	static const char *const months[] = { "\"initial_months\": 6",
		"\"initial_months\": 3", "\"initial_months\": 2",
		"\"initial_months\": 1" };
	char *sources = kb_copy(), name[16];
	int i;

	made = kb_folder();
	for (i = 0; i < FILES; i++) {
		kb_edit(sources, "policies/example-health/example-exa-ra.json",
		    months[i], months[i + 1]);
		snprintf(name, sizeof(name), "%c.mdb", 'a' + i);
		snprintf(files[i], sizeof(files[i]), "%s",
		    store_path(made, name));
		memcpy(generations[i],
		    store_build(sources, files[i]).generation, 17);
	}
	kb_copy_free(sources);
}

static void
remove_files(void)
{
	kb_copy_free(made);
}

static void
setup(void)
{
	dir = kb_folder();
	snprintf(shelf, sizeof(shelf), "%s/published", dir);
	snprintf(served, sizeof(served), "%s/kb.mdb", shelf);
	options = (struct publish_options){ .dir = shelf,
		.keep = 5,
		.now = "2026-11-22T10:00:00Z" };
	report = (struct report){ .out = NULL };
	note.text[0] = '\0';
}

static void
teardown(void)
{
	kb_copy_free(dir);
}

/* The same bytes under another name. */
static void
copy(const char *from, const char *to)
{
	struct str bytes = store_bytes(from);

	store_put(to, bytes);
	free((void *)(uintptr_t)bytes.at);
}

static enum err
publish_file(int i)
{
	return publish(&options, files[i], &report, &result, &note);
}

static enum err
roll_back(const char *generation)
{
	return publish_rollback(
	    &options, generation, &report, &result, &note);
}

/* Is this one served, whole, and with the changes that led to it? */
static void
serves(int i)
{
	struct changes *changes;
	struct kb *kb;
	char *real;

	ck_assert_msg(
	    kb_open(served, 0, &kb, &note) == OK, "%s", note.text);
	ck_assert_msg(str_is(kb_generation(kb), generations[i]),
	    "%.*s and not %s", STR_ARG(kb_generation(kb)), generations[i]);
	kb_close(kb);
	real = realpath(served, NULL);
	ck_assert_msg(changes_open(real, NULL, str_from(generations[i]),
			  &changes, &note) == OK,
	    "%s", note.text);
	free(real);
	ck_assert_ptr_nonnull(changes);
	changes_close(changes);
}

static size_t
kept(void)
{
	struct arena *arena = arena_new(1 << 20);
	struct shelf_item *items;
	struct shelf *open;
	size_t count;

	ck_assert_int_eq(OK, shelf_open(shelf, false, &open, &note));
	ck_assert_int_eq(
	    OK, shelf_list(open, arena, &items, &count, &note));
	ck_assert(items[0].current);
	shelf_close(open);
	arena_free(arena);
	return count;
}

START_TEST(publishes_the_first_and_the_next)
{
	ck_assert_msg(publish_file(0) == OK, "%s", note.text);
	serves(0);
	ck_assert_str_eq("", result.before);
	ck_assert_msg(publish_file(1) == OK, "%s", note.text);
	serves(1);
	ck_assert_str_eq(generations[1], result.generation);
	ck_assert_str_eq(generations[0], result.before);
	ck_assert_uint_eq(1, result.changes);
	ck_assert_uint_eq(2, kept());
}
END_TEST

START_TEST(lets_everybody_read_whatever_the_umask_is)
{
	static const char *const suffixes[] = { "", ".minisig",
		".changes.json", ".changes.json.minisig" };
	char path[600], *real;
	struct stat about;
	mode_t old;
	size_t i;

	options.secret = KEY;
	mkdir(shelf, 0755);
	old = umask(077);
	ck_assert_msg(publish_file(0) == OK, "%s", note.text);
	umask(old);
	real = realpath(served, NULL);
	for (i = 0; i < 4; i++) {
		snprintf(path, sizeof(path), "%s%s", real, suffixes[i]);
		ck_assert_int_eq(0, stat(path, &about));
		ck_assert_int_eq(0444, about.st_mode & 0444);
	}
	free(real);
}
END_TEST

START_TEST(keeps_the_bytes_it_was_given)
{
	struct str given, got;

	ck_assert_int_eq(OK, publish_file(0));
	given = store_bytes(files[0]);
	got = store_bytes(served);
	ck_assert(str_equal(given, got));
	free((void *)(uintptr_t)given.at);
	free((void *)(uintptr_t)got.at);
}
END_TEST

START_TEST(publishes_what_is_served_already_without_a_change)
{
	publish_file(0);
	publish_file(1);
	ck_assert_int_eq(OK, publish_file(1));
	ck_assert(!result.switched);
	serves(1);
	ck_assert_int_eq(OK, roll_back(NULL));
	serves(0);
}
END_TEST

START_TEST(refuses_a_damaged_file_and_leaves_all_as_it_was)
{
	char bad[256];
	struct str bytes;
	size_t before;
	char *at;

	publish_file(0);
	before = store_entries(shelf);
	bytes = store_bytes(files[1]);
	at = malloc(bytes.length);
	memcpy(at, bytes.at, bytes.length);
	at[5000] ^= 1;
	strcpy(bad, store_path(dir, "bad.mdb"));
	store_put(bad, (struct str){ at, bytes.length });
	ck_assert_int_eq(
	    ERR_CORRUPT, publish(&options, bad, &report, &result, &note));
	ck_assert_ptr_nonnull(strstr(note.text, "bad.mdb: its bytes are not"));
	serves(0);
	ck_assert_uint_eq(before, store_entries(shelf));
	free((void *)(uintptr_t)bytes.at);
	free(at);
}
END_TEST

START_TEST(refuses_a_file_with_unsound_records)
{
	char bad[256];

	publish_file(0);
	snprintf(bad, sizeof(bad), "%s",
	    store_small(dir, "bad.mdb", "0123456789abcdef"));
	ck_assert_int_eq(
	    ERR_CORRUPT, publish(&options, bad, &report, &result, &note));
	ck_assert_uint_gt(report.errors, 0);
	serves(0);
}
END_TEST

START_TEST(takes_the_place_of_a_plain_file)
{
	struct stat about;

	mkdir(shelf, 0755);
	copy(files[0], served);
	ck_assert_msg(publish_file(1) == OK, "%s", note.text);
	serves(1);
	ck_assert_str_eq(generations[0], result.before);
	ck_assert_int_eq(0, lstat(served, &about));
	ck_assert(S_ISLNK(about.st_mode));
	ck_assert_int_eq(OK, roll_back(NULL));
	serves(0);
}
END_TEST

START_TEST(goes_back_step_by_step)
{
	publish_file(0);
	publish_file(1);
	publish_file(2);
	ck_assert_int_eq(OK, roll_back(NULL));
	serves(1);
	ck_assert_int_eq(OK, roll_back(NULL));
	serves(0);
	ck_assert_int_eq(ERR_NOT_FOUND, roll_back(NULL));
	ck_assert_str_eq("nothing older is kept; see kb list", note.text);
	serves(0);
}
END_TEST

START_TEST(goes_to_the_generation_that_is_named)
{
	publish_file(0);
	publish_file(1);
	publish_file(2);
	ck_assert_int_eq(OK, roll_back(generations[0]));
	serves(0);
	ck_assert_int_eq(OK, roll_back(generations[2]));
	serves(2);
	ck_assert_int_eq(ERR_NOT_FOUND, roll_back("0123456789abcdef"));
	serves(2);
}
END_TEST

START_TEST(keeps_as_many_as_it_is_told)
{
	options.keep = 2;
	publish_file(0);
	publish_file(1);
	ck_assert_uint_eq(2, kept());
	publish_file(2);
	ck_assert_uint_eq(2, kept());
	ck_assert_int_eq(ERR_NOT_FOUND, roll_back(generations[0]));
	ck_assert_int_eq(OK, roll_back(generations[1]));
	/* kb.mdb, .lock, two files and their changes */
	ck_assert_uint_eq(6, store_entries(shelf));
}
END_TEST

START_TEST(signs_file_and_changes)
{
	struct signature_key key;
	struct changes *changes;
	struct kb *kb;
	char *real;

	options.secret = KEY;
	options.public = PUBLIC;
	ck_assert_msg(publish_file(0) == OK, "%s", note.text);
	ck_assert_int_eq(OK, publish_file(1));
	ck_assert_int_eq(OK, signature_key_load(PUBLIC, &key, &note));
	ck_assert_msg(kb_open_signed(served, 1 << 30, &key, &kb, &note) == OK,
	    "%s", note.text);
	real = realpath(served, NULL);
	ck_assert_msg(changes_open(real, &key, kb_generation(kb), &changes,
			  &note) == OK,
	    "%s", note.text);
	free(real);
	changes_close(changes);
	kb_close(kb);
}
END_TEST

START_TEST(takes_the_signature_along)
{
	char file[256];

	snprintf(file, sizeof(file), "%s", store_path(dir, "signed.mdb"));
	copy(files[0], file);
	options.public = PUBLIC;
	ck_assert_int_eq(
	    ERR_CORRUPT, publish(&options, file, &report, &result, &note));
	ck_assert_int_eq(OK, signing_sign(file, KEY, NULL, &note));
	ck_assert_msg(publish(&options, file, &report, &result, &note) == OK,
	    "%s", note.text);
	serves(0);
}
END_TEST

START_TEST(does_not_go_from_signed_to_unsigned)
{
	options.secret = KEY;
	publish_file(0);
	options.secret = NULL;
	ck_assert_int_eq(ERR_INVALID, publish_file(1));
	ck_assert_ptr_nonnull(strstr(note.text, "b.mdb: has no signature"));
	serves(0);
	ck_assert_uint_eq(1, kept());
}
END_TEST

static long
microseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/*
 * Publish in a process of its own, which is killed after so long.  True when
 * it was through by then.
 */
static bool
publish_and_kill(int i, long after)
{
	pid_t pid = fork();
	int status;

	ck_assert_int_ge(pid, 0);
	if (pid == 0)
		_exit(publish_file(i) == OK ? 0 : 1);
	usleep((useconds_t)after);
	kill(pid, SIGKILL);
	ck_assert_int_eq(pid, waitpid(pid, &status, 0));
	ck_assert(WIFSIGNALED(status) || WEXITSTATUS(status) == 0);
	return WIFEXITED(status);
}

static bool
is_served(int i)
{
	struct kb *kb;
	bool is;

	ck_assert_msg(
	    kb_open(served, 0, &kb, &note) == OK, "%s", note.text);
	is = str_is(kb_generation(kb), generations[i]);
	kb_close(kb);
	return is;
}

START_TEST(leaves_the_old_or_the_new_wherever_it_is_killed)
{
	enum { STEPS = 60, ROUNDS = 3 };
	int old = 0, fresh = 1, was_old = 0, was_new = 0, rounds = 0;
	long after = 0, whole;

	options.secret = _i == 0 ? NULL : KEY;
	publish_file(1);
	whole = microseconds();
	publish_file(0);
	whole = microseconds() - whole;
	/* Later and later, until it is too late; and again. */
	while (rounds < ROUNDS) {
		bool through = publish_and_kill(fresh, after);

		rounds += through;
		after = through ? 0 : after + whole / STEPS + 1;
		if (is_served(fresh)) {
			serves(fresh);
			was_new++;
			fresh = old;
			old = 1 - old;
		} else {
			ck_assert(!through);
			serves(old);
			was_old++;
		}
	}
	ck_assert_int_ge(was_new, ROUNDS);
	ck_assert_int_gt(was_old, STEPS / 2);
	ck_assert_msg(publish_file(2) == OK, "%s", note.text);
	serves(2);
	ck_assert_uint_eq(3, kept());
	/* kb.mdb, .lock, three files, their changes and signatures */
	ck_assert_uint_eq(
	    options.secret == NULL ? 8 : 14, store_entries(shelf));
}
END_TEST

Suite *suite_publish(void);

Suite *
suite_publish(void)
{
	Suite *suite = suite_create("publish");
	TCase *tcase = tcase_create("publish"), *kills = tcase_create("kills");

	tcase_add_unchecked_fixture(tcase, make_files, remove_files);
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, publishes_the_first_and_the_next);
	tcase_add_test(tcase, lets_everybody_read_whatever_the_umask_is);
	tcase_add_test(tcase, keeps_the_bytes_it_was_given);
	tcase_add_test(
	    tcase, publishes_what_is_served_already_without_a_change);
	tcase_add_test(
	    tcase, refuses_a_damaged_file_and_leaves_all_as_it_was);
	tcase_add_test(tcase, refuses_a_file_with_unsound_records);
	tcase_add_test(tcase, takes_the_place_of_a_plain_file);
	tcase_add_test(tcase, goes_back_step_by_step);
	tcase_add_test(tcase, goes_to_the_generation_that_is_named);
	tcase_add_test(tcase, keeps_as_many_as_it_is_told);
	tcase_add_test(tcase, signs_file_and_changes);
	tcase_add_test(tcase, takes_the_signature_along);
	tcase_add_test(tcase, does_not_go_from_signed_to_unsigned);
	suite_add_tcase(suite, tcase);
	tcase_add_unchecked_fixture(kills, make_files, remove_files);
	tcase_add_checked_fixture(kills, setup, teardown);
	tcase_set_timeout(kills, 120);
	tcase_add_loop_test(kills,
	    leaves_the_old_or_the_new_wherever_it_is_killed, 0, 2);
	suite_add_tcase(suite, kills);
	return suite;
}
