/*
 * What the engine and the printers cost, in this process and warm.
 *
 *	render FOLDER list		names what can be measured
 *	render FOLDER output WHAT	prints what WHAT makes
 *	render FOLDER time WHAT MS	runs WHAT for so many milliseconds, and
 *					prints nanoseconds for one, bytes, and
 *					nanoseconds to copy these bytes;
 *					of the processor, not of the clock
 *	render FOLDER repeat WHAT N	runs it N times, for counting
 *
 * FOLDER holds letter.mustache, letter-4k.json and letter-8k.json.  Each run
 * takes back the memory of the one before, as a request does.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "lib/base/arena.h"
#include "lib/base/json.h"
#include "lib/render/doc.h"
#include "lib/pdf/press.h"
#include "lib/render/print.h"
#include "lib/docx/print_docx.h"
#include "lib/template/template.h"

enum { MEMORY = 64 << 20, OUTPUT = 8 << 20, TEXT = 1 << 20, WARM = 20 };

/* Made once; all of it lies in "arena". */
struct bench {
	struct arena *arena;
	struct arena *scratch; /* of one run */
	struct template_set *set;
	struct press *press;
	struct value view_4k;
	struct value view_8k;
	struct str markup_4k;
	struct str markup_8k;
	struct doc *doc_4k;
	struct doc *doc_8k;
	struct paper paper;
};

static void
die(const char *what, const char *why)
{
	fprintf(stderr, "render: %s: %s\n", what, why);
	exit(1);
}

static enum err
fill_html(const struct bench *b, struct buf *out, struct note *note)
{
	return template_fill(b->set, STR("letter.html"), b->view_4k, out,
	    note);
}

static enum err
fill_markup(const struct bench *b, struct buf *out, struct note *note)
{
	return template_fill(b->set, STR("letter.md"), b->view_4k, out, note);
}

static enum err
parse(const struct bench *b, struct buf *out, struct note *note)
{
	struct doc *doc;

	buf_put(out, b->markup_8k); /* the bytes to compare with */
	return doc_parse(b->markup_8k, b->scratch, &doc, note);
}

static enum err
text(const struct bench *b, struct buf *out, struct note *note)
{
	return print_text(b->doc_8k, NULL, b->scratch, out, note);
}

static enum err
html(const struct bench *b, struct buf *out, struct note *note)
{
	return print_html(b->doc_8k, NULL, b->scratch, out, note);
}

static enum err
pdf(const struct bench *b, struct buf *out, struct note *note)
{
	return print_pdf(b->press, b->doc_4k, &b->paper, b->scratch, out,
	    note);
}

static enum err
docx(const struct bench *b, struct buf *out, struct note *note)
{
	return print_docx(b->doc_8k, &b->paper, b->scratch, out, note);
}

static const struct work {
	const char *name;
	enum err (*run)(const struct bench *b, struct buf *out,
	    struct note *note);
} works[] = {
	{ "fill", fill_html },
	{ "fill-markup", fill_markup },
	{ "parse", parse },
	{ "text", text },
	{ "html", html },
	{ "docx", docx },
	{ "pdf", pdf },
};

enum { WORKS = sizeof(works) / sizeof(works[0]) };

static struct str
read_file(const struct bench *b, const char *folder, const char *name)
{
	char *bytes = arena_alloc(b->arena, TEXT), path[512];
	size_t length;
	FILE *in;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	in = fopen(path, "r");
	if (in == NULL || bytes == NULL)
		die(path, "cannot be read");
	length = fread(bytes, 1, TEXT, in);
	fclose(in);
	return (struct str){ bytes, length };
}

static struct value
read_view(const struct bench *b, const char *folder, const char *name)
{
	static const struct json_limits limits = { TEXT, 32, 100000 };
	struct note note;
	struct value view;

	if (json_read(read_file(b, folder, name), &limits, b->arena, &view,
	    &note) != OK)
		die(name, note.text);
	return view;
}

static struct str
markup_of(const struct bench *b, struct value view)
{
	struct buf out = buf_new(b->arena, OUTPUT);
	struct note note;

	if (template_fill(b->set, STR("letter.md"), view, &out, &note) != OK)
		die("letter.md", note.text);
	return buf_str(&out);
}

static struct doc *
doc_of(const struct bench *b, struct str markup)
{
	struct note note;
	struct doc *doc;

	if (doc_parse(markup, b->arena, &doc, &note) != OK)
		die("letter.md", note.text);
	return doc;
}

/* Looking through the fonts takes long: only where they are needed. */
static void
set_up_press(struct bench *b)
{
	struct note note;
	size_t count = 0;

	while (press_font_dirs[count] != NULL)
		count++;
	if (press_new(press_font_dirs, count, &b->press, &note) != OK)
		die("fonts", note.text);
}

static void
set_up(struct bench *b, const char *folder)
{
	struct note note;
	struct str letter;

	b->arena = arena_new(MEMORY);
	b->scratch = arena_new(MEMORY);
	if (b->arena == NULL || b->scratch == NULL)
		die("memory", "none");
	letter = read_file(b, folder, "letter.mustache");
	if (template_set_new(&b->set, &note) != OK ||
	    template_add(b->set, STR("letter.html"), letter, &note) != OK ||
	    template_add(b->set, STR("letter.md"), letter, &note) != OK ||
	    template_link(b->set, &note) != OK)
		die("letter.mustache", note.text);
	b->view_4k = read_view(b, folder, "letter-4k.json");
	b->view_8k = read_view(b, folder, "letter-8k.json");
	b->markup_4k = markup_of(b, b->view_4k);
	b->markup_8k = markup_of(b, b->view_8k);
	b->doc_4k = doc_of(b, b->markup_4k);
	b->doc_8k = doc_of(b, b->markup_8k);
	b->paper = (struct paper){ .title = STR("Appeal"),
		.running = STR("Testa Sample, member ID U00000002") };
	date_make(2026, 11, 22, &b->paper.date);
}

static void
tear_down(struct bench *b)
{
	press_free(b->press);
	template_set_free(b->set);
	arena_free(b->scratch);
	arena_free(b->arena);
}

/* The result is good until the next run. */
static struct str
run(const struct bench *b, const struct work *work)
{
	struct note note = { "" };
	struct buf out;

	arena_reset(b->scratch);
	out = buf_new(b->scratch, OUTPUT);
	if (work->run(b, &out, &note) != OK)
		die(work->name, note.text);
	return buf_str(&out);
}

/* The clock on the wall would count what others do on a shared machine. */
static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

/* Nanoseconds to copy these bytes; the compiler must not see through it. */
static double
time_copy(struct str s)
{
	void *(*volatile copy)(void *, const void *, size_t) = memcpy;
	char *to = malloc(s.length + 1);
	double start;
	long i, count = 20000;

	if (to == NULL)
		die("memory", "none");
	start = now();
	for (i = 0; i < count; i++)
		copy(to, s.at, s.length);
	start = (now() - start) / (double)count;
	free(to);
	return start;
}

static void
time_work(const struct bench *b, const struct work *work, double ms)
{
	struct str out = STR_NONE;
	double start, took;
	long i, count = 0, batch = 1;

	for (i = 0; i < WARM; i++)
		run(b, work);
	start = now();
	do {
		for (i = 0; i < batch; i++)
			out = run(b, work);
		count += batch;
		took = now() - start;
		if (took < ms * 1e6 / 32)
			batch *= 2; /* asking for the time takes time */
	} while (took < ms * 1e6);
	printf("%.0f %zu %.0f\n", took / (double)count, out.length,
	    time_copy(out));
}

static int
usage(void)
{
	fprintf(stderr, "usage: render FOLDER list|output|time|repeat "
			"[WHAT [NUMBER]]\n");
	return 2;
}

static void
act(const struct bench *b, const char *verb, const struct work *work,
    long number)
{
	struct str out;
	long i;

	if (strcmp(verb, "time") == 0)
		time_work(b, work, (double)number);
	else if (strcmp(verb, "repeat") == 0)
		for (i = 0; i < number; i++)
			run(b, work);
	else {
		out = run(b, work);
		fwrite(out.at, 1, out.length, stdout);
	}
}

int
main(int argc, char **argv)
{
	struct bench bench = { .arena = NULL };
	int i;

	if (argc == 3 && strcmp(argv[2], "list") == 0) {
		for (i = 0; i < WORKS; i++)
			puts(works[i].name);
		return 0;
	}
	if (argc < 4)
		return usage();
	for (i = 0; i < WORKS; i++)
		if (strcmp(argv[3], works[i].name) == 0)
			break;
	if (i == WORKS)
		return usage();
	set_up(&bench, argv[1]);
	if (works[i].run == pdf)
		set_up_press(&bench);
	act(&bench, argv[2], &works[i], argc > 4 ? atol(argv[4]) : 1);
	tear_down(&bench);
	return 0;
}
