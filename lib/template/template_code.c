#include "lib/template/template_code.h"

/* A run of backquotes or tildes opens code, or closes what it opened. */
static void
follow_run(struct code *code, char c, size_t run, bool starts_line)
{
	bool fence = run >= 3 && starts_line;

	if (code->fence != 0)
		code->fence = fence && c == code->fence ? 0 : code->fence;
	else if (code->ticks > 0)
		code->ticks = c == '`' && run == code->ticks ? 0 : code->ticks;
	else if (fence)
		code->fence = c;
	else if (c == '`')
		code->ticks = run;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

void
template_code_follow(struct code *code, struct str text, bool new_line)
{
	bool blank_line = new_line;
	size_t i, run;
	char c;

	for (i = 0; i < text.length; i++) {
		c = text.at[i];
		if (c == '\n') {
			if (blank_line)
				code->ticks = 0;
			blank_line = true;
			code->escaped = false;
			continue;
		}
		if ((c == '`' || c == '~') && !code->escaped) {
			for (run = 1; i + 1 < text.length &&
			     text.at[i + 1] == c; i++)
				run++;
			follow_run(code, c, run, blank_line);
		}
		code->escaped = c == '\\' && !code->escaped &&
		    !template_code_is_open(code);
		if (!is_blank(c))
			blank_line = false;
	}
}
