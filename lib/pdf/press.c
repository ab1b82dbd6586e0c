#include "lib/pdf/press.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangofc-fontmap.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "lib/pdf/pdf_fonts.h"
#include "lib/pdf/press_files.h"

struct press {
	FcConfig *config;
	pthread_mutex_t lock; /* of what follows */
	struct pdf_fonts *idle;
	size_t taken;	/* sets that are not idle */
	size_t longest; /* text set since the last time that all were idle */
};

const char *const press_font_dirs[] = {
	"/usr/share/fonts/truetype/crosextra",
	"/usr/share/fonts/truetype/dejavu",
	"/usr/share/fonts/google-carlito-fonts",
	"/usr/share/fonts/dejavu-sans-fonts",
	"/usr/share/fonts/dejavu-sans-mono-fonts",
	"/usr/share/fonts/carlito",
	"/usr/share/fonts/dejavu",
	NULL
};

enum err
press_new(const char *const *dirs, size_t count, struct press **out,
    struct note *note)
{
	struct press *press = calloc(1, sizeof(*press));
	FcFontSet *found;
	size_t i;

	if (press == NULL || (press->config = FcConfigCreate()) == NULL) {
		free(press);
		return err_set(note, ERR_MEMORY, "fonts: out of memory");
	}
	for (i = 0; i < count; i++)
		press_files_add(press->config, dirs[i], 1);
	for (i = 0; count == 0 && press_font_dirs[i] != NULL; i++)
		press_files_add(press->config, press_font_dirs[i], 1);
	found = FcConfigGetFonts(press->config, FcSetApplication);
	if (found == NULL || found->nfont == 0) {
		FcConfigDestroy(press->config);
		free(press);
		return err_set(note, ERR_NOT_FOUND,
		    "fonts: no folder holds any");
	}
	pthread_mutex_init(&press->lock, NULL);
	/* Pango asks for the current one when it starts; with none set, the
	   machine's would be read. */
	FcConfigSetCurrent(press->config);
	*out = press;
	return OK;
}

static void
fonts_free(struct pdf_fonts *fonts)
{
	if (fonts->context != NULL)
		g_object_unref(fonts->context);
	if (fonts->map != NULL)
		g_object_unref(fonts->map);
	free(fonts);
}

void
press_free(struct press *press)
{
	struct pdf_fonts *fonts;

	if (press == NULL)
		return;
	while ((fonts = press->idle) != NULL) {
		press->idle = fonts->next;
		fonts_free(fonts);
	}
	pthread_mutex_destroy(&press->lock);
	if (FcConfigGetCurrent() == press->config)
		FcConfigSetCurrent(NULL);
	FcConfigDestroy(press->config);
	free(press);
}

/* Hinting would make widths depend on how FreeType was built. */
static enum err
set_up(struct pdf_fonts *fonts)
{
	cairo_font_options_t *options = cairo_font_options_create();

	if (cairo_font_options_status(options) != CAIRO_STATUS_SUCCESS)
		return ERR_MEMORY;
	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
	pango_cairo_context_set_font_options(fonts->context, options);
	cairo_font_options_destroy(options);
	pango_cairo_context_set_resolution(fonts->context, 72);
	pango_context_set_round_glyph_positions(fonts->context, FALSE);
	pango_context_set_language(fonts->context,
	    pango_language_from_string("en-us"));
	return OK;
}

static enum err
fonts_new(FcConfig *config, struct pdf_fonts **out)
{
	struct pdf_fonts *fonts = calloc(1, sizeof(*fonts));

	if (fonts == NULL)
		return ERR_MEMORY;
	fonts->map = pango_cairo_font_map_new_for_font_type(
	    CAIRO_FONT_TYPE_FT);
	if (fonts->map == NULL)
		goto fail;
	pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(fonts->map), config);
	fonts->context = pango_font_map_create_context(fonts->map);
	if (fonts->context == NULL || set_up(fonts) != OK)
		goto fail;
	*out = fonts;
	return OK;
fail:
	fonts_free(fonts);
	return ERR_MEMORY;
}

enum err
press_take(struct press *press, struct pdf_fonts **out, struct note *note)
{
	struct pdf_fonts *fonts;

	pthread_mutex_lock(&press->lock);
	if ((fonts = press->idle) != NULL)
		press->idle = fonts->next;
	press->taken++;
	pthread_mutex_unlock(&press->lock);
	if (fonts != NULL || fonts_new(press->config, &fonts) == OK) {
		*out = fonts;
		return OK;
	}
	pthread_mutex_lock(&press->lock);
	press->taken--;
	pthread_mutex_unlock(&press->lock);
	return err_set(note, ERR_MEMORY, "fonts: out of memory");
}

static void
shape_over(struct pdf_fonts *fonts, size_t length)
{
	PangoLayout *layout = pango_layout_new(fonts->context);
	char *text = g_malloc(length + 1);

	memset(text, 'x', length);
	text[length] = '\0';
	pango_layout_set_text(layout, text, (int)length);
	pango_layout_get_lines_readonly(layout);
	g_free(text);
	g_object_unref(layout);
}

/*
 * Somebody else may be using the buffer just now: then what is in it is
 * overwritten by whoever gives back last, who knows the longest text of all.
 */
void
press_give(struct press *press, struct pdf_fonts *fonts, size_t longest)
{
	size_t done = 0;

	pthread_mutex_lock(&press->lock);
	if (longest > press->longest)
		press->longest = longest;
	while (done < press->longest) {
		done = press->longest;
		pthread_mutex_unlock(&press->lock);
		shape_over(fonts, done);
		pthread_mutex_lock(&press->lock);
	}
	if (--press->taken == 0)
		press->longest = 0;
	fonts->next = press->idle;
	press->idle = fonts;
	pthread_mutex_unlock(&press->lock);
}
